"""What the rules about language share: lists of words, and what is exempt from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit
from masterplan_cli.schema.record import Record, list_record_fields


def point_at(hit: Hit, message: Text, hint: Text, fix: str | None = None) -> Finding:
    """Return the finding for a part of a text; ``fix`` is what certainly belongs there."""
    return Finding(hit.passage.pointer, message, hint, part=hit.part, fix=fix)


def find_own_words(plan: Masterplan, words: Iterable[str]) -> Iterator[Hit]:
    """Yield where one of ``words`` is the author's own: no quotation, name or official term."""
    official: re.Pattern[str] | None = None
    for hit in plan.wording.find_words(words):
        if hit.is_quoted or hit.is_name:
            continue
        official = official or _match_official_names(plan)
        if not _is_within(hit, official):
            yield hit


def list_replacements(plan: Masterplan, pairs: Mapping[str, str]) -> Iterator[tuple[Hit, str]]:
    """Yield where a key of ``pairs`` is the author's own word, with what to write instead."""
    for hit in find_own_words(plan, pairs):
        right = pairs[" ".join(hit.text.lower().split())]
        yield hit, right.capitalize() if hit.text[0].isupper() else right


def replace_by(right: str) -> Text:
    """Return the hint that gives the right spelling."""
    return Text(f"Tulis: {right}", f"Write: {right}")


def _is_within(hit: Hit, names: re.Pattern[str]) -> bool:
    return any(
        match.start() <= hit.start and hit.end <= match.end()
        for match in names.finditer(hit.passage.text)
    )


def _match_official_names(plan: Masterplan) -> re.Pattern[str]:
    """Return a pattern for the profile's official names and the names of its own records."""
    names = {*plan.profile.official_names, *_list_names(plan.profile)}
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b" if listed else r"(?!)", re.IGNORECASE)


def _list_names(record: Record) -> Iterator[str]:
    """Yield the names and short names of all records below ``record``."""
    for name in list_record_fields(type(record)):
        value = getattr(record, name)
        for item in (value,) if isinstance(value, Record) else value or ():
            for field in ("name", "short_name"):
                text = getattr(item, field, None)
                if isinstance(text, str):
                    yield text
            yield from _list_names(item)
