"""Comments of one package: where they stand in the text, and the parts that hold their words.

Word keeps the words in ``comments.xml`` and the threads in ``commentsExtended.xml``, which knows a
comment by the ``w14:paraId`` of its last paragraph. A reply stands at the same place as what it
answers. Text of the book is never touched, so that a draft with comments keeps its seal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from masterplan_cli.document.bookmarks import PREFIX, begin_name_formerly, is_former, read_bookmark
from masterplan_cli.document.threads import Note, Thread
from masterplan_cli.writers.docx.escape import escape_attribute, wrap_text
from masterplan_cli.writers.docx.relationships import XML_DECLARATION

COMMENTS: Final = "word/comments.xml"
EXTENDED: Final = "word/commentsExtended.xml"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
COMMENTS_CONTENT: Final = f"{_WORD}.comments+xml"
EXTENDED_CONTENT: Final = f"{_WORD}.commentsExtended+xml"
EXTENDED_TYPE: Final = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' mc:Ignorable="w14 w15"'
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\Z")
_HASH: Final = slice(len(PREFIX), len(PREFIX) + 20)
_FIRST_PARAGRAPH: Final = 0x10000001


class Comments:
    """Gives each thread its place once, at its own bookmark; one instance serves a package."""

    def __init__(self, threads: Sequence[Thread]) -> None:
        """Number all notes; a thread without a bookmark is looked for by its origin."""
        self._threads = tuple(threads)
        self._numbers: list[tuple[int, ...]] = []
        self._waiting: dict[str, list[int]] = {}
        self._waiting_by_origin: dict[str, list[int]] = {}
        self._former = any(is_former(thread.anchor) for thread in self._threads)
        self._opened: dict[str, int] = {}
        self._first: dict[str, str] = {}
        self._homeless: list[int] = []
        count = 0
        for place, thread in enumerate(self._threads):
            size = 1 + len(thread.replies)
            self._numbers.append(tuple(range(count, count + size)))
            count += size
            if read_bookmark(thread.anchor) is not None:
                self._waiting.setdefault(thread.anchor, []).append(place)
            elif thread.origin:
                self._waiting_by_origin.setdefault(thread.origin, []).append(place)
            else:
                self._homeless.append(place)

    def __len__(self) -> int:
        """Return the number of threads."""
        return len(self._threads)

    def open_at(self, name: str, origin: str) -> tuple[str, str]:
        """Return what stands before and behind a bookmark: the ranges of its threads.

        ``name`` is the next one for ``origin``; threads of former drafts know it by another.
        """
        places = [*self._waiting.pop(name, ()), *self._waiting_by_origin.pop(origin, ())]
        self._first.setdefault(_cut_hash(name), name)
        if self._former:
            begin = begin_name_formerly(origin).decode()
            self._first.setdefault(_cut_hash(begin), name)
            count = self._opened[origin] = self._opened.get(origin, 0) + 1
            places += self._waiting.pop(f"{begin}{count}", ())
        numbers = [one for place in sorted(places) for one in self._numbers[place]]
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        return starts, "".join(map(_close, numbers))

    def find_moved(self) -> dict[str, str]:
        """Return the first bookmark of the same value for those still waited for.

        Which of a value's bookmarks it is has changed where chapters or passages came or went.
        """
        hashes = ((name, _cut_hash(name)) for name in self._waiting)
        return {name: self._first[one] for name, one in hashes if one in self._first}

    def close_rest(self) -> str:
        """Return references for what found no place: its record or its passage is gone."""
        waiting = (*self._waiting.values(), *self._waiting_by_origin.values(), self._homeless)
        left = {place for places in waiting for place in places}
        self._waiting.clear()
        self._waiting_by_origin.clear()
        numbers = [one for place in sorted(left) for one in self._numbers[place]]
        return "".join(_refer(number) for number in numbers)

    def write(self) -> str:
        """Return ``comments.xml``."""
        notes = "".join(
            _write_note(number, note)
            for thread, numbers in zip(self._threads, self._numbers, strict=True)
            for number, note in zip(numbers, (thread.comment, *thread.replies), strict=True)
        )
        return f"{XML_DECLARATION}<w:comments {_NAMESPACES}>{notes}</w:comments>"

    def write_extended(self) -> str:
        """Return ``commentsExtended.xml``: who answers whom, and what is settled."""
        entries = "".join(self._list_entries())
        return f"{XML_DECLARATION}<w15:commentsEx {_NAMESPACES}>{entries}</w15:commentsEx>"

    def _list_entries(self) -> Iterator[str]:
        for thread, numbers in zip(self._threads, self._numbers, strict=True):
            parent = ""
            for number in numbers:
                key = _name_paragraph(number)
                done = int(thread.done)
                yield f'<w15:commentEx w15:paraId="{key}"{parent} w15:done="{done}"/>'
                parent = f' w15:paraIdParent="{_name_paragraph(numbers[0])}"'


def _cut_hash(name: str) -> str:
    return name[_HASH]


def _close(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/>{_refer(number)}'


def _refer(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def _name_paragraph(number: int) -> str:
    return f"{_FIRST_PARAGRAPH + number:08X}"


def _write_note(number: int, note: Note) -> str:
    author = escape_attribute(note.author or "–")
    initials = escape_attribute("".join(word[:1] for word in note.author.split())[:3] or "–")
    date = f' w:date="{note.date}Z"' if _DATE.match(note.date) else ""
    *head, last = note.lines or ("",)
    paragraphs = "".join(f"<w:p><w:r>{wrap_text(line)}</w:r></w:p>" for line in head)
    key = _name_paragraph(number)
    return (
        f'<w:comment w:id="{number}" w:author="{author}"{date} w:initials="{initials}">'
        f'{paragraphs}<w:p w14:paraId="{key}"><w:r>{wrap_text(last)}</w:r></w:p></w:comment>'
    )
