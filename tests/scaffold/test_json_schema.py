"""The schemas accept what the tool accepts, refuse what it refuses, and say what keys mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from masterplan_cli.diagnostics import Span
from masterplan_cli.model.load import load_manifest, load_workspace
from masterplan_cli.profile.load import load_profile
from masterplan_cli.scaffold.answers import Answers
from masterplan_cli.scaffold.json_schema import KINDS, list_schemas
from masterplan_cli.scaffold.key_texts import is_described
from masterplan_cli.scaffold.workspace import write_workspace
from masterplan_cli.schema.record import Record, describe_fields
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.scalars import Plain, resolve_plain

ROOT = Path(__file__).parents[2]


def read_schemas(project: Path, profile: str) -> dict[str, Any]:
    loaded, _ = load_profile(project, profile, Span("x"))
    assert loaded is not None
    return {kind: json.loads(text) for kind, text in list_schemas(loaded.profile).items()}


SCHEMAS = read_schemas(ROOT, "kominfo")


def see_as_editor(data: Any) -> Any:
    """Return the tree's data with scalars as YAML 1.2's core schema has them."""
    if isinstance(data, dict):
        return {key: see_as_editor(value) for key, value in data.items()}
    if isinstance(data, list):
        return [see_as_editor(value) for value in data]
    return resolve_plain(data) if isinstance(data, Plain) else data


def list_faults(schema: dict[str, Any], text: str) -> list[str]:
    tree, _ = read_yaml("x.yaml", text.encode("utf-8"))
    assert tree is not None
    found = jsonschema.Draft7Validator(schema).iter_errors(see_as_editor(tree.data))
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in found]


def name_kind(file: str) -> str:
    leaf = Path(file).stem
    if leaf == "masterplan":
        return "manifest"
    return "programs" if leaf.startswith("programs-") else leaf


@pytest.mark.parametrize(
    ("project", "profile"),
    [
        (ROOT, "kominfo"),
        (ROOT / "tests/workspaces/small", "mini"),
        (ROOT / "tests/workspaces/kota", "kominfo"),
    ],
    ids=["ketapang", "small", "kota"],
)
def test_schemas_accept_every_file_of_a_right_workspace(project: Path, profile: str) -> None:
    manifest, _ = load_manifest(project)
    assert manifest is not None
    workspace, _, found = load_workspace(project, manifest)
    assert found == []
    schemas = read_schemas(project, profile)

    kinds = set()
    for file in workspace.files:
        kind = name_kind(file.tree.file)
        kinds.add(kind)
        assert list_faults(schemas[kind], file.tree.text) == [], file.tree.file
    assert {"manifest", "pillar", "programs"} <= kinds
    assert len(kinds) > 5


def test_schemas_accept_the_empty_keys_of_a_new_workspace() -> None:
    loaded, _ = load_profile(ROOT, "kominfo", Span("x"))
    assert loaded is not None
    answers = Answers("Uji", "kota", "Uji", range(2025, 2035))
    files = write_workspace(answers, loaded.profile)

    for name, text in files.items():
        if name.endswith(".yaml"):
            assert list_faults(SCHEMAS[name_kind(name)], text) == [], name


PROGRAM = "programs:\n  - {{id: p-1, name: Program, {}}}\n"


@pytest.mark.parametrize(
    "part",
    [
        "ownr: bpbd",
        "owner: BPBD",
        "start: tahun depan",
        "partners: bappeda",
        "budget: [{year: 2025, amount: 1.200.000}]",
        "budget: [{year: 2025, amount: -1}]",
        "indicators: [{id: i, name: I, direction: naik}]",
        "indicators: [{id: i, name: I, targets: {2025: banyak}}]",
        "quick_win: {short_name: Q, progress: [{stage: 1, percent: 101}]}",
        "risks: [{risk: Tanpa id}]",
    ],
)
def test_schema_refuses(part: str) -> None:
    assert len(list_faults(SCHEMAS["programs"], PROGRAM.format(part))) == 1


@pytest.mark.parametrize(
    "part",
    [
        "location: 2025",
        "location: 61.10",
        "description: |\n      Dua\n\n      baris",
        "owner:",
        "quick_win:",
        "indicators: [{id: 1, name: I, targets: {2025: 9.39}, baseline: {year: 2024, value: 1}}]",
    ],
)
def test_schema_accepts_what_the_tool_does(part: str) -> None:
    text = "programs:\n  - id: p-1\n    name: Program\n    " + part + "\n"

    assert list_faults(SCHEMAS["programs"], text) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_schema_is_sound_and_describes_every_key(kind: str) -> None:
    schema = SCHEMAS[kind]
    jsonschema.Draft7Validator.check_schema(schema)
    records = [schema, *schema.get("$defs", {}).values()]

    for record in records:
        assert record["description"]
        assert record["additionalProperties"] is False
        for name, one in record["properties"].items():
            assert one["description"] != name, name


def test_every_key_has_words() -> None:
    models: dict[type[Record], None] = {}
    pending = list(KINDS.values())
    while pending:
        model = pending.pop()
        if model not in models:
            models[model] = None
            pending += [one.record for one in describe_fields(model).values() if one.record]
    keys = {name for model in models for name in describe_fields(model)}

    assert len(keys) > 100
    assert sorted(key for key in keys if not is_described(key)) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_examples_are_valid_and_never_ids_of_the_workspace(kind: str) -> None:
    schema = SCHEMAS[kind]
    known = {"$defs": schema.get("$defs", {})}
    seen = 0
    for record in [schema, *schema.get("$defs", {}).values()]:
        for name, one in record["properties"].items():
            for example in one.get("examples", ()):
                jsonschema.Draft7Validator({**known, **one}).validate(example)
                seen += 1
            assert not ("examples" in one and name in ("owner", "partners", "areas")), name
    assert seen or kind == "review"


FREE = {"note", "text", "rules"}
"""Remarks, and statements that are prose but for their one line."""


def test_every_key_with_a_short_text_or_a_number_has_an_example() -> None:
    lacking = set()
    for kind in KINDS.keys() - {"review"}:
        schema = SCHEMAS[kind]
        for model in walk_models(KINDS[kind]):
            record = schema["$defs"].get(model.__name__, schema)
            for name, shape in describe_fields(model).items():
                told = json.dumps(record["properties"][name])
                if record["properties"][name].get("type") == ["boolean", "null"]:
                    continue
                if shape.prose or shape.reference or shape.record or name in FREE:
                    continue
                if not any(word in told for word in ("examples", "enum")):
                    lacking.add(f"{model.__name__}.{name}")
    assert lacking == set()


def walk_models(model: type[Record]) -> list[type[Record]]:
    found: dict[type[Record], None] = {}
    pending = [model]
    while pending:
        one = pending.pop()
        if one not in found:
            found[one] = None
            pending += [shape.record for shape in describe_fields(one).values() if shape.record]
    return list(found)


def test_ids_of_the_profile_are_suggested() -> None:
    program = SCHEMAS["programs"]["$defs"]["Program"]["properties"]

    assert "applications" in program["group"]["examples"]
    assert "examples" not in program["owner"], "agencies are the workspace's own"
    mission = SCHEMAS["vision"]["$defs"]["Mission"]["properties"]
    assert "governance" in json.dumps(mission["dimensions"])
