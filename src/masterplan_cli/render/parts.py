"""Parts of chapters: templates that a chapter prints by name, each made and kept by itself.

In: a template's name and the values that it is given. Out: its blocks, in one piece.

Why parts: a chapter is kept from one build to the next as a whole, and one with a sheet for each of
3,600 programmes is made anew for every letter. A part sees nothing but what it is given and what
every template knows, so that it depends on the records that it reads, and on no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from jinja2 import Undefined
from jinja2.runtime import LoopContext
from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.islands import Island
from masterplan_cli.document.kept import StaleError
from masterplan_cli.document.nodes import Block
from masterplan_cli.document.reader import read_markdown
from masterplan_cli.render.chapter import Chapter, render_lines
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.marks import Missing
from masterplan_cli.render.places import point_template
from masterplan_cli.render.reads import BY_TEMPLATES, Heard
from masterplan_cli.render.specs import SpecReader
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.views import ListView, MapView, RecordView

_NONE: Final[Mapping[str, Chapter]] = MappingProxyType({})
_FIXED: Final = (
    str, int, Decimal, float, date, type(None), Missing, RecordView, ListView, MapView
)  # fmt: skip
"""What a part may be given: it cannot change these, nor are they used up."""


class Part(NamedTuple):
    """What one call has printed.

    ``heard`` is what it may depend on; None where it was not made here. ``faults`` are how many
    findings it brought.
    """

    name: str
    chapter: Chapter
    heard: Heard | None = None
    faults: int = 0


class Parts:
    """Prints the parts of one chapter after the other."""

    def __init__(
        self, environment: ProvenanceEnvironment, state: RenderState, specs: SpecReader
    ) -> None:
        """Print into ``state``; ``specs`` are those of tables and charts."""
        self._environment, self._state, self._specs = environment, state, specs
        self._chapter = ""
        self._known = _NONE
        self._inside = ""
        self.printed: list[Part] = []

    def begin(self, chapter: str, known: Mapping[str, Chapter]) -> None:
        """Forget the parts of the last chapter; those of this one that are ``known`` stand."""
        self._chapter, self._known = chapter, known
        self._inside = ""
        self.printed = []

    def part(self, template: str, **values: Any) -> Markup:
        """Print ``template``, which knows these values; one within another belongs to it."""
        name = str(template)
        fixed = {key: _fix(value) for key, value in values.items()}
        if self._inside:
            self._environment.join_path(name, self._inside)
            return self._place(self._print(name, fixed))
        key = f"{self._chapter}#{len(self.printed) + 1}"
        known = self._known.get(key)
        made = self._make(key, name, fixed) if known is None else Part(key, known)
        self.printed.append(made)
        return self._place(made.chapter.blocks)

    def _place(self, blocks: tuple[Block, ...]) -> Markup:
        return self._state.land(Island(None, blocks, "part")) if blocks else Markup("")

    def _make(self, key: str, template: str, values: Mapping[str, Any]) -> Part:
        """Return the part, and listen to what it reads."""
        environment, asked, specs = self._environment, self._state.asked, self._specs
        asked_before, specs_before = {*asked}, {*specs.asked}
        asked.clear()
        specs.asked.clear()
        before = self._count_faults()
        environment.noted = BY_TEMPLATES  # Others' change is one of everything.
        environment.touched = touched = set[str]()
        self._inside = template
        try:
            blocks = self._print(template, values)
        finally:
            self._inside = ""
            environment.noted = frozenset()
            heard = Heard(template, frozenset(asked), frozenset(specs.asked), frozenset(touched))
            asked |= asked_before
            specs.asked |= specs_before
        faults = self._count_faults() - before
        return Part(key, Chapter(blocks, sound=not faults), heard, faults)

    def _count_faults(self) -> int:
        return len(self._state.problems) + len(self._specs.diagnostics)

    def _print(self, name: str, values: Mapping[str, Any]) -> tuple[Block, ...]:
        """Return the blocks of a template, in which no loop around it is under way."""
        state = self._state
        records, line = state.records[:], state.line
        state.records.clear()
        state.line = None
        try:
            template = self._environment.get_template(name)
            text, lines = render_lines(template, values, state)
        finally:
            state.records[:] = records
            state.line = line

        def locate(number: int) -> str:
            return point_template(*lines.get(number, (name, 1)))

        result = read_markdown(text, state.islands, locate)
        state.problems.extend(result.problems)
        return result.blocks


def cut_chapter(
    name: str, chapter: Chapter, parts: list[Part]
) -> tuple[dict[str, Chapter], tuple[str, ...]]:
    """Return a chapter in pieces, its parts and what stands between them, and which are these.

    In one where it has none, or not all where blocks stand. What is found in it is the first's.
    Raises StaleError where a part that is hollow stands elsewhere, too.
    """
    places = _find_parts(chapter.blocks, parts)
    hollow = [part for part in parts if part.chapter.hollow]
    if places is None:
        if hollow and chapter.whole:
            raise StaleError
        return {name: chapter}, (name,)
    pieces: dict[str, Chapter] = {}
    between: list[str] = []
    apart = {id(block) for part in hollow for block in part.chapter.blocks}
    last = 0
    for start, part in [*places, (len(chapter.blocks), None)]:
        blocks = chapter.blocks[last:start]
        if blocks or not pieces:
            if not apart.isdisjoint(map(id, blocks)):
                raise StaleError
            own = f"{name}~{len(between)}" if between else name
            between.append(own)
            found = () if pieces else chapter.diagnostics
            pieces[own] = Chapter(blocks, found, chapter.whole, sound=chapter.sound)
        if part is not None:
            pieces[part.name] = part.chapter
            last = start + len(part.chapter.blocks)
    return pieces, tuple(between)


def _find_parts(
    blocks: tuple[Block, ...], parts: list[Part]
) -> list[tuple[int, Part | None]] | None:
    """Return where in ``blocks`` each part stands that has any; None unless all do."""
    found: list[tuple[int, Part | None]] = []
    place = 0
    for part in parts:
        own = part.chapter.blocks
        if not own:
            continue
        while place < len(blocks) and blocks[place] is not own[0]:
            place += 1
        there = blocks[place : place + len(own)]
        if [*map(id, there)] != [*map(id, own)]:
            return None
        found.append((place, part))
        place += len(own)
    return found or None


def _fix(value: Any) -> Any:
    """Return a value as a part may have it; one that is used up by reading is read.

    Raises TemplateFaultError for what changes while a template runs.
    """
    kind = type(value)
    if kind in (list, tuple) or (isinstance(value, Iterator) and kind is not LoopContext):
        return tuple(map(_fix, value))
    if kind is dict:
        return {key: _fix(one) for key, one in value.items()}
    if isinstance(value, _FIXED):
        return value
    if isinstance(value, Undefined):
        value._fail_with_undefined_error()
    raise TemplateFaultError(
        Message(
            f"“{kind.__name__}” tidak dapat diberikan kepada bagian",
            f"a value of type {kind.__name__} cannot be given to a part",
        ),
        Message(
            "Berikan catatan, daftar, teks, atau bilangan.",
            "Give it records, lists, texts or numbers.",
        ),
    )
