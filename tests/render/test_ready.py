"""Packaged templates compiled ahead: the very code that a run would make, and nobody makes it twice."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.render import dialect
from masterplan_cli.render.book import Renderer
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.ready import generate_codes, write_codes
from masterplan_cli.source import cache
from masterplan_cli.source.packaged import find_packaged_templates, find_ready_code

ROOT = Path(__file__).parents[2]
ORDER = BuildOrder(books=("buku-1",), formats=("md",))


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ready")
    write_codes(find_packaged_templates(), folder)
    return folder


def build(project: Path) -> tuple[bytes, ...]:
    made = build_stage(load_plan(project), ORDER)
    assert made.diagnostics == ()
    return tuple(output.data for output in made.outputs)


def test_code_is_what_the_environment_makes() -> None:
    plan = load_plan(ROOT)
    assert plan.plan is not None
    assert plan.profile is not None
    renderer = Renderer(plan.plan, plan.profile.templates, lambda name: None)
    environment: ProvenanceEnvironment = renderer._environment
    codes = dict(generate_codes(find_packaged_templates()))

    compared = 0
    for profile in find_packaged_templates().iterdir():
        for path in profile.rglob("*.j2"):
            name, source = path.relative_to(profile).as_posix(), path.read_text(encoding="utf-8")
            key = environment.name_code(name, source)
            assert codes[key] == environment.compile(source, name, raw=True), path
            compared += 1
    expressions = (
        "row.counts[each.id]",
        "row.pillar.gaps|length",
        'row["risk"].owner or row["program"].owner',
    )
    for source in expressions:
        key = environment.name_code(None, source)
        assert codes[key] == environment.write_expression(source)
    assert compared > 45


def test_nothing_is_compiled_that_is_ready(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "find_ready_code", lambda: ready / "absent")
    usual = build(ROOT)
    monkeypatch.setattr(cache, "find_ready_code", lambda: ready)
    monkeypatch.setattr(jinja2.Environment, "compile", None)

    assert build(ROOT) == usual


def test_changed_template_is_compiled(
    ready: Path, ketapang_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter = ketapang_copy / "templates/kominfo/buku-1/05-metode.md.j2"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(f"{text}\nKalimat tambahan.\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(cache, "find_ready_code", lambda: ready)

    assert "Kalimat tambahan." in build(ketapang_copy)[0].decode()


def test_key_changes_with_jinja_name_and_text(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {
        dialect.Dialect().name_code(name, source)
        for name in (None, "a.j2", "b.j2")
        for source in ("{{ a }}", "{{ b }}")
    }
    monkeypatch.setattr(dialect, "jinja_version", "3.99")

    assert dialect.Dialect().name_code("a.j2", "{{ a }}") not in keys
    assert len(keys) == 6


def test_code_of_what_is_gone_is_removed(tmp_path: Path) -> None:
    templates, folder = tmp_path / "templates", tmp_path / "ready"
    chapter = templates / "satu/bab/01.md.j2"
    chapter.parent.mkdir(parents=True)
    chapter.write_text("{{ a }}", encoding="utf-8")
    before = write_codes(templates, folder)
    chapter.write_text("{{ b }}", encoding="utf-8")
    after = write_codes(templates, folder)

    assert len(before) == len(after) == 1
    assert before != after
    assert [*folder.glob("*.py")] == after


def test_packaging_needs_jinja_and_yaml_only() -> None:
    script = "import sys, masterplan_cli.render.ready; print(*sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    loaded = {name.partition(".")[0] for name in said.stdout.split()}

    assert {"jinja2", "yaml"} <= loaded
    assert not loaded & {"pydantic", "babel", "markdown_it", "docx", "typer", "rapidfuzz"}


class Hook:
    """What hatchling's own class offers."""

    root = ""


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the hook of packaging at a checkout of one template, without hatchling."""
    (tmp_path / "src").mkdir()
    chapter = tmp_path / "templates/satu/bab/01.md.j2"
    chapter.parent.mkdir(parents=True)
    chapter.write_text("{{ a }}", encoding="utf-8")
    name = "hatchling.builders.hooks.plugin.interface"
    module = ModuleType(name)
    module.__dict__["BuildHookInterface"] = Hook
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    made = loaded.ReadyTemplates()
    made.root = str(tmp_path)
    return made


def test_wheel_takes_the_code_along(hook: Any) -> None:
    data: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", data)

    ((folder, place),) = data["force_include"].items()
    assert [path.suffix for path in Path(folder).iterdir()] == [".py"]
    assert place == "masterplan_cli/ready"


def test_checkout_has_it_as_bytecode_beside_the_package(hook: Any) -> None:
    data: dict[str, Any] = {"force_include": {}}
    hook.initialize("editable", data)

    assert data == {"force_include": {}}
    folder = Path(hook.root) / find_ready_code().name
    assert len([*folder.glob("*.py")]) == len([*folder.glob("__pycache__/*.pyc")]) == 1
