"""Findings that a comment beside their line asks to ignore, and what is wrong with such comments.

Only what a rule says of sound content, or the inspection of templates, may be ignored. What could
not be read, and what the books rely on (references, years that tables are laid out by), would fail
or vanish later all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from masterplan_cli.checks.weights import list_weighable
from masterplan_cli.diagnostics import Diagnostic, Severity, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.schema.nearest import suggest_nearest
from masterplan_cli.source.notes import Code, Note, list_notes

_FORM = Text("Tulis: # masterplan: ignore[kode] alasan", "Write: # masterplan: ignore[code] reason")


def drop_ignored(plan: Masterplan, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the rules' findings but those that a note ignores, and the findings about notes."""
    notes = [note for file in plan.workspace.files for note in list_notes(file.tree)]
    return drop_noted(notes, found, whole=not _is_partial(plan))


def drop_noted(
    notes: Sequence[Note], found: Iterable[Diagnostic], *, whole: bool
) -> list[Diagnostic]:
    """Return the findings but those that one of ``notes`` ignores, and the findings about notes.

    Only where the ``whole`` was read is a note that ignores nothing a finding.
    """
    if not notes:
        return list(found)
    codes = list_weighable()
    # A comment at the top of a file speaks of the file, which findings show at its first line.
    asked = {
        (note.span.file, line, code.name): (note, code)
        for note in notes
        for code in note.codes
        for line in (note.line, note.span.line)
        if codes.get(code.name)
    }
    kept: list[Diagnostic] = []
    used: set[tuple[Note, Code]] = set()
    for finding in found:
        noted = asked.get((finding.span.file, finding.span.line, finding.code))
        if noted is None:
            kept.append(finding)
        else:
            used.add(noted)
    for note in notes:
        kept.extend(_check_note(note, codes))
    if whole:
        idle = (noted for noted in dict.fromkeys(asked.values()) if noted not in used)
        kept.extend(_describe_unused(note, code) for note, code in idle)
    return kept


def _is_partial(plan: Masterplan) -> bool:
    """Say whether anything was not read: then no rule spoke of it, and a note may seem unused."""
    workspace = plan.workspace
    return bool(workspace.unreadable) or any(file.refused for file in workspace.files)


def _check_note(note: Note, codes: Mapping[str, bool]) -> list[Diagnostic]:
    if not note.codes:
        return [
            Diagnostic(
                "ignore-malformed",
                Text(
                    "komentar untuk masterplan ini tidak dapat dibaca",
                    "this comment for masterplan is not understood",
                ),
                note.span,
                hint=_FORM,
            )
        ]
    found = [problem for code in note.codes if (problem := _check_code(code, codes)) is not None]
    if not note.reason:
        found.append(
            Diagnostic(
                "ignore-without-reason",
                Text("temuan diabaikan tanpa alasan", "a finding is ignored without a reason"),
                note.span,
                hint=Text(
                    "Tulis alasannya setelah kurung siku.",
                    "Write the reason behind the brackets.",
                ),
            )
        )
    return found


def _check_code(code: Code, codes: Mapping[str, bool]) -> Diagnostic | None:
    """Return a finding where ``code`` is unknown, or one that cannot be ignored."""
    if codes.get(code.name):
        return None
    if code.name in codes or code.name in _list_other_codes():
        return Diagnostic(
            "ignore-forbidden",
            Text(f"“{code.name}” tidak dapat diabaikan", f"'{code.name}' cannot be ignored"),
            code.span,
            hint=Text(
                "Perbaiki isinya; buku tidak dapat disusun dengan kesalahan ini.",
                "Mend the content; no book can be made with this fault.",
            ),
        )
    return Diagnostic(
        "ignore-unknown-code",
        Text(f"kode “{code.name}” tidak ada", f"there is no code '{code.name}'"),
        code.span,
        hint=suggest_nearest(code.name, codes)
        or Text("Daftar semua kode: masterplan rule", "All codes: masterplan rule"),
    )


def _list_other_codes() -> Iterable[str]:
    from masterplan_cli.report.manual import read_pages

    return read_pages()


def _describe_unused(note: Note, code: Code) -> Diagnostic:
    return Diagnostic(
        "ignore-unused",
        Text(
            f"tidak ada temuan “{code.name}” di baris {note.line} yang perlu diabaikan",
            f"there is no '{code.name}' in line {note.line} to ignore",
        ),
        code.span,
        Severity.WARNING,
        hint=Text(
            "Hapus komentarnya, atau pindahkan ke baris temuannya.",
            "Remove the comment, or move it to the line of the finding.",
        ),
    )
