"""What templates may call: tables, charts, figures, references, notes, page changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final, Literal, cast

from markupsafe import Markup

from masterplan_cli.diagnostics import Diagnostic, Severity
from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.charts import Chart, has_crowded_names
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.islands import Island
from masterplan_cli.document.nodes import (
    Block,
    Caption,
    Contents,
    CrossReference,
    Figure,
    Footnote,
    Inline,
    Orientation,
    PageBreak,
    Paragraph,
    Placeholder,
    SectionChange,
    Table,
    Text,
)
from masterplan_cli.render.chart_spec import ChartSpec
from masterplan_cli.render.charts import ChartBuilder
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.marks import Missing, read_origin
from masterplan_cli.render.mentions import ABBREVIATIONS
from masterplan_cli.render.pictures import find_media_type
from masterplan_cli.render.specs import SpecReader
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.table_spec import TableSpec
from masterplan_cli.render.tables import TableBuilder
from masterplan_cli.render.views import ListView, RecordView
from masterplan_cli.source.overlay import Overlay

# Millimetres between the margins of an upright A4 page, where charts usually stand.
_TEXT_WIDTH: Final = 155.0


class Functions:
    """The functions of one book's templates."""

    def __init__(
        self,
        environment: ProvenanceEnvironment,
        state: RenderState,
        templates: Overlay,
        read_picture: Callable[[str], bytes | None],
    ) -> None:
        """Print into ``state``; pictures come from the workspace through ``read_picture``."""
        self._environment = environment
        self._state = state
        self._read_picture = read_picture
        self._specs = SpecReader(templates)
        self._tables: dict[str, TableBuilder] = {}

    @property
    def specs(self) -> SpecReader:
        """The files of tables and charts, and what is wrong in them."""
        return self._specs

    def list_all(self) -> dict[str, Callable[..., Any]]:
        """Return every function by the name that templates call it by."""
        return {
            "table": self.table,
            "chart": self.chart,
            "figure": self.figure,
            "reference": self.reference,
            "footnote": self.footnote,
            "placeholder": self.placeholder,
            "contents": self.contents,
            "abbreviations": self.abbreviations,
            "page_break": lambda: self._place(PageBreak()),
            "spread": lambda: self._place(SectionChange(even=True)),
            "landscape": lambda: self._turn("landscape"),
            "portrait": lambda: self._turn("portrait"),
            "paragraph": self.paragraph,
        }

    def _place(self, *blocks: Block, name: str = "") -> Markup:
        return self._state.land(Island(None, blocks, name or type(blocks[0]).__name__))

    def _turn(self, orientation: Orientation) -> Markup:
        return self._place(SectionChange(orientation))

    def table(
        self,
        name: str,
        rows: Iterable[Any],
        caption: Any = None,
        id: str = "",
        **variables: Any,
    ) -> Markup:
        """Print the table ``tables/<name>.yaml`` over ``rows``; no rows print a placeholder."""
        spec = self._specs.read(TableSpec, name)
        title = caption if caption is not None else spec.caption
        if isinstance(rows, Missing) or not (listed := list(rows)):
            return self._place_missing(rows, title)
        heading = None if title is None else Caption("table", self._read_inlines(title), str(id))
        return self._place(
            self._build_table(name, listed, heading, variables), name=f"table {name}"
        )

    def _build_table(
        self, name: str, rows: Iterable[Any], caption: Caption | None, variables: dict[str, Any]
    ) -> Table:
        builder = self._tables.get(name)
        if builder is None:
            spec = self._specs.read(TableSpec, name)
            builder = TableBuilder(name, spec, self._environment, self._state)
            self._tables[name] = builder
        return builder.build(rows, {**self._environment.globals, **variables}, caption)

    def abbreviations(self, name: str = "singkatan") -> Markup:
        """Print ``tables/<name>.yaml`` over the abbreviations that this document uses.

        Which these are is known once the document stands: ``trim_front`` leaves the others out.
        """
        known = self._environment.globals["known_abbreviations"]
        made = self._build_table(name, cast(Iterable[Any], known), None, {})
        return self._place(replace(made, origin=ABBREVIATIONS), name=f"table {name}")

    def chart(
        self,
        name: str,
        rows: Iterable[Any],
        caption: Any = None,
        id: str = "",
        alternative: str = "",
        **variables: Any,
    ) -> Markup:
        """Print the chart ``charts/<name>.yaml`` over ``rows``; no values print a placeholder."""
        spec = self._specs.read(ChartSpec, name)
        title = caption if caption is not None else spec.caption
        listed = [] if isinstance(rows, Missing) else list(rows)
        if not listed:
            return self._place_missing(rows, title)
        heading = None if title is None else Caption("figure", self._read_inlines(title), str(id))
        builder = ChartBuilder(name, spec, self._environment, self._state)
        known = {**self._environment.globals, **variables}
        made = builder.build(listed, known, heading, str(alternative))
        if isinstance(made, Missing):
            return self._place_missing(made, title)
        self._advise_bars(name, made)
        return self._place(made, name=f"chart {name}")

    def _advise_bars(self, name: str, chart: Chart) -> None:
        """Say where names have no room below columns; Word's file draws them otherwise."""
        if not has_crowded_names(chart, _TEXT_WIDTH):
            return
        longest = max((category.text for category in chart.categories), key=len)
        lying = chart.kind.replace("column", "bar")
        already = " dan hapus “total”." if chart.total else "; Word sudah menggambarnya begitu."
        advice = Diagnostic(
            "chart-names",
            Message(
                f"diagram “{name}”: nama seperti “{longest}” tidak muat di bawah kolom",
                f"chart '{name}': names such as '{longest}' do not fit below columns",
            ),
            self._specs.find_key(ChartSpec, name, "kind"),
            Severity.WARNING,
            hint=Message(
                f"Tulis “kind: {lying}”{already}",
                f"Write 'kind: {lying}'"
                + (" and remove 'total'." if chart.total else "; Word's file does so already."),
            ),
        )
        self._specs.advise(advice)

    def _place_missing(self, rows: Any, title: Any) -> Markup:
        """Print the mark of content that is missing at the place that ``rows`` come from.

        What the profile has no label for is called as its table or figure would be.
        """
        origin = read_origin(rows) or getattr(rows, "origin", "")
        named = read_text(self._read_inlines(title)) if title else "Data"
        return self._place(Paragraph((self._state.make_placeholder(str(origin), named),)))

    def _read_inlines(self, value: Any) -> tuple[Inline, ...]:
        """Return what a caption or note holds: values, standing text, or captured text."""
        if isinstance(value, Markup):
            return self._state.open_captured(value)
        return self._state.make_inlines(value) if read_origin(value) else (Text(str(value)),)

    def figure(
        self,
        path: str,
        caption: Any = None,
        alternative: str = "",
        id: str = "",
        width: float = 1.0,
    ) -> Markup:
        """Print a picture of the workspace (PNG or JPEG) with its caption."""
        data = self._read_picture(path)
        media = find_media_type(data) if data else None
        if data is None or media is None:
            raise TemplateFaultError(
                Message(
                    f"gambar “{path}” tidak ada atau bukan PNG/JPEG",
                    f"the picture '{path}' does not exist or is neither PNG nor JPEG",
                ),
                Message("Simpan gambarnya di dalam workspace.", "Put it into the workspace."),
            )
        heading = None if caption is None else Caption("figure", self._read_inlines(caption), id)
        return self._place(Figure(data, media, alternative or str(caption or ""), heading, width))

    def reference(self, target: Any) -> Markup:
        """Print the number of the heading, table or figure with the anchor ``target``."""
        return self._state.land(Island((CrossReference(str(target)),), name=str(target)))

    def footnote(self, content: Any) -> Markup:
        """Print a note at the foot of the page; missing content prints nothing."""
        if isinstance(content, Missing):
            return Markup("")
        if isinstance(content, RecordView):
            inlines = self._state.make_inlines(content.display)
            return self._state.land(Island((Footnote(inlines, content.origin),), name="footnote"))
        return self._state.land(Island((Footnote(self._read_inlines(content)),), name="footnote"))

    def placeholder(self, text: str, record: Any = None) -> Markup:
        """Print a visible mark of something missing that belongs to ``record``."""
        origin = record.origin if isinstance(record, RecordView | Missing | ListView) else ""
        who = self._state.name_responsible(origin) if origin else ""
        return self._state.land(Island((Placeholder(f"{text}{who}", origin),), name="placeholder"))

    def contents(self, kind: str = "headings") -> Markup:
        """Print a generated list: of headings, tables or figures."""
        if kind not in {"headings", "tables", "figures"}:
            raise TemplateFaultError(
                Message(f"daftar “{kind}” tidak dikenal", f"the list '{kind}' is not known"),
                Message("Pilih: headings, tables, figures", "Choose: headings, tables, figures"),
            )
        return self._place(Contents(cast(Literal["headings", "tables", "figures"], kind)))

    def paragraph(self, content: Any, style: str = "body") -> Markup:
        """Print a paragraph in one of the roles of the document model."""
        if style not in {"body", "note", "source", "centered", "signature"}:
            raise TemplateFaultError(
                Message(f"gaya “{style}” tidak dikenal", f"the style '{style}' is not known"),
                Message(
                    "Pilih: body, note, source, centered, signature",
                    "Choose: body, note, source, centered, signature",
                ),
            )
        kind = cast(Literal["body", "note", "source", "centered", "signature"], style)
        return self._place(Paragraph(self._read_inlines(content), kind))
