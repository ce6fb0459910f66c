"""Records that come back from bytes are those that were checked, each of them once."""

from __future__ import annotations

import os
import pickle
import re
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.model import load
from masterplan_cli.model.load import Memory, load_manifest, load_workspace
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.workspace import Workspace, assemble_workspace
from masterplan_cli.schema import packing
from masterplan_cli.schema.packing import pack_records, unpack_records
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.survey import build_index, survey_records
from masterplan_cli.schema.validation import walk_records
from masterplan_cli.source.trees import TreeStore

ROOT = Path(__file__).parents[2]
WORKSPACES = (ROOT, *sorted((ROOT / "tests" / "workspaces").iterdir()))


def read(project: Path, store: Path | None = None) -> Workspace:
    memory = Memory(TreeStore(store))
    manifest, _ = load_manifest(project, memory=memory)
    assert manifest is not None
    workspace, _, _ = load_workspace(project, manifest, memory=memory)
    memory.trees.save()
    return workspace


def list_types(record: Record) -> list[list[tuple[str, type]]]:
    """Return name and type of every value, in their order."""
    return [
        [(name, type(value)) for name, value in visit.record.__dict__.items()]
        for visit in walk_records(record)
    ]


@pytest.mark.parametrize("project", WORKSPACES, ids=lambda path: path.name)
def test_every_record_comes_back_as_it_was(project: Path) -> None:
    files = read(project).files
    assert len(files) > 5
    for file in files:
        survey = survey_records(file.record)
        assert survey is not None

        record, again = unpack_records(pack_records(file.record, survey), type(file.record))

        assert record == file.record
        assert list_types(record) == list_types(file.record)
        assert again == survey
        # Who is found by the index is who is found by walking.
        walked = {id(visit.record) for visit in walk_records(record)}
        assert {id(one) for one in again.speaking} <= walked
        assert {id(entry[2]) for entry in again.entries} <= walked


def test_unchanged_files_are_not_checked_again(
    ketapang_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "trees.marshal"
    first = read(ketapang_copy, store)
    wanted = build_index([*first.files])

    checked = spy_on_checks(monkeypatch)
    again = read(ketapang_copy, store)

    assert checked == []
    assert again.pillars == first.pillars
    index = build_index([*again.files])
    assert {kind: [*known] for kind, known in index.entries.items()} == {
        kind: [*known] for kind, known in wanted.entries.items()
    }
    assert index.referenced == wanted.referenced
    assert [*index.list_uses()] == [*wanted.list_uses()]


def test_weights_of_rules_come_back(ketapang_copy: Path, tmp_path: Path) -> None:
    store = tmp_path / "trees.marshal"
    with (ketapang_copy / "masterplan.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write(
            "rules: {long-sentence: {severity: off, reason: uji}, unit-capital: error}\n"
        )
    first = read(ketapang_copy, store)

    assert read(ketapang_copy, store).manifest == first.manifest
    assert first.manifest.silenced == {"long-sentence": "uji"}


def test_what_cannot_be_taken_from_bytes_is_read_anew(
    ketapang_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "trees.marshal"
    first = read(ketapang_copy, store)
    monkeypatch.setattr(packing, "_HELD", {})

    assert read(ketapang_copy, store).pillars == first.pillars


def test_what_a_file_was_read_with_counts(
    ketapang_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "trees.marshal"
    read(ketapang_copy, store)
    manifest = ketapang_copy / "masterplan.yaml"
    text = manifest.read_text(encoding="utf-8")
    # Years must lie in the horizon's century.
    later = re.sub(r"horizon:(\s*\{?\s*start: )\d+(\D+)\d+", r"horizon:\g<1>2101\g<2>2105", text)
    assert later != text
    manifest.write_text(later, encoding="utf-8")
    checked = spy_on_checks(monkeypatch)

    read(ketapang_copy, store)

    assert len(checked) > 20


def test_files_with_findings_are_checked_each_time(
    ketapang_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "trees.marshal"
    facts = ketapang_copy / "region" / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("year: 20", "year: dua", 1), encoding="utf-8")
    read(ketapang_copy, store)
    checked = spy_on_checks(monkeypatch)

    read(ketapang_copy, store)

    assert checked == ["region/facts.yaml"]


def spy_on_checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of files whose records are checked from now on."""
    seen: list[str] = []
    check = load.validate_tree

    def validate(tree: Any, *more: Any) -> Any:
        seen.append(tree.file)
        return check(tree, *more)

    monkeypatch.setattr(load, "validate_tree", validate)
    return seen


class Bomb:
    """What a malicious file would ask for."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("asked", [Bomb(), TreeStore, walk_records, assemble_workspace])
def test_nothing_but_records_and_values_is_made(asked: object) -> None:
    with pytest.raises(KeyError):
        unpack_records(pickle.dumps(asked), ProgramsFile)
