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
from masterplan_cli.edit.changes import Change, EditError, Trim
from masterplan_cli.edit.emitter import Emitter, observe_manner
from masterplan_cli.edit.matching import matches
from masterplan_cli.edit.minimal import split_change
from masterplan_cli.edit.splices import Splice, Splices, refuse_by_hand
from masterplan_cli.edit.wanted import apply_changes, gather_changes
from masterplan_cli.source.nodes import Node, read_nodes
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.tree import Lines, Tree

_BOM = b"\xef\xbb\xbf"
_BLANKS = re.compile(r"[ \t]+\Z")


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
        splices = _plan(tree, changes)
        after = _apply(data, tree.text, splices)
        _verify(tree, faults, after, changes)
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


def _plan(tree: Tree, changes: Sequence[Change]) -> list[Splice]:
    text = tree.text if tree.text.endswith("\n") else tree.text + "\n"
    root = read_nodes(text)
    splices = Splices(text)
    smaller = [part for change in changes for part in split_change(change, tree.data, root)]
    wanted = gather_changes(smaller)
    apply_changes(tree.data, wanted)
    BlockEditor(splices, Emitter(observe_manner(text, root))).change(root, wanted, (), None)
    lines = Lines(tree.file, text)
    for number in sorted({change.line for change in changes if isinstance(change, Trim)}):
        _trim(splices, lines, number, root)
    return splices.sort()


def _trim(splices: Splices, lines: Lines, number: int, root: Node) -> None:
    """Remove blanks at a line's end, but for text where they count (``|``)."""
    if not 1 <= number < len(lines.starts):
        raise refuse_by_hand((), f"tidak ada baris {number}", f"there is no line {number}")
    start, line = lines.line_at(lines.starts[number - 1])
    match = _BLANKS.search(line)
    if match is None:
        return
    pending = [root]
    while pending:
        node = pending.pop()
        pending += node.items
        if node.style == "|" and lines.locate(node.start)[0] < number <= lines.locate(node.end)[0]:
            raise refuse_by_hand((), "spasi di dalam teks |", "blanks inside a | text")
    splices.put(start + match.start(), start + match.end(), "")


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
    tree: Tree, faults: Sequence[Diagnostic], after: bytes, changes: Sequence[Change]
) -> None:
    """Read the result again; raises EditError where it is not the old data with the changes."""
    new, new_faults = read_yaml(tree.file, after)
    worse = len(new_faults) > len(faults)
    wanted = gather_changes(changes)
    expected = apply_changes(tree.data, wanted)
    trims = any(isinstance(change, Trim) for change in changes)
    if worse or new is None or not matches(_level(new.data, trims), _level(expected, trims)):
        raise refuse_by_hand(
            next((change.path for change in changes if not isinstance(change, Trim)), ()),
            "hasilnya tidak terbaca seperti yang dimaksud",
            "the result would not read as it should",
        )


def _level(data: object, trims: bool) -> object:
    """Return data, after trims with runs of blanks in folded text as one."""
    from masterplan_cli.source.scalars import Folded

    if not trims:
        return data
    if isinstance(data, dict):
        return {key: _level(value, trims) for key, value in data.items()}
    if isinstance(data, list):
        return [_level(value, trims) for value in data]
    if type(data) is Folded:
        return Folded(
            re.sub(r"[ \t]*\n[ \t]*|[ \t]+", lambda m: "\n" if "\n" in m[0] else " ", data)
        )
    return data
