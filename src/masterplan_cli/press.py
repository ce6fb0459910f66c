"""One document of a stage in every format: rendered, numbered, written, and kept for next time.

In: a renderer and what is asked for. Out: the files' bytes, and what was found while making them.
What the last build left is tried first; where that is not enough, everything is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.document.kept import StaleError
from masterplan_cli.document.nodes import Contents, Document
from masterplan_cli.document.numbering import number_document
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.paging import paginate_book
from masterplan_cli.render.book import BookOrder, Rendered, Renderer
from masterplan_cli.render.chapter import Chapter
from masterplan_cli.render.places import describe_problem
from masterplan_cli.shelf import Shelf
from masterplan_cli.source.overlay import Overlay
from masterplan_cli.writers import WriterOptions, write

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Run(NamedTuple):
    """What all documents of a build share, and who hears of it (``lap`` of a step's end)."""

    plan: Masterplan
    templates: Overlay
    formats: tuple[str, ...]
    paginate: bool
    cache: Path | None
    progress: Callable[[str], None]
    lap: Callable[[str], None]


class Made(NamedTuple):
    """A document's bytes by format, and what was found."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


class Press:
    """Makes the documents of one build."""

    def __init__(self, renderer: Renderer, run: Run) -> None:
        """Make them with ``renderer``, which notes what chapters read where a shelf is given."""
        self._renderer = renderer
        self._run = run
        self._rendered: Rendered | None = None

    def make_document(
        self, title: str, order: BookOrder, options: WriterOptions, shelf: Shelf | None
    ) -> Made:
        """Return one document in every format; ``title`` is what is said of it meanwhile."""
        if shelf is None:
            return self._make(title, order, options)
        try:
            chapters, witnesses = shelf.recall()
            options = replace(options, shelf=shelf)
            self._run.lap("cache")
            try:
                made = self._make(title, order, options, chapters, witnesses)
            except StaleError:
                shelf.forget()
                made = self._make(title, order, options, self._list_fresh())
            if self._rendered is not None and self._renderer.notes is not None:
                shelf.keep(self._rendered, self._renderer.notes)
        finally:
            shelf.drop()
        self._run.lap("cache")
        return made

    def _list_fresh(self) -> Mapping[str, Chapter]:
        """Return the chapters that the first attempt has made."""
        if self._rendered is None:
            return _NOTHING
        chapters = self._rendered.chapters.items()
        return {name: chapter for name, chapter in chapters if not chapter.hollow}

    def _make(
        self,
        title: str,
        order: BookOrder,
        options: WriterOptions,
        chapters: Mapping[str, Chapter] = _NOTHING,
        witnesses: Mapping[str, str] = _NOTHING,
    ) -> Made:
        run, renderer = self._run, self._renderer
        self._rendered = None
        rendered = self._rendered = renderer.render_book(order, chapters, witnesses)
        if isinstance(options.shelf, Shelf) and renderer.notes is not None:
            options.shelf.expect(rendered, renderer.notes)
        run.lap("render")
        numbered = number_document(rendered.document)
        problems = numbered.problems if renderer.whole else ()
        found = [describe_problem(one, run.plan.index, run.templates) for one in problems]
        run.lap("number")
        files = {}
        for name in run.formats:
            data = write(name, numbered, options)
            run.lap(name)
            if name == "docx" and run.paginate and _lists_pages(rendered.document):
                run.progress(f"{title}: halaman")
                data = paginate_book(numbered, options, data, run.cache)
                run.lap("pages")
            files[name] = data
        return Made(files, (*rendered.diagnostics, *found))


def _lists_pages(document: Document) -> bool:
    """Say whether page numbers are printed anywhere, so that LibreOffice is worth waiting for."""
    return any(isinstance(block, Contents) for block in document.blocks)
