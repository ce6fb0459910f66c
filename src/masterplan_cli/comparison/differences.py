"""Two plans laid side by side: what came, went, moved, was renamed or changed.

In: the older and the newer plan. Out: changes in the order of the newer plan's files, those that
are gone at the end, each with its pillar, its OPD and its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from masterplan_cli.comparison.leaves import Flat, Leaf, Subject, flatten_plan
from masterplan_cli.comparison.values import show_value
from masterplan_cli.diagnostics import Span
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.model.program import Program
from masterplan_cli.render.formats import format_rupiah_short

Kind = Literal[
    "added", "dropped", "moved", "renamed", "reidentified",
    "budget", "target", "owner", "text", "value",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one subject.

    ``old`` and ``new`` are as a book prints them, empty where there is none; ``field`` says which
    value it is, in words; ``span`` is its place in the newer workspace, None where it is gone.
    """

    kind: Kind
    subject: Subject
    pointer: str
    owner: Opd | None
    field: str = ""
    old: str = ""
    new: str = ""
    span: Span | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Programmes and money of one pillar or OPD, before and now."""

    id: str
    name: str
    programs: tuple[int, int]
    budget: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two plans."""

    old: Masterplan
    new: Masterplan
    changes: tuple[Change, ...]

    def name_pillar(self, pillar: str) -> str:
        """Return what a pillar is called; empty for what belongs to none."""
        for plan in (self.new, self.old):
            for dimension in plan.profile.dimensions:
                if dimension.id == pillar:
                    return dimension.name
        return pillar


def compare_plans(old: Masterplan, new: Masterplan) -> Comparison:
    """Return what differs."""
    before, after = flatten_plan(old), flatten_plan(new)
    return Comparison(old, new, tuple(_Comparer(old, new, before, after).list_changes()))


class _Comparer:
    """Lays two flattened plans side by side."""

    def __init__(self, old: Masterplan, new: Masterplan, before: Flat, after: Flat) -> None:
        self._old, self._new = old, new
        self._before, self._after = before, after
        self._twins = _pair_renamed_ids(before, after)

    def list_changes(self) -> Iterator[Change]:
        for subject in self._after.subjects.values():
            former = self._before.subjects.get(self._twins.get(subject.pointer, subject.pointer))
            if former is None:
                if subject.parent not in self._after.subjects or self._is_known(subject.parent):
                    said = _describe(self._new, subject)
                    yield self._make("added", subject, subject.pointer, new=said)
                continue
            yield from self._compare(former, subject)
        known = {*self._after.subjects, *self._twins.values()}
        for subject in self._before.subjects.values():
            if subject.pointer not in known and (not subject.parent or subject.parent in known):
                owner = self._old.find_responsible(subject.pointer)
                said = _describe(self._old, subject)
                yield Change("dropped", subject, subject.pointer, owner, old=said)

    def _is_known(self, pointer: str) -> bool:
        return self._twins.get(pointer, pointer) in self._before.subjects

    def _make(self, kind: Kind, subject: Subject, pointer: str, **details: str | bool) -> Change:
        return Change(
            kind,
            subject,
            pointer,
            self._new.find_responsible(subject.pointer),
            span=self._new.index.locate(pointer),
            **details,  # type: ignore[arg-type]
        )

    def _compare(self, former: Subject, subject: Subject) -> Iterator[Change]:
        if former.pointer != subject.pointer:
            old, new = (one.pointer.partition("/")[2] for one in (former, subject))
            yield self._make("reidentified", subject, subject.pointer, old=old, new=new)
        if former.pillar != subject.pillar and former.pillar and subject.pillar:
            names = [
                next((d.name for d in plan.profile.dimensions if d.id == pillar), pillar)
                for plan, pillar in ((self._old, former.pillar), (self._new, subject.pillar))
            ]
            yield self._make("moved", subject, subject.pointer, old=names[0], new=names[1])
        ours = _list_of(self._after, subject.pointer)
        theirs = _list_of(self._before, former.pointer)
        for rest in dict.fromkeys((*ours, *theirs)):
            now, was = ours.get(rest), theirs.get(rest)
            if now is not None and was is not None and now.value == was.value:
                continue
            yield from self._describe(subject, was, now, f"{subject.pointer}{rest}")

    def _describe(
        self, subject: Subject, old: Leaf | None, new: Leaf | None, pointer: str
    ) -> Iterator[Change]:
        leaf = new or old
        assert leaf is not None
        said = "" if old is None else show_value(self._old, old)
        says = "" if new is None else show_value(self._new, new)
        if said == says:
            return
        kind: Kind = "renamed" if leaf.topic == "name" else leaf.topic
        words = leaf.topic in ("text", "name") and bool(said and says)
        yield self._make(kind, subject, pointer, field=leaf.label, old=said, new=says, words=words)


def _describe(plan: Masterplan, subject: Subject) -> str:
    """Return a programme's owner, years and money in one line; nothing of other records."""
    program = subject.record
    if not isinstance(program, Program):
        return ""
    owner = plan.find_responsible(subject.pointer)
    years = (str(year) for year in (program.start, program.end) if year is not None)
    amount = sum(int(budget.amount) for budget in program.budget)
    parts = (
        (owner.short_name or owner.name) if owner is not None else "",
        "–".join(years),
        format_rupiah_short(amount) if amount else "",
    )
    return ", ".join(part for part in parts if part)


def _list_of(flat: Flat, subject: str) -> dict[str, Leaf]:
    """Return a subject's leaves by what follows its pointer."""
    return flat.by_subject.get(subject, {})


def _pair_renamed_ids(before: Flat, after: Flat) -> dict[str, str]:
    """Return programmes that kept everything but their id: the new pointer to the old one.

    Only where exactly one that went bears the name of exactly one that came: else it is a guess.
    """
    gone = _list_alone(before, after)
    come = _list_alone(after, before)
    return {come[name]: gone[name] for name in come.keys() & gone.keys()}


def _list_alone(flat: Flat, other: Flat) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for subject in flat.subjects.values():
        if isinstance(subject.record, Program) and subject.pointer not in other.subjects:
            found.setdefault(subject.name, []).append(subject.pointer)
    return {name: pointers[0] for name, pointers in found.items() if len(pointers) == 1}


def sum_figures(comparison: Comparison, by: str) -> list[Figures]:
    """Return programmes and budgets by ``pillar`` or ``opd``, before and now."""
    rows: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for side, plan in enumerate((comparison.old, comparison.new)):
        for folder in plan.workspace.pillars:
            for program in folder.programs:
                key = folder.id if by == "pillar" else program.owner or ""
                opd = plan.index.find("opd", key) if by == "opd" else None
                name = opd.name if isinstance(opd, Opd) else comparison.name_pillar(key)
                names[key] = name
                row = rows.setdefault(key, [0, 0, 0, 0])
                row[side] += 1
                row[2 + side] += sum(int(budget.amount) for budget in program.budget)
    return [
        Figures(key, names[key], (row[0], row[1]), (row[2], row[3])) for key, row in rows.items()
    ]
