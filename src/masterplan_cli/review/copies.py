"""One returned file, read: its text, comments, tracked changes, contents and pages.

In: an opened package. Out: a ``Copy``, nothing in it placed yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from masterplan_cli.review.changes import Change, read_changes
from masterplan_cli.review.comments import Comment, read_comments
from masterplan_cli.review.contents import Contents, read_contents
from masterplan_cli.review.excerpt import read_excerpt
from masterplan_cli.review.identity import Identity, read_identity
from masterplan_cli.review.package import Package
from masterplan_cli.review.pages import read_pages
from masterplan_cli.review.story import Story, read_story
from masterplan_cli.review.styles import read_styles


@dataclass(frozen=True, slots=True)
class Copy:
    """One returned file, read; ``pages`` are those of its comments, as printed.

    ``sealed`` says that its text is the draft's, but for what is tracked; then the story holds
    only the paragraphs that somebody marked.
    """

    name: str
    identity: Identity
    story: Story
    comments: tuple[Comment, ...]
    changes: tuple[Change, ...]
    contents: Contents
    pages: Mapping[str, str]
    sealed: bool = False


FindPages = Callable[[Package], Mapping[str, str]]


def read_copy(package: Package, find_pages: FindPages = read_pages) -> Copy:
    """Read one file; raises UserError where it cannot be.

    ``find_pages`` tells the printed page of each comment; without it those that Word noted count.
    """
    styles = read_styles(package)
    excerpt = read_excerpt(package, styles.headings)
    story = read_story(package, styles.headings) if excerpt is None else excerpt
    return Copy(
        package.name,
        read_identity(package, story),
        story,
        tuple(read_comments(package)),
        tuple(read_changes(story)),
        read_contents(package, styles.entries),
        find_pages(package),
        excerpt is not None,
    )
