"""From a pointer to its line, whatever the file looks like; ids that are used twice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from masterplan_cli.compiler import load_plan
from masterplan_cli.model.fact import FactsFile
from masterplan_cli.model.governance import Governance
from masterplan_cli.model.program import Program, ProgramsFile
from masterplan_cli.schema.index import Index, SourceFile
from masterplan_cli.schema.pointers import list_absent_pointers, list_pointers
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.survey import build_index, describe_collisions
from masterplan_cli.schema.validation import validate_tree
from masterplan_cli.source.reader import read_yaml

ROOT = Path(__file__).parents[2]

TEXT = """\
# kepala berkas
programs:
  - id: p-1
    name: Satu
    owner: dinas-a
    partners: [dinas-b, dinas-c]
    start: 2025
    indicators:
      - {id: ind-1, name: Satu, targets: {2025: 7.50, "2026": 8}}
      - id: ind-2
        name: Dua
        baseline:
          year: 2024
          value: 1
    budget:
      - {year: 2025, source: apbd, amount: 100}
      - {year: 2025, amount: 200}
    quick_win:
      short_name: Cepat
      benefits: {public: Murah}
  - name: Dua
    id: p-2
"""


def open_file(text: str, model: type[Record], name: str = "a.yaml") -> SourceFile:
    tree, found = read_yaml(name, text.encode())
    assert tree is not None
    assert found == []
    validated = validate_tree(tree, model, {"century": 2000})
    assert validated.record is not None
    return SourceFile(tree, validated.record, validated.refused)


@pytest.fixture
def index() -> Index:
    return build_index([open_file(TEXT, ProgramsFile)])


@pytest.mark.parametrize(
    ("pointer", "place", "text"),
    [
        ("program/p-1", (3, 5), "id"),
        ("program/p-1/id", (3, 9), "p-1"),
        ("program/p-1/name", (4, 11), "Satu"),
        ("program/p-1/partners/dinas-c", (6, 25), "dinas-c"),
        ("program/p-1/indicators/ind-1", (9, 10), "id"),
        ("program/p-1/indicators/ind-1/targets/2025", (9, 49), "7.50"),
        ("program/p-1/indicators/ind-1/targets/2026", (9, 63), "8"),
        ("program/p-1/indicators/ind-2/baseline/value", (14, 18), "1"),
        ("program/p-1/budget/2025:apbd/amount", (16, 44), "100"),
        ("program/p-1/budget/2025:/amount", (17, 30), "200"),
        ("program/p-1/quick_win/benefits/public", (20, 26), "Murah"),
        ("program/p-2", (21, 5), "name"),
        ("program/p-2/id", (22, 9), "p-2"),
        # what is absent: the nearest that holds it
        ("program/p-2/owner", (21, 5), "name"),
        ("program/p-1/quick_win/potential/extension", (19, 7), "short_name"),
        ("program/p-1/partners/dinas-x", (6, 16), "dinas-b"),
    ],
)
def test_pointer_leads_to_its_text(
    index: Index, pointer: str, place: tuple[int, int], text: str
) -> None:
    span = index.locate(pointer)

    assert span is not None
    assert (span.line, span.column) == place
    line = TEXT.split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == text


def test_key_asks_for_the_key(index: Index) -> None:
    span = index.locate("program/p-1/indicators/ind-1/targets/2026", key=True)

    assert span is not None
    assert (span.line, span.column, span.end_column) == (9, 55, 61)


@pytest.mark.parametrize(
    "pointer", ["", "program", "program/", "program/p-3", "opd/dinas-a", "p-1", "/programs"]
)
def test_pointer_to_nothing_is_none(index: Index, pointer: str) -> None:
    assert index.locate(pointer) is None
    assert index.read_source(pointer) is None
    assert not index.is_refused(pointer)


def test_source_of_a_pointer_is_tree_and_path(index: Index) -> None:
    source = index.read_source("program/p-2/name")

    assert source is not None
    tree, path = source
    assert path == ("programs", 1, "name")
    assert tree.source_of(path) == "Dua"


def test_records_are_found_by_kind_and_id(index: Index) -> None:
    found = index.find("program", "p-2")

    assert isinstance(found, Program)
    assert found.name == "Dua"
    assert index.find("program", "p-9") is None
    assert index.find("opd", "p-2") is None
    assert index.list_names("program") == ["p-1", "p-2"]
    assert index.list_names("opd") == []


def test_references_are_listed_with_their_pointers(index: Index) -> None:
    assert [(use.pointer, use.kind, use.target) for use in index.list_uses()] == [
        ("program/p-1/owner", "opd", "dinas-a"),
        ("program/p-1/partners/dinas-b", "opd", "dinas-b"),
        ("program/p-1/partners/dinas-c", "opd", "dinas-c"),
        ("program/p-1/budget/2025:apbd/source", "fund", "apbd"),
    ]


@pytest.mark.parametrize("twin", ["", "  - {id: p-1, name: Kembar, owner: dinas-d}\n"])
def test_targets_are_whom_references_name_also_beside_twins(twin: str) -> None:
    index = build_index([open_file(TEXT + twin, ProgramsFile)])
    wanted = {(use.kind, use.target) for use in index.list_uses()}

    assert {(kind, one) for kind, names in index.referenced.items() for one in names} == wanted
    assert index.referenced["fund"] == {"apbd"}
    assert len(index.collisions) == bool(twin)


def test_rows_of_one_year_and_source_are_twins() -> None:
    rows = "{year: 2025, amount: 1, source: a}, {year: 2025, amount: 2, source: a}"
    text = f"programs:\n  - {{id: p, name: N, budget: [{rows}]}}\n"
    index = build_index([open_file(text, ProgramsFile)])

    assert [second.segments[2:] for _, second in index.collisions] == [("budget", "2025:a")]


def test_record_that_is_alone_of_its_kind_needs_no_id() -> None:
    index = build_index([open_file("bodies: [{id: tim, name: Tim}]\n", Governance)])

    span = index.locate("governance/bodies/tim/name")
    assert span is not None
    assert (span.line, span.column) == (1, 26)
    assert index.locate("governance") == index.locate("governance/commitment/place")


def test_values_of_a_fact_are_told_apart_by_year_or_day() -> None:
    text = (
        "facts:\n  - id: f\n    label: F\n    values:\n"
        "      - {year: 2023, value: 1}\n"
        "      - {year: 2023, as_of: 2023-06-30, value: 2}\n"
        "      - {value: 3}\n"
    )
    index = build_index([open_file(text, FactsFile)])

    keys = ("2023", "2023-06-30", "undated")
    spans = [index.locate(f"fact/f/values/{key}/value") for key in keys]

    assert [span.line for span in spans if span] == [5, 6, 7]


def test_refused_record_is_refused_wholly_and_alone() -> None:
    file = open_file(TEXT.replace("start: 2025", "start: dua ribu"), ProgramsFile)
    index = build_index([file])

    assert index.is_refused("program/p-1/start")
    assert index.is_refused("program/p-1/indicators/ind-2/baseline")
    assert not index.is_refused("program/p-2")


def test_record_of_which_the_id_is_lost_leaves_its_kind_nameless() -> None:
    index = build_index([open_file(TEXT.replace("id: p-2", "ids: p-2"), ProgramsFile)])

    assert index.nameless == {"program"}


def test_ids_of_what_was_cut_are_still_known() -> None:
    index = build_index(
        [open_file(TEXT.replace("    name: Satu\n", ""), ProgramsFile)], frozenset("z")
    )

    assert {"p-1", "ind-1", "ind-2", "z"} <= index.harvested
    assert "p-2" not in index.harvested


def test_id_used_twice_in_one_list() -> None:
    index = build_index([open_file(TEXT.replace("id: p-2", "id: p-1"), ProgramsFile)])

    found = describe_collisions(index)

    assert [(one.code, one.span.line, one.span.column) for one in found] == [
        ("duplicate-id", 22, 9)
    ]
    assert [(one.span.line, one.message.en) for one in found[0].related] == [(3, "first used here")]


def test_id_used_in_two_files() -> None:
    first = open_file("programs: [{id: x, name: X}]\n", ProgramsFile, "a.yaml")
    second = open_file("programs:\n  - {id: x, name: Y}\n", ProgramsFile, "b.yaml")
    index = build_index([first, second])

    found = describe_collisions(index)

    assert [(one.span.file, one.span.line) for one in found] == [("b.yaml", 2)]
    assert [one.span.file for one in found[0].related] == ["a.yaml"]
    record = index.find("program", "x")
    assert isinstance(record, Program)
    assert record.name == "X"


def test_natural_key_used_twice() -> None:
    index = build_index(
        [open_file(TEXT.replace("2025, amount", "2025, source: apbd, amount"), ProgramsFile)]
    )

    found = describe_collisions(index)

    assert [(one.span.line, one.message.en) for one in found] == [
        (17, "the entry '2025:apbd' stands twice")
    ]


def test_rows_that_lack_part_of_their_key_are_no_twins() -> None:
    text = TEXT.replace("source: apbd, ", "")

    assert describe_collisions(build_index([open_file(text, ProgramsFile)])) == []


def test_twins_are_reported_without_what_stands_in_them() -> None:
    text = "programs:\n" + "  - {id: x, name: X, indicators: [{id: i, name: I}]}\n" * 2

    found = describe_collisions(build_index([open_file(text, ProgramsFile)]))

    assert [(one.span.line, one.span.column) for one in found] == [(3, 10)]


def test_every_pointer_of_a_workspace_leads_into_its_own_file(small: Path) -> None:
    check_pointers(small)


def test_every_pointer_of_ketapang_leads_into_its_own_file() -> None:
    check_pointers(ROOT)


def check_pointers(project: Path) -> None:
    loaded = load_plan(project)
    assert loaded.plan is not None
    assert loaded.profile is not None
    index = loaded.plan.index
    for file in [*loaded.plan.workspace.files, loaded.profile.file]:
        pointers = [
            pointer
            for pointer in list_pointers(Index({}), [file])
            if pointer.partition("/")[0] in index.entries and pointer not in index.entries
        ]
        for pointer in pointers:
            span = index.locate(pointer)
            assert span is not None, pointer
            assert span.file == file.tree.file, pointer


SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,2})?", fullmatch=True)
WORDS = st.text("abc #:|-,'\"{}[]&*é𝄞", min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)
YEARS = st.integers(2024, 2033)


def draw_unique(content: st.SearchStrategy[dict[str, Any]], key: str) -> Any:
    return st.lists(content, max_size=3, unique_by=lambda item: item[key])


INDICATORS = draw_unique(
    st.fixed_dictionaries(
        {"id": SLUGS, "name": WORDS},
        optional={
            "unit": WORDS,
            "targets": st.dictionaries(YEARS, st.integers(0, 99), max_size=3),
            "baseline": st.fixed_dictionaries({"value": st.integers(0, 9), "year": YEARS}),
        },
    ),
    "id",
)
BUDGETS = draw_unique(
    st.fixed_dictionaries(
        {"amount": st.integers(0, 10**12), "year": YEARS}, optional={"source": SLUGS}
    ),
    "year",
)
PROGRAMS = draw_unique(
    st.fixed_dictionaries(
        {"name": WORDS, "id": SLUGS},
        optional={
            "owner": SLUGS,
            "partners": st.lists(SLUGS, max_size=3, unique=True),
            "start": YEARS,
            "description": WORDS,
            "indicators": INDICATORS,
            "budget": BUDGETS,
            "quick_win": st.fixed_dictionaries(
                {"short_name": WORDS}, optional={"summary": WORDS, "benefits": st.just({})}
            ),
        },
    ),
    "id",
)


@settings(max_examples=60)
@given(PROGRAMS, st.sampled_from([None, True, False]), st.integers(20, 200), st.text("# \n"))
def test_every_pointer_leads_to_its_value(
    programs: list[dict[str, Any]], flow: bool | None, width: int, top: str
) -> None:
    head = "".join(f"# {line}\n" for line in top.split("\n"))
    text = head + yaml.safe_dump(
        {"programs": programs},
        default_flow_style=flow,
        width=width,
        allow_unicode=True,
        sort_keys=False,
    )
    file = open_file(text, ProgramsFile)
    index = build_index([file])
    pointers = {one for one in list_pointers(index, [file]) if one.startswith("program/")}

    assert len(pointers) >= len(programs) * 2
    written = yaml.safe_load(text)
    for pointer in pointers:
        source = index.read_source(pointer)
        span = index.locate(pointer)
        assert source is not None
        assert span is not None
        assert span.file == "a.yaml"
        assert 1 <= span.line <= text.count("\n") + 1
        tree, path = source
        value = follow(tree.data, path)
        assert read_like_yaml(value, follow(written, path)), pointer


def follow(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        keep: Callable[[Any], Any] = (
            int if isinstance(data, dict) and part not in data else (lambda one: one)
        )
        data = data[keep(part)]
    return data


def read_like_yaml(read: Any, written: Any) -> bool:
    """Say whether the reader's text means what the YAML library read."""
    if isinstance(written, dict | list):
        return len(read) == len(written)
    if isinstance(written, int):
        return Decimal(read) == written
    return bool(read == written)


def test_what_is_absent_has_pointers_too() -> None:
    text = """programs:
  - id: a
    name: A
    indicators: [{id: i, name: I, targets: {2025: 1}}, {id: j, name: J, targets: {2026: 2}}]
"""
    file = open_file(text, ProgramsFile)
    index = build_index([file])
    absent = set(list_absent_pointers([file]))

    assert {"program/a/indicators/i/targets/2026", "program/a/indicators/j/targets/2025"} <= absent
    assert {"program/a/indicators/i/baseline/year", "program/a/quick_win/summary"} <= absent
    assert not absent & set(list_pointers(index, [file]))
    span = index.locate("program/a/indicators/i/targets/2026")
    assert (span.line, span.column) == (4, 45) if span else False
