"""pre-commit, the GitHub Action and the GitLab template do what they say, as far as without them.

The hook runs by pre-commit itself, from a repository on disk, with the installed tool instead of an
environment of its own; the steps of the action and the lines of the template run in bash.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner
from lxml import etree

Edit = Callable[[Path, str, str], None]
ROOT = Path(__file__).parents[2]
PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
AUTHOR = {
    f"GIT_{role}_{part}": word
    for role in ("AUTHOR", "COMMITTER")
    for part, word in (("NAME", "Uji"), ("EMAIL", "uji@example.org"))
}

needs_bash = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="needs bash"
)
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def make_environment(**more: str) -> dict[str, str]:
    """Return an environment in which ``masterplan`` is the installed one."""
    folder = str(Path(sys.executable).parent)
    path = os.pathsep.join([folder, os.environ.get("PATH", "")])
    kept = {key: word for key, word in os.environ.items() if not key.startswith("GIT_")}
    return {**kept, **AUTHOR, "PATH": path, "MASTERPLAN_LANG": "id", **more}


def run_git(folder: Path, *words: str) -> str:
    answer = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=make_environment(),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return answer.stdout.strip()


def commit_all(folder: Path) -> str:
    """Make ``folder`` a repository of one commit and return its id."""
    run_git(folder, "init", "-q")
    run_git(folder, "add", "-A")
    run_git(folder, "commit", "-q", "-m", "Uji")
    return run_git(folder, "rev-parse", "HEAD")


@pytest.fixture
def hooked(small: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return the function that runs the published hook over files of the small workspace."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    revision = commit_all(hooks)
    config = {
        "repos": [
            {
                "repo": str(hooks),
                "rev": revision,
                "hooks": [{"id": "masterplan-validate", "language": "unsupported"}],
            }
        ]
    }
    (small / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    commit_all(small)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", *words],
            cwd=small,
            env=make_environment(PRE_COMMIT_HOME=str(tmp_path / "cache")),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


@needs_git
def test_hook_passes_names_and_fails_on_their_errors(
    hooked: Callable[..., subprocess.CompletedProcess[str]], small: Path, edit: Edit
) -> None:
    clean = hooked("--all-files")
    assert clean.returncode == 0, clean.stdout + clean.stderr
    assert "Passed" in clean.stdout

    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")
    named = hooked("--files", PROGRAMS)
    other = hooked("--files", "region/opd.yaml")
    none = hooked("--files", "templates/mini/profile.yaml")

    assert named.returncode == 1
    assert "OPD “dinas-bb” tidak ada" in named.stdout
    assert other.returncode == 0
    assert "no files to check" in none.stdout


@pytest.mark.parametrize(
    ("name", "passed"),
    [
        ("masterplan.yaml", True),
        ("daerah/region/opd.yaml", True),
        ("pillars/mobility/programs-dinas-a.yaml", True),
        ("reviews/bimtek-2/buku-1.yaml", True),
        ("templates/mini/profile.yaml", False),
        ("region/catatan.md", False),
    ],
)
def test_hook_is_given_the_files_of_content(name: str, passed: bool) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hooks
    for hook in hooks:
        assert (re.search(hook["files"], name) is not None) is passed


def test_hook_file_is_one(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"],
        env=make_environment(PRE_COMMIT_HOME=str(tmp_path)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("action.yml", "vendor.github-actions"),
        ("docs/gitlab-ci.yml", "vendor.gitlab-ci"),
        (".github/workflows/ci.yml", "vendor.github-workflows"),
    ],
)
def test_file_follows_the_schema_of_its_place(name: str, schema: str) -> None:
    words = ["--builtin-schema", schema, str(ROOT / name)]
    if schema == "vendor.gitlab-ci":
        words[:0] = ["--data-transform", "gitlab-ci", "--regex-variant", "nonunicode"]

    answer = CliRunner().invoke(check_jsonschema, words)

    assert answer.exit_code == 0, answer.output


def read_yaml(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def run_step(step: dict[str, Any], values: dict[str, str], cwd: Path) -> Any:
    """Run a step of the action as GitHub does: values put in, ``bash -e``."""

    def fill(text: str) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values[match[1]], text)

    settings = {key: fill(value) for key, value in step.get("env", {}).items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=cwd,
        env=make_environment(**settings),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@needs_bash
@pytest.mark.parametrize("stage", ["", "1"])
def test_steps_of_the_action(small: Path, tmp_path: Path, edit: Edit, stage: str) -> None:
    action = read_yaml("action.yml")
    steps = {step["name"]: step for step in action["runs"]["steps"] if "name" in step}
    values = {f"inputs.{name}": one["default"] for name, one in action["inputs"].items()}
    values |= {"inputs.project": "small", "inputs.stage": stage, "runner.temp": str(tmp_path)}

    clean = run_step(steps["Validate"], values, tmp_path)
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    gate = run_step(steps["Validate"], values, tmp_path)
    draft = run_step(steps["Build"], values, tmp_path)

    assert clean.returncode == 0, clean.stderr
    kind = "warning" if stage else "error"
    assert f"::{kind} file=small/{PROGRAMS},line=33," in gate.stdout
    assert gate.returncode == (0 if stage else 1)
    assert draft.returncode == 0, draft.stderr
    assert list((tmp_path / "masterplan").glob("*.docx"))
    assert steps["Upload"]["with"]["path"] == "${{ runner.temp }}/masterplan"


@needs_bash
def test_lines_of_the_gitlab_template(small: Path, edit: Edit) -> None:
    job = read_yaml("docs/gitlab-ci.yml")["masterplan"]
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")

    answer = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
        cwd=small,
        env=make_environment(MASTERPLAN_PROJECT="."),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    reports = job["artifacts"]["reports"]
    issues = json.loads((small / reports["codequality"]).read_text(encoding="utf-8"))
    assert answer.returncode == 1
    assert "galat[program-without-owner]" in answer.stdout
    assert [issue["location"]["path"] for issue in issues] == [PROGRAMS]
    assert etree.parse(small / reports["junit"]).getroot().get("failures") == "1"
    assert list((small / job["artifacts"]["paths"][0]).glob("*.docx"))
