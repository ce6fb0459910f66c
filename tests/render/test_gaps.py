"""What a table prints where there is little, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Render = Callable[..., Any]

SHEET = """
plain: true
columns:
  - {heading: Isian, value: 'row["label"]', width: 1}
  - {heading: Isi, value: 'row["value"]', width: 3, required: true}
"""
GROUPED = """
group: row.location|default("Tempat lain") if grouped else ""
columns:
  - {heading: Program, value: row.name, width: 1}
"""
NAME = "Bus | Trayek *Baru* #1‹program/mob-01/name›"
OTHER = "Halte teduh‹program/mob-02/name›"


def test_a_sheet_calls_a_gap_by_its_row_s_label(render: Render) -> None:
    rows = "[dict(label='Trayek', value=programs[1].location.name), dict(label='A', value=1)]"
    rendered = render(f"{{{{ table('lembar', {rows}) }}}}", tables__lembar_yaml=SHEET)
    assert rendered.diagnostics == ()
    gap, known = rendered.dump
    assert gap.startswith("body: Trayek | ")
    assert "Trayek belum diisi" in gap
    assert known == "body: A | 1"


def test_a_group_without_a_name_prints_no_row(render: Render) -> None:
    text = "{{ table('grup', programs, grouped=GROUPED) }}"
    with_names = render(text.replace("GROUPED", "1"), tables__grup_yaml=GROUPED).dump
    without = render(text.replace("GROUPED", "0"), tables__grup_yaml=GROUPED).dump
    assert any(line.startswith("group: ") for line in with_names)
    assert without == ["header: Program", f"body: {NAME}", f"body: {OTHER}"]


def test_a_wide_table_of_few_rows_stands_upright(render: Render) -> None:
    text = "{{ table('lebar', programs[:1]) }}\n\n{{ table('lebar', programs) }}\n"
    wide = "orientation: landscape\nupright: 1\ncolumns:\n  - {heading: A, value: row.name, width: 1}\n"
    blocks = render(text, tables__lebar_yaml=wide).blocks
    assert [block.orientation for block in blocks] == ["portrait", "landscape"]


def test_an_empty_table_is_called_by_its_caption(render: Render) -> None:
    wide = "columns:\n  - {heading: A, value: row.name, width: 1}\n"
    text = "{{ table('kosong', [], caption='Daftar halte') }}"
    (line,) = render(text, tables__kosong_yaml=wide).dump
    assert line.startswith("Daftar halte belum diisi")
