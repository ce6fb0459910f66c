"""``masterplan build``: whole files or none, what is missing counted, what is wrong refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.commands.console import ProgressLine

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
BOOK_A, BOOK_B = "buku-a-kota-contoh-uji-bimtek-2", "buku-b-kota-contoh-uji-bimtek-2"


def list_files(folder: Path) -> list[str]:
    """Return every file below ``folder``, hidden ones too."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_default_is_all_books_of_the_stage_in_both_formats(run: Run, small: Path) -> None:
    answer = run("build", "-C", small)

    names = [f"{book}{suffix}" for book in (BOOK_A, BOOK_B) for suffix in (".docx", ".md")]
    assert answer.code == 0, answer.err
    assert list_files(small / "build") == [f"bimtek-2/{name}" for name in names]
    assert [Path(line).name for line in answer.out.splitlines()] == names
    assert answer.err == "Tahap Dua: 4 berkas ditulis.\n"
    for book in (BOOK_A, BOOK_B):
        with zipfile.ZipFile(small / f"build/bimtek-2/{book}.docx") as package:
            assert package.testzip() is None
            assert "word/document.xml" in package.namelist()
        assert (small / f"build/bimtek-2/{book}.md").read_text(encoding="utf-8").strip()


def test_files_are_listed_as_seen_from_here(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)

    answer = run("build", "--book", "book-b", "--format", "md")

    assert answer.out == f"{Path('build/bimtek-2', BOOK_B)}.md\n"


def test_book_format_stage_and_folder_can_be_chosen(run: Run, small: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil/baru"

    answer = run(
        "build", "-C", small, "--stage", "1", "--book", "book-a", "--format", "docx", "--out", out
    )

    assert answer.code == 0
    assert list_files(out) == ["buku-a-kota-contoh-uji-bimtek-1.docx"]
    assert not (small / "build").exists()


def test_books_and_formats_may_be_repeated(run: Run, small: Path) -> None:
    words = ["--book", "book-a", "--book", "book-b", "--format", "md", "--format", "docx"]

    assert run("build", "-C", small, *words).code == 0
    assert len(list_files(small / "build")) == 4


def test_all_stages_at_once(run: Run, small: Path) -> None:
    answer = run("build", "-C", small, "--stage", "all", "--format", "md")

    assert answer.code == 0
    assert list_files(small / "build") == [
        "bimtek-1/buku-a-kota-contoh-uji-bimtek-1.md",
        f"bimtek-2/{BOOK_A}.md",
        f"bimtek-2/{BOOK_B}.md",
    ]
    assert answer.err.splitlines() == [
        "Tahap Satu: 1 berkas ditulis.",
        "Tahap Dua: 2 berkas ditulis.",
    ]


def test_missing_content_is_counted_and_the_draft_written(
    run: Run, small: Path, edit: Edit
) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    edit(small / "region/vision.yaml", 'statement: "Contoh: kota yang *tidak* bercetak miring"', "")

    answer = run("build", "-C", small, "--format", "docx")
    english = run("build", "-C", small, "--format", "docx", "--lang", "en")

    assert answer.code == english.code == 0
    assert answer.err == (
        "Tahap Dua: 2 berkas ditulis. "
        f"Masih kurang 2 isi; lihat: masterplan validate --stage 2 -C {small}\n"
    )
    assert english.err == (
        "Tahap Dua: 2 files written. "
        f"2 things are still missing; see: masterplan validate --stage 2 -C {small}\n"
    )
    assert len(list_files(small / "build")) == 2


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (PROGRAMS, "owner: dinas-b", "owner: dinas-x", "dangling-reference"),
        (PROGRAMS, "    name: Halte", "    nama: Halte", "unknown-key"),
        (PROGRAMS, "2026: 20, 2027: 30", "2026: 30, 2027: 20", "target-against-direction"),
        ("masterplan.yaml", "profile: mini", "profile: minni", "unknown-profile"),
        ("masterplan.yaml", "region:", "region: [", "yaml-syntax"),
        ("templates/mini/profile.yaml", "funds:", "fund:", "unknown-key"),
    ],
)
@pytest.mark.parametrize("words", [[], ["--stage", "all"]], ids=["current", "all"])
def test_wrong_content_writes_nothing(
    run: Run, small: Path, edit: Edit, file: str, old: str, new: str, code: str, words: list[str]
) -> None:
    edit(small / file, old, new)

    answer = run("build", "-C", small, *words)

    assert answer.code == 1
    assert answer.out == ""
    assert f"galat[{code}]" in answer.err
    assert answer.err.count("galat[") == answer.err.count(f"galat[{code}]")
    assert answer.err.endswith("Tidak ada buku yang ditulis.\n")
    assert not (small / "build").exists()


def test_only_what_is_wrong_is_shown(run: Run, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    edit(small / "pillars/water/pillar.yaml", "lead: dinas-b", "lead: dinas-x")

    answer = run("build", "-C", small)

    assert answer.code == 1
    assert "program-without-owner" not in answer.err
    assert "Tahap Dua: 1 galat, 0 peringatan. Tidak ada buku yang ditulis." in answer.err


@pytest.mark.parametrize(
    "template", ["{{ tidak_ada }}\n", "{% if %}\n", "{{ region.tidak_ada }}\n"]
)
def test_broken_template_writes_no_book_at_all(run: Run, small: Path, template: str) -> None:
    path = small / "templates/mini/book-b/02-lampiran.md.j2"
    path.write_text(f"# Lampiran\n\n{template}", encoding="utf-8")

    answer = run("build", "-C", small)

    assert answer.code == 1
    assert answer.out == ""
    assert "templates/mini/book-b/02-lampiran.md.j2\n  3:" in answer.err
    assert not (small / "build").exists()


def test_warnings_of_the_making_are_said_at_every_build(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASTERPLAN_CACHE", str(tmp_path / "cache"))
    (small / "templates" / "mini" / "reference.docx").write_bytes(b"bukan zip")
    for _ in range(2):
        answer = run("build", "-C", small, "--format", "docx")
        assert answer.code == 0
        assert "peringatan[reference-unreadable]" in answer.err
        assert "2 berkas ditulis" in answer.err


def test_a_lost_chapter_is_one_finding_whatever_refers_to_it(run: Run, ketapang_copy: Path) -> None:
    path = ketapang_copy / "templates/kominfo/buku-3/07-pembiayaan.md.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Pembiayaan\n\n{{ tidak_ada }}\n", encoding="utf-8")

    answer = run("build", "-C", ketapang_copy, "--book", "buku-3", "--format", "md", "--no-cache")

    assert answer.code == 1
    assert "Bimtek Tahap IV: 1 galat, 0 peringatan." in answer.err


def test_books_of_the_last_build_stay_when_the_next_one_fails(
    run: Run, small: Path, edit: Edit
) -> None:
    run("build", "-C", small, "--format", "md")
    before = {name: (small / "build" / name).read_bytes() for name in list_files(small / "build")}
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-x")

    answer = run("build", "-C", small, "--format", "md")

    assert answer.code == 1
    after = {name: (small / "build" / name).read_bytes() for name in list_files(small / "build")}
    assert before == after
    assert len(before) == 2


def test_folder_that_cannot_be_made_is_wrong_usage(run: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder", encoding="utf-8")

    answer = run("build", "-C", small, "--format", "md", "--out", tmp_path / "berkas")

    assert answer.code == 2
    assert answer.out == ""
    assert "tidak dapat ditulis" in answer.err
    assert (tmp_path / "berkas").read_text(encoding="utf-8") == "bukan folder"


def test_writing_that_breaks_off_leaves_the_old_file_and_no_other(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit
) -> None:
    run("build", "-C", small, "--book", "book-a", "--format", "md")
    before = (small / f"build/bimtek-2/{BOOK_A}.md").read_bytes()
    edit(small / PROGRAMS, "name: Halte teduh", "name: Halte rindang")

    def refuse(*paths: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    answer = run("build", "-C", small, "--book", "book-a", "--format", "md")

    assert answer.code == 2
    assert list_files(small / "build") == [f"bimtek-2/{BOOK_A}.md"]
    assert (small / f"build/bimtek-2/{BOOK_A}.md").read_bytes() == before


@pytest.fixture
def repository(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small workspace as a clean git repository."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Uji")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "uji@example.org")
        monkeypatch.setenv(f"GIT_{role}_DATE", "2025-05-20T08:00:00+07:00")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))
    (small / ".gitignore").write_text("build/\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", str(small)], check=True)
    commit(small)
    return small


def commit(folder: Path) -> None:
    for words in (["add", "--all"], ["commit", "--quiet", "--message", "isi"]):
        subprocess.run(["git", "-C", str(folder), *words], check=True)


STRICT = ["--strict", "--no-paginate"]


def test_strict_build_of_a_clean_commit(run: Run, repository: Path) -> None:
    answer = run("build", "-C", repository, *STRICT)

    assert answer.code == 0, answer.err
    assert len(list_files(repository / "build")) == 4


@pytest.mark.parametrize("change", ["edited", "new"])
def test_strict_build_refuses_a_dirty_tree(
    run: Run, repository: Path, edit: Edit, change: str
) -> None:
    if change == "edited":
        edit(repository / PROGRAMS, "name: Halte teduh", "name: Halte rindang")
    else:
        (repository / "region/areas.yaml").write_text("areas: []\n", encoding="utf-8")

    answer = run("build", "-C", repository, *STRICT)
    english = run("build", "-C", repository, *STRICT, "--lang", "en")

    assert answer.code == english.code == 2
    assert answer.out == ""
    assert answer.err.startswith("galat: ada perubahan yang belum di-commit")
    assert english.err.startswith("error: there are uncommitted changes")
    assert not (repository / "build").exists()
    assert run("build", "-C", repository, "--format", "md").code == 0


def test_strict_build_refuses_a_folder_without_git(run: Run, small: Path) -> None:
    answer = run("build", "-C", small, *STRICT)

    assert answer.code == 2
    assert answer.err.startswith("galat: folder ini belum punya commit git")
    assert not (small / "build").exists()


def test_strict_build_refuses_what_is_missing(run: Run, repository: Path, edit: Edit) -> None:
    edit(repository / PROGRAMS, "    owner: dinas-b\n", "")
    commit(repository)

    answer = run("build", "-C", repository, *STRICT)

    assert answer.code == 1
    assert answer.out == ""
    assert "galat[program-without-owner]" in answer.err
    assert not (repository / "build").exists()
    assert run("build", "-C", repository, "--format", "md").code == 0


def test_strict_build_bears_warnings(run: Run, repository: Path, edit: Edit) -> None:
    edit(repository / PROGRAMS, "2027: 30}", "}")
    commit(repository)

    answer = run("build", "-C", repository, *STRICT, "--format", "md")

    assert answer.code == 0
    assert "Masih kurang 1 isi" in answer.err


def test_two_builds_of_one_commit_are_equal(run: Run, repository: Path, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        assert run("build", "-C", repository, "--out", tmp_path / name).code == 0

    first, second = (
        {name: (tmp_path / folder / name).read_bytes() for name in list_files(tmp_path / folder)}
        for folder in ("satu", "dua")
    )
    assert len(first) == 4
    assert first == second


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_replaces_itself_and_vanishes_on_a_terminal() -> None:
    stream = Terminal()
    line = ProgressLine(stream)
    line.show("Buku A")
    line.show("Buku B")
    line.clear()

    assert stream.getvalue() == "\r\x1b[2KBuku A …\r\x1b[2KBuku B …\r\x1b[2K"


def test_progress_is_silent_in_a_pipe(run: Run, small: Path) -> None:
    stream = StringIO()
    line = ProgressLine(stream)
    line.show("Buku A")
    line.clear()
    assert stream.getvalue() == ""

    answer = run("build", "-C", small, "--format", "md")
    assert "\r" not in answer.out + answer.err
    assert "\x1b" not in answer.out + answer.err
