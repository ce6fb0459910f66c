"""The main job, end to end: YAML in, books out."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx_dump import Dump

from masterplan_cli.compiler import Build, BuildOrder, build_stage, load_plan
from masterplan_cli.document.numbering import number_document
from masterplan_cli.render.book import BookOrder, Renderer
from masterplan_cli.writers import WriterOptions, write

GOLDEN = Path(__file__).parent / "golden"
PROGRAMS = Path("pillars") / "mobility" / "programs-dinas-a.yaml"

Golden = Callable[[Path, str], None]
Edit = Callable[[Path, str, str], None]


def build(project: Path, stage: int | None = None, *formats: str) -> Build:
    loaded = load_plan(project, stage)
    assert loaded.plan is not None
    assert not loaded.wrong, loaded.diagnostics
    made = build_stage(loaded, BuildOrder(formats=formats, revision="uji"))
    assert made.diagnostics == ()
    return made


def read_markdown(made: Build) -> dict[str, str]:
    return {
        output.name: output.data.decode() for output in made.outputs if output.name.endswith(".md")
    }


@pytest.mark.parametrize("book", ["book-a", "book-b"])
def test_golden_books_of_the_small_workspace(book: str, small: Path, golden: Golden) -> None:
    loaded = load_plan(small)
    assert loaded.plan is not None
    assert loaded.profile is not None
    spec = next(one for one in loaded.plan.profile.documents if one.id == book)
    renderer = Renderer(loaded.plan, loaded.profile.templates, lambda name: None)
    document, found, *_ = renderer.render_book(BookOrder(spec, True, "uji"))
    assert found == []
    numbered = number_document(document)
    golden(GOLDEN / f"{book}.md", write("md", numbered, WriterOptions()).decode())
    data = write("docx", numbered, WriterOptions())
    golden(GOLDEN / f"{book}.docx.txt", Dump(data, numbered.document).write())


def test_another_profile_needs_no_code(small: Path) -> None:
    loaded = load_plan(small)
    assert loaded.plan is not None
    assert loaded.plan.profile.id == "mini"
    assert len(loaded.plan.profile.dimensions) == 5
    names = [output.name for output in build(small).outputs]
    assert names == [
        "buku-a-kota-contoh-uji-bimtek-2.docx",
        "buku-a-kota-contoh-uji-bimtek-2.md",
        "buku-b-kota-contoh-uji-bimtek-2.docx",
        "buku-b-kota-contoh-uji-bimtek-2.md",
    ]
    assert [output.name for output in build(small, 1, "md").outputs] == [
        "buku-a-kota-contoh-uji-bimtek-1.md"
    ]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Halte teduh", "Halte sejuk", ("Halte teduh", "Halte sejuk")),
        ("amount: 300000000", "amount: 300000001", ("600.000.000", "600.000.001")),
        ("{2025: 75.5}", "{2025: 76.25}", ("75,5", "76,25")),
    ],
)
def test_changing_one_value_changes_exactly_the_places_that_show_it(
    small: Path, edit: Edit, old: str, new: str, shown: tuple[str, str]
) -> None:
    before = read_markdown(build(small, None, "md"))
    edit(small / PROGRAMS, old, new)
    after = read_markdown(build(small, None, "md"))
    changed = []
    for name, text in before.items():
        for one, other in zip(text.split("\n"), after[name].split("\n"), strict=True):
            if one != other:
                changed.append((one, other))
    assert changed
    sums = ("Jumlah", "rupiah", "dua kali")
    for one, other in changed:
        if shown[0] in one:
            assert one.replace(shown[0], shown[1]) == other or "dua kali" in one or "Rp" in one
        else:
            assert any(word in one for word in sums), (one, other)
    unchanged = [line for text in after.values() for line in text.split("\n") if shown[0] in line]
    assert unchanged == []


def test_two_builds_give_the_same_bytes(small: Path, tmp_path: Path) -> None:
    """In processes of their own: hash seeds, clocks and folders differ."""
    made = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "masterplan_cli", "build", "-C", str(small), "--out", str(out)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
        )
        made.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert made[0]
    assert made[0] == made[1]


@pytest.fixture(scope="module")
def ketapang_books() -> dict[int, Build]:
    root = Path(__file__).parents[2]
    return {stage: build(root, stage) for stage in (1, 2, 3, 4)}


def test_ketapang_is_clean_at_stage_4(ketapang: Path) -> None:
    assert load_plan(ketapang, 4).diagnostics == ()


def test_ketapang_hands_in_three_books_and_sheets_in_two_formats(
    ketapang_books: dict[int, Build],
) -> None:
    names = [output.name for output in ketapang_books[4].outputs]
    assert len(names) == 2 * (3 + 6 + 1 + 1)
    assert [name.split("-kabupaten")[0] for name in names[:6:2]] == [
        "buku-1-analisis-strategis",
        "buku-2-masterplan",
        "buku-3-ringkasan-eksekutif",
    ]
    assert all("ketapang-bimtek-4" in name for name in names)
    assert all(len(ketapang_books[stage].outputs) >= 2 for stage in (1, 2, 3))


def test_no_placeholder_at_stage_4(ketapang_books: dict[int, Build]) -> None:
    for name, text in read_markdown(ketapang_books[4]).items():
        assert "belum diisi" not in text, name


def test_nothing_newer_than_the_stage_is_printed(ketapang_books: dict[int, Build]) -> None:
    """A book of 9 October 2023 cites no regulation, plan or population of 2024 and later."""
    texts = read_markdown(ketapang_books[4])
    assert texts
    for name, text in texts.items():
        for later in ("583.541", "581.859", "Komdigi", "Berkeadilan", "Tahun 2025 tentang"):
            assert later not in text, f"{name}: {later}"


def test_illustrative_content_is_named_on_the_cover(ketapang_books: dict[int, Build]) -> None:
    for name, text in read_markdown(ketapang_books[4]).items():
        assert "memuat isi ilustrasi" in text, name


def test_a_word_file_tells_its_build(ketapang_books: dict[int, Build]) -> None:
    for output in ketapang_books[4].outputs:
        if output.name.endswith(".docx"):
            with zipfile.ZipFile(BytesIO(output.data)) as archive:
                core = archive.read("docProps/core.xml").decode()
                headers = [name for name in archive.namelist() if "header-" in name]
                texts = [archive.read(name).decode() for name in headers if "empty" not in name]
            assert "uji/t4/" in core
            assert len(texts) == 2
            assert all("uji/t4/" in text for text in texts)
