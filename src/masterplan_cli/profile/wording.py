"""A profile's wording fitted to the region: ``APBD {region.type}`` becomes ``APBD kota``.

One profile serves kabupaten and kota; its words go into tables, captions and findings, where no
template could choose between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from masterplan_cli.schema.record import Record

Wording = Mapping[str, str]
"""What stands for each name between braces, such as ``region.type``."""

Fitted = TypeVar("Fitted", bound=Record)


def fit_wording(record: Fitted, words: Wording) -> Fitted:
    """Return ``record`` with every ``{name}`` of ``words`` replaced; unknown names stay."""
    changed: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        fitted = _fit(value, words)
        if fitted is not value:
            changed[name] = fitted
    return record.model_copy(update=changed) if changed else record


def _fit(value: Any, words: Wording) -> Any:
    if isinstance(value, str):
        return _replace(value, words) if "{" in value else value
    if isinstance(value, Record):
        return fit_wording(value, words)
    if isinstance(value, tuple):
        fitted = tuple(_fit(item, words) for item in value)
        same = all(new is old for new, old in zip(fitted, value, strict=True))
        return value if same else fitted
    return value


def _replace(text: str, words: Wording) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text
