"""Two rows of words side by side: where they differ.

In: the words of two texts, white space among them. Out: ranges of both that do not agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Gap = tuple[int, int, int, int]
"""First and end in the old words, first and end in the new ones."""


def list_gaps(old: list[str], new: list[str]) -> list[Gap]:
    """Return the ranges that differ; those that only a space parts are one.

    One range instead of several wherever no more words change by it: of equal words beside each
    other nobody can tell which ones went, but a reviewer changes one place rather than two.
    """
    gaps = list(_find_gaps(old, new))
    if len(gaps) < 2:
        return gaps
    whole = _strip_shared(old, new)
    changed = [*old[whole[0] : whole[1]], *new[whole[2] : whole[3]]]
    dear = _weigh(old, new, [whole]) > _weigh(old, new, gaps)
    return gaps if dear or "\n" in changed else [whole]


def _weigh(old: list[str], new: list[str], gaps: Sequence[Gap]) -> int:
    return sum(len("".join((*old[a:b], *new[c:d]))) for a, b, c, d in gaps)


def _strip_shared(old: list[str], new: list[str]) -> Gap:
    """Return what is left between the words that both begin and end with."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    return head, len(old) - tail, head, len(new) - tail


def _find_gaps(old: list[str], new: list[str]) -> Iterator[Gap]:
    """Yield the ranges that differ; those that only a space parts are one."""
    pending: Gap | None = None
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if pending is not None and not "".join(old[pending[1] : a]).strip():
            pending = (pending[0], b, pending[2], d)
            continue
        if pending is not None:
            yield pending
        pending = (a, b, c, d)
    if pending is not None:
        yield pending
