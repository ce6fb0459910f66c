"""The import as a whole: forms in, changed bytes of files out, with every finding by cell.

Changes are tried on a copy first, and the rules run over it: what they find wrong about a cell of
the form is not taken, what was wrong before the form came is not held against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Diagnostic, Nature, Related, Severity, Text
from masterplan_cli.edit.file import FileEdit, edit_file
from masterplan_cli.forms.findings import report_cell
from masterplan_cli.forms.merge.changeset import Edits, Touch
from masterplan_cli.forms.merge.compare import Comparison, Conflict, Removal, Take
from masterplan_cli.forms.merge.edits import Planner
from masterplan_cli.forms.merge.places import Places, list_touches
from masterplan_cli.forms.reading.headings import Proposal
from masterplan_cli.forms.reading.lines import Line
from masterplan_cli.model.load import Memory
from masterplan_cli.source.disk import read_bytes


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
    harm: list[Diagnostic] = field(default_factory=list)
    """What the changes make wrong where they change nothing themselves: nothing is written then."""
    proposals: list[Proposal] = field(default_factory=list)
    """Maps of headings to be looked over first, where an OPD's own sheet came without one."""

    @property
    def failed(self) -> bool:
        """Say whether anything asks for somebody's decision."""
        return any(one.severity is Severity.ERROR for one in self.findings)


def merge_forms(
    loaded: Loaded, wanted: Sequence[Wanted], choice: Choice, memory: Memory
) -> Outcome:
    """Return what the forms change in the plan that ``loaded`` holds; ``memory`` has its files.

    What turns out to be wrong is left out, and the rest tried again, as one fault may hide others.
    """
    outcome = Outcome()
    takes, fresh, removals = _gather(wanted, choice, outcome)
    before: Sequence[Diagnostic] | None = None
    standing = [touch for one in wanted for touch in list_touches(one.comparison.lines)]
    while True:
        plans = [_plan_form(loaded, takes, fresh, removals, opd) for opd in _list_opds(wanted)]
        edits, refused = _edit_files(loaded.project, plans)
        found = [finding for plan in plans for finding in plan.findings]
        if not edits:
            outcome.findings.extend([*found, *refused])
            break
        if before is None:
            before = load_plan(loaded.project, _read_stage(loaded), memory=memory).diagnostics
        trial = _Trial(before, edits, [*plans, Edits(touches=standing)])
        new, faulty = _examine(loaded, trial, memory)
        causes = {id(touch.cause) for _, touch in faulty}
        blamed = [finding for finding, _ in faulty]
        kept = [one for one in takes if id(one[1]) not in causes]
        left = [one for one in fresh if id(one[1]) not in causes]
        if (len(kept), len(left)) == (len(takes), len(fresh)):
            outcome.findings.extend([*found, *refused, *blamed, *new])
            outcome.edits, outcome.harm = edits, [*blamed, *_list_harm(before, new)]
            break
        outcome.findings.extend(blamed)
        takes, fresh = kept, left
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


def _read_stage(loaded: Loaded) -> int:
    assert loaded.plan is not None
    return loaded.plan.stage.number


class _Trial(NamedTuple):
    """Changes that are tried: what was found before them, the files, and what was planned."""

    before: Sequence[Diagnostic]
    edits: list[FileEdit]
    plans: list[Edits]


def _examine(
    loaded: Loaded, trial: _Trial, memory: Memory
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, Touch]]]:
    """Return what is found only with the changes, and which of it is wrong about a cell."""
    known = {_name(finding) for finding in trial.before}
    unsaved = {edit.path: edit.after for edit in trial.edits}
    after = load_plan(loaded.project, _read_stage(loaded), unsaved, memory=memory)
    touches = [touch for plan in trial.plans for touch in plan.touches]
    places = Places(after.plan.index if after.plan else None, touches)
    shown: list[Diagnostic] = []
    faulty: list[tuple[Diagnostic, Touch]] = []
    for finding in after.diagnostics:
        if _name(finding) in known:
            continue
        touch = places.find(finding)
        moved = finding if touch is None else replace(finding, span=touch.place.span)
        if _is_wrong(finding) and (touch is None or touch.cause is None):
            # What it is compared with was changed: that change is to blame.
            touch = places.find_blamed(finding)
            if touch is not None:
                there = Related(moved.span, Text("bertentangan dengan isi ini", "against this"))
                moved = replace(moved, span=touch.place.span, related=(there,))
        if _is_wrong(finding) and touch is not None and touch.cause is not None:
            faulty.append((moved, touch))
        else:
            shown.append(moved)
    return shown, faulty


def _is_wrong(finding: Diagnostic) -> bool:
    return finding.nature is Nature.WRONG and finding.severity is Severity.ERROR


def _list_harm(before: Sequence[Diagnostic], new: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return what is newly wrong.

    A place that was wrong by the same rule before is not: a message tells numbers, and these may
    have changed without the fault being new.
    """
    known = {(one.code, one.pointer) for one in before if one.pointer and _is_wrong(one)}
    return [one for one in new if _is_wrong(one) and (one.code, one.pointer) not in known]


def _name(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.code, finding.pointer or finding.span.file, finding.message.en


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
