"""The Open XML SDK finds no error in any document of any stage of any workspace of the tests.

All books are looked at; of the sheets, of which some exist once per agency, those that together
hold everything that any of them holds (``shapes``), and one of each kind at least.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx_parts import change_body, change_part, replace_once
from shapes import list_shapes, pick_shapes
from shelf import Shelf

VERSIONS = ("Office2016", "Microsoft365")
STAGES = {
    "ketapang": (1, 2, 3, 4),
    "kota": (1, 2, 3, 4),
    "small": (1, 2),
    "new": (1, 4),
    "new-four-books": (4,),
}
Validate = Callable[[bytes, str], list[str]]


def list_files(shelf: Shelf, workspace: str, stage: int) -> tuple[dict[str, bytes], ...]:
    """Return a stage's books and its sheets as Word files by name."""
    outputs = shelf.build(workspace, stage).outputs
    files = {one.name: one.data for one in outputs if one.name.endswith(".docx")}
    books = {name: data for name, data in files.items() if name.startswith("buku-")}
    return books, {name: data for name, data in files.items() if name not in books}


def list_errors(files: dict[str, bytes], validate: Validate, version: str) -> dict[str, list[str]]:
    found = {name: validate(data, version) for name, data in files.items()}
    return {name: errors for name, errors in found.items() if errors}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("workspace", "stage"), [(name, stage) for name, stages in STAGES.items() for stage in stages]
)
def test_the_open_xml_sdk_finds_no_error_in_any_book(
    workspace: str, stage: int, version: str, shelf: Shelf, validate: Validate
) -> None:
    books, _ = list_files(shelf, workspace, stage)
    assert books
    assert list_errors(books, validate, version) == {}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("workspace", [name for name in STAGES if name != "small"])
def test_the_open_xml_sdk_finds_no_error_in_any_sheet(
    workspace: str, version: str, shelf: Shelf, validate: Validate
) -> None:
    sheets: dict[str, bytes] = {}
    for stage in STAGES[workspace]:
        sheets |= list_files(shelf, workspace, stage)[1]
    kinds = {name.split("-bimtek-")[0]: name for name in sheets}
    chosen = {name: sheets[name] for name in sorted({*pick_shapes(sheets), *kinds.values()})}
    assert len(chosen) >= len(kinds) > 0
    assert list_errors(chosen, validate, version) == {}


@pytest.mark.parametrize("version", VERSIONS)
def test_an_error_is_seen(version: str, shelf: Shelf, validate: Validate) -> None:
    data = shelf.take("small", 2, "book-b")
    swapped = change_body(
        data,
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
        '<w:pgSz w:w="16838" w:h="11906" w:orient="sideways"/>',
    )
    assert any("orient" in error for error in validate(swapped, version))


def test_a_sheet_with_something_new_is_chosen(shelf: Shelf) -> None:
    data = shelf.take("small", 2, "book-a")
    other = change_part(
        data, "word/styles.xml", replace_once("<w:styles ", '<w:styles w:rsid="00AA00AA" ')
    )
    same = change_body(data, "Jalan utama padat pada pagi hari.", "Jalan lengang.")

    assert list_shapes(data) == list_shapes(same)
    assert sorted(pick_shapes({"a": data, "b": same})) == ["b"]
    assert len(list(pick_shapes({"a": data, "b": same, "c": other}))) == 2
