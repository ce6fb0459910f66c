"""Groups that no line may break: amounts, dates, citations."""

from __future__ import annotations

from typing import Any

import pytest

from masterplan_cli.document.nodes import Callout, Code, Paragraph, Text
from masterplan_cli.writers.docx.typography import bind_groups, shorten


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Rp1,2 miliar lebih", "Rp1,2_miliar lebih"),
        ("Rp105,9 miliar dan 3 juta", "Rp105,9_miliar dan 3_juta"),
        ("Pasal 5 ayat (2)", "Pasal_5 ayat_(2)"),
        ("UU 23/2014", "UU_23/2014"),
        ("Nomor 23 Tahun 2014", "Nomor_23 Tahun_2014"),
        ("pada 9 Oktober 2023", "pada 9_Oktober 2023"),
        ("lihat BAB IV dan Lampiran A", "lihat BAB_IV dan Lampiran A"),
        ("sepanjang 12 km", "sepanjang 12_km"),
        ("lihat Pasal ", "lihat Pasal_"),
        ("Tahun anggaran 2024", "Tahun anggaran 2024"),
        ("Pasalnya 5", "Pasalnya 5"),
        ("5 kmx", "5 kmx"),
        ("tanpa kelompok", "tanpa kelompok"),
        ("", ""),
    ],
)
def test_groups(text: str, bound: str) -> None:
    made = bind_groups(text)
    assert made.replace("\u00a0", "_") == bound
    assert len(made) == len(text)


def test_running_text_is_bound_and_code_is_not(show: Any) -> None:
    lines = show(Paragraph((Text("Rp1,2 miliar", "x"), Text(" menurut Pasal "), Code("Pasal 5"))))
    assert "Rp1,2\u00a0miliar" in lines[0]
    assert "menurut Pasal\u00a0" in lines[0]
    assert "Code(Pasal 5)" in lines[0]


def test_a_callout_stays_together_up_to_its_last_paragraph(show: Any) -> None:
    lines = show(Callout("note", (Paragraph((Text("a"),)), Paragraph((Text("b"),)))))
    assert [line.split(" |")[0] for line in lines[:3]] == [
        "CalloutNoteTitle",
        "CalloutNoteKept",
        "CalloutNote",
    ]


@pytest.mark.parametrize(
    ("text", "room", "short"),
    [
        ("Satu", 4, "Satu"),
        ("Satu, dua tiga", 10, "Satu, dua…"),
        ("Satu, dua tiga", 9, "Satu…"),
        ("Katayangpanjang", 5, "Kata…"),
    ],
)
def test_a_text_is_cut_after_a_word(text: str, room: int, short: str) -> None:
    assert shorten(text, room) == short
    assert len(short) <= room
