"""``region/governance.yaml``: who steers the programme, the four bimtek, who signs."""

from typing import ClassVar

from pydantic import Field

from masterplan_cli.model.names import OpdId, SourceId
from masterplan_cli.schema.fields import AnyYear, Count, Date, Line, Prose, Slug
from masterplan_cli.schema.record import Record


class Member(Record):
    """A seat in a body: the office that holds it, never a person's name."""

    id: Slug
    office: Line
    role: Line
    opd: OpdId | None = None


class Body(Record):
    """Dewan Smart City, Tim Pelaksana or Forum: its decree, tasks and members."""

    KIND: ClassVar[str] = "body"

    id: Slug
    name: Line
    decree: Line | None = None
    decree_year: AnyYear | None = None
    scheduled: AnyYear | None = None
    tasks: Prose | None = None
    members: tuple[Member, ...] = ()


class Attendance(Record):
    """How many people of one group took part in a bimtek."""

    id: Slug
    group: Line
    count: Count


class Bimtek(Record):
    """One bimtek stage as it took place in this region."""

    KIND: ClassVar[str] = "bimtek"
    KEY: ClassVar[tuple[str, ...]] = ("stage",)

    stage: Count
    start: Date | None = None
    end: Date | None = None
    place: Line | None = None
    summary: Prose | None = None
    attendance: tuple[Attendance, ...] = ()
    source: SourceId | None = None


class Signatory(Record):
    """An office that signs the commitment; the name is written by hand."""

    id: Slug
    office: Line
    opd: OpdId | None = None


class Approver(Signatory):
    """An office on the approval sheet, and what it does there (``Disusun oleh``)."""

    act: Line | None = None


class Approval(Record):
    """The approval sheet of the books: statement, place, and who approves in which order."""

    statement: Prose | None = None
    place: Line | None = None
    date: Date | None = None
    signatories: tuple[Approver, ...] = ()


class Promise(Record):
    """One promise of the commitment."""

    id: Slug
    text: Line


class Commitment(Record):
    """The commitment signed at stage IV."""

    date: Date | None = None
    place: Line | None = None
    source: SourceId | None = None
    promises: tuple[Promise, ...] = ()
    signatories: tuple[Signatory, ...] = ()


class Governance(Record):
    """``region/governance.yaml``."""

    KIND: ClassVar[str] = "governance"
    KEY: ClassVar[tuple[str, ...]] = ()

    bodies: tuple[Body, ...] = ()
    bimtek: tuple[Bimtek, ...] = ()
    approval: Approval = Field(default_factory=Approval)
    commitment: Commitment = Field(default_factory=Commitment)
