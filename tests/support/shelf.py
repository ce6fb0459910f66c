"""Books of the test workspaces, each built once by a worker, with page numbers where asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from masterplan_cli.compiler import Build, BuildOrder, Loaded, build_stage, load_plan

TESTS = Path(__file__).parents[1]
WORKSPACES = {
    "ketapang": TESTS.parent,
    "kota": TESTS / "workspaces" / "kota",
    "small": TESTS / "workspaces" / "small",
}


@dataclass(frozen=True)
class Shelf:
    """What was built so far; ``cache`` is shared by all workers of a run."""

    cache: Path
    _plans: dict[tuple[str, int], Loaded] = field(default_factory=dict)
    _builds: dict[tuple[object, ...], Build] = field(default_factory=dict)

    def load(self, workspace: str, stage: int) -> Loaded:
        """Return a workspace read for a stage."""
        key = (workspace, stage)
        if key not in self._plans:
            self._plans[key] = load_plan(WORKSPACES[workspace], stage)
        return self._plans[key]

    def build(self, workspace: str, stage: int, *books: str, paginate: bool = False) -> Build:
        """Return the documents of a stage, all or some, in both formats."""
        key = (workspace, stage, books, paginate)
        if key not in self._builds:
            order = BuildOrder(books=books, revision="uji", paginate=paginate, cache=self.cache)
            with FileLock(self.cache / f"{workspace}.lock"):
                self._builds[key] = build_stage(self.load(workspace, stage), order)
        return self._builds[key]

    def take(self, workspace: str, stage: int, book: str, *, paginate: bool = False) -> bytes:
        """Return one book as a Word file."""
        outputs = self.build(workspace, stage, book, paginate=paginate).outputs
        return next(one.data for one in outputs if one.name.endswith(".docx"))
