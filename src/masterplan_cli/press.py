"""The documents of a stage, one after another: rendered, numbered, written, kept for next time.

In: a plan, and what is asked for. Out: the bytes of each document in every format, and what was
found while making it. What the last build left is tried first; where that is not enough,
everything is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from masterplan_cli.diagnostics import Diagnostic, UserError
from masterplan_cli.document.kept import StaleError
from masterplan_cli.document.nodes import Contents, Document
from masterplan_cli.document.numbering import Numbered, number_document
from masterplan_cli.model.load import Memory
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.paging import paginate_book
from masterplan_cli.profile.load import LoadedProfile
from masterplan_cli.render.book import BookOrder, Known, Rendered, Renderer
from masterplan_cli.render.places import describe_problem
from masterplan_cli.render.threads import list_threads
from masterplan_cli.shelf import Scene, Shelf, set_scene
from masterplan_cli.source.disk import read_bytes
from masterplan_cli.writers import WriterOptions, write

_UNKNOWN: Final = Known()


class Run(NamedTuple):
    """What all documents of a build share, and who hears of it (``lap`` of each step's end).

    With ``memory`` and ``cache`` chapters are kept.
    """

    project: Path
    plan: Masterplan
    profile: LoadedProfile
    formats: tuple[str, ...]
    cache: Path | None
    memory: Memory | None
    progress: Callable[[str], None]
    lap: Callable[[str], None]


class Made(NamedTuple):
    """A document's bytes by format, and what was found."""

    files: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


class Press:
    """Makes the documents of one build.

    ``pictures`` are the names of files below the workspace that templates asked for.
    """

    def __init__(
        self, run: Run, options: WriterOptions, *, paginate: bool, responses: bool
    ) -> None:
        """Get ready to print ``run``'s plan; writers get ``options``, and threads if wanted."""
        self._run, self._paginate, self._responses = run, paginate, responses
        self._options = options
        self._scene: Scene | None = None
        if run.cache is not None and run.memory is not None:
            look = options.reference or b""
            self._scene = set_scene(
                run.cache, run.project, run.plan, run.profile, run.memory, look, run.formats
            )
        self.pictures: set[str] = set()
        templates, noting = run.profile.templates, self._scene is not None
        self._renderer = Renderer(run.plan, templates, self._read_picture, run.cache, noting=noting)
        self._rendered: Rendered | None = None
        run.lap("templates")

    def finish(self) -> None:
        """Keep what was compiled for the next run."""
        self._renderer.save_cache()
        self._run.lap("templates")

    def make_document(self, order: BookOrder) -> Made:
        """Return one document in every format."""
        run, spec = self._run, order.spec
        run.progress(_name_title(order))
        options = self._options
        if self._responses:
            options = replace(options, threads=list_threads(run.plan, spec.id))
        shelf = self._open_shelf(order)
        if shelf is None:
            return self._make(order, options)
        try:
            return self._make_with_shelf(order, options, shelf)
        finally:
            shelf.drop()

    def _open_shelf(self, order: BookOrder) -> Shelf | None:
        """Return what is kept of a document; None for one that costs little."""
        if self._scene is None or order.spec.cover != "full" or order.subject:
            return None
        return self._scene.open_shelf(order.spec.id, f"draft {order.draft}")

    def _make_with_shelf(self, order: BookOrder, options: WriterOptions, shelf: Shelf) -> Made:
        options = replace(options, shelf=shelf)
        if self._renderer.notes is not None:
            self._renderer.notes.forget_chapters()
        known = shelf.recall()
        self._run.lap("cache")
        try:
            made = self._make(order, options, known)
        except StaleError:
            shelf.forget()
            made = self._make(order, options, self._list_fresh())
        if self._rendered is not None and self._renderer.notes is not None:
            shelf.keep(self._rendered, self._renderer.notes)
        self._run.lap("cache")
        return made

    def _list_fresh(self) -> Known:
        """Return the chapters that an attempt has made before it failed."""
        if self._rendered is None:
            return Known()
        chapters = self._rendered.chapters.items()
        fresh = {name: chapter for name, chapter in chapters if not chapter.hollow}
        return Known(fresh, self._rendered.pieces)

    def _make(
        self,
        order: BookOrder,
        options: WriterOptions,
        known: Known = _UNKNOWN,
    ) -> Made:
        run, renderer = self._run, self._renderer
        self._rendered = None
        rendered = self._rendered = renderer.render_book(order, known)
        if isinstance(options.shelf, Shelf) and renderer.notes is not None:
            options.shelf.expect(rendered, renderer.notes)
        run.lap("render")
        numbered = number_document(rendered.document)
        problems = numbered.problems if renderer.whole else ()
        index, templates = run.plan.index, run.profile.templates
        found = [describe_problem(one, index, templates) for one in problems]
        run.lap("number")
        files = {name: self._write(name, numbered, options, order) for name in run.formats}
        return Made(files, (*rendered.diagnostics, *found))

    def _write(
        self, form: str, numbered: Numbered, options: WriterOptions, order: BookOrder
    ) -> bytes:
        run = self._run
        data = write(form, numbered, options)
        run.lap(form)
        if form == "docx" and self._paginate and _lists_pages(numbered.document):
            run.progress(f"{_name_title(order)}: halaman")
            data = paginate_book(numbered, options, data, run.cache)
            run.lap("pages")
        return data

    def _read_picture(self, name: str) -> bytes | None:
        self.pictures.add(name)
        try:
            return read_bytes(self._run.project, name)
        except (OSError, UserError):
            return None


def _name_title(order: BookOrder) -> str:
    title = order.spec.title
    return f"{title}: {order.subject.name}" if order.subject else title


def _lists_pages(document: Document) -> bool:
    """Say whether page numbers are printed anywhere, so that LibreOffice is worth waiting for."""
    return any(isinstance(block, Contents) for block in document.blocks)
