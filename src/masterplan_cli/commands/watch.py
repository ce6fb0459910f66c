"""``masterplan watch``: the findings again at every save.

In: a workspace. Out: a report at the start and after each change, until Ctrl-C. What has not
changed is not read again, so that a round takes a fraction of the first.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

from masterplan_cli.commands.console import OK, open_project, wants_colour
from masterplan_cli.commands.selection import Selection
from masterplan_cli.commands.validate import check_all, make_report
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.model.load import Memory
from masterplan_cli.report.findings import render_report
from masterplan_cli.source.disk import MANIFEST
from masterplan_cli.source.trees import open_tree_store

_FOLDERS = frozenset({"region", "pillars", "reviews", "templates"})
_STEP, _GROUP = 10, 100
"""Milliseconds without another change after which a save counts as done, and the most to wait."""
_BEGUN = 200
"""Milliseconds after which the watch has surely begun."""
_LISTED = 3
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_WAITING = Text("Menunggu perubahan; Ctrl-C untuk berhenti.", "Waiting for changes; Ctrl-C ends.")
_ENDED = Text("Selesai.", "Ended.")


class Watcher:
    """Reports on one workspace, and remembers what it has read."""

    def __init__(self, root: Path, stage: int | None, form: str, language: Language) -> None:
        """Keep what each report needs."""
        self._root, self._stage, self._form, self._language = root, stage, form, language
        self._memory = Memory(open_tree_store(root))
        self._shown = ""

    def report(self, changed: tuple[str, ...] = (), *, only_news: bool = False) -> None:
        """Print the findings of the whole workspace, below the names of what was saved.

        With ``only_news`` nothing is printed where nothing differs from the last report.
        """
        loaded = check_all(load_plan(self._root, self._stage, memory=self._memory))
        text = render_report(
            self._form, make_report(loaded, Selection(self._root), self._language, self._stage)
        )
        if only_news and text == self._shown:
            return
        self._shown = text
        if wants_colour(sys.stdout):
            sys.stdout.write(_CLEAR)
        if changed:
            sys.stdout.write(f"── {_name_changed(changed)} ──\n")
        sys.stdout.write(text)
        sys.stdout.flush()
        self.say(_WAITING)

    def answer(self, changed: tuple[str, ...]) -> None:
        """Report after a change; what cannot be read at all is said, and waited out.

        No names mean that the watch has just begun: something may have been saved before it.
        """
        try:
            self.report(changed, only_news=not changed)
        except (UserError, OSError) as error:
            self._shown = ""
            said = Text(f"berkas tidak dapat dibaca: {error}", f"a file cannot be read: {error}")
            self.say(error.message if isinstance(error, UserError) else said)
            self.say(_WAITING)

    def say(self, text: Text) -> None:
        """Print a line for people, beside the report."""
        sys.stderr.write(f"{text.speak(self._language)}\n")
        sys.stderr.flush()


def run_watch(stage: int | None, form: str, project: Path | None, language: Language) -> int:
    """Report now and after each change; return when Ctrl-C asks for it.

    Raises UserError where there is no workspace, no such stage, or no watchfiles.
    """
    watch_folder = _import_watch()
    root = open_project(project)
    watcher = Watcher(root, stage, form, language)
    stop = Event()
    # A flag and no exception: Python drops what is raised while it collects garbage, and the first
    # Ctrl-C would now and then do nothing.
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        watcher.report()
        # What stays through all rounds: walking it again after each would take half as long as one.
        gc.freeze()
        for changed in _list_rounds(watch_folder, root, stop):
            watcher.answer(changed)
            # The collector is off for short runs; here each round leaves one plan behind.
            gc.collect()
    finally:
        signal.signal(signal.SIGINT, before)
    sys.stderr.write("\n")
    watcher.say(_ENDED)
    return OK


def _import_watch() -> Any:
    try:
        from watchfiles import watch
    except ImportError as error:
        raise UserError(
            Text("“masterplan watch” memerlukan watchfiles", "'masterplan watch' needs watchfiles"),
            Text(
                'Pasang: pip install "masterplan-cli[watch]"',
                'Install: pip install "masterplan-cli[watch]"',
            ),
        ) from error
    return watch


def _list_rounds(watch_folder: Any, root: Path, stop: Event) -> Iterator[tuple[str, ...]]:
    """Yield once without names when the watch has begun, then the files' names of each save.

    Why the whole folder: editors write beside a file and rename, and a folder may be new.
    """
    rounds = watch_folder(
        root,
        watch_filter=lambda _, path: is_watched(root, Path(path)),
        debounce=_GROUP,
        step=_STEP,
        rust_timeout=_BEGUN,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    begun = False
    for changes in rounds:
        if changes or not begun:
            names = {Path(path).relative_to(root).as_posix() for _, path in changes}
            yield tuple(sorted(names))
        begun = True


def is_watched(root: Path, path: Path) -> bool:
    """Say whether a file may change the findings: content or profile, and no editor's own file."""
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return False
    if not parts or any(part.startswith(".") or part.endswith("~") for part in parts):
        return False
    return parts == (MANIFEST,) or (parts[0] in _FOLDERS and "." in parts[-1])


def _name_changed(names: tuple[str, ...]) -> str:
    rest = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f", +{rest}" if rest > 0 else "")
