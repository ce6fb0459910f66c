"""A document of a stage: its cover and chapters, assembled and divided into sections."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from jinja2 import __version__ as jinja_version

from masterplan_cli import __version__
from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.document.kept import Span
from masterplan_cli.document.nodes import Block, Document, Metadata, SectionChange
from masterplan_cli.document.sections import lay_sections
from masterplan_cli.frozen import dataclass
from masterplan_cli.model.catalog import Catalog
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.profile.records import DocumentSpec
from masterplan_cli.render.arms import read_arms
from masterplan_cli.render.chapter import Chapter, render_chapter
from masterplan_cli.render.cover import Opening, build_cover, build_sheet_heading
from masterplan_cli.render.environment import build_environment
from masterplan_cli.render.formats import format_date_long
from masterplan_cli.render.front import list_abbreviations, trim_front
from masterplan_cli.render.functions import Functions
from masterplan_cli.render.mentions import Mentions
from masterplan_cli.render.parts import Parts, cut_chapter
from masterplan_cli.render.printable import list_facts, list_plans, list_regulations
from masterplan_cli.render.reads import Heard, ReadsNotes
from masterplan_cli.render.relations import build_site
from masterplan_cli.render.state import RenderState
from masterplan_cli.render.subjects import Subject
from masterplan_cli.render.views import Site
from masterplan_cli.source.cache import open_code_store
from masterplan_cli.source.overlay import Overlay

SUFFIX = ".md.j2"
_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BookOrder:
    """What to make: the document, whether it is a draft, and what identifies the build.

    ``built_on`` is used where the stage has no as-of date; None prints no date at all.
    ``subject`` is whom a document is about that exists once per record.
    """

    spec: DocumentSpec
    draft: bool
    build_id: str
    built_on: date | None = None
    subject: Subject | None = None


class Rendered(NamedTuple):
    """A document with the findings of its templates.

    ``chapters`` are those it is made of, or pieces of them, and ``pieces`` their names by template;
    ``witnesses`` say which of them has a short name that the list of abbreviations explains.
    """

    document: Document
    diagnostics: list[Diagnostic]
    chapters: Mapping[str, Chapter]
    pieces: Mapping[str, tuple[str, ...]]
    witnesses: Mapping[str, str]


class Known(NamedTuple):
    """What is known of a document before it is made, as ``Rendered`` says.

    Where any chapters are hollow, ``witnesses`` are those of the document they are from.
    """

    chapters: Mapping[str, Chapter] = _NONE
    pieces: Mapping[str, tuple[str, ...]] = _NONE
    witnesses: Mapping[str, str] = _NONE

    def find_pieces(self, name: str) -> dict[str, Chapter] | None:
        """Return all pieces of the chapter ``name``; None where any is lacking."""
        found = {}
        for piece in self.pieces.get(name, (name,)):
            chapter = self.chapters.get(piece)
            if chapter is None:
                return None
            found[piece] = chapter
        return found


_UNKNOWN: Final = Known()


def list_chapters(spec: DocumentSpec, templates: Overlay) -> list[str]:
    """Return the templates of a document in order: folders whole and sorted, files as named."""
    found: list[str] = []
    for entry in spec.chapters:
        found.extend([entry] if entry.endswith(SUFFIX) else templates.list(f"{entry}/*{SUFFIX}"))
    return found


class Renderer:
    """Renders the books of one plan; templates and table specs are compiled once for all."""

    def __init__(
        self,
        plan: Masterplan,
        templates: Overlay,
        read_picture: Callable[[str], bytes | None],
        cache: Path | None = None,
        *,
        noting: bool = False,
    ) -> None:
        """Render from ``templates``; pictures come from the workspace through ``read_picture``.

        ``cache`` is a folder where compiled templates are kept between runs. ``noting`` makes
        ``notes`` of what each chapter may read.
        """
        self._codes = open_code_store(cache, __version__, jinja_version)
        self._plan = plan
        self._templates = templates
        self._site, catalog = build_site(plan)
        self._state = RenderState(plan)
        self._environment = build_environment(templates, self._state, self._codes)
        self.whole = True
        self._read_picture = read_picture
        self._functions = Functions(self._environment, self._state, templates, read_picture)
        specs = self._functions.specs
        self.notes = ReadsNotes(self._environment, specs) if noting else None
        self._parts = Parts(self._environment, self._state, specs)
        self._environment.globals.update(self._functions.list_all(), part=self._parts.part)
        self._environment.globals.update(list_roots(self._site, catalog))

    def save_cache(self) -> None:
        """Keep what was compiled for the next run."""
        self._codes.save()

    def inspect_templates(self) -> list[Diagnostic]:
        """Return what is wrong in all templates, tables and charts, without printing them."""
        from masterplan_cli.render.inspection.templates import inspect_templates

        names = frozenset(self._environment.globals) | {"document", "draft", "subject"}
        relations = frozenset(name for _, name in self._site.relations)
        documents = self._plan.profile.documents
        chapters = [chapter for spec in documents for chapter in spec.chapters]
        return inspect_templates(self._templates, names, relations, chapters)

    def render_book(
        self,
        order: BookOrder,
        known: Known = _UNKNOWN,
    ) -> Rendered:
        """Return the document, its chapters, and the findings of its templates.

        ``whole`` then says whether no chapter is lost: else references into it dangle, which is
        no mistake of their own. Chapters and parts that are ``known`` are not made again. Raises
        StaleError where hollow ones are not enough.
        """
        self._environment.globals["document"] = self._site.view(order.spec, "")
        self._environment.globals["draft"] = order.draft
        self._environment.globals["subject"] = self._view_subject(order.subject)
        chapters: dict[str, Chapter] = {}
        pieces: dict[str, tuple[str, ...]] = {}
        for template in list_chapters(order.spec, self._templates):
            name = _find_free(template, pieces)
            made = known.find_pieces(name) or self._render_chapter(name, template, known.chapters)
            pieces[name] = tuple(made)
            chapters |= made
        self.whole = all(chapter.whole for chapter in chapters.values())
        blocks = {name: chapter.blocks for name, chapter in chapters.items()}
        hollow = frozenset(name for name, chapter in chapters.items() if chapter.hollow)
        mentions = Mentions(blocks, hollow, known.witnesses)
        document, faults = self._assemble(order, trim_front(blocks, mentions), hollow)
        found = [finding for chapter in chapters.values() for finding in chapter.diagnostics]
        return Rendered(document, [*found, *faults], chapters, pieces, mentions.witnesses)

    def _render_chapter(
        self, name: str, template: str, known: Mapping[str, Chapter]
    ) -> dict[str, Chapter]:
        """Return the chapter in pieces, with what is wrong in its tables and charts, too."""
        specs, parts, state = self._functions.specs, self._parts, self._state
        specs.diagnostics.clear()
        specs.asked.clear()
        parts.begin(name, known)
        chapter = render_chapter(template, self._environment, state, self._templates, {})
        found = (*chapter.diagnostics, *specs.diagnostics)
        sound = len(found) == sum(part.faults for part in parts.printed)
        chapter = replace(chapter, diagnostics=found, sound=sound)
        pieces, between = cut_chapter(name, chapter, parts.printed)
        if self.notes is not None:
            own = Heard(template, {*state.asked}, {*specs.asked})
            heard = {part.name: part.heard for part in parts.printed if part.heard is not None}
            if len(pieces) == 1:
                self.notes.add_whole(name, [own, *heard.values()])
            else:
                self.notes.add_chapter(between, own, heard)
        return pieces

    def _assemble(
        self, order: BookOrder, chapters: Mapping[str, tuple[Block, ...]], hollow: frozenset[str]
    ) -> tuple[Document, tuple[Diagnostic, ...]]:
        """Return the document of these chapters, and what is wrong with its cover."""
        plan, spec = self._plan, order.spec
        region = _name_region(plan)
        day = plan.as_of or order.built_on
        printed_date = format_date_long(day) if day else ""
        opening = Opening(spec, region, printed_date, order.draft, order.build_id, order.subject)
        metadata = Metadata(
            title=_name_document(order),
            region=region,
            book=spec.id,
            stage=plan.stage.number,
            stage_label=plan.stage.name,
            build_id=order.build_id,
            date=day.isoformat() if day else "",
            draft=order.draft,
            author=f"Pemerintah {region}",
        )
        faults: tuple[Diagnostic, ...] = ()
        if spec.cover == "full":
            arms, faults = read_arms(self._read_picture, self._templates, region)
            cover = replace(build_cover(plan, opening), arms=arms)
            head, *parts = lay_sections((cover,), *chapters.values())
        else:
            head = (SectionChange(restart=True), *build_sheet_heading(plan, opening))
            parts = [*chapters.values()]
        spans = _mark_spans(len(head), dict(zip(chapters, parts, strict=True)), hollow)
        blocks = tuple(block for part in (head, *parts) for block in part)
        return Document(metadata, blocks, spans), faults

    def _view_subject(self, subject: Subject | None) -> Any:
        return None if subject is None else self._site.view(subject.record, subject.pointer)


def name_again(name: str) -> str:
    """Return what a chapter is called whose template's document has it once more."""
    return f"{name}+"


def _find_free(name: str, taken: Container[str]) -> str:
    while name in taken:
        name = name_again(name)
    return name


def _mark_spans(
    start: int, parts: Mapping[str, Sequence[Block]], hollow: Container[str]
) -> tuple[Span, ...]:
    """Return which blocks each chapter has, from the block ``start`` on; none has none."""
    spans = []
    for name, blocks in parts.items():
        if blocks:
            spans.append(Span(name, start, start + len(blocks), name in hollow))
        start += len(blocks)
    return tuple(spans)


def _name_document(order: BookOrder) -> str:
    parts = (order.spec.title, order.spec.subtitle, order.subject and order.subject.name)
    return ": ".join(part for part in parts if part)


def _name_region(plan: Masterplan) -> str:
    region = plan.workspace.manifest.region
    return f"{region.type.capitalize()} {region.name}"


def list_roots(site: Site, catalog: Catalog) -> dict[str, Any]:
    """Return the names that every template knows."""
    plan = site.plan
    workspace, profile = plan.workspace, plan.profile
    agencies = tuple(opd for opd in workspace.opds if opd.kind == "agency")
    return {
        "region": site.view(workspace.manifest.region, "manifest/region"),
        "horizon": site.view(workspace.manifest.horizon, "manifest/horizon"),
        "manifest": site.view(workspace.manifest, "manifest"),
        "years": tuple(plan.years),
        "stage": site.view(plan.stage, ""),
        "stages": site.view(profile.stages, "profile/stages"),
        "profile": site.view(profile, "profile"),
        "as_of": site.view(plan.as_of, f"manifest/stages/{plan.stage.number}/as_of"),
        "dimensions": site.view(profile.dimensions, "profile/dimensions"),
        "terms": site.view(profile.terms, "profile/terms"),
        "action_groups": site.view(profile.action_groups, "profile/action_groups"),
        "funds": site.view(profile.funds, "profile/funds"),
        "ratings": site.view(profile.ratings, "profile/ratings"),
        "programs": site.view(catalog.programs, "program"),
        "quick_wins": site.view(catalog.quick_wins, "program"),
        "facts": site.view(list_facts(plan), "fact"),
        "sources": site.view(workspace.sources, "source"),
        "opds": site.view(workspace.opds, "opd"),
        "agencies": site.view(agencies, "opd"),
        "areas": site.view(workspace.areas, "area"),
        "plans": site.view(list_plans(plan), "plan"),
        "regulations": site.view(list_regulations(plan), "regulation"),
        "vision": site.view(workspace.vision, "vision"),
        "readiness": site.view(workspace.readiness, "readiness"),
        "known_abbreviations": site.view(list_abbreviations(plan), "profile/abbreviations"),
        "governance": site.view(workspace.governance, "governance"),
        "supporting_plans": site.view(workspace.supporting_plans, "supporting-plans"),
    }
