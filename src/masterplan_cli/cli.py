"""The command line: options in, an exit code out; each command's work stands in ``commands``.

Exit codes: 0 clean, 1 findings, 2 wrong usage.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from masterplan_cli import __version__
from masterplan_cli.cli_forms import form_app, table
from masterplan_cli.cli_options import LangOption, ProjectOption
from masterplan_cli.cli_portfolio import portfolio_app
from masterplan_cli.cli_review import review_app
from masterplan_cli.cli_upkeep import clean
from masterplan_cli.commands.choices import DiffFormat, Format, Lang, ListFormat, StatusBy
from masterplan_cli.report.findings import list_formats

app = typer.Typer(
    name="masterplan",
    help=(
        "Menyusun buku masterplan smart city dari berkas YAML: memeriksa isinya, lalu menulis "
        "buku Word dan Markdown untuk setiap tahap bimtek."
    ),
    epilog="Mulailah dengan: masterplan validate, lalu masterplan build.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(review_app)
app.command()(table)
app.add_typer(form_app)
app.command()(clean)
app.add_typer(portfolio_app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"masterplan {__version__}")
        raise typer.Exit


@app.callback()
def describe_tool(
    version: Annotated[
        bool,
        typer.Option("--version", help="Cetak versi.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Give the tool its own options."""


@app.command()
def build(
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="N|all", help="Tahap bimtek (1–4), atau all untuk semua."),
    ] = None,
    book: Annotated[
        list[str] | None,
        typer.Option(
            "--book", metavar="ID", help="Hanya dokumen ini, misalnya buku-2; boleh diulang."
        ),
    ] = None,
    format: Annotated[
        list[Format] | None,
        typer.Option("--format", metavar="docx|md", help="Hanya format ini; boleh diulang."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder hasil; tanpa ini: build/bimtek-N."),
    ] = None,
    paginate: Annotated[
        bool | None,
        typer.Option(
            "--paginate/--no-paginate",
            help="Isi nomor halaman pada daftar isi (perlu LibreOffice); bawaan bila --strict.",
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Untuk rilis: tolak bila ada galat atau perubahan belum di-commit."
        ),
    ] = False,
    cache: Annotated[
        bool,
        typer.Option(
            "--cache/--no-cache", help="Pakai hasil yang tersimpan bila tidak ada yang berubah."
        ),
    ] = True,
    timings: Annotated[
        bool,
        typer.Option("--timings", help="Cetak lama setiap langkah ke keluaran galat standar."),
    ] = False,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Susun buku-buku sebuah tahap dalam Word dan Markdown.

    Isi yang masih kurang dicetak sebagai penanda tempat; isi yang salah menghentikan penyusunan.
    """
    from masterplan_cli.commands.build import BuildRequest, run_build

    formats = tuple(one.value for one in format or ())
    request = BuildRequest(stage, tuple(book or ()), formats, out, strict, paginate, timings, cache)
    raise typer.Exit(run_build(request, project, lang.value))


@app.command()
def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="BERKAS",
            help="Hanya tampilkan temuan berkas ini; seluruh workspace tetap dibaca. "
            "“-” membaca masukan standar.",
        ),
    ] = None,
    stage: Annotated[
        int | None,
        typer.Option("--stage", metavar="N", help="Periksa untuk tahap bimtek ini (1–4)."),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(list_formats()),
            help="Bentuk laporan.",
            autocompletion=lambda: list(list_formats()),
        ),
    ] = "text",
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            "--stdin-filename",
            metavar="BERKAS",
            help="Berkas yang isinya diganti oleh masukan standar; untuk editor.",
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Perbaiki yang pasti, perlihatkan perubahannya, laporkan sisanya."
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Hanya perlihatkan apa yang akan diperbaiki --fix."),
    ] = False,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Periksa isi workspace dan cetak semua temuan sekaligus.

    Kode keluar: 0 tanpa galat, 1 ada galat, 2 salah pemakaian.
    """
    from masterplan_cli.commands.validate import ValidateRequest, run_validate

    request = ValidateRequest(stage, format, tuple(files or ()), stdin_filename, fix, diff)
    raise typer.Exit(run_validate(request, project, lang.value))


@app.command()
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


@app.command()
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


@app.command()
def status(
    stage: Annotated[
        int | None,
        typer.Option("--stage", metavar="N", help="Hitung untuk tahap bimtek ini (1–4)."),
    ] = None,
    by: Annotated[
        StatusBy, typer.Option("--by", metavar="pillar|opd", help="Menurut pilar atau OPD.")
    ] = StatusBy.pillar,
    format: Annotated[
        ListFormat,
        typer.Option("--format", metavar="text|json", help="Tabel, atau JSON untuk skrip."),
    ] = ListFormat.text,
    memo: Annotated[
        Path | None,
        typer.Option(
            "--memo",
            metavar="DIR",
            help="Tulis juga memo untuk setiap OPD yang isinya masih diperlukan ke folder ini.",
        ),
    ] = None,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Tampilkan kelengkapan isi menurut pilar atau OPD, terhadap yang diminta sebuah tahap.

    Kode keluar: 0 bila lengkap, 1 bila masih ada yang kurang atau salah, 2 salah pemakaian.
    """
    from masterplan_cli.commands.status import StatusRequest, run_status

    request = StatusRequest(stage, by.value, format.value, memo)
    raise typer.Exit(run_status(request, project, lang.value))


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(metavar="LAMA", help="Commit atau tag yang lama, misalnya bimtek-2.")
    ],
    new: Annotated[
        str | None,
        typer.Argument(metavar="BARU", help="Commit atau tag yang baru; tanpa ini: isi sekarang."),
    ] = None,
    by: Annotated[
        StatusBy, typer.Option("--by", metavar="pillar|opd", help="Menurut pilar atau OPD.")
    ] = StatusBy.pillar,
    format: Annotated[
        DiffFormat,
        typer.Option("--format", metavar="text|md|json", help="Bentuk daftar."),
    ] = DiffFormat.text,
    docx: Annotated[
        Path | None,
        typer.Option("--docx", metavar="BERKAS", help="Tulis juga nota “Perubahan sejak …”."),
    ] = None,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Tampilkan yang berubah di antara dua keadaan: program, pagu, target, pemilik, dan teks."""
    from masterplan_cli.commands.diff import DiffRequest, run_diff

    request = DiffRequest(old, new, by.value, format.value, docx)
    raise typer.Exit(run_diff(request, project, lang.value))


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder baru, atau folder yang masih kosong.")
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAMA", help="Nama daerah, tanpa kata kabupaten atau kota."),
    ] = None,
    type: Annotated[
        str | None,
        typer.Option("--type", metavar="kabupaten|kota", help="Jenis daerah."),
    ] = None,
    province: Annotated[
        str | None, typer.Option("--province", metavar="NAMA", help="Provinsi.")
    ] = None,
    horizon: Annotated[
        str | None,
        typer.Option(
            "--horizon",
            metavar="AWAL-AKHIR",
            help="Tahun pertama dan terakhir masterplan, misalnya 2025-2034.",
        ),
    ] = None,
    profile: Annotated[
        str, typer.Option("--profile", metavar="ID", help="Profil: bentuk buku dan dimensi.")
    ] = "kominfo",
    stage: Annotated[
        int, typer.Option("--stage", metavar="N", help="Tahap bimtek yang sedang berjalan.")
    ] = 1,
    lang: LangOption = Lang.id,
) -> None:
    """Tulis workspace baru: semua berkas dengan penjelasan dan contoh di dalamnya.

    Yang tidak diberikan ditanyakan pada terminal. Folder yang sudah berisi ditolak.
    """
    from masterplan_cli.commands.init import InitRequest, run_init

    request = InitRequest(folder, name, type, province, horizon, profile, stage)
    raise typer.Exit(run_init(request, lang.value))
