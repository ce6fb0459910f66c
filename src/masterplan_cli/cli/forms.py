"""Sheets on the command line: a table of the books, forms for the OPDs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from masterplan_cli.cli.options import LangOption, ProjectOption
from masterplan_cli.commands.choices import Lang, TableFormat
from masterplan_cli.report.findings import list_formats


def table(
    name: Annotated[
        str,
        typer.Argument(metavar="NAMA", help="Nama tabel pada profil, misalnya rencana-aksi."),
    ],
    stage: Annotated[
        int | None, typer.Option("--stage", metavar="N", help="Tahap bimtek (1–4).")
    ] = None,
    book: Annotated[
        list[str] | None,
        typer.Option("--book", metavar="ID", help="Hanya dari dokumen ini; boleh diulang."),
    ] = None,
    format: Annotated[
        TableFormat,
        typer.Option("--format", metavar="xlsx|csv|md", help="Bentuk hasil."),
    ] = TableFormat.xlsx,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="BERKAS",
            help="Berkas hasil; tanpa ini NAMA.xlsx, atau keluaran standar untuk csv dan md.",
        ),
    ] = None,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Tulis satu tabel buku sebagai lembar Excel, CSV, atau Markdown.

    Tabel yang tercetak berulang, misalnya sekali untuk setiap dimensi, ditulis semuanya.
    """
    from masterplan_cli.commands.table import TableRequest, run_table

    request = TableRequest(name, stage, tuple(book or ()), format.value, out)
    raise typer.Exit(run_table(request, project, lang.value))


form_app = typer.Typer(
    name="form",
    help="Formulir Excel untuk OPD: keluar, diisi, dan kembali.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@form_app.command("export")
def form_export(
    opd: Annotated[
        list[str] | None,
        typer.Option("--opd", metavar="ID", help="Hanya OPD ini; boleh diulang."),
    ] = None,
    stage: Annotated[
        int | None, typer.Option("--stage", metavar="N", help="Tahap bimtek (1–4).")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder hasil; tanpa ini: build/formulir."),
    ] = None,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Tulis satu buku kerja Excel untuk setiap OPD, berisi apa yang sudah ada dalam rencana.

    Lembar pertama menyebut yang diminta, batas waktunya, dan yang masih kurang.
    """
    from masterplan_cli.commands.form import ExportRequest, run_export

    request = ExportRequest(tuple(opd or ()), stage, out)
    raise typer.Exit(run_export(request, project, lang.value))


@form_app.command("import")
def form_import(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="BERKAS…", help="Formulir yang kembali, .xlsx atau .ods."),
    ],
    write: Annotated[
        bool, typer.Option("--write", help="Tulis perubahannya; tanpa ini hanya ditampilkan.")
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help="Pada benturan, pakai isi formulir.")
    ] = False,
    ours: Annotated[bool, typer.Option("--ours", help="Pada benturan, pakai isi rencana.")] = False,
    delete: Annotated[
        bool, typer.Option("--delete", help="Hapus isi yang barisnya dikosongkan.")
    ] = False,
    conflicts: Annotated[
        Path | None,
        typer.Option(
            "--conflicts",
            metavar="BERKAS.xlsx",
            help="Tulis benturan ke lembar yang dikirim kembali kepada OPD.",
        ),
    ] = None,
    opd: Annotated[
        str,
        typer.Option(
            "--opd",
            metavar="ID",
            help="Untuk lembar buatan OPD sendiri: pasangan judul kolomnya ditanyakan dahulu.",
        ),
    ] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="BERKAS",
            help="Pasangan judul kolom lembar OPD sendiri; bila belum ada, --opd menuliskannya.",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help=f"Bentuk temuan: {', '.join(list_formats())}."
        ),
    ] = "text",
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Baca formulir yang kembali dan tampilkan perubahan YAML; --write menuliskannya.

    Yang diubah kedua pihak adalah benturan dan tidak ditulis sebelum dipilih. Kode keluar: 0 semua
    terbaca, 1 ada galat atau benturan, 2 salah pemakaian.
    """
    from masterplan_cli.commands.form import choose_side, run_import
    from masterplan_cli.commands.form_map import ImportRequest

    side = choose_side(theirs=theirs, ours=ours)
    request = ImportRequest(tuple(files), write, side, delete, conflicts, format, opd, mapping)
    raise typer.Exit(run_import(request, project, lang.value, _ask))


def _ask(question: str) -> bool:
    return typer.confirm(question, default=False, err=True)
