"""The files of a new workspace: whole, right, and as the profile at hand asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from masterplan_cli.compiler import BuildOrder, Loaded, build_stage, load_plan
from masterplan_cli.diagnostics import Nature, Severity, Span
from masterplan_cli.model.workspace import REGION_FILES
from masterplan_cli.profile.load import load_profile
from masterplan_cli.profile.records import Profile
from masterplan_cli.scaffold.answers import Answers
from masterplan_cli.scaffold.workspace import write_workspace

TESTS = Path(__file__).parents[1]
ANSWERS = Answers("Contoh & Uji", "kota", "Uji", range(2025, 2035))
FOUR_BOOKS = Answers("Contoh", "kota", "Uji", range(2026, 2031), "kominfo-empat-buku")
AWKWARD = Answers('Uji: "A" #1 | <b> \\n', "kabupaten", "- [tidak]", range(1999, 2001), stage=2)


def read_profile(project: Path, name: str) -> Profile:
    loaded, found = load_profile(project, name, Span("x"))
    assert loaded is not None
    assert found == []
    return loaded.profile


def write(folder: Path, answers: Answers = ANSWERS) -> Path:
    files = write_workspace(answers, read_profile(folder, answers.profile))
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def use_examples(text: str) -> str:
    """Take the ``# `` away below each ``# Contoh:``, as the first file tells people to."""
    live = False
    lines = []
    for line in text.split("\n"):
        if live and line.startswith("# "):
            lines.append(line[2:])
        else:
            lines.append(line)
            live = line == "# Contoh:"
    return "\n".join(lines)


def list_wrong(loaded: Loaded) -> list[str]:
    return [
        f"{one.span.file}:{one.span.line}: {one.message.en}"
        for one in loaded.diagnostics
        if one.nature is Nature.WRONG
    ]


@pytest.mark.parametrize("answers", [ANSWERS, AWKWARD], ids=["plain", "awkward"])
def test_nothing_is_wrong_and_the_region_is_as_answered(tmp_path: Path, answers: Answers) -> None:
    loaded = load_plan(write(tmp_path, answers))

    assert list_wrong(loaded) == []
    assert loaded.plan is not None
    manifest = loaded.plan.workspace.manifest
    assert manifest.region.name == answers.name
    assert manifest.region.type == answers.type
    assert manifest.region.province == answers.province
    assert loaded.plan.years == answers.horizon
    assert loaded.plan.stage.number == answers.stage
    assert loaded.failed, "an empty workspace cannot pass a stage's gate"


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_every_stage_builds_full_of_placeholders(tmp_path: Path, stage: int) -> None:
    loaded = load_plan(write(tmp_path), stage)
    build = build_stage(loaded, BuildOrder(formats=("md",)))

    assert build.outputs
    errors = [one for one in build.diagnostics if one.severity is Severity.ERROR]
    assert [f"{one.span.file}:{one.span.line}: {one.message.en}" for one in errors] == []
    text = build.outputs[0].data.decode("utf-8")
    assert "belum diisi" in text.lower()
    assert all("penanggung jawab" in one for one in re.findall(r"\[[^]]* belum diisi[^]]*\]", text))
    assert not re.search("ketapang", text, re.IGNORECASE)


def test_every_file_of_a_workspace_is_there() -> None:
    profile = read_profile(TESTS, "kominfo")
    files = write_workspace(ANSWERS, profile)

    wanted = {"masterplan.yaml", ".gitignore", *REGION_FILES}
    for dimension in profile.dimensions:
        folder = f"pillars/{dimension.id}"
        wanted |= {f"{folder}/pillar.yaml", f"{folder}/programs-contoh.yaml"}
    assert wanted == {name for name in files if not name.startswith((".schema/", ".vscode/"))}


def test_no_word_of_the_sample_region_is_written() -> None:
    files = write_workspace(ANSWERS, read_profile(TESTS, "kominfo"))

    assert [name for name, text in files.items() if "ketapang" in text.lower()] == []
    gaps = {
        gap
        for name, text in files.items()
        if name.endswith(".yaml")
        for gap in re.findall(r"\$[a-z_]+", text)
    }
    assert gaps == {"$schema"}


def test_every_yaml_file_leads_editors_to_its_schema() -> None:
    files = write_workspace(ANSWERS, read_profile(TESTS, "kominfo"))
    named = {}
    for name, text in files.items():
        if name.endswith(".yaml"):
            match = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
            assert match, name
            depth = name.count("/")
            assert match[1].startswith("../" * depth + ".schema/")
            named[name] = match[1][3 * depth :]

    # No region starts with comments of reviewers.
    schemas = {name for name in files if name.startswith(".schema/")} - {".schema/review.json"}
    assert set(named.values()) == schemas


@pytest.mark.parametrize(
    "answers", [ANSWERS, AWKWARD, FOUR_BOOKS], ids=["plain", "awkward", "four-books"]
)
def test_every_example_is_right_when_used(tmp_path: Path, answers: Answers) -> None:
    write(tmp_path, answers)
    used = 0
    for path in tmp_path.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(use_examples(text), encoding="utf-8", newline="\n")
        used += text.count("# Contoh:")
    loaded = load_plan(tmp_path)

    assert used > 40
    assert list_wrong(loaded) == []
    assert loaded.plan is not None
    workspace = loaded.plan.workspace
    assert len(workspace.programs) == len(loaded.plan.profile.dimensions)
    assert all(program.quick_win and program.budget for program in workspace.programs)
    assert workspace.vision.missions
    assert workspace.supporting_plans.literacy
    build = build_stage(loaded, BuildOrder(formats=("md",)))
    assert [one for one in build.diagnostics if one.severity is Severity.ERROR] == []


def test_another_profile_gives_its_own_dimensions(small: Path) -> None:
    profile = read_profile(small, "mini")
    files = write_workspace(Answers("Uji", "kota", "Uji", range(2025, 2028), "mini"), profile)

    folders = {name.split("/")[1] for name in files if name.startswith("pillars/")}
    assert folders == {dimension.id for dimension in profile.dimensions}
    assert folders & {"governance", "branding"} == set()


def test_another_profile_s_examples_are_right_too(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "new"
    (target / "templates").mkdir(parents=True)
    (small / "templates" / "mini").rename(target / "templates" / "mini")
    answers = Answers("Uji", "kota", "Uji", range(2025, 2028), "mini")
    write(target, answers)
    for path in (*target.glob("region/*.yaml"), *target.glob("pillars/*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(use_examples(text), encoding="utf-8", newline="\n")

    assert list_wrong(load_plan(target)) == []


def test_lines_are_short() -> None:
    files = write_workspace(ANSWERS, read_profile(TESTS, "kominfo"))
    long = {
        (name, line)
        for name, text in files.items()
        if name.endswith(".yaml")
        for line in text.splitlines()
        if len(line) > 100
    }

    assert long == set()


FILLED = "pillars/governance/pillar.yaml"
SWOT = {
    "strengths": "kekuatan",
    "weaknesses": "kelemahan",
    "opportunities": "peluang",
    "threats": "ancaman",
}
STEPS: list[tuple[str, str, str]] = [
    (FILLED, "condition:", "condition: Layanan tersebar di banyak tempat."),
    (FILLED, "issues:", "issues:\n  - {id: g-1, text: Layanan lambat}"),
    (FILLED, "gaps:", "gaps:\n  - {id: k-1, aspect: Layanan}"),
    *(
        (FILLED, f"  {key}:", f"  {key}:\n    - {{id: s-{word}, text: Sebuah {word}}}")
        for key, word in SWOT.items()
    ),
    (
        "region/governance.yaml",
        "bodies:",
        "bodies:\n  - {id: dewan, name: Dewan, tasks: Memberi arah., decree: Keputusan, "
        "decree_year: 2025, members: [{id: m-1, office: Wali Kota, role: Ketua}]}",
    ),
    (
        "region/governance.yaml",
        "bimtek:",
        "bimtek:\n  - {stage: 1, start: 2025-06-01, end: 2025-06-02, place: Balai, "
        "summary: Pokok bahasan., attendance: [{id: h-1, group: OPD, count: 30}]}",
    ),
    (
        "region/readiness.yaml",
        "  - id: nature\n    summary:\n    indicators:",
        "  - id: nature\n    summary:\n    indicators:\n"
        "      - {id: n-1, name: Letak, condition: Baik., rating: baik}",
    ),
]


def test_findings_shrink_field_after_field(tmp_path: Path) -> None:
    write(tmp_path)
    left = [one for one in load_plan(tmp_path).diagnostics if one.severity is Severity.ERROR]
    counts = [len(left)]
    for name, old, new in STEPS:
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        assert text.count(f"\n{old}\n") == 1, old
        path.write_text(text.replace(f"\n{old}\n", f"\n{new}\n"), encoding="utf-8", newline="\n")
        loaded = load_plan(tmp_path)
        assert list_wrong(loaded) == []
        counts.append(sum(one.severity is Severity.ERROR for one in loaded.diagnostics))

    assert counts == [counts[0] - step for step in range(len(STEPS) + 1)]
