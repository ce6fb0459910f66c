"""``masterplan review matrix``: the matrix of all comments, and new ones into ``reviews/``.

As with ``review apply``: what would be stored is shown, and written only when asked.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.appearance import write_document
from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    open_project,
    read_given_file,
    wants_colour,
)
from masterplan_cli.commands.review import report_unusable
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Language, Severity, Text, UserError
from masterplan_cli.edit.differences import render_diff
from masterplan_cli.edit.file import FileEdit
from masterplan_cli.model.load import Memory
from masterplan_cli.report.formats.text import render_text
from masterplan_cli.review.copies import FindPages
from masterplan_cli.review.package import LARGEST_FILE
from masterplan_cli.review.pages import read_pages
from masterplan_cli.rounds.matrix import MatrixRow, build_matrix, list_rows
from masterplan_cli.rounds.returned import read_returned
from masterplan_cli.rounds.storing import StoredFile, store_comments
from masterplan_cli.source.disk import read_bytes, write_whole
from masterplan_cli.source.revision import Revision, read_revision
from masterplan_cli.source.together import Replacement, write_together
from masterplan_cli.source.trees import open_tree_store

_FORMS = ("xlsx", "docx", "md")


@dataclass(frozen=True, slots=True)
class MatrixRequest:
    """What the command line asked for; no ``out`` means Markdown on stdout."""

    files: tuple[Path, ...] = ()
    out: tuple[Path, ...] = ()
    write: bool = False
    paginate: bool = False


def run_matrix(request: MatrixRequest, project: Path | None, language: Language) -> int:
    """Show what is new, store it if asked, write the matrix; return 1 where a file was refused.

    The diff goes to stdout, or to stderr where the matrix itself stands there.
    """
    for path in request.out:
        _read_form(path)
    files = [(str(path), read_given_file(path, LARGEST_FILE)) for path in request.files]
    root = open_project(project)
    revision = read_revision(root)
    loaded = load_plan(root, checked=False, memory=Memory(open_tree_store(root)))
    if loaded.plan is None:
        report_unusable(loaded, language)
        return FINDINGS
    failed = False
    pages: dict[str, str] = {}
    if files:
        returned = read_returned(
            loaded, revision, files, untracked=False, find_pages=_choose_pages(request)
        )
        sys.stderr.write(render_text(returned.diagnostics, lambda *_: None, language=language))
        failed = any(finding.severity is Severity.ERROR for finding in returned.diagnostics)
        pages = {one.remark.identity: one.remark.page for one in returned.remarks}
        loaded = _store(request, loaded, store_comments(loaded, returned), language)
    rows = list_rows(loaded, pages)
    outputs = {path: _render(loaded, rows, _read_form(path), revision) for path in request.out}
    for path, data in outputs.items():
        write_whole(path, data)
        sys.stderr.write(f"{path}\n")
    if not request.out:
        sys.stdout.write(_render(loaded, rows, "md", revision).decode())
    return FINDINGS if failed else OK


def _choose_pages(request: MatrixRequest) -> FindPages:
    if not request.paginate:
        return read_pages
    from masterplan_cli.rounds.layout import lay_out

    return lay_out


def _read_form(path: Path) -> str:
    form = path.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise UserError(
            Text(f"akhiran “{path.name}” tidak dikenal", f"'{path.name}' has an unknown suffix"),
            Text("Pilih .xlsx, .docx, atau .md.", "Choose .xlsx, .docx or .md."),
        )
    return form


def _store(
    request: MatrixRequest, loaded: Loaded, stored: list[StoredFile], language: Language
) -> Loaded:
    """Show the new comments, write them if asked, and return the workspace with them."""
    root = loaded.project
    edits = [FileEdit(one.name, _read_before(root, one.name), one.text.encode()) for one in stored]
    with_new = _load_with(loaded, edits)
    stream = sys.stdout if request.out else sys.stderr
    stream.write(render_diff(edits, colour=wants_colour(stream)))
    if request.write:
        write_together(
            root, [Replacement(one.path, one.before or None, one.after) for one in edits]
        )
    for one in stored:
        said = Text(f"{one.name}: {one.new} komentar baru", f"{one.name}: {one.new} new comments")
        sys.stderr.write(f"{said.speak(language)}\n")
    if stored and not request.write:
        hint = Text("Belum disimpan; simpan dengan --write.", "Not stored; store with --write.")
        sys.stderr.write(f"{hint.speak(language)}\n")
    return with_new


def _read_before(root: Path, name: str) -> bytes:
    try:
        return read_bytes(root, name)
    except FileNotFoundError:
        return b""


def _load_with(loaded: Loaded, edits: list[FileEdit]) -> Loaded:
    """Return the workspace with the files that hold new comments, once they read well."""
    if not edits:
        return loaded
    texts = {one.path: one.after for one in edits}
    after = load_plan(loaded.project, unsaved=texts, checked=False)
    wrong = [finding for finding in after.diagnostics if finding.span.file in texts]
    if after.plan is None or wrong:
        raise UserError(
            Text("komentar baru tidak dapat disimpan", "new comments cannot be stored"),
            wrong[0].message if wrong else None,
        )
    return after


def _render(loaded: Loaded, rows: list[MatrixRow], form: str, revision: Revision) -> bytes:
    day = revision.day.isoformat() if revision.day else ""
    if form == "xlsx":
        from masterplan_cli.rounds.sheet import write_sheet

        return write_sheet(rows, day)
    document = build_matrix(loaded, rows, revision.label, day)
    return write_document(document, form, loaded.profile)
