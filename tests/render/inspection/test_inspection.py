"""Faults of templates are found without printing them, each once and at its own word."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.compiler import check_templates, load_plan
from masterplan_cli.render import book

ROOT = Path(__file__).parents[3]
BOOK = "templates/mini/book-a"
CHAPTER = f"{BOOK}/01-kondisi.md.j2"
TABLE = "templates/mini/tables/program.yaml"
TARGET = "templates/mini/tables/target.yaml"

FAULTS = {
    "a name that nobody gives": (
        CHAPTER, "vision.statement", "vison.statement",
        f"{CHAPTER}:5:12: error[template-unknown-name] nama “vison”",
    ),
    "an attribute that no record has": (
        CHAPTER, "issue.text", "issue.txt",
        f"{CHAPTER}:13:12: error[template-unknown-name] nama “txt”",
    ),
    "a filter that does not exist": (
        CHAPTER, "value|angka", "value|angkka",
        f"{CHAPTER}:3:80: error[template-unknown-name] nama “angkka”",
    ),
    "a loop's name behind the loop": (
        CHAPTER, "> Kutipan biasa.", "> {{ dimension.name }}",
        f"{CHAPTER}:20:6: error[template-unknown-name] nama “dimension”",
    ),
    "an attribute in a filter's argument": (
        f"{BOOK}/02-rencana.md.j2", '|map(attribute="total_budget")|sum|rupiah }}',
        '|map(attribute="total_bugdet")|sum|rupiah }}',
        f"{BOOK}/02-rencana.md.j2:12:40: error[template-unknown-name] nama “total_bugdet”",
    ),
    "a template that nobody has": (
        CHAPTER, "> Kutipan biasa.", '{% include "book-a/lain.j2" %}',
        f"{CHAPTER}:20:13: error[template-unknown-name] templat “book-a/lain.j2” tidak ada",
    ),
    "a part that nobody has": (
        CHAPTER, "> Kutipan biasa.", '{{ part("book-a/lain.j2", given=programs) }}',
        f"{CHAPTER}:20:10: error[template-unknown-name] templat “book-a/lain.j2” tidak ada",
    ),
    "a macro that the imported template does not make": (
        CHAPTER, "> Kutipan biasa.",
        '{% from "book-a/02-rencana.md.j2" import lines %}{{ lines(programs) }}',
        f"{CHAPTER}:20:1: error[template-unknown-name] “lines” tidak ada di book-a/02-rencana.md.j2",
    ),
    "a reference to nothing": (
        CHAPTER, 'reference("rencana-a")', 'reference("rencana-b")',
        f"{CHAPTER}:5:55: error[template-unknown-anchor] rujukan “rencana-b”",
    ),
    "a table that does not exist": (
        "templates/mini/book-b/01-rencana.md.j2", 'table("target"', 'table("targt"',
        "templates/mini/book-b/01-rencana.md.j2:7:11: error[template-unknown-table] "
        "tables/targt.yaml tidak ada",
    ),
    "a table's expression": (
        TABLE, "row.partners", "row.patners",
        f"{TABLE}:6:29: error[template-unknown-name] nama “patners”",
    ),
    "a name in a table's expression": (
        TARGET, "item.baseline.value", "itm.baseline.value",
        f"{TARGET}:6:28: error[template-unknown-name] nama “itm”",
    ),
    "a table's expression that is none": (
        TARGET, "value: item.name", "value: item.name +",
        f"{TARGET}:5:33: error[template] “item.name +” bukan ungkapan",
    ),
    "a key that no table has": (
        TABLE, "total: Jumlah", "totl: Jumlah",
        f"{TABLE}:1:1: error[unknown-key] ",
    ),
    "a value in capitals": (
        CHAPTER, "{{ vision.statement }}", "{{ vision.statement|upper }}",
        f"{CHAPTER}:5:1: warning[template-lost-origin] nilai di sini kehilangan asalnya",
    ),
    "a caption that is joined": (
        f"{BOOK}/02-rencana.md.j2", 'caption="Program uji"', 'caption="Program " ~ region.name',
        f"{BOOK}/02-rencana.md.j2:10:1: warning[template-lost-origin] ",
    ),
    "a template that cannot be read": (
        CHAPTER, "{% endfor %}\n\n{% endfor %}", "{% endfor %}\n",
        f"{CHAPTER}:",
    ),
}  # fmt: skip

SOUND = {
    "what the template asks after first": "{% if subtitle is defined %}{{ subtitle }}{% endif %}",
    "a default": '{{ motto|default("Tanpa moto") }}',
    "an attribute with a default": '{{ region.motto|d("Tanpa moto") }}',
    "names that it sets": "{% set n = namespace(last=0) %}{% set n.last = n.last + 1 %}{{ n.last }}",
    "a block": "{% set text %}{{ region.name }}{% endset %}{{ text }}",
    "a mapping": '{% set m = {"isi": 1} %}{{ m.isi }}',
    "a macro": "{% macro say(word, end='.') %}{{ word }}{{ end }}{% endmacro %}{{ say('a') }}",
    "an import": '{% from "book-a/02-rencana.md.j2" import line as row %}{{ row(programs[0]) }}',
    "an include that may be missing": '{% include "book-a/lain.j2" ignore missing %}',
    "a macro's caller": "{% macro box() %}{{ caller() }}{% endmacro %}{% call box() %}a{% endcall %}",
    "a loop": "{% for one in programs if one.owner %}{{ loop.index }}{{ one.name }}{% endfor %}",
    "groups": '{% for g in programs|groupby("owner") %}{{ g.grouper }}{{ g.list|length }}{% endfor %}',
    "what is set within a condition": "{% if draft %}{% set a = 1 %}{% else %}{% set a = 2 %}{% endif %}{{ a }}",
    "an origin lost within a loop": "{% for one in programs %}{{ one.name|upper }}{% endfor %}",
    "anchors that end in a value": "{% for one in programs %}\n## A {: #bagian-{{ one.id }} }\n{% endfor %}\n"
    '{{ reference("bagian-x") }}',
    "methods of a text": '{{ region.name.split(" ")|length }}',
    "joined ids": '{{ reference("tabel-" ~ region.name) }}',
}  # fmt: skip


def test_a_part_knows_what_it_is_given_and_no_names_of_the_chapter(small: Path) -> None:
    call = '{% set own = 1 %}{{ part("book-a/bagian.j2", given=programs) }}'
    change(small / CHAPTER, "> Kutipan biasa.", call)
    part = small / BOOK / "bagian.j2"
    part.write_text("{{ given[0].name }}\n", encoding="utf-8")
    assert list_found(small) == []

    part.write_text("{{ given[0].name }}\n\n{{ own }}\n", encoding="utf-8")
    (found,) = list_found(small)
    assert found.startswith(f"{BOOK}/bagian.j2:3:4: error[template-unknown-name] nama “own”")


def list_found(project: Path) -> list[str]:
    found = check_templates(load_plan(project))
    return [
        f"{one.span.file}:{one.span.line}:{one.span.column}: "
        f"{one.severity.value}[{one.code}] {one.message.id}"
        for one in found
    ]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found_alone(small: Path, name: str) -> None:
    file, old, new, wanted = FAULTS[name]
    change(small / file, old, new)

    found = list_found(small)

    assert len(found) == 1, found
    assert found[0].startswith(wanted)


@pytest.mark.parametrize("name", SOUND)
def test_sound_template_raises_nothing(small: Path, name: str) -> None:
    change(small / CHAPTER, "> Kutipan biasa.", SOUND[name])

    assert list_found(small) == []


def test_included_template_sees_what_the_including_one_sets(small: Path) -> None:
    (small / BOOK / "bagian.j2").write_text("{{ greeting }}\n", encoding="utf-8")
    assert [line.partition(" ")[2] for line in list_found(small)] == [
        "error[template-unknown-name] nama “greeting” tidak dikenal di dalam templat",
        "warning[template-ignored] “bagian.j2” tidak dibaca buku mana pun",
    ]

    include = '{% set greeting = "Salam" %}{% include "book-a/bagian.j2" %}'
    change(small / CHAPTER, "> Kutipan biasa.", include)

    assert list_found(small) == []


def test_table_that_nobody_prints_is_found(small: Path) -> None:
    lone = small / "templates/mini/tables/lama.yaml"
    lone.write_text("columns: [{heading: Nama, value: row.name, width: 1}]\n", encoding="utf-8")

    assert list_found(small) == [
        "templates/mini/tables/lama.yaml:1:1: warning[template-unused-table] "
        "tables/lama.yaml tidak dipakai templat mana pun"
    ]


def test_nearest_name_is_suggested(small: Path) -> None:
    change(small / CHAPTER, "issue.sub_dimension", "issue.sub_dimention")

    found = check_templates(load_plan(small))

    assert [one.hint and one.hint.id.partition(",")[0] for one in found] == [
        "Mungkin maksudnya: sub_dimension"
    ]


def test_overriding_one_packaged_chapter_is_looked_at(ketapang_copy: Path, tmp_path: Path) -> None:
    templates = ketapang_copy / "templates/kominfo"
    chapter = templates / "buku-2/08-quick-win.md.j2"
    text = chapter.read_text(encoding="utf-8")
    for path in sorted(templates.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert not load_plan(ketapang_copy).wrong
    chapter.parent.mkdir()
    chapter.write_text(f"{text}\n{{{{ region.fullname }}}}\n", encoding="utf-8", newline="\n")

    found = list_found(ketapang_copy)

    assert len(found) == 1, found
    assert "nama “fullname”" in found[0]
    assert found[0].startswith("templates/kominfo/buku-2/08-quick-win.md.j2:")


def test_packaged_templates_alone_are_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book.Renderer, "inspect_templates", None)

    assert list_found(ROOT / "tests/workspaces/kota") == []


def test_what_was_found_is_kept_until_a_byte_changes(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    change(small / CHAPTER, "vision.statement", "vison.statement")
    change(small / TABLE, "row.partners", "row.patners")
    loaded = load_plan(small)
    first = check_templates(loaded, cache)
    assert {one.code for one in first} == {"template-unknown-name"}

    with monkeypatch.context() as context:
        context.setattr(book.Renderer, "inspect_templates", None)
        assert check_templates(loaded, cache) == first

    change(small / TABLE, "row.patners", "row.partners")
    assert len(check_templates(loaded, cache)) == len(first) - 1


def test_broken_cache_is_as_good_as_none(small: Path, tmp_path: Path) -> None:
    loaded = load_plan(small)
    assert check_templates(loaded, tmp_path) == []
    (tmp_path / "inspections.marshal").write_bytes(b"sampah")

    assert check_templates(loaded, tmp_path) == []
