"""Files among the templates that nothing reads are named; what is read, or for people, is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.compiler import check_templates, load_plan
from masterplan_cli.diagnostics import Severity

MINI = "templates/mini"


def list_ignored(project: Path) -> list[tuple[str, str]]:
    """Return file and hint of each finding about a file that is not read."""
    found = [one for one in check_templates(load_plan(project)) if one.code == "template-ignored"]
    assert all(one.severity is Severity.WARNING for one in found)
    return [(one.span.file, one.hint.id if one.hint else "") for one in found]


def add(project: Path, name: str, text: str = "# Bab\n") -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("buku-1/09-tambahan.md", "09-tambahan.md.j2"),
        ("buku-1/09-tambahan.md.jinja", "09-tambahan.md.j2"),
        ("buku-1/09-tambahan.j2", "09-tambahan.md.j2"),
        ("buku-1/09-tambahan.md.j2.txt", "09-tambahan.md.j2"),
        ("tables/pagu.yml", "pagu.yaml"),
    ],
)
def test_a_name_that_is_not_read_gets_the_right_one(small: Path, name: str, right: str) -> None:
    add(small, f"{MINI}/{name}")

    assert list_ignored(small) == [
        (f"{MINI}/{name}", f"Ganti namanya menjadi {right}, atau pindahkan dari folder ini.")
    ]


def test_a_folder_that_no_document_names(small: Path) -> None:
    add(small, f"{MINI}/buku-9/01-bab.md.j2")

    assert [file for file, _ in list_ignored(small)] == [f"{MINI}/buku-9/01-bab.md.j2"]


def test_a_folder_that_is_nearly_the_profile(small: Path) -> None:
    add(small, "templates/minni/buku-1/01-bab.md.j2")

    assert list_ignored(small) == [
        ("templates/minni/buku-1/01-bab.md.j2", "Mungkin maksudnya: mini")
    ]


def test_what_people_read_and_other_profiles_may_stand_there(small: Path) -> None:
    add(small, f"{MINI}/README.md")
    add(small, f"{MINI}/buku-1/.cadangan.md")
    add(small, f"{MINI}/gambar.png", "")
    add(small, "templates/lain/profile.yaml", "id: lain\nextends: mini\n")
    (small / "templates/kosong").mkdir()

    assert list_ignored(small) == []


def test_own_chapter_over_the_packaged_profile_is_told_too(ketapang_copy: Path) -> None:
    assert list_ignored(ketapang_copy) == []

    add(ketapang_copy, "templates/kominfo/buku-1/04-pendahuluan.md")

    assert [file for file, _ in list_ignored(ketapang_copy)] == [
        "templates/kominfo/buku-1/04-pendahuluan.md"
    ]
