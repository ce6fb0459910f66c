"""Options that every command has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from masterplan_cli.commands.choices import Lang

ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "-C",
        "--project",
        metavar="DIR",
        help="Folder workspace; tanpa ini dicari ke atas folder yang memuat masterplan.yaml.",
    ),
]
LangOption = Annotated[
    Lang,
    typer.Option("--lang", envvar="MASTERPLAN_LANG", help="Bahasa temuan: id atau en."),
]
