"""``masterplan validate``: all findings at once, and an exit code for CI."""

from __future__ import annotations

import sys
from pathlib import Path

from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    make_line_reader,
    open_project,
    wants_colour,
)
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Language
from masterplan_cli.report.text import render_silenced, render_summary, render_text


def name_stage(loaded: Loaded) -> str:
    """Return what the summary calls the run: the stage, or the workspace where none was read."""
    return loaded.plan.stage.name if loaded.plan is not None else "masterplan.yaml"


def read_template_text(loaded: Loaded, file: str) -> str | None:
    """Return the text of a template that a finding names, wherever it lies."""
    if loaded.profile is None:
        return None
    templates = loaded.profile.templates
    for layer in templates.layers:
        if file.startswith(f"{layer.label}/"):
            data = templates.read(file.removeprefix(f"{layer.label}/"))
            return data.decode("utf-8", errors="replace") if data is not None else None
    return None


def run_validate(stage: int | None, project: Path | None, language: Language) -> int:
    """Print the findings to stdout; return 1 where one is an error at this stage."""
    root = open_project(project)
    loaded = load_plan(root, stage)
    read_line = make_line_reader(root, lambda file: read_template_text(loaded, file))
    colour = wants_colour(sys.stdout)
    sys.stdout.write(render_text(loaded.diagnostics, read_line, language=language, colour=colour))
    sys.stdout.write(render_summary(loaded.diagnostics, name_stage(loaded), language) + "\n")
    if loaded.plan is not None:
        silenced = loaded.plan.workspace.manifest.silenced
        sys.stdout.write(render_silenced(silenced, language))
    return FINDINGS if loaded.failed else OK
