"""A sheet of an OPD's own: which form sheet it resembles, which heading means which column.

In: grids. Out: a map as YAML text, to be looked over before anything is read by it. Headings are
matched by rapidfuzz; a year in a heading must be the same year.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from pydantic import Field

from masterplan_cli.diagnostics import Diagnostic, Text, UserError
from masterplan_cli.forms.choices import level_text
from masterplan_cli.forms.columns import Column
from masterplan_cli.forms.reading.grid import Grid
from masterplan_cli.forms.rows import Sheet
from masterplan_cli.schema.fields import Count, Line, Slug
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.validation import validate_tree
from masterplan_cli.source.reader import read_yaml

IGNORED: Final = "-"
"""What a map has for a heading that is not read."""
_SEARCHED: Final = 20
_LEAST: Final = 72.0
_DIGITS: Final = re.compile(r"[0-9]{4}")


class SheetMap(Record):
    """One sheet of a workbook: the form's sheet it fills, its row of headings, their columns."""

    KEY: ClassVar[tuple[str, ...]] = ("sheet", "form")

    sheet: Line
    form: Slug
    header: Count
    columns: dict[Line, Line] = Field(default={})


class HeadingMap(Record):
    """The map of one workbook: whose content it is, and its sheets."""

    KIND: ClassVar[str] = "heading-map"
    KEY: ClassVar[tuple[str, ...]] = ()

    opd: Slug
    sheets: tuple[SheetMap, ...] = ()


@dataclass(frozen=True, slots=True)
class _Match:
    sheet: Sheet
    header: int
    columns: dict[str, str]
    score: float


def read_map(name: str, data: bytes) -> tuple[HeadingMap | None, list[Diagnostic]]:
    """Return the map in a file, or its findings."""
    tree, found = read_yaml(name, data)
    if tree is None:
        return None, found
    validated = validate_tree(tree, HeadingMap, {})
    return validated.record, [*found, *validated.diagnostics]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A map that seems to suit a workbook: as YAML to be mended, and as lines to be looked over.

    No lines where no sheet resembles any of the form's.
    """

    file: str
    yaml: str
    lines: tuple[Text, ...]


def propose_map(file: str, opd: str, grids: Iterable[Grid], sheets: Sequence[Sheet]) -> Proposal:
    """Return the map that suits a workbook best.

    Raises UserError where rapidfuzz is not installed.
    """
    lines = [
        "# Periksa pasangan judul kolom ini, perbaiki bila perlu, lalu impor dengan --map.",
        f"# Judul yang tidak dibaca diberi “{IGNORED}”.",
        f"opd: {opd}",
        "sheets:",
    ]
    shown: list[Text] = []
    for grid in grids:
        match = _match_grid(grid, sheets)
        if match is None:
            lines.append(
                f"  # lembar {_quote(grid.name)}: tidak menyerupai lembar formulir mana pun"
            )
            continue
        lines += [
            f"  - sheet: {_quote(grid.name)}",
            f"    form: {match.sheet.id}  # {match.sheet.spec.title}",
            f"    header: {match.header + 1}",
            "    columns:",
        ]
        names = {column.id: column.heading for column in match.sheet.columns}
        for heading, column in match.columns.items():
            said = f"  # {names[column]}" if column in names else ""
            lines.append(f"      {_quote(heading)}: {_quote(column)}{said}")
        shown.extend(_show_match(grid, match, names))
    if not shown:
        lines[lines.index("sheets:")] = "sheets: []"
    return Proposal(file, "\n".join(lines) + "\n", tuple(shown))


def _show_match(grid: Grid, match: _Match, names: Mapping[str, str]) -> Iterator[Text]:
    """Yield a sheet's pairs as people read them."""
    title, row = match.sheet.spec.title, match.header + 1
    yield Text(
        f"Lembar “{grid.name}” dibaca sebagai lembar {title}, dengan judul kolom pada baris {row}:",
        f"Sheet '{grid.name}' is read as the sheet {title}, with its headings in row {row}:",
    )
    width = min(40, max(map(len, match.columns)))
    for heading, column in match.columns.items():
        found = names.get(column)
        start = f"  {heading:<{width}} →"
        yield Text(f"{start} {found or '(tidak dibaca)'}", f"{start} {found or '(not read)'}")


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _match_grid(grid: Grid, sheets: Sequence[Sheet]) -> _Match | None:
    found: list[_Match] = []
    for number, row in enumerate(grid.rows[:_SEARCHED]):
        headings = [value for value in map(write_heading, row) if value]
        if len(headings) < 2:
            continue
        for sheet in sheets:
            columns, score = match_headings(headings, sheet.columns)
            if score:
                title = _score(grid.name, sheet.spec.title) / 100
                found.append(_Match(sheet, number, columns, score + title))
    return max(found, key=lambda match: match.score, default=None)


def write_heading(value: object) -> str:
    """Return a heading as one line of text; years may be numbers."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) if value not in ("", None) else ""


def match_headings(
    headings: Iterable[str], columns: Sequence[Column]
) -> tuple[dict[str, str], float]:
    """Return the column of each heading (or ``IGNORED``), and how well they fit together."""
    listed = list(dict.fromkeys(headings))
    pairs = [
        (_score(heading, column.heading), heading, column.id)
        for heading in listed
        for column in columns
    ]
    chosen: dict[str, str] = {}
    total = 0.0
    taken: set[str] = set()
    for score, heading, column_id in sorted(pairs, key=lambda pair: -pair[0]):
        if score < _LEAST or heading in chosen or column_id in taken:
            continue
        chosen[heading] = column_id
        taken.add(column_id)
        total += score / 100
    return {heading: chosen.get(heading, IGNORED) for heading in listed}, total


def _score(one: str, other: str) -> float:
    try:
        from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio
    except ImportError as error:
        raise UserError(
            Text(
                "mencocokkan judul kolom memerlukan rapidfuzz", "matching headings needs rapidfuzz"
            ),
            Text(
                'Pasang: pip install "masterplan-cli[forms]"',
                'Install: pip install "masterplan-cli[forms]"',
            ),
        ) from error
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return 0.0
    first, second = level_text(one), level_text(other)
    return float(0.7 * token_sort_ratio(first, second) + 0.3 * token_set_ratio(first, second))


def list_columns(grid: Grid, entry: SheetMap, columns: Mapping[str, Column]) -> dict[int, Column]:
    """Return the column (from 0) of each mapped heading of a sheet."""
    wanted = {level_text(heading): name for heading, name in entry.columns.items()}
    found: dict[int, Column] = {}
    header = grid.rows[entry.header - 1] if 0 < entry.header <= len(grid.rows) else []
    for number, value in enumerate(header):
        name = wanted.get(level_text(write_heading(value)))
        if name is not None and name in columns:
            found[number] = columns[name]
    return found
