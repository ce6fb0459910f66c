"""``masterplan schema``: the schemas of a workspace, written where editors look for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner, Result

from masterplan_cli.diagnostics import Span
from masterplan_cli.profile.load import load_profile
from masterplan_cli.scaffold.editor import write_settings
from masterplan_cli.scaffold.json_schema import KINDS, list_schemas

Run = Callable[..., Any]
Golden = Callable[[Path, str], None]
ROOT = Path(__file__).parents[2]

REVIEWS = "reviews/*/*.yaml"  # Ketapang has none: its drafts never came back


def list_published() -> dict[str, str]:
    loaded, _ = load_profile(ROOT, "kominfo", Span("x"))
    assert loaded is not None
    return list_schemas(loaded.profile)


def test_schemas_go_into_the_workspace(run: Run, small: Path) -> None:
    answer = run("schema", "-C", small)

    names = sorted(path.name for path in (small / ".schema").iterdir())
    assert answer.code == 0
    assert names == sorted(f"{kind}.json" for kind in KINDS)
    assert len(answer.out.splitlines()) == len(KINDS)
    budget = json.loads((small / ".schema/programs.json").read_text(encoding="utf-8"))["$defs"]
    assert budget["Budget"]["properties"]["source"]["examples"] == ["apbd", "hibah"]


def test_out_needs_no_workspace(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("schema").code == 2
    answer = run("schema", "--out", "skema")

    assert answer.code == 0
    assert answer.out.splitlines()[0] == "skema/manifest.json"
    assert (tmp_path / "skema/programs.json").read_text(encoding="utf-8") == (
        list_published()["programs"]
    )


def test_unknown_profile_is_said(run: Run, small: Path, edit: Any) -> None:
    edit(small / "masterplan.yaml", "profile: mini", "profile: minni")

    answer = run("schema", "-C", small)

    assert answer.code == 2
    assert "profil “minni” tidak ditemukan" in answer.err


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_published_schema_is_current(kind: str, golden: Golden) -> None:
    golden(ROOT / ".schema" / f"{kind}.json", list_published()[kind])


def test_published_settings_are_current_and_name_every_schema(golden: Golden) -> None:
    golden(ROOT / ".vscode" / "settings.json", write_settings())

    schemas = json.loads(write_settings())["yaml.schemas"]
    assert set(schemas) == {f"./.schema/{kind}.json" for kind in KINDS}
    for pattern in schemas.values():
        assert list(ROOT.glob(pattern)) or pattern == REVIEWS, pattern


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"review"}))
def test_another_tool_accepts_ketapang_by_the_published_schema(kind: str) -> None:
    pattern = json.loads(write_settings())["yaml.schemas"][f"./.schema/{kind}.json"]
    files = sorted(map(str, ROOT.glob(pattern)))

    answer = check_by_schema(kind, files)

    assert files
    assert answer.exit_code == 0, answer.output


def test_another_tool_refuses_what_the_schema_refuses(tmp_path: Path) -> None:
    wrong = tmp_path / "programs-x.yaml"
    wrong.write_text("programs:\n  - {id: p-1, name: P, ownr: bpbd}\n", encoding="utf-8")

    answer = check_by_schema("programs", [str(wrong)])

    assert answer.exit_code == 1
    assert "ownr" in answer.output


def check_by_schema(kind: str, files: list[str]) -> Result:
    schema = ROOT / ".schema" / f"{kind}.json"
    return CliRunner().invoke(check_jsonschema, ["--schemafile", str(schema), *files])
