"""One file's bytes with changes made, or findings that say why not.

In: a file's bytes and changes. Out: a ``FileEdit``. The result is read again, and must hold the
old data but for the changes; else nothing is given back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from masterplan_cli.diagnostics import Diagnostic, Span, Text
from masterplan_cli.edit.blocks import BlockEditor
from masterplan_cli.edit.changes import Change, EditError, Rewrite, Structural, Trim
from masterplan_cli.edit.emitter import Emitter, observe_manner
from masterplan_cli.edit.matching import matches
from masterplan_cli.edit.minimal import split_change
from masterplan_cli.edit.rewrites import plan_rewrites
from masterplan_cli.edit.splices import Splice, Splices, refuse_by_hand
from masterplan_cli.edit.trims import level_blanks, put_trims
from masterplan_cli.edit.wanted import apply_changes, gather_changes
from masterplan_cli.source.nodes import read_nodes
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.tree import Tree

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class FileEdit:
    """A file, relative to the workspace, with its bytes before and after."""

    path: str
    before: bytes
    after: bytes


def edit_file(
    file: str, data: bytes, changes: Sequence[Change]
) -> tuple[FileEdit | None, list[Diagnostic]]:
    """Return the file with all changes made, or None and why; no change gives equal bytes."""
    tree, faults = read_yaml(file, data)
    if tree is None:
        return None, [_refuse_unread(file)]
    try:
        splices, expected = _plan(tree, changes)
        after = _apply(data, tree.text, splices)
        _verify(tree, faults, after, expected, trims=any(isinstance(one, Trim) for one in changes))
    except EditError as error:
        span = tree.span(error.path)
        return None, [Diagnostic("edit-refused", error.message, span, hint=error.hint)]
    return FileEdit(file, data, after), []


def _refuse_unread(file: str) -> Diagnostic:
    return Diagnostic(
        "edit-refused",
        Text("berkas ini tidak dapat dibaca", "this file cannot be read"),
        Span(file),
        hint=Text(
            "Perbaiki dahulu temuan YAML di berkas ini.",
            "Mend the findings about YAML in this file first.",
        ),
    )


def _plan(tree: Tree, changes: Sequence[Change]) -> tuple[list[Splice], list[Structural]]:
    """Return the splices, and all that they may change in the data."""
    text = tree.text if tree.text.endswith("\n") else tree.text + "\n"
    root = read_nodes(text)
    splices = Splices(text)
    smaller = [part for change in changes for part in split_change(change, tree.data, root)]
    wanted = gather_changes(smaller)
    apply_changes(tree.data, wanted)
    BlockEditor(splices, Emitter(observe_manner(text, root))).change(root, wanted, (), None)
    put_trims(splices, [change for change in changes if isinstance(change, Trim)], root)
    rewrites = [change for change in changes if isinstance(change, Rewrite)]
    expected = [change for change in changes if not isinstance(change, Trim | Rewrite)]
    expected += plan_rewrites(tree, root, splices, rewrites)
    return splices.sort(), expected


def _apply(data: bytes, text: str, splices: Sequence[Splice]) -> bytes:
    r"""Return the bytes with the splices made; ``\r\n``, a BOM and a missing last break stay."""
    mark = _BOM if data.startswith(_BOM) else b""
    raw = data[len(mark) :].decode("utf-8")
    newline = "\r\n" if raw.count("\r\n") * 2 > raw.count("\n") else "\n"
    open_end = not text.endswith("\n")
    if open_end:
        raw += newline
    shifts = [match.start() for match in re.finditer("\r\n", raw)]
    places = _shift(splices, shifts)
    parts: list[str] = []
    done = 0
    for splice, (start, end) in zip(splices, places, strict=True):
        parts += (raw[done:start], splice.text.replace("\n", newline))
        done = end
    parts.append(raw[done:])
    after = "".join(parts)
    cut_at_end = bool(splices) and places[-1][1] == len(raw) and not splices[-1].text
    if open_end and not cut_at_end:
        after = after.removesuffix(newline)
    return mark + after.encode("utf-8")


def _shift(splices: Sequence[Splice], shifts: list[int]) -> list[tuple[int, int]]:
    r"""Return the splices' places in a text with ``\r\n``, whose pairs start at ``shifts``."""
    from bisect import bisect_left

    breaks = [start - number for number, start in enumerate(shifts)]
    return [
        (
            splice.start + bisect_left(breaks, splice.start),
            splice.end + bisect_left(breaks, splice.end),
        )
        for splice in splices
    ]


def _verify(
    tree: Tree,
    faults: Sequence[Diagnostic],
    after: bytes,
    changes: Sequence[Structural],
    *,
    trims: bool,
) -> None:
    """Read the result again; raises EditError where it is not the old data with the changes."""
    new, new_faults = read_yaml(tree.file, after)
    worse = len(new_faults) > len(faults)
    expected: object = apply_changes(tree.data, gather_changes(changes))
    loaded: object = new.data if new is not None else None
    if trims:
        expected, loaded = level_blanks(expected), level_blanks(loaded)
    if worse or new is None or not matches(loaded, expected):
        raise refuse_by_hand(
            changes[0].path if changes else (),
            "hasilnya tidak terbaca seperti yang dimaksud",
            "the result would not read as it should",
        )
