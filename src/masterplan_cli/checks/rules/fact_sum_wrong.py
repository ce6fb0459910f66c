"""Jumlah fakta berbeda dari jumlah bagiannya.

Apa
    Sebuah fakta menyebut bagiannya (kunci “parts”), dan untuk satu tahun jumlah nilai semua
    bagian berbeda dari nilainya. Tahun yang salah satu bagiannya tidak bernilai tidak diperiksa.

Mengapa
    Jumlah penduduk harus sama dengan penduduk laki-laki dan perempuan, luas wilayah dengan daratan
    dan perairan. Tabel yang tidak berjumlah benar ialah hal pertama yang ditemukan pembaca, dan
    biasanya berarti bahwa bagian dan jumlahnya disalin dari sumber atau tahun yang berbeda.

Buruk
    - {id: population, parts: [male, female], values: [{year: 2025, value: 583541}], …}
    - {id: male, values: [{year: 2025, value: 302644}], …}
    - {id: female, values: [{year: 2025, value: 280000}], …}

Baik
    - {id: female, values: [{year: 2025, value: 280897}], …}

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from masterplan_cli.checks.quantities import show_number
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.fact import Fact
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 2


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each value of a fact that its parts do not add up to."""
    facts = {fact.id: fact for fact in plan.workspace.facts}
    for fact in plan.workspace.facts:
        parts = [facts[name] for name in fact.parts if name in facts]
        if not parts or len(parts) < len(fact.parts):
            continue
        values = [_list_numbers(part) for part in parts]
        for key, whole in _list_numbers(fact).items():
            if all(key in known for known in values):
                total = sum(known[key] for known in values)
                if total != whole:
                    yield _describe(fact, parts, key, Decimal(total))


def _list_numbers(fact: Fact) -> dict[str, Decimal]:
    return {value.key: value.value for value in fact.values if isinstance(value.value, Decimal)}


def _describe(fact: Fact, parts: list[Fact], key: str, total: Decimal) -> Finding:
    whole = show_number(_list_numbers(fact)[key])
    return Finding(
        f"fact/{fact.id}/values/{key}/value",
        Text(
            f"{fact.label} {whole}, tetapi bagiannya berjumlah {show_number(total)}",
            f"{fact.label} is {whole}, but its parts add up to {show_number(total)}",
        ),
        Text(
            "Periksa sumber dan tahun jumlah serta bagiannya.",
            "Check source and year of the total and of its parts.",
        ),
        related=tuple(
            (f"fact/{part.id}/values/{key}/value", Text("bagiannya", "a part")) for part in parts
        ),
    )
