"""For any workspace and any edit of any field's text in Word: what is applied is what is printed.

Workspaces are generated, the reviewer is python-docx, and nothing but the edited text may change:
no other paragraph of any book, no other value of any file.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st
from reviewer import Page

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.document.bookmarks import hash_origin, read_bookmark
from masterplan_cli.edit.workspace import plan_edits, write_edits
from masterplan_cli.review.anchors import resolve_anchors
from masterplan_cli.review.package import open_package
from masterplan_cli.review.plain import Plain
from masterplan_cli.review.story import read_story
from masterplan_cli.rounds.applying import apply_remarks
from masterplan_cli.rounds.fields import Field, read_field
from masterplan_cli.rounds.returned import read_returned
from masterplan_cli.rounds.trial import try_changes
from masterplan_cli.source.revision import read_revision

SMALL = Path(__file__).parents[1] / "workspaces" / "small"
PILLARS = ("mobility", "energy", "safety")
SIGNS = "A|B|Rp5|&|<x>|50%|#1|*|_|[|]|x_y|'a'|\"b\"|k:|1.|-|+|~|`|é\u00b2|--|null"
WORDS = st.sampled_from(["jalan", "rusak", "A|B", *SIGNS.split("|")])
PLAIN = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
ESCAPED = PLAIN.map(lambda text: re.sub(r"([\\`*_\[\]<>#|&~+.-])", r"\\\1", text))
LETTERS = st.sampled_from(["padat", "macet total", "ruas baru", "dua arah"])
MARKED = st.one_of(
    LETTERS.map("**{}**".format),
    LETTERS.map("*{}*".format),
    LETTERS.map("`{}`".format),
    LETTERS.map("[{}](https://contoh.id/a)".format),
    LETTERS.map("***{}***".format),
)
PARAGRAPH = st.lists(st.one_of(ESCAPED, LETTERS, MARKED), min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    PARAGRAPH,
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(lambda all: "\n".join(f"- {x}" for x in all)),
    st.lists(PARAGRAPH, min_size=2, max_size=2).map(lambda all: "\n".join(f"1. {x}" for x in all)),
    PARAGRAPH.map("> {}".format),
)
PROSE = st.lists(BLOCK, min_size=1, max_size=3).map("\n\n".join)
# Without shrinking: each try builds all books twice, and the failing one tells enough.
PHASES = [Phase.generate]
NUMBER = st.integers(0, 10**6)
TYPED = st.text("ab *_#`[]|<>&:\"'{}-0.,é\\~+", max_size=8)
CHOICE = st.tuples(NUMBER, NUMBER, NUMBER, NUMBER, NUMBER, TYPED, st.booleans())
"""Which book, kind of field, field, start and end; what is typed; whether it is tracked."""

Choice = tuple[int, int, int, int, int, str, bool]


def write_prose(key: str, text: str, style: str) -> str:
    if style == "|":
        return f"{key}: |\n" + "".join(f"  {line}\n".rstrip(" ") for line in text.split("\n"))
    return f"{key}: {json.dumps(text, ensure_ascii=False)}\n"


def git(project: Path, *arguments: str) -> str:
    answer = subprocess.run(
        ["git", "-C", str(project), "-c", "user.name=Uji", "-c", "user.email=uji@contoh.id",
         "-c", "commit.gpgsign=false", *arguments],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return answer.stdout


def generate(project: Path, data: st.DataObject) -> None:
    """Make a workspace of generated words: prose with markup, and names with awkward signs."""
    shutil.copytree(SMALL, project)
    for pillar in PILLARS:
        prose, style = data.draw(PROSE), data.draw(st.sampled_from(['"', "|"]))
        name = json.dumps(data.draw(PLAIN), ensure_ascii=False)
        text = f"id: {pillar}\nlead: dinas-a\n{write_prose('condition', prose, style)}"
        text += f"issues:\n  - {{id: i-{pillar}, text: {name}, sub_dimension: {pillar}-1}}\n"
        if pillar != "mobility":
            (project / f"pillars/{pillar}/pillar.yaml").write_text(text, encoding="utf-8")
    programs = project / "pillars/mobility/programs-dinas-a.yaml"
    text = programs.read_text(encoding="utf-8")
    text = text.replace("Halte teduh", json.dumps(data.draw(PLAIN), ensure_ascii=False))
    programs.write_text(text, encoding="utf-8")
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Draf")


def build_books(project: Path) -> dict[str, bytes]:
    revision = read_revision(project)
    order = BuildOrder((), ("docx",), revision=revision.label, built_on=revision.day)
    return {one.name: one.data for one in build_stage(load_plan(project), order).outputs}


def list_editable(project: Path, page: Page) -> dict[str, tuple[Field, str]]:
    """Return the bookmarks of a book that hold a text which the workspace owns: it, its pointer."""
    loaded = load_plan(project, checked=False)
    assert loaded.plan is not None
    hashes = {name: read_bookmark(name) or "" for name in page.fields}
    plan = loaded.plan
    pointers = resolve_anchors(set(hashes.values()), plan.index, plan.workspace.files, {})
    found = {}
    for name, hashed in hashes.items():
        own = read_field(plan.index, pointers[hashed]) if hashed in pointers else None
        if isinstance(own, Field) and own.kind != "scalar" and page.read(name).strip():
            found[name] = own, pointers[hashed]
    return found


def squeeze(text: str) -> str:
    return " ".join(text.split())


def list_other_lines(data: bytes, hashed: str) -> list[str]:
    """Return the paragraphs of a book that do not print a field."""
    lines = Plain(read_story(open_package("buku.docx", data))).lines
    return [
        line.words
        for line in lines
        if "Versi" not in line.words
        and line.words
        and all(read_bookmark(name) != hashed for name in line.names)
    ]


def list_values(project: Path) -> dict[tuple[str, ...], Any]:
    """Return every scalar of every file by its place."""
    found: dict[tuple[str, ...], Any] = {}

    def walk(place: tuple[str, ...], value: Any) -> None:
        if isinstance(value, dict | list):
            pairs = value.items() if isinstance(value, dict) else enumerate(value)
            for key, inner in pairs:
                walk((*place, str(key)), inner)
        else:
            found[place] = value

    for path in sorted(project.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        walk((str(path.relative_to(project)),), yaml.load(text, yaml.BaseLoader))
    return found


def list_comments(project: Path) -> Iterator[str]:
    for path in sorted(project.rglob("*.yaml")):
        yield from re.findall(r"^#.*$", path.read_text(encoding="utf-8"), re.MULTILINE)


@settings(
    max_examples=10,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=PHASES,
)
@given(st.data())
def test_any_edit_of_any_field_in_any_generated_workspace(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    project = tmp_path_factory.mktemp("w") / "asal"
    generate(project, data)
    assume(not load_plan(project).wrong)
    before = build_books(project)
    check_edit(project, before, data.draw(CHOICE))


class Sent:
    """A workspace and its books; no dataclass, since a failing test would print them whole."""

    def __init__(self, project: Path, books: dict[str, bytes]) -> None:
        self.project = project
        self.books = books


@pytest.fixture(scope="module")
def kota(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """A workspace of the ministry's profile, with all books of its stage."""
    project = tmp_path_factory.mktemp("kota") / "asal"
    shutil.copytree(SMALL.parent / "kota", project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "Draf")
    return Sent(project, build_books(project))


@settings(
    max_examples=3,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=PHASES,
)
@given(choice=CHOICE)
def test_any_edit_of_any_field_in_any_book_of_the_ministry(
    kota: Sent, tmp_path_factory: pytest.TempPathFactory, choice: Choice
) -> None:
    copy = tmp_path_factory.mktemp("salinan") / "w"
    shutil.copytree(kota.project, copy)
    check_edit(copy, kota.books, choice)


def pick(options: list[Any], number: int) -> Any:
    return options[number % len(options)]


def check_edit(project: Path, before: dict[str, bytes], choice: Choice) -> None:
    book = pick(sorted(before), choice[0])
    page = Page(before[book])
    fields = list_editable(project, page)
    marked = [one for one in fields if len(page.list_styles(one, 0, 10**6)) > 1]
    kinds = [sorted(one) for one in (fields, marked) if one]
    name = pick(pick(kinds, choice[1]), choice[2])
    source, pointer = fields[name]
    text = page.read(name)
    edges = [match.start() for match in re.finditer(r"\b", text)]
    places = [*range(len(text) + 1), *edges * 3, *[0, len(text)] * 5]
    start, end = sorted((pick(places, choice[3]), pick(places, choice[4])))
    new, tracked = choice[5:]
    new = new if new.strip() or start < end else "Zebra"
    looks = page.list_looks(name)
    crossing = len(page.list_styles(name, start, end)) > 1
    returned_file = page.change(name, start, end, new, tracked=tracked)
    wanted = squeeze(text[:start] + new + text[end:])
    values, comments = list_values(project), list(list_comments(project))

    loaded = load_plan(project)
    returned = read_returned(loaded, read_revision(project), [("kembali.docx", returned_file)])
    application = apply_remarks(loaded, returned.remarks, untracked=True)
    application = try_changes(loaded, application)
    edits, refused = plan_edits(project, application.changes)
    write_edits(project, edits)

    assert refused == []
    reasons = [one.reason.en for one in application.outcomes if one.reason is not None]
    context = (name, text, start, end, new, wanted, source, reasons)
    if wanted == squeeze(text):
        assert edits == [], context
        event("nothing changed")
        return
    if reasons:
        refusable = may_refuse(reasons, source, text, new, page, name)
        # With a whole unit goes the space behind its number, which belongs to neither.
        emptied = not wanted and "bounds of several fields" in " ".join(reasons)
        assert crossing or emptied or refusable, context
        event(f"refused: {reasons[0][:40]}")
        return
    event("applied: " + ("emptied" if not wanted else "markup" if crossing else "text"))
    assert len(edits) == 1, context
    # Files are named after the region, which may be what was changed.
    after = dict(zip(before, build_books(project).values(), strict=True))
    fresh = Page(after[book])
    # A text in a list is its own key, so that its bookmark changes with it.
    found = loaded.plan.index.trace(pointer) if loaded.plan is not None else None
    listed = found is not None and isinstance(found[1][-1], int)
    own = pointer.removesuffix(source.value) + wanted if listed else pointer
    name = name.replace(hash_origin(pointer), hash_origin(own))
    if wanted:
        assert squeeze(fresh.read(name)) == wanted, context
        first = len("".join(text[:start].split()))
        behind = len("".join(text[end:].split()))
        left = fresh.list_looks(name)
        assert left[:first] == looks[:first], context
        assert left[len(left) - behind :] == looks[len(looks) - behind :], context
    for one, old in before.items():
        kept = list_other_lines(old, hash_origin(pointer))
        now = list_other_lines(after[one], hash_origin(own))
        # What is put together from several fields follows, under their record's bookmark; what
        # is sorted by the words stands elsewhere. Short names make the list of abbreviations.
        # Another field may hold the same words, and stays.
        both = [
            Counter(
                line.replace(wanted or "\0", "\0").replace(squeeze(text), "\0") for line in all_
            )
            for all_ in (kept, now)
        ]
        foreign = both[1] - both[0]
        assert not foreign or pointer.startswith("opd/"), (foreign, context)
    then = list_values(project)
    different = [place for place in {*values, *then} if values.get(place) != then.get(place)]
    assert len(different) == 1, context
    assert list(list_comments(project)) == comments


def may_refuse(
    reasons: list[str], source: Field, text: str, new: str, page: Page, name: str
) -> bool:
    """Say whether a refusal has a cause that can be seen from outside."""
    said = " ".join(reasons)
    if "more than once" in said:
        hashed = read_bookmark(name)
        twins = [one for one in page.fields if read_bookmark(one) == hashed]
        return sum(squeeze(page.read(one)) == squeeze(text) for one in twins) > 1
    if "printed otherwise" in said and source.kind == "line":
        return squeeze(text) != squeeze(source.value)
    if "crosses Markdown" in said and "`" in new:
        return any(b"Code" in look for look in page.list_styles(name, 0, 10**6))
    return "workspace wrong" in said or (name in page.split and "bounds" in said)
