"""The formats of a workbook, each made once."""

from __future__ import annotations

from typing import Any, Final

from masterplan_cli.forms.columns import Kind

CODES: Final[dict[str, str]] = {
    "rupiah": "[$-421]#,##0",
    "whole": "[$-421]#,##0",
    "number": "[$-421]#,##0.######",
    "percent": "0",
    "year": "0",
    "date": "[$-421]d mmmm yyyy",
}
"""Number formats by kind; ``number`` has another where the value is whole."""

BLUE: Final = "#1F3864"
ASKED: Final = "#FFF2CC"
FIXED: Final = "#EDEDED"
_LINE: Final = "#BFBFBF"
_RIGHT: Final = frozenset({"rupiah", "whole", "number", "percent"})
_MIDDLE: Final = frozenset({"year", "date", "flag"})


class Looks:
    """Formats of one workbook by what they are for."""

    def __init__(self, book: Any) -> None:
        """Make formats in ``book`` when they are asked for."""
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}
        self._cells: dict[tuple[object, ...], Any] = {}

    def make(self, **properties: Any) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    @property
    def title(self) -> Any:
        """The format of a sheet's title."""
        return self.make(bold=True, font_size=14, font_color=BLUE)

    @property
    def note(self) -> Any:
        """The format of explaining text."""
        return self.make(italic=True, font_color="#595959", valign="top")

    @property
    def hidden(self) -> Any:
        """The format of ids that only the tool reads."""
        return self.make(font_color="#808080", font_size=8, num_format="@")

    def heading(self, *, required: bool) -> Any:
        """Return the format of a column's heading."""
        fill = "#C55A11" if required else BLUE
        return self.make(
            bold=True, font_color="#FFFFFF", bg_color=fill, text_wrap=True, align="center",
            valign="vcenter", border=1, border_color=_LINE,
        )  # fmt: skip

    def cell(
        self, kind: Kind, *, locked: bool, whole: bool = True, formula_like: bool = False
    ) -> Any:
        """Return the format of a value; ``formula_like`` text stays text when it is edited."""
        known = self._cells.get((kind, locked, whole, formula_like))
        if known is not None:
            return known
        align = "right" if kind in _RIGHT else "center" if kind in _MIDDLE else "left"
        look: dict[str, Any] = {
            "text_wrap": True, "valign": "top", "align": align, "border": 1,
            "border_color": _LINE, "locked": locked,
        }  # fmt: skip
        if align == "right":
            look["indent"] = 1
        if locked:
            look["bg_color"] = FIXED
        code = CODES.get(kind, "")
        if kind == "number" and whole:
            code = CODES["whole"]
        if code:
            look["num_format"] = code
        if formula_like:
            look["quote_prefix"] = True
        made = self._cells[kind, locked, whole, formula_like] = self.make(**look)
        return made

    @property
    def total(self) -> Any:
        """The format of a sum."""
        return self.make(
            bold=True, num_format=CODES["rupiah"], align="right", valign="top", bg_color="#D9E2F3",
            border=1, border_color=_LINE,
        )  # fmt: skip
