"""Sound Indonesian never alarms a rule about language, however it is put together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.checks.rule import list_rules
from masterplan_cli.checks.rules import wrong_preposition
from masterplan_cli.compiler import load_plan
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program, ProgramsFile
from masterplan_cli.model.wording import Wording
from masterplan_cli.schema.index import SourceFile
from masterplan_cli.schema.survey import build_index
from masterplan_cli.source.packaged import read_list, read_pairs

SMALL = Path(__file__).parents[1] / "workspaces" / "small"
CODES = {
    "doubled-word",
    "english-word",
    "long-sentence",
    "nonstandard-spelling",
    "placeholder-text",
    "wrong-preposition",
    "wrong-spacing",
}
RULES = [rule for rule in list_rules() if rule.code in CODES]
LISTS = ("english.txt", "prepositions.txt", "spelling.txt")
WORDS = [
    "layanan",
    "warga",
    "kecamatan",
    "desa",
    "data",
    "dinas",
    "jaringan",
    "petugas",
    "kantor",
    "di",
    "dari",
    "ke",
    "pada",
    "yang",
    "dan",
    "untuk",
    "dengan",
    "oleh",
    "serta",
    "agar",
    "bila",
    "tidak",
    "lebih",
    "rencana",
    "program",
    "tahun",
    "jalan",
    "rumah",
    "air",
    "sampah",
    "energi",
    "listrik",
    "ibu",
    "anak",
    "sekolah",
    "pasar",
    "usaha",
    "peta",
    "ruang",
    "bangun",
    "bentuk",
    "nilai",
    "dibangun",
    "disusun",
    "digunakan",
    "kota-kota",
    "anak-anak",
    "sama-sama",
    "kapal",
    "laut",
    "sungai",
    "pesisir",
    "isi",
    "tulis",
    "kosong",
    "menyusul",
    "belum",
    "ada",
    "tbk",
    "xilem",
    "sini",
    "situ",
    "mana",
    "atas",
    "bawah",
    "dalam",
    "luar",
    "sistem",
    "tim",
    "izin",
    "risiko",
    "analisis",
    "daring",
    "situs",
    "ke-2",
    "keluar",
    "kepada",
    "kedua",
    "dimuat",
    "dikenal",
    "diisi",
    "pengisi",
    "perisai",
    "indeks",
    "server",
    "internet",
]


def list_findings(text: str) -> list[str]:
    plan = load_plan(SMALL).plan
    assert plan is not None
    record = ProgramsFile(programs=(Program(id="p-1", name="Nama", description=text),))
    file = plan.workspace.files[0]._replace(record=record, survey=None)
    return [f"{rule.code} {finding}" for rule in RULES for finding in rule.check(_swap(plan, file))]


def _swap(plan: Masterplan, file: SourceFile) -> Masterplan:
    swapped = replace(plan)
    swapped.__dict__["wording"] = Wording(build_index([file]).places)
    return swapped


def write_sentences(words: list[list[str]]) -> str:
    spaced = [
        [
            word
            for number, word in enumerate(sentence)
            if number == 0 or word != sentence[number - 1]
        ]
        for sentence in words
    ]
    return " ".join(" ".join(sentence).capitalize() + "." for sentence in spaced)


SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=30), min_size=1, max_size=6
)


@given(SENTENCES)
def test_random_prose_of_sound_words_never_alarms(words: list[list[str]]) -> None:
    assert len(RULES) == len(CODES)
    parted = {("di", verb) for verb in read_list("verbs.txt")}
    parted |= {("dari", "pada"), ("isi", "di"), ("tulis", "di")}
    sound = [
        sentence
        for sentence in words
        if parted.isdisjoint(pairwise(sentence)) and sentence != ["belum", "ada"]
    ]

    assert list_findings(write_sentences(sound) or "Teks") == []


@pytest.mark.parametrize("name", LISTS)
def test_every_listed_word_is_found_and_its_replacement_is_not(name: str) -> None:
    pairs = read_pairs(name)
    rights = {right for right in pairs.values() if "(" not in right}
    assert len(pairs) > 40

    missed = [wrong for wrong in pairs if not list_findings(f"Catatan tentang {wrong} lama.")]
    alarms = [right for right in rights if list_findings(f"Catatan tentang {right} lama.")]

    assert missed == []
    assert alarms == []


def test_every_listed_verb_is_found_when_parted() -> None:
    verbs = read_list("verbs.txt")

    assert len(verbs) > 50
    assert [verb for verb in verbs if len(list_findings(f"Hal itu di {verb} lagi.")) != 1] == []
    assert [verb for verb in verbs if list_findings(f"Hal itu di{verb} lagi.")] == []


def test_lists_are_sorted_into_single_entries() -> None:
    for name in (*LISTS, "verbs.txt"):
        keys = [line.partition(" = ")[0] for line in read_list(name)]
        assert len(keys) == len(set(keys)), name
        assert all(key == key.lower() for key in keys), name


def test_verbs_are_no_places() -> None:
    assert not {"atas", "bawah", "bangun", "bentuk"} & {*read_list("verbs.txt")}
    assert wrong_preposition.NATURE.value == "wrong"
