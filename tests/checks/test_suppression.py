"""Comments ignore a rule's finding on their line, and are checked themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Find = Callable[..., list[str]]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
OWNER = "    owner: dinas-b\n"
HEAD = "  - id: mob-02\n"


@pytest.fixture
def ownerless(small: Path, edit: Edit) -> Path:
    """A programme without owner, which is found at ``- id: mob-02``."""
    edit(small / PROGRAMS, OWNER, "")
    return small


def put_note(project: Path, edit: Edit, note: str) -> None:
    edit(project / PROGRAMS, HEAD, HEAD.replace("\n", f"  {note}\n"))


def test_without_a_note_there_is_a_finding(ownerless: Path, find: Find) -> None:
    assert [line.split()[1] for line in find(ownerless)] == ["error[program-without-owner]"]


@pytest.mark.parametrize("above", [True, False])
def test_note_ignores_what_its_line_has(
    ownerless: Path, edit: Edit, find: Find, above: bool
) -> None:
    note = "# masterplan: ignore[program-without-owner] dipilih pada Tahap III"
    if above:
        edit(ownerless / PROGRAMS, HEAD, f"  {note}\n{HEAD}")
    else:
        put_note(ownerless, edit, note)

    assert find(ownerless) == []


def test_several_codes_and_one_that_is_not_used(ownerless: Path, edit: Edit, find: Find) -> None:
    put_note(
        ownerless, edit, "# masterplan: ignore[program-without-owner, program-without-budget] x"
    )

    (line,) = find(ownerless)
    assert line.startswith(f"{PROGRAMS}:33:")
    assert "warning[ignore-unused] tidak ada temuan “program-without-budget” di baris 33" in line


def test_note_without_reason_ignores_and_is_an_error(
    ownerless: Path, edit: Edit, find: Find
) -> None:
    put_note(ownerless, edit, "# masterplan: ignore[program-without-owner]")

    assert [line.split()[1] for line in find(ownerless)] == ["error[ignore-without-reason]"]


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("# masterplan: ignore[program-witout-owner] x", ["ignore-unknown-code"]),
        ("# masterplan: ignore program-without-owner", ["ignore-malformed"]),
        ("# masterplan: ignore[dangling-reference] x", ["ignore-forbidden"]),
        ("# masterplan: ignore[wrong-value] x", ["ignore-forbidden"]),
    ],
)
def test_note_that_ignores_nothing(
    ownerless: Path, edit: Edit, find: Find, note: str, codes: list[str]
) -> None:
    put_note(ownerless, edit, note)

    found = [line.split("[")[1].split("]")[0] for line in find(ownerless)]
    assert sorted(found) == sorted([*codes, "program-without-owner"])


def test_dangling_reference_stays(small: Path, edit: Edit, find: Find) -> None:
    edit(
        small / PROGRAMS,
        "owner: dinas-b\n",
        "owner: dinas-x  # masterplan: ignore[dangling-reference] belum terdaftar\n",
    )

    codes = [line.split("[")[1].split("]")[0] for line in find(small)]
    assert codes == ["dangling-reference", "ignore-forbidden"]


def test_unused_note_is_not_reported_while_something_is_unreadable(
    small: Path, edit: Edit, find: Find
) -> None:
    put_note(small, edit, "# masterplan: ignore[program-without-owner] x")
    assert [line.split()[1] for line in find(small)] == ["warning[ignore-unused]"]

    edit(small / PROGRAMS, OWNER, "    ownr: dinas-b\n")

    assert [line.split()[1] for line in find(small)] == ["error[unknown-key]"]
