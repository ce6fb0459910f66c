"""The memo: what it asks for, by when, in which file and line; one page, or a page and a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import PageBreak, Table
from masterplan_cli.document.numbering import Numbered, number_document
from masterplan_cli.document.outline import list_lines, walk_blocks
from masterplan_cli.memos import MemoRequest, write_memos
from masterplan_cli.status.completeness import Group, measure_completeness
from masterplan_cli.status.memo import FITTING, MemoOrder, build_memo, name_memo
from masterplan_cli.writers import WriterOptions, write

Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
DEADLINE = "  - {stage: 2, as_of: 2025-05-20}"


def write_markdown(project: Path) -> dict[str, str]:
    outputs = write_memos(load_plan(project), MemoRequest("abc"))
    return {out.name: out.data.decode() for out in outputs if out.name.endswith(".md")}


def test_memo_names_what_where_and_by_when(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    edit(
        small / "masterplan.yaml",
        DEADLINE,
        "  - {stage: 2, as_of: 2025-05-20, deadline: 2025-05-12}",
    )
    [finding] = load_plan(small).diagnostics

    memos = write_markdown(small)

    [(name, text)] = memos.items()
    assert name == "memo-bimtek-2-dinas-a.md"
    assert text.splitlines()[0].endswith("Pemerintah Kota Contoh & Uji")
    assert "Kepala Dinas Angkutan" in text
    assert "paling lambat 12\u00a0Mei 2025" in text
    assert "1 masih kurang" in text
    assert "belum memiliki OPD penanggung jawab" in text
    assert f"| {PROGRAMS} | {finding.span.line} |" in text
    assert "pada berkas formulir-bimtek-2-dinas-a.xlsx" in text.replace("\\", "")
    assert "Ketapang" not in text


def test_without_a_deadline_the_stage_is_the_limit(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")

    [text] = write_markdown(small).values()

    assert "sebelum pelaksanaan Tahap Dua" in text
    assert "paling lambat" not in text


@pytest.mark.parametrize(("day", "late"), [(12, False), (13, True)])
def test_a_memo_does_not_ask_for_yesterday(small: Path, edit: Edit, day: int, late: bool) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    edit(small / "masterplan.yaml", DEADLINE, f"{DEADLINE[:-1]}, deadline: 2025-05-12}}")

    request = MemoRequest("abc", written_on=date(2025, 5, day))
    outputs = write_memos(load_plan(small), request)

    [text] = [out.data.decode() for out in outputs if out.name.endswith(".md")]
    assert ("Batas waktunya, 12\u00a0Mei 2025, telah lewat." in text) is late
    assert ("paling lambat" in text) is not late


def test_mistake_comes_first_with_its_hint(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")
    (small / "region/vision.yaml").unlink()

    [text] = write_markdown(small).values()

    rows = [line for line in text.splitlines() if line.startswith(("| 1 |", "| 2 |"))]
    assert "“dinas-bb” tidak ada" in rows[0]
    assert "Mungkin maksudnya: dinas-b, dinas-a" in rows[0]
    assert rows[1].endswith("| region/vision.yaml | baru |")
    assert "Selain itu, 1 isian perlu diperbaiki." in text


def test_nothing_owed_is_no_memo(small: Path) -> None:
    assert write_memos(load_plan(small), MemoRequest()) == ()


def test_what_comes_later_is_announced_but_asks_for_no_memo(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    assert write_memos(load_plan(small, 1), MemoRequest()) == ()
    edit(small / "region/vision.yaml", "statement:", "statemen:")

    outputs = write_memos(load_plan(small, 1), MemoRequest())

    texts = [out.data.decode() for out in outputs if out.name.endswith(".md")]
    assert len(texts) == 1
    assert "1 isi lain akan diminta pada tahap berikutnya" in texts[0]


def test_content_of_nobody_is_for_the_team_to_assign(small: Path, edit: Edit) -> None:
    edit(small / "masterplan.yaml", "coordinator: dinas-a\n", "")
    (small / "region/vision.yaml").unlink()

    memos = write_markdown(small)

    assert list(memos) == ["memo-bimtek-2-tanpa-penanggung-jawab.md"]
    [text] = memos.values()
    assert "Yth. Tim Penyusun Masterplan" in text
    assert "belum memiliki OPD penanggung jawab" in text


def test_word_and_markdown_are_the_same_bytes_each_time(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")

    first, second = (write_memos(load_plan(small), MemoRequest("abc")) for _ in range(2))

    assert {Path(out.name).suffix for out in first} == {".docx", ".md"}
    assert first == second


@pytest.fixture
def crowded(small: Path) -> Group:
    """A group that owes more than a page of things, from the small workspace's own programmes."""
    text = (small / PROGRAMS).read_text(encoding="utf-8")
    head = "\n  - {{id: baru-{0}, name: Program baru nomor {0}, strategy: tidak-ada}}"
    more = "".join(head.format(number) for number in range(FITTING + 5))
    (small / PROGRAMS).write_text(text.rstrip("\n") + more + "\n", encoding="utf-8")
    loaded = load_plan(small)
    assert loaded.plan is not None
    measured = measure_completeness(loaded.plan, loaded.diagnostics, loaded.provisions, "opd")
    return max(measured.groups, key=lambda group: len(group.items))


def test_more_than_a_page_becomes_a_summary_and_an_annex(small: Path, crowded: Group) -> None:
    plan = load_plan(small).plan
    assert plan is not None

    document = build_memo(plan, crowded, MemoOrder())

    breaks = [place for place, block in enumerate(document.blocks) if isinstance(block, PageBreak)]
    assert len(breaks) == 1
    [annex] = [block for block in document.blocks[breaks[0] :] if isinstance(block, Table)]
    owed = [item for item in crowded.items if item.kind != "upcoming"]
    assert len(annex.rows) == len(owed) + 1
    summary = [block for block in document.blocks[: breaks[0]] if isinstance(block, Table)][1]
    counted = [
        int(read_text(line))
        for row in summary.rows[1:]
        for cell in row.cells[1:]
        for line in cell.lines
    ]
    assert sum(counted) == len(owed)
    text = " ".join(
        read_text(line)
        for block, _ in walk_blocks(document.blocks)
        for line, _ in list_lines(block)
    )
    assert "Rinciannya tercantum dalam lampiran." in text
    assert "Satu daftar" in text
    assert name_memo(plan, crowded) == "memo-bimtek-2-dinas-a"


def read_pages(office: Callable[..., Path], folder: Path, numbered: Numbered) -> list[str]:
    pypdf = pytest.importorskip("pypdf")
    path = folder / "memo.docx"
    path.write_bytes(write("docx", numbered, WriterOptions()))
    return [page.extract_text() for page in pypdf.PdfReader(office(path, "pdf")).pages]


def test_as_much_as_fits_is_one_page_with_the_signature(
    small: Path, crowded: Group, tmp_path: Path, office: Callable[..., Path]
) -> None:
    """Two lines each, every sentence there is, and a long name: the worst that is said to fit."""
    long = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Pengendalian Penduduk"
    plan = load_plan(small).plan
    assert plan is not None
    assert crowded.opd is not None
    missing = [item for item in crowded.items if item.kind == "missing"][: FITTING // 2 - 2]
    wrong = next(item for item in crowded.items if item.kind == "wrong")
    later = replace(missing[0], kind="upcoming")
    opd = crowded.opd.model_copy(update={"name": long})
    group = replace(crowded, items=(*missing, wrong, later), opd=opd)

    document = build_memo(plan, group, MemoOrder("12 Mei 2025", "20 Mei 2025", "abc"))
    pages = read_pages(office, tmp_path, number_document(document))

    assert len(pages) == 1
    assert pages[0].count("Tim Penyusun Masterplan") == 3


def test_crowded_memo_has_its_list_on_the_next_page(
    small: Path, crowded: Group, tmp_path: Path, office: Callable[..., Path]
) -> None:
    plan = load_plan(small).plan
    assert plan is not None

    document = build_memo(plan, crowded, MemoOrder())
    pages = read_pages(office, tmp_path, number_document(document))

    assert "Atas perhatian" in pages[0]
    assert "Lampiran: isi yang masih diperlukan" in pages[1]
