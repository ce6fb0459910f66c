"""Rows, spans, fills and widths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from masterplan_cli.document.nodes import Cell, Column, Row, Table, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Show = Callable[..., list[str]]


def _cell(text: str, **more: object) -> Cell:
    return Cell(((Text(text),),), **more)  # type: ignore[arg-type]


def _strip_keep(line: str) -> str:
    return line.replace("Kept", "").strip()


def _cells(lines: list[str]) -> list[str]:
    """Return cells with their first paragraph, rows apart by ``-``; what keeps rows is left out."""
    found: list[str] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("  ROW"):
            found.append("-" if line == "  ROW" else "- header")
        if line.startswith("    CELL"):
            found.append(f"{line.removeprefix('    CELL').strip()}>{_strip_keep(after)}")
    return found


def test_spans_down_and_across(show: Show) -> None:
    table = Table(
        (Column(), Column(), Column()),
        (
            Row((_cell("a", rows=2, columns=2), _cell("b"))),
            Row((_cell("c"),)),
            Row((_cell("d"), _cell("e", columns=2))),
        ),
    )
    assert _cells(show(table)) == [
        "-",
        "gridSpan=2 vMerge=restart>TableText | a",
        ">TableText | b",
        "-",
        "gridSpan=2 vMerge=continue>TableText |",
        ">TableText | c",
        "-",
        ">TableText | d",
        "gridSpan=2>TableText | e",
    ]


def test_a_span_that_reaches_past_the_last_row_ends_there(show: Show) -> None:
    assert _cells(show(Table((Column(),), (Row((_cell("a", rows=9),)),)))) == [
        "-",
        "vMerge=restart>TableText | a",
    ]


def test_a_short_row_ends_in_empty_cells(show: Show) -> None:
    assert _cells(show(Table((Column(), Column()), (Row((_cell("a"),)),)))) == [
        "-",
        ">TableText | a",
        ">TableText |",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (Row((_cell("a"), _cell("b"), _cell("c"))),),
        (Row((_cell("a", columns=3),)),),
        (Row((_cell("a"), _cell("b", rows=2))), Row((_cell("c", columns=2),))),
    ],
    ids=["too many cells", "too wide a cell", "a cell over a covered one"],
)
def test_a_row_wider_than_its_table_is_refused(show: Show, rows: tuple[Row, ...]) -> None:
    with pytest.raises(ValueError, match="wider than its table: t"):
        show(Table((Column(), Column()), rows, origin="t"))


def test_styles_say_row_and_alignment(show: Show) -> None:
    columns = (Column(), Column(1, "right"), Column(1, "center"))
    row = (_cell("a"), _cell("1"), _cell("b"))
    table = Table(columns, tuple(Row(row, kind) for kind in ("header", "body", "group", "total")))
    found = [text.split(" | ")[0] for text in _cells(show(table))]
    assert found == [
        *("- header", ">TableHeader", ">TableHeader", ">TableHeader"),
        *("-", ">TableText", ">TableNumber", ">TableCenter"),
        *("-", "fill=E9EEF6>TableGroup", "fill=E9EEF6>TableTotalNumber"),
        "fill=E9EEF6>TableGroup",
        *("-", "fill=F2F2F2>TableTotal", "fill=F2F2F2>TableTotalNumber"),
        "fill=F2F2F2>TableTotalCenter",
    ]


def test_header_rows_after_the_first_have_its_fill(show: Show) -> None:
    rows = (Row((_cell("a"),), "header"), Row((_cell("b"),), "header"))
    assert _cells(show(Table((Column(),), rows)))[-1] == "fill=D9E2F3>TableHeader | b"


def test_lines_of_a_cell_are_bookmarked_each(show: Show) -> None:
    cell = Cell(((Text("a", "v"), Text("b")), (Text("c"),)), "ordered", origin="c")
    lines = show(Table((Column(),), (Row((cell,), origin="r"),)))
    assert lines[3:5] == [
        "      TableOrdered | [c#1 1.⇥[v#1 a]b]",
        "      TableOrdered | [c#2 2.⇥c]",
    ]


def test_a_line_that_is_one_value_has_one_bookmark(show: Show) -> None:
    table = Table((Column(),), (Row((Cell(((Text("a", "r/v"),),)),), origin="r"),))
    assert show(table)[3] == "      TableText | [r/v#1 a]"


@pytest.mark.parametrize(
    ("origins", "shown"),
    [
        (("p/1/name", "p/1", "p/1/output"), "[p/1#1 [p/1/name#1 a]b[p/1/output#1 c]]"),
        (("p/1", "p/1/name", "p/1"), "[p/1#1 a[p/1/name#1 b]c]"),
        # Another's value, even if it is called nearly the same, and words that nobody owns.
        (("p/1/name", "p/1", "p/10/name"), "[r#1 [p/1/name#1 a][p/1#1 b][p/10/name#1 c]]"),
        (("p/1/name", "", "p/1/output"), "[r#1 [p/1/name#1 a]b[p/1/output#1 c]]"),
    ],
)
def test_a_line_of_a_record_and_its_fields_is_the_record_s(
    show: Show, origins: tuple[str, ...], shown: str
) -> None:
    line = tuple(Text(text, origin) for text, origin in zip("abc", origins, strict=True))
    table = Table((Column(),), (Row((Cell((line,)),), origin="r"),))
    assert show(table)[3] == f"      TableText | {shown}"


def test_a_cell_inherits_its_row_s_origin(show: Show) -> None:
    lines = show(
        Table((Column(),), (Row((_cell("a"),), origin="r"), Row((_cell("b"),))), origin="t")
    )
    assert [_strip_keep(line) for line in lines if "Text" in line] == [
        "TableText | [r#1 a]",
        "TableText | [t#1 b]",
    ]


@pytest.mark.parametrize(
    ("shares", "texts", "declared"),
    [
        ((17, 55), ("Pagu", "Rp105.900.000.000,00"), True),
        ((55, 17), ("Pagu", "Rp105.900.000.000,00" * 2), False),
        ((1, 9, 9), ("penanggung-jawabnya", "a", "b"), False),
    ],
)
def test_only_sheets_of_label_and_value_are_as_wide_as_declared(
    write: Callable[..., bytes],
    part: Any,
    shares: tuple[int, ...],
    texts: tuple[str, ...],
    declared: bool,
) -> None:
    table = Table(tuple(map(Column, shares)), (Row(tuple(map(_cell, texts))),), plain=True)
    document = part(write(table))
    widths = [int(item.get(f"{W}w")) for item in document.iter(f"{W}gridCol")]
    wanted = [sum(widths) * share / sum(shares) for share in shares]
    assert all(abs(one - other) < 1 for one, other in zip(widths, wanted, strict=True)) is declared


def test_a_table_of_360_rows_over_many_pages(write: Callable[..., bytes], part: Any) -> None:
    """Headings repeat, no row splits, groups span, numbers stand right, sums are bold."""
    heads = (
        Row((_cell("No", rows=2), _cell("Program", rows=2), _cell("Pagu", columns=2)), "header"),
        Row((_cell("2024"), _cell("2025")), "header"),
    )
    body: list[Row] = []
    for number in range(360):
        if number % 60 == 0:
            body.append(Row((_cell(f"Dimensi {number // 60}", columns=4),), "group"))
        body.append(Row(tuple(map(_cell, (str(number), "Program", "1.000", "2.000")))))
    total = Row((_cell("Jumlah", columns=2), _cell("360.000"), _cell("720.000")), "total")
    columns = (Column(1, "center"), Column(6), Column(3, "right"), Column(3, "right"))
    document = part(write(Table(columns, (*heads, *body, total), orientation="landscape")))

    rows = list(document.iter(f"{W}tr"))
    assert len(rows) == 2 + 6 + 360 + 1
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    repeated = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert repeated == [True, True] + [False] * 367
    styles = [[item.get(f"{W}val") for item in row.iter(f"{W}pStyle")] for row in rows]
    assert styles.count(["TableGroup"]) == 6
    plain = [[style.removesuffix("Kept") for style in row] for row in styles]
    assert plain.count(["TableCenter", "TableText", "TableNumber", "TableNumber"]) == 360
    assert styles[-1] == ["TableTotal", "TableTotalNumber", "TableTotalNumber"]
    spans = [item.get(f"{W}val") for row in rows[2:] for item in row.iter(f"{W}gridSpan")]
    assert spans == ["4"] * 6 + ["2"]
    # A group's heading and the row before the sum are never alone on a page.
    sheet = part(write(), "word/styles.xml")
    assert sheet.find(f"{W}style[@{W}styleId='TableGroup']/{W}pPr/{W}keepNext") is not None
    assert sheet.find(f"{W}style[@{W}styleId='TableTotal']/{W}rPr/{W}b") is not None
    kept = [[style.endswith("Kept") for style in row] for row in styles[-3:]]
    assert kept == [[False] * 4, [True] * 4, [False] * 3]
    # Fixed widths: each cell's is its columns'.
    widths = [int(item.get(f"{W}w")) for item in document.iter(f"{W}gridCol")]
    assert [int(item.get(f"{W}w")) for item in rows[10].iter(f"{W}tcW")] == widths
    assert document.find(f".//{W}tblLayout").get(f"{W}type") == "fixed"
