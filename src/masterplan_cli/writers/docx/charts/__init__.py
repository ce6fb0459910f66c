"""Native Word charts: each is a part with its workbook inside, and a drawing that shows it.

Why written here and not by python-pptx: what it writes has negative axis ids, which the SDK's
validator refuses, and it would bring lxml and Pillow along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from masterplan_cli.document.charts import Chart
from masterplan_cli.writers.docx.charts.look import Layout, settle_names
from masterplan_cli.writers.docx.charts.part import CHART, write_part
from masterplan_cli.writers.docx.charts.workbook import (
    digest_workbook,
    localize_format,
    write_workbook,
)
from masterplan_cli.writers.docx.drawings import EMU_PER_TWIP, frame_drawing
from masterplan_cli.writers.docx.relationships import OFFICE, Relationships

if TYPE_CHECKING:
    from masterplan_cli.document.kept import Shelf
    from masterplan_cli.document.nodes import Metadata
    from masterplan_cli.writers.docx.package import Package
    from masterplan_cli.writers.docx.sections import Page

CHART_TYPE: Final = f"{OFFICE}/chart"
CHART_CONTENT: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_CONTENT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU_PER_MM: Final = 36000


def name_chart(number: int) -> str:
    """Return the name of a chart's part as the main document's relationships say it."""
    return f"charts/chart{number}.xml"


class ChartParts:
    """The charts of one book on their way into its package."""

    def __init__(self, metadata: Metadata, font: str, shelf: Shelf | None = None) -> None:
        """Start without charts; all of them use ``font``.

        Workbooks lie on ``shelf`` from one build to the next: what makes them takes a while to
        import.
        """
        self._metadata = metadata
        self._font = font
        self._shelf = shelf
        self._parts: list[tuple[str, bytes]] = []

    def add(self, chart: Chart, page: Page) -> tuple[str, tuple[int, int]]:
        """Return the target of the new part, and width and height of its drawing (EMU)."""
        wide = page.text_width * EMU_PER_TWIP
        width = wide / _EMU_PER_MM
        chart = settle_names(chart, width)
        layout = Layout(chart, width, page.text_height * EMU_PER_TWIP / _EMU_PER_MM)
        language = self._metadata.language
        code = localize_format(chart, language)
        part = write_part(layout, code, self._font, language)
        self._parts.append((part, self._write_workbook(chart, code)))
        return name_chart(len(self._parts)), (wide, round(layout.height * _EMU_PER_MM))

    def _write_workbook(self, chart: Chart, code: str) -> bytes:
        day = self._metadata.date
        if self._shelf is None:
            return write_workbook(chart, code, day)
        return self._shelf.remember(
            digest_workbook(chart, code, day), lambda: write_workbook(chart, code, day)
        )

    def write(self, package: Package) -> None:
        """Add every chart with its workbook to ``package``."""
        for number, (part, workbook) in enumerate(self._parts, 1):
            inside = Relationships()
            inside.add(f"{OFFICE}/package", f"../embeddings/data{number}.xlsx")
            package.add(f"word/{name_chart(number)}", part)
            package.add(f"word/charts/_rels/chart{number}.xml.rels", inside.write())
            package.add(f"word/embeddings/data{number}.xlsx", workbook)


def write_chart_drawing(chart: Chart, size: tuple[int, int], number: int, relationship: str) -> str:
    """Return the run that shows ``chart``; ``number`` is unique in the package."""
    content = f'<c:chart xmlns:c="{CHART}" r:id="{relationship}"/>'
    return frame_drawing(content, CHART, size, (f"Diagram {number}", number, chart.alternative))
