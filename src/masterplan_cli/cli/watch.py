"""``masterplan watch`` on the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from masterplan_cli.cli.options import LangOption, ProjectOption
from masterplan_cli.commands.choices import Lang, WatchFormat


def watch(
    stage: Annotated[
        int | None,
        typer.Option("--stage", metavar="N", help="Periksa untuk tahap bimtek ini (1–4)."),
    ] = None,
    format: Annotated[
        WatchFormat, typer.Option("--format", metavar="text|concise", help="Bentuk laporan.")
    ] = WatchFormat.text,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Periksa lagi setiap kali sebuah berkas disimpan, sampai Ctrl-C."""
    from masterplan_cli.commands.watch import run_watch

    raise typer.Exit(run_watch(stage, format.value, project, lang.value))
