"""``tables/<name>.yaml``: what columns a table has, as data."""

from __future__ import annotations

from typing import ClassVar, Literal

from masterplan_cli.schema.fields import Count, Flag, Line, Number
from masterplan_cli.schema.record import Record


class ColumnSpec(Record):
    """One column, or one for each value of ``repeat``.

    ``value`` is an expression over ``row`` (and ``item``, where the table has ``items``, and
    ``each``, where the column repeats); ``heading`` may hold ``{each}``. ``list`` prints one line
    for each element of a list, ``line`` being an expression over the element ``it``. ``group`` is
    a heading that spans neighbouring columns of the same group. An ``optional`` column is left out
    where no row has anything in it.
    """

    KEY: ClassVar[tuple[str, ...]] = ("heading",)

    heading: Line
    value: Line
    width: Number
    group: Line | None = None
    align: Literal["left", "center", "right"] | None = None
    format: (
        Literal["angka", "persen", "rupiah", "rupiah_ringkas", "tanggal", "terbilang", "romawi"]
        | None
    ) = None
    repeat: Line | None = None
    list: Literal["plain", "bullet", "ordered"] | None = None
    line: Line | None = None
    per: Literal["row", "item"] = "row"
    total: Flag = False
    shade: Flag = False
    empty: Line = "–"
    required: Flag = False
    optional: Flag = False


class TableSpec(Record):
    """One table: its columns, what groups its rows, whether it stands on a landscape page.

    ``items`` gives the sub-rows of a row; ``group`` an expression whose change prints a spanning
    row; ``subtotal`` prints sums after each group. With ``upright`` rows or fewer it stands on an
    upright page, for a page turned for so little is nearly empty.
    """

    KIND: ClassVar[str] = "table"
    KEY: ClassVar[tuple[str, ...]] = ()

    caption: Line | None = None
    orientation: Literal["portrait", "landscape"] = "portrait"
    upright: Count = 0
    items: Line | None = None
    group: Line | None = None
    subtotal: Line | None = None
    total: Line | None = None
    plain: Flag = False
    columns: tuple[ColumnSpec, ...]
