"""A build that repeats the last one does nothing, and never differs from a clean one."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masterplan_cli.commands.build import BuildRequest, run_build
from masterplan_cli.source import builds
from masterplan_cli.source.disk import open_temporary

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]

SMALL = Path(__file__).parents[1] / "workspaces/small"
PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
CHAPTER = "templates/mini/book-a/02-rencana.md.j2"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of its own."""
    folder = tmp_path / "simpanan"
    monkeypatch.setenv("MASTERPLAN_CACHE", str(folder))
    return folder


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below ``folder``."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_second_build_writes_nothing_and_says_so(run: Run, small: Path) -> None:
    first = run("build", "-C", small)
    for path in (small / "build").rglob("*.md"):
        path.chmod(0o444)
    before = {path: path.stat().st_mtime_ns for path in (small / "build").rglob("*.*")}

    second = run("build", "-C", small)

    assert (second.code, second.out) == (first.code, first.out)
    assert second.err == "Tahap Dua: 4 berkas sudah mutakhir; tidak ada yang berubah.\n"
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert run("build", "-C", small, "--no-cache").err == "Tahap Dua: 4 berkas ditulis.\n"


def test_what_is_missing_is_counted_again(run: Run, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    first, second = run("build", "-C", small), run("build", "-C", small)
    count = first.err.partition("ditulis.")[2]
    assert "Masih kurang" in count
    assert second.err.endswith(f"berubah.{count}")


def test_nothing_of_the_plan_is_loaded(small: Path, run: Run) -> None:
    run("build", "-C", small)
    script = (
        "import sys; from masterplan_cli.commands.console import run_app; "
        "from masterplan_cli.cli import app; sys.argv[1:] = ['build', '--lang', 'id']; "
        "heavy = {'masterplan_cli.compiler', 'jinja2', 'yaml', 'markdown_it', 'pydantic'}; "
        "code = run_app(app); "
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=small, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"
    assert "sudah mutakhir" in done.stderr


@pytest.mark.parametrize(
    "words", [("--book", "book-a"), ("--format", "md"), ("--stage", "1"), ("--lang", "en")]
)
def test_each_order_is_remembered_apart(run: Run, small: Path, words: tuple[str, ...]) -> None:
    run("build", "-C", small)
    first = run("build", "-C", small, *words)
    assert first.code == 0
    assert "ditulis" in first.err or "written" in first.err
    again = run("build", "-C", small, *words)
    assert again.out == first.out
    assert "mutakhir" in again.err or "up to date" in again.err
    assert "mutakhir" in run("build", "-C", small).err


def damage_book(small: Path) -> None:
    book = next((small / "build").rglob("*.md"))
    book.write_bytes(book.read_bytes() + b"\n")


def delete_book(small: Path) -> None:
    next((small / "build").rglob("*.docx")).unlink()


def touch_content(small: Path) -> None:
    path = small / PROGRAMS
    path.write_bytes(path.read_bytes().replace(b"Halte teduh", b"Halte sejuk"))


def keep_time_and_size(small: Path) -> None:
    path = small / PROGRAMS
    state = path.stat()
    touch_content(small)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size


def change_template(small: Path) -> None:
    path = small / CHAPTER
    path.write_text(path.read_text(encoding="utf-8") + "\nKalimat baru.\n", encoding="utf-8")


def add_arms(small: Path) -> None:
    shutil.copy(SMALL.parents[2] / "templates/kominfo/arms.png", small / "region/arms.png")


@pytest.mark.parametrize(
    "change",
    [damage_book, delete_book, touch_content, keep_time_and_size, change_template, add_arms],
)
def test_any_change_is_built(run: Run, small: Path, change: Callable[[Path], None]) -> None:
    run("build", "-C", small)
    change(small)
    assert "ditulis" in run("build", "-C", small).err
    kept = read_files(small / "build")
    run("build", "-C", small, "--no-cache")
    assert read_files(small / "build") == kept


def test_a_picture_elsewhere_in_the_workspace_counts(run: Run, small: Path) -> None:
    source = SMALL.parents[2] / "templates/kominfo/arms.png"
    (small / "gambar").mkdir()
    shutil.copy(source, small / "gambar/peta.png")
    chapter = small / CHAPTER
    text = '\n{{ figure("gambar/peta.png", "Peta uji", id="gambar-peta") }}\n'
    chapter.write_text(chapter.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert run("build", "-C", small).code == 0
    assert "mutakhir" in run("build", "-C", small).err

    (small / "gambar/peta.png").write_bytes(source.read_bytes() + b"\0")

    assert "ditulis" in run("build", "-C", small).err


def test_a_linked_folder_of_content_counts(run: Run, small: Path) -> None:
    (small / "pillars/mobility").rename(small / "mobilitas")
    (small / "pillars/mobility").symlink_to(small / "mobilitas", target_is_directory=True)
    (small / "pillars/mobility/lingkar").symlink_to(small / "pillars", target_is_directory=True)
    assert run("build", "-C", small).code == 0
    touch_content(small)
    assert "ditulis" in run("build", "-C", small).err


def test_another_tool_builds_anew(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "-C", small)
    monkeypatch.setattr(builds, "fingerprint_tool", lambda: "lain")
    assert "ditulis" in run("build", "-C", small).err


def test_what_was_refused_is_refused_again(run: Run, small: Path, edit: Edit) -> None:
    run("build", "-C", small)
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-z")
    first, second = run("build", "-C", small), run("build", "-C", small)
    assert (first.code, first.err) == (second.code, second.err)
    assert first.code == 1
    edit(small / PROGRAMS, "owner: dinas-z", "owner: dinas-b")
    assert "mutakhir" in run("build", "-C", small).err


@pytest.mark.parametrize("data", [b"", b"sampah", b"\xe9\x01\x00\x00\x00", b"(\x01\x00\x00\x00N"])
def test_a_broken_record_only_means_building(
    run: Run, small: Path, cache: Path, data: bytes
) -> None:
    run("build", "-C", small)
    (record,) = (cache / builds.FOLDER).iterdir()
    record.write_bytes(data)
    assert "ditulis" in run("build", "-C", small).err
    assert "mutakhir" in run("build", "-C", small).err


def test_edits_during_a_build_are_not_taken_for_built(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from masterplan_cli.commands import books

    made = books.make_books

    def edit_after_reading(*words: Any) -> Any:
        answer = made(*words)
        touch_content(small)
        return answer

    monkeypatch.setattr(books, "make_books", edit_after_reading)
    run_build(BuildRequest(), small, "id")
    monkeypatch.undo()
    capsys.readouterr()
    run_build(BuildRequest(), small, "id")
    assert "ditulis" in capsys.readouterr().err


def test_without_a_cache_folder_everything_is_built(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASTERPLAN_CACHE", "")
    assert "ditulis" in run("build", "-C", small).err
    assert "ditulis" in run("build", "-C", small).err
    assert run("clean").err == "0 berkas simpanan dihapus (0 KB).\n"


def test_clean_throws_away_what_is_kept_and_nothing_else(
    run: Run, small: Path, cache: Path
) -> None:
    run("build", "-C", small)
    for path in [path for path in cache.rglob("*.*") if path.is_file()]:
        open_temporary(path)  # What a run that was killed leaves.
    foreign = {"milik-orang-lain.txt", ".milik-orang-lain.tmp"}
    for name in foreign:
        (cache / name).write_text("x", encoding="utf-8")
    books = read_files(small / "build")

    answer = run("clean")

    assert answer.code == 0
    assert answer.err.startswith("10 berkas simpanan dihapus (")
    assert set(read_files(cache)) == foreign
    assert read_files(small / "build") == books
    assert "ditulis" in run("build", "-C", small).err


def test_runs_side_by_side_leave_whole_books(small: Path, run: Run) -> None:
    command = [sys.executable, "-m", "masterplan_cli", "build", "-C", str(small)]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)
    ]
    assert [process.communicate() and process.returncode for process in runs] == [0, 0, 0]
    kept = read_files(small / "build")
    run("build", "-C", small, "--no-cache")
    assert read_files(small / "build") == kept


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["word", "line", "file", "template", "book", "back", "nothing"]),
        st.integers(0, 2**16),
    ),
    min_size=1,
    max_size=6,
)


def list_content(root: Path) -> Iterator[Path]:
    yield root / "masterplan.yaml"
    for folder in ("region", "pillars", "templates"):
        yield from sorted(path for path in (root / folder).rglob("*") if path.is_file())


def apply_edit(root: Path, kind: str, seed: int) -> None:
    """Change the workspace as an author, a merge or an accident might."""
    chance = random.Random(seed)
    if kind == "nothing":
        return
    if kind == "book":
        books = sorted(path for path in (root / "build").rglob("*") if path.is_file())
        if books:
            chance.choice(books).write_bytes(b"rusak")
        return
    files = [path for path in list_content(root) if path.suffix == ".yaml"]
    if kind == "template":
        files = sorted(root.glob("templates/**/*.j2"))
    path = chance.choice(files)
    if kind == "back":
        shutil.copy(SMALL / path.relative_to(root), path)
    elif kind == "file":
        if path.name != "masterplan.yaml":
            path.write_text("", encoding="utf-8")
    else:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True) or ["\n"]
        at = chance.randrange(len(lines))
        if kind == "line":
            del lines[at]
        elif kind == "template":
            lines.append(f"\nKalimat {seed}.\n")
        else:
            lines[at] = lines[at].replace("a", "e", 1)
        path.write_text("".join(lines), encoding="utf-8", newline="\n")


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EDITS)
def test_any_chain_of_edits_gives_what_a_clean_build_gives(
    capsys: pytest.CaptureFixture[str], edits: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, clean = Path(folder) / "w", Path(folder) / "clean"
        shutil.copytree(SMALL, root)
        for kind, seed in [("nothing", 0), *edits]:
            apply_edit(root, kind, seed)
            code = run_build(BuildRequest(), root, "id")
            said = capsys.readouterr()
            shutil.rmtree(clean, ignore_errors=True)
            clean_code = run_build(BuildRequest(out=clean, cache=False), root, "id")
            clean_said = capsys.readouterr()
            assert code == clean_code
            if code:
                assert said.err == clean_said.err
            else:
                made = {Path(line) for line in said.out.splitlines()}
                assert {path.name: path.read_bytes() for path in made} == read_files(clean)
