"""File edits as a unified diff, for reading before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from masterplan_cli.edit.file import FileEdit

_COLOURS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"
_CONTEXT = 2


def render_diff(edits: Iterable[FileEdit], *, colour: bool = False) -> str:
    r"""Return the diff of all edits that change anything; ``\r\n`` is shown as a plain break."""
    return "".join(f"{line}\n" for edit in edits for line in _render_file(edit, colour=colour))


def _render_file(edit: FileEdit, *, colour: bool) -> Iterator[str]:
    from difflib import unified_diff

    before, after = _split(edit.before), _split(edit.after)
    lines = unified_diff(before, after, f"a/{edit.path}", f"b/{edit.path}", n=_CONTEXT, lineterm="")
    for number, line in enumerate(lines):
        code = (_BOLD if number < 2 else _COLOURS.get(line[:1], "")) if colour else ""
        yield f"{code}{line}{_RESET}" if code else line


def _split(data: bytes) -> list[str]:
    if not data:
        return []  # a new file: what comes has nothing in its place
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")
