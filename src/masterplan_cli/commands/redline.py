"""``masterplan build --redline``: books with the changes since a commit or tag tracked."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from masterplan_cli.commands.build import BuildRequest, shorten_path
from masterplan_cli.commands.console import FINDINGS, OK, open_project
from masterplan_cli.comparison.redlines import make_redlines
from masterplan_cli.comparison.sides import open_side
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.source.disk import write_whole


def run_redline(request: BuildRequest, since: str, project: Path | None, language: Language) -> int:
    """Build both states at one stage and write what differs, tracked; list the files on stdout."""
    if request.stage is not None and not request.stage.isdecimal():
        raise UserError(
            Text("--redline memerlukan satu tahap", "--redline needs one stage"),
            Text("Tulis angka tahap.", "Give the stage's number."),
        )
    root = open_project(project)
    number = int(request.stage) if request.stage else None
    with ExitStack() as stack:
        new = stack.enter_context(open_side(root, None, number, checked=True))
        assert new.loaded.plan is not None
        stage = new.loaded.plan.stage.number
        old = stack.enter_context(open_side(root, since, stage, checked=True))
        outputs = make_redlines(old, new, request.books)
    folder = request.out or root / "build" / f"bimtek-{stage}"
    for output in outputs:
        write_whole(folder / output.name, output.data)
        sys.stdout.write(f"{shorten_path(folder / output.name)}\n")
    if not outputs:
        said = Text(
            f"Tidak ada dokumen yang juga ada pada {old.title}.",
            f"No document is in {old.title}, too.",
        )
        sys.stderr.write(f"{said.speak(language)}\n")
    return OK if outputs else FINDINGS
