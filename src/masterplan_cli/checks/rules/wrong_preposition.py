"""“di” dan “ke” yang salah dirangkai atau salah dipisah.

Apa
    Kata depan dirangkai (“dimana”, “diatas”, “kedalam”), awalan dipisah dari kata kerjanya
    (“di gunakan”, “di susun”), atau bilangan tingkat dipisah (“tahap ke dua”). Hanya bentuk yang
    pasti salah yang disebut.

Mengapa
    Kesalahan ini yang paling sering dan paling mudah terlihat dalam naskah dinas. Ejaan bahasa
    Indonesia (EYD V): “di” dan “ke” dipisah di depan tempat dan dirangkai sebagai awalan.
    Buku ditelaah bab demi bab pada Tahap IV.

Buruk
    description: Data di gunakan oleh semua dinas dimana layanan berada.

Baik
    description: Data digunakan oleh semua dinas di mana layanan berada.

Sejak
    Selalu peringatan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.language import list_replacements, point_at, replace_by
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit, Wording
from masterplan_cli.source.packaged import read_list, read_pairs

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True

# Each starts with a letter, not with a look behind: the whole plan is searched.
_SPLIT = tuple(re.compile(rf"{di}[ \n]+([a-z]+)(?![\w-])") for di in ("di", "Di"))
_ORDINAL = re.compile(
    r"ke[ \n]+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)(?![\w-])(?! kali)"
)
_COUNTED = frozenset({"yang", "tahap", "periode", "triwulan", "semester", "pekan", "minggu"})
"""Words after which a number with “ke” can only be an ordinal: “ke dua desa” is in order."""


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each prefix or preposition that is certainly written wrongly."""
    for hit, right in list_replacements(plan, read_pairs("prepositions.txt")):
        yield _describe(hit, right)
    yield from _find_split_verbs(plan.wording)
    for hit in plan.wording.find(_ORDINAL):
        before = hit.passage.text[: hit.start]
        if (
            before[-1:].isspace()
            and _COUNTED.issuperset(before.lower().split()[-1:])
            and not hit.is_quoted
        ):
            yield _describe(hit, "".join(hit.text.split()))


def _find_split_verbs(wording: Wording) -> Iterator[Finding]:
    verbs = frozenset(read_list("verbs.txt"))
    if verbs.isdisjoint(wording.vocabulary):
        return
    for pattern in _SPLIT:
        for match in wording.match(pattern):
            if match[1] not in verbs:
                continue
            for hit in wording.place(*match.span()):
                before = hit.passage.text[hit.start - 1 : hit.start]
                if not (before.isalnum() or before == "-" or hit.is_quoted):
                    yield _describe(hit, f"{match[0][:2]}{match[1]}")


def _describe(hit: Hit, right: str) -> Finding:
    wrong = " ".join(hit.text.split())
    split = " " in right
    return point_at(
        hit,
        Text(
            f"“{wrong}” seharusnya {'dipisah' if split else 'dirangkai'}",
            f"'{wrong}' should be {'two words' if split else 'one word'}",
        ),
        replace_by(right),
        fix=right,
    )
