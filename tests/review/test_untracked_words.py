"""Which words of a paragraph count as changed where nobody tracked it."""

from __future__ import annotations

import pytest

from masterplan_cli.review.plain import Plain
from masterplan_cli.review.story import Piece, Story
from masterplan_cli.review.untracked import Comparison


def make_plain(text: str) -> Plain:
    story, start = Story(), 0
    for line in text.split("\n"):
        story.pieces += [Piece(start, line), Piece(start + len(line), "\n", breaks=True)]
        start += len(line) + 1
    return Plain(story)


# What was sent, what came back, and each change as `where it begins: old → new`.
CASES = [
    # One place rather than two, where equal words stand beside each other.
    ("macet total ruas baru macet total", "macet total ruas~+", [(16, " baru macet total", "~+")]),
    ("dua padat ruas baru ruas baru", "dua padat + baru", [(10, "ruas baru ruas", "+")]),
    ("satu dua tiga empat lima", "satu DUA tiga EMPAT lima", [(5, "dua", "DUA"), (14, "empat", "EMPAT")]),
    # White space alone, where it parts or joins what stands beside it.
    ("PT Uji | Coba", "PT Uji| Coba", [(6, " ", "")]),
    ("PT Uji| Coba", "PT Uji | Coba", [(6, "", " ")]),
    ("Satu. Dua.", "Satu.\nDua.", [(5, " ", "\n")]),
    ("Satu.  Dua.", "Satu. Dua. ", []),
    ("Satu\u00a0dua.", "Satu dua.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "now", "changes"), CASES)
def test_the_words_that_changed(sent: str, now: str, changes: list[tuple[int, str, str]]) -> None:
    found = Comparison(make_plain(sent), make_plain(now)).find_differences()

    assert [(one.sent.start, one.old, one.new) for one in found] == changes
