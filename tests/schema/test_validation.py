"""Faults become findings, and the rest of the record lives on."""

from __future__ import annotations

from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.schema.fields import Count, Line, Slug
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.validation import Validated, validate_tree, walk_records
from masterplan_cli.source.reader import read_yaml


class Leaf(Record):
    id: Slug
    name: Line
    size: Count | None = None


class Branch(Record):
    KIND: ClassVar[str] = "branch"

    id: Slug
    leaves: tuple[Leaf, ...] = ()
    first: Leaf | None = None


class Root(Record):
    branches: tuple[Branch, ...] = ()
    title: Line | None = None


def validate(text: str) -> Validated[Root]:
    tree, found = read_yaml("a.yaml", text.encode())
    assert tree is not None
    assert found == []
    return validate_tree(tree, Root, {})


def show(validated: Validated[Root]) -> list[str]:
    return [
        f"{one.span.line}:{one.span.column} {one.code} {one.message.en}"
        for one in validated.diagnostics
    ]


def test_sound_text_has_no_findings() -> None:
    validated = validate("branches: [{id: a, leaves: [{id: x, name: X, size: 3}]}]\n")

    assert validated.diagnostics == ()
    assert validated.refused == ()
    assert validated.record is not None
    assert validated.record.branches[0].leaves[0].size == 3


def test_bad_optional_value_is_cut_and_the_record_stays() -> None:
    validated = validate("branches:\n  - id: a\n    leaves:\n      - {id: x, name: X, size: dua}\n")

    assert show(validated) == ["4:32 wrong-value 'dua' is not a whole number"]
    assert validated.record is not None
    assert validated.record.branches[0].leaves == (Leaf(id="x", name="X"),)
    assert validated.refused == (("branches", 0, "leaves", 0, "size"),)


def test_bad_required_value_takes_its_record_along_and_no_more() -> None:
    validated = validate(
        "branches:\n"
        "  - {id: a, leaves: [{id: x, name: []}, {id: y, name: Y}]}\n"
        "  - {id: B, leaves: [{id: z, name: Z}]}\n"
        "  - {id: c}\n"
    )

    assert [line.split(" ")[1] for line in show(validated)] == ["wrong-value", "wrong-value"]
    assert validated.record is not None
    assert [branch.id for branch in validated.record.branches] == ["a", "c"]
    assert [leaf.id for leaf in validated.record.branches[0].leaves] == ["y"]


def test_all_faults_are_told_at_once() -> None:
    validated = validate(
        "titel: T\nbranches:\n  - id: a\n    leaves: {}\n  - first: {id: x, nama: X, size: -1}\n"
    )

    assert sorted(show(validated)) == [
        "1:1 unknown-key the key 'titel' is not known",
        "4:13 wrong-shape a list is expected here",
        "5:20 unknown-key the key 'nama' is not known",
        "5:35 wrong-value -1 is outside the range 0 to 1000000",
        "5:5 required-field the key 'id' is required here",
    ]


def test_misspelt_required_key_implies_that_it_is_missing() -> None:
    validated = validate("branches: [{id: a, first: {id: x, nmae: X}}]\n")

    assert show(validated) == ["1:35 unknown-key the key 'nmae' is not known"]
    assert [one.hint.en for one in validated.diagnostics if one.hint] == ["Did you mean: name"]


def test_foreign_key_does_not_hide_that_one_is_missing() -> None:
    validated = validate("branches: [{id: a, first: {id: x, warna: merah}}]\n")

    assert [line.split(" ")[1] for line in show(validated)] == ["required-field", "unknown-key"]
    unknown = validated.diagnostics[1]
    assert unknown.hint is not None
    assert unknown.hint.en == "Known keys here: id, name, size"


def test_root_that_cannot_be_read_is_none() -> None:
    tree, _ = read_yaml("a.yaml", b"name: X\n")
    assert tree is not None

    validated = validate_tree(tree, Leaf, {})

    assert validated.record is None
    assert [one.code for one in validated.diagnostics] == ["required-field"]


def test_number_cut_by_a_comma_is_one_finding() -> None:
    validated = validate("branches: [{id: a, first: {id: x, name: X, size: 1,5}}]\n")

    assert show(validated) == ["1:50 decimal-comma the comma cuts '1,5' into two entries"]
    assert validated.diagnostics[0].hint is not None
    assert validated.diagnostics[0].hint.id == "Tulis: 1.5"


def test_walk_yields_parents_first_with_segments_by_key() -> None:
    record = validate("branches: [{id: a, leaves: [{id: x, name: X}], first: {id: y, name: Y}}]\n")
    assert record.record is not None

    assert [visit.segments for visit in walk_records(record.record)] == [
        (),
        ("branches", "a"),
        ("branches", "a", "leaves", "x"),
        ("branches", "a", "first"),
    ]


VALUES: st.SearchStrategy[object] = st.recursive(
    st.sampled_from(["a", "b-1", "Tidak Sah", "7", "-7", "2024", "[]", "{}", "~", "''", "true"]),
    lambda below: st.one_of(
        st.lists(below, max_size=3).map(lambda items: f"[{', '.join(map(str, items))}]"),
        st.dictionaries(
            st.sampled_from(
                ["id", "name", "size", "leaves", "first", "branches", "programs", "budget", "x"]
            ),
            below,
            max_size=4,
        ).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        ),
    ),
    max_leaves=12,
)


@given(VALUES, st.sampled_from(["branches", "title", "programs", "lain"]))
def test_any_tree_gives_a_record_or_findings(value: object, key: str) -> None:
    tree, found = read_yaml("a.yaml", f"{key}: {value}\n".encode())
    if tree is None or found:
        return
    models: tuple[type[Record], ...] = (Root, ProgramsFile)
    for model in models:
        validated = validate_tree(tree, model, {"century": 2000})
        assert (validated.diagnostics == ()) == (validated.refused == ())
        assert validated.record is not None or validated.diagnostics
        for finding in validated.diagnostics:
            assert finding.span.file == "a.yaml"
            assert finding.span.line == 1
            assert 1 <= finding.span.column <= len(tree.text)


def test_text_in_the_place_of_records_is_told_how_one_looks() -> None:
    from masterplan_cli.model.program import ProgramsFile

    text = b"programs:\n  - {id: a, name: A, budget: 5 miliar}\n"
    tree, _ = read_yaml("a.yaml", text)
    assert tree is not None

    (found,) = validate_tree(tree, ProgramsFile, {}).diagnostics

    assert found.code == "wrong-shape"
    assert found.hint is not None
    assert found.hint.en == "Write each item: - {year: …, amount: …}"
