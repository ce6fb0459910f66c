"""Commands that tend the tool itself, not a plan."""

from __future__ import annotations

import typer

from masterplan_cli.cli_options import LangOption
from masterplan_cli.commands.choices import Lang


def clean(lang: LangOption = Lang.id) -> None:
    """Hapus yang disimpan agar proses berikutnya lebih cepat; isi dan buku tidak disentuh."""
    from masterplan_cli.commands.clean import run_clean

    raise typer.Exit(run_clean(lang.value))
