"""Footnotes of both builds: what each says, and those that went, kept for whoever rejects."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from masterplan_cli.writers.docx.redline.marks import W


class Notes:
    """The notes of the older and the newer part; ``after`` takes in what went."""

    def __init__(self, before: Any, after: Any) -> None:
        """Read both parts once."""
        self.after = after
        self._old = {note.get(f"{W}id"): note for note in before}
        self._new = {note.get(f"{W}id"): note for note in after}
        self._last = max((int(number) for number in self._new), default=0)

    def read(self, number: str, *, older: bool) -> str:
        """Return a note's words."""
        note = (self._old if older else self._new).get(number)
        return "" if note is None else "".join(text.text or "" for text in note.iter(f"{W}t"))

    def keep(self, number: str) -> str:
        """Take a note of the older build into the newer part; return its new number."""
        note = deepcopy(self._old[number])
        for mark in [*note.iter(f"{W}bookmarkStart"), *note.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        for link in list(note.iter(f"{W}hyperlink")):
            for child in list(link):
                link.addprevious(child)
            link.getparent().remove(link)
        self._last += 1
        note.set(f"{W}id", str(self._last))
        self.after.append(note)
        return str(self._last)
