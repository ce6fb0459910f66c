"""Remarks of several copies of one draft as one list, each once.

In: remarks, copy after copy. Out: those that differ, in their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from masterplan_cli.review.remark import Remark


def merge_copies(remarks: Iterator[Remark]) -> list[Remark]:
    """Return the remarks with those that several copies share once, replies of all joined."""
    found: dict[str, Remark] = {}
    for remark in remarks:
        known = found.get(remark.identity)
        if known is None:
            found[remark.identity] = remark
        else:
            found[remark.identity] = replace(
                known,
                page=known.page or remark.page,
                replies=tuple(dict.fromkeys((*known.replies, *remark.replies))),
                resolved=known.resolved or remark.resolved,
                copies=tuple(dict.fromkeys((*known.copies, *remark.copies))),
            )
    # LibreOffice makes a comment of each reply; in another copy it may still be one.
    answers = {
        (one.anchor, reply.author, reply.date, reply.text)
        for one in found.values()
        for reply in one.replies
    }
    return [
        one
        for one in found.values()
        if one.kind != "comment" or (one.anchor, one.author, one.date, one.text) not in answers
    ]
