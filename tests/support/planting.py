"""Faults planted in a workspace's own texts, in memory: the file on the disk stays as it is.

An edit names a record by its id or a file by its name and changes the text there, so that places
in findings are true. Which records there are is asked of the plan, so that a plant outlives a
rewording of the content.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program


class Garden:
    """The texts of a workspace as a plant changes them; ``changed`` holds what it changed."""

    def __init__(self, project: Path, plan: Masterplan) -> None:
        self.project = project
        self.plan = plan
        self.changed: dict[str, str] = {}
        self.removed: list[str] = []

    def read(self, file: str) -> str:
        if file not in self.changed:
            return (self.project / file).read_text(encoding="utf-8")
        return self.changed[file]

    def remove(self, folder: str) -> None:
        """Do as if a folder were not there; ``lay`` makes a workspace without it."""
        self.removed.append(folder)

    def lay(self, target: Path) -> Path:
        """Return the workspace itself, or a copy of its content without what was removed."""
        if not self.removed:
            return self.project
        target.mkdir()
        shutil.copy(self.project / "masterplan.yaml", target)
        for folder in ("region", "pillars"):
            shutil.copytree(self.project / folder, target / folder)
        for folder in self.removed:
            shutil.rmtree(target / folder)
        return target

    def encode(self) -> dict[str, bytes]:
        return {file: text.encode() for file, text in self.changed.items()}

    def sub(self, file: str, pattern: str, new: str, count: int = 1) -> None:
        """Replace the first ``count`` matches in a file, all of them for 0; one there must be."""
        text, number = re.subn(pattern, new, self.read(file), count=count, flags=re.MULTILINE)
        assert number, f"{pattern!r} is not in {file}"
        self.changed[file] = text

    def write(self, file: str, text: str) -> None:
        """Add a file of its own."""
        self.changed[file] = text

    def finds(self, file: str, pattern: str) -> bool:
        return re.search(pattern, self.read(file), re.MULTILINE) is not None

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace every ``old``; there may be none."""
        self.changed[file] = self.read(file).replace(old, new)

    def sub_funds(self, file: str) -> None:
        """Let the region itself pay for everything, one row for each year and programme."""
        rows = re.compile(r"^( +- \{year: (\d+), source: )[\w-]+(, amount: .*\n)", re.MULTILINE)
        seen: set[str] = set()
        kept: list[str] = []
        for line in self.read(file).splitlines(keepends=True):
            if re.match(r"  - id: ", line):
                seen.clear()
            row = rows.match(line)
            if row is None:
                kept.append(line)
            elif row[2] not in seen:
                seen.add(row[2])
                kept.append(f"{row[1]}apbd{row[3]}")
        self.changed[file] = "".join(kept)

    def find_file(self, kind: str, name: str) -> str:
        return self.plan.index.entries[kind][name].file.tree.file

    def _find_block(self, kind: str, name: str) -> tuple[str, int, int]:
        """Return file, first and last offset of the record's text in its file."""
        file = self.find_file(kind, name)
        text = self.read(file)
        start = re.search(rf"^( *)- (?:\{{?id|stage): {re.escape(name)}\b.*\n", text, re.MULTILINE)
        assert start, f"{kind} {name} is not in {file}"
        end = re.compile(rf"^ {{0,{len(start[1])}}}\S", re.MULTILINE).search(text, start.end())
        return file, start.start(), end.start() if end else len(text)

    def sub_in(self, kind: str, name: str, pattern: str, new: str, count: int = 1) -> None:
        """Replace matches of ``pattern`` within the text of one record."""
        file, start, end = self._find_block(kind, name)
        text = self.read(file)
        block, number = re.subn(pattern, new, text[start:end], count=count, flags=re.MULTILINE)
        assert number, f"{pattern!r} is not in {kind} {name}"
        self.changed[file] = text[:start] + block + text[end:]

    def drop_in(self, kind: str, name: str, key: str) -> None:
        """Take a field with all its lines out of a record in block style."""
        file, start, end = self._find_block(kind, name)
        text = self.read(file)
        indent = re.match(r" *- ", text[start:end])
        assert indent
        column = indent.end()
        field = re.compile(
            rf"^ {{{column}}}{key}:.*\n(?:(?: {{{column + 1}}}.*| *)\n)*", re.MULTILINE
        )
        block, number = field.subn("", text[start:end], count=1)
        assert number, f"{key} is not in {kind} {name}"
        self.changed[file] = text[:start] + block + text[end:]

    def add_in(self, kind: str, name: str, line: str) -> None:
        """Add a field to a record in block style, below its id."""
        file, start, _ = self._find_block(kind, name)
        text = self.read(file)
        first = text.index("\n", start) + 1
        column = text.index("- ", start) + 2 - start
        self.changed[file] = f"{text[:first]}{' ' * column}{line}\n{text[first:]}"

    def list_names(self, kind: str) -> list[str]:
        return self.plan.index.list_names(kind)

    def find_strategy(self, file: str) -> str:
        """Return the first strategy of a pillar's file."""
        return next(
            name for name in self.list_names("strategy") if self.find_file("strategy", name) == file
        )

    def find_covered_strategy(self) -> str:
        """Return a strategy whose SWOT entries are all cited by others too."""
        cited = {
            name: self.plan.index.entries["strategy"][name].record.__dict__["swot"]
            for name in self.list_names("strategy")
        }
        for name, items in cited.items():
            others = {one for other, them in cited.items() if other != name for one in them}
            if items and others.issuperset(items):
                return name
        raise AssertionError("no strategy is covered by others")

    def list_program_files(self) -> list[str]:
        return sorted(
            path.relative_to(self.project).as_posix()
            for path in self.project.glob("pillars/*/programs-*.yaml")
        )

    def choose(self, wanted: Callable[[Program], object]) -> Program:
        """Return the first programme that is as wanted."""
        return next(program for program in self.plan.workspace.programs if wanted(program))
