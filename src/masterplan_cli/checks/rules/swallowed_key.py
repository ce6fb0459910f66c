"""Kunci yang terbaca sebagai bagian teks di atasnya.

Apa
    Setelah teks yang diawali “>-” atau “|-”, sebuah baris berbentuk “kunci: nilai” menjorok sedalam
    teks itu. YAML membacanya sebagai lanjutan teks, bukan sebagai kunci. Hanya kunci yang dikenal
    catatan itu dan belum ada padanya yang disebut.

Mengapa
    Nilainya tidak sampai ke tabel mana pun, sedangkan barisnya tercetak di tengah kalimat.

Buruk
    mitigation: >-
      Menahan anggaran pemeliharaan.
      owner: bpkad

Baik
    mitigation: >-
      Menahan anggaran pemeliharaan.
    owner: bpkad

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from masterplan_cli.checks.language import point_at
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit
from masterplan_cli.schema.index import Path, SourceFile
from masterplan_cli.schema.record import find_owner

NATURE = Nature.WRONG
ERROR_FROM = 1
BY_FILE = True

_KEY = re.compile(r"(?<!\S)[a-z][a-z_]*\Z")
_LONGEST = 20
"""Letters of the longest key."""


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each line of a text that is a key of the record around it."""
    text = plan.wording.text
    colon = text.find(":")
    while colon >= 0:
        # Looked at in this order because a colon with a small word before it is common in prose.
        if text[colon + 1] in " \n" and text[colon - 1].islower():
            before = _KEY.search(text, max(0, colon - _LONGEST), colon)
            if before is not None:
                for hit in plan.wording.place(before.start(), colon + 1):
                    yield from _examine(plan, hit, before[0])
        colon = text.find(":", colon + 1)


def _examine(plan: Masterplan, hit: Hit, key: str) -> Iterator[Finding]:
    """Yield the finding where the key starts a line of the source and is missing around it."""
    traced = plan.index.trace(hit.passage.pointer)
    if traced is None or traced[2]:
        return
    file, path, _ = traced
    around = _find_lacking(file, path, key)
    if around is None:
        return
    column = file.tree.part_span(path, hit.part).column
    line = file.tree.line_text(file.tree.part_span(path, hit.part).line)
    if line[: column - 1].strip():
        return
    level = file.tree.span(around).column - 1
    message = Text(
        f"“{hit.text}” terbaca sebagai bagian teks di atasnya",
        f"'{hit.text}' is read as part of the text above",
    )
    hint = Text(
        f"Awali baris ini dengan {level} spasi, bukan {column - 1}.",
        f"Indent this line by {level} spaces, not {column - 1}.",
    )
    yield point_at(hit, message, hint)._replace(hides=True)


def _find_lacking(file: SourceFile, path: Path, key: str) -> Path | None:
    """Return the path of the innermost record around ``path`` that may have ``key`` and has not."""
    values: list[Any] = [file.tree.data]
    for part in path:
        values.append(values[-1][part])
    for length in range(len(path) - 1, -1, -1):
        around = path[:length]
        owner = find_owner(type(file.record), (*around, key))
        if isinstance(values[length], dict) and key in owner.model_fields:
            return None if key in values[length] else around
    return None
