"""``masterplan review matrix``: comments into ``reviews/``, and the matrix of all of them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.appearance import write_document
from masterplan_cli.commands.console import FINDINGS, OK, open_project, read_given_file
from masterplan_cli.commands.review import report_unusable
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Language, Severity, Text, UserError
from masterplan_cli.report.formats.text import render_text
from masterplan_cli.review.package import LARGEST_FILE
from masterplan_cli.rounds.matrix import MatrixRow, build_matrix, list_rows
from masterplan_cli.rounds.returned import read_returned
from masterplan_cli.rounds.storing import StoredFile, store_comments
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.revision import Revision, read_revision

_FORMS = ("xlsx", "docx", "md")


@dataclass(frozen=True, slots=True)
class MatrixRequest:
    """What the command line asked for; no ``out`` means Markdown on stdout."""

    files: tuple[Path, ...] = ()
    out: tuple[Path, ...] = ()


def run_matrix(request: MatrixRequest, project: Path | None, language: Language) -> int:
    """Store what is new, then write the matrix; return 1 where a file was refused."""
    for path in request.out:
        _read_form(path)
    files = [(str(path), read_given_file(path, LARGEST_FILE)) for path in request.files]
    root = open_project(project)
    revision = read_revision(root)
    loaded = load_plan(root, checked=False)
    if loaded.plan is None:
        report_unusable(loaded, language)
        return FINDINGS
    failed = False
    if files:
        returned = read_returned(loaded, revision, files, untracked=False)
        sys.stderr.write(render_text(returned.diagnostics, lambda *_: None, language=language))
        failed = any(finding.severity is Severity.ERROR for finding in returned.diagnostics)
        stored = store_comments(loaded, returned)
        loaded = _write_stored(root, stored, language)
    rows = list_rows(loaded)
    outputs = {path: _render(loaded, rows, _read_form(path), revision) for path in request.out}
    for path, data in outputs.items():
        write_whole(path, data)
        sys.stderr.write(f"{path}\n")
    if not request.out:
        sys.stdout.write(_render(loaded, rows, "md", revision).decode())
    return FINDINGS if failed else OK


def _read_form(path: Path) -> str:
    form = path.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise UserError(
            Text(f"akhiran “{path.name}” tidak dikenal", f"'{path.name}' has an unknown suffix"),
            Text("Pilih .xlsx, .docx, atau .md.", "Choose .xlsx, .docx or .md."),
        )
    return form


def _write_stored(root: Path, stored: list[StoredFile], language: Language) -> Loaded:
    """Write the files that have new comments, once they read well, and load them."""
    texts = {one.name: one.text.encode() for one in stored}
    loaded = load_plan(root, unsaved=texts, checked=False)
    wrong = [finding for finding in loaded.diagnostics if finding.span.file in texts]
    if loaded.plan is None or wrong:
        raise UserError(
            Text("komentar baru tidak dapat disimpan", "new comments cannot be stored"),
            wrong[0].message if wrong else None,
        )
    for one in stored:
        write_whole(root / one.name, texts[one.name])
        said = Text(f"{one.name}: {one.new} komentar baru", f"{one.name}: {one.new} new comments")
        sys.stderr.write(f"{said.speak(language)}\n")
    return loaded


def _render(loaded: Loaded, rows: list[MatrixRow], form: str, revision: Revision) -> bytes:
    day = revision.day.isoformat() if revision.day else ""
    if form == "xlsx":
        from masterplan_cli.rounds.sheet import write_sheet

        return write_sheet(rows, day)
    document = build_matrix(loaded, rows, revision.label, day)
    return write_document(document, form, loaded.profile)
