"""Findings: what every stage of the pipeline reports instead of raising.

Why: a clerk mends a whole list in one sitting, so a fault is data that travels
to the end of the run, never an exception that hides the next fault.
"""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import Any, Literal, NamedTuple

from masterplan_cli.frozen import dataclass

Language = Literal["id", "en"]


class Text(NamedTuple):
    """One message in both languages; a missing translation cannot be written down."""

    id: str
    en: str

    def speak(self, language: Language) -> str:
        """Return the wording in ``language``."""
        return self.id if language == "id" else self.en


class Severity(Enum):
    """How much a finding weighs at the stage at hand."""

    ERROR = "error"
    WARNING = "warning"


class Nature(Enum):
    """Whether the content contradicts itself or its schema, or a stage merely wants more of it."""

    WRONG = "wrong"
    MISSING = "missing"


class Span(NamedTuple):
    """A range of characters of one file.

    ``file`` is relative to the workspace, with forward slashes; lines and columns
    count from 1, in characters; the end is exclusive. ``cell`` names a cell of a workbook
    (``Program!F12``), whose row and column ``line`` and ``column`` are then.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    cell: str = ""

    @property
    def place(self) -> str:
        """Return what stands behind the file's name: ``12:6``, or a cell."""
        return self.cell or f"{self.line}:{self.column}"


class Related(NamedTuple):
    """A second place that a finding speaks of."""

    span: Span
    message: Text


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a terse line that stands alone, its place, and what to do about it.

    ``pointer`` names the record or field that it speaks of, where a rule found it; it is no part
    of what makes two findings the same. ``advice`` is what no stage will ever ask for. ``fix`` is
    the text that certainly mends it in the place of its span: YAML as it would stand in the file.
    """

    code: str
    message: Text
    span: Span
    severity: Severity = Severity.ERROR
    nature: Nature = Nature.WRONG
    hint: Text | None = None
    related: tuple[Related, ...] = field(default=())
    pointer: str = field(default="", compare=False)
    advice: bool = field(default=False, compare=False)
    fix: str | None = field(default=None, compare=False)

    @property
    def is_mendable(self) -> bool:
        """Whether ``validate --fix`` writes its fix: one across two lines would join them."""
        return self.fix is not None and self.span.line == self.span.end_line

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: file, line, column, code, message."""
        return (self.span.file, self.span.line, self.span.column, self.code, self.message.en)


def pack_finding(found: Diagnostic) -> tuple[object, ...]:
    """Return the finding as plain tuples, texts and numbers, which any format can hold."""
    return (
        found.code,
        tuple(found.message),
        tuple(found.span),
        found.severity.value,
        found.nature.value,
        found.hint and tuple(found.hint),
        tuple((tuple(one.span), tuple(one.message)) for one in found.related),
        found.pointer,
        found.advice,
        found.fix,
    )


def unpack_finding(packed: Any) -> Diagnostic:
    """Return the finding; raises TypeError or ValueError where that is none."""
    code, message, span, severity, nature, hint, related, pointer, advice, fix = packed
    return Diagnostic(
        code,
        Text(*message),
        Span(*span),
        Severity(severity),
        Nature(nature),
        hint and Text(*hint),
        tuple(Related(Span(*place), Text(*said)) for place, said in related),
        pointer,
        advice,
        fix,
    )


class Provision(NamedTuple):
    """A place that the stage asks to be filled, and that is: the rule's code and a pointer."""

    code: str
    pointer: str


class UserError(Exception):
    """Wrong usage (no workspace, an unknown option's value): exit 2, one line, no traceback."""

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        """Keep both languages; the command line chooses when it prints."""
        super().__init__(message.en)
        self.message = message
        self.hint = hint
