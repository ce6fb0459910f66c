"""Paragraphs moved within one field: the Markdown in its new order, or a reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.diagnostics import Text
from masterplan_cli.review.shifts import Shift
from masterplan_cli.rounds.moving import move_paragraphs
from masterplan_cli.rounds.printed import read_printed

THREE = "Satu.\n\nDua **tebal**\npada dua baris.\n\nTiga[^a].\n\n[^a]: Catatan."
LIST = "Awal.\n\n- satu *miring*;\n- dua;\n- tiga.\n\nAkhir."

# The source, what moved, behind what, ahead of what → the source.
MOVED = [
    ("Satu.\n\nDua.\n\nTiga.", ("Satu.",), "Dua.", "Tiga.", "Dua.\n\nSatu.\n\nTiga."),
    ("Satu.\n\nDua.\n\nTiga.", ("Satu.",), "Tiga.", "", "Dua.\n\nTiga.\n\nSatu."),
    ("Satu.\n\nDua.\n\nTiga.", ("Tiga.",), "", "Satu.", "Tiga.\n\nSatu.\n\nDua."),
    ("Satu.\n\nDua.\n\nTiga.", ("Satu.", "Dua."), "Tiga.", "", "Tiga.\n\nSatu.\n\nDua."),
    (THREE, ("Tiga.",), "Satu.", "Dua tebal pada dua baris.",
     "Satu.\n\nTiga[^a].\n\nDua **tebal**\npada dua baris.\n\n[^a]: Catatan."),
    (LIST, ("satu miring;",), "dua;", "tiga.", LIST.replace("- satu *miring*;\n- dua;", "- dua;\n- satu *miring*;")),
    (LIST, ("satu miring;",), "tiga.", "Akhir.", "Awal.\n\n- dua;\n- tiga.\n- satu *miring*;\n\nAkhir."),
    (LIST, ("Akhir.",), "Awal.", "satu miring;", "Awal.\n\nAkhir.\n\n- satu *miring*;\n- dua;\n- tiga."),
    ("> Satu.\n>\n> Dua.", ("Satu.",), "Dua.", "", "> Dua.\n>\n> Satu."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "moved", "before", "after", "wanted"), MOVED)
def test_paragraphs_are_moved(
    source: str, moved: tuple[str, ...], before: str, after: str, wanted: str
) -> None:
    assert move_paragraphs(source, Shift(moved, before, after)) == wanted


REFUSED = [
    (LIST, ("Akhir.",), "satu miring;", "dua;"),  # tears the list in two
    (LIST, ("dua;",), "", "Awal."),  # leaves it, as an item of its own
    ("Sama.\n\nSama.\n\nLain.", ("Sama.",), "Lain.", ""),
    ("Satu.\n\nSama.\n\nDua.\n\nSama.", ("Satu.",), "Sama.", ""),
    ("Satu.\n\n[a]: https://a.id\n\nDua.\n\nTiga.", ("Satu.",), "Tiga.", ""),
    ("| A | B |\n|---|---|\n| x | y |", ("x",), "y", ""),
    ("Satu.\n\nDua.", ("Satu.",), "", "Dua."),  # stands there already
    ("Satu.\n\nDua.\n\nTiga.", ("Satu.",), "Dua.", "Empat."),
    ("Satu.\n\nDua.\n\nTiga.", ("Tiga.",), "", "Dua."),  # Satu stands between
]


@pytest.mark.parametrize(("source", "moved", "before", "after"), REFUSED)
def test_what_is_not_certain_is_refused(
    source: str, moved: tuple[str, ...], before: str, after: str
) -> None:
    assert isinstance(move_paragraphs(source, Shift(moved, before, after)), Text)


WORDS = st.lists(
    st.sampled_from(["jalan", "**padat**", "*rusak*", "`kode`", r"\*", "[peta](https://a.id)"]),
    min_size=1,
    max_size=3,
).map(" ".join)
KINDS = st.sampled_from(["{}", "> {}", "- {}", "1. {}"])


@given(
    st.lists(st.tuples(WORDS, KINDS), min_size=2, max_size=6),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(1, 2),
)
def test_any_move_gives_the_wanted_order_or_nothing(
    blocks: list[tuple[str, str]], first: int, target: int, size: int
) -> None:
    """Numbers make the paragraphs differ; those of one kind in a row are one list."""
    lines = [kind.format(f"Butir {n} {words}") for n, (words, kind) in enumerate(blocks)]
    plain = all(kind == "{}" for _, kind in blocks)
    source = "\n\n".join(lines)
    printed = read_printed(source)
    texts = [one.text for one in printed]
    assert len(texts) == len(blocks)
    first, target = first % len(texts), target % (len(texts) + 1)
    moved = tuple(texts[first : first + size])
    rest = [*texts[:first], *texts[first + len(moved) :]]
    if first <= target <= first + len(moved):
        return
    place = target if target < first else target - len(moved)
    before = rest[place - 1] if place else ""
    after = rest[place] if place < len(rest) else ""
    made = move_paragraphs(source, Shift(moved, before, after))

    if isinstance(made, Text):
        assert not plain
        return
    wanted = [*rest[:place], *moved, *rest[place:]]
    after_it = read_printed(made)
    assert [one.text for one in after_it] == wanted
    assert sorted(after_it, key=lambda one: one.text) == sorted(printed, key=lambda one: one.text)
