"""One thing that is missing or wrong: what it is, where it goes, whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from masterplan_cli.diagnostics import Diagnostic, Nature, Severity, Span
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.schema.index import Entry, find_path

Kind = Literal["wrong", "missing", "upcoming"]

PILLARS = "pillars/"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with its pillar (empty: none in particular) and the OPD that owes it.

    ``kind`` is ``missing`` where the stage asks for it, ``upcoming`` where a later one will.
    ``line`` is 0 where the file itself does not exist yet; ``subject`` is the name of the record.
    """

    kind: Kind
    finding: Diagnostic
    pillar: str
    opd: Opd | None
    file: str
    line: int
    subject: str = ""


def list_items(plan: Masterplan, diagnostics: Iterable[Diagnostic]) -> tuple[Item, ...]:
    """Return the findings as items, in the order given; advice is nobody's debt."""
    return tuple(_make_item(plan, finding) for finding in diagnostics if not finding.advice)


def _make_item(plan: Masterplan, finding: Diagnostic) -> Item:
    pointer = finding.pointer or find_pointer(plan, finding.span)
    absent = _name_absent(plan, pointer) if finding.nature is Nature.MISSING else ""
    return Item(
        kind=_sort(finding),
        finding=finding,
        pillar=find_pillar(plan, pointer) or _read_folder(plan, finding.span.file),
        opd=plan.find_responsible(pointer or f"pillar/{_read_folder(plan, finding.span.file)}"),
        file=absent or finding.span.file,
        line=0 if absent else finding.span.line,
        subject=_name_subject(plan, pointer),
    )


def _sort(finding: Diagnostic) -> Kind:
    if finding.nature is Nature.WRONG:
        return "wrong"
    return "missing" if finding.severity is Severity.ERROR else "upcoming"


def find_pillar(plan: Masterplan, pointer: str) -> str:
    """Return the pillar that a pointer belongs to, or nothing: region-wide content."""
    kind, _, rest = pointer.partition("/")
    name = rest.split("/")[0]
    entry = plan.index.entries.get(kind, {}).get(name)
    if entry is not None:
        return entry.file.folder
    return name if kind == "pillar" else ""


def find_pointer(plan: Masterplan, span: Span) -> str:
    """Return the record that holds ``span``: the last one that begins at or above its line.

    Why: the reader's findings come before any record has an id to point with.
    """
    best: tuple[int, str] = (0, "")
    for kind, entries in plan.index.entries.items():
        for name, entry in entries.items():
            tree = entry.file.tree
            if tree.file != span.file:
                continue
            line = tree.span(find_path(entry.file, entry.segments)).line
            if best[0] < line <= span.line:
                best = (line, f"{kind}/{name}" if name else kind)
    return best[1]


def _read_folder(plan: Masterplan, file: str) -> str:
    """Return the pillar whose folder holds ``file``: it may be unreadable, and so unknown."""
    name = file.removeprefix(PILLARS).partition("/")[0] if file.startswith(PILLARS) else ""
    return name if any(one.id == name for one in plan.profile.dimensions) else ""


def _name_absent(plan: Masterplan, pointer: str) -> str:
    """Return the file that must be made for ``pointer``, or nothing where it exists."""
    if plan.index.locate(pointer) is not None:
        return ""
    kind, _, rest = pointer.partition("/")
    if kind == "pillar":
        return f"{PILLARS}{rest.split('/')[0]}/pillar.yaml"
    required = plan.profile.required_content
    return next((one.file for one in required if one.record == kind and one.file), "")


def _name_subject(plan: Masterplan, pointer: str) -> str:
    """Return what people call the record at ``pointer``: a name, else its dimension's or part's."""
    kind, _, rest = pointer.partition("/")
    name = rest.split("/")[0]
    entry: Entry | None = plan.index.entries.get(kind, {}).get(name)
    known = getattr(entry.record, "name", None) if entry is not None else None
    if isinstance(known, str):
        return known
    listed = {"pillar": "dimension", "pillar-part": "sub-dimension"}.get(kind)
    listed = "readiness-component" if kind == "readiness" else listed
    word = plan.index.find(listed, name) if listed else None
    return str(getattr(word, "name", "")) if word is not None else ""
