"""Kata yang tertulis dua kali berturut-turut.

Apa
    Kata yang sama muncul dua kali tanpa tanda hubung: “yang yang”, “dan dan”. Kata ulang dengan
    tanda hubung (“kota-kota”) dan nama diri (“Gili Gili”) tidak disebut.

Mengapa
    Sisa penyuntingan yang tidak terbaca oleh penulisnya sendiri, tetapi segera terlihat oleh
    tenaga ahli yang membaca buku bab demi bab pada Tahap IV.

Buruk
    text: Layanan yang yang belum terpadu

Baik
    text: Layanan yang belum terpadu

Sejak
    Selalu peringatan.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.language import point_at
from masterplan_cli.checks.rule import Finding
from masterplan_cli.checks.similarity import FUNCTION_WORDS
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each word that follows itself."""
    twice = sorted(word for word in plan.wording.doubled if word.isalpha())
    for hit in plan.wording.find_words(f"{word} {word}" for word in twice):
        first, second = hit.text.split()
        if (first[0].isupper() and second[0].isupper()) or hit.is_quoted:
            continue
        yield point_at(
            hit._replace(start=hit.end - len(second)),
            Text(f"kata “{second}” tertulis dua kali", f"the word '{second}' stands twice"),
            Text("Hapus salah satu.", "Delete one.")
            if second.lower() in FUNCTION_WORDS
            else Text(
                f"Hapus salah satu, atau tulis “{first}-{second}” bila kata ulang.",
                f"Delete one, or write '{first}-{second}' where the plural is meant.",
            ),
        )
