"""Records of ``profile.yaml``."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from masterplan_cli.schema.fields import (
    AnyYear,
    Count,
    Date,
    Flag,
    Id,
    Line,
    Number,
    Percent,
    Prose,
    Slug,
    YearKey,
)
from masterplan_cli.schema.record import Record, Reference


class SubDimension(Record):
    """One part of a dimension, with the topics that citizens are asked about."""

    KIND: ClassVar[str] = "sub-dimension"

    id: Slug
    name: Line
    short_name: Line | None = None
    topics: tuple[Line, ...] = ()


class Dimension(Record):
    """One dimension (pillar) of the programme."""

    KIND: ClassVar[str] = "dimension"

    id: Slug
    name: Line
    aim: Prose | None = None
    sub_dimensions: tuple[SubDimension, ...] = ()


class Component(Record):
    """One readiness component."""

    KIND: ClassVar[str] = "readiness-component"

    id: Slug
    name: Line
    aim: Line | None = None


class Term(Record):
    """A horizon within the plan: the years that count from its start, both included."""

    KIND: ClassVar[str] = "term"

    id: Slug
    name: Line
    first: Count
    last: Count


class Word(Record):
    """An entry of a word list: the id that YAML holds and the wording that books print."""

    id: Slug
    name: Line
    short_name: Line | None = None


class Abbreviation(Word):
    """An abbreviation that books may use: ``short_name`` is what it is, ``name`` its wording."""

    KIND: ClassVar[str] = "abbreviation"


class Rating(Word):
    """A step of the readiness scale, best first."""

    KIND: ClassVar[str] = "rating"

    score: Count


class Fund(Word):
    """A source of funds; ``own`` says whether it is the region's own budget."""

    KIND: ClassVar[str] = "fund"

    own: Flag = False


class Status(Word):
    """State of a programme."""

    KIND: ClassVar[str] = "status"


class ActionGroup(Word):
    """A group of the action plan; ``evaluated`` ones are asked for by the later evaluation."""

    KIND: ClassVar[str] = "action-group"


class ProgramKind(Word):
    """What a programme mainly is; ``application`` where that is software and nothing else."""

    KIND: ClassVar[str] = "program-kind"

    application: Flag = False


class QuickWinKind(Word):
    """Kind of innovation of a quick win."""

    KIND: ClassVar[str] = "quick-win-kind"


class QuickWinStatus(Word):
    """Phase of a quick win."""

    KIND: ClassVar[str] = "quick-win-status"


class RegulationType(Word):
    """A type of regulation: short and full name, and ``aliases`` that people cite it by.

    A ``standard`` is cited by its number alone (``SNI ISO 37122:2019``), without ``Nomor … Tahun``.
    """

    KIND: ClassVar[str] = "regulation-type"

    standard: Flag = False
    aliases: tuple[Line, ...] = ()


class NomenclatureEdition(Word):
    """An edition of the official budget nomenclature and the day it came into force.

    ``subactivity_digits`` is how many digits the last part of a code has, where that is known.
    """

    KIND: ClassVar[str] = "nomenclature-edition"

    date: Date
    subactivity_digits: Count | None = None


class LegalBasis(Record):
    """What a region's smart city rests on: a regulation of its own, and bodies by decree.

    The regulation is one of ``types`` with one of ``words`` in its title; ``bodies`` are words of
    the bodies' names.
    """

    KEY: ClassVar[tuple[str, ...]] = ()

    types: tuple[Annotated[Id, Reference("regulation-type")], ...] = ()
    words: tuple[Line, ...] = ()
    bodies: tuple[Line, ...] = ()


class RiskLevel(Record):
    """A level of risk, from this product of likelihood and severity up."""

    id: Slug
    name: Line
    least: Count


class RiskScale(Record):
    """Highest step of likelihood and severity, and the names of the resulting levels."""

    KEY: ClassVar[tuple[str, ...]] = ()

    steps: Count
    levels: tuple[RiskLevel, ...] = ()


class DocumentSpec(Record):
    """A document that a stage may hand in.

    ``chapters`` are folders or files of templates, in order, relative to the profile; ``file`` is
    the stem of the output's name. ``each`` makes one file for every record of its kind that has
    content of its own; ``cover`` "sheet" opens with a heading instead of a page.
    """

    KIND: ClassVar[str] = "document"

    id: Slug
    title: Line
    subtitle: Line | None = None
    file: Slug
    chapters: tuple[Line, ...] = ()
    each: Literal["opd", "quick-win"] | None = None
    cover: Literal["full", "sheet"] = "full"


class Delivery(Record):
    """A document as one stage hands it in."""

    KEY: ClassVar[tuple[str, ...]] = ("document",)

    document: Annotated[Id, Reference("document")]
    state: Literal["draft", "final"] = "draft"


class CohortDate(Record):
    """The as-of date of a stage for one cohort, where the workspace names none."""

    KEY: ClassVar[tuple[str, ...]] = ("cohort",)

    cohort: AnyYear
    as_of: Date
    source: Line | None = None


class Stage(Record):
    """One bimtek stage: what it hands in and what it asks of quick wins."""

    KIND: ClassVar[str] = "stage"
    KEY: ClassVar[tuple[str, ...]] = ("number",)

    number: Count
    name: Line
    short_name: Line | None = None
    summary: Line | None = None
    documents: tuple[Delivery, ...] = ()
    as_of: tuple[CohortDate, ...] = ()


class RequiredContent(Record):
    """A field that every record of a kind must have filled from stage ``since`` on.

    ``label`` is what people call it; ``file`` is named where no record of the kind exists.
    """

    KEY: ClassVar[tuple[str, ...]] = ("record", "field")

    record: Slug
    field: Line
    since: Count
    label: Line
    file: Line | None = None


class EvaluationAspect(Record):
    """What the ministry scores later: what it looks at, and the anchors where the plan says it.

    ``weights`` are percent by the year of the evaluation; they change, so none is a constant.
    """

    KIND: ClassVar[str] = "evaluation-aspect"

    id: Slug
    name: Line
    seen: Line
    places: tuple[Line, ...] = ()
    weights: dict[YearKey, Number] = Field(default={})


class CohortPublisher(Record):
    """What the ministry is called from one cohort on."""

    KEY: ClassVar[tuple[str, ...]] = ("cohort",)

    cohort: AnyYear
    name: Line


class Profile(Record):
    """``profile.yaml``; ``extends`` names the profile that whatever is absent is taken from."""

    KIND: ClassVar[str] = "profile"
    KEY: ClassVar[tuple[str, ...]] = ()

    id: Slug
    name: Line
    extends: Slug | None = None
    publisher: Line | None = None
    publishers: tuple[CohortPublisher, ...] = ()
    cover_heading: Line | None = None
    dimensions: tuple[Dimension, ...]
    stages: tuple[Stage, ...]
    documents: tuple[DocumentSpec, ...]
    readiness_components: tuple[Component, ...] = ()
    ratings: tuple[Rating, ...] = ()
    funds: tuple[Fund, ...] = ()
    statuses: tuple[Status, ...] = ()
    terms: tuple[Term, ...] = ()
    action_groups: tuple[ActionGroup, ...] = ()
    program_kinds: tuple[ProgramKind, ...] = ()
    quick_win_kinds: tuple[QuickWinKind, ...] = ()
    quick_win_statuses: tuple[QuickWinStatus, ...] = ()
    regulation_types: tuple[RegulationType, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    nomenclature_editions: tuple[NomenclatureEdition, ...] = ()
    risk_scale: RiskScale | None = None
    evaluation_aspects: tuple[EvaluationAspect, ...] = ()
    legal_basis: LegalBasis | None = None
    quick_wins_per_dimension: Count = 1
    quick_wins_since: Count = 3
    required_content: tuple[RequiredContent, ...] = ()
    applications_at_most: Percent | None = None
    official_names: tuple[Line, ...] = ()
    labels: dict[Line, Line] = Field(default={})

    def name_publisher(self, cohort: int | None) -> str | None:
        """Return what the ministry is called in the year of ``cohort``."""
        known = [one for one in self.publishers if one.cohort <= (cohort or 0)]
        return max(known, key=lambda one: one.cohort).name if known else self.publisher
