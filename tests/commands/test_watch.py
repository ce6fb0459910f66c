"""``masterplan watch`` for real: a process of its own, files saved as editors save them."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.commands.watch import is_watched
from masterplan_cli.compiler import load_plan
from masterplan_cli.model.load import Memory

SMALL = Path(__file__).parents[1] / "workspaces" / "small"
PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
WAITING = "Menunggu perubahan"

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise")


class Watch:
    """A running ``masterplan watch`` and the reports that it has printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "masterplan_cli", "watch", "-C", str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "MASTERPLAN_LANG": "id", "PYTHONUNBUFFERED": "1"},
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def next_report(self) -> str:
        """Return what is printed up to the next line that says it waits."""
        said = ""
        while WAITING not in said:
            said += self.lines.get(timeout=30)
        return said

    def wait_for(self, words: str) -> str:
        """Return the first report that holds ``words``: one save may come in two events."""
        for _ in range(5):
            report = self.next_report()
            if words in report:
                return report
        raise AssertionError(f"no report with {words!r}")

    def save(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8", newline="\n")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    running = Watch(folder)
    yield running
    running.process.kill()
    running.process.wait()
    assert running.process.stdout is not None
    running.process.stdout.close()


@needs_signals
def test_each_save_is_reported_until_interrupted(watch: Watch) -> None:
    assert "tidak ada temuan" in watch.next_report()
    good = watch.read(PROGRAMS)

    watch.save(PROGRAMS, good.replace("owner: dinas-a", "owner: dinas-z", 1))
    watch.wait_for("galat[dangling-reference]")

    watch.save(PROGRAMS, good[: len(good) // 2] + "\n  - {id: 'x")
    assert f"── {PROGRAMS} ──" in watch.wait_for("galat[yaml-syntax]")

    beside = watch.folder / "pillars/mobility/.programs-dinas-a.yaml.swp"
    beside.write_text(good, encoding="utf-8")
    os.replace(beside, watch.folder / PROGRAMS)
    watch.wait_for("tidak ada temuan")

    watch.save("pillars/mobility/programs-baru.yaml", "programs: [{id: mob-09}]\n")
    watch.wait_for("galat[required-field]")
    (watch.folder / "pillars/mobility/programs-baru.yaml").unlink()
    watch.wait_for("tidak ada temuan")

    watch.save("templates/mini/book-a/09-baru.md.j2", "{{ tidak_ada }}\n")
    watch.wait_for("galat[template-unknown-name]")
    (watch.folder / "templates/mini/book-a/09-baru.md.j2").unlink()
    watch.wait_for("tidak ada temuan")

    manifest = watch.read("masterplan.yaml")
    (watch.folder / "masterplan.yaml").unlink()
    watch.next_report()
    watch.save("masterplan.yaml", manifest)
    watch.wait_for("tidak ada temuan")

    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(timeout=30) == 0
    said = ""
    while "Selesai." not in said:
        said += watch.lines.get(timeout=30)
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("path", "watched"),
    [
        ("masterplan.yaml", True),
        ("region/opd.yaml", True),
        ("pillars/economy/programs-a.yaml", True),
        ("templates/kominfo/buku-1/01.md.j2", True),
        ("reviews/bimtek-2/buku-1.yaml", True),
        ("pillars/baru", False),
        ("pillars/economy/.programs-a.yaml.swp", False),
        ("pillars/economy/programs-a.yaml~", False),
        ("build/bimtek-4/buku-1.docx", False),
        (".git/index", False),
        ("region/.idea/x.yaml", False),
        ("README.md", False),
    ],
)
def test_only_content_and_profile_are_watched(tmp_path: Path, path: str, watched: bool) -> None:
    assert is_watched(tmp_path, tmp_path / path) is watched
    assert not is_watched(tmp_path, tmp_path.parent / "other" / path)


def test_missing_watchfiles_is_explained(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    answer = run("watch", "-C", SMALL)
    assert answer.code == 2
    assert 'pip install "masterplan-cli[watch]"' in answer.err


def test_memory_spares_unchanged_files_and_gives_the_same_findings(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    memory = Memory()
    first = load_plan(folder, memory=memory)
    kept = dict(memory.files)
    assert kept.keys() >= {"masterplan.yaml", PROGRAMS}

    path = folder / PROGRAMS
    path.write_text(
        path.read_text(encoding="utf-8").replace("owner: dinas-a", "owner: x", 1), encoding="utf-8"
    )
    second = load_plan(folder, memory=memory)
    changed = {name for name in memory.files if memory.files[name].read is not kept[name].read}
    assert changed == {PROGRAMS}
    assert second.diagnostics == load_plan(folder).diagnostics != first.diagnostics

    manifest = folder / "masterplan.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("start: 20", "start: 19", 1), encoding="utf-8")
    assert text != manifest.read_text(encoding="utf-8")
    assert load_plan(folder, memory=memory).diagnostics == load_plan(folder).diagnostics
