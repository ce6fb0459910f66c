"""The import as a whole: forms in, changed bytes of files out, with every finding by cell.

Changes are tried on a copy first, and the rules run over it: what they find wrong about a cell of
the form is not taken, what was wrong before the form came is not held against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Diagnostic, Nature, Severity, Text
from masterplan_cli.edit.file import FileEdit, edit_file
from masterplan_cli.forms.findings import report_cell
from masterplan_cli.forms.merge.changeset import Edits, Touch, point_cell
from masterplan_cli.forms.merge.compare import Comparison, Conflict, Removal, Take
from masterplan_cli.forms.merge.edits import Planner
from masterplan_cli.forms.reading.lines import Line
from masterplan_cli.model.load import Memory
from masterplan_cli.schema.index import Index
from masterplan_cli.source.disk import read_bytes

_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line decided: which side wins a conflict, whether cleared rows go."""

    side: str = ""
    delete: bool = False


@dataclass(slots=True)
class Wanted:
    """One form's comparison, and whose form it is."""

    opd: str
    comparison: Comparison


@dataclass(slots=True)
class Outcome:
    """What an import would do, or has found."""

    edits: list[FileEdit] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    proposal: str = ""
    """A map of headings, to be looked over first, where an OPD's own sheet came without one."""

    @property
    def failed(self) -> bool:
        """Say whether anything asks for somebody's decision."""
        return any(one.severity is Severity.ERROR for one in self.findings)


def merge_forms(loaded: Loaded, wanted: Sequence[Wanted], choice: Choice) -> Outcome:
    """Return what the forms change in the plan that ``loaded`` holds."""
    outcome = Outcome()
    memory: Memory = {}
    takes, fresh, removals = _gather(wanted, choice, outcome)
    standing = [touch for one in wanted for touch in list_touches(one.comparison.lines)]
    for _ in range(_ROUNDS):
        plans = [_plan_form(loaded, takes, fresh, removals, opd) for opd in _list_opds(wanted)]
        edits, refused = _edit_files(loaded.project, plans)
        found = [finding for plan in plans for finding in plan.findings]
        if not edits:
            outcome.findings.extend([*found, *refused])
            break
        new, faulty = _examine(loaded, edits, [*plans, Edits(touches=standing)], memory)
        if not faulty:
            outcome.findings.extend([*found, *refused, *new])
            outcome.edits = edits
            break
        outcome.findings.extend(finding for finding, _ in faulty)
        causes = {id(touch.cause) for _, touch in faulty}
        takes = [(opd, one) for opd, one in takes if id(one) not in causes]
        fresh = [(opd, one) for opd, one in fresh if id(one) not in causes]
    outcome.findings = list(dict.fromkeys(outcome.findings))
    return outcome


def _list_opds(wanted: Sequence[Wanted]) -> list[str]:
    return list(dict.fromkeys(one.opd for one in wanted))


Takes = list[tuple[str, Take]]
Fresh = list[tuple[str, Line]]
Removals = list[tuple[str, Removal]]


def _gather(
    wanted: Sequence[Wanted], choice: Choice, outcome: Outcome
) -> tuple[Takes, Fresh, Removals]:
    """Sort what all forms want; conflicts are decided or reported, cleared rows too."""
    takes: Takes = []
    fresh: Fresh = []
    removals: Removals = []
    seen: dict[tuple[str, str], Take] = {}
    for one in wanted:
        comparison = one.comparison
        outcome.findings.extend(comparison.findings)
        own = [*comparison.takes]
        for conflict in comparison.conflicts:
            if choice.side == "theirs":
                own.append(conflict.take)
            elif not choice.side:
                outcome.conflicts.append(conflict)
                outcome.findings.append(describe_conflict(conflict))
        for take in own:
            first = seen.setdefault((take.key, take.column.id), take)
            if first is take:
                takes.append((one.opd, take))
            elif first.value != take.value:
                outcome.findings.append(_describe_rivals(take, first))
        fresh.extend((one.opd, line) for line in comparison.fresh)
        for removal in comparison.removals:
            if choice.delete:
                removals.append((one.opd, removal))
            outcome.findings.append(_describe_removal(removal, done=choice.delete))
    return takes, fresh, removals


def _plan_form(loaded: Loaded, takes: Takes, fresh: Fresh, removals: Removals, opd: str) -> Edits:
    assert loaded.plan is not None
    return Planner(loaded.plan, opd).plan(
        [take for name, take in takes if name == opd],
        [line for name, line in fresh if name == opd],
        [removal for name, removal in removals if name == opd],
    )


def _edit_files(project: Path, plans: list[Edits]) -> tuple[list[FileEdit], list[Diagnostic]]:
    """Return the files with all changes made, and why others cannot be."""
    edits: list[FileEdit] = []
    refused: list[Diagnostic] = []
    names = sorted({name for plan in plans for name in plan.changes})
    for name in names:
        changes = [change for plan in plans for change in plan.changes.get(name, ())]
        start = next((plan.created[name] for plan in plans if name in plan.created), None)
        data = start.encode() if start is not None else read_bytes(project, name)
        edit, found = edit_file(name, data, changes)
        refused.extend(found)
        if edit is not None and edit.before != edit.after:
            edits.append(replace(edit, before=b"") if start is not None else edit)
    return edits, refused


def _examine(
    loaded: Loaded, edits: list[FileEdit], plans: list[Edits], memory: Memory
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, Touch]]]:
    """Return what is found only with the changes, and which of it is wrong about a cell."""
    assert loaded.plan is not None
    stage = loaded.plan.stage.number
    before = load_plan(loaded.project, stage, memory=memory)
    known = {_name(finding) for finding in before.diagnostics}
    unsaved = {edit.path: edit.after for edit in edits}
    after = load_plan(loaded.project, stage, unsaved, memory=memory)
    touches = [touch for plan in plans for touch in plan.touches]
    places = _Places(after.plan.index if after.plan else None, touches)
    shown: list[Diagnostic] = []
    faulty: list[tuple[Diagnostic, Touch]] = []
    for finding in after.diagnostics:
        if _name(finding) in known:
            continue
        touch = places.find(finding)
        if touch is None:
            shown.append(finding)
            continue
        moved = replace(finding, span=touch.place.span)
        wrong = finding.nature is Nature.WRONG and finding.severity is Severity.ERROR
        if wrong and touch.cause is not None:
            faulty.append((moved, touch))
        else:
            shown.append(moved)
    return shown, faulty


def list_touches(lines: Iterable[Line]) -> Iterable[Touch]:
    """Yield the cells of what was in the plan already: a change elsewhere may concern them."""
    for line in lines:
        if not line.key:
            continue
        if line.sheet.spec.across is not None:
            for column in line.sheet.columns:
                if column.item and line.values.get(column.id):
                    pointer = point_cell(line.sheet, line.key, column.item)
                    yield Touch(pointer, line.cells[column.id])
            continue
        for column in line.sheet.columns:
            if column.path and column.id in line.cells:
                steps = (*column.path, column.item) if column.item else column.path
                yield Touch(f"{line.key}/{'/'.join(steps)}", line.cells[column.id])
        first = next(iter(line.cells.values()), line.place)
        yield Touch(line.key, first)


def _name(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.code, finding.pointer or finding.span.file, finding.message.en


class _Places:
    """From a finding in changed YAML back to the cell that the change came from."""

    def __init__(self, index: Index | None, touches: Iterable[Touch]) -> None:
        self._pointers: dict[str, Touch] = {}
        self._spans: dict[str, list[tuple[tuple[int, int], tuple[int, int], Touch]]] = {}
        for touch in touches:
            self._pointers.setdefault(touch.pointer, touch)
            if index is not None:
                self._note_spans(index, touch)

    def _note_spans(self, index: Index, touch: Touch) -> None:
        """Note where a value stands, and the mappings between it and its record.

        Why: of a mapping that lacks a key, the reader points at the mapping.
        """
        found = index.trace(touch.pointer)
        if found is None or (found[2] and touch.pointer.count("/") > 1):
            return
        file, path, _ = found
        key = touch.cause.key if isinstance(touch.cause, Take) else ""
        record = index.trace(key) if key else None
        shortest = len(record[1]) + 1 if record is not None else len(path)
        for length in range(len(path), min(shortest, len(path)) - 1, -1):
            span = file.tree.span(path[:length])
            start, end = (span.line, span.column), (span.end_line, span.end_column)
            self._spans.setdefault(span.file, []).append((start, end, touch))

    def find(self, finding: Diagnostic) -> Touch | None:
        """Return the nearest change that a finding speaks of."""
        parts = finding.pointer.split("/")
        for length in range(len(parts), 1, -1):
            touch = self._pointers.get("/".join(parts[:length]))
            if touch is not None:
                return touch
        at = (finding.span.line, finding.span.column)
        fitting = [
            (end, start, touch)
            for start, end, touch in self._spans.get(finding.span.file, ())
            if start <= at < max(end, (start[0], start[1] + 1))
        ]
        return max(fitting, key=lambda one: one[1])[2] if fitting else None


def describe_conflict(conflict: Conflict) -> Diagnostic:
    """Return the finding with all three values."""
    base, theirs, ours = (
        show_value(one) for one in (conflict.base, conflict.theirs, conflict.ours)
    )
    heading = conflict.column.heading
    return report_cell(
        "form-conflict",
        conflict.place,
        Text(
            f"“{heading}” diubah di formulir dan di rencana: semula “{base}”, formulir “{theirs}”, "
            f"rencana “{ours}”",
            f"'{heading}' was changed in the form and in the plan: at first '{base}', form "
            f"'{theirs}', plan '{ours}'",
        ),
        Text(
            "Pilih --theirs (formulir) atau --ours (rencana), atau kirim --conflicts kepada OPD.",
            "Choose --theirs (form) or --ours (plan), or send --conflicts to the agency.",
        ),
    )


def show_value(value: object) -> str:
    """Return a value for a message, short."""
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _describe_rivals(take: Take, first: Take) -> Diagnostic:
    file = first.place.file
    return report_cell(
        "form-conflict",
        take.place,
        Text(
            f"“{take.column.heading}” berisi lain di {file}; yang dipakai isi berkas itu",
            f"'{take.column.heading}' reads otherwise in {file}, whose value is taken",
        ),
        Text("Sepakatkan isinya, lalu impor satu berkas saja.", "Agree on one, import one file."),
    )


def _describe_removal(removal: Removal, *, done: bool) -> Diagnostic:
    name = removal.key
    if done:
        said = Text(f"“{name}” dihapus dari rencana", f"'{name}' is removed from the plan")
        return report_cell("form-row-cleared", removal.place, said, None, Severity.WARNING)
    return report_cell(
        "form-row-cleared",
        removal.place,
        Text(f"baris “{name}” dikosongkan", f"the row of '{name}' was cleared"),
        Text(
            "Bila memang tidak berlaku lagi, impor dengan --delete.",
            "If it no longer holds, import with --delete.",
        ),
        Severity.WARNING,
    )
