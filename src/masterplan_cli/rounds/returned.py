"""Several copies of a draft that came back, read together and placed in today's workspace.

In: the workspace, its revision, and the files' bytes. Out: remarks with their lines, owners and
whether the text has changed since, sorted by file and line; those without a place at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from masterplan_cli.compiler import Loaded
from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.document.bookmarks import read_bookmark
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.profile.load import LoadedProfile
from masterplan_cli.render.places import locate_pointer
from masterplan_cli.review.anchors import resolve_anchors
from masterplan_cli.review.copies import Arrival, Copy, FindPages
from masterplan_cli.review.merging import merge_copies
from masterplan_cli.review.package import open_package
from masterplan_cli.review.pages import read_pages
from masterplan_cli.review.place import Anchors, Hook, find_quoted_line
from masterplan_cli.review.plain import read_plain
from masterplan_cli.review.remark import Remark, Sent, list_remarks
from masterplan_cli.review.story import Story
from masterplan_cli.review.untracked import has_lost_bookmarks
from masterplan_cli.rounds.drafts import Draft, check_identity, open_draft
from masterplan_cli.rounds.sent import SentDraft
from masterplan_cli.rounds.since import has_changed, move_template_line
from masterplan_cli.source.revision import Revision


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """A remark in today's workspace. ``span`` is None where it has no place.

    ``related`` are further places, the nearest first; ``gone`` is the pointer that it spoke of
    where that record is no more; ``changed`` says that the text is not what was sent.
    """

    remark: Remark
    span: Span | None
    related: tuple[tuple[str, Span], ...] = ()
    pointer: str = ""
    owner: Opd | None = None
    changed: bool = False
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """All remarks of a round, placed; ``diagnostics`` speak of the files themselves."""

    remarks: tuple[PlacedRemark, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_returned(
    loaded: Loaded,
    today: Revision,
    files: Sequence[tuple[str, bytes]],
    *,
    untracked: bool = True,
    find_pages: FindPages = read_pages,
) -> Returned:
    """Read the copies together; ``untracked`` also compares them with the draft, built anew.

    ``find_pages`` tells the pages of comments. Raises UserError for a file that is no readable
    Word file.
    """
    copies = [Arrival(open_package(name, data), find_pages) for name, data in files]
    plan, profile = loaded.plan, loaded.profile
    if plan is None or profile is None:
        return Returned((), loaded.diagnostics)
    found: list[Diagnostic] = []
    accepted: list[Arrival] = []
    for copy in copies:
        problem = check_identity(copy.name, copy.identity, loaded, marked=copy.bears_bookmarks)
        if problem is not None:
            found.append(problem)
        if problem is None or problem.severity is Severity.WARNING:
            accepted.append(copy)
    found.extend(_compare_drafts(accepted))
    placed: list[PlacedRemark] = []
    for copies_of_one in _group_by_draft(accepted):
        first = copies_of_one[0]
        with open_draft(loaded, today, first.identity) as (draft, absence):
            if absence is not None:
                found.append(_warn("unknown-commit", first.name, absence, _NO_COMPARISON))
            reader = _Round(plan, profile, draft, first.names_formerly, compared=untracked)
            placed.extend(reader.read(copies_of_one))
            found.extend(reader.found)
    return Returned(tuple(sorted(placed, key=_order)), tuple(found))


_NO_COMPARISON = Text(
    "Tempat dicari dalam workspace hari ini; perubahan tanpa pelacakan tidak diperiksa.",
    "Places are found in today's workspace; untracked changes are not looked for.",
)


def _order(placed: PlacedRemark) -> tuple[bool, str, int, int, str, str]:
    span, remark = placed.span, placed.remark
    if span is None:
        return (True, "", 0, 0, remark.date, remark.identity)
    return (False, span.file, span.line, span.column, remark.date, remark.identity)


def _group_by_draft(copies: Sequence[Arrival]) -> Iterator[list[Arrival]]:
    groups: dict[tuple[str, int, str, str, bool], list[Arrival]] = {}
    for copy in copies:
        one = copy.identity
        key = (one.revision, one.stage, one.book, one.subject, copy.names_formerly)
        groups.setdefault(key, []).append(copy)
    yield from groups.values()


def _compare_drafts(copies: Sequence[Arrival]) -> Iterator[Diagnostic]:
    """Yield a warning for each book of which copies of two versions came together."""
    first: dict[tuple[str, str], Arrival] = {}
    for copy in copies:
        one = copy.identity
        known = first.setdefault((one.book, one.subject), copy)
        if one.known and known.identity.revision != one.revision:
            message = Text(
                f"versi draf ini lain daripada “{known.name}”",
                f"this draft's version is not that of '{known.name}'",
            )
            hint = Text(
                f"{one.revision or '–'} dan {known.identity.revision or '–'}; masing-masing "
                "dibandingkan dengan versinya sendiri.",
                f"{one.revision or '–'} and {known.identity.revision or '–'}; each is compared "
                "with its own version.",
            )
            yield _warn("mixed-drafts", copy.name, message, hint)


def _warn(code: str, name: str, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic(code, message, Span(name), Severity.WARNING, hint=hint)


class _Round:
    """Reads the copies of one draft."""

    def __init__(
        self,
        plan: Masterplan,
        profile: LoadedProfile,
        draft: Draft | None,
        former: bool,
        *,
        compared: bool,
    ) -> None:
        self._plan = plan
        self._profile = profile
        self._draft = draft
        self._former = former
        self._sent = SentDraft(draft, former) if draft is not None and compared else None
        self.found: list[Diagnostic] = []

    def read(self, arrivals: Sequence[Arrival]) -> Iterator[PlacedRemark]:
        copies = [self._open(arrival) for arrival in arrivals]
        pointers = self._resolve(story for copy in copies for story in (copy.story, copy.sent))
        remarks = (
            one
            for arrival, copy in zip(arrivals, copies, strict=True)
            for one in self._list_remarks(arrival, copy, pointers)
        )
        for remark in merge_copies(remarks):
            yield self._place(remark)

    def _open(self, arrival: Arrival) -> Copy:
        """Return the copy, read by the shortest way that leaves nothing out."""
        if arrival.sealed is not None:
            return arrival.sealed
        if self._sent is None:
            return arrival.read_marked()
        sketch = self._sent.sketch
        beside = None if sketch is None else arrival.read_beside(sketch)
        return arrival.read_whole() if beside is None else beside

    def _list_remarks(
        self, arrival: Arrival, copy: Copy, pointers: Mapping[str, str]
    ) -> list[Remark]:
        if copy.sent is not None:
            found = list_remarks(copy, pointers, _make_sent(copy.sent, pointers, whole=False))
            if found is not None:
                return found
            copy = arrival.read_whole()
        story = None if copy.sealed or self._sent is None else self._rebuild(copy, self._sent)
        sent = None
        if story is not None:
            pointers = self._resolve([copy.story, story])
            sent = _make_sent(story, pointers, whole=True)
            self._warn_of_lost_bookmarks(copy, sent)
        return list_remarks(copy, pointers, sent) or []

    def _resolve(self, stories: Iterable[Story | None]) -> dict[str, str]:
        """Return the pointers of all bookmarks; today's, then those of the draft's own commit."""
        known = (story.bookmarks for story in stories if story is not None)
        names = {read_bookmark(name) for bookmarks in known for name in bookmarks} - {None}
        wanted = {name for name in names if name}
        pointers = self._resolve_in(wanted, self._plan, self._profile)
        draft = self._draft
        if draft is not None and not draft.same and draft.loaded.plan and draft.loaded.profile:
            rest = wanted - pointers.keys()
            pointers |= self._resolve_in(rest, draft.loaded.plan, draft.loaded.profile)
        return pointers

    def _resolve_in(
        self, wanted: set[str], plan: Masterplan, profile: LoadedProfile
    ) -> dict[str, str]:
        templates = profile.templates
        lines = {
            name: (templates.read(name) or b"").count(b"\n") + 1
            for name in templates.list("**/*.j2")
        }
        files = [*plan.workspace.files, profile.file]
        return resolve_anchors(wanted, plan.index, files, lines, former=self._former)

    def _rebuild(self, copy: Copy, sent: SentDraft) -> Story | None:
        if sent.story is not None:
            return sent.story
        message = Text(
            "draf ini tidak dapat disusun lagi untuk dibandingkan",
            "this draft cannot be built again to compare with",
        )
        self._sent = None
        self.found.append(_warn("unknown-commit", copy.name, message, _NO_COMPARISON))
        return None

    def _warn_of_lost_bookmarks(self, copy: Copy, sent: Sent) -> None:
        if has_lost_bookmarks(sent.plain, read_plain(copy.story)):
            message = Text(
                "penanda dalam berkas ini hilang; tempat dicari dari bunyi teks",
                "this file lost its bookmarks; places are found by the words",
            )
            hint = Text(
                "Keyakinannya disebut pada setiap butir. Mintalah berkas yang disunting di "
                "Word atau LibreOffice.",
                "Each remark states how sure it is. Ask for a file edited in Word or LibreOffice.",
            )
            self.found.append(_warn("lost-bookmarks", copy.name, message, hint))

    def _place(self, remark: Remark) -> PlacedRemark:
        """Return the remark with its line: that of the first pointer that answers today."""
        spans = [(pointer, self._locate(pointer, remark.hook)) for pointer in remark.pointers]
        known = [(pointer, span) for pointer, span in spans if span is not None]
        # A kind alone, such as all programmes behind a sum, has no place but is not gone.
        gone = next((one for one, span in spans[:1] if span is None and "/" in one), "")
        if not known:
            return PlacedRemark(replace(remark, confidence=0.0), None, gone=gone)
        pointer, span = known[0]
        related = [(other, place) for other, place in known[1:] if place != span]
        return PlacedRemark(
            remark,
            span,
            tuple(related[:3]),
            pointer,
            self._plan.find_responsible(pointer),
            bool(gone) or self._has_changed(pointer),
            gone,
        )

    def _locate(self, pointer: str, hook: Hook) -> Span | None:
        draft = self._draft
        if pointer.startswith("template/") and draft is not None and not draft.same:
            profile = draft.loaded.profile
            if profile is not None:
                moved = move_template_line(pointer, profile.templates, self._profile.templates)
                pointer = moved or pointer
        index = self._plan.index
        return find_quoted_line(index, pointer, hook) or locate_pointer(
            pointer, index, self._profile.templates
        )

    def _has_changed(self, pointer: str) -> bool:
        draft = self._draft
        if draft is None or draft.same or draft.loaded.plan is None:
            return False
        old_profile = draft.loaded.profile
        if pointer.startswith("template/") and old_profile is not None:
            return not move_template_line(pointer, old_profile.templates, self._profile.templates)
        return has_changed(pointer, draft.loaded.plan.index, self._plan.index)


def _make_sent(story: Story, pointers: Mapping[str, str], *, whole: bool) -> Sent:
    return Sent(story, read_plain(story), Anchors(story, pointers), whole)
