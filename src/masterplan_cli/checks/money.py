"""Rupiah in the words of a finding."""

from __future__ import annotations


def name_rupiah(amount: int) -> str:
    """Return ``Rp1.250.000``."""
    return f"Rp{amount:,}".replace(",", ".")
