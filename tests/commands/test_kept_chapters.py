"""A build that takes chapters from the last one writes what a clean build writes, byte for byte."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks.workspace import Size, write_workspace
from content_edits import Edit, edit_content, edit_template

from masterplan_cli.commands.build import BuildRequest, run_build
from masterplan_cli.render import book
from masterplan_cli.render.chapter import render_chapter
from masterplan_cli.render.parts import Parts
from masterplan_cli.source import kept

ROOT = Path(__file__).parents[2]
PLAN = "pillars/governance/programs-*.yaml"
BOOK = BuildRequest(stage="4", books=("buku-2",))
SHEETS = "buku-2/18-lampiran-lembar-program.md.j2"
# A chapter with lists of contents, which shows more than its own, and an empty one.
WIDE = {"buku-2/01-daftar.md.j2", "lampiran/tanggapan.md.j2"}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own."""
    folder = tmp_path / "simpanan"
    monkeypatch.setenv("MASTERPLAN_CACHE", str(folder))
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were rendered, as they are."""
    names: list[str] = []

    def render(name: str, *others: Any) -> Any:
        names.append(name)
        return render_chapter(name, *others)

    monkeypatch.setattr(book, "render_chapter", render)
    return names


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts that were printed, by name."""
    names: list[str] = []
    make = Parts._make

    def note(self: Parts, name: str, *others: Any) -> Any:
        names.append(name)
        return make(self, name, *others)

    monkeypatch.setattr(Parts, "_make", note)
    return names


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    write_workspace(folder, Size(12))
    return folder


@pytest.fixture
def plan(generated: Path, tmp_path: Path) -> Path:
    """A plan of twelve programmes, free to be changed."""
    folder = tmp_path / "rencana"
    shutil.copytree(generated, folder)
    return folder


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.*"))}


def build(root: Path, request: BuildRequest = BOOK) -> dict[str, bytes]:
    assert run_build(request, root, "id") == 0
    return read_files(root / "build")


def build_clean(root: Path, request: BuildRequest = BOOK) -> tuple[int, dict[str, bytes]]:
    folder = root / "bersih"
    shutil.rmtree(folder, ignore_errors=True)
    words = {"stage": request.stage, "books": request.books, "formats": request.formats}
    code = run_build(BuildRequest(**words, out=folder, cache=False), root, "id")
    return code, read_files(folder)


def change(root: Path, pattern: str, added: str) -> None:
    """Add a text behind the first place that fits ``pattern`` in the first file that has one."""
    for path in sorted(root.glob(PLAN)):
        text = path.read_text(encoding="utf-8")
        found = re.search(pattern, text, re.MULTILINE)
        if found:
            text = f"{text[: found.end()]}{added}{text[found.end() :]}"
            path.write_text(text, encoding="utf-8", newline="\n")
            return
    raise AssertionError(pattern)


def describe_again(root: Path) -> None:
    change(root, r"^  description: >-\n +", "Sekali lagi. ")


def test_a_description_makes_its_chapter_anew_and_no_other(plan: Path, made: list[str]) -> None:
    build(plan)
    everything = list(made)
    made.clear()
    describe_again(plan)

    books = build(plan)

    assert set(made) == WIDE | {SHEETS} < set(everything)
    assert build_clean(plan) == (0, books)


def test_a_description_makes_its_part_of_a_chapter_anew_and_no_other(
    plan: Path, parts: list[str]
) -> None:
    build(plan)
    everything = list(parts)
    parts.clear()
    describe_again(plan)

    books = build(plan)

    assert len(everything) > 5
    filled = [name for name in parts if name in printed_parts(plan)]
    assert len(filled) == 1
    assert build_clean(plan) == (0, books)


def printed_parts(root: Path) -> set[str]:
    """Return the parts with any block in them: only such are kept."""
    from masterplan_cli.source.kept import KeptReader

    (path,) = (root.parent / "simpanan" / kept.FOLDER).iterdir()
    reader = KeptReader(path)
    _, _, chapters, *_ = reader.contents
    reader.close()
    return {name for name in chapters if "#" in name}


PART = "buku-2/lembar-program.j2"
READS_OTHERS = {
    "by the record itself": "{{ programs_of_all[0].description }}",
    "by a list": '{% for one in programs_of_all|map(attribute="description") %}{{ one }}{% endfor %}',
    "by a key": '{{ programs_of_all[0]["description"] }}',
    "by a computed key": '{{ programs_of_all[0]["descript" ~ "ion"] }}',
    "by a macro": '{% from "buku-2/sebut.j2" import describe %}{{ describe(programs_of_all[0]) }}',
    "by what a template has read": '{% from "buku-2/sebut.j2" import first %}{{ first }}',
    "by a table": '{{ table("uraian", programs_of_all) }}',
    "by another part": '{{ part("buku-2/sebut.j2") }}',
    "by what it includes": '{% include "buku-2/sebut.j2" %}',
}
MACROS = """{% macro describe(one) %}{{ one.description }}{% endmacro %}
{% set first %}{{ programs[0].description }}{% endset %}
{{ describe(programs[0]) }}
"""
TABLE = """columns:
  - {heading: Uraian, value: row.description, width: 1}
"""


@pytest.mark.parametrize("way", READS_OTHERS)
def test_parts_that_read_records_of_others_follow_them(
    plan: Path, parts: list[str], way: str
) -> None:
    folder = plan / "templates/kominfo"
    (folder / "buku-2").mkdir(parents=True)
    (folder / "tables").mkdir()
    source = ROOT / "templates/kominfo" / PART
    text = f"{source.read_text(encoding='utf-8')}\n{{% if programs %}}{READS_OTHERS[way]}{{% endif %}}\n"
    (folder / PART).write_text(text, encoding="utf-8")
    (folder / "buku-2/sebut.j2").write_text(MACROS, encoding="utf-8")
    (folder / "tables/uraian.yaml").write_text(TABLE, encoding="utf-8")
    chapter = ROOT / "templates/kominfo" / SHEETS
    given = chapter.read_text(encoding="utf-8").replace(
        "programs=", "programs_of_all=programs, programs="
    )
    (folder / SHEETS).write_text(given, encoding="utf-8")
    build(plan)
    everything = list(parts)
    parts.clear()
    describe_again(plan)
    books = build(plan)
    assert parts == everything
    assert build_clean(plan) == (0, books)


def rename(root: Path) -> None:
    change(root, r"^  name: ", "Lagi ")


def spend_more(root: Path) -> None:
    change(root, r"amount: ", "1")


def mitigate_more(root: Path) -> None:
    change(root, r"mitigation: ", "Juga ")


def aim_higher(root: Path) -> None:
    change(root, r"^ +targets: .*: \d+(?=\})", ".5")


def quote_the_plan(root: Path) -> None:
    path = next(iter(sorted(root.glob(PLAN))))
    path.write_text(f"# Catatan.\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def add_template(root: Path) -> None:
    folder = root / "templates/kominfo/buku-2"
    folder.mkdir(parents=True)
    source = ROOT / "templates/kominfo/buku-2/11-penutup.md.j2"
    text = source.read_text(encoding="utf-8")
    (folder / source.name).write_text(f"{text}\nKalimat baru.\n", encoding="utf-8")


def add_chapter(root: Path) -> None:
    folder = root / "templates/kominfo/buku-2"
    folder.mkdir(parents=True)
    (folder / "02a-sela.md.j2").write_text("# Sela\n\nIsi.\n", encoding="utf-8")


def change_table(root: Path) -> None:
    folder = root / "templates/kominfo/tables"
    folder.mkdir(parents=True)
    text = (ROOT / "templates/kominfo/tables/risiko.yaml").read_text(encoding="utf-8")
    (folder / "risiko.yaml").write_text(text.replace("heading: ", "heading: X", 1), "utf-8")


def change_manifest(root: Path) -> None:
    path = root / "masterplan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("province: ", "province: Baru "), encoding="utf-8")


@pytest.mark.parametrize(
    ("edit", "spared"),
    [
        (describe_again, True),
        (mitigate_more, True),
        (aim_higher, True),
        (quote_the_plan, True),
        (add_template, True),
        (change_table, True),
        (add_chapter, True),  # Numbers change, but chapters with charts are kept unwritten.
        (rename, False),
        (spend_more, False),
        (change_manifest, False),
    ],
)
def test_whatever_was_edited_the_book_is_that_of_a_clean_build(
    plan: Path, made: list[str], edit: Callable[[Path], None], spared: bool
) -> None:
    build(plan)
    count = len(set(made))
    made.clear()
    edit(plan)
    books = build(plan)
    assert (len(set(made)) < count) is spared
    assert build_clean(plan) == (0, books)


@pytest.mark.parametrize("data", [b"", b"sampah" * 9, None])
def test_a_broken_file_only_means_building(
    plan: Path, cache: Path, made: list[str], data: bytes | None
) -> None:
    build(plan)
    (path,) = (cache / kept.FOLDER).iterdir()
    whole = path.read_bytes()
    path.write_bytes(
        whole[: len(whole) // 2] + whole[len(whole) // 2 + 1 :] if data is None else data
    )
    count = len(made)
    made.clear()
    describe_again(plan)
    books = build(plan)
    assert len(made) == count
    assert build_clean(plan) == (0, books)
    assert [one.suffix for one in (cache / kept.FOLDER).iterdir()] == [kept.SUFFIX]


def test_damaged_pieces_are_not_taken(plan: Path, cache: Path) -> None:
    build(plan)
    (path,) = (cache / kept.FOLDER).iterdir()
    data = bytearray(path.read_bytes())
    for place in range(0, len(data) - 20_000, 997):
        data[place] ^= 1
    path.write_bytes(data)
    describe_again(plan)
    books = build(plan)
    assert build_clean(plan) == (0, books)


def test_a_file_that_ends_in_anything_is_as_good_as_none(cache: Path) -> None:
    cache.mkdir()
    path = cache / "buku.parts"
    for end in (b"", b"\xff" * 20, b"\x7f" * 20, bytes(20)):
        writer = kept.KeptWriter(path)
        writer.save("isi")
        path.write_bytes(path.read_bytes()[:-20] + end)
        assert kept.KeptReader(path).contents is None


def test_a_full_disk_only_means_that_nothing_is_kept(cache: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        writer = kept.KeptWriter(cache / "buku.parts")
        for size in (10, 5000, 100_000):
            writer.add(bytes(size))
        writer.save("isi")
        small = kept.KeptWriter(cache / "kecil.parts")
        small.save(bytes(2000))  # Held in memory until it is closed.
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not [*cache.iterdir()]


def test_formats_are_kept_apart(plan: Path) -> None:
    build(plan)
    describe_again(plan)
    only = BuildRequest(stage="4", books=("buku-2",), formats=("md",))
    for request in (only, BOOK, only):
        books = build(plan, request)
        _, clean = build_clean(plan, request)
        assert {name: books[name] for name in clean} == clean
        describe_again(plan)


def test_no_cache_keeps_and_takes_nothing(plan: Path, cache: Path, made: list[str]) -> None:
    build_clean(plan)
    assert not (cache / kept.FOLDER).exists()
    build(plan)
    made.clear()
    build_clean(plan)
    assert len(set(made)) > 15


def test_validation_between_two_builds_changes_nothing(plan: Path, made: list[str]) -> None:
    from masterplan_cli.compiler import load_plan
    from masterplan_cli.model.load import Memory
    from masterplan_cli.source.trees import open_tree_store

    build(plan)
    made.clear()
    for _ in range(3):
        describe_again(plan)
        load_plan(plan, 4, memory=Memory(open_tree_store(plan)))
    books = build(plan)
    assert set(made) == WIDE | {SHEETS}
    assert build_clean(plan) == (0, books)


@pytest.mark.parametrize("seed", range(2))
def test_any_chain_of_edits_gives_what_a_clean_build_gives(
    plan: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    chain(plan, Random(seed), 8, BOOK, capsys)


@pytest.mark.parametrize("seed", range(3))
def test_any_chain_of_edits_with_own_templates(
    small: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    chain(small, Random(seed), 30, BuildRequest(), capsys, templates=0.2)


@pytest.mark.parametrize("seed", range(4))
def test_any_chain_of_edits_of_chapters_in_parts(
    small: Path, capsys: pytest.CaptureFixture[str], parts: list[str], seed: int
) -> None:
    folder = small / "templates/mini/book-a"
    (folder / "03-bagian.md.j2").write_text(IN_PARTS, encoding="utf-8")
    (folder / "bagian.j2").write_text(SHEET, encoding="utf-8")
    (folder / "pilar.j2").write_text(PILLAR, encoding="utf-8")
    build(small, BuildRequest())
    in_all = len(parts)
    assert chain(small, Random(seed), 30, BuildRequest(), capsys, templates=0.1) > 5
    # Some builds made some parts and took others.
    assert len(parts) % in_all


IN_PARTS = """# Menurut bagian {: #menurut-bagian }

{% for dimension in dimensions %}
## {{ dimension.name }}

{{ part("book-a/bagian.j2", given=dimension.programs, also=programs|first) }}

{{ part("book-a/bagian.j2", given=dimension.programs, also=none) }}

Sela {{ reference("menurut-bagian") }}.

{{ part("book-a/pilar.j2", pillar=dimension.pillar) }}

{% endfor %}
"""
SHEET = """{% for one in given %}
### {{ one.name }}

{{ one.description }}

- {{ one.owner.name }}{{ footnote("Catatan.") }}

{{ table("program", programs, caption="Semua") }}
{% endfor %}
{% if also %}
### Juga

{{ also.location }} – {{ also.description }}
{% endif %}
"""
PILLAR = """### Pilar {{ pillar.dimension.name }}

{{ pillar.condition }}

{% for issue in pillar.issues %}
- {{ issue.text }}
{% endfor %}
"""


def chain(
    root: Path,
    chance: Random,
    count: int,
    request: BuildRequest,
    capsys: pytest.CaptureFixture[str],
    templates: float = 0.0,
) -> int:
    """Edit and build; what cannot be built is undone. Return how often it could be."""
    assert run_build(request, root, "id") == 0
    capsys.readouterr()
    built = 0
    for _ in range(count):
        edits: list[Edit] = []
        for _ in range(chance.choice([1, 1, 2])):
            kind = edit_template if chance.random() < templates else edit_content
            edits.append(kind(root, chance))
        code = run_build(request, root, "id")
        said = capsys.readouterr()
        clean_code, clean = build_clean(root, request)
        clean_said = capsys.readouterr()
        told = [(edit.path.name, edit.what) for edit in edits]
        assert code == clean_code, told
        if code:
            assert said.err == clean_said.err, told
            for edit in reversed(edits):
                edit.undo()
            continue
        books = read_files(root / "build")
        differing = [name for name in clean if books[name] != clean[name]]
        assert not differing, told
        built += 1
    return built
