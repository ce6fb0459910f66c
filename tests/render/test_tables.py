"""Columns of every kind: what their cells show, and what is said where one cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from masterplan_cli.document.rows import list_cells

from .conftest import dump_cell

Render = Callable[..., Any]

TEXT = "{{ table('uji', programs, caption='Uji') }}"
NAME = "Bus | Trayek *Baru* #1‹program/mob-01/name›"
OTHER = "Halte teduh‹program/mob-02/name›"


def write_columns(*columns: str, **keys: str) -> str:
    heads = [f"{key}: {value}" for key, value in keys.items()]
    return "\n".join([*heads, "columns:", *[f"  - {{{column}, width: 1}}" for column in columns]])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("number", ["1", "2"]),
        ("row.name or number", [NAME, OTHER]),
        ("row.owner.alamat or number", None),
        ("number or row.alamat", ["1", "2"]),
        (
            "'row.location|default(\"di mana pun\")'",
            ["Seluruh kota‹program/mob-01/location›", "di mana pun"],
        ),
        ("'row.alamat|default(\"tiada\")'", ["tiada", "tiada"]),
        ("'row.alamat.jalan|default(\"tiada\")'", None),
        ("row.alamat", None),
        ("item.name", None),
        ("'row[\"nama\"]'", None),
        ("'row.budget_by_year[0] or row.name'", [NAME, OTHER]),
    ],
)
def test_an_expression_gives_the_same_whatever_way_it_is_read(
    render: Render, value: str, shown: list[str] | None
) -> None:
    rendered = render(TEXT, tables__uji_yaml=write_columns(f"heading: A, value: {value}"))
    if shown is not None:
        assert rendered.dump[1:] == [f"body: {text}" for text in shown]
        return
    (found,) = rendered.diagnostics
    assert found.message.id.startswith("tabel “uji”, kolom “A”: ")
    assert "undefined" in found.message.id or "attribute" in found.message.id
    assert "tables/uji.yaml" in found.hint.id


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (
            "value: row.partners, list: bullet, line: it.name",
            ["PT Uji | Coba‹opd/mitra-a/name›", "–‹program/mob-02›"],
        ),
        (
            "value: row.budget, list: plain, line: it.source.name",
            ["APBD kota‹fund/apbd/name› / Hibah‹fund/hibah/name›", "APBD kota‹fund/apbd/name› / "],
        ),
        ("value: row.owner", ["Dishub‹opd/dinas-a/short_name›", 'Badan "Listrik" <Uji>']),
        ("value: row.start", ["2025‹program/mob-01/start›", "2025‹program/mob-02/start›"]),
        ("value: row.start, format: angka", ["2.025‹program/mob-01/start›", "2.025‹"]),
        (
            "value: 'row.budget_by_year[2026] or row.budget_by_year[0]', format: angka",
            ["–‹program/mob-01/budget›", "200.000.000‹program/mob-02/budget›"],
        ),
        ("value: row.location, required: true", ["Seluruh kota‹", "A belum diisi – penanggung"]),
        ("value: row.quick_win, shade: true", ["■", "Text"]),
        (
            "value: '[row.name, row.id]|join'",
            [f"{NAME}mob-01‹program/mob-01/id›", f"{OTHER}mob-02‹program/mob-02/id›"],
        ),
    ],
)
@pytest.mark.parametrize("items", [True, False])
def test_a_cell_shows_its_value_whether_it_spans_rows_or_not(
    render: Render, column: str, shown: list[str], items: bool
) -> None:
    below = ("heading: B, value: item.name, per: item",) if items else ()
    keys = {"items": "row.indicators"} if items else {}
    rendered = render(TEXT, tables__uji_yaml=write_columns(f"heading: A, {column}", *below, **keys))
    assert rendered.diagnostics == ()
    rows = [row for block in rendered.blocks for row in block.rows if row.kind == "body"]
    assert len(rows) == (3 if items else 2)
    first, last = list_cells(rows[0])[0], list_cells(rows[-1])[0]
    assert first.rows == (2 if items else 1)
    assert last.rows == 1
    for cell, wanted in zip((first, last), shown, strict=True):
        assert dump_cell(cell).startswith(wanted)


def test_groups_are_summed_up_each_and_all(render: Render) -> None:
    spec = write_columns(
        "heading: A, value: row.name",
        "heading: B, value: row.total_budget, format: angka, total: true",
        "heading: C, value: 'row.indicators[0].baseline.value', total: true",
        group="row.owner",
        subtotal="Sub",
        total="Semua",
    )
    rows = [line for line in render(TEXT, tables__uji_yaml=spec).dump if "total" in line]
    assert rows == [
        "total: Sub | 1.500.500.000 | 61,10",
        "total: Sub | 600.000.000 | 0",
        "total: Semua | 2.100.500.000 | 61,10",
    ]


def test_columns_that_repeat_are_summed_up_each(render: Render) -> None:
    spec = write_columns(
        "heading: A, value: row.name",
        "heading: '{each}', repeat: years, value: 'row.budget_by_year[each] or number',"
        " format: angka, total: true",
        "heading: '{each}', repeat: years, value: 'row.budget_by_year[each]',"
        " format: angka, total: true",
        total="Semua",
    )
    *_, total = render(TEXT, tables__uji_yaml=spec).dump
    assert total == (
        "total: Semua | 1.600.500.000 | 200.000.001 | 300.000.001"
        " | 1.600.500.000 | 200.000.000 | 300.000.000"
    )


def test_a_group_knows_no_item_and_no_column(render: Render) -> None:
    spec = write_columns(
        "heading: A, value: item.name, per: item",
        "heading: '{each}', value: each, repeat: years",
        items="row.indicators",
        group="('ada' if item is defined or each is defined else 'tiada')",
    )
    rows = render(TEXT, tables__uji_yaml=spec).dump
    assert [line for line in rows if line.startswith("group")] == ["group: tiada"]


@pytest.mark.parametrize("key", ["group", "items"])
def test_what_a_row_lacks_is_named_before_its_columns_are_made(render: Render, key: str) -> None:
    spec = write_columns("heading: A, value: row.name", **{key: "row.alamat"})
    (found,) = render(TEXT, tables__uji_yaml=spec).diagnostics
    assert found.message.id == "nama tidak dikenal di dalam templat: 'row.alamat' is undefined"


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("value: row.partners, list: plain, line: it.alamat", "line"),
        ("value: row.name, total: true", "value"),
        ("value: row.alamat, optional: true", "value"),
        ("value: '1 / 0'", "value"),
    ],
)
def test_a_column_that_cannot_be_made_is_named(render: Render, column: str, key: str) -> None:
    spec = write_columns("heading: Baik, value: number", f"heading: Rusak, {column}")
    (found,) = render(TEXT, tables__uji_yaml=spec).diagnostics
    assert found.message.id.startswith("tabel “uji”, kolom “Rusak”: ")
    assert found.hint.id == f"Periksa “{key}” kolom itu dalam tables/uji.yaml."
