"""Indonesia's kabupaten, kota and provinces by name, and which of them a plan may speak of.

The list is ``data/regions.csv`` (Kepmendagri 300.2.2-2430/2025); its source stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import NamedTuple

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.source.packaged import read_list

_LONGEST = 4
"""Words of the longest name of a region."""
_OUTSIDE = frozenset({"vertical", "business", "academia", "community", "government"})


class Region(NamedTuple):
    """A kabupaten, kota or province: its full name and Kemendagri code."""

    name: str
    code: str


class Listed(NamedTuple):
    """One kabupaten or kota of the list: ``type`` is the word before its name, in small letters."""

    code: str
    full_name: str
    province: str

    @property
    def type(self) -> str:
        """Either ``kabupaten`` or ``kota``."""
        return self.full_name.partition(" ")[0].lower()

    @property
    def name(self) -> str:
        """The name without that word."""
        return self.full_name.partition(" ")[2]


@cache
def _read_lines() -> tuple[str, ...]:
    return tuple(read_list("regions.csv")[1:])


def list_listed() -> list[Listed]:
    """Return all 514 kabupaten and kota."""
    return [Listed(*line.split(",")) for line in _read_lines()]


def find_listed(kind: str, name: str) -> Listed | None:
    """Return the kabupaten or kota of that name, whatever its capitals; None where none has it.

    A kota of Jakarta may be called with or without ``Administrasi``.
    """
    wanted = {f"{kind} {name}".lower(), f"{kind} administrasi {name}".lower()}
    for line in _read_lines():
        listed = line.split(",")
        if listed[1].lower() in wanted:
            return Listed(*listed)
    return None


class Gazetteer:
    """All regions by kind (``kabupaten``, ``kota``, ``provinsi``) and name; read when asked."""

    @cached_property
    def _regions(self) -> Mapping[tuple[str, str], Region]:
        found: dict[tuple[str, str], Region] = {}
        for code, full, province in list_listed():
            kind, _, name = full.partition(" ")
            found[kind.lower(), name.removeprefix("Administrasi ")] = Region(full, code)
            found.setdefault(("provinsi", province), Region(f"Provinsi {province}", code[:2]))
        return found

    def find(self, kind: str, words: str) -> tuple[str, Region] | None:
        """Return the longest name of a region that ``words`` open with, and the region."""
        parts = words.split()
        for count in range(min(_LONGEST, len(parts)), 0, -1):
            name = " ".join(parts[:count])
            region = self._regions.get((kind, name))
            if region is not None:
                return name, region
        return None


def is_own(plan: Masterplan, kind: str, words: str) -> bool:
    """Say whether ``words`` open with the plan's own region, capital or province."""
    region = plan.workspace.manifest.region
    if kind == "provinsi":
        own = [region.province.removeprefix("Provinsi ")]
    else:
        own = [region.name] if kind == region.type else []
        own += [region.capital] if region.capital else []
    shown = " ".join(words.split())
    return any(re.match(rf"{re.escape(name)}\b", shown) for name in own)


def list_known_places(plan: Masterplan) -> str:
    """Return all texts whose places a plan may speak of: facts (borders), partners, own areas."""
    workspace = plan.workspace
    texts: list[str] = []
    for fact in workspace.facts:
        texts.append(fact.label)
        texts.extend(str(value.value) for value in fact.values)
        texts.extend(str(value.value) for value in fact.rejected)
    texts.extend(opd.name for opd in workspace.opds if opd.kind in _OUTSIDE)
    texts.extend(area.name for area in workspace.areas)
    return "\n".join(texts)
