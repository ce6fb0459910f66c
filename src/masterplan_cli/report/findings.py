"""What a report is made of, and how its formats are found."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from masterplan_cli import __version__
from masterplan_cli.diagnostics import Diagnostic, Language, Severity, Span, Text
from masterplan_cli.frozen import dataclass

if TYPE_CHECKING:
    from masterplan_cli.report.manual import Manual

ReadLine = Callable[[str, int], str | None]

HOMEPAGE = "https://github.com/masterplan-cli/masterplan-cli"


def _list_nothing() -> Mapping[str, Manual]:
    return {}


@dataclass(frozen=True, slots=True)
class Report:
    """One run's findings, sorted, with what the formats need to show them.

    ``stage`` is the name of what was looked at and ``number`` the stage's, None where no stage
    could be read; ``read_line`` gives a line of a file; ``manuals`` the page of each code, asked
    for by few formats; ``scope`` says how many files were asked for, where not all; ``silenced``
    gives the reason for each rule that is switched off; ``mending`` is the command that mends what
    can be mended, to be pasted where this one was run.
    """

    diagnostics: tuple[Diagnostic, ...]
    stage: str
    read_line: ReadLine
    number: int | None = None
    language: Language = "id"
    colour: bool = False
    manuals: Callable[[], Mapping[str, Manual]] = _list_nothing
    version: str = __version__
    scope: str = ""
    silenced: Mapping[str, str] = field(default_factory=dict)
    mending: str = "masterplan validate --fix"

    @property
    def title(self) -> str:
        """What was looked at: the stage, and the files where not all are shown."""
        return f"{self.stage}, {self.scope}" if self.scope else self.stage

    def speak(self, text: Text) -> str:
        """Return the wording in the report's language."""
        return text.speak(self.language)

    def say(self, finding: Diagnostic) -> str:
        """Return the message, behind the cell where it speaks of one: lines are no addresses."""
        message = self.speak(finding.message)
        return f"{finding.span.cell}: {message}" if finding.span.cell else message

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh so."""
        return sum(finding.severity is severity for finding in self.diagnostics)

    def describe(self, finding: Diagnostic) -> str:
        """Return message and hint in one line, for places that have room for one text only."""
        message = self.say(finding)
        if finding.hint is None:
            return message
        return f"{message}. {self.speak(HINT)}: {self.speak(finding.hint)}"


HINT = Text("Saran", "Hint")


def list_formats() -> tuple[str, ...]:
    """Return the names of all formats, ``text`` first.

    Why from the folder and not by ``pkgutil``: the command line asks at every start.
    """
    folder = Path(__file__).parent / "formats"
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    return tuple(sorted(names, key=lambda name: (name != "text", name)))


def render_report(form: str, report: Report) -> str:
    """Return the report in the format named ``form``, one of ``list_formats``."""
    module = importlib.import_module(f"masterplan_cli.report.formats.{form}")
    rendered: str = module.render(report)
    return rendered


def has_end(span: Span) -> bool:
    """Say whether a span names its end: some findings know a line only."""
    return (span.end_line, span.end_column) > (span.line, span.column)


def group_by_file(
    diagnostics: tuple[Diagnostic, ...],
) -> dict[str, list[Diagnostic]]:
    """Return the findings of each file, files and findings in their order."""
    groups: dict[str, list[Diagnostic]] = {}
    for finding in diagnostics:
        groups.setdefault(finding.span.file, []).append(finding)
    return groups
