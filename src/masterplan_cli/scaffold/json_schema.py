"""JSON Schema of every kind of file, so that an editor completes keys and marks slips.

In: the record classes and a profile. Out: JSON texts by kind. They accept what the tool accepts:
an empty key counts as not given, and a text field takes an unquoted number as it is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from inspect import unwrap
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from masterplan_cli.model.manifest import Manifest
from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.review import ReviewFile
from masterplan_cli.model.rule_setting import WEIGHTS, read_rule_setting
from masterplan_cli.model.workspace import REGION_FILES
from masterplan_cli.profile.records import Profile
from masterplan_cli.scaffold.key_examples import list_examples
from masterplan_cli.scaffold.key_texts import describe_key
from masterplan_cli.scaffold.record_texts import RECORD_TEXTS
from masterplan_cli.schema import fields
from masterplan_cli.schema.record import FieldShape, Record, describe_fields
from masterplan_cli.source.scalars import (
    parse_boolean,
    parse_date,
    parse_integer,
    parse_number,
    parse_year,
)

KINDS: dict[str, type[Record]] = {
    "manifest": Manifest,
    **{
        name.removeprefix("region/").removesuffix(".yaml"): model
        for name, model in REGION_FILES.items()
    },
    "pillar": Pillar,
    "programs": ProgramsFile,
    "review": ReviewFile,
}
"""The record class of each kind of file, by the name of its schema."""

_TEXT = {"type": ["string", "number", "boolean"]}
_ID = {"type": ["string", "number"], "pattern": r"^\s*[a-z0-9]+([-.][a-z0-9]+)*\s*$"}
_READERS: dict[Callable[..., Any], JsonSchemaValue] = {
    fields.read_line: _TEXT,
    fields.read_prose: _TEXT,
    fields.read_note: _TEXT,
    fields.read_slug: _ID,
    fields.read_reference: _ID,
    fields.read_year: {"type": "integer", "examples": [2025]},
    fields.read_year_key: {"type": "string"},
    fields.read_rupiah: {"type": "integer", "minimum": 0, "examples": [1250000000]},
    fields.read_count: {"type": "integer", "minimum": 0, "maximum": 1_000_000},
    fields.read_percent: {"type": "integer", "minimum": 0, "maximum": 100},
    fields.read_value: _TEXT,
    fields.read_url: {
        "type": "string",
        "pattern": "^\\s*https?://",
        "examples": ["https://www.bps.go.id/"],
    },
    read_rule_setting: {
        "anyOf": [
            {"enum": [weight for weight in WEIGHTS if weight != "off"]},
            {
                "type": "object",
                "properties": {
                    "severity": {"enum": list(WEIGHTS)},
                    "reason": {"type": "string", "minLength": 1},
                },
                "required": ["severity", "reason"],
                "additionalProperties": False,
            },
        ]
    },
    parse_integer: {"type": "integer"},
    parse_year: {"type": "integer"},
    parse_number: {"type": "number"},
    parse_boolean: {"type": "boolean"},
    parse_date: {"type": "string", "format": "date", "examples": ["2023-10-09"]},
}


class _Generator(GenerateJsonSchema):
    """Knows what our field types accept, which pydantic cannot see from their functions."""

    def function_plain_schema(
        self, schema: core_schema.PlainValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Return the schema of the reader, where it is one of ours."""
        known = _READERS.get(unwrap(schema["function"]["function"]))
        return dict(known) if known is not None else super().function_plain_schema(schema)


def list_schemas(profile: Profile) -> dict[str, str]:
    """Return the JSON text of each kind's schema; ids of the profile's records are suggested."""
    known = _list_ids(profile)
    return {kind: write_schema(model, known) for kind, model in KINDS.items()}


def write_schema(model: type[Record], known: dict[str, list[str]]) -> str:
    """Return one schema; ``known`` has the ids that a reference to a kind may be completed to."""
    raw = model.model_json_schema(schema_generator=_Generator)
    definitions = raw.get("$defs", {})
    for record in _walk_records(model):
        schema = raw if record is model and record.__name__ not in definitions else None
        _describe_record(schema or definitions[record.__name__], record, known)
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **raw}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _walk_records(model: type[Record]) -> Iterator[type[Record]]:
    """Yield ``model`` and every record class below it, each once."""
    seen: dict[type[Record], None] = {}
    pending = [model]
    while pending:
        record = pending.pop()
        if record not in seen:
            seen[record] = None
            shapes = describe_fields(record).values()
            pending.extend(shape.record for shape in shapes if shape.record is not None)
    yield from seen


def _describe_record(
    schema: dict[str, Any], record: type[Record], known: dict[str, list[str]]
) -> None:
    """Give one record's schema its words, and let every key that may be left out be empty."""
    schema["title"], schema["description"] = RECORD_TEXTS[record.__name__]
    required = schema.get("required", ())
    for name, shape in describe_fields(record).items():
        schema["properties"][name] = _describe_key(
            schema["properties"][name], record, shape, name in required, known
        )


def _describe_key(
    schema: dict[str, Any],
    record: type[Record],
    shape: FieldShape,
    required: bool,
    known: dict[str, list[str]],
) -> dict[str, Any]:
    described: dict[str, Any] = {"description": describe_key(record.__name__, shape.name)}
    if shape.name == "id":
        described["examples"] = ["contoh-1"]
    ids = known.get(shape.reference)
    plain = {key: value for key, value in schema.items() if key not in ("title", "default")}
    if ids and "items" in plain:
        plain["items"] = {**plain["items"], "examples": ids}
    elif ids:
        described["examples"] = ids
    elif not (shape.reference or shape.record or shape.prose or _has_examples(plain)):
        _give_examples(plain, described, list_examples(record.__name__, shape.name))
    if required or {"type": "null"} in plain.get("anyOf", ()):
        return described | plain
    if "$ref" in plain or "anyOf" in plain or "enum" in plain:
        return described | {"anyOf": [plain, {"type": "null"}]}
    types = plain["type"] if isinstance(plain["type"], list) else [plain["type"]]
    return described | plain | {"type": [*types, "null"]}


def _has_examples(schema: dict[str, Any]) -> bool:
    return any("examples" in one or "enum" in one for one in (schema, *schema.get("anyOf", ())))


def _give_examples(
    plain: dict[str, Any], described: dict[str, Any], examples: tuple[str | float, ...]
) -> None:
    """Give a key its examples: a list's and a mapping's stand with its values."""
    if not examples:
        return
    for name in ("items", "additionalProperties"):
        if isinstance(plain.get(name), dict):
            plain[name] = {**plain[name], "examples": list(examples)}
            return
    described.setdefault("examples", list(examples))


def _list_ids(profile: Profile) -> dict[str, list[str]]:
    """Return the ids of the profile's records by kind."""
    found: dict[str, list[str]] = {}
    pending: list[Record] = [profile]
    while pending:
        record = pending.pop(0)
        for name, shape in describe_fields(type(record)).items():
            value = getattr(record, name)
            if shape.record is not None and value is not None:
                pending.extend(value if isinstance(value, tuple) else (value,))
        if record.KIND and "id" in type(record).model_fields:
            found.setdefault(record.KIND, []).append(record.key)
    return found
