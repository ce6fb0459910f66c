"""Findings for people, file by file: message, the source line with a caret, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from masterplan_cli.diagnostics import Diagnostic, Language, Severity, Span, Text
from masterplan_cli.report.findings import HINT, ReadLine, Report, group_by_file

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_BOLD, _OFF = "\x1b[1m", "\x1b[0m"
_WIDTH, _CONTEXT = 100, 40

WORDS = {
    Severity.ERROR: Text("galat", "error"),
    Severity.WARNING: Text("peringatan", "warning"),
}


def render(report: Report) -> str:
    """Return the findings and a closing line."""
    found = report.diagnostics
    text = render_text(found, report.read_line, language=report.language, colour=report.colour)
    silenced = render_silenced(report.silenced, report.language)
    mendable = render_mendable(found, report.mending, report.language)
    return f"{text}{render_summary(found, report.title, report.language)}\n{mendable}{silenced}"


def render_text(
    diagnostics: Iterable[Diagnostic],
    read_line: ReadLine,
    *,
    language: Language = "id",
    colour: bool = False,
) -> str:
    """Return a heading for each file and a block of lines for each finding; empty without any.

    Editors make ``line:column`` below a file's name a link, as they do for ESLint.
    """
    lines: list[str] = []
    for file, findings in group_by_file(tuple(diagnostics)).items():
        lines.append(f"{_BOLD}{file}{_OFF}" if colour else file)
        for finding in findings:
            lines.extend(
                f"  {line}" for line in _render_finding(finding, read_line, language, colour)
            )
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def _render_finding(
    finding: Diagnostic, read_line: ReadLine, language: Language, colour: bool
) -> Iterator[str]:
    span = finding.span
    severity = finding.severity
    place = span.place
    kind = f"{WORDS[severity].speak(language)}[{finding.code}]"
    if colour:
        place, kind = f"{_BOLD}{place}{_OFF}", f"{_COLOURS[severity]}{kind}{_OFF}"
    yield f"{place} {kind} {_join(finding.message.speak(language))}"
    yield from render_snippet(span, read_line, _COLOURS[severity] if colour else "")
    for related in finding.related:
        where = related.span
        said = related.message.speak(language)
        yield f"    {where.file}:{where.place}: {_join(said)}"
    if finding.hint is not None:
        yield f"    {HINT.speak(language)}: {_join(finding.hint.speak(language))}"


def _join(text: str) -> str:
    """Return ``text`` in one line: a value that it quotes may hold several."""
    return " ".join(text.splitlines())


def render_snippet(span: Span, read_line: ReadLine, colour: str = "") -> Iterator[str]:
    """Yield the source line and a caret line below it."""
    source = read_line(span.file, span.line)
    if source is None or not source.strip():
        return
    last = span.end_column if span.end_line == span.line else len(source) + 1
    start, last = span.column - 1, min(last, len(source) + 1) - 1
    source, start, last = _clip(source, start, last)
    pad = "".join("\t" if sign == "\t" else " " for sign in source[:start])
    number = f"{span.line:>5} | "
    carets = "^" * max(1, last - start)
    yield f"{number}{source}"
    yield f"{' ' * (len(number) - 2)}| {pad}{colour}{carets}{_OFF if colour else ''}"


def _clip(source: str, start: int, last: int) -> tuple[str, int, int]:
    """Cut a long line to what is near the caret: prose is often one line of a thousand signs."""
    if len(source) <= _WIDTH:
        return source, start, last
    left = 0 if start <= _WIDTH - _CONTEXT else start - _CONTEXT
    right = min(len(source), left + _WIDTH)
    head = "…" if left else ""
    tail = "…" if right < len(source) else ""
    start, last = start - left + len(head), min(last, right) - left + len(head)
    return f"{head}{source[left:right]}{tail}", start, last


def render_summary(diagnostics: Iterable[Diagnostic], stage: str, language: Language = "id") -> str:
    """Return the closing line: how many errors and warnings at which stage."""
    listed = list(diagnostics)
    errors = sum(finding.severity is Severity.ERROR for finding in listed)
    warnings = len(listed) - errors
    if not listed:
        return Text(f"{stage}: tidak ada temuan.", f"{stage}: no findings.").speak(language)
    return Text(
        f"{stage}: {errors} galat, {warnings} peringatan.",
        f"{stage}: {errors} error{_plural(errors)}, {warnings} warning{_plural(warnings)}.",
    ).speak(language)


def render_mendable(
    diagnostics: Iterable[Diagnostic], command: str, language: Language = "id"
) -> str:
    """Return one line with the command that mends some of the findings, else nothing."""
    count = sum(finding.is_mendable for finding in diagnostics)
    if not count:
        return ""
    said = Text(
        f"{count} dapat diperbaiki otomatis: {command}",
        f"{count} can be mended automatically: {command}",
    )
    return f"{said.speak(language)}\n"


def render_silenced(reasons: Mapping[str, str], language: Language = "id") -> str:
    """Return one line for each rule that is switched off, with the reason for it."""
    return "".join(
        Text(f"Aturan {code} dimatikan: {reason}", f"Rule {code} is switched off: {reason}").speak(
            language
        )
        + "\n"
        for code, reason in sorted(reasons.items())
    )


def _plural(count: int) -> str:
    return "" if count == 1 else "s"
