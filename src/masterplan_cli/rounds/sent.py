"""What was sent, as far as returned copies have to be compared with it.

In: the draft. Out: its sketch, kept from the last time, and its whole story where the sketch is not
enough. Nothing is built before it is asked for.
"""

from __future__ import annotations

from functools import cached_property

from masterplan_cli.review.package import open_package
from masterplan_cli.review.sketch import Sketch, draw_sketch, unpack_sketch
from masterplan_cli.review.story import Story, read_story
from masterplan_cli.rounds.drafts import Draft, open_store, rebuild_draft


class SentDraft:
    """One draft; each view of it is made once."""

    def __init__(self, draft: Draft, former: bool) -> None:
        """Bind the draft; ``former`` says that its bookmarks have the names of former drafts."""
        self._draft = draft
        self._former = former

    @cached_property
    def _data(self) -> bytes | None:
        return rebuild_draft(self._draft, former=self._former)

    @cached_property
    def sketch(self) -> Sketch | None:
        """The sketch; None where the draft cannot be built, or is not as expected."""
        store = open_store(self._draft, "sketch", former=self._former)
        kept = store.get()
        found = None if kept is None else unpack_sketch(kept)
        if found is None and self._data is not None:
            found = draw_sketch(open_package(self._draft.identity.book, self._data))
            if found is not None:
                store.put(found.pack())
        return found

    @cached_property
    def story(self) -> Story | None:
        """The whole story, None where the draft cannot be built any more."""
        if self._data is None:
            return None
        return read_story(open_package(self._draft.identity.book, self._data))
