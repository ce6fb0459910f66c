"""One template becomes blocks; a fault in it becomes a finding at its own line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from types import TracebackType
from typing import Any

from jinja2 import Template, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError

from masterplan_cli.diagnostics import Diagnostic, Span
from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.nodes import Block
from masterplan_cli.document.reader import read_markdown
from masterplan_cli.frozen import dataclass
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.places import describe_problem, point_template
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.source.overlay import Overlay

_PYTHON_NAME = re.compile(r"'masterplan_cli\.[\w.]+ object' has no attribute ")
_TEMPLATE_ERRORS = (
    TemplateError,
    TemplateFaultError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The blocks of one template; not ``whole`` where a fault stopped it and nothing is left.

    A ``hollow`` one is of an earlier document: its blocks are for numbering only. ``sound`` is one
    that makes no finding when it is made again.
    """

    blocks: tuple[Block, ...] = field(default=())
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    whole: bool = True
    hollow: bool = False
    sound: bool = True


def render_chapter(
    name: str,
    environment: ProvenanceEnvironment,
    state: RenderState,
    templates: Overlay,
    variables: Mapping[str, Any],
) -> Chapter:
    """Render the template ``name`` and read its Markdown; never raises for a template's fault."""
    state.islands.clear()
    state.records.clear()
    state.problems.clear()
    state.asked.clear()
    state.line = None
    try:
        template = environment.get_template(name)
        text, lines = render_lines(template, variables, state)
    except _TEMPLATE_ERRORS as error:
        return Chapter(diagnostics=(_describe_error(error, name, templates),), whole=False)

    def locate(line: int) -> str:
        return point_template(*lines.get(line, (name, 1)))

    result = read_markdown(text, state.islands, locate)
    problems = (*state.problems, *result.problems)
    found = tuple(describe_problem(problem, state.plan.index, templates) for problem in problems)
    return Chapter(result.blocks, found)


def render_lines(
    template: Template, variables: Mapping[str, Any], state: RenderState
) -> tuple[str, dict[int, tuple[str, int]]]:
    """Return the rendered text, and for each of its lines where in which template it began."""
    context = template.new_context(dict(variables))
    pieces: list[str] = []
    lines: dict[int, tuple[str, int]] = {}
    current = 0
    name, start = template.name or "", 1
    for piece in template.root_render_func(context):
        if state.line is not None:
            (name, start), state.line = state.line, None
        pieces.append(piece)
        if "\n" not in piece:  # every value
            if current not in lines and piece.strip():
                lines[current] = (name, start)
            continue
        for offset, part in enumerate(piece.split("\n")):
            if offset:
                current += 1
            if current not in lines and part.strip():
                lines[current] = (name, start + offset)
        start += piece.count("\n")
    return "".join(pieces), lines


def _describe_error(error: Exception, name: str, templates: Overlay) -> Diagnostic:
    """Return the finding for what stopped a template."""
    hint: Message | None = None
    match error:
        case TemplateFaultError():
            message, hint = error.message, error.hint
        case TemplateNotFound():
            message = Message(
                f"templat “{error.name}” tidak ada", f"there is no template '{error.name}'"
            )
        case TemplateSyntaxError():
            message = Message(
                f"templat tidak dapat dibaca: {error.message}",
                f"the template cannot be read: {error.message}",
            )
        case UndefinedError():
            said = _PYTHON_NAME.sub("", str(error.message))
            message = Message(
                f"nama tidak dikenal di dalam templat: {said}",
                f"unknown name in the template: {said}",
            )
            hint = Message(
                "Periksa ejaan nama itu terhadap kunci YAML.",
                "Check the name's spelling against the YAML keys.",
            )
        case UnicodeDecodeError():
            message = Message("templat ini bukan UTF-8", "this template is not UTF-8")
            hint = Message(
                "Simpan ulang sebagai UTF-8 (di Notepad: Simpan sebagai, Pengodean UTF-8).",
                "Save it again as UTF-8 (in Notepad: Save as, Encoding UTF-8).",
            )
        case SecurityError():
            message = Message(
                f"templat meminta hal yang dilarang: {error}",
                f"the template asks for what is forbidden: {error}",
            )
        case _:
            message = Message(f"templat gagal dijalankan: {error}", f"the template failed: {error}")
    label, line = _find_line(error, name, templates)
    return Diagnostic("template", message, Span(label, line, 1, line, 1), hint=hint)


def _find_line(error: Exception, name: str, templates: Overlay) -> tuple[str, int]:
    """Return the file and line where an error arose: the innermost template's."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or templates.label(name), error.lineno
    found = (templates.label(name), 1)
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and template.name:
            line = template.get_corresponding_lineno(trace.tb_lineno)
            found = (templates.label(template.name), line)
        trace = trace.tb_next
    return found
