"""Which workspace and which of its files the words of a command line mean.

In: paths as given, from the current folder. Out: the workspace's folder and names below it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from masterplan_cli.commands.console import open_project
from masterplan_cli.compiler import Loaded
from masterplan_cli.diagnostics import Diagnostic, Text, UserError
from masterplan_cli.frozen import dataclass
from masterplan_cli.model.load import is_content
from masterplan_cli.source.disk import find_project
from masterplan_cli.source.shell import quote_path

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Selection:
    """The workspace, the names asked for (none means all), and texts that replace files."""

    root: Path
    names: tuple[str, ...] = ()
    unsaved: Mapping[str, bytes] = field(default_factory=dict)

    def holds(self, file: str) -> bool:
        """Say whether a file was asked for."""
        return not self.names or any(_lies_in(file, name) for name in self.names)

    def pick(self, loaded: Loaded) -> tuple[Diagnostic, ...]:
        """Return the findings of the chosen files.

        Where no plan could be read, what stands outside the content files is shown too: a fault
        in ``masterplan.yaml`` must not look like a clean file.
        """
        if not self.names:
            return loaded.diagnostics
        return tuple(
            finding
            for finding in loaded.diagnostics
            if any(_lies_in(finding.span.file, name) for name in self.names)
            or (loaded.plan is None and not _is_below_content(finding.span.file))
        )


def _lies_in(file: str, name: str) -> bool:
    return name in ("", file) or file.startswith(f"{name}/")


def _is_below_content(file: str) -> bool:
    return file.startswith(("region/", "pillars/", "reviews/"))


def select_files(files: tuple[str, ...], stdin_name: str | None, project: Path | None) -> Selection:
    """Return what the words mean; reads standard input where ``-`` asks for it.

    Raises UserError for files that are not there, lie outside the workspace, or belong to two.
    """
    if STDIN in files or stdin_name is not None:
        return _select_stdin(files, stdin_name, project)
    if not files:
        return Selection(open_project(project))
    paths = [Path(name) for name in files]
    for path in paths:
        if not path.exists():
            raise UserError(
                Text(f"berkas “{path}” tidak ada", f"there is no file '{path}'"),
                _advise_path(path, project),
            )
    root = _find_root(paths, project)
    return Selection(root, tuple(_name_below(root, path) for path in paths))


def _select_stdin(
    files: tuple[str, ...], stdin_name: str | None, project: Path | None
) -> Selection:
    if files != (STDIN,) or stdin_name is None:
        place = f" -C {quote_path(project)}" if project is not None else ""
        raise UserError(
            Text(
                "masukan standar memerlukan “-” dan --stdin-filename, tanpa berkas lain",
                "standard input needs '-' and --stdin-filename, and no other file",
            ),
            Text(
                f"Misalnya: masterplan validate - --stdin-filename region/opd.yaml{place}",
                f"For example: masterplan validate - --stdin-filename region/opd.yaml{place}",
            ),
        )
    path = Path(stdin_name)
    root = _find_root([path], project)
    inside = not path.is_absolute() and not path.resolve().is_relative_to(root)
    name = _name_below(root, root / path if inside else path)
    if not is_content(name):
        raise UserError(
            Text(f"“{name}” bukan berkas isi", f"'{name}' is no file of content"),
            Text(
                "Masukan standar dapat memuat masterplan.yaml, region/, pillars/, dan reviews/.",
                "Standard input can hold masterplan.yaml, region/, pillars/ and reviews/.",
            ),
        )
    return Selection(root, (name,), {name: sys.stdin.buffer.read()})


def _find_root(paths: list[Path], project: Path | None) -> Path:
    """Return the workspace: the one named, else the one around the files."""
    if project is not None:
        return open_project(project)
    roots = {find_project(path if path.is_dir() else path.parent) for path in paths}
    if len(roots) > 1:
        listed = ", ".join(sorted(str(root) for root in roots))
        raise UserError(
            Text(
                f"berkas-berkas ini berasal dari beberapa workspace: {listed}",
                f"these files belong to several workspaces: {listed}",
            ),
            Text("Periksa satu per satu.", "Check one at a time."),
        )
    return roots.pop()


def _advise_path(path: Path, project: Path | None) -> Text:
    """Return the file's name below ``-C``, where it was meant so, else the plain advice."""
    if project is not None and (project / path).exists():
        meant = project / path
        return Text(
            f"Alamat dihitung dari folder ini, bukan dari -C; tulis: {meant}",
            f"Paths count from this folder, not from -C; write: {meant}",
        )
    return Text("Periksa alamatnya.", "Check the path.")


def _name_below(root: Path, path: Path) -> str:
    """Return the path below the workspace, with forward slashes; nothing for its own folder."""
    real = path.resolve()
    if not real.is_relative_to(root):
        raise UserError(
            Text(
                f"“{path}” berada di luar workspace “{root}”",
                f"'{path}' lies outside the workspace '{root}'",
            ),
            Text("Periksa alamatnya, atau sebutkan -C.", "Check the path, or give -C."),
        )
    name = real.relative_to(root).as_posix()
    return "" if name == "." else name
