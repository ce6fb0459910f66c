"""``charts/<name>.yaml`` and ``chart(…)``: from records to a Chart node."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from masterplan_cli.diagnostics import Severity
from masterplan_cli.document.charts import Chart

Render = Callable[..., Any]

SPEC = """kind: stacked_column
category: row
value_title: "Pagu ({unit})"
format: rupiah
total: Jumlah
series:
  - {name: "{each}", value: "each.budget_by_year[row]", repeat: programs}
  - {name: Kosong, value: row - row, optional: true}
"""
CALL = '{{ chart("uji", years, caption="Pagu", id="gambar-uji") }}'


def _find(rendered: Any) -> Chart:
    assert rendered.diagnostics == ()
    (chart,) = (block for block in rendered.blocks if isinstance(block, Chart))
    return chart


def test_values_names_origins_and_unit(render: Render) -> None:
    chart = _find(render(CALL, charts__uji_yaml=SPEC))
    assert chart.origin == "template/book-b/01-rencana.md.j2:1"
    assert chart.caption is not None
    assert chart.caption.anchor == "gambar-uji"
    assert "rupiah)" in chart.value_title
    assert {point.origin for point in chart.series[0].points} == {"program/mob-01/budget"}
    assert chart.total is not None
    for place in range(len(chart.categories)):
        values = [one.points[place].value or Decimal(0) for one in chart.series]
        assert chart.total.points[place].value == sum(values)
    assert "Kosong" not in [one.name for one in chart.series]
    assert chart.alternative.startswith("Diagram kolom bertumpuk: Pagu.")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "diagram “uji” tidak ada"),
        ({"charts__uji_yaml": "kind: pie\n"}, "diagram “uji” tidak dapat dibaca"),
        ({"charts__uji_yaml": SPEC.replace("stacked_column", "bar")}, "hanya untuk stacked_column"),
        (
            {"charts__uji_yaml": SPEC.replace("each.budget_by_year[row]", "each.nama")},
            "diagram “uji”, series",
        ),
        (
            {"charts__uji_yaml": SPEC.replace("each.budget_by_year[row]", "each.name")},
            "bukan angka",
        ),
    ],
)
def test_faults_are_findings_at_the_templates_line(
    render: Render, files: dict[str, str], said: str
) -> None:
    rendered = render(f"Awal.\n\n{CALL}\n", **files)
    found = [one for one in rendered.diagnostics if said in one.message.id]
    assert len(found) == 1
    assert found[0].span.file.endswith("01-rencana.md.j2")
    assert found[0].span.line == 3


def test_an_unknown_name_suggests_the_nearest(render: Render) -> None:
    rendered = render(CALL.replace("uji", "ujii"), charts__uji_yaml=SPEC)
    assert "“uji”" in rendered.diagnostics[0].hint.id


def test_no_rows_and_no_values_print_a_placeholder(render: Render) -> None:
    for call in (
        '{{ chart("uji", []) }}',
        '{{ chart("uji", programs) }}',
    ):
        spec = (
            SPEC.replace("each.budget_by_year[row]", "row.risks[0].likelihood")
            .replace("value: row - row", "value: none")
            .replace("category: row", "category: row.name")
        )
        rendered = render(call, charts__uji_yaml=spec)
        assert not [block for block in rendered.blocks if isinstance(block, Chart)], call


def test_names_too_long_for_columns_advise_bars_once(render: Render) -> None:
    long = "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan, dan Kawasan Permukiman " * 2
    spec = "kind: column\ncategory: 'row ~ \" " + long + "\"'\nseries:\n  - {name: A, value: row}\n"
    rendered = render(CALL + "\n\n" + CALL.replace("gambar-uji", "dua"), charts__uji_yaml=spec)
    (found,) = rendered.diagnostics
    assert (found.code, found.severity) == ("chart-names", Severity.WARNING)
    assert (found.span.file[-15:], found.span.line, found.span.column) == ("charts/uji.yaml", 1, 7)
    assert "tidak muat di bawah kolom" in found.message.id
    assert found.hint is not None
    assert "kind: bar" in found.hint.id
    assert sum(isinstance(block, Chart) for block in rendered.blocks) == 2


def test_names_that_fit_advise_nothing(render: Render) -> None:
    assert render(CALL, charts__uji_yaml=SPEC).diagnostics == ()
