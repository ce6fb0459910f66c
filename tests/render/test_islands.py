"""Every construct of Jinja that may stand between a record and the page keeps the value's origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Render = Callable[..., Any]

NAME = "Bus | Trayek *Baru* #1‹program/mob-01/name›"
TEMPLATE = "template/book-b/01-rencana.md.j2"

CONSTRUCTS = {
    "attribute": ("{{ programs[0].name }}", NAME),
    "item by id": ("{{ programs['mob-02'].name }}", "Halte teduh‹program/mob-02/name›"),
    "for": ("{% for p in programs %}{{ p.name }};{% endfor %}", f"{NAME};Halte teduh‹program/mob-02/name›;"),
    "first": ("{{ (programs|first).name }}", NAME),
    "last": ("{{ (programs|last).name }}", "Halte teduh‹program/mob-02/name›"),
    "set": ("{% set x = programs[0].name %}{{ x }}", NAME),
    "block set": ("{% set x %}– {{ programs[0].name }}{% endset %}{{ x }}", f"– {NAME}"),
    "macro": ("{% macro m(p) %}({{ p.name }}){% endmacro %}{{ m(programs[0]) }}", f"({NAME})"),
    "call": (
        "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ programs[0].name }}{% endcall %}",
        f"[{NAME}]",
    ),
    "sort": (
        "{% for p in programs|sort(attribute='name', reverse=true) %}{{ p.name }} {% endfor %}",
        f"Halte teduh‹program/mob-02/name› {NAME}",
    ),
    "map": (
        "{% for n in programs|map(attribute='name') %}{{ n }};{% endfor %}",
        f"{NAME};Halte teduh‹program/mob-02/name›;",
    ),
    "groupby": (
        "{% for owner, group in programs|groupby('owner') %}{{ owner.name }}: {{ group[0].name }} {% endfor %}",
        f"Dinas Angkutan‹opd/dinas-a/name›: {NAME} "
        'Badan "Listrik" <Uji>‹opd/dinas-b/name›: Halte teduh‹program/mob-02/name›',
    ),
    "selectattr": (
        "{{ (programs|selectattr('owner', 'equalto', 'dinas-b')|first).name }}",
        "Halte teduh‹program/mob-02/name›",
    ),
    "items": (
        "{% for year, value in programs[1].indicators[0].targets|items %}{{ year }}={{ value }} {% endfor %}",
        "2025‹program/mob-02/indicators/ind-1/targets/2025›=10‹program/mob-02/indicators/ind-1/targets/2025› "
        "2026‹program/mob-02/indicators/ind-1/targets/2026›=20‹program/mob-02/indicators/ind-1/targets/2026› "
        "2027‹program/mob-02/indicators/ind-1/targets/2027›=30‹program/mob-02/indicators/ind-1/targets/2027›",
    ),
    "largest key": (
        "{{ programs[1].indicators[0].targets|max }} {{ [3, 20, 1]|min }} {{ ['b', 'C']|max }}",
        "2027‹program/mob-02/indicators/ind-1/targets/2027› 1 C",
    ),
    "reference": ("{{ programs[0].owner.short_name }}", "Dishub‹opd/dinas-a/short_name›"),
    "record as text": ("{{ programs[0].owner }}", "Dishub‹opd/dinas-a/short_name›"),
    "list of references": (
        "{% for m in programs[0].partners %}{{ m.name }}{% endfor %}",
        "PT Uji | Coba‹opd/mitra-a/name›",
    ),
    "join": (
        "{{ programs|map(attribute='name')|join(', ') }}",
        f"{NAME}, Halte teduh‹program/mob-02/name›",
    ),
    "format filter": ("{{ programs[0].budget[0].amount|rupiah }}", "Rp1.250.000.000,00‹program/mob-01/budget/2025:apbd/amount›"),
    "sum of a list": ("{{ programs[0].budget|jumlah('amount')|rupiah }}", "Rp1.500.500.000,00‹program/mob-01/budget›"),
    "relation": ("{{ programs[0].total_budget|rupiah }}", "Rp1.500.500.000,00‹program/mob-01/budget›"),
    "digits as written": ("{{ programs[0].indicators[0].baseline.value }}", "61,10‹program/mob-01/indicators/ind-1/baseline/value›"),
    "date": ("{{ manifest.stages[0].as_of }}", "3\u00a0Februari 2025‹manifest/stages/1/as_of›"),
    "default": ("{{ programs[1].location|default('di mana saja') }}", "di mana saja"),
    "or": ("{{ programs[1].location or programs[1].name }}", "Halte teduh‹program/mob-02/name›"),
    "inline if": ("{{ programs[0].name if programs else 'tidak' }}", NAME),
    "captured joined": (
        "{% set x %}*{{ programs[1].name }}*{% endset %}{{ x ~ ' dan ' ~ programs[0].name }}",
        f"*Halte teduh‹program/mob-02/name›* dan {NAME}",
    ),
}  # fmt: skip


UNITS = {
    "a word": ("bersatuan", "12", "desa", "12\u00a0desa"),
    "per cent in a sentence": ("bersatuan", "40", "%", "40\u00a0persen"),
    "per cent in a table": ("bersatuan_ringkas", "9.39", "persen", "9,39%"),
    "its sign in a table": ("bersatuan_ringkas", "40", "%", "40%"),
    "no unit": ("bersatuan", "1250", "", "1.250"),
    "a value in words": ("bersatuan", "'belum ada'", "", "belum ada"),
}


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_stands_beside_its_value(name: str, render: Render) -> None:
    form, value, unit, expected = UNITS[name]
    assert render(f"{{{{ {value}|{form}('{unit}') }}}}").dump == [expected]


def test_value_and_unit_keep_their_own_origins(render: Render) -> None:
    rendered = render("{{ facts[0].values[0].value|bersatuan(facts[0].unit) }}")
    assert rendered.diagnostics == ()
    value = "101.234‹fact/population/values/2023/value›"
    assert rendered.dump == [f"{value}\u00a0jiwa‹fact/population/unit›"]


def test_a_missing_value_stays_missing_whatever_its_unit(render: Render) -> None:
    rendered = render("{{ programs[1].location|bersatuan('desa') or 'kurang' }}")
    assert rendered.dump == ["kurang"]


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct_keeps_the_origin(name: str, render: Render) -> None:
    template, expected = CONSTRUCTS[name]
    rendered = render(template)
    assert rendered.diagnostics == ()
    assert rendered.dump == [expected.strip()]


COMPUTED = {
    "concatenation": "{{ p.name ~ '!' }}",
    "upper": "{{ p.name|upper }}",
    "sum": "{{ p.budget|map(attribute='amount')|sum }}",
    "arithmetic": "{{ p.total_budget * 2 }}",
}


@pytest.mark.parametrize("name", COMPUTED)
def test_what_loses_its_mark_belongs_to_the_record_of_its_loop(name: str, render: Render) -> None:
    rendered = render("{% for p in programs[:1] %}\n" + COMPUTED[name] + "\n{% endfor %}\n")
    assert rendered.diagnostics == ()
    (line,) = rendered.dump
    assert line.endswith("‹program/mob-01›")


def test_outside_a_loop_it_belongs_to_the_template_line(render: Render) -> None:
    (block,) = render("\n\n{{ programs|length }} program\n").blocks
    assert block.origin == f"{TEMPLATE}:3"
    assert all(not node.origin for node in block.children)


PARTS = {
    "choice": "[p.name, [' (', p.owner, ')']|join if p.owner else '', '.']|join",
    "choice of two": "[(['a ', p.name]|join if p.location else ['b ', p.id]|join), 1, '']|join",
    "choice in a choice": "['', 'x' if p.location else (['y ', p.name]|join if p.name else 'z')]|join",
    "whole prose": "[p.description, [' ', p.name]|join]|join",
    "captured": "[note(p), [' ', note(p), [p.location]|join]|join, 2.5]|join",
    "nothing": "[]|join",
    "nothing within": "[[]|join, p.name]|join",
}


@pytest.mark.parametrize("name", PARTS)
def test_joined_parts_read_as_if_each_join_were_a_value(name: str, render: Render) -> None:
    macro = "{% macro note(p) %}({{ p.name }}){% endmacro %}"
    loop = "{% for p in programs %}\n"
    written = render(f"{macro}{loop}- x {{{{ {PARTS[name]} }}}}\n{{% endfor %}}")
    # A filter between keeps the lists from being written out into one call.
    apart = PARTS[name].replace("]|join", "]|list|join")
    taken = render(f"{macro}{loop}- x {{{{ {apart} }}}}\n{{% endfor %}}")

    assert written.diagnostics == taken.diagnostics == ()
    assert written.dump == taken.dump
    assert len(written.dump) == 2


STRUCTURE = [
    "| a | b |\n|---|---|\n| {{ programs[0].name }} | 2 |\n",
    "- {{ programs[0].name }}\n- dua\n",
    "# {{ programs[0].name }}\n",
    "> {{ programs[0].name }}\n",
    "**{{ programs[0].name }}**\n",
    "*a {{ programs[0].name }} b*\n",
    "[{{ programs[0].name }}](https://contoh.id)\n",
]


@pytest.mark.parametrize("template", STRUCTURE)
def test_a_value_never_breaks_the_structure_around_it(template: str, render: Render) -> None:
    rendered = render(template)
    assert rendered.diagnostics == ()
    assert sum(line.count(NAME) for line in rendered.dump) == 1


def test_prose_is_parsed_apart_and_keeps_its_blocks(render: Render) -> None:
    dump = render("{{ dimensions[0].pillar.condition }}").dump
    origin = "‹pillar/mobility/condition›"
    assert dump == [
        f"Jalan utama padat pada pagi hari. Angka {origin}**penting{origin}**"
        f": 3 dari 5 warga memakai sepeda motor.{origin}",
        f"Ada dua penyebab:{origin}",
        f"- trayek yang putus;{origin}",
        f"- jadwal yang tidak tentu.{origin}",
    ]


def test_one_paragraph_of_prose_may_stand_in_a_line(render: Render) -> None:
    (line,) = render("Uraian: {{ programs[0].description }} Selesai.").dump
    assert line.startswith("Uraian: Bus kecil menghubungkan dua terminal.")
    assert "$5 per km, menurut <catatan> @dishub." in line
    assert line.endswith("‹program/mob-01/description› Selesai.")


def test_missing_content_prints_who_owes_it(render: Render) -> None:
    (line,) = render("{{ programs[1].location }}").dump
    assert line == (
        'Data belum diisi – penanggung jawab: Badan "Listrik" <Uji>‹program/mob-02/location›'
    )


def test_standing_text_knows_its_template_line(render: Render) -> None:
    blocks = render("# Judul\n\n{% if true %}\nSatu.\n{% endif %}\n\n{# catatan #}\nDua.\n").blocks
    assert [block.origin for block in blocks] == [f"{TEMPLATE}:{line}" for line in (1, 4, 8)]


FAULTS = {
    "unknown field": ("baris\n{{ programs[0].nmae }}", 2, "nmae"),
    "unknown name": ("{{ programms }}", 1, "programms"),
    "syntax": ("satu\ndua {% if %}", 2, "Expected an expression"),
    "list as text": ("{{ programs }}", 1, "cannot be printed"),
    "true as text": ("{{ draft }}", 1, "cannot be printed"),
    "value in code": ("`{{ programs[0].name }}`", 1, "inside code"),
    "value in address": ("[x](https://contoh.id/{{ programs[0].name }})", 1, "inside code or a link"),
    "long prose in a line": ("Lihat: {{ dimensions[0].pillar.condition }}", 1, "inside a line"),
    "table in a line": ("Lihat {{ table('program', programs) }}", 1, "inside a line"),
    "filter on captured text": (
        "{% macro m() %}x{% endmacro %}\n{{ m()|upper }}", 2, "cannot be used on text captured"),
    "plus on captured text": (
        "{% macro m() %}x{% endmacro %}\n{{ m() + programs[0].name }}", 2, "cannot be combined"),
    "filter block": ("{% filter upper %}{{ programs[0].name }}{% endfilter %}", 1, "captured"),
    "unknown table": ("\n{{ table('tiada', programs) }}", 2, "no table 'tiada'"),
    "unknown name in a column": ("\n{{ table('salah', programs) }}", 2, "table 'salah', column 'B'"),
    "wrong type in a column": ("{{ table('jenis', programs) }}", 1, "cannot be written as rupiah"),
    "unreadable column": ("{{ table('rusak', programs) }}", 1, "column 'A'"),
    "unknown filter": ("{{ programs[0].name|safe }}", 1, "No filter named"),
    "private attribute": ("{{ programs[0].name.__class__ }}", 1, "forbidden"),
    "unknown picture": ("{{ figure('tiada.png') }}", 1, "does not exist"),
    "unknown list": ("{{ contents('semua') }}", 1, "is not known"),
    "unknown style": ("{{ paragraph('x', 'besar') }}", 1, "is not known"),
    "heading attribute": ("# Judul {: .besar }", 1, "heading attribute"),
    "picture by address": ("![x](https://contoh.id/a.png)", 1, "cannot be placed"),
    "wrong type in a format": ("{{ programs[0].name|rupiah }}", 1, "cannot be written"),
    "include of nothing": ("{% include 'tiada.j2' %}", 1, "no template"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_template_names_its_line(name: str, render: Render) -> None:
    template, line, words = FAULTS[name]
    columns = {
        "salah": "{heading: A, value: row.name, width: 1}, {heading: B, value: row.nmae, width: 1}",
        "jenis": "{heading: A, value: row.name, width: 1, format: rupiah}",
        "rusak": "{heading: A, value: row.name + 1, width: 1}",
    }
    files = {f"tables__{key}_yaml": f"columns: [{text}]\n" for key, text in columns.items()}
    found = render(template, **files).diagnostics
    assert [finding.code for finding in found] == ["template"]
    assert found[0].span.file == "templates/mini/book-b/01-rencana.md.j2"
    assert found[0].span.line == line
    assert words in found[0].message.en
