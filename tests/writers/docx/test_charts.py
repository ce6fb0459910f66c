"""Native charts: the part, its workbook, and what Markdown shows of the same data agree."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.document import nodes as n
from masterplan_cli.document.charts import (
    Chart,
    ChartKind,
    ChartPoint,
    ChartSeries,
    has_crowded_names,
)
from masterplan_cli.document.numbering import number_document
from masterplan_cli.writers import WriterOptions
from masterplan_cli.writers.docx.charts.look import Layout, choose_fills, settle_names
from masterplan_cli.writers.docx.charts.workbook import name_range
from masterplan_cli.writers.markdown import write_markdown

KINDS: tuple[ChartKind, ...] = (
    "bar", "column", "stacked_bar", "stacked_column", "share_bar", "share_column",
)  # fmt: skip
LONG = "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan, Kawasan Permukiman & <Pertanahan> " * 2


def make_series(name: str, *values: str | None) -> ChartSeries:
    points = (
        ChartPoint(None) if value is None else ChartPoint(Decimal(value), value.replace(".", ","))
        for value in values
    )
    return ChartSeries(name, tuple(points))


def make_chart(kind: ChartKind = "stacked_column", **more: Any) -> Chart:
    chart = Chart(
        kind,
        (n.Text("2024"), n.Text('A | <b> & "c"')),
        (make_series("APBD", "1.5", "0"), make_series("CSR & lain", "-2.25", None)),
        "#,##0.0",
        "Tahun",
        "Pagu (miliar rupiah)",
        alternative='Diagram "pagu" <uji>',
        caption=n.Caption("figure", (n.Text("Pagu"),), "gambar-pagu"),
        origin="template/buku-2/07.md.j2:3",
    )
    return replace(chart, **more)


def read_cells(data: bytes) -> list[list[str]]:
    """Return the workbook's cells as text; what is empty is empty."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        from lxml import etree

        shared = [
            "".join(item.itertext())
            for item in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter("{*}row"):
        cells: list[str] = []
        for cell in row:
            value = cell.findtext("{*}v") or ""
            cells.append(shared[int(value)] if cell.get("t") == "s" else value)
        rows.append(cells)
    return rows


def read_cache(part: Any) -> tuple[list[str], dict[str, dict[int, str]]]:
    """Return the categories, and each series' values by place, that the part caches."""
    names: list[str] = []
    series = {}
    for one in part.iter("{*}ser"):
        names = one.xpath("*[local-name()='cat']//*[local-name()='v']/text()")
        points = one.xpath("*[local-name()='val']//*[local-name()='pt']")
        label = one.xpath("string(*[local-name()='tx']//*[local-name()='v'])")
        series[label] = {int(point.get("idx")): point[0].text for point in points}
    return names, series


def test_workbook_cache_and_markdown_hold_the_same_values(
    write: Callable[..., bytes], part: Callable[..., Any], metadata: n.Metadata
) -> None:
    chart = make_chart(total=make_series("Jumlah", "-0.75", "0"))
    book = write(chart)
    with zipfile.ZipFile(BytesIO(book)) as archive:
        cells = read_cells(archive.read("word/embeddings/data1.xlsx"))
    names, series = read_cache(part(book, "word/charts/chart1.xml"))
    assert names == ["2024", 'A | <b> & "c"']
    assert series == {
        "APBD": {0: "1.5", 1: "0"},
        "CSR & lain": {0: "-2.25"},
        "Jumlah": {0: "-0.75", 1: "0"},
    }
    assert cells[0] == ["Tahun", *series]
    assert cells[1] == ["2024", "1.5", "-2.25", "-0.75"]
    assert cells[2] == ['A | <b> & "c"', "0", "0"]
    document = n.Document(metadata, (chart,))
    lines = write_markdown(number_document(document), WriterOptions()).decode().splitlines()
    assert lines[0] == '<a id="gambar-pagu"></a>**Gambar 1** Pagu'
    unit = "Pagu (miliar rupiah)<br>"
    assert lines[2] == f"| Tahun | {unit}APBD | {unit}CSR & lain | {unit}Jumlah |"
    assert lines[4] == "| 2024 | 1,5 | -2,25 | -0,75 |"
    assert lines[5].startswith(r"| A \| ")
    assert lines[5].endswith("| 0 | – | 0 |")


def test_drawing_caption_and_marks(show: Callable[..., list[str]]) -> None:
    assert show(make_chart(), make_chart(caption=None)) == [
        'Figure | [template/buku-2/07.md.j2:3#1 <Diagram 1: Diagram "pagu" <uji>>]',
        "FigureCaption | [_Toc:gambar-pagu [template/buku-2/07.md.j2:3#2 [_Ref:gambar-pagu"
        r" Gambar {SEQ Gambar \* ARABIC=1}] Pagu]]",
        'Centered | [template/buku-2/07.md.j2:3#3 <Diagram 2: Diagram "pagu" <uji>>]',
    ]


def test_the_same_chart_gives_the_same_bytes(write: Callable[..., bytes]) -> None:
    book = write(make_chart())
    assert write(make_chart()) == book
    with zipfile.ZipFile(BytesIO(book)) as archive:
        inner = zipfile.ZipFile(BytesIO(archive.read("word/embeddings/data1.xlsx")))
        assert {info.date_time for info in inner.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2023-10-09T00:00:00Z" in inner.read("docProps/core.xml")


@pytest.mark.parametrize(("largest", "code"), [("9.5", "#,##0.0"), ("105.9", "#,##0")])
def test_an_axis_of_whole_steps_prints_no_decimals(
    largest: str, code: str, write: Callable[..., bytes], part: Callable[..., Any]
) -> None:
    chart = replace(make_chart("bar"), series=(make_series("Pagu", largest, "1"),))
    xml = part(write(chart), "word/charts/chart1.xml")
    assert next(xml.iter("{*}valAx")).find("{*}numFmt").get("formatCode") == f"[$-421]{code}"
    assert next(xml.iter("{*}dLbls")).find("{*}numFmt").get("formatCode") == "[$-421]#,##0.0"


def test_axes_have_unsigned_ids_and_formats_the_books_language(
    write: Callable[..., bytes], part: Callable[..., Any]
) -> None:
    xml = part(write(make_chart("bar", maximum=Decimal(100))), "word/charts/chart1.xml")
    assert {item.get("val") for item in xml.iter("{*}axId")} == {"1", "2"}
    assert {item.get("formatCode") for item in xml.iter("{*}valAx")} == {None}
    codes = {item.text for item in xml.iter("{*}formatCode")}
    assert codes == {"[$-421]#,##0.0"}
    assert next(xml.iter("{*}lang")).get("val") == "id-ID"
    assert next(xml.iter("{*}max")).get("val") == "100"
    assert next(xml.iter("{*}latin")).get("typeface") == "Arial"


def _many(count: int, names: str = "Kategori") -> dict[str, Any]:
    return {
        "categories": tuple(n.Text(f"{names} {place}") for place in range(count)),
        "series": tuple(
            make_series(f"Seri {one}", *(str(place * one) for place in range(count)))
            for one in range(12)
        ),
    }


SHAPES: dict[str, dict[str, Any]] = {
    "plain": {},
    "one category": _many(1),
    "twenty categories": _many(20),
    "long names": _many(6, LONG),
    "zeros": {"series": (make_series("Nol", "0", "0"),)},
    "total": {"total": make_series("Jumlah", "1", "2")},
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_shape_fits_the_page(kind: ChartKind, shape: str) -> None:
    layout = Layout(make_chart(kind, **SHAPES[shape]), 155.0, 240.0)
    assert 45.0 <= layout.height <= 192.0
    for one in range(len(layout.chart.series)):
        for place, point in enumerate(layout.chart.series[one].points):
            # A stacked piece without extent has no room for a value.
            assert not (layout.stacked and not point.value and layout.shows(one, place))


@pytest.mark.parametrize(
    ("names", "kind", "settled"),
    [
        (("2024", "2033"), "column", "column"),
        (("Smart Governance", "Smart Living"), "stacked_column", "stacked_column"),
        ((LONG, "b"), "column", "bar"),
        ((LONG, "b"), "stacked_column", "stacked_bar"),
        ((LONG, "b"), "share_column", "share_bar"),
        ((LONG, "b"), "bar", "bar"),
        (tuple(f"{year}" for year in range(2024, 2049)), "column", "column"),
        (tuple(f"Kecamatan {place}" for place in range(20)), "column", "bar"),
    ],
)
def test_columns_lie_down_where_their_names_have_no_room(
    names: tuple[str, ...], kind: ChartKind, settled: str
) -> None:
    series = make_series("Nilai", *("1" for _ in names))
    chart = make_chart(kind, categories=tuple(map(n.Text, names)), series=(series,))
    made = settle_names(chart, 155.0)
    assert made.kind == settled
    assert made.categories == chart.categories


def test_names_under_columns_with_sums_are_shortened_after_a_word() -> None:
    chart = make_chart(
        categories=(n.Text(LONG), n.Text("Dinas Kesehatan")), total=make_series("Jumlah", "1", "2")
    )
    made = settle_names(chart, 60.0)
    assert made.kind == "stacked_column"
    first, second = (name.text for name in made.categories)
    assert first == "Dinas Pekerjaan Umum, Penataan…"
    assert second == "Dinas Kesehatan"
    assert not has_crowded_names(made, 60.0)


def test_shortened_names_are_those_of_the_workbook(
    write: Callable[..., bytes], part: Callable[..., Any]
) -> None:
    names = tuple(n.Text(f"{place} {LONG}") for place in range(6))
    values = ("1", "2", "3", "4", "5", "6")
    total = make_series("Jumlah", *values)
    book = write(make_chart(categories=names, series=(make_series("A", *values),), total=total))
    shown, _ = read_cache(part(book, "word/charts/chart1.xml"))
    with zipfile.ZipFile(BytesIO(book)) as archive:
        cells = read_cells(archive.read("word/embeddings/data1.xlsx"))
    assert len(shown) == 6
    assert all(name.endswith("…") for name in shown)
    assert [row[0] for row in cells[1:]] == shown


@pytest.mark.parametrize("count", range(1, 13))
def test_neighbouring_fills_differ_in_lightness_or_pattern(count: int) -> None:
    def weigh(color: str) -> float:
        red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
        return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255

    fills = choose_fills(count)
    assert len(fills) == count
    assert len(set(fills)) == count
    for one, other in pairwise(fills):
        apart = abs(weigh(one.color) - weigh(other.color))
        assert one.pattern != other.pattern or apart > 0.15


def test_ranges_past_column_z() -> None:
    assert name_range(0, 2, 11) == "Data!$A$2:$A$11"
    assert name_range(26, 1, 1) == "Data!$AA$1"


def _all_charts() -> list[Chart]:
    return [make_chart(kind, **shape) for kind in KINDS for shape in SHAPES.values()]


@pytest.mark.parametrize("version", ["Office2016", "Microsoft365"])
def test_the_open_xml_sdk_finds_no_fault_in_any_chart(
    write: Callable[..., bytes], validator: str, tmp_path: Path, version: str
) -> None:
    charts = [
        replace(chart, caption=None, total=chart.total if "column" in chart.kind else None)
        for chart in _all_charts()
    ]
    path = tmp_path / "charts.docx"
    path.write_bytes(write(*charts))
    done = subprocess.run(
        [validator, str(path), "--officeVersion", version], capture_output=True, text=True
    )
    assert json.loads(done.stdout)["errors"] == []


def test_a_chart_survives_libreoffice(
    write: Callable[..., bytes], office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "book.docx"
    path.write_bytes(write(n.Paragraph((n.Text("Awal"),)), make_chart()))
    back = office(office(path, "odt"), "docx").read_bytes()
    with zipfile.ZipFile(BytesIO(back)) as archive:
        charts = [
            name for name in archive.namelist() if re.fullmatch(r"word/charts/\w+\.xml", name)
        ]
        assert charts
        assert b"barChart" in archive.read(charts[0])
        marks = re.findall(r'w:name="(_mp_[^"]+)"', archive.read("word/document.xml").decode())
    assert len(marks) == 2
