"""What reviewers said in one draft, of every kind alike, each with the place it speaks of.

In: an opened file, pointers by hash, and the draft as it was sent where that can be had. Out:
remarks. A place is found by bookmarks; where they were lost, by the words and what stands around
them, with a stated confidence; else there is none, and the remark says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from masterplan_cli.review.changes import Change
from masterplan_cli.review.comments import Comment, Reply
from masterplan_cli.review.contents import Title
from masterplan_cli.review.copies import Copy
from masterplan_cli.review.match import find_passage
from masterplan_cli.review.place import NO_HOOK, Anchors, Hook, list_pointers_of
from masterplan_cli.review.plain import Plain, read_plain
from masterplan_cli.review.shifts import Shift, find_neighbour, find_shift
from masterplan_cli.review.story import Extent, Story
from masterplan_cli.review.untracked import Comparison, Difference

Kind = Literal["comment", "insertion", "deletion", "replacement", "move", "untracked"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change within a printed field: at character ``at`` of ``field``, ``old`` became ``new``.

    ``at`` is negative, or ``old`` reaches beyond ``field``, where the change does not lie within.
    """

    field: str
    at: int
    old: str
    new: str

    @property
    def is_inside(self) -> bool:
        """Say whether the change lies within the field."""
        return self.at >= 0 and self.at + len(self.old) <= len(self.field)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a reviewer said or did.

    ``pointers`` has the place it speaks of first; ``came_from`` is where moved text stood,
    ``went_to`` what it stands behind now; ``confidence`` is 1 for a place by bookmark, 0 for none.
    ``seen`` is the text as the reviewer saw it, ``heading`` the section with number and chapter,
    ``section_page`` where that begins, ``page`` the remark's own; ``hook`` tells the line of a long
    field; ``copies`` are the files that hold this remark; ``stage`` and ``document`` say of which
    draft; ``edit`` says what a change does to its field, ``shift`` what a move within one does.
    """

    kind: Kind
    author: str
    date: str
    text: str
    seen: str
    pointers: tuple[str, ...]
    anchor: str
    hook: Hook = NO_HOOK
    heading: str = ""
    page: str = ""
    section_page: str = ""
    old: str = ""
    new: str = ""
    came_from: str = ""
    went_to: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()
    confidence: float = 1.0
    copies: tuple[str, ...] = ()
    stage: int = 0
    document: str = ""
    edit: Edit | None = None
    shift: Shift | None = None

    @property
    def identity(self) -> str:
        """Return what tells this remark from others, the same in every copy of the draft.

        Why not Word's own number: every program gives new ones.
        """
        author = "" if self.kind == "untracked" else self.author
        parts = self.kind, author, self.date, self.text, self.old, self.new, self.anchor
        return blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Sent:
    """The draft as it was built: its story, text and anchors; ``whole`` unless only parts of it."""

    story: Story
    plain: Plain
    anchors: Anchors
    whole: bool = True

    def suit(self, copy: Copy) -> Sent:
        """Return the draft as it can be compared with a copy: some programs make fields words."""
        flat = not any(piece.computed for piece in copy.story.pieces)
        if not flat or not any(piece.computed for piece in self.story.pieces):
            return self
        return Sent(self.story, Plain(self.story, computed=True), self.anchors)


def list_remarks(copy: Copy, pointers: Mapping[str, str], sent: Sent | None) -> list[Remark] | None:
    """Return all that one copy says: comments, tracked changes, untracked ones.

    None where a place would have to be looked for by its words in a draft that is not ``whole``.
    """
    sent = None if sent is None else sent.suit(copy)
    reading = _Reading(copy, Anchors(copy.story, pointers), sent)
    found = [reading.place_comment(comment) for comment in copy.comments]
    found.extend(reading.place_change(change) for change in copy.changes)
    if sent is not None:
        found.extend(reading.list_untracked(sent))
    return None if reading.lacking else found


class _Reading:
    """Places what one copy says."""

    def __init__(self, copy: Copy, anchors: Anchors, sent: Sent | None) -> None:
        self._copy = copy
        self._story = copy.story
        self._anchors = anchors
        self._sent = sent
        self._plain = read_plain(copy.story)
        self._comparison = None if sent is None else Comparison(sent.plain, self._plain)
        self.lacking = False  # whether some place has to be looked for in the whole draft

    def place_comment(self, comment: Comment) -> Remark:
        extent = self._story.comments.get(comment.number)
        seen = "" if extent is None else self._read(extent)
        pointers, anchor, confidence = self._locate(extent)
        title = Title("") if extent is None else self._find_title(extent)
        return Remark(
            kind="comment",
            author=comment.author,
            date=comment.date,
            text=comment.text,
            seen=seen,
            hook=Hook(seen, "" if extent is None else self._read_before(extent.start)),
            pointers=pointers,
            anchor=anchor,
            heading=title.text,
            page=self._copy.pages.get(comment.number, ""),
            section_page=title.page,
            resolved=comment.resolved,
            replies=comment.replies,
            confidence=confidence,
            copies=(self._copy.name,),
            stage=self._copy.identity.stage,
            document=self._copy.identity.document,
        )

    def place_change(self, change: Change) -> Remark:
        edges = change.kind in ("insertion", "move")
        pointers, anchor, confidence = place = self._locate(change.spot, edges=edges)
        came_from, went_to, shift = "", "", None
        if change.origin is not None:
            origin = self._locate(change.origin)
            came_from = next(iter(origin[0]), "")
            shift = self._find_shift(came_from, change.spot, change.origin)
            if shift is not None:
                pointers, anchor, confidence = origin
            else:
                beside = self._locate(find_neighbour(self._plain, change.spot))
                went_to = next(iter(beside[0]), "")
                # Where its bookmarks stayed behind, what it stands behind now tells the place.
                pointers, anchor, confidence = beside if confidence < 1 else place
        return Remark(
            kind=change.kind,
            author=change.author,
            date=change.date,
            text="",
            seen=self._read_around(change.extent),
            hook=self._make_hook(change.old, change.extent),
            pointers=pointers,
            anchor=anchor,
            heading=self._find_title(change.extent).text,
            old=change.old.strip("\n"),
            new=change.new.strip("\n"),
            came_from=came_from,
            went_to=went_to,
            confidence=confidence,
            copies=(self._copy.name,),
            edit=self._describe_edit(anchor, change),
            shift=shift,
        )

    def _find_shift(self, pointer: str, now: Extent, was: Extent | None = None) -> Shift | None:
        """Return what a move does to the field at ``pointer``, None where it is not within it."""

        def belongs(extent: Extent) -> bool:
            return self._locate(extent)[0][:1] == (pointer,)

        text = self._story.text
        begins = text[max(0, now.start - 1) : now.start] in ("\n", "")
        ends = "\n" in (text[now.end - 1 : now.end], text[now.end : now.end + 1])
        whole = pointer and begins and ends
        return find_shift(self._plain, belongs, now, was) if whole else None

    def _describe_edit(self, anchor: str, change: Change) -> Edit | None:
        """Return a change in terms of the field around it, as it read before anybody changed it."""
        spot = change.spot
        plain, anchors = self._plain, self._anchors
        if self._sent is not None and self._comparison is not None:
            there = self._comparison.find_sent(spot)
            if there is not None and self._sent.anchors.get(anchor) is not None:
                plain, anchors, spot = self._sent.plain, self._sent.anchors, there
        around = anchors.get(anchor)
        if around is None or change.kind == "move":
            return None
        return _make_edit(plain, around.extent, spot.start, change.old, change.new)

    def list_untracked(self, sent: Sent) -> Iterator[Remark]:
        assert self._comparison is not None
        for one in self._comparison.find_differences():
            yield self._place_difference(one, sent)

    def _place_difference(self, one: Difference, sent: Sent) -> Remark:
        found = sent.anchors.find(one.sent, edges=not one.old)
        pointers = tuple(list_pointers_of(found))
        certain = 1.0 if one.named else 0.9
        moved = bool(one.old) and one.old == one.new
        shift = self._find_shift(pointers[0], one.now) if moved and pointers else None
        beside = self._locate(find_neighbour(self._plain, one.now)) if moved else ((), "", 0.0)
        return Remark(
            kind="untracked",
            author=self._copy.identity.saved_by,
            date="",
            text="",
            seen=self._read_around(one.now),
            hook=self._make_hook(one.old, one.now),
            pointers=pointers,
            anchor=found[0].name if found else "",
            heading=self._find_title(one.now).text,
            old=one.old.strip(),
            new=one.new.strip(),
            confidence=certain if pointers else 0.0,
            copies=(self._copy.name,),
            edit=_make_edit(
                sent.plain, found[0].extent, one.sent.start, one.old, self._read_typed(one, sent)
            )
            if found
            else None,
            came_from=pointers[0] if moved and pointers else "",
            went_to=next(iter(beside[0]), ""),
            shift=shift,
        )

    def _read_typed(self, one: Difference, sent: Sent) -> str:
        """Return the new words, after a break where they are a paragraph of their own."""
        now, then = self._plain.map_position(one.now.start), sent.plain.map_position(one.sent.start)
        begins = self._plain.text[max(0, now - 1) : now] == "\n"
        began = sent.plain.text[max(0, then - 1) : then] in ("\n", "")
        return f"\n{one.new}" if begins and not began and not one.old else one.new

    def _locate(
        self, extent: Extent | None, *, edges: bool = False
    ) -> tuple[tuple[str, ...], str, float]:
        """Return pointers, the anchor's name (or the words), and the confidence."""
        if extent is None:
            return (), "", 0.0
        if self._sent is not None and self._comparison is not None:
            there = self._comparison.find_sent(extent)
            found = [] if there is None else self._sent.anchors.find(there, edges=edges)
            pointers = tuple(list_pointers_of(found))
            if pointers:
                return pointers, found[0].name, 0.95 if self._comparison.lost else 1.0
        found = self._anchors.find(extent, edges=edges)
        pointers = tuple(list_pointers_of(found))
        if pointers:
            return pointers, found[0].name, 1.0
        if self._sent is not None and not self._sent.whole:
            self.lacking = True
        elif self._sent is not None:
            passage = find_passage(self._story.text, extent, self._sent.story.text)
            if passage is not None:
                found = self._sent.anchors.find(passage.extent, edges=edges)
                pointers = tuple(list_pointers_of(found))
                if pointers:
                    return pointers, found[0].name, passage.confidence
        return (), self._read(extent), 0.0

    def _find_title(self, extent: Extent) -> Title:
        return self._copy.contents.find(self._story, extent.start)

    def _read(self, extent: Extent) -> str:
        return self._story.text[extent.start : extent.end].strip("\n")

    def _read_before(self, position: int, reach: int = 30) -> str:
        """Return the last words of the paragraph before a position."""
        head = self._story.text[max(0, position - reach) : position].rsplit("\n", 1)[-1]
        return head.partition(" ")[2] if len(head) == reach else head

    def _make_hook(self, old: str, extent: Extent) -> Hook:
        lead = self._read_before(extent.start)
        return Hook(old, lead) if old.strip() else Hook(lead)

    def _read_around(self, extent: Extent, reach: int = 60) -> str:
        """Return the words of the paragraph around a change, cut to what is near."""
        text = self._story.text
        start = max(text.rfind("\n", 0, extent.start) + 1, extent.start - reach)
        end = text.find("\n", extent.end)
        end = min(len(text) if end < 0 else end, extent.end + reach)
        head = "…" if start > 0 and text[start - 1] != "\n" else ""
        tail = "…" if end < len(text) and text[end] != "\n" else ""
        return f"{head}{text[start:end]}{tail}"


def _make_edit(plain: Plain, around: Extent, spot: int, old: str, new: str) -> Edit:
    start, end = plain.map_position(around.start), plain.map_position(around.end)
    return Edit(plain.text[start:end], plain.map_position(spot) - start, old, new)
