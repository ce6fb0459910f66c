"""What a hint says where a clerk wrote what the tool can guess: the exact thing to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Diagnostic

Edit = Callable[[Path, str, str], None]

MANIFEST = "masterplan.yaml"
PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
LIST = "partners: [mitra-a]"
AMOUNT = "amount: 1250000000}"
BLOCK = "      - {year: 2025, source: apbd, amount: 1250000000}"
LONG = "      - year: 2025\n        source: apbd\n        amount: "


def find_one(project: Path) -> Diagnostic:
    found = load_plan(project).diagnostics
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("old", "new", "hint", "fix"),
    [
        ("owner: dinas-b", "owner: Dinas Angkutan", "Tulis: dinas-a", "dinas-a"),
        ("owner: dinas-b", "owner: DISHUB", "Tulis: dinas-a", "dinas-a"),
        ("owner: dinas-b", "owner: Dinas Angkutn", "Mungkin maksudnya: dinas-a", None),
        ("owner: dinas-b", "owner: Angkutan Kota Contoh", "Mungkin maksudnya: dinas-a", None),
        (LIST, "partners: [Badan Listrik Uji]", "Tulis: dinas-b", "dinas-b"),
        ("owner: dinas-b", "owner = dinas-b", "Tulis: owner: dinas-b", None),
        ("owner: dinas-b", "owner: dinas-a/dinas-b", "Tulis satu id", None),
        ("term: medium", "term: Menengah", "Yang dikenal: ", None),
        ("baseline: {year: 2024, value: 0}", "baseline: 0", "Tulis: {year: …, value: …}", None),
        ("[m1, m2]", '["1", m2]', "Tulis: m1", '"m1"'),
        ("owner: dinas-b", "pemilik: dinas-b", "dalam bahasa Inggris: owner", "owner"),
        ("owner: dinas-b", "Penanggung Jawab: dinas-b", "bahasa Inggris: owner", None),
        (LIST, "mitra: [mitra-a]", "bahasa Inggris: partners", None),
        (
            "strategy: mob-str\n    description: Halte",
            "sasaran: x\n    description: Halte",
            "rpjmd_goals",
            None,
        ),
        ("    description: Halte", "    uraian: Halte", "Inggris: description", None),
        (AMOUNT, "anggaran: 1250000000}", "Inggris: amount", None),
        (AMOUNT, "amount: 2,2 M}", "Jika yang dimaksud miliar, tulis: 2200000000", None),
        (AMOUNT, "amount: 2,2 miliar}", "Tulis: 2200000000", None),
        (BLOCK, f"{LONG}2,2 M", "Jika yang dimaksud miliar, tulis: 2200000000", None),
        (BLOCK, f"{LONG}2,2 miliar", "Tulis: 2200000000", "2200000000"),
        (AMOUNT, "amount: 1250000000\u200b}", "Tulis: 1250000000", "1250000000"),
        ("owner: dinas-b", "owner: dinas\u200b-b", "Tulis: dinas-b", "dinas-b"),
        ("id: keg-1", "id: keg-1\ufeff", "Tulis: keg-1", "keg-1"),
        ("id: keg-1", "id: keg\u00a01", "Misalnya: keg-1", None),
        ("owner: dinas-b", "ow\u200bner: dinas-b", "Mungkin maksudnya: owner", "owner"),
    ],
)
def test_hint_holds_what_to_write(
    small: Path, edit: Edit, old: str, new: str, hint: str, fix: str | None
) -> None:
    edit(small / PROGRAMS, old, new)

    found = find_one(small)

    assert found.hint is not None
    assert hint in found.hint.id
    assert found.fix == fix


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u00a0"])
def test_what_nobody_sees_is_named(small: Path, edit: Edit, sign: str) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", f"owner: dinas{sign}-b")

    message = find_one(small).message.id

    assert f"U+{ord(sign):04X}" in message
    assert sign not in message


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("5-3-25", "Tulis: 2025-03-05"),
        ("Senin, 5 Maret 2025", "Tulis: 2025-03-05"),
        ("Mei 2025", "Lengkapi dengan harinya, misalnya: 2025-05-01"),
    ],
)
def test_dates_are_rewritten(small: Path, edit: Edit, written: str, hint: str) -> None:
    edit(small / MANIFEST, "as_of: 2025-05-20", f'as_of: "{written}"')

    found = find_one(small)

    assert found.hint is not None
    assert found.hint.id == hint


def test_a_region_is_suggested_with_type_and_province(small: Path, edit: Edit) -> None:
    edit(small / MANIFEST, "name: Contoh & Uji", "name: Ketapan")
    edit(small / MANIFEST, "type: kota", "type: kabupaten")
    edit(small / MANIFEST, "province: Uji", "province: Kalimantan Barat")

    found = [one for one in load_plan(small).diagnostics if one.code == "region-unknown"]

    assert [one.hint.id for one in found if one.hint] == [
        "Mungkin maksudnya: Kabupaten Ketapang (61.04, Kalimantan Barat)"
    ]


def test_a_key_is_never_sent_into_the_text_above(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-a\n    partners", "     owner: dinas-a\n    partners")

    found = find_one(small)

    assert found.hint is not None
    assert found.hint.id == "Awali baris ini dengan 4 spasi."


def test_a_folder_with_a_slip_leads_to_the_pillar(small: Path) -> None:
    (small / "pillars/mobilty").mkdir()
    (small / "pillars/mobilty/programs-baru.yaml").write_text("programs: []\n", encoding="utf-8")

    found = find_one(small)

    assert (found.code, found.span.file) == ("unknown-file", "pillars/mobilty/programs-baru.yaml")
    assert found.hint is not None
    assert found.hint.id == "Mungkin maksudnya: mobility"
