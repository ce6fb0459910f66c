"""From a pointer to a line: of the workspace's YAML, or of a template."""

from __future__ import annotations

from masterplan_cli.diagnostics import Diagnostic, Span
from masterplan_cli.document.problems import Problem
from masterplan_cli.schema.index import Index
from masterplan_cli.source.overlay import Overlay

TEMPLATE = "template/"


def point_template(name: str, line: int) -> str:
    """Return the pointer of a template's line."""
    return f"{TEMPLATE}{name}:{line}"


def locate_pointer(pointer: str, index: Index, templates: Overlay) -> Span | None:
    """Return the span that ``pointer`` names today, or None where nothing answers to it."""
    if not pointer.startswith(TEMPLATE):
        return index.locate(pointer)
    name, _, line = pointer[len(TEMPLATE) :].rpartition(":")
    if templates.find(name) is None or not line.isdigit():
        return None
    return Span(templates.label(name), int(line), 1, int(line), 1)


def describe_problem(problem: Problem, index: Index, templates: Overlay) -> Diagnostic:
    """Return the finding for what the document stage could not honour."""
    span = locate_pointer(problem.origin, index, templates) or Span(templates.label("profile.yaml"))
    return Diagnostic("template", problem.message, span, hint=problem.hint)
