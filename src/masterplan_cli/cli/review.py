"""The commands of ``masterplan review``, and ``diff``: what comes back, and what has changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from masterplan_cli.cli.options import LangOption, ProjectOption
from masterplan_cli.commands.choices import DiffFormat, Lang, StatusBy
from masterplan_cli.report.findings import list_formats

review_app = typer.Typer(
    name="review",
    help="Baca draf Word yang kembali dari penelaah: komentar dan perubahannya.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

ReturnedFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="BERKAS.docx…", help="Berkas Word yang kembali; salinan beberapa penelaah."
    ),
]
UntrackedOption = Annotated[
    bool,
    typer.Option(
        "--untracked/--no-untracked",
        help="Cari juga perubahan tanpa pelacakan: draf disusun lagi dan dibandingkan.",
    ),
]


@review_app.command("read")
def review_read(
    files: ReturnedFiles,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(list_formats()),
            help="Bentuk laporan; json memuat semua yang diketahui dari setiap butir.",
            autocompletion=lambda: list(list_formats()),
        ),
    ] = "text",
    untracked: UntrackedOption = True,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Tampilkan komentar dan perubahan penelaah, masing-masing pada berkas dan barisnya.

    Kode keluar: 0 semua bertempat, 1 ada berkas yang ditolak atau butir tanpa tempat, 2 salah
    pemakaian.
    """
    from masterplan_cli.commands.review import ReadRequest, run_read

    request = ReadRequest(tuple(files), format, untracked)
    raise typer.Exit(run_read(request, project, lang.value))


@review_app.command("matrix")
def review_matrix(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="BERKAS.docx…",
            help="Berkas Word yang kembali; tanpa ini hanya yang sudah tersimpan.",
        ),
    ] = None,
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            metavar="BERKAS",
            help="Matriks sebagai .xlsx, .docx, atau .md; boleh diulang. Tanpa ini: Markdown.",
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Simpan komentar baru; tanpa ini hanya ditampilkan.")
    ] = False,
    paginate: Annotated[
        bool,
        typer.Option(
            "--paginate",
            help="Cari halaman setiap komentar dengan LibreOffice; berkas yang disimpan Word "
            "tidak memerlukannya.",
        ),
    ] = False,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Tulis matriks tanggapan; --write menyimpan komentar baru di reviews/bimtek-N.

    Tanggapan ditulis pada berkas YAML itu dan tidak berubah oleh pembacaan berikutnya.
    """
    from masterplan_cli.commands.review_matrix import MatrixRequest, run_matrix

    request = MatrixRequest(tuple(files or ()), tuple(out or ()), write, paginate)
    raise typer.Exit(run_matrix(request, project, lang.value))


@review_app.command("apply")
def review_apply(
    files: ReturnedFiles,
    write: Annotated[
        bool, typer.Option("--write", help="Tulis perubahannya; tanpa ini hanya ditampilkan.")
    ] = False,
    untracked: Annotated[
        bool,
        typer.Option("--untracked", help="Terapkan juga perubahan tanpa pelacakan."),
    ] = False,
    project: ProjectOption = None,
    lang: LangOption = Lang.id,
) -> None:
    """Pindahkan perubahan penelaah ke YAML; yang dihitung atau milik templat ditolak.

    Kode keluar: 0 semua dapat diterapkan, 1 ada yang ditolak atau bertentangan, 2 salah pemakaian.
    """
    from masterplan_cli.commands.review_apply import ApplyRequest, run_apply

    raise typer.Exit(run_apply(ApplyRequest(tuple(files), write, untracked), project, lang.value))


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
