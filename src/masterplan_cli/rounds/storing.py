"""Comments that came back, stored as YAML under ``reviews/``: each once, as it was said.

In: placed remarks and the workspace. Out: files with the comments that were not known added at
the end. What stands there already is not touched, so that answers survive every further import.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from masterplan_cli.compiler import Loaded
from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.document.bookmarks import is_former
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.rounds.returned import PlacedRemark, Returned

_HEAD = (
    "# yaml-language-server: $schema=../../.schema/review.json\n"
    "# Komentar penelaah pada draf {document}, tahap {stage}, dan tanggapannya. Isi status "
    "(diterima,\n# diterima sebagian, ditolak, atau didiskusikan) dan response; selebihnya dibuat "
    "oleh masterplan.\ndocument: {document}\ncomments:\n"
)

_REFUSED = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file to write: its path in the workspace, its text, and how many comments are new."""

    name: str
    text: str
    new: int


def store_comments(loaded: Loaded, returned: Returned) -> list[StoredFile]:
    """Return the files that hold comments not known before.

    Raises UserError where a file was rearranged so that nothing can be added at its end.
    """
    plan = loaded.plan
    assert plan is not None
    known = plan.index.entries.get("review-comment", {})
    former = set(_list_former(plan))
    groups: dict[tuple[int, str], list[PlacedRemark]] = {}
    for placed in returned.remarks:
        remark = placed.remark
        told = (remark.document, remark.author, remark.date, remark.text)
        again = any((stage, *told) in former for stage in range(remark.stage))
        if remark.kind == "comment" and remark.identity not in known and not again:
            groups.setdefault((remark.stage, remark.document), []).append(placed)
    return [
        _add_comments(plan, stage or plan.stage.number, document or "naskah", remarks)
        for (stage, document), remarks in groups.items()
    ]


def _list_former(plan: Masterplan) -> Iterator[tuple[int, str, str, str, str]]:
    """Yield the answered comments that former drafts named by bookmarks that ours do not have.

    Sent along with a later draft they come back at a bookmark of another name, and so with another
    identity: author, moment and words have to do.
    """
    for review in plan.workspace.reviews:
        for one in review.comments:
            if is_former(one.anchor or "") and (one.response or one.status):
                yield review.stage, review.document, one.author or "", one.date or "", one.text


def _add_comments(
    plan: Masterplan, stage: int, document: str, remarks: Sequence[PlacedRemark]
) -> StoredFile:
    name = f"reviews/bimtek-{stage}/{document}.yaml"
    file = next((one for one in plan.workspace.files if one.tree.file == name), None)
    if file is None:
        text = _HEAD.format(document=document, stage=stage)
    else:
        text = file.tree.text
        keys = list(file.tree.data)
        block = text.rstrip().endswith("comments:") or "\n  - id:" in text
        if not keys or keys[-1] != "comments" or not block:
            raise UserError(
                Text(f"komentar tidak dapat ditambahkan pada {name}", f"cannot add to {name}"),
                Text(
                    "Letakkan “comments:” terakhir, dengan setiap butir diawali “  - id:”.",
                    "Let 'comments:' stand last, each entry beginning with '  - id:'.",
                ),
            )
        text = f"{text.rstrip()}\n"
    return StoredFile(name, text + "".join(map(_write_comment, remarks)), len(remarks))


def _write_comment(placed: PlacedRemark) -> str:
    lines = [f"{key}: {_quote(value)}" for key, value in _list_fields(placed) if value]
    replies = [f"{one.author or 'Balasan'}: {one.text}" for one in placed.remark.replies]
    if replies:
        lines.append(f"replies: [{', '.join(map(_quote, replies))}]")
    lines += ["status:", "response:"]
    return "".join(
        f"{'  - ' if number == 0 else '    '}{line}\n" for number, line in enumerate(lines)
    )


def _list_fields(placed: PlacedRemark) -> Iterator[tuple[str, str]]:
    remark = placed.remark
    text = remark.text or "(komentar kosong)"
    yield "id", remark.identity
    yield "author", remark.author
    yield "date", remark.date
    yield "text", text
    yield "seen", remark.seen
    yield "heading", remark.heading
    yield "page", remark.page
    yield "section_page", "" if remark.page else remark.section_page
    yield "pointer", placed.pointer or placed.gone
    yield "anchor", remark.anchor if remark.anchor.startswith("_mp_") else ""


def _quote(text: str) -> str:
    """Return a double-quoted scalar: JSON's strings are YAML's.

    Characters that no workspace may hold (control, private use) are left out.
    """
    kept = (sign for sign in text if sign in "\n\t" or category(sign) not in _REFUSED)
    return json.dumps("".join(kept), ensure_ascii=False)
