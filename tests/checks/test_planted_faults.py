"""Each fault, planted in Ketapang's own texts, is found alone and at its own word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan

PILLAR = "pillars/living/pillar.yaml"
LEAD = "condition: |-\n"
OTHER = "pillars/economy/pillar.yaml"

FAULTS = {
    "foreign-region": ("Warga Kabupaten Sleman menunggu.", "Kabupaten Sleman"),
    "wrong-region-type": ("Wali Kota menunggu laporan.", "Wali Kota"),
    "placeholder-text": ("Luasnya … hektare.", "…"),
    "english-word": ("Usul para stakeholder dicatat.", "stakeholder"),
    "doubled-word": ("Warga yang yang menunggu.", "yang"),
    "nonstandard-spelling": ("Setiap resiko dicatat.", "resiko"),
    "wrong-preposition": ("Data itu di gunakan warga.", "di gunakan"),
    "wrong-spacing": ("Warga , petugas, dan kader.", ","),
    "long-sentence": (f"Warga {'dan kader menunggu ' * 21}lagi.", "Warga"),
}


def plant(project: Path, sentence: str) -> None:
    path = project / PILLAR
    text = path.read_text(encoding="utf-8")
    assert text.count(LEAD) == 1
    planted = text.replace(LEAD, f"{LEAD}  {sentence}\n\n")
    path.write_text(planted, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("code", FAULTS)
def test_planted_fault_is_found_alone(ketapang_copy: Path, code: str) -> None:
    sentence, part = FAULTS[code]
    before = {(one.code, one.message) for one in load_plan(ketapang_copy).diagnostics}
    plant(ketapang_copy, sentence)

    found = [
        one for one in load_plan(ketapang_copy).diagnostics if (one.code, one.message) not in before
    ]

    assert [one.code for one in found] == [code]
    span = found[0].span
    line = (ketapang_copy / PILLAR).read_text(encoding="utf-8").split("\n")[span.line - 1]
    assert span.file == PILLAR
    assert line.startswith(f"  {sentence[:6]}")
    assert line[span.column - 1 : span.end_column - 1] == part


def test_paragraph_of_another_dimension_is_found(
    ketapang_copy: Path, edit: Callable[[Path, str, str], None]
) -> None:
    text = (ketapang_copy / OTHER).read_text(encoding="utf-8")
    paragraph = text.partition("condition: |-\n")[2].partition("\n\n")[0].strip()
    plant(ketapang_copy, paragraph)

    found = load_plan(ketapang_copy).diagnostics

    assert [one.code for one in found] == ["repeated-paragraph"]
    assert found[0].related[0].span.file == OTHER
