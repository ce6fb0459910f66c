"""Edits of what a book printed become edits of Markdown, or a reason why not."""

from __future__ import annotations

import pytest

from masterplan_cli.diagnostics import Text
from masterplan_cli.review.remark import Edit
from masterplan_cli.rounds.printed import read_printed
from masterplan_cli.rounds.wording import Splice, apply_splices, find_splice, reads_as_left

LIST = "Sebabnya:\n\n- **trayek** putus;\n- jadwal *tidak* tentu.\n"

# The source, the printed paragraph, what went at its first occurrence, what came → the source.
MADE = [
    ("Kata **penting** itu.", "Kata penting itu.", "Kata", "Hal", "Hal **penting** itu."),
    ("Kata **penting** itu.", "Kata penting itu.", "penting", "utama", "Kata **utama** itu."),
    ("Kata **penting** itu.", "Kata penting itu.", "|penting", "amat ", "Kata amat **penting** itu."),
    ("Kata **penting** itu.", "Kata penting itu.", "| itu", " sekali", "Kata **penting sekali** itu."),
    ("Kata **penting** itu.", "Kata penting itu.", "penting ", "", "Kata itu."),
    ("Kata **penting** itu.", "Kata penting itu.", "Kata penting", "Hal penting", "Hal **penting** itu."),
    ("**Penting** itu.", "Penting itu.", "|Penting", "Amat ", "**Amat Penting** itu."),
    ("Lihat [peta](https://a.id).", "Lihat peta.", "peta", "denah", "Lihat [denah](https://a.id)."),
    ("Lihat [peta](https://a.id).", "Lihat peta.", "|.", " baru", "Lihat [peta baru](https://a.id)."),
    ("Lihat [peta](https://a.id).", "Lihat peta.", " peta", "", "Lihat."),
    (r"A\*B dan **C**", "A*B dan C", "A*B", "*A*", r"\*A\* dan **C**"),
    ("Satu dua", "Satu dua", " ", "", "Satudua"),
    ("Satudua", "Satudua", "|dua", " ", "Satu dua"),
    ("**ruas baru**", "ruas baru", "uas baru", "aya ", "**raya**"),
    ("**ruas** baru", "ruas baru", "ruas", "jalan ", "**jalan** baru"),
    (r"Ruas ***dua arah***", "Ruas dua arah", "Ruas dua", "Ruasdua", "Ruas***dua arah***"),
    ("***Satu*** dan ***dua***", "Satu dan dua", "Satu dan dua", "Satudua", "***Satu******dua***"),
    (LIST, "jadwal tidak tentu.", "tentu", "pasti", LIST.replace("tentu", "pasti")),
    (LIST, "trayek putus;", "trayek putus;", "", "Sebabnya:\n\n- jadwal *tidak* tentu.\n"),
    (LIST, "trayek putus;", "|", "\nhalte rusak;",
     LIST.replace("putus;\n", "putus;\n- halte rusak;\n")),
    (LIST, "Sebabnya:", "|", "\nAda dua.", LIST.replace("Sebabnya:", "Sebabnya:\n\nAda dua.")),
    ("> Kutipan **ini**", "Kutipan ini", "|", "\nLagi", "> Kutipan **ini**\n>\n> Lagi"),
    ("Satu.\n\nDua.\n\nTiga.", "Dua.", "Dua.", "", "Satu.\n\nTiga."),
    ("Satu. Dua.", "Satu. Dua.", " ", "\n", "Satu.\n\nDua."),
    ("| A | B |\n|---|---|\n| x | y |", "x", "x", "z|", "| A | B |\n|---|---|\n| z\\| | y |"),
]  # fmt: skip


def make_edit(field: str, old: str, new: str) -> Edit:
    """``|`` in front of words asks for an insertion before them; alone, at the end."""
    if old.startswith("|"):
        at = field.index(old[1:]) if old[1:] else len(field)
        return Edit(field, at, "", new)
    return Edit(field, field.index(old), old, new)


@pytest.mark.parametrize(("source", "field", "old", "new", "wanted"), MADE)
def test_an_edit_beside_or_within_markup_keeps_it(
    source: str, field: str, old: str, new: str, wanted: str
) -> None:
    splice = find_splice(source, make_edit(field, old, new), prose=True)

    assert isinstance(splice, Splice), splice
    assert apply_splices(source, [splice]).strip() == wanted.strip()


def test_several_whole_paragraphs_are_removed_at_once() -> None:
    source = "Awal.\n\n- satu *dua*\n- tiga\n- empat\n\nAkhir."
    edit = Edit("satu dua", 0, "satu dua\ntiga\n", "")
    splice = find_splice(source, edit, prose=True)

    assert isinstance(splice, Splice)
    assert apply_splices(source, [splice]) == "Awal.\n\n- empat\n\nAkhir."
    torn = Edit("satu dua", 5, "dua\ntiga\n", "")
    assert isinstance(find_splice(source, torn, prose=True), Text)


REFUSED = [
    ("Kata **penting** itu.", "Kata penting itu.", "Kata pent", "Hal geng", "crosses"),
    ("Kata **penting** itu.", "Kata penting itu.", "Kata penting", "Hal utama", "crosses"),
    ("Kata **penting** itu.", "Kata penting itu.", "ing itu", "", "crosses"),
    ("Sama.\n\nSama.", "Sama.", "Sama", "Beda", "more than once"),
    ("Kata.", "KATA!", "KATA", "Hal", "otherwise"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "field", "old", "new", "reason"), REFUSED)
def test_an_edit_across_markup_is_refused(
    source: str, field: str, old: str, new: str, reason: str
) -> None:
    answer = find_splice(source, make_edit(field, old, new), prose=True)

    assert isinstance(answer, Text)
    assert reason in answer.en


def test_a_reference_or_note_inside_deleted_words_keeps_them() -> None:
    source = "Data lama[^1] dari BPS.\n\n[^1]: Sensus."
    edit = make_edit("Data lama dari BPS.", "lama dari", "")

    assert isinstance(find_splice(source, edit, prose=True), Text)


def test_a_line_takes_no_paragraphs() -> None:
    answer = find_splice("Halte", Edit("Halte", 5, "", "\nBaru\nLagi"), prose=False)

    assert isinstance(answer, Text)
    assert "one line" in answer.en


def test_a_first_letter_that_the_book_makes_a_capital_stays_small() -> None:
    splice = find_splice("jalan kota", Edit("Jalan kota", 0, "Jalan", "Ruas"), prose=False)

    assert isinstance(splice, Splice)
    assert apply_splices("jalan kota", [splice]) == "ruas kota"


def test_a_line_that_was_parted_is_refused() -> None:
    assert find_splice("Satu dua", Edit("Satu dua", 4, " ", "\n"), prose=False) == find_splice(
        "Satu dua", Edit("Satu dua", 4, " ", "\nLagi\nbaru"), prose=False
    )


def test_edits_that_only_together_make_markup_are_noticed() -> None:
    source = "a b"
    one = Splice(0, 1, "*a", Edit("a b", 0, "a", "*a"))
    two = Splice(2, 3, "b*", Edit("a b", 2, "b", "b*"))

    assert reads_as_left(source, [one], prose=True)
    assert not reads_as_left(source, [one, two], prose=True)


def test_printed_signs_know_their_markup() -> None:
    (first, second) = read_printed("A **b**\n\n- c")

    assert [(sign.text, sign.style) for sign in first.signs] == [("A", ()), ("b", ("Strong",))]
    assert second.path == ("list", "item", "Paragraph")
