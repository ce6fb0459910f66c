"""What screen readers say of a table."""

from __future__ import annotations

from typing import Any

from masterplan_cli.document.nodes import Caption, Cell, Column, Row, Table, Text
from masterplan_cli.writers.docx.descriptions import describe_table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _cell(text: str, **more: Any) -> Cell:
    return Cell(((Text(text),),), **more)


HEADS = (
    Row((_cell("Program", rows=2), _cell("Pagu (Rp)", columns=2)), "header"),
    Row((_cell("2024"), _cell("2025")), "header"),
)
BODY = (
    Row((_cell("Smart Living", columns=3),), "group"),
    Row((_cell("a"), _cell("1"), _cell("2"))),
    Row((_cell("Jumlah"), _cell("1"), _cell("2")), "total"),
)
COLUMNS = (Column(), Column(), Column())


def test_columns_are_named_with_what_they_share() -> None:
    assert describe_table(Table(COLUMNS, HEADS + BODY), "Tabel 2.1 Pagu") == (
        "Tabel 2.1 Pagu",
        "3 kolom: Program, Pagu (Rp) 2024, Pagu (Rp) 2025; 1 baris isi, 1 kelompok, 1 baris jumlah.",
    )


def test_without_a_caption_the_columns_name_it() -> None:
    assert describe_table(Table(COLUMNS, HEADS), "")[0] == "Tabel Program dan Pagu (Rp) 2024"


def test_a_form_says_that_it_is_one() -> None:
    form = Table((Column(), Column()), (Row((_cell("Nama"), _cell("x"))),), plain=True)
    assert describe_table(form, "") == (
        "Lembar isian",
        "2 kolom: nama isian di kolom pertama; 1 baris isi.",
    )


def test_a_long_list_of_columns_is_cut_at_one() -> None:
    heads = Row(tuple(_cell(f"Kolom yang panjang namanya {n}") for n in range(40)), "header")
    text = describe_table(Table(tuple(Column() for _ in range(40)), (heads,)), "T")[1]
    assert text.startswith("40 kolom: Kolom yang panjang namanya 0, ")
    assert text.endswith(", dan seterusnya.")
    assert len(text) < 430


def test_title_and_description_stand_in_the_table(write: Any, part: Any) -> None:
    caption = Caption("table", (Text('Pagu "A" & B'),), "pagu")
    properties = part(write(Table(COLUMNS, HEADS + BODY, caption))).find(f".//{W}tblPr")
    said = {item.tag: item.get(f"{W}val") for item in properties}
    assert said[f"{W}tblCaption"] == 'Tabel 1 Pagu "A" & B'
    assert said[f"{W}tblDescription"].startswith("3 kolom: Program, ")
    assert properties.find(f"{W}tblLook").get(f"{W}firstRow") == "1"


def test_every_table_picture_and_chart_of_a_book_says_what_it_is(
    every_node_book: bytes, part: Any
) -> None:
    document = part(every_node_book)
    tables = list(document.iter(f"{W}tblPr"))
    assert len(tables) > 5
    for properties in tables:
        assert properties.find(f"{W}tblCaption").get(f"{W}val")
        assert properties.find(f"{W}tblDescription").get(f"{W}val")
    drawings = list(document.iter("{*}docPr"))
    assert len(drawings) == 2
    assert all(item.get("descr") for item in drawings)
