"""Paths in findings as they are called from where the command was run.

In: findings with paths below the workspace. Out: the same findings with paths below the current
folder, where the workspace lies below it.

Why: a CI job runs at the repository's root, and an annotation whose path starts at a workspace
further down lands on no file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from masterplan_cli.diagnostics import Diagnostic, Span
from masterplan_cli.report.findings import ReadLine


def find_prefix(root: Path) -> str:
    """Return what leads from the current folder to ``root``, with a slash at its end, or nothing.

    Nothing too where the workspace does not lie below the current folder.
    """
    here = Path.cwd()
    if root == here or not root.is_relative_to(here):
        return ""
    return f"{root.relative_to(here).as_posix()}/"


def show_from_here(
    found: Iterable[Diagnostic], root: Path, read_line: ReadLine
) -> tuple[tuple[Diagnostic, ...], ReadLine]:
    """Return the findings with paths from the current folder, and the reader for those paths."""
    prefix = find_prefix(root)
    if not prefix:
        return tuple(found), read_line

    def move(span: Span) -> Span:
        return span._replace(file=prefix + span.file) if (root / span.file).exists() else span

    moved = tuple(
        replace(
            finding,
            span=move(finding.span),
            related=tuple(one._replace(span=move(one.span)) for one in finding.related),
        )
        for finding in found
    )
    return moved, lambda file, line: read_line(file.removeprefix(prefix), line)
