"""Reviewers' changes as changes of YAML: what can be applied, and why the rest cannot.

In: the workspace and placed remarks. Out: changes by file, and an outcome for each remark. What a
book computes, its standing text, whole records and moves beyond a field are never changed here: the
outcome names the place that owns them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from masterplan_cli.compiler import Loaded
from masterplan_cli.diagnostics import Text
from masterplan_cli.edit.addresses import remove_at, set_at
from masterplan_cli.edit.changes import Change
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.model.program import Program
from masterplan_cli.render.places import locate_pointer
from masterplan_cli.review.place import Hook, find_quoted_line
from masterplan_cli.review.remark import Edit
from masterplan_cli.rounds.fields import Field, read_field
from masterplan_cli.rounds.merging import Outcome, State, merge_changes
from masterplan_cli.rounds.returned import PlacedRemark
from masterplan_cli.rounds.wording import find_removal

_CHANGES = ("insertion", "deletion", "replacement")
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field's change in its file, and what it makes of the remarks that ask for it."""

    file: str
    change: Change
    outcomes: tuple[Outcome, ...]

    def refuse(self, reason: Text) -> Proposal:
        """Return the same with all that would have been applied refused."""
        outcomes = (
            Outcome(one.placed, "refused", reason) if one.state == "applied" else one
            for one in self.outcomes
        )
        return replace(self, outcomes=tuple(outcomes))


@dataclass(slots=True)
class Application:
    """Changes by field, and what becomes of each remark."""

    proposals: list[Proposal] = field(default_factory=list)
    refused: list[Outcome] = field(default_factory=list)

    @property
    def changes(self) -> dict[str, list[Change]]:
        """The changes to make, by file."""
        found: dict[str, list[Change]] = {}
        for one in self.proposals:
            found.setdefault(one.file, []).append(one.change)
        return found

    @property
    def outcomes(self) -> list[Outcome]:
        """What becomes of each remark."""
        return [*self.refused, *(one for each in self.proposals for one in each.outcomes)]

    def count(self, state: State) -> int:
        """Return how many remarks fared so."""
        return sum(outcome.state == state for outcome in self.outcomes)


def apply_remarks(
    loaded: Loaded, remarks: Iterable[PlacedRemark], *, untracked: bool
) -> Application:
    """Return what the remarks come to, without comments, and untracked changes only if asked."""
    plan = loaded.plan
    assert plan is not None
    kinds = (*_CHANGES, "move", *(("untracked",) if untracked else ()))
    application = Application()
    groups: dict[str, list[PlacedRemark]] = {}
    for placed in remarks:
        if placed.remark.kind not in kinds:
            continue
        reason = _refuse(loaded, placed)
        if reason is not None:
            application.refused.append(Outcome(placed, "refused", reason))
        else:
            groups.setdefault(placed.pointer, []).append(placed)
    for pointer, members in groups.items():
        _apply_group(plan, pointer, members, application)
    return application


def _refuse(loaded: Loaded, placed: PlacedRemark) -> Text | None:
    """Return why a remark cannot be applied, as far as its place alone tells."""
    plan, remark = loaded.plan, placed.remark
    assert plan is not None
    moved = remark.kind == "move" or (remark.old and remark.old == remark.new)
    if moved and remark.shift is None:
        return _explain_move(loaded, placed)
    if placed.span is None or remark.confidence < _SURE:
        return _UNSURE
    if placed.pointer.startswith("template/"):
        return _STANDING
    if placed.gone or placed.changed:
        return _CHANGED_SINCE
    target = read_field(plan.index, placed.pointer)
    if moved:
        return target if isinstance(target, Text) else None
    record = _find_whole_record(plan, placed)
    if record:
        return Text(
            f"menyangkut seluruh {record}; tambah atau hapus sendiri dalam YAML",
            f"concerns the whole of {record}; add or remove it in the YAML yourself",
        )
    edit = remark.edit
    if edit is None or not (edit.is_inside or _removes_paragraphs(target, edit)):
        return _CROSSING
    return target if isinstance(target, Text) else None


def _explain_move(loaded: Loaded, placed: PlacedRemark) -> Text:
    """Return why words that left their field are not moved, with both places."""
    plan, profile = loaded.plan, loaded.profile
    assert plan is not None
    assert profile is not None
    remark = placed.remark
    if not remark.came_from or not remark.went_to:
        return _MOVED
    if remark.came_from == remark.went_to:
        return _MOVED_PART
    there = find_quoted_line(plan.index, remark.came_from, Hook(remark.old))
    spans = [
        there or locate_pointer(remark.came_from, plan.index, profile.templates),
        locate_pointer(remark.went_to, plan.index, profile.templates),
    ]
    old, new = (f"{one.file}:{one.line}" if one is not None else "–" for one in spans)
    return Text(
        f"dipindahkan dari {old} ke {new}; pindahkan sendiri",
        f"moved from {old} to {new}; move it by hand",
    )


def _removes_paragraphs(target: Field | Text, edit: Edit) -> bool:
    if isinstance(target, Text) or target.kind != "prose":
        return False
    return find_removal(str(target.value), edit) is not None


def _find_whole_record(plan: Masterplan, placed: PlacedRemark) -> str:
    """Return the programme whose whole row or sheet came or went, empty where none did."""
    remark = placed.remark
    edit = remark.edit
    inside = edit is not None and edit.is_inside
    if remark.kind == "insertion" and remark.new.count("\n") > 1 and not inside:
        return "baris baru"
    for pointer in remark.pointers:
        kind, _, rest = pointer.partition("/")
        if kind != "program" or inside:
            continue
        program = plan.index.find("program", rest.split("/")[0])
        if isinstance(program, Program) and program.name in remark.old.replace("\u00a0", " "):
            return f"program “{program.name}”"
    return ""


def _apply_group(
    plan: Masterplan, pointer: str, members: list[PlacedRemark], application: Application
) -> None:
    """Apply all changes of one field, merged; those that quarrel are left to a person."""
    target = read_field(plan.index, pointer)
    assert isinstance(target, Field)
    outcomes, value = merge_changes(target, members)
    if value is not None and pointer.startswith("opd/") and _names_other(plan, pointer, value):
        outcomes = [Outcome(one.placed, "refused", _OTHER_OPD) for one in outcomes]
        value = None
    if value is None:
        application.refused.extend(outcomes)
    else:
        made = remove_at(plan.index, pointer) if value == "" else None
        file, asked = made or set_at(plan.index, pointer, value)
        application.proposals.append(Proposal(file, asked, tuple(outcomes)))


def _names_other(plan: Masterplan, pointer: str, value: Any) -> bool:
    """Say whether a new name is another OPD's: then another owner was meant, not a new name."""
    own = pointer.split("/")[1]
    return any(
        isinstance(opd, Opd) and opd.id != own and value in (opd.name, opd.short_name)
        for opd in plan.workspace.opds
    )


def list_open(application: Application) -> Iterator[Outcome]:
    """Yield what a person has to see to, in order of files and lines."""
    rest = [outcome for outcome in application.outcomes if outcome.state != "applied"]

    def order(outcome: Outcome) -> tuple[bool, str, int, int]:
        span = outcome.placed.span
        return (True, "", 0, 0) if span is None else (False, span.file, span.line, span.column)

    yield from sorted(rest, key=order)


_MOVED = Text(
    "teks yang dipindahkan harus dipindahkan sendiri",
    "moved text has to be moved by hand",
)
_MOVED_PART = Text(
    "dipindahkan di sini, tetapi bukan seluruh paragraf; pindahkan sendiri",
    "moved here, but not as a whole paragraph; move it by hand",
)
_UNSURE = Text("tempatnya tidak pasti", "its place is not certain")
_STANDING = Text(
    "teks baku milik templat; ubah di sana bila memang dimaksud",
    "standing text of the template; change it there if that is meant",
)
_CHANGED_SINCE = Text(
    "isinya sudah berubah sejak draf dikirim", "the content has changed since the draft was sent"
)
_CROSSING = Text(
    "melintasi batas beberapa isian; ubah masing-masing sendiri",
    "crosses the bounds of several fields; change each by hand",
)
_OTHER_OPD = Text(
    "nama itu milik OPD lain; bila yang dimaksud penanggung jawab lain, ganti owner programnya",
    "that name is another agency's; if another owner is meant, change 'owner' of the programme",
)
