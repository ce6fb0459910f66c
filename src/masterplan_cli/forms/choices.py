"""What drop-downs offer, and the way back from what was chosen or typed to an id.

In: the plan's records and the profile's word lists. Out: labels by id; an id for a label, an id,
a full or a short name, in whatever capitals and quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.schema.record import Record

_NAMES: Final = ("short_name", "name", "title", "text")
_LONGEST: Final = 90
_BEHIND: Final = re.compile(r"\s*\([^()]*\)\Z")
"""What a label has in brackets at its end, which nobody types."""
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u200b\ufeff]+")
_QUOTES: Final = str.maketrans("“”„«»‘’‚`–—‑", '"""""\'\'\'\'---')


def level_text(text: str) -> str:
    """Return ``text`` as labels are compared: small letters, plain quotes, single spaces."""
    return _SPACES.sub(" ", text.translate(_QUOTES)).strip().casefold()


class ChoiceList:
    """One list: labels by id in order, and what else each is called."""

    def __init__(self, labels: Mapping[str, str], names: Mapping[str, str] | None = None) -> None:
        """Offer ``labels``; ``names`` are further names, each with the id that it means."""
        self.labels = dict(labels)
        self._names = dict(names or {})

    def extend(self, names: Mapping[str, str]) -> ChoiceList:
        """Return the list with further names, each with the id that it means."""
        return ChoiceList(self.labels, {**self._names, **names})

    @cached_property
    def _known(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for one, label in self.labels.items():
            known.setdefault(level_text(_BEHIND.sub("", label)), one)
        known |= {level_text(name): one for name, one in self._names.items()}
        known |= {level_text(label): one for one, label in self.labels.items()}
        return known | {one: one for one in self.labels}

    def find(self, text: str) -> str | None:
        """Return the id that ``text`` means, or None."""
        level = level_text(text)
        found = self._known.get(level) or self._known.get(level.strip("\"'"))
        if found is None and " - " in level:
            head = level.partition(" - ")[0]
            found = head if head in self.labels else None
        return found

    def suggest(self, text: str) -> list[str]:
        """Return up to three labels that resemble ``text``."""
        from masterplan_cli.schema.nearest import find_nearest

        near = find_nearest(level_text(text), self._known)
        return list(dict.fromkeys(self.labels[self._known[one]] for one in near))


class Choices:
    """The lists of one plan by name: the kind of record that a column refers to."""

    def __init__(self, plan: Masterplan) -> None:
        """Make each list when it is asked for."""
        self._plan = plan
        self._made: dict[str, ChoiceList] = {}

    def add_words(self, name: str, words: Mapping[str, str]) -> None:
        """Offer words of the model itself under ``name``."""
        self._made.setdefault(name, ChoiceList(words))

    def find(self, name: str) -> ChoiceList:
        """Return a list; empty where there is no such record."""
        if name not in self._made:
            entries = self._plan.index.entries.get(name, {})
            records = [(one, entry.record) for one, entry in entries.items()]
            self._made[name] = _make_list(records)
        return self._made[name]


def _make_list(records: Iterable[tuple[str, Record]]) -> ChoiceList:
    listed = list(records)
    plain = {one: _name_record(one, record) for one, record in listed}
    counts = Counter(plain.values())
    labels = {one: f"{text} ({one})" if counts[text] > 1 else text for one, text in plain.items()}
    names: dict[str, str] = {}
    for one, record in listed:
        for field in _NAMES:
            name = record.__dict__.get(field)
            if isinstance(name, str):
                names.setdefault(name, one)
    return ChoiceList(labels, names)


def _name_record(one: str, record: Record) -> str:
    """Return what a drop-down shows: a short name alone, a sentence behind its id."""
    for field in _NAMES:
        text = record.__dict__.get(field)
        if isinstance(text, str) and text:
            if field in ("short_name", "name") and len(text) <= _LONGEST:
                return " ".join(text.split())
            return f"{one} – {' '.join(text.split())[:_LONGEST].rstrip()}"
    return one
