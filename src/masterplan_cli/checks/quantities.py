"""Numbers with a unit as Indonesian prose writes them: ``579.927 jiwa``, ``9,39%``."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple, Self

_SAME = (
    frozenset({"persen", "%"}),
    frozenset({"km²", "km2", "kilometer persegi"}),
    frozenset({"jiwa", "orang"}),
)
QUANTITY = (
    r"[ \n]+(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d.,]*\d)"
    r"(?:(?P<sign>%)"
    r"|[ \n]+(?P<unit>kilometer[ \n]+persegi|km²|km2|%|(?!pada\b|tahun\b)[A-Za-z]+))?"
)
"""A part for patterns; ``Quantity.read`` takes their match."""

_SCALES = frozenset({"ratus", "ribu", "juta", "miliar", "triliun", "kali", *_SAME[0]})
_ROUND = re.compile(r"(?<=[1-9])0{3,}\Z")


class Quantity(NamedTuple):
    """A number as written, its unit (empty where none follows), and its place in a text."""

    number: str
    unit: str
    span: tuple[int, int]

    @classmethod
    def read(cls, match: re.Match[str]) -> Self:
        """Return the quantity that a match of ``QUANTITY`` holds."""
        group = "sign" if match["sign"] else "unit" if match["unit"] else "number"
        unit = "" if group == "number" else " ".join(match[group].split())
        return cls(match["number"], unit, (match.start("number"), match.end(group)))

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.number.replace(".", "").replace(",", "."))

    def is_in(self, unit: str | None) -> bool:
        """Say whether the unit is ``unit``, or another way to write it."""
        known = (unit or "").lower()
        own = self.unit.lower()
        return own == known or any(own in same and known in same for same in _SAME)

    @property
    def bare(self) -> Self:
        """The same without what follows the number, unless that is a scale or a percent sign."""
        if self.unit.lower() in _SCALES:
            return self
        return self._replace(unit="", span=(self.span[0], self.span[0] + len(self.number)))

    def is_about(self, value: Decimal) -> bool:
        """Say whether ``value``, rounded as the number is, is the number."""
        whole, _, decimals = self.number.replace(".", "").partition(",")
        zeros = _ROUND.search(whole) if not decimals else None
        digits = len(zeros[0]) if zeros else -len(decimals)
        return abs(self.value - value) * 2 <= Decimal(10) ** digits


def show_number(value: object) -> str:
    """Return ``31.588,5``."""
    if not isinstance(value, Decimal):
        return str(value)
    return f"{value:,}".translate(str.maketrans(",.", ".,"))
