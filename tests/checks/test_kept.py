"""Findings kept with a file are those of looking at everything anew, whatever has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from planting import Garden
from plants import PLANTS

from masterplan_cli.checks import twins
from masterplan_cli.checks.kept import KeptFindings
from masterplan_cli.checks.rule import Finding, Rule, list_rules
from masterplan_cli.checks.run import run_checks
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Diagnostic, Nature
from masterplan_cli.model.load import Memory
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.workspace import assemble_workspace
from masterplan_cli.profile.load import lay_templates
from masterplan_cli.schema.index import Index
from masterplan_cli.source.trees import TreeStore

ROOT = Path(__file__).parents[2]
BY_FILE = [rule for rule in list_rules() if rule.by_file]
SENTENCES = (
    "Warga yang yang menunggu.",
    "Usul para stakeholder dan setiap resiko dicatat; luasnya … hektare.",
    "Warga Kabupaten Sleman menunggu. Wali Kota menunggu laporan.",
    f"Warga {'dan kader menunggu ' * 21}lagi.",
    "Undang-Undang Nomor 23 Tahun 2014 tentang Administrasi mengaturnya.",
    "Hal itu diatur Undang-Undang Nomor 23 Tahun 2004.",
    "Data itu di gunakan warga , petugas, dan kader.",
    "Kabupaten Ketapang terdiri atas 21 kecamatan.",
)


@cache
def load_ketapang() -> Masterplan:
    plan = load_plan(ROOT, 4).plan
    assert plan is not None
    return plan


def list_program_files(plan: Masterplan) -> list[str]:
    return [file.tree.file for file in plan.workspace.files if is_programs(file.record)]


def is_programs(record: object) -> bool:
    return isinstance(record, ProgramsFile)


def leave_one(plan: Masterplan, name: str) -> Masterplan:
    """Return the plan as if its only programmes were those of one file."""
    whole = plan.workspace
    files = (one for one in whole.files if one.tree.file == name or not is_programs(one.record))
    workspace = assemble_workspace(whole.manifest, (*files,), frozenset())
    left_out = frozenset(list_program_files(plan)) - {name}
    return replace(plan, workspace=workspace, left_out=left_out)


@pytest.mark.parametrize("rule", BY_FILE, ids=lambda rule: rule.code)
def test_rule_says_of_each_file_what_it_says_of_all_together(rule: Rule) -> None:
    garden = Garden(ROOT, load_ketapang())
    for file in garden.list_program_files()[3:9:5]:
        said = " ".join(SENTENCES)
        garden.sub(file, r"^( +)description: >-\n", rf"\g<0>\1  {said}\n")
        garden.replace(file, "unit: orang", "unit: Orang")
    plant = PLANTS[rule.code]
    if plant.setting is not None:
        plant.setting(garden)
    plant.act(garden)
    plan = load_plan(ROOT, 4, garden.encode()).plan
    assert plan is not None

    together = run_checks(plan, [rule])

    files = list_program_files(plan)
    assert {*together} == {
        one for file in files for one in run_checks(leave_one(plan, file), [rule])
    }
    assert together


class Store:
    """A workspace whose findings are kept, beside the same read anew."""

    def __init__(self, project: Path, store: Path, stage: int = 4) -> None:
        self.project, self.stage, self._store = project, stage, store

    def find(self) -> tuple[Diagnostic, ...]:
        return load_plan(
            self.project, self.stage, memory=Memory(TreeStore(self._store))
        ).diagnostics

    def find_anew(self) -> tuple[Diagnostic, ...]:
        return load_plan(self.project, self.stage).diagnostics

    def see(self) -> set[str]:
        """Return the programmes that rules by file are shown."""
        memory = Memory(TreeStore(self._store))
        loaded = load_plan(self.project, self.stage, checked=False, memory=memory)
        assert loaded.plan is not None
        templates = lay_templates(self.project, "kominfo")
        kept = KeptFindings(memory, loaded.plan, templates)
        seen: set[str] = set()

        def look(plan: Masterplan) -> Iterator[Finding]:
            seen.update(program.id for program in plan.workspace.programs)
            yield from ()

        spy = Rule("spy", Nature.WRONG, None, "", look, by_file=True)
        run_checks(loaded.plan, [spy], kept)
        return seen


@pytest.fixture
def store(ketapang_copy: Path, tmp_path: Path) -> Store:
    return Store(ketapang_copy, tmp_path / "trees.marshal")


def list_ids(path: Path) -> set[str]:
    return set(re.findall(r"^  - id: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_only_what_changed_is_looked_at_again(store: Store) -> None:
    changed = sorted(store.project.glob("pillars/*/programs-*.yaml"))[4]
    everything = {program.id for program in load_ketapang().workspace.programs}
    assert store.see() == everything
    store.find()

    assert store.see() == set()
    put(changed, "description: >-\n", "description: >-\n      Warga yang yang menunggu.\n")
    assert store.see() == list_ids(changed)
    assert [one.code for one in store.find()] == ["doubled-word"]
    assert store.see() == set()
    assert [one.code for one in store.find()] == ["doubled-word"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("masterplan.yaml", "stage: 4", "stage: 3"),
        ("region/opd.yaml", "opds:\n", "# lain\nopds:\n"),
        ("pillars/living/pillar.yaml", "issues:\n", "# lain\nissues:\n"),
        ("templates/kominfo/profile.yaml", "\n", "\n# lain\n"),
    ],
)
def test_whatever_holds_no_programmes_counts_for_all(
    store: Store, file: str, old: str, new: str
) -> None:
    store.find()
    assert store.see() == set()

    put(store.project / file, old, new)

    assert store.see() == {program.id for program in load_ketapang().workspace.programs}


def test_another_stage_has_findings_of_its_own(store: Store) -> None:
    path = sorted(store.project.glob("pillars/*/programs-*.yaml"))[4]
    put(path, "description: >-\n", "description: >-\n      Luasnya … hektare.\n")
    by_stage = {}
    for stage in (1, 4, 1, 4):
        store.stage = stage
        assert store.find() == store.find_anew()
        by_stage.setdefault(stage, store.find())
        assert store.see() == set()

    assert by_stage[1] != by_stage[4]


def test_a_programme_that_two_files_share_is_never_taken_for_known(store: Store) -> None:
    # The places of the second are those of the first, and move with it.
    first, second = sorted(store.project.glob("pillars/economy/programs-*.yaml"))[:2]
    one, two = min(list_ids(first)), min(list_ids(second))
    put(second, f"id: {two}\n", f"id: {one}\n")
    put(second, "unit: ", "unit: ORANG # ")
    assert store.find() == store.find_anew()
    put(first, "programs:\n", "programs:\n  # lain\n")

    assert store.find() == store.find_anew()


def test_a_swallowed_key_still_hides_what_lacks(store: Store) -> None:
    path = sorted(store.project.glob("pillars/*/programs-*.yaml"))[4]
    put(path, "\n    owner: ", "\n      owner: ")
    assert "swallowed-key" in [one.code for one in store.find()]

    assert store.find() == store.find_anew()


def test_programmes_are_neither_compared_nor_placed_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sorted(store.project.glob("pillars/economy/programs-*.yaml"))[:2]
    name = re.search(r"^    name: (.*)\n", first.read_text(encoding="utf-8"), re.MULTILINE)
    assert name
    text = second.read_text(encoding="utf-8")
    second.write_text(
        re.sub(r"^    name: .*\n(      .*\n)*", name[0], text, count=1, flags=re.MULTILINE),
        encoding="utf-8",
        newline="\n",
    )
    assert [one.code for one in store.find()] == ["similar-programs"]

    with monkeypatch.context() as patch:
        patch.setattr(Index, "locate", None)
        patch.setattr(twins._Found, "_compare", None)
        again = store.find()
    assert again == store.find_anew()

    put(first, "programs:\n", "# lain\nprograms:\n")
    assert store.find() == store.find_anew() != again
    put(second, "programs:\n", "# lain\nprograms:\n")
    assert store.find() == store.find_anew()


@pytest.mark.parametrize("file", ["region/opd.yaml", "pillars/economy/programs-bapenda.yaml"])
def test_unsaved_text_leaves_nothing_behind(store: Store, tmp_path: Path, file: str) -> None:
    store.find()
    kept = (tmp_path / "trees.marshal").read_bytes()
    text = (store.project / file).read_text(encoding="utf-8")
    typed = {file: text.replace("name: ", "name: Warga yang yang ", 1).encode()}

    found = load_plan(
        store.project, 4, typed, memory=Memory(TreeStore(tmp_path / "trees.marshal"))
    ).diagnostics

    assert found == load_plan(store.project, 4, typed).diagnostics
    assert (tmp_path / "trees.marshal").read_bytes() == kept


def spoil(project: Path, random: Random) -> None:
    """Change a line, a sentence or a number of some file as a hurried hand would."""
    names = "pillars/*/programs-*.yaml" if random.random() < 0.8 else "region/*.yaml"
    path = random.choice(sorted(project.glob(names)))
    lines = path.read_text(encoding="utf-8").split("\n")
    place = random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[place]
        case 1:
            lines.insert(place, lines[place])
        case 2:
            lines[place] = re.sub(r"\d", str(random.randrange(10)), lines[place])
        case 3:
            lines[place] = lines[place].replace(": ", f": {random.choice(SENTENCES)} ", 1)
        case 4:
            lines[place] = f" {lines[place]}"
        case _:
            lines[place] = re.sub(r"(?<=: )\w+", "lain", lines[place], count=1)
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("seed", range(2))
def test_findings_are_the_same_after_any_edits(store: Store, seed: int) -> None:
    random = Random(seed)
    sound = {path: path.read_bytes() for path in store.project.glob("[pr]*/**/*.yaml")}
    for _ in range(10):
        for _ in range(random.randrange(1, 4)):
            spoil(store.project, random)
        assert store.find() == store.find_anew()
        for path, data in sound.items():
            if random.random() < 0.5:
                path.write_bytes(data)
