"""``masterplan diff``: what changed between two states, in the plan's own terms."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.console import OK, open_project
from masterplan_cli.comparison.differences import compare_plans
from masterplan_cli.comparison.sides import Side, open_side
from masterplan_cli.diagnostics import Language
from masterplan_cli.source.disk import write_whole


@dataclass(frozen=True, slots=True)
class DiffRequest:
    """What the command line asked for."""

    old: str
    new: str | None = None
    by: str = "pillar"
    format: str = "text"
    docx: Path | None = None


def run_diff(request: DiffRequest, project: Path | None, language: Language) -> int:
    """Print the changes to stdout; the memo's file is listed on stderr."""
    root = open_project(project)
    with ExitStack() as stack:
        old = stack.enter_context(open_side(root, request.old))
        new = stack.enter_context(open_side(root, request.new))
        text, memo = _render(request, old, new, language)
    if request.docx is not None:
        write_whole(request.docx, memo)
        sys.stderr.write(f"{request.docx}\n")
    sys.stdout.write(text)
    return OK


def _render(request: DiffRequest, old: Side, new: Side, language: Language) -> tuple[str, bytes]:
    from masterplan_cli.comparison.memo import title_memo

    assert old.loaded.plan is not None
    assert new.loaded.plan is not None
    comparison = compare_plans(old.loaded.plan, new.loaded.plan)
    memo = b""
    text = ""
    if request.docx is not None or request.format == "md":
        from masterplan_cli.appearance import write_document
        from masterplan_cli.comparison.memo import build_memo

        document = build_memo(comparison, old, new, request.by)
        if request.docx is not None:
            memo = write_document(document, "docx", new.loaded.profile)
        if request.format == "md":
            text = write_document(document, "md", new.loaded.profile).decode()
    if request.format == "json":
        from masterplan_cli.comparison.export import render_json

        text = render_json(comparison, old, new)
    elif request.format == "text":
        from masterplan_cli.comparison.listing import render_listing

        head = f"{title_memo(old, new)} ({old.revision.label} → {new.revision.label})"
        text = render_listing(comparison, head, request.by, language)
    return text, memo
