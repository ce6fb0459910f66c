"""Every part of a small book beside its golden dump: nothing in a package changes unseen.

Body and footnotes have a dump of their own (``every-node.txt``), with bookmarks by what they stand
for; the letterhead's theme and fonts are Word's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from part_dump import dump_package, dump_part, flatten

from masterplan_cli.document import nodes as n
from masterplan_cli.document.charts import Chart, ChartPoint, ChartSeries

GOLDEN = Path(__file__).parent / "golden" / "parts.txt"
ELSEWHERE = ("word/document.xml", "word/footnotes.xml", "word/theme/theme1.xml")


def _series(name: str, *values: str) -> ChartSeries:
    return ChartSeries(name, tuple(ChartPoint(Decimal(one), one) for one in values))


CHART = Chart(
    "stacked_column",
    (n.Text("2024"), n.Text("2025")),
    (_series("APBD", "1.5", "2"), _series("CSR", "0.5", "1")),
    "#,##0.0",
    "Tahun",
    "Pagu (miliar rupiah)",
    alternative="Diagram pagu menurut tahun",
    caption=n.Caption("figure", (n.Text("Pagu"),), "gambar-pagu-tahun"),
)


@pytest.fixture(scope="module")
def package(every_node: n.Document, write: Callable[..., bytes]) -> bytes:
    """The book of every node with a chart."""
    return write(replace(every_node, blocks=(*every_node.blocks, CHART)))


def test_every_part(package: bytes, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, "\n".join(dump_package(package, ELSEWHERE)) + "\n")


def test_the_golden_holds_every_kind_of_part() -> None:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    parts = {line.removeprefix("=== ") for line in lines if line.startswith("=== ")}
    for name in ("styles", "numbering", "settings", "header-portrait", "footer-landscape"):
        assert f"word/{name}.xml" in parts
    assert {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml"} <= parts
    assert {"word/charts/chart1.xml", "word/embeddings/data1.xlsx"} <= parts
    assert any("Heading1" in line and "keepNext" in line for line in lines)


def test_lines_say_all() -> None:
    text = '<a x="1"><b val="2"/><c val="3" y="4"><t> d </t></c>e</a>'
    assert flatten(etree.fromstring(text)) == "a(x=1 b=2 c(val=3 y=4 “ d ”))"
    styles = b'<styles><style id="A"><pPr><keepNext/></pPr></style><style id="B"/></styles>'
    assert list(dump_part(styles)) == ["styles", "  style(id=A pPr(keepNext))", "  style(id=B)"]
