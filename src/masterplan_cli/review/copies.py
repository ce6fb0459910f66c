"""A returned file as a whole: which draft it is of, what it says, and how much of it is walked.

In: the package. Out: a ``Copy``, read by the shortest way that says the same as walking everything:
a sealed text needs no comparison; beside the draft's sketch only what differs is read; and without
any comparison only what somebody marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from masterplan_cli.document.bookmarks import is_former
from masterplan_cli.review.changes import Change, read_changes
from masterplan_cli.review.comments import Comment, read_comments
from masterplan_cli.review.contents import Contents, read_contents
from masterplan_cli.review.excerpt import read_excerpt
from masterplan_cli.review.identity import Identity, read_identity
from masterplan_cli.review.package import Package
from masterplan_cli.review.pages import read_pages
from masterplan_cli.review.paragraphs import Paragraphs, cut_paragraphs
from masterplan_cli.review.partial import read_marked, read_partial
from masterplan_cli.review.sketch import Sketch
from masterplan_cli.review.story import DOCUMENT, NOTES, Story, read_story
from masterplan_cli.review.styles import Styles, read_styles


@dataclass(frozen=True, slots=True)
class Copy:
    """One returned file, read; ``pages`` are those of its comments, as printed.

    ``sealed`` says that its text is the draft's, but for what is tracked; then the story holds
    only the paragraphs that somebody marked. ``sent`` are the draft's paragraphs to compare with,
    where only some of both were read.
    """

    name: str
    identity: Identity
    story: Story
    comments: tuple[Comment, ...]
    changes: tuple[Change, ...]
    contents: Contents
    pages: Mapping[str, str]
    sealed: bool = False
    sent: Story | None = None


FindPages = Callable[[Package], Mapping[str, str]]
_BOOKMARK = re.compile(rb'w:name="(_mp_[0-9a-f]{20}_[0-9]+)')


class Arrival:
    """One returned file, of which nothing is read before it is asked for."""

    def __init__(self, package: Package, find_pages: FindPages = read_pages) -> None:
        """Bind the package.

        ``find_pages`` tells the printed page of each comment; without it those that Word noted
        count.
        """
        self._package = package
        self._find_pages = find_pages

    @property
    def name(self) -> str:
        """What messages call the file."""
        return self._package.name

    @cached_property
    def bears_bookmarks(self) -> bool:
        """Whether there is any bookmark of ours in it."""
        return bool(self._first_name)

    @property
    def names_formerly(self) -> bool:
        """Whether its bookmarks have the names of drafts sent before they were changed."""
        return is_former(self._first_name)

    @cached_property
    def _first_name(self) -> str:
        parts = map(self._package.read, (DOCUMENT, *NOTES))
        found = (_BOOKMARK.search(data) for data in parts if data is not None)
        return next((match[1].decode() for match in found if match is not None), "")

    @cached_property
    def identity(self) -> Identity:
        """Which draft it is of; raises UserError where it has to be read for that and cannot be."""
        return read_identity(self._package, lambda: self._story)

    @cached_property
    def sealed(self) -> Copy | None:
        """The file as its seal lets it be read, None where that is broken."""
        excerpt = read_excerpt(self._package, self._styles.headings, self._paragraphs)
        return None if excerpt is None else self._describe(excerpt, sealed=True)

    def read_whole(self) -> Copy:
        """Return the file walked from end to end; raises UserError where it cannot be."""
        return self._describe(self._story)

    def read_marked(self) -> Copy:
        """Return the file to be read without its draft; raises UserError where it cannot be."""
        if self._paragraphs is None:
            return self.read_whole()
        story = read_marked(self._package, self._styles.headings, self._paragraphs)
        return self.read_whole() if story is None else self._describe(story)

    def read_beside(self, sketch: Sketch) -> Copy | None:
        """Return what differs from the draft or is marked, None where all has to be walked."""
        if self._paragraphs is None:
            return None
        partial = read_partial(self._package, self._styles.headings, self._paragraphs, sketch)
        return None if partial is None else self._describe(partial.story, sent=partial.sent)

    @cached_property
    def _paragraphs(self) -> Paragraphs | None:
        document = self._package.read(DOCUMENT)
        return None if document is None else cut_paragraphs(document)

    @cached_property
    def _styles(self) -> Styles:
        return read_styles(self._package)

    @cached_property
    def _story(self) -> Story:
        return read_story(self._package, self._styles.headings)

    @cached_property
    def _comments(self) -> tuple[Comment, ...]:
        return tuple(read_comments(self._package))

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        return self._find_pages(self._package)

    @cached_property
    def _contents(self) -> Contents:
        return read_contents(self._package, self._styles.entries)

    def _describe(self, story: Story, *, sealed: bool = False, sent: Story | None = None) -> Copy:
        return Copy(
            self.name,
            self.identity,
            story,
            self._comments,
            tuple(read_changes(story)),
            self._contents,
            self._pages,
            sealed,
            sent,
        )


def read_copy(package: Package, find_pages: FindPages = read_pages) -> Copy:
    """Read one file by itself; raises UserError where it cannot be."""
    arrival = Arrival(package, find_pages)
    return arrival.sealed or arrival.read_whole()
