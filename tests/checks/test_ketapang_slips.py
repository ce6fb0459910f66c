"""The same slips in a real region's workspace: hundreds of references, still one finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan

ROOT = Path(__file__).parents[2]


@cache
def list_known_findings() -> Counter[str]:
    """Return what Ketapang's workspace says of itself today, without places."""
    return Counter(f"{one.code} {one.message.id}" for one in load_plan(ROOT).diagnostics)


def choose_quick_win() -> tuple[str, str]:
    """Return file and id of the first programme that is a quick win."""
    for path in sorted((ROOT / "pillars").glob("*/programs-*.yaml")):
        before, found, _ = path.read_text(encoding="utf-8").partition("\n    quick_win:\n")
        if found:
            name = re.findall(r"^  - id: (\S+)", before, re.MULTILINE)[-1]
            return path.relative_to(ROOT).as_posix(), name
    raise AssertionError("no quick win")


PROGRAM = ("pillars/society/programs-diskominfo.yaml", "soc-01")
QUICK_WIN = choose_quick_win()
OPD = ("region/opd.yaml", "diskominfo")
STRATEGY = ("pillars/society/pillar.yaml", "soc-str-1")
PILLAR = ("pillars/society/pillar.yaml", "society")


class Field:
    """A field of the record ``name`` as it stands in the text: its lines and its key's column."""

    def __init__(self, path: Path, name: str, field: str) -> None:
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        record = next(
            number
            for number, line in enumerate(self.lines)
            if re.fullmatch(rf"\s*(?:- )?id: {re.escape(name)}", line)
        )
        self.record = (record + 1, self.lines[record].index("id:") + 1)
        indent = self.record[1] - 1
        self.start = next(
            number
            for number in range(record, len(self.lines))
            if re.match(rf"[ -]{{{indent}}}{field}:", self.lines[number])
        )
        self.end = next(
            number
            for number in range(self.start + 1, len(self.lines) + 1)
            if number == len(self.lines)
            or not re.match(rf" {{{indent + 1}}}|$", self.lines[number])
        )
        self.column = indent + 1
        self.key = field

    def write(self, *lines: str) -> None:
        text = [*self.lines[: self.start], *lines, *self.lines[self.end :]]
        self.path.write_text("\n".join(text), encoding="utf-8", newline="\n")

    def delete(self) -> tuple[int, int]:
        """Take the field out; return the place of its record."""
        line = self.lines[self.start]
        if line.lstrip().startswith("- "):
            dash = line.index("-")
            after = self.lines[self.end]
            self.end += 1
            self.write(f"{after[:dash]}- {after[dash + 2 :]}")
        else:
            self.write()
        return self.record

    def misspell(self) -> tuple[int, int]:
        first = self.lines[self.start].replace(f"{self.key}:", f"{self.key}x:", 1)
        self.write(first, *self.lines[self.start + 1 : self.end])
        return self.start + 1, self.column

    def break_reference(self) -> tuple[int, int]:
        assert self.end == self.start + 1
        self.write(f"{self.lines[self.start]}-x")
        return self.start + 1, self.column + len(self.key) + 2

    def double(self) -> tuple[int, int]:
        block = self.lines[self.start : self.end]
        copy = [block[0].replace("- ", "  ", 1), *block[1:]]
        self.write(*block, *copy)
        return self.end + 1, self.column


SLIPS = [
    (PROGRAM, "name", Field.delete, "required-field"),
    (PROGRAM, "id", Field.delete, "required-field"),
    (PROGRAM, "name", Field.misspell, "unknown-key"),
    (PROGRAM, "id", Field.misspell, "unknown-key"),
    (PROGRAM, "strategy", Field.misspell, "unknown-key"),
    (PROGRAM, "indicators", Field.misspell, "unknown-key"),
    (PROGRAM, "owner", Field.break_reference, "dangling-reference"),
    (PROGRAM, "strategy", Field.break_reference, "dangling-reference"),
    (PROGRAM, "group", Field.break_reference, "dangling-reference"),
    (PROGRAM, "owner", Field.double, "duplicate-key"),
    (PROGRAM, "budget", Field.double, "duplicate-key"),
    (QUICK_WIN, "name", Field.delete, "required-field"),
    (QUICK_WIN, "id", Field.delete, "required-field"),
    (QUICK_WIN, "name", Field.misspell, "unknown-key"),
    (QUICK_WIN, "quick_win", Field.misspell, "unknown-key"),
    (QUICK_WIN, "quick_win", Field.double, "duplicate-key"),
    (OPD, "name", Field.delete, "required-field"),
    (OPD, "id", Field.delete, "required-field"),
    (OPD, "name", Field.misspell, "unknown-key"),
    (OPD, "id", Field.misspell, "unknown-key"),
    (OPD, "source", Field.break_reference, "dangling-reference"),
    (OPD, "name", Field.double, "duplicate-key"),
    (STRATEGY, "text", Field.delete, "required-field"),
    (STRATEGY, "id", Field.delete, "required-field"),
    (STRATEGY, "text", Field.misspell, "unknown-key"),
    (STRATEGY, "text", Field.double, "duplicate-key"),
    (PILLAR, "id", Field.delete, "required-field"),
    (PILLAR, "id", Field.misspell, "unknown-key"),
    (PILLAR, "id", Field.break_reference, "wrong-folder"),
    (PILLAR, "lead", Field.break_reference, "dangling-reference"),
    (PILLAR, "condition", Field.misspell, "unknown-key"),
    (PILLAR, "sub_dimensions", Field.misspell, "unknown-key"),
    (PILLAR, "lead", Field.double, "duplicate-key"),
]


@pytest.mark.parametrize(
    ("record", "field", "slip", "code"),
    SLIPS,
    ids=[f"{slip.__name__}-{record[1]}-{field}" for record, field, slip, _ in SLIPS],
)
def test_one_slip_gives_one_new_finding(
    ketapang_copy: Path,
    record: tuple[str, str],
    field: str,
    slip: Callable[[Field], tuple[int, int]],
    code: str,
) -> None:
    file, name = record
    place = slip(Field(ketapang_copy / file, name, field))

    found = load_plan(ketapang_copy).diagnostics

    new = Counter(f"{one.code} {one.message.id}" for one in found) - list_known_findings()
    assert sum(new.values()) == 1, new
    fresh = [one for one in found if f"{one.code} {one.message.id}" in new]
    assert [one.code for one in fresh] == [code]
    assert fresh[0].span.file == file
    if slip is Field.delete and field == "id":
        assert fresh[0].span.line == place[0]
    else:
        assert (fresh[0].span.line, fresh[0].span.column) == place


def test_every_kind_of_slip_is_tried() -> None:
    slips = {slip.__name__ for _, _, slip, _ in SLIPS}

    assert slips == {"delete", "misspell", "break_reference", "double"}


def test_finding_shuts_the_gate(ketapang_copy: Path) -> None:
    Field(ketapang_copy / PROGRAM[0], PROGRAM[1], "owner").break_reference()

    loaded = load_plan(ketapang_copy)

    assert loaded.wrong
    assert loaded.failed
