"""Pieces of a chapter: whoever reads them one by one reads what the parser reads in one go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.document import nodes as n
from masterplan_cli.document import reader
from masterplan_cli.document.islands import Island, make_sentinel
from masterplan_cli.document.pieces import Listing, Piece, cut_text

ISLANDS = (
    Island((n.Text("nilai", "v"),)),
    Island(None, (n.PageBreak(),), "halaman"),
    Island((n.Text(""),), (n.Paragraph((n.Text("satu"),)),), "uraian"),
)
LINES = st.sampled_from(
    (
        "", "", "", " ", "\t", "Kalimat biasa.", "Kalimat ", "  menjorok", "    kode", "# Judul",
        "## Judul {: .annex #dua }", "### Judul #", "#Bukan", "####### Tujuh", "#", "- butir",
        "1. butir", "2) butir", "  lanjutan", "> kutipan", "| a | b |", "|---|---|", "---", "===",
        "```", "~~~", "[^1]", "[^1]: catatan", "[a]: http://a.id", "[a]", "a **tebal** b", "a*b_c",
        "x & y &amp; z", "<b>", "a\\", "\u00a0", "a\u00a0", "“Petik” ~ !", "http://a.id", "a  ",
        "a\x0b", "# \x0cJudul\x0c", "é̄", "a\u3000", "# a\u200a", "a\ufeff", "a #", "a!b", "a\x00b", "a\rb",
        make_sentinel(0), make_sentinel(1), make_sentinel(2), f"## {make_sentinel(0)} {{: #x }}",
        f"a {make_sentinel(0)}{make_sentinel(0)}.", f"- {make_sentinel(1)}", f" {make_sentinel(1)}",
        f"{make_sentinel(1)} ", f"a {make_sentinel(1)}", "- butir", "- b **tebal**", "-", "- ", "-  dua",
        "- - a", "* butir", "+ butir", "7. tujuh", "08. delapan", "1.", f"1. {make_sentinel(2)}", "- a  ",
        "**Tebal.** a", "**a** **b**", "**a**b", "**a****b**", "** a**", "**a **", "a **b", "***a***", "**a*b**",
        f"**{make_sentinel(0)}**", f"a **{make_sentinel(0)}** b", "- **a:** b", "> **kutipan**", f"> {make_sentinel(2)}",
        "> ", ">a", ">  a", "a **b**", "a** b**", "**“a”** b", "**a.**", "**a** ", "- \u00a0a", "**\u00a0a**", "“a” b",
        "(a) b", "- (a)", "**a**: b", "**a.**: b", f"- **{make_sentinel(0)}**: b", "**a**) b", "**(a**) b", "= a", "b\ta",
        "> [!NOTE]", "> [!NOTE]", "> [!TIP: Judul]", "> [!note]", "> [!NOTE] ekor", "> [!LAIN]", "> [!NOTE]  ", "[!NOTE]",
    )
)  # fmt: skip


def read(text: str) -> reader.ReadResult:
    return reader.read_markdown(text, ISLANDS, lambda line: f"t:{line + 1}")


@given(st.lists(LINES, max_size=12))
def test_pieces_make_what_the_whole_makes(lines: list[str]) -> None:
    text = "\n".join(lines)
    by_pieces = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "cut_text", lambda text: [Piece(0, text, None)])
        assert by_pieces == read(text)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# Judul\n\nKalimat.\n\n* butir\n\n* butir\n\nKalimat.\n", [1, 0, None, 0]),
        ("- butir\n- **butir**\n\n- butir\n\n> Kutipan.\n\n1. satu\n", [-1, 0, -1]),
        ("- butir\n\n  lanjutan\n\n- butir\n", [None]),
        ("> Satu\n> baris.\n\n> [!NOTE]\n> **Dua** baris.\n> Tiga.\n\nEmpat.\n", [0, 0, 0]),
        ("> [!NOTE: Judul]\n> Isi.\n", [None]),
        ("> [!NOTE]\n> Isi.\nLanjutan.\n", [None]),
        ("Satu\nbaris.\n\nDua.\n", [0, 0]),
        ("Satu\n## Dua\nTiga\n\n- empat\n# Lima\n", [0, 2, 0, None]),
        ("Satu  \nbaris.\n\nDua.\n", [None, 0]),
        ("Kalimat.\n\n```\nkode\n\nkode\n```\n", [None]),
        ("Kalimat.[^1]\n\n[^1]: Catatan.\n", [None]),
        ("", []),
    ],
)
def test_only_what_is_plain_goes_past_the_parser(text: str, levels: list[int | None]) -> None:
    found = [-1 if isinstance(piece, Listing) else piece.level for piece in cut_text(text)]
    assert found == levels
