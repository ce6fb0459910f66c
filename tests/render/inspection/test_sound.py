"""The packaged profiles are without fault, as the package says of them, and need no inspection."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.commands.validate import check_forms
from masterplan_cli.compiler import Loaded, check_templates, load_plan
from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.render import book
from masterplan_cli.render.inspection import memory
from masterplan_cli.source.packaged import find_packaged_templates

ROOT = Path(__file__).parents[3]
PROFILES = sorted(path.parent.name for path in find_packaged_templates().glob("*/profile.yaml"))
HEAD = """\
# Profil bawaan yang sudah diperiksa dan tanpa temuan, ditulis: profil = sidik isi berkasnya.
# Ditulis oleh `make update-goldens`, hanya bila pemeriksaan itu tidak menemukan apa pun.
"""


def load_with(profile: str) -> Loaded:
    text = (ROOT / "masterplan.yaml").read_text(encoding="utf-8")
    assert "profile: kominfo\n" in text
    named = text.replace("profile: kominfo\n", f"profile: {profile}\n").encode()
    return load_plan(ROOT, unsaved={"masterplan.yaml": named})


def inspect(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    """Look at all templates, whatever the package says of them."""
    with monkeypatch.context() as context:
        context.setattr(memory, "is_known_sound", lambda digest: False)
        return check_templates(loaded, None, check_forms)


def test_packaged_profiles_are_inspected_and_sound(
    golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = []
    for name in PROFILES:
        loaded = load_with(name)
        assert loaded.plan is not None
        assert loaded.profile is not None
        assert inspect(loaded, monkeypatch) == []
        lines.append(f"{name} = {memory.hash_templates(loaded.profile.templates).content}\n")

    golden(ROOT / "src/masterplan_cli/data" / memory.SOUND, HEAD + "".join(lines))


def test_packaged_profile_needs_no_inspection_wherever_it_lies(
    ketapang_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book.Renderer, "inspect_templates", None)
    assert check_templates(load_plan(ketapang_copy)) == []

    own = ketapang_copy / "templates/kominfo"
    for path in own.iterdir():
        if path.name != "reference.docx":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert check_templates(load_plan(ketapang_copy)) == []


@pytest.mark.parametrize("file", ["buku-2/08-quick-win.md.j2", "tables/aplikasi.yaml"])
def test_another_byte_is_looked_at(
    ketapang_copy: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    path = ketapang_copy / "templates/kominfo" / file
    path.write_bytes(path.read_bytes() + b"\n")
    seen: list[str] = []
    monkeypatch.setattr(book.Renderer, "inspect_templates", lambda self: seen.append(file) or [])

    assert check_templates(load_plan(ketapang_copy)) == []
    assert seen == [file]


def test_another_file_is_looked_at(ketapang_copy: Path) -> None:
    spare = ketapang_copy / "templates/kominfo/tables/cadangan.yaml"
    shutil.copy(spare.with_name("aplikasi.yaml"), spare)

    assert [one.code for one in check_templates(load_plan(ketapang_copy))] == [
        "template-unused-table"
    ]
