"""Front matter that depends on the rest of the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.document import nodes as n
from masterplan_cli.render.front import _abbreviates, list_abbreviations, trim_front
from masterplan_cli.render.mentions import ABBREVIATIONS


def words(text: str) -> tuple[n.Inline, ...]:
    return (n.Text(text),)


def heading(text: str) -> n.Heading:
    return n.Heading(1, words(text), style="plain")


def abbreviations(*shorts: str) -> n.Table:
    rows = [n.Row((n.Cell((words("Singkatan"),)), n.Cell((words("Kepanjangan"),))), "header")]
    rows += [
        n.Row((n.Cell((words(short),)), n.Cell((words(f"Arti {short}"),)))) for short in shorts
    ]
    return n.Table((n.Column(), n.Column()), tuple(rows), origin=ABBREVIATIONS)


def read_shorts(blocks: tuple[n.Block, ...]) -> list[str]:
    table = next(block for block in blocks if isinstance(block, n.Table))
    return [row.cells[0].lines[0][0].text for row in table.rows[1:]]  # type: ignore[union-attr]


def trim(blocks: tuple[n.Block, ...]) -> tuple[n.Block, ...]:
    """Trim a document of one chapter."""
    return trim_front({"bab": blocks})["bab"]


def figure(name: str) -> n.Figure:
    return n.Figure(b"", "image/png", name, n.Caption("figure", words(name)))


@pytest.mark.parametrize(("count", "runs_on"), [(1, True), (10, True), (11, False)])
def test_a_short_list_runs_on_below_the_list_before_it(count: int, runs_on: bool) -> None:
    made = trim(
        (
            heading("Daftar isi"),
            n.Contents("headings"),
            heading("Daftar gambar"),
            n.Contents("figures"),
            heading("Ikhtisar"),
            n.Paragraph(words("RPJMD.")),
            heading("Daftar singkatan"),
            abbreviations("RPJMD"),
            *[figure(f"Gambar {number}") for number in range(count)],
        )
    )
    heads = [block.runs_on for block in made if isinstance(block, n.Heading)]
    assert heads == [False, runs_on, False, False]


@pytest.mark.parametrize(("count", "runs_on"), [(20, True), (36, False), (38, False), (50, True)])
def test_a_list_begins_a_page_where_its_heading_would_end_one(count: int, runs_on: bool) -> None:
    """LibreOffice does not keep a heading with a list of contents; forty entries are a page."""
    made = trim(
        (
            *(heading("Daftar isi"), n.Contents("headings")),
            *(heading("Daftar gambar"), n.Contents("figures")),
            *[n.Heading(2, words(f"Bagian {number}")) for number in range(count)],
            *[figure(f"Gambar {number}") for number in range(3)],
        )
    )
    heads = [one.runs_on for one in made if isinstance(one, n.Heading) and one.level == 1]
    assert heads == [False, runs_on]


def test_a_long_list_runs_on_below_a_short_one() -> None:
    shorts = [f"RPJ{number}" for number in range(20)]
    made = trim(
        (
            *(heading("Daftar gambar"), n.Contents("figures")),
            *(heading("Daftar singkatan"), abbreviations(*shorts)),
            *(heading("Isi"), n.Paragraph(words(" ".join(shorts))), figure("Gambar")),
        )
    )
    heads = [block.runs_on for block in made if isinstance(block, n.Heading)]
    assert heads == [False, True, False]


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("RPJMD dan SPBE.", ["RPJMD", "SPBE"]),
        ("(RPJMD)", ["RPJMD"]),
        ("RPJMDes saja", []),
        ("e-SPBE saja", []),
        ("Dinas LH.", ["Dinas LH"]),
    ],
)
def test_only_what_occurs_stands_in_the_list(text: str, used: list[str]) -> None:
    made = trim(
        (
            heading("Daftar singkatan"),
            abbreviations("Dinas LH", "RPJMD", "SPBE"),
            heading("Isi"),
            n.Paragraph(words(text)),
        )
    )
    if used:
        assert read_shorts(made) == used
    else:
        assert made == (heading("Isi"), n.Paragraph(words(text)))


def test_words_in_tables_notes_and_captions_count() -> None:
    table = n.Table(
        (n.Column(),),
        (n.Row((n.Cell(((n.Text("a"), n.Footnote(words("SPBE"))),)),)),),
        n.Caption("table", words("Sasaran RPJMD")),
    )
    made = trim((heading("Daftar singkatan"), abbreviations("RPJMD", "SPBE", "X"), table))
    assert read_shorts(made) == ["RPJMD", "SPBE"]


@pytest.mark.parametrize(
    ("short", "name", "explained"),
    [
        ("Bagian Hukum", "Bagian Hukum Sekretariat Daerah", False),
        ("Kec. Sandai", "Kecamatan Sandai", False),
        ("Kec. Sandai", "Dinas Sandai", True),
        ("Dinas LH", "Dinas Lingkungan Hidup", True),
    ],
)
def test_what_its_words_tell_is_not_explained(short: str, name: str, explained: bool) -> None:
    assert _abbreviates(short, name) is explained


def test_a_list_without_entries_goes_with_its_heading() -> None:
    table = n.Table((n.Column(),), (n.Row(()),), n.Caption("table", words("t")))
    blocks = (
        heading("Daftar tabel"),
        n.Contents("tables"),
        heading("Daftar gambar"),
        n.Contents("figures"),
        heading("Daftar isi"),
        n.Contents("headings"),
        table,
    )
    assert trim(blocks) == (*blocks[:2], *blocks[4:])


def test_without_lists_nothing_changes() -> None:
    blocks = (heading("a"), n.Paragraph(words("b")))
    assert trim(blocks) == blocks


def test_registries_and_profile_give_the_list(ketapang: Path) -> None:
    plan = load_plan(ketapang).plan
    assert plan is not None
    listed = {getattr(item, "short_name", ""): item for item in list_abbreviations(plan)}
    assert list(listed) == sorted(listed, key=str.casefold)
    assert {"Diskominfo", "UU", "RPJMD", "SPBE"} <= set(listed)
    assert "Bagian Hukum" not in listed, "it is a part of its own full name"
