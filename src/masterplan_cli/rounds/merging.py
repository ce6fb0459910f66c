"""All changes of one field as its new value: several reviewers' edits merged, moves made last.

In: the field and the remarks that ask for something. Out: an outcome for each, and the value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from masterplan_cli.diagnostics import Text
from masterplan_cli.review.remark import Edit
from masterplan_cli.rounds.fields import Field
from masterplan_cli.rounds.moving import move_paragraphs
from masterplan_cli.rounds.returned import PlacedRemark
from masterplan_cli.rounds.wording import (
    Splice,
    apply_splices,
    find_conflicts,
    find_splice,
    reads_as_left,
)

State = Literal["applied", "refused", "conflict"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one remark; ``reason`` says why where it is not applied."""

    placed: PlacedRemark
    state: State
    reason: Text | None = None


_Pairs = list[tuple[PlacedRemark, Edit]]


def merge_changes(target: Field, members: list[PlacedRemark]) -> tuple[list[Outcome], Any]:
    """Return what becomes of each remark and the field's new value.

    The value is empty where nothing is left of the field, None where it stays as it is.
    """
    moves = [one for one in members if one.remark.shift is not None]
    edits = [one for one in members if one.remark.shift is None]
    pairs = [(one, one.remark.edit) for one in edits if one.remark.edit is not None]
    if target.kind == "scalar":
        return _change_scalar(target, pairs)
    moved, source = _move(str(target.value), moves)
    outcomes, value = _change_text(replace(target, value=source), pairs)
    if value is None and source != target.value:
        value = source + target.tail
    return [*moved, *outcomes], value


def _move(source: str, moves: list[PlacedRemark]) -> tuple[list[Outcome], str]:
    """Return the text once the moved paragraphs stand where all reviewers want them.

    Edits come later: they know their paragraph by its words, wherever it stands.
    """
    shift = moves[0].remark.shift if moves else None
    if shift is None:
        return [], source
    if any(one.remark.shift != shift for one in moves):
        if len({one.remark.author for one in moves}) == 1:
            return [Outcome(one, "refused", _SEVERAL) for one in moves], source
        return [Outcome(one, "conflict", _CONFLICT) for one in moves], source
    made = move_paragraphs(source, shift)
    if isinstance(made, Text):
        return [Outcome(one, "refused", made) for one in moves], source
    return [Outcome(one, "applied") for one in moves], made.strip()


def _change_text(target: Field, pairs: _Pairs) -> tuple[list[Outcome], Any]:
    """Return the text that all edits leave; empty where they leave nothing."""
    source, prose = str(target.value), target.kind == "prose"
    found = [(placed, find_splice(source, edit, prose=prose)) for placed, edit in pairs]
    splices = [splice for _, splice in found if isinstance(splice, Splice)]
    quarrels = {id(splices[number]) for number in find_conflicts(splices)}
    outcomes = []
    kept = {}
    for placed, splice in found:
        if isinstance(splice, Text):
            outcomes.append(Outcome(placed, "refused", splice))
        elif id(splice) in quarrels:
            outcomes.append(Outcome(placed, "conflict", _CONFLICT))
        else:
            outcomes.append(Outcome(placed, "applied"))
            kept[splice.start, splice.end, splice.text] = splice
    made = list(kept.values())
    if not reads_as_left(source, made, prose=prose):
        return [Outcome(placed, "refused", _TOGETHER) for placed, _ in found], None
    value = apply_splices(source, made).strip()
    if value == source or not kept:
        return outcomes, None
    return outcomes, value + target.tail if value else ""


def _change_scalar(target: Field, pairs: _Pairs) -> tuple[list[Outcome], Any]:
    """Parse the number or date that each reviewer left; all must have meant the same."""
    from masterplan_cli.render.parsing import parse_printed

    by_reviewer: dict[tuple[str, ...], _Pairs] = {}
    for placed, edit in pairs:
        by_reviewer.setdefault((placed.remark.author, *placed.remark.copies), []).append(
            (placed, edit)
        )
    values: list[tuple[_Pairs, Any]] = []
    for members in by_reviewer.values():
        printed, text = members[0][1].field, _join_edits(members)
        values.append((members, parse_printed(text, target.value, printed)))
    known = {value for _, value in values if value is not None}
    outcomes = [
        Outcome(placed, *(_judge(value, known)))
        for members, value in values
        for placed, _ in members
    ]
    return outcomes, known.pop() if len(known) == 1 else None


def _judge(value: Any, known: set[Any]) -> tuple[State, Text | None]:
    if value is None:
        return "refused", _ROUNDED
    return ("applied", None) if len(known) == 1 else ("conflict", _CONFLICT)


def _join_edits(members: _Pairs) -> str:
    """Return a field's text with all edits of one reviewer made."""
    text = members[0][1].field
    for _, edit in sorted(members, key=lambda pair: -pair[1].at):
        text = text[: edit.at] + edit.new + text[edit.at + len(edit.old) :]
    return text.strip()


_TOGETHER = Text(
    "bersama perubahan lain pada isian yang sama akan dicetak lain; ubah sendiri di sini",
    "would print otherwise together with other changes of the field; change it here by hand",
)
_ROUNDED = Text(
    "angka ini dibulatkan atau dihitung, atau yang baru bukan nilai yang sah; tulis nilai penuh di "
    "sini",
    "this number is rounded or computed, or the new one is no such value; write the whole value "
    "here",
)
_CONFLICT = Text(
    "bertentangan dengan perubahan penelaah lain pada isian yang sama",
    "contradicts another reviewer's change of the same field",
)
_SEVERAL = Text(
    "beberapa paragraf isian ini dipindahkan; pindahkan sendiri di sini",
    "several paragraphs of this field were moved; move them by hand",
)
