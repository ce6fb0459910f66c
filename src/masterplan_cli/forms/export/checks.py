"""What a cell takes, as Excel's own validation with help in Indonesian."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from masterplan_cli.forms.columns import ROWS, Column

_HELP: Final[dict[str, str]] = {
    "rupiah": "Rupiah penuh, misalnya 1250000000.",
    "whole": "Angka bulat.",
    "percent": "Angka 0 sampai 100, tanpa tanda persen.",
    "number": "Angka; pecahan dengan koma.",
    "year": "Tahun empat angka.",
    "date": "Tanggal, misalnya 9/10/2023.",
    "flag": "ya atau tidak.",
    "prose": "Beberapa kalimat; baris baru dengan Alt+Enter.",
}
_LONGEST_HELP: Final = 250
_LONGEST_TITLE: Final = 32


def make_check(column: Column, source: str) -> dict[str, Any]:
    """Return a column's validation; ``source`` is the formula of its list, where it has one."""
    help_text = f"{column.help}. {_HELP.get(column.kind, '')}".replace("..", ".").strip()
    if column.required:
        help_text = f"Wajib diisi. {help_text}"
    check: dict[str, Any] = {
        "input_title": column.heading[:_LONGEST_TITLE],
        "input_message": help_text[:_LONGEST_HELP],
        "error_title": "Isian tidak sesuai",
        "error_type": "warning",
        "ignore_blank": True,
        **_limit(column),
    }
    if source:
        new = column.choices == ROWS
        check |= {
            "validate": "list",
            "source": source,
            "error_type": "warning" if new else "stop",
            "error_message": "Pilih salah satu dari daftar.",
        }
    return check


def _limit(column: Column) -> dict[str, Any]:
    low, high = column.limits or (None, None)
    match column.kind:
        case "rupiah" | "whole" | "percent" | "year":
            least = {"percent": 0, "year": 1900}.get(column.kind, 0) if low is None else low
            default = {"percent": 100, "year": 2200, "whole": 1_000_000}
            most = default.get(column.kind, 10**15) if high is None else high
            said = f"Isi angka bulat {least} sampai {most}." if most < 10**15 else _HELP["rupiah"]
            return {
                "validate": "integer", "criteria": "between", "minimum": least, "maximum": most,
                "error_message": said,
            }  # fmt: skip
        case "number":
            return {
                "validate": "decimal", "criteria": "between", "minimum": -(10**15),
                "maximum": 10**15, "error_message": "Isi dengan angka.",
            }  # fmt: skip
        case "date":
            return {
                "validate": "date", "criteria": "between", "minimum": date(1945, 1, 1),
                "maximum": date(2200, 12, 31), "error_message": "Isi dengan tanggal.",
            }  # fmt: skip
        case "flag":
            return {"validate": "list", "source": ["ya", "tidak"]}
        case _:
            return {"validate": "any"}
