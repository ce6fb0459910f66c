"""Comments of a returned Word file: who, when, what, with replies and whether it is settled.

In: the package. Out: comments by number, replies below the comment that they answer.

Word keeps the text in ``comments.xml`` and the threads in ``commentsExtended.xml``, which name a
comment by the ``w14:paraId`` of its last paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from masterplan_cli.review.package import Package
from masterplan_cli.review.story import W, read_date

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_COMMENTS = "word/comments.xml"
_THREADS = "word/commentsExtended.xml"
_TRUE = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer below a comment."""

    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as its author wrote it; ``number`` is the file's own and changes at will."""

    number: str
    author: str
    date: str
    text: str
    resolved: bool = False
    replies: tuple[Reply, ...] = ()


def read_comments(package: Package) -> list[Comment]:
    """Return the comments that are no replies, in the file's order."""
    root = package.parse(_COMMENTS)
    if root is None:
        return []
    elements = [element for element in root if element.tag == f"{W}comment"]
    found = {_read_key(element): _read_comment(element) for element in elements}
    parents, settled = _read_threads(package)
    for key in settled & found.keys():
        found[key] = replace(found[key], resolved=True)
    answers: dict[str, list[Reply]] = {}
    for key in found:
        top = _find_top(key, parents)
        if top != key and top in found:
            one = found[key]
            answers.setdefault(top, []).append(Reply(one.author, one.date, one.text))
    return [
        replace(comment, replies=tuple(answers.get(key, ())))
        for key, comment in found.items()
        if (top := _find_top(key, parents)) == key or top not in found
    ]


def _read_key(element: Any) -> str:
    """Return the paragraph id that threads know a comment by, else one of its own."""
    paragraphs = element.findall(f"{W}p")
    para = paragraphs[-1].get(f"{W14}paraId") if paragraphs else None
    return para or f"#{element.get(f'{W}id')}"


def _read_comment(element: Any) -> Comment:
    lines = ["".join(_list_texts(paragraph)) for paragraph in element.iter(f"{W}p")]
    return Comment(
        number=element.get(f"{W}id") or "",
        author=(element.get(f"{W}author") or "").strip(),
        date=read_date(element),
        text="\n".join(line.rstrip() for line in lines).strip(),
    )


def _list_texts(paragraph: Any) -> list[str]:
    marks = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
    return [
        element.text or "" if element.tag == f"{W}t" else marks[element.tag]
        for element in paragraph.iter(f"{W}t", *marks)
    ]


def _read_threads(package: Package) -> tuple[dict[str, str], set[str]]:
    """Return each reply's parent by paragraph id, and the ids that are marked as settled."""
    root = package.parse(_THREADS)
    parents: dict[str, str] = {}
    settled: set[str] = set()
    for element in () if root is None else root.iter(f"{W15}commentEx"):
        key = element.get(f"{W15}paraId") or ""
        parent = element.get(f"{W15}paraIdParent")
        if parent:
            parents[key] = parent
        if (element.get(f"{W15}done") or "").lower() in _TRUE:
            settled.add(key)
    return parents, settled


def _find_top(key: str, parents: dict[str, str]) -> str:
    """Return the comment that a thread begins with; in a circle, always the same one."""
    seen = {key}
    while (parent := parents.get(key)) is not None:
        if parent in seen:
            return min(seen)
        seen.add(parent)
        key = parent
    return key
