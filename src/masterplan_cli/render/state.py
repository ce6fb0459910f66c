"""What one chapter collects while it is rendered: islands, the record under way, problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.islands import SENTINEL, Island, Stand, make_sentinel
from masterplan_cli.document.nodes import Block, Inline, Paragraph, Placeholder, Text
from masterplan_cli.document.problems import Problem
from masterplan_cli.document.prose import read_prose
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.render.formats import format_date_long, format_number
from masterplan_cli.render.marks import MarkedInt, MarkedProse, MarkedText, Missing, read_origin
from masterplan_cli.render.views import ListView, RecordView

# Not \s: a no-break space holds an amount and its unit together.
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def squeeze_spaces(text: str) -> str:
    """Return ``text`` in one line, each run of white space in it being one space."""
    # Six searches by C: a pattern, or asking whether all is printable, looks at every letter.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        return _SPACES.sub(" ", text)
    return text


class TemplateFaultError(Exception):
    """A template asks for something that cannot be printed; becomes a finding at its line."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        """Keep both languages."""
        super().__init__(message.en)
        self.message = message
        self.hint = hint


class Captured(Markup):
    """A value that was captured, and the inlines that it stands for: nobody has to look them up."""

    __slots__ = ("inlines",)
    inlines: tuple[Inline, ...]


def read_captured(value: Any) -> tuple[Inline, ...] | None:
    """Return the inlines that ``value`` stands for as it is; None for any other value.

    What ``upper()`` and the like make of captured text is of its class, but stands for nothing.
    """
    return getattr(value, "inlines", None) if type(value) is Captured else None


_WHOLE = (Markup, MarkedProse)
"""What may be more than one line's inlines."""


@dataclass
class RenderState:
    """Mutable on purpose, and alive for one chapter only; ``asked`` is one set throughout."""

    plan: Masterplan
    islands: list[Stand] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    line: tuple[str, int] | None = None
    asked: set[str] = field(default_factory=set)
    """Fields that were asked for by names which the template's own text need not show."""

    @property
    def current_record(self) -> str:
        """Pointer of the record that the innermost loop is at, or an empty string."""
        return self.records[-1] if self.records else ""

    def enter_record(self, target: Any) -> None:
        """Note that a loop is at its target, where that is a record; leaving it pops the note."""
        self.records.append(target.origin if type(target) is RecordView else self.current_record)

    def enter_records(self, *views: Any) -> None:
        """Note that a loop is at the last record among its views."""
        pointer = self.current_record
        for view in views:
            if type(view) is RecordView:
                pointer = view.origin
        self.records.append(pointer)

    def note_line(self, name: str, line: int) -> None:
        """Note which template line is printed next."""
        self.line = (name, line)

    def land(self, island: Stand) -> Markup:
        """Register an island and return its sentinel."""
        return Markup(self._register(island))

    def land_inlines(self, inlines: tuple[Inline, ...]) -> Captured:
        """Register what stands inside a line, and return its sentinel."""
        islands = self.islands
        # Not by calling the class: Markup's own maker first looks what it was given.
        captured = str.__new__(Captured, make_sentinel(len(islands)))
        captured.inlines = inlines
        islands.append(inlines)
        return captured

    def _register(self, island: Stand) -> str:
        islands = self.islands
        islands.append(island)
        return make_sentinel(len(islands) - 1)

    def print_value(self, value: Any) -> Markup:
        """Return what stands in the Markdown for ``value``: captured text as it is, else an island.

        Raises TemplateFaultError for what has no printed form: lists, mappings, true and false.
        """
        if isinstance(value, Markup):
            return value
        if isinstance(value, MarkedProse):
            return self.land(self.make_prose(value))
        return self.land_inlines(self.make_inlines(value))

    def print_text(self, value: Any) -> str:
        """Return the same as plain text: for a template's own output, which is never escaped."""
        kind = type(value)
        if kind is Captured or kind is Markup:
            return str(value)
        if kind is MarkedProse:
            return self._register(self.make_prose(value))
        return self._register(self.make_inlines(value))

    def join_parts(self, *parts: Any) -> Markup:
        """Return the parts printed one after another, each still bearing its origin."""
        joined: list[Inline] = []
        for part in parts:
            kind = type(part)
            if kind is str:
                joined.append(Text(squeeze_spaces(part), self.current_record))
            elif kind is MarkedText:
                joined += part.printed or self.make_inlines(part)
            elif kind is MarkedInt:
                joined.append(Text(int.__repr__(part), part.origin or self.current_record))
            elif (known := read_captured(part)) is not None:
                joined += known
            elif not isinstance(part, _WHOLE):
                joined += self.make_inlines(part)
            elif part or isinstance(part, MarkedProse):
                # Not Markup's own join: it would escape again, slowly, what is printed already.
                return Markup("".join([str(self.print_value(each)) for each in parts]))
        return self.land_inlines(tuple(joined)) if parts else Markup("")

    def join_text(self, *parts: Any) -> Any:
        """Return what ``~`` makes: plain text, unless a part was captured."""
        for part in parts:
            if isinstance(part, Markup):
                return Markup("").join(self.print_value(each) for each in parts)
        return "".join([str(part) for part in parts])

    def open_captured(self, captured: Markup) -> tuple[Inline, ...]:
        """Return the inlines of captured text: standing words, and islands in their places."""
        known = read_captured(captured)
        if known is not None:
            return known
        inlines: list[Inline] = []
        # Plain text: each slice of captured text would be wrapped as such again.
        text = str(captured)
        position = 0
        for match in SENTINEL.finditer(text):
            if match.start() > position:
                inlines.append(Text(squeeze_spaces(text[position : match.start()])))
            island = self.islands[int(match.group(1))]
            inlines.extend(island if isinstance(island, tuple) else island.inlines or ())
            position = match.end()
        if position < len(text):
            inlines.append(Text(squeeze_spaces(text[position:])))
        return tuple(inlines)

    def make_prose(self, value: MarkedProse) -> Island:
        """Return the island of a prose field, noting what in it cannot be shown."""
        prose = read_prose(value, value.origin)
        self.problems.extend(prose.problems)
        return prose.as_island(value.origin)

    def make_inlines(self, value: Any) -> tuple[Inline, ...]:
        """Return the inline nodes that print ``value`` inside a line."""
        # By exact type first: nearly everything that a book prints is text or a whole number.
        kind = type(value)
        if kind is MarkedText:
            printed: tuple[Inline, ...] | None = value.printed
            if printed is None:
                text = squeeze_spaces(value.plain)
                printed = (Text(text, value.origin or self.current_record),)
                if value.origin:
                    value.printed = printed
            return printed
        if kind is str:
            return (Text(squeeze_spaces(value), self.current_record),)
        if kind is MarkedInt:
            return (Text(int.__repr__(value), value.origin or self.current_record),)
        if kind is RecordView:
            return self.make_inlines(value.display)
        match value:
            case Missing():
                return (self.make_placeholder(value.origin),)
            case MarkedProse():
                island = self.make_prose(value)
                return island.inlines if island.inlines is not None else _flatten(island.blocks)
            case bool() | ListView():
                raise TemplateFaultError(
                    Message(
                        f"“{type(value).__name__}” tidak dapat dicetak sebagai teks",
                        f"a value of type {type(value).__name__} cannot be printed as text",
                    ),
                    Message(
                        "Cetak butir-butirnya dengan {% for %}, atau pakai {% if %}.",
                        "Print its items with {% for %}, or use {% if %}.",
                    ),
                )
        origin = read_origin(value) or self.current_record
        return (Text(format_plain(value), origin),)

    def make_placeholder(self, pointer: str, otherwise: str = "Data") -> Placeholder:
        """Return the visible mark of missing content, with what it is and who owes it.

        ``otherwise`` names what the profile has no label for.
        """
        label = find_label(self.plan, pointer, otherwise)
        return Placeholder(f"{label} belum diisi{self.name_responsible(pointer)}", pointer)

    def name_responsible(self, pointer: str) -> str:
        """Return what a placeholder adds about who owes the content, or that nobody was named."""
        responsible = self.plan.find_responsible(pointer)
        if responsible is None:
            return " – penanggung jawab belum ditetapkan"
        return f" – penanggung jawab: {responsible.short_name or responsible.name}"


def find_label(plan: Masterplan, pointer: str, otherwise: str = "Data") -> str:
    """Return what people call the field at ``pointer``; ``otherwise`` where nobody said."""
    kind, _, rest = pointer.partition("/")
    parts = rest.split("/")
    for wanted in plan.profile.required_content:
        field_parts = wanted.field.split(".")
        if wanted.record == kind and parts[-len(field_parts) :] == field_parts:
            return wanted.label
    return next(
        (plan.profile.labels[part] for part in reversed(parts) if part in plan.profile.labels),
        otherwise,
    )


def format_plain(value: Any) -> str:
    """Return a value's text in Indonesian form: decimal comma, long dates."""
    match value:
        case bool():
            return "ya" if value else "tidak"
        case Decimal() | float():
            return format_number(Decimal(str(value)))
        case date():
            return format_date_long(value)
        case _:
            return squeeze_spaces(str(value))


def _flatten(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    """Return the paragraphs of prose one after another in a line."""
    inlines: list[Inline] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if inlines:
                inlines.append(Text(" "))
            inlines.extend(block.children)
    return tuple(inlines)
