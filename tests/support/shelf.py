"""Books of the test workspaces, each built once by a worker, with page numbers where asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from masterplan_cli.compiler import Build, BuildOrder, Loaded, build_stage, load_plan
from masterplan_cli.diagnostics import Span
from masterplan_cli.profile.load import load_profile
from masterplan_cli.scaffold.answers import Answers
from masterplan_cli.scaffold.workspace import write_workspace

TESTS = Path(__file__).parents[1]
WORKSPACES = {
    "ketapang": TESTS.parent,
    "kota": TESTS / "workspaces" / "kota",
    "small": TESTS / "workspaces" / "small",
}
# What ``masterplan init`` gives, by profile.
NEW = {"new": "kominfo", "new-four-books": "kominfo-empat-buku"}


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
            path = WORKSPACES.get(workspace) or self._begin(workspace)
            self._plans[key] = load_plan(path, stage)
        return self._plans[key]

    def _begin(self, workspace: str) -> Path:
        """Return a region's workspace as it is when nothing is filled in yet."""
        folder = self.cache / workspace
        with FileLock(self.cache / f"{workspace}-begin.lock"):
            if not folder.exists():
                profile, _ = load_profile(folder, NEW[workspace], Span("x"))
                assert profile is not None
                answers = Answers("Baru", "kota", "Uji", range(2025, 2035), NEW[workspace])
                for name, text in write_workspace(answers, profile.profile).items():
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_text(text, encoding="utf-8", newline="\n")
        return folder

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
