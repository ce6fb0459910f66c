"""Forms that come back: what is taken, what is asked, what is said of which cell."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from filling import Filled

from masterplan_cli.compiler import load_plan
from masterplan_cli.forms.arrivals import Arrival, import_forms
from masterplan_cli.forms.export.conflicts import write_conflicts
from masterplan_cli.forms.merge.outcome import Choice, Outcome

Edit = Callable[[Path, str, str], None]
Make = Callable[..., bytes]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
FIRST = "program/mob-01"


def bring(root: Path, *forms: bytes, side: str = "", delete: bool = False) -> Outcome:
    """Import forms and write what they change."""
    arrivals = [Arrival(f"form{number or ''}.xlsx", data) for number, data in enumerate(forms)]
    outcome = import_forms(load_plan(root, checked=False), arrivals, Choice(side, delete))
    for edit in outcome.edits:
        path = root / edit.path
        assert (path.read_bytes() if path.exists() else b"") == edit.before
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(edit.after)
    return outcome


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    return [(finding.span.cell, finding.code) for finding in outcome.findings]


def diff(root: Path, outcome: Outcome) -> list[str]:
    """Return the lines that came and went, without their indentation."""
    lines = []
    for edit in outcome.edits:
        before = edit.before.decode().splitlines()
        after = edit.after.decode().splitlines()
        lines += [f"-{line.strip()}" for line in before if line not in after]
        lines += [f"+{line.strip()}" for line in after if line not in before]
    return lines


@pytest.fixture
def form(make: Make, small: Path) -> Filled:
    """The form of the small workspace's first agency."""
    return Filled(make(small, "dinas-a"))


@pytest.mark.parametrize("opd", ["rsud", "diskominfo", "bappeda"])
def test_untouched_form_changes_nothing(make: Make, ketapang: Path, opd: str) -> None:
    arrivals = [Arrival("form.xlsx", make(ketapang, opd))]

    outcome = import_forms(load_plan(ketapang, checked=False), arrivals, Choice())

    assert (outcome.edits, outcome.findings) == ([], [])


def test_clearing_the_mark_of_an_example_makes_it_real(form: Filled, small: Path) -> None:
    assert form.cell("Program", FIRST, "illustrative").value == "ya"
    form.put("Program", FIRST, location="Pusat kota")
    edited = form.save()
    form.put("Program", FIRST, illustrative="tidak")

    kept = import_forms(load_plan(small, checked=False), [Arrival("a.xlsx", edited)], Choice())
    outcome = bring(small, form.save())

    assert diff(small, kept) == ["-location: Seluruh kota", "+location: Pusat kota"]
    assert outcome.edits[0].before.count(b"illustrative: true") == 2
    assert outcome.edits[0].after.count(b"illustrative: true") == 1
    assert outcome.findings == []


def test_form_without_examples_does_not_ask_for_them(form: Filled) -> None:
    assert not form.has("Kegiatan", "illustrative")
    assert form.has("Program", "illustrative")


def test_programme_of_another_dimension_is_left_to_the_team(form: Filled, small: Path) -> None:
    form.put("Program", FIRST, parent="Energi")

    outcome = bring(small, form.save())

    assert [code for _, code in codes(outcome)] == ["form-row-moved"]
    assert "tim penyusun" in str(outcome.findings[0].hint)
    assert outcome.edits == []


def test_form_saved_by_openpyxl_changes_nothing(form: Filled, small: Path) -> None:
    outcome = bring(small, form.save())

    assert (outcome.edits, outcome.findings) == ([], [])


def test_changed_cell_changes_its_line_only(form: Filled, small: Path) -> None:
    form.put("Program", FIRST, location="Pusat kota")

    outcome = bring(small, form.save())

    assert diff(small, outcome) == ["-location: Seluruh kota", "+location: Pusat kota"]
    assert outcome.findings == []


def test_numbers_and_dates_as_people_type_them(form: Filled, small: Path) -> None:
    key = "program/mob-01/budget/apbd"
    form.put("Pagu", key, amount__2025="Rp 2,5 miliar", amount__2026="1.250.000.000")
    form.put("Indikator", "program/mob-01/indicators/ind-1", targets__2025="82,5 %")
    form.put("Quick win", "program/mob-01/quick_win", start="1 Februari 2025", end="31/7/2025")

    outcome = bring(small, form.save())

    text = (small / PROGRAMS).read_text(encoding="utf-8")
    assert "- {year: 2025, source: apbd, amount: 2500000000}" in text
    assert "targets: {2025: 82.5}" in text
    assert "start: 2025-02-01" in text
    assert "end: 2025-07-31" in text
    assert ("Pagu!E6", "year-outside-term") in codes(outcome)
    assert "1250000000" not in text


def test_what_is_not_understood_names_the_cell(form: Filled, small: Path) -> None:
    form.put("Program", FIRST, term="Jangka pandjang sekali", start="dua ribu", location="Sini")
    form.put("Program", FIRST, partners_hash1="PT Tidak Ada")

    outcome = bring(small, form.save())

    found = {finding.span.cell: finding for finding in outcome.findings}
    term = form.cell("Program", FIRST, "term").coordinate
    assert found[f"Program!{term}"].code == "form-value"
    assert "tidak ada dalam daftar" in found[f"Program!{term}"].message.id
    assert f"Program!{form.cell('Program', FIRST, 'start').coordinate}" in found
    assert f"Program!{form.cell('Program', FIRST, 'partners#1').coordinate}" in found
    assert diff(small, outcome) == ["-location: Seluruh kota", "+location: Sini"]


def test_references_are_found_by_name_id_or_label(form: Filled, small: Path) -> None:
    form.put("Program", FIRST, partners_hash2="DINAS  angkutan ", partners_hash1=None)
    form.put("Program", FIRST, group="“Sumber daya manusia”")

    outcome = bring(small, form.save())

    assert "+partners: [dinas-a]" in diff(small, outcome)
    assert not [code for _, code in codes(outcome) if code == "form-value"]


def test_new_programme_with_its_children(form: Filled, small: Path) -> None:
    strategy = form.cell("Program", FIRST, "strategy").value
    form.put("Program", 0, name="Sepeda warga", parent="Mobilitas", strategy=strategy, start=2025,
             end=2026, term="Pendek")  # fmt: skip
    form.put("Kegiatan", 0, parent="Sepeda warga", name="Pengadaan", start=2025, end=2025)
    form.put("Pagu", 0, parent="Sepeda warga", source="APBD", amount__2025=5_000_000)
    form.put("Quick win", 0, parent="Sepeda warga", short_name="Sepeda")
    form.put("Kemajuan quick win", 0, parent="Sepeda warga", stage=1, percent=5)

    bring(small, form.save())

    plan = load_plan(small).plan
    assert plan is not None
    program = plan.index.entries["program"]["mob-03"]
    assert program.file.tree.file == PROGRAMS
    record = program.record.model_dump(exclude_defaults=True)
    assert record["owner"] == "dinas-a"
    assert record["activities"][0]["id"] == "keg-1"
    assert record["budget"][0]["amount"] == 5_000_000
    assert record["quick_win"]["progress"][0]["percent"] == 5


def test_second_import_of_a_form_adds_nothing(form: Filled, small: Path) -> None:
    strategy = form.cell("Program", FIRST, "strategy").value
    form.put("Program", 0, name="Sepeda", parent="Mobilitas", strategy=strategy)
    form.put("Kegiatan", 0, parent="Sepeda", name="Pengadaan")
    form.put("Kegiatan", 1, parent=form.cell("Kegiatan", f"{FIRST}/activities/keg-1", "^parent").value,
             name="Uji jalan")  # fmt: skip
    form.put("Risiko", 0, parent="Sepeda", risk="Hilang", likelihood=1, severity=2)
    data = form.save()

    assert bring(small, data).edits
    again = bring(small, data)

    assert again.edits == []
    assert again.findings == []


def test_opd_without_a_file_gets_its_own(make: Make, small: Path) -> None:
    (small / "region" / "opd.yaml").write_text(
        (small / "region" / "opd.yaml").read_text(encoding="utf-8")
        + "  - {id: dinas-c, name: Dinas Ketiga}\n",
        encoding="utf-8",
    )
    form = Filled(make(small, "dinas-c"))
    form.put("Program", 0, name="Program pertama", parent="Mobilitas")

    outcome = bring(small, form.save())

    assert [edit.path for edit in outcome.edits] == ["pillars/mobility/programs-dinas-c.yaml"]
    text = (small / "pillars/mobility/programs-dinas-c.yaml").read_text(encoding="utf-8")
    assert text.startswith("programs:\n  - id: mob-03\n    name: Program pertama\n")


def test_conflict_shows_three_values_and_waits(form: Filled, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "location: Seluruh kota", "location: Kota lama")
    form.put("Program", FIRST, location="Pusat kota")
    data = form.save()
    before = (small / PROGRAMS).read_bytes()

    outcome = bring(small, data)

    assert [code for _, code in codes(outcome)] == ["form-conflict"]
    said = outcome.findings[0].message.id
    assert all(text in said for text in ("Seluruh kota", "Pusat kota", "Kota lama"))
    assert (small / PROGRAMS).read_bytes() == before
    assert bring(small, data, side="ours").edits == []
    assert diff(small, bring(small, data, side="theirs")) == [
        "-location: Kota lama",
        "+location: Pusat kota",
    ]


def test_what_only_the_plan_changed_stays(form: Filled, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "location: Seluruh kota", "location: Kota lama")
    edit(small / PROGRAMS, "mitigation: Kontrak payung", "mitigation: Dua pemasok")
    form.put("Program", FIRST, status="Berjalan")

    outcome = bring(small, form.save())

    assert [code for _, code in codes(outcome) if code == "form-conflict"] == []
    assert "location: Kota lama" in (small / PROGRAMS).read_text(encoding="utf-8")


def test_cleared_row_is_removed_only_when_asked(form: Filled, small: Path) -> None:
    key = "program/mob-01/risks/r-1"
    for column in ("risk", "likelihood", "severity", "mitigation", "owner"):
        form.cell("Risiko", key, column).value = None
    data = form.save()

    asked = bring(small, data)

    assert asked.edits == []
    assert codes(asked)[0][1] == "form-row-cleared"
    gone = bring(small, data, delete=True)
    assert "Suku cadang" not in (small / PROGRAMS).read_text(encoding="utf-8")
    assert gone.edits


def test_deleted_row_and_sheet_are_told_apart(form: Filled, small: Path) -> None:
    form.book["Indikator"].delete_rows(7)
    del form.book["Risiko"]

    outcome = bring(small, form.save())

    assert outcome.edits == []
    assert sorted(code for _, code in codes(outcome)) == ["form-row-cleared", "form-sheet-absent"]


def test_moved_renamed_and_added_things_are_understood(form: Filled, small: Path) -> None:
    sheet = form.book["Indikator"]
    sheet.title = "Ukuran kami"
    rows = [[cell.value for cell in sheet[row]] for row in (6, 7)]
    for row, values in zip((7, 6), rows, strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column).value = value
    sheet.insert_cols(4)
    sheet.cell(5, 4).value = "Catatan kami"
    sheet.cell(6, 4).value = "cek lagi"
    sheet.insert_rows(1)
    sheet.row_dimensions[8].hidden = True
    sheet.cell(8, 5).value = "penumpang per hari"
    sheet.column_dimensions["F"].hidden = True

    outcome = bring(small, form.save())

    assert diff(small, outcome)[0].startswith("-- {id: ind-1, name: Penumpang, unit: orang")
    assert "unit: penumpang per hari" in diff(small, outcome)[1]
    assert codes(outcome) == [("Ukuran kami!D6", "form-column-unknown")]


def test_copied_row_that_was_changed_is_new(form: Filled, small: Path) -> None:
    sheet = form.book["Risiko"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(7, column).value = sheet.cell(6, column).value
        sheet.cell(8, column).value = sheet.cell(6, column).value
    form.cell("Risiko", "program/mob-01/risks/r-1", "risk")
    sheet.cell(8, form.slot("Risiko", "risk")).value = "Sopir kurang"

    outcome = bring(small, form.save())

    text = (small / PROGRAMS).read_text(encoding="utf-8")
    assert "id: r-2, risk: Sopir kurang" in text
    assert "Suku cadang terlambat" in text
    assert [code for _, code in codes(outcome)] == ["form-row-copied", "form-row-copied"]


def test_merged_parent_cells_count_for_every_row(form: Filled, small: Path) -> None:
    parent = form.cell("Kegiatan", f"{FIRST}/activities/keg-1", "^parent").value
    form.put("Kegiatan", 0, parent=parent, name="Uji jalan", start=2025, end=2025)
    form.put("Kegiatan", 1, name="Pelatihan sopir", start=2025, end=2025)
    first = form.cell("Kegiatan", 0, "^parent").coordinate
    last = form.cell("Kegiatan", 1, "^parent").coordinate
    form.book["Kegiatan"].merge_cells(f"{first}:{last}")

    bring(small, form.save())

    text = (small / PROGRAMS).read_text(encoding="utf-8")
    assert "Uji jalan" in text
    assert "Pelatihan sopir" in text


def test_new_row_without_parent_is_named(form: Filled, small: Path) -> None:
    form.put("Kegiatan", 0, name="Tanpa program")

    outcome = bring(small, form.save())

    cell = form.cell("Kegiatan", 0, "^parent").coordinate
    assert codes(outcome) == [(f"Kegiatan!{cell}", "form-row-incomplete")]
    assert outcome.edits == []


def test_wrong_value_is_refused_with_the_rule_of_validate(form: Filled, small: Path) -> None:
    form.put("Program", FIRST, start=2027, location="Sini")

    outcome = bring(small, form.save())

    assert "year-outside-term" in {code for _, code in codes(outcome)}
    assert "start: 2025" in (small / PROGRAMS).read_text(encoding="utf-8")
    assert "location: Sini" in (small / PROGRAMS).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: Contoh & Uji", "name: Lain", "daerah “Kota Contoh & Uji”, bukan “Kota Lain”"),
        ("end: 2027", "end: 2029", "masa rencana “2025-2027”, bukan “2025-2029”"),
        (
            "profile: mini",
            "profile: mini\ncohort: 2026",
            "angkatan tahun “tanpa tahun”, bukan “2026”",
        ),
    ],
)
def test_form_of_another_region_or_year_is_refused(
    make: Make, small: Path, edit: Edit, old: str, new: str, said: str
) -> None:
    data = make(small, "dinas-a")
    edit(small / "masterplan.yaml", old, new)

    outcome = bring(small, data)

    assert [finding.code for finding in outcome.findings] == ["form-refused"]
    assert outcome.findings[0].message.id == f"formulir ini milik {said}"


def test_change_that_contradicts_an_untouched_cell_is_left_out(form: Filled, small: Path) -> None:
    key = "program/mob-01/indicators/ind-2"
    form.put("Indikator", key, baseline__value=10)
    form.put("Program", FIRST, location="Sini")

    outcome = bring(small, form.save())

    cell = form.cell("Indikator", key, "baseline.value").coordinate
    assert (f"Indikator!{cell}", "target-against-direction") in codes(outcome)
    assert outcome.harm == []
    assert diff(small, outcome) == ["-location: Seluruh kota", "+location: Sini"]


def test_row_without_what_it_needs_is_named_by_its_cell(make: Make, ketapang_copy: Path) -> None:
    form = Filled(make(ketapang_copy, "rsud"))
    form.put("SWOT", 0, parent="Smart Living", choice="peluang")
    form.put("Kegiatan", 0, parent="Antre dari Rumah")
    form.put("Kegiatan", 1, parent="Antre dari Rumah", start="kelak", name="Uji")
    form.put("Rencana kebijakan", 0, year=2025)
    form.put("Program", "program/liv-04", name=None)

    outcome = bring(ketapang_copy, form.save())

    def at(title: str, line: int | str, column: str) -> str:
        return f"{title}!{form.cell(title, line, column).coordinate}"

    assert {
        (at("SWOT", 0, "text"), "form-row-incomplete"),
        (at("Kegiatan", 1, "start"), "form-value"),
        (at("Rencana kebijakan", 0, "title"), "form-row-incomplete"),
        (at("Rencana kebijakan", 0, "type"), "form-row-incomplete"),
        (at("Program", "program/liv-04", "name"), "form-row-incomplete"),
    } <= set(codes(outcome))
    assert [edit.path for edit in outcome.edits] == ["pillars/living/programs-dinkes-rsud.yaml"]
    assert outcome.harm == []


def test_form_of_another_profile_is_refused(make: Make, small: Path, edit: Edit) -> None:
    data = make(small, "dinas-a")
    (small / "templates" / "mini").rename(small / "templates" / "lain")
    edit(small / "masterplan.yaml", "profile: mini", "profile: lain")
    edit(small / "templates" / "lain" / "profile.yaml", "id: mini", "id: lain")

    outcome = bring(small, data)

    assert [finding.message.id for finding in outcome.findings] == [
        "formulir ini milik profil “mini”, bukan “lain”"
    ]


def test_two_forms_that_disagree_are_named(form: Filled, small: Path) -> None:
    form.put("Program", FIRST, location="Satu")
    one = form.save()
    form.put("Program", FIRST, location="Dua")

    outcome = bring(small, one, form.save())

    assert [finding.code for finding in outcome.findings] == ["form-conflict"]
    assert "location: Satu" in (small / PROGRAMS).read_text(encoding="utf-8")


def test_base_comes_from_git_where_the_hidden_sheet_is_damaged(make: Make, small: Path) -> None:
    git = ["git", "-C", str(small), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "start"]):
        subprocess.run([*git, *words], check=True)
    form = Filled(make(small, "dinas-a"))
    sheet = form.book["_masterplan"]
    sheet.cell(sheet.max_row, 2).value = "rusak"
    form.put("Program", FIRST, location="Sini")

    outcome = bring(small, form.save())

    assert [finding.code for finding in outcome.findings] == ["form-base"]
    assert diff(small, outcome) == ["-location: Seluruh kota", "+location: Sini"]


def test_text_over_a_formula_that_shows_a_list_is_named(form: Filled, small: Path) -> None:
    form.put("Program", FIRST, join__partners="Dinas Perumahan; PT Angkut")

    outcome = bring(small, form.save())

    cell = form.cell("Program", FIRST, "^join:partners").coordinate
    assert codes(outcome) == [(f"Program!{cell}", "form-value")]
    assert "kolom “OPD atau mitra 1”" in str(outcome.findings[0].hint)
    assert outcome.edits == []


def test_formula_without_value_is_named(form: Filled, small: Path) -> None:
    form.put("Pagu", "program/mob-01/budget/apbd", amount__2025="=1+1")

    outcome = bring(small, form.save())

    assert outcome.edits == []
    assert "belum dihitung" in outcome.findings[0].message.id


def test_percent_cells_count_in_hundreds(form: Filled, small: Path) -> None:
    cell = form.cell("Indikator", "program/mob-01/indicators/ind-1", "targets.2025")
    cell.value, cell.number_format = 0.825, "0.0%"

    outcome = bring(small, form.save())

    assert "targets: {2025: 82.5}" in " ".join(diff(small, outcome))


def test_conflicts_go_to_the_opd_and_come_back(form: Filled, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "location: Seluruh kota", "location: Kota lama")
    edit(small / PROGRAMS, "mitigation: Kontrak payung", "mitigation: Dua pemasok")
    form.put("Program", FIRST, location="Pusat kota")
    form.put("Risiko", "program/mob-01/risks/r-1", mitigation="Tiga pemasok")
    loaded = load_plan(small, checked=False)
    outcome = import_forms(loaded, [Arrival("form.xlsx", form.save())], Choice())
    assert len(outcome.conflicts) == 2

    sheet = Filled(write_conflicts(loaded, outcome.conflicts, "abc"))
    rows = sheet.book["Benturan"]
    assert [cell.value for cell in rows[5]][4:7] == ["Seluruh kota", "Pusat kota", "Kota lama"]
    waiting = bring(small, sheet.save())
    assert [code for _, code in codes(waiting)] == ["form-conflict", "form-conflict"]
    rows["H5"].value = "Formulir OPD"
    rows["H6"].value = "rencana"

    decided = bring(small, sheet.save())

    assert decided.findings == []
    assert diff(small, decided) == ["-location: Kota lama", "+location: Pusat kota"]


def test_choice_made_on_older_values_is_asked_again(form: Filled, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "location: Seluruh kota", "location: Kota lama")
    form.put("Program", FIRST, location="Pusat kota")
    loaded = load_plan(small, checked=False)
    outcome = import_forms(loaded, [Arrival("form.xlsx", form.save())], Choice())
    sheet = Filled(write_conflicts(loaded, outcome.conflicts, "abc"))
    sheet.book["Benturan"]["H5"].value = "Formulir OPD"
    edit(small / PROGRAMS, "location: Kota lama", "location: Kota baru")

    outcome = bring(small, sheet.save())

    assert [code for _, code in codes(outcome)] == ["form-conflict"]
    assert outcome.edits == []


def test_faults_that_hide_one_another_leave_the_rest_standing(make: Make, tmp_path: Path) -> None:
    """Each trial finds but some of them: a new target contradicts the next only where it stays."""
    root = tmp_path / "kota"
    shutil.copytree(Path(__file__).parents[1] / "workspaces" / "kota", root)
    form = Filled(make(root, "dinas-angkutan"))
    ind = next(key for key in form.keys("Indikator") if key)
    form.put("Indikator", ind, targets__2028=0.125, targets__2029=-84.5, targets__2031=91)
    kept = "program/liv-01/budget/kpbu"
    form.put("Pagu", "program/liv-01/budget/dak", amount__2025=4, amount__2029=4)
    form.put("Pagu", kept, amount__2026=3, amount__2028="3")
    form.put(
        "Kegiatan", "program/liv-01/activities/keg-1", nomenclature__edition="Permendagri 90/2019"
    )

    outcome = bring(root, form.save())

    text = b"".join(edit.after for edit in outcome.edits).decode()
    assert "{year: 2029, amount: 4, source: dak}" in text
    assert "{year: 2028, amount: 3, source: kpbu}" in text
    assert "amount: 4" not in text.replace("{year: 2029, amount: 4, source: dak}", "")
    assert {"target-against-direction", "year-outside-term", "required-field"} <= {
        code for _, code in codes(outcome)
    }
    assert outcome.harm == []
