"""Values in percent, and which of them may pass a hundred."""

from __future__ import annotations

_UNITS = frozenset({"persen", "%", "percent"})
_OPEN = (
    "pertumbuhan",
    "kenaikan",
    "peningkatan",
    "pertambahan",
    "penambahan",
    "laju",
    "rasio",
    "perbandingan",
    "indeks",
    "realisasi",
    "capaian",
    "pencapaian",
    "perubahan",
    "inflasi",
)


def is_share(name: str, unit: str | None) -> bool:
    """Say whether a value called ``name`` in ``unit`` is a part of a whole.

    Growth, ratios and achievement against a target may pass a hundred, so these are not.
    """
    if unit is None or unit.strip().lower() not in _UNITS:
        return False
    lowered = name.lower()
    return not any(word in lowered for word in _OPEN)
