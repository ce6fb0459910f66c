"""Indonesia's kabupaten, kota and provinces by name, and which of them a plan may speak of.

The list is ``data/regions.csv`` (Kepmendagri 300.2.2-2430/2025); its source stands in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
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


class Gazetteer:
    """All regions by kind (``kabupaten``, ``kota``, ``provinsi``) and name; read when asked."""

    @cached_property
    def _regions(self) -> Mapping[tuple[str, str], Region]:
        found: dict[tuple[str, str], Region] = {}
        for line in read_list("regions.csv")[1:]:
            code, full, province = line.split(",")
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
