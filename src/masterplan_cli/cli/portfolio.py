"""The commands of ``masterplan portfolio``: many regions at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from masterplan_cli.cli.options import LangOption
from masterplan_cli.commands.choices import Format, Lang, ListFormat

portfolio_app = typer.Typer(
    name="portfolio",
    help="Kerjakan banyak daerah sekaligus.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@portfolio_app.callback()
def describe_portfolio() -> None:
    """Keep the group a group, although it has one command."""


@portfolio_app.command("build")
def portfolio_build(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="DIR…", help="Workspace, atau folder yang memuat workspace."),
    ],
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="N|all", help="Tahap bimtek; tanpa ini menurut workspace."),
    ] = None,
    book: Annotated[
        list[str] | None,
        typer.Option("--book", metavar="ID", help="Hanya dokumen ini; boleh diulang."),
    ] = None,
    format: Annotated[
        list[Format] | None,
        typer.Option("--format", metavar="docx|md", help="Hanya format ini; boleh diulang."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", min=1, help="Banyak proses; bawaan: banyak inti."),
    ] = None,
    report: Annotated[
        ListFormat,
        typer.Option("--report", metavar="text|json", help="Bentuk ringkasan pada akhirnya."),
    ] = ListFormat.text,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ALAMAT",
            help="Alamat penjadwal Dask (tcp://…); pekerjanya membaca folder yang sama.",
        ),
    ] = None,
    cache: Annotated[
        bool,
        typer.Option("--cache/--no-cache", help="Lewati daerah yang tidak berubah sejak disusun."),
    ] = True,
    lang: LangOption = Lang.id,
) -> None:
    """Susun buku semua workspace berdampingan; satu yang gagal tidak menghentikan yang lain.

    Perintah yang sama melanjutkan pekerjaan yang terputus. Kode keluar: 0 semua tersusun, 1 ada
    yang ditolak atau gagal, 2 salah pemakaian.
    """
    from masterplan_cli.commands.build import BuildRequest
    from masterplan_cli.commands.portfolio import PortfolioRequest, run_portfolio

    formats = tuple(one.value for one in format or ())
    build = BuildRequest(stage, tuple(book or ()), formats, cache=cache, keep_chapters=False)
    request = PortfolioRequest(tuple(folders), build, jobs, report.value, scheduler)
    raise typer.Exit(run_portfolio(request, lang.value))
