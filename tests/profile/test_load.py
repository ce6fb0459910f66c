"""Which profile is read: the workspace's own files hide the packaged ones, one by one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Span
from masterplan_cli.profile import load
from masterplan_cli.profile.load import LoadedProfile, lay_templates, load_profile
from masterplan_cli.profile.records import Profile
from masterplan_cli.schema.validation import Validated, validate_tree
from masterplan_cli.source.packaged import find_packaged_templates
from masterplan_cli.source.tree import Tree
from masterplan_cli.source.trees import TreeStore

Edit = Callable[[Path, str, str], None]
NAMED = Span("masterplan.yaml", 8, 10, 8, 14)


def test_packaged_profile_serves_a_workspace_without_templates(tmp_path: Path) -> None:
    loaded, found = load_profile(tmp_path, "kominfo", NAMED)

    assert found == []
    assert loaded is not None
    assert loaded.profile.id == "kominfo"
    assert loaded.file.tree.file == "masterplan_cli/templates/kominfo/profile.yaml"
    assert loaded.templates.read("buku-2/05-rencana-aksi.md.j2")


def load_kept(project: Path, name: str, store: Path) -> LoadedProfile:
    trees = TreeStore(store)
    loaded, found = load_profile(project, name, NAMED, {"region.type": "kota"}, trees)
    trees.save()
    assert found == []
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("extends", ["", "extends: kominfo\n"])
def test_an_unchanged_profile_is_checked_once_unless_it_extends_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extends: str
) -> None:
    packaged = (find_packaged_templates() / "kominfo/profile.yaml").read_text(encoding="utf-8")
    own = tmp_path / "templates/lain/profile.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(packaged.replace("id: kominfo\n", f"id: lain\n{extends}"), encoding="utf-8")
    checked: list[str] = []

    def check(tree: Tree, *others: Any) -> Validated[Profile]:
        checked.append(tree.file)
        return validate_tree(tree, *others)

    monkeypatch.setattr(load, "validate_tree", check)
    store = tmp_path / "trees.marshal"
    first = load_kept(tmp_path, "lain", store)
    again = load_kept(tmp_path, "lain", store)
    assert again.profile == first.profile
    assert again.profile.stages[0].documents == first.profile.stages[0].documents
    assert len(checked) == (2 if extends else 1)

    own.write_text(own.read_text(encoding="utf-8") + "\n# Catatan.\n", encoding="utf-8")
    assert load_kept(tmp_path, "lain", store).profile == first.profile
    assert len(checked) == (3 if extends else 2)


def test_workspaces_own_template_hides_the_packaged_one_of_its_name(tmp_path: Path) -> None:
    own = tmp_path / "templates/kominfo/buku-2/05-rencana-aksi.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("# Milik daerah\n", encoding="utf-8")
    extra = own.with_name("06-tambahan.md.j2")
    extra.write_text("# Bab tambahan\n", encoding="utf-8")

    loaded, found = load_profile(tmp_path, "kominfo", NAMED)

    assert found == []
    assert loaded is not None
    templates = loaded.templates
    assert templates.read("buku-2/05-rencana-aksi.md.j2") == b"# Milik daerah\n"
    assert templates.label("buku-2/05-rencana-aksi.md.j2").startswith("templates/kominfo/")
    packaged = templates.read("buku-2/04-strategi.md.j2")
    assert packaged == (find_packaged_templates() / "kominfo/buku-2/04-strategi.md.j2").read_bytes()
    listed = templates.list("buku-2/*.md.j2")
    assert listed == sorted(set(listed))
    assert {"buku-2/04-strategi.md.j2", "buku-2/06-tambahan.md.j2"} <= set(listed)


def test_workspaces_own_profile_file_hides_the_packaged_one(tmp_path: Path) -> None:
    own = tmp_path / "templates/kominfo/profile.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "id: kominfo\nname: Profil Daerah\ndimensions: []\nstages: []\ndocuments: []\n",
        encoding="utf-8",
    )

    loaded, found = load_profile(tmp_path, "kominfo", NAMED)

    assert found == []
    assert loaded is not None
    assert loaded.profile.name == "Profil Daerah"
    assert loaded.templates.read("buku-2/04-strategi.md.j2") is not None


def test_repositorys_own_templates_are_laid_only_once() -> None:
    root = find_packaged_templates().parent

    assert [layer.label for layer in lay_templates(root, "kominfo").layers] == ["templates/kominfo"]


def test_other_profile_needs_no_change_of_the_code(small: Path) -> None:
    plan = load_plan(small).plan

    assert plan is not None
    assert [one.id for one in plan.profile.dimensions] == [
        "mobility",
        "energy",
        "safety",
        "learning",
        "water",
    ]
    assert [one.document for one in plan.stage.documents] == ["book-a", "book-b"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("komnifo", "Mungkin maksudnya: kominfo"),
        ("minni", "Mungkin maksudnya: mini"),
        ("xyz", "Profil yang ada: kominfo, kominfo-empat-buku, mini"),
    ],
)
def test_unknown_profile_names_those_at_hand(small: Path, name: str, hint: str) -> None:
    loaded, found = load_profile(small, name, NAMED)

    assert loaded is None
    assert [(one.code, one.span) for one in found] == [("unknown-profile", NAMED)]
    assert found[0].hint is not None
    assert found[0].hint.id == hint


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("name: Profil Uji\n", "", "required-field", 2),
        ("funds:\n", "fund:\n", "unknown-key", 17),
        ("own: true", "own: ya", "wrong-value", 18),
        ("state: final", "state: selesai", "wrong-value", 13),
        ("stages:\n", "stages: [\n", "yaml-syntax", 12),
    ],
)
def test_fault_in_a_profile_is_told_at_its_line(
    small: Path, edit: Edit, old: str, new: str, code: str, line: int
) -> None:
    edit(small / "templates/mini/profile.yaml", old, new)

    _, found = load_profile(small, "mini", NAMED)

    assert [(one.span.file, one.span.line, one.code) for one in found] == [
        ("templates/mini/profile.yaml", line, code)
    ]


def test_profile_takes_what_it_leaves_out_from_the_one_it_extends(tmp_path: Path) -> None:
    loaded, found = load_profile(tmp_path, "kominfo-empat-buku", NAMED)
    base, _ = load_profile(tmp_path, "kominfo", NAMED)

    assert found == []
    assert loaded is not None
    assert base is not None
    assert loaded.profile.dimensions == base.profile.dimensions
    assert loaded.profile.required_content == base.profile.required_content
    assert [one.id for one in loaded.profile.documents][:4] == [f"buku-{n}" for n in range(1, 5)]
    assert loaded.templates.label("profile.yaml").endswith("kominfo-empat-buku/profile.yaml")
    assert loaded.templates.label("buku-1/08-kesiapan.md.j2").endswith(
        "/kominfo/buku-1/08-kesiapan.md.j2"
    )
    files = (
        (loaded.file.tree.span(("dimensions",)).file, "kominfo"),
        (loaded.file.tree.key_span(("stages",)).file, "kominfo-empat-buku"),
        (loaded.file.tree.span(("nothing",)).file, "kominfo-empat-buku"),
    )
    for file, folder in files:
        assert file == f"masterplan_cli/templates/{folder}/profile.yaml"
    assert loaded.file.tree.source_of(("publisher",)).startswith("Kementerian")
    assert loaded.file.tree.line_of_prose(("publisher",), 0) > 1


@pytest.mark.parametrize(
    ("extended", "code"), [("own", "profile-cycle"), ("tidak-ada", "unknown-profile")]
)
def test_profile_that_extends_nothing_or_itself_is_told(
    tmp_path: Path, extended: str, code: str
) -> None:
    own = tmp_path / "templates/own/profile.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"id: own\nname: Milik\nextends: {extended}\n", encoding="utf-8")

    loaded, found = load_profile(tmp_path, "own", NAMED)

    assert loaded is None
    assert [(one.code, one.span.file, one.span.line) for one in found] == [
        (code, "templates/own/profile.yaml", 3)
    ]
