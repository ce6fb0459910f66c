"""``forms/*.yaml`` of a profile: which records a form's sheets hold, and what they are called.

Columns are not listed there: they are the record's own fields, so that a new field of the model
stands in the next form.
"""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.schema.fields import Count, Line, Slug
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.validation import validate_tree
from masterplan_cli.source.overlay import Layer, Overlay
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.tree import Tree

FOLDER = "forms"
_FALLBACK = "kominfo"


class Across(Record):
    """Rows that lie side by side: a column for each year of ``by``, holding ``value``."""

    KEY: ClassVar[tuple[str, ...]] = ()

    by: Line
    value: Line
    heading: Line


class SheetSpec(Record):
    """One sheet of a form.

    ``records`` leads from a kind to the rows (``program/activities``; ``*`` stands for each list
    of records there, and becomes a column under the heading ``choice``). ``owner`` says whether
    the OPD owns the outermost record or the row itself, by ``owner_field``. ``terms`` names tables
    of the profile, and what their expressions call the row: their headings are the official
    terms. ``layout`` "columns" lays each record into a column.
    """

    KIND: ClassVar[str] = "form-sheet"
    KEY: ClassVar[tuple[str, ...]] = ()

    title: Line
    intro: Line
    records: Line
    owner: Literal["root", "row"]
    owner_field: Line = "owner"
    parent: Line | None = None
    choice: Line | None = None
    layout: Literal["rows", "columns"] = "rows"
    terms: dict[Line, Line] = Field(default={})
    headings: dict[Line, Line] = Field(default={})
    words: dict[Line, dict[Line, Line]] = Field(default={})
    across: Across | None = None
    leave_out: tuple[Line, ...] = ()
    required: tuple[Line, ...] = ()
    total: tuple[Line, ...] = ()
    new_id: Slug | None = None
    blank: Count = 5

    @property
    def root(self) -> str:
        """The kind of the outermost record."""
        return self.records.partition("/")[0]

    @property
    def steps(self) -> tuple[str, ...]:
        """The fields from the outermost record to the rows."""
        return tuple(self.records.split("/")[1:])


class ParsedSpec(NamedTuple):
    """The file of one sheet: its tree and its record, as far as it can be read, and findings."""

    name: str
    file: str
    tree: Tree | None
    record: SheetSpec | None
    findings: tuple[Diagnostic, ...]


def parse_specs(templates: Overlay) -> list[ParsedSpec]:
    """Return the sheets of a profile's forms in order.

    A profile without any uses those of the profile that the package carries.
    """
    names = templates.list(f"{FOLDER}/*.yaml")
    if not names:
        from masterplan_cli.source.packaged import find_packaged_templates

        root = find_packaged_templates() / _FALLBACK
        templates = Overlay((Layer(root, f"masterplan_cli/templates/{_FALLBACK}"),))
        names = templates.list(f"{FOLDER}/*.yaml")
    return [_parse_spec(templates, name) for name in names]


def _parse_spec(templates: Overlay, name: str) -> ParsedSpec:
    label = templates.label(name)
    stem = name.removeprefix(f"{FOLDER}/").removesuffix(".yaml")
    known = stem.partition("-")[2] or stem
    tree, found = read_yaml(label, templates.read(name) or b"")
    if tree is None:
        return ParsedSpec(known, label, None, None, tuple(found))
    validated = validate_tree(tree, SheetSpec, {})
    faults = (*found, *validated.diagnostics)
    return ParsedSpec(known, label, tree, validated.record, faults)
