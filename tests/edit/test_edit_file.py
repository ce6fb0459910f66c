"""How edited files look: examples that the laws cannot judge."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from masterplan_cli.edit.changes import Add, Change, Insert, Remove, Rename, Set, Trim
from masterplan_cli.edit.differences import render_diff
from masterplan_cli.edit.file import edit_file
from masterplan_cli.source.scalars import Plain

ROOT = Path(__file__).parents[2]

FILE = """\
# Program contoh.

programs:
  # Yang pertama.
  - id: a-1   # tetap
    name: Satu
    code: "61.04"
    note: >-
      Kalimat pertama yang cukup panjang untuk dilipat pada lebar enam puluh satu,
      lalu kalimat kedua yang juga panjang sehingga lebarnya dapat dilihat jelas,
      dan kalimat ketiga yang menutup paragraf ini dengan panjang yang sama saja,
      begitu.

      Paragraf kedua.
    partners: [x, 'y']
    budget:
      - {year: 2024, amount: 1000}  # APBD

  - id: a-2
    name: Dua
    empty:
"""


def edit(*changes: Change, text: str = FILE) -> str:
    edited, findings = edit_file("f.yaml", text.encode(), changes)
    assert edited is not None, findings
    return edited.after.decode()


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Set(("programs", 0, "id"), "b"), "  - id: a-1   # tetap\n", "  - id: b   # tetap\n"),
        (Set(("programs", 0, "code"), "61.05"), 'code: "61.04"', 'code: "61.05"'),
        (Set(("programs", 0, "code"), Plain("61.05")), 'code: "61.04"', "code: 61.05"),
        (Set(("programs", 0, "name"), "61.05"), "name: Satu", 'name: "61.05"'),
        (Set(("programs", 0, "name"), 'a: "b"'), "name: Satu", "name: 'a: \"b\"'"),
        (Set(("programs", 0, "name"), Decimal("1E+3")), "name: Satu", "name: 1000"),
        (Set(("programs", 0, "name"), date(2023, 10, 9)), "name: Satu", "name: 2023-10-09"),
        (Set(("programs", 0, "name"), True), "name: Satu", "name: true"),
        (Set(("programs", 1, "name"), None), "    name: Dua\n", "    name:\n"),
        (Set(("programs", 1, "empty"), [1, "dua"]), "    empty:\n", "    empty: [1, dua]\n"),
        (Set(("programs", 0, "partners"), ["x", "z", "y"]), "[x, 'y']", "[x, z, 'y']"),
        (Set(("programs", 0, "budget", 0, "amount"), 2500), "amount: 1000}", "amount: 2500}"),
        (Rename(("programs", 0, "budget", 0, "amount"), "jumlah"), "amount: 1000", "jumlah: 1000"),
        (
            Insert(("programs", 0, "budget"), {"year": 2025, "amount": 5}),
            "# APBD\n",
            "# APBD\n      - {year: 2025, amount: 5}\n",
        ),
        (
            Add(("programs", 0), "kind", "x", order=("id", "name", "kind", "code")),
            "    name: Satu\n",
            "    name: Satu\n    kind: x\n",
        ),
        (Add(("programs", 0), "kind", "x", after="id"), "# tetap\n", "# tetap\n    kind: x\n"),
        (
            Add(("programs", 1), "activities", [{"id": "k", "name": "n"}]),
            "    empty:\n",
            "    empty:\n    activities:\n      - id: k\n        name: n\n",
        ),
        (
            Insert(
                ("programs",),
                {"id": "a-3", "partners": ["x"], "budget": [{"year": 1, "amount": 2}]},
            ),
            "    empty:\n",
            "    empty:\n\n  - id: a-3\n    partners: [x]\n    budget:\n      - {year: 1, amount: 2}\n",
        ),
        (Remove(("programs", 1)), "\n  - id: a-2\n    name: Dua\n    empty:\n", "\n"),
        (
            Remove(("programs", 0, "budget", 0)),
            "budget:\n      - {year: 2024, amount: 1000}  # APBD\n",
            "budget: []\n",
        ),
        (
            Set(("programs", 0, "note"), "Pendek saja.\n\nDua."),
            FILE[FILE.index("      Kalimat pertama") : FILE.index("    partners")],
            "      Pendek saja.\n\n      Dua.\n",
        ),
    ],
)
def test_one_place_changes_and_nothing_else(change: Change, old: str, new: str) -> None:
    assert FILE.count(old) == 1
    assert edit(change) == FILE.replace(old, new)


def test_folded_text_is_wrapped_at_the_files_own_width() -> None:
    text = "kata " * 60 + "akhir"
    lines = edit(Set(("programs", 0, "note"), text)).split("\n")
    widths = [len(line) for line in lines if "kata kata" in line]
    assert max(widths) <= 81
    assert min(widths[:-1]) > 76


def test_long_text_in_place_of_a_short_one_is_folded() -> None:
    text = edit(Set(("programs", 1, "name"), "kata " * 30 + "akhir"))
    assert "    name: >-\n      kata kata" in text


def test_text_that_folding_would_spoil_is_kept_literally() -> None:
    assert "note: |-\n      - satu\n      - dua\n" in edit(
        Set(("programs", 0, "note"), "- satu\n- dua")
    )


def test_several_changes_mean_the_file_as_it_was() -> None:
    text = edit(
        Remove(("programs", 0)),
        Set(("programs", 1, "name"), "Baru"),
        Insert(("programs",), {"id": "n"}, 1),
    )
    assert [line for line in text.split("\n") if line] == [
        "# Program contoh.", "programs:", "  # Yang pertama.", "  - id: n", "  - id: a-2", "    name: Baru", "    empty:",
    ]  # fmt: skip


def test_blanks_at_line_ends_go_where_they_do_not_count() -> None:
    text = "a: x  \nb: >-\n  satu \n  dua  \nc: |\n  tiga  \n"
    edited, _ = edit_file("f.yaml", text.encode(), [Trim(1), Trim(3), Trim(4)])
    assert edited is not None
    assert edited.after.decode() == "a: x\nb: >-\n  satu\n  dua\nc: |\n  tiga  \n"
    refused, findings = edit_file("f.yaml", text.encode(), [Trim(6)])
    assert refused is None
    assert findings[0].code == "edit-refused"


@pytest.mark.parametrize(
    ("text", "changes", "words"),
    [
        ("a: 1\n", [Set(("b",), 2)], "tidak ada “b”"),
        ("a: 1\n", [Set(("a", "b"), 2)], "tidak ada “a/b”"),
        ("a: 1\n", [Add((), "a", 2)], "kunci “a” sudah ada"),
        ("a: 1\n", [Rename(("a",), "b"), Add((), "b", 2)], "kunci “b” sudah ada"),
        ("a: 1\n", [Set(("a",), 2), Set(("a",), 3)], "dua perubahan"),
        ("a: [1]\n", [Remove(("a",)), Set(("a", 0), 3)], "dua perubahan"),
        ("a: 1\n", [Remove(("a",))], "seluruh isi berkas"),
        ("a: &x [1]\nb: *x\n", [Set(("a",), 2)], "tidak terbaca"),
        ("a: &x [1]\nb: *x\n", [Set(("a", 0), 2)], "berjangkar"),
        ("a:\n  # catatan\n  - 1\n", [Set(("a",), "teks")], "komentar"),
        ("a: [1, # satu\n  2]\n", [Remove(("a", 0))], "komentar"),
        ("a: [b: 1]\n", [Set(("a", 0, "b"), 2)], "kurung kurawal"),
        ("a: 'x\n", [Set(("a",), 2)], "tidak dapat dibaca"),
        ("a: 1\n", [Set(("a",), "\x01")], "tidak terbaca"),
    ],
)
def test_what_cannot_be_changed_is_refused_with_a_place(
    text: str, changes: list[Change], words: str
) -> None:
    edited, findings = edit_file("f.yaml", text.encode(), changes)
    assert edited is None
    (finding,) = findings
    assert finding.code == "edit-refused"
    assert words in finding.message.id
    assert finding.hint is not None
    assert finding.span.file == "f.yaml"


def test_diff_shows_only_what_changes() -> None:
    edited, _ = edit_file("a/f.yaml", FILE.encode(), [Set(("programs", 1, "name"), "Baru")])
    assert edited is not None
    assert render_diff([edited]) == (
        "--- a/a/f.yaml\n+++ b/a/f.yaml\n@@ -18,4 +18,4 @@\n \n"
        "   - id: a-2\n-    name: Dua\n+    name: Baru\n     empty:\n"
    )
    assert "\x1b[31m-    name: Dua\x1b[0m\n" in render_diff([edited], colour=True)


def test_every_scalar_of_ketapang_can_be_set_without_touching_others() -> None:
    files = sorted([*ROOT.glob("region/*.yaml"), *ROOT.glob("pillars/*/pillar.yaml")])
    assert len(files) > 10
    for path in files:
        data = path.read_bytes()
        edited, findings = edit_file(path.name, data, [Add((), "kunci-baru", [1])])
        assert edited is not None, findings
        assert edited.after == data + b"kunci-baru: [1]\n"


def test_ruamel_is_imported_only_to_write() -> None:
    code = "import sys, masterplan_cli.edit.workspace; print('ruamel.yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
