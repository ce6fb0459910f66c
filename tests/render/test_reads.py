"""What chapters may read: names in our own code, and in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import masterplan_cli
from masterplan_cli.model.load import is_content
from masterplan_cli.model.manifest import Manifest
from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.review import ReviewFile
from masterplan_cli.model.workspace import REGION_FILES
from masterplan_cli.render.reads import BY_TEMPLATES
from masterplan_cli.schema.record import Record, describe_fields

SOURCE = Path(masterplan_cli.__file__).parent
# Who is at work between a loaded plan and the blocks of a document. ``schema`` knows no field by
# name but what every record has, and ``inspection`` and ``ready`` print nothing.
FOLDERS = ("model", "profile", "render", "schema")
APART = ("render/inspection/", "render/ready.py")
_WORDS = re.compile(r"[A-Za-z_]\w*")
_NO_SENTENCE = re.compile(r"\S*\Z")
MODELS = (Manifest, Pillar, ProgramsFile, ReviewFile, *REGION_FILES.values())


def list_modules() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            if not path.relative_to(SOURCE).as_posix().startswith(APART):
                yield path


def walk_code(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what code says: no documentation, no annotations, and no field where it is declared."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"} or (
            isinstance(node, ast.AnnAssign) and name == "target"
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            if isinstance(child, ast.AST):
                yield from walk_code(child)


def list_names(path: Path) -> Iterator[str]:
    for node in walk_code(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name
            case ast.Constant(value=str(text)) if _NO_SENTENCE.match(text):
                yield from _WORDS.findall(text)


def list_fields(model: type[Record]) -> Iterator[str]:
    for name, shape in describe_fields(model).items():
        yield name
        if shape.record is not None:
            yield from list_fields(shape.record)


def test_fields_that_no_code_reads_are_listed() -> None:
    named = {name for path in list_modules() for name in list_names(path)}
    named |= {part for model in list_all(Record) if is_ours(model) for part in model.KEY}
    fields = {name for model in MODELS for name in list_fields(model)}
    apart = fields - named
    assert apart == BY_TEMPLATES, "BY_TEMPLATES is: " + " ".join(sorted(apart))


def is_ours(model: type[Record]) -> bool:
    """Say whether a plan or profile holds such records: other tests may have imported others."""
    return model.__module__.startswith(tuple(f"masterplan_cli.{folder}." for folder in FOLDERS))


def list_all(model: type[Record]) -> Iterator[type[Record]]:
    for kind in model.__subclasses__():
        yield kind
        yield from list_all(kind)


def test_the_test_knows_all_files_of_a_workspace() -> None:
    assert all(is_content(name) for name in REGION_FILES)
