"""``masterplan build``: the books of one stage or of all, written whole or not at all.

Where nothing has changed since the last build and its files still stand, that is said and no more:
nothing that a plan is read with is loaded (``books`` does the work).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.console import OK, open_project
from masterplan_cli.commands.timings import Stopwatch
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.source.builds import BuildStore, Said
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.source.revision import Revision, read_revision


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What the command line asked for."""

    stage: str | None = None
    books: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    paginate: bool | None = None
    timings: bool = False
    cache: bool = True
    responses: bool = False


def run_build(request: BuildRequest, project: Path | None, language: Language) -> int:
    """Build, write, and list the files on stdout; complaints and counts go to stderr."""
    watch = Stopwatch()
    root = open_project(project)
    revision = read_revision(root)
    watch.lap("revision")
    if request.strict and revision.dirty:
        raise UserError(
            Text(
                "ada perubahan yang belum di-commit, --strict menolak menyusun buku",
                "there are uncommitted changes, and --strict refuses to build",
            ),
            Text("Commit dahulu, atau susun tanpa --strict.", "Commit first, or drop --strict."),
        )
    code = _build_once(request, root, revision, language, watch)
    if request.timings:
        sys.stderr.write(watch.render(language))
    return code


def _build_once(
    request: BuildRequest, root: Path, revision: Revision, language: Language, watch: Stopwatch
) -> int:
    """Build, unless the last build of the same order still stands."""
    store = _open_store(request, root, language)
    key = store.hash_inputs(revision) if store else ""
    record = store.find(key) if store else None
    watch.lap("cache")
    if record is not None:
        for path, _ in record.outputs:
            sys.stdout.write(f"{shorten_path(Path(path))}\n")
        tell(record.said, language, fresh=False)
        return OK
    from masterplan_cli.commands.books import make_books

    made = make_books(request, root, revision, language, watch)
    # Inputs are hashed again: what was edited meanwhile may or may not be in the books.
    if store and made.code == OK and made.lasting and store.hash_inputs(revision) == key:
        store.keep(key, made.outputs, made.pictures, made.said)
    watch.lap("cache")
    return made.code


def _open_store(request: BuildRequest, root: Path, language: Language) -> BuildStore | None:
    folder = find_cache_folder() if request.cache else None
    if folder is None:
        return None
    order = (
        f"stage {request.stage}",
        f"books {' '.join(request.books)}",
        f"formats {' '.join(request.formats)}",
        f"out {request.out.resolve() if request.out else ''}",
        f"strict {request.strict}",
        f"paginate {request.paginate}",
        f"responses {request.responses}",
        f"language {language}",
    )
    return BuildStore(folder, root, order)


def shorten_path(path: Path) -> Path:
    """Return ``path`` as seen from the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def tell(said: Iterable[Said], language: Language, *, fresh: bool) -> None:
    """Say on stderr how many files of each stage there are: written just now, or still standing."""
    for stage, count, rest in said:
        plural = "" if count == 1 else "s"
        line = (
            Text(f"{stage}: {count} berkas ditulis.", f"{stage}: {count} file{plural} written.")
            if fresh
            else Text(
                f"{stage}: {count} berkas sudah mutakhir; tidak ada yang berubah.",
                f"{stage}: {count} file{plural} up to date; nothing has changed.",
            )
        )
        sys.stderr.write(f"{line.speak(language)}{rest}\n")
