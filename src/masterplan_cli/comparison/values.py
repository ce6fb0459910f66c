"""Values of either plan as a book prints them, so that a reader need not know YAML."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from masterplan_cli.comparison.leaves import Leaf, name_record
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.render.formats import format_date_long, format_number, format_rupiah


def show_value(plan: Masterplan, leaf: Leaf) -> str:
    """Return a leaf's value in words: names for ids, rupiah, Indonesian numbers and dates."""
    value = leaf.value
    if isinstance(value, tuple | list):
        return ", ".join(_show(plan, leaf, one) for one in value)
    return _show(plan, leaf, value)


def _show(plan: Masterplan, leaf: Leaf, value: Any) -> str:
    if leaf.shape.reference and isinstance(value, str):
        record = plan.index.find(leaf.shape.reference, value)
        if isinstance(record, Opd):
            return record.short_name or record.name
        return (name_record(record, plan.index) if record is not None else "") or value
    match value:
        case bool():
            return "ya" if value else "tidak"
        case int() if leaf.shape.name == "amount":
            return format_rupiah(value, 0)
        case int() if leaf.shape.name in ("year", "start", "end"):
            return str(value)
        case int() | Decimal():
            return format_number(value)
        case date():
            return format_date_long(value)
        case _:
            return str(value)
