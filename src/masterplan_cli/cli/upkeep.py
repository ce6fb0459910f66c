"""Commands that explain or tend the tool itself, not a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from masterplan_cli.cli.options import LangOption, ProjectOption
from masterplan_cli.commands.choices import Lang


def rule(
    code: Annotated[
        str | None,
        typer.Argument(metavar="KODE", help="Kode temuan; tanpa ini, daftar semua kode."),
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Dalam Markdown; tanpa KODE, semua halaman.")
    ] = False,
    lang: LangOption = Lang.id,
) -> None:
    """Jelaskan sebuah temuan: apa, mengapa, contoh buruk dan baik, sejak tahap mana."""
    from masterplan_cli.commands.rule import run_rule

    raise typer.Exit(run_rule(code, markdown, lang.value))


def schema(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder hasil; tanpa ini: .schema workspace."),
    ] = None,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Tulis JSON Schema setiap jenis berkas, agar editor melengkapi kunci dan menandai salah tulis.

    Id yang disarankan berasal dari profil workspace.
    """
    from masterplan_cli.commands.schema import run_schema

    raise typer.Exit(run_schema(out, project, lang.value))


def clean(lang: LangOption = Lang.id) -> None:
    """Hapus yang disimpan agar proses berikutnya lebih cepat; isi dan buku tidak disentuh."""
    from masterplan_cli.commands.clean import run_clean

    raise typer.Exit(run_clean(lang.value))
