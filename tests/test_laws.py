"""Laws of the project that no single module can keep."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from masterplan_cli.checks.rule import list_rules
from masterplan_cli.checks.rules.dangling_reference import KINDS
from masterplan_cli.cli import app
from masterplan_cli.diagnostics import Span
from masterplan_cli.model.manifest import Manifest
from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.review import ReviewFile
from masterplan_cli.model.workspace import REGION_FILES
from masterplan_cli.profile.load import load_profile
from masterplan_cli.profile.records import Profile
from masterplan_cli.schema.record import Record, describe_fields
from masterplan_cli.source.packaged import find_packaged_templates

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "masterplan_cli"
MODULES = sorted(SOURCE.rglob("*.py"))
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "FIDELITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
ROOTS: list[type[Record]] = [
    *(Manifest, *REGION_FILES.values(), Pillar, ProgramsFile, ReviewFile, Profile),
]
LONGEST = 320
# What the sandboxed compiler made of a table's expression, as Jinja itself does with templates.
ALLOWED = {"render/expressions.py": {"exec"}}

COMMANDS: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def walk_models() -> dict[type[Record], None]:
    """Return every record class of the model and the profile, in a stable order."""
    found: dict[type[Record], None] = {}
    pending = [*reversed(ROOTS)]
    while pending:
        model = pending.pop()
        if model not in found:
            found[model] = None
            pending += [shape.record for shape in describe_fields(model).values() if shape.record]
    return found


MODELS = walk_models()


def name_module(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def list_public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield public classes, their public methods, and public functions."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
            yield node
            if isinstance(node, ast.ClassDef):
                yield from list_public(node.body)


def test_laws_look_at_something() -> None:
    assert len(MODULES) > 80
    assert len(MODELS) > 40
    assert len(PAGES) >= 3
    assert len(COMMANDS) >= 2


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_module_is_short_documented_and_silent(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert text.count("\n") <= LONGEST
    assert ast.get_docstring(tree), "no docstring"
    for node in list_public(tree.body):
        assert ast.get_docstring(node), f"{node.name} has no docstring"
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    forbidden = {"print", "breakpoint", "input", "eval", "exec"} - ALLOWED.get(
        name_module(path), set()
    )
    assert not called & forbidden


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_module_is_a_noun_of_its_own(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc", "base"}


def test_every_command_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in COMMANDS if f"masterplan {name}" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_option_named_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {
        word
        for command in COMMANDS.values()
        for parameter in command.params
        for word in parameter.opts + parameter.secondary_opts
    } | {"--version", "--help", "--install-completion", "--show-completion"}
    named = {
        word
        for line in re.findall(r"masterplan (?:build|validate)[^\n`]*", text)
        for word in re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", line)
    }

    assert named
    assert named <= known


def test_every_key_of_the_workspace_is_documented() -> None:
    text = (ROOT / "docs" / "workspace.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w-]+", text))
    below: dict[type[Record], None] = {}
    for model in MODELS:
        if model.__module__.startswith("masterplan_cli.model."):
            below[model] = None

    missing = {
        f"{model.__name__}.{field}"
        for model in below
        for field in describe_fields(model)
        if field not in words
    }
    assert len(below) > 30
    assert missing == set()


def test_every_key_of_the_profile_is_documented() -> None:
    text = (ROOT / "docs" / "profil.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w-]+", text))
    below = [model for model in MODELS if model.__module__ == Profile.__module__]

    missing = {
        f"{model.__name__}.{field}"
        for model in below
        for field in describe_fields(model)
        if field not in words and field != "illustrative"
    }
    assert len(below) > 10
    assert missing == set()


def test_every_rule_is_explained_and_has_cases() -> None:
    rules = list_rules()
    cases = {path.stem for path in (ROOT / "tests/checks/cases").glob("*.yaml")}

    assert len(rules) >= 15
    for rule in rules:
        assert rule.manual.strip(), rule.code
        assert rule.code in cases
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.code)


def test_every_kind_of_reference_has_a_word_and_a_record() -> None:
    kinds = {
        shape.reference
        for model in MODELS
        for shape in describe_fields(model).values()
        if shape.reference
    }

    assert len(kinds) > 15
    assert kinds <= set(KINDS), "dangling-reference would print a bare kind"
    assert kinds <= {model.KIND for model in MODELS}, "nothing could ever be referred to"


def test_every_word_for_a_kind_is_of_a_record() -> None:
    assert set(KINDS) <= {model.KIND for model in MODELS}


@pytest.mark.parametrize("model", ROOTS, ids=lambda model: model.__name__)
def test_root_of_a_file_with_references_can_be_pointed_to(model: type[Record]) -> None:
    """A root without a kind has no pointer, so that its own references could not be located."""
    direct = [shape.name for shape in describe_fields(model).values() if shape.reference]

    assert not direct or model.KIND


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_record_in_a_list_has_a_key_of_its_own_fields(model: type[Record]) -> None:
    lists = [
        shape.record
        for shape in describe_fields(model).values()
        if shape.record is not None and shape.container == "list"
    ]
    for record in lists:
        assert record.KEY, record.__name__
        assert set(record.KEY) <= set(describe_fields(record)), record.__name__


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_record_forbids_unknown_keys_and_changes(model: type[Record]) -> None:
    assert model.model_config.get("extra") == "forbid"
    assert model.model_config.get("frozen") is True


def test_required_content_names_records_and_fields_that_exist() -> None:
    loaded, found = load_profile(find_packaged_templates().parent, "kominfo", Span("x"))
    assert found == []
    assert loaded is not None
    stages = {stage.number for stage in loaded.profile.stages}
    by_kind = {model.KIND: model for model in MODELS if model.KIND}

    assert loaded.profile.required_content
    for wanted in loaded.profile.required_content:
        assert wanted.since in stages
        model: type[Record] | None = by_kind[wanted.record]
        for name in wanted.field.split("."):
            assert model is not None, wanted.field
            assert name in describe_fields(model), f"{wanted.record}.{wanted.field}"
            model = describe_fields(model)[name].record
        if wanted.file is not None:
            assert wanted.file in REGION_FILES


def list_imports(statement: str) -> set[str]:
    """Return the top-level packages that ``statement`` loads in a new process."""
    script = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    return set(answer.stdout.split())


def test_command_line_starts_without_heavy_libraries() -> None:
    loaded = list_imports("import masterplan_cli.cli, masterplan_cli.commands.console")

    assert "typer" in loaded
    assert not loaded & {"pydantic", "jinja2", "yaml", "docx", "lxml", "babel", "markdown_it"}


def test_validation_starts_without_the_libraries_of_books() -> None:
    loaded = list_imports("import masterplan_cli.commands.validate")

    assert "pydantic" in loaded
    assert not loaded & {"jinja2", "docx", "lxml", "babel", "markdown_it"}


def test_books_are_printed_without_the_parser_that_hardly_a_line_needs() -> None:
    loaded = list_imports("import masterplan_cli.render.book")

    assert "jinja2" in loaded
    assert "markdown_it" not in loaded
