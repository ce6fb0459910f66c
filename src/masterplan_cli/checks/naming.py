"""Which record is meant where its name, and not its id, was written.

In: the index and what somebody wrote. Out: ids. Asked only where a reference leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.schema.index import Index
from masterplan_cli.schema.record import Record

_FIELDS = ("name", "short_name", "title", "label", "text", "number")
_REGION = re.compile(r"\b(?:kabupaten|kab|kota|provinsi|prov)\b.*")
_SPELLINGS = (("&", " dan "), ("dinas ", ""), ("badan ", ""))
_LEAST_LIKE = 82
"""Percent of likeness from which another spelling of a name is worth suggesting."""
_SHORTEST = 4


def find_named(index: Index, kind: str, written: str) -> tuple[tuple[str, ...], bool]:
    """Return the ids of the records that are called so, and whether there is no doubt.

    Capitals do not count. A name with another spelling gives several ids, in doubt.
    """
    known = list(_list_named(index, kind))
    wanted = _flatten(written)
    same = tuple(dict.fromkeys(key for name, key in known if _flatten(name) == wanted))
    if same or len(wanted) < _SHORTEST:
        return same, len(same) == 1
    from rapidfuzz import fuzz, process

    bare = _strip_common(wanted)
    choices = {number: _strip_common(_flatten(name)) for number, (name, _) in enumerate(known)}
    near = process.extract(bare, choices, scorer=fuzz.ratio, limit=6, score_cutoff=_LEAST_LIKE)
    return tuple(dict.fromkeys(known[number][1] for _, _, number in near)), False


def _list_named(index: Index, kind: str) -> Iterator[tuple[str, str]]:
    """Yield every name of every record of ``kind`` with the record's id."""
    for key, entry in index.entries.get(kind, {}).items():
        for field in _FIELDS:
            name = _read(entry.record, field)
            if name:
                yield name, key


def _read(record: Record, field: str) -> str:
    value = record.__dict__.get(field)
    return value if isinstance(value, str) else ""


def _flatten(name: str) -> str:
    return " ".join(re.sub(r"[^\w&]+", " ", name.lower()).split())


def _strip_common(name: str) -> str:
    """Return a name without what many share: the region behind it, and its kind of body."""
    bare = _REGION.sub("", name)
    for written, meant in _SPELLINGS:
        bare = bare.replace(written, meant)
    return " ".join(bare.split()) or name
