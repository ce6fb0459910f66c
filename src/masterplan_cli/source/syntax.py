"""What the YAML parser could not read, said so that a clerk can mend it.

In: the parser's problem (its words and offsets) and the text. Out: one finding at the place where
the mistake was made, which is often not where the parser stumbled.

Why by the text more than by the words: libyaml and PyYAML's own parser phrase the same problem
differently, and both name its symptom.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from masterplan_cli.diagnostics import Diagnostic, Text
from masterplan_cli.source.intruders import explain_conflict, explain_odd_space
from masterplan_cli.source.layout import (
    Problem,
    explain_colon,
    explain_open_quote,
    explain_simple_key,
    explain_structure,
    find_closing_quote,
    find_open_bracket,
    shorten,
    suggest_quoted,
)
from masterplan_cli.source.tree import Lines

_HASHES = re.compile(r"#+")
_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|.)", re.DOTALL
)


def find_cuts(text: str) -> dict[int, int]:
    """Return where each ``#`` with text right behind it stands, by the end of what precedes it.

    Such a ``#`` ends an unquoted text, and its author rarely means a comment (``Prioritas #1``).
    """
    cuts: dict[int, int] = {}
    start = text.find("#")
    while start >= 0:
        behind = _HASHES.match(text, start)
        after = behind.end() if behind else start + 1
        end = start
        while end > 0 and text[end - 1] in " \t":
            end -= 1
        if end < start and text[after : after + 1].strip():
            cuts[end] = start
        start = text.find("#", after)
    return cuts


def explain_problem(lines: Lines, words: str, at: int, since: int) -> Diagnostic:
    """Return the finding for a parser's problem; offsets beyond the text count as its end."""
    size = len(lines.text)
    problem = Problem(lines, words, min(at, size), min(since, size))
    for explain in _FIRST:
        finding = explain(problem)
        if finding is not None:
            return finding
    for pattern, translate in _TRANSLATIONS:
        if pattern.search(words):
            return translate(problem)
    return problem.fault(
        problem.at,
        problem.at + 1,
        Text("bagian ini tidak dapat dipahami sebagai YAML", "this is not understood as YAML"),
        Text(
            "Periksa titik dua, tanda kutip, kurung, dan indentasi di sekitarnya.",
            "Check colons, quotes, brackets and indentation around it.",
        ),
    )


def _explain_tab(problem: Problem) -> Diagnostic | None:
    """Find a tab where only spaces may stand."""
    start, line = problem.lines.line_at(problem.at)
    indent = line[: len(line) - len(line.lstrip())]
    in_indent = "\t" in indent and start + len(indent) >= problem.at
    if problem.character != "\t" and not in_indent:
        return None
    offset = start + indent.index("\t") if in_indent else problem.at
    return problem.fault(
        offset,
        offset + 1,
        Text("karakter tab di tempat spasi", "a tab where spaces belong"),
        Text(
            "Ganti setiap tab dengan spasi (di editor: Convert Indentation to Spaces).",
            "Replace every tab by spaces (in the editor: Convert Indentation to Spaces).",
        ),
        "tab",
    )


def _explain_cut(problem: Problem) -> Diagnostic | None:
    """Find a key that a comment cut in two (``Prioritas #1: x``)."""
    if "expected ':'" not in problem.words:
        return None
    start, line = problem.lines.line_at(problem.since)
    for cut in find_cuts(line).values():
        if start + cut > problem.since:
            return refuse_cut(problem.lines, problem.since, start + cut)
    return None


def refuse_cut(lines: Lines, start: int, cut: int) -> Diagnostic:
    """Return the finding for a text from ``start`` on that a comment at ``cut`` shortens."""
    line_start, line = lines.line_at(cut)
    lost = line[cut - line_start :].rstrip()
    whole = lines.text[start : line_start + len(line)].strip()
    advice = suggest_quoted(whole)
    return Diagnostic(
        "cut-by-comment",
        Text(
            f"teks mulai “{shorten(lost)}” dianggap komentar dan hilang",
            f"the text from '{shorten(lost)}' on is taken for a comment and lost",
        ),
        lines.span(cut, cut + len(lost)),
        hint=Text(
            f"{advice.id}; jika memang komentar, beri spasi setelah #.",
            f"{advice.en}; if it is a comment, put a space after #.",
        ),
    )


_FIRST = (explain_conflict, explain_open_quote, _explain_tab, explain_odd_space, _explain_cut)


def _explain_code_point(problem: Problem) -> Diagnostic:
    """Explain an escape of a code point that is no character."""
    number = 0xD800
    for match in _ESCAPE.finditer(problem.lines.text, problem.since):
        number = int(match["x"] or match["u"] or match["U"] or "0", 16)
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
            break
    end = min(find_closing_quote(problem.lines.text, problem.since) + 1, len(problem.lines.text))
    return problem.fault(
        problem.since,
        end,
        Text(
            f"U+{number:04X} bukan karakter yang sah",
            f"U+{number:04X} is not a valid character",
        ),
        Text(
            "Tulis karakternya langsung, tanpa kode \\u.",
            "Write the character itself, without a \\u code.",
        ),
        "forbidden-character",
    )


def _explain_escape(problem: Problem) -> Diagnostic:
    """Explain a backslash that starts no known escape."""
    offset = max(problem.lines.text.rfind("\\", 0, problem.at + 1), problem.since)
    return problem.fault(
        offset,
        offset + 2,
        Text(
            "garis miring terbalik (\\) tidak boleh berdiri sendiri di dalam tanda kutip ganda",
            "a backslash cannot stand alone in double quotes",
        ),
        Text(
            "Tulis dua kali (\\\\), atau apit nilainya dengan tanda kutip tunggal.",
            "Write it twice (\\\\), or put the value in single quotes.",
        ),
    )


def _explain_start(problem: Problem) -> Diagnostic:
    """Explain a value that starts with a character of YAML's own."""
    text = problem.lines.text
    if "node content" in problem.words and not text[problem.at :].strip():
        opened = find_open_bracket(text[: problem.at])
        if opened is not None:
            return _explain_flow(problem._replace(since=opened))
    offset = problem.at if "start any token" in problem.words else problem.since
    if "node content" in problem.words or "not allowed" in problem.words:
        offset = problem.at
    return refuse_start(problem.lines, offset)


def refuse_start(lines: Lines, offset: int) -> Diagnostic:
    """Return the finding for a value that starts, at ``offset``, with a character of YAML's own."""
    text = lines.text
    start, line = lines.line_at(offset)
    character = text[offset : offset + 1].strip()
    if not character:
        message = Text("di sini harus ada nilai", "a value is expected here")
    else:
        message = Text(
            f"nilai tanpa tanda kutip tidak boleh dimulai dengan {character}",
            f"a value without quotes cannot start with {character}",
        )
    hint = suggest_quoted(line[offset - start :])
    return Diagnostic("yaml-syntax", message, lines.span(offset, offset + 1), hint=hint)


def _explain_tag(problem: Problem) -> Diagnostic:
    return refuse_tag(problem.lines, problem.since)


def refuse_tag(lines: Lines, offset: int) -> Diagnostic:
    """Return the finding for an explicit tag (``!…``) at ``offset``."""
    start, line = lines.line_at(offset)
    rest = line[offset - start :]
    tag = rest.split(" ", 1)[0]
    advice = suggest_quoted(rest)
    return Diagnostic(
        "tag",
        Text(
            f"“{shorten(tag)}” dibaca sebagai tag YAML, yang tidak dipakai di sini",
            f"'{shorten(tag)}' is read as a YAML tag, which has no place here",
        ),
        lines.span(offset, offset + max(len(tag), 1)),
        hint=Text(
            f"Hapus tagnya, atau, jika bagian dari teks: {advice.id[0].lower()}{advice.id[1:]}",
            f"Remove the tag, or, if it is text: {advice.en[0].lower()}{advice.en[1:]}",
        ),
    )


def _explain_block_header(problem: Problem) -> Diagnostic:
    """Explain what follows ``|`` or ``>`` on its line."""
    sign = problem.lines.text[problem.since : problem.since + 1]
    return problem.fault(
        problem.since,
        problem.since + 1,
        Text(
            f"setelah {sign} teks harus dimulai di baris berikutnya",
            f"after {sign} the text must start on the next line",
        ),
        Text(
            "Pindahkan teksnya ke bawah dengan indentasi, atau apit dengan tanda kutip.",
            "Move the text below, indented, or put it in quotes.",
        ),
    )


def _explain_flow(problem: Problem) -> Diagnostic:
    """Explain a ``[`` or ``{`` without its end, or a comma missing between."""
    lines = problem.lines
    bracket = lines.text[problem.since : problem.since + 1]
    closing = "]" if bracket == "[" else "}"
    since_start, since_line = lines.line_at(problem.since)
    at_start, at_line = lines.line_at(problem.at)
    at_indent = len(at_line) - len(at_line.lstrip())
    since_indent = len(since_line) - len(since_line.lstrip())
    closed_here = at_start == since_start or (at_line.strip() and at_indent > since_indent)
    if closed_here and problem.character.strip():
        return problem.fault(
            problem.at,
            problem.at + 1,
            Text(
                f"di dalam {bracket}{closing} butir harus dipisahkan dengan koma",
                f"inside {bracket}{closing} items must have commas between them",
            ),
            Text(
                "Tambahkan koma, atau apit butir itu dengan tanda kutip.",
                "Add the comma, or put the item in quotes.",
            ),
        )
    return problem.fault(
        problem.since,
        problem.since + 1,
        Text(f"kurung {bracket} ini tidak ditutup", f"this {bracket} is never closed"),
        Text(
            f"Tambahkan {closing}; jika bagian dari teks, apit nilainya dengan tanda kutip.",
            f"Add {closing}; if it is part of a text, put the value in quotes.",
        ),
    )


def _explain_second_document(problem: Problem) -> Diagnostic:
    return refuse_second_document(problem.lines, problem.at)


def refuse_second_document(lines: Lines, offset: int) -> Diagnostic:
    """Return the finding for a second document, which starts at ``offset``."""
    return Diagnostic(
        "yaml-syntax",
        Text("satu berkas hanya boleh berisi satu dokumen", "a file may hold one document only"),
        lines.span(offset, offset + 3 if lines.text.startswith("---", offset) else offset + 1),
        hint=Text(
            "Hapus baris --- atau ... itu, atau pindahkan sisanya ke berkas lain.",
            "Remove that line --- or ..., or move the rest to another file.",
        ),
    )


def refuse_directive(lines: Lines, offset: int) -> Diagnostic:
    """Return the finding for a directive (``%YAML``) at ``offset``."""
    start, line = lines.line_at(offset)
    return Diagnostic(
        "yaml-syntax",
        Text("direktif YAML (%) tidak dipakai di sini", "directives (%) are not used here"),
        lines.span(offset, start + len(line)),
        hint=Text("Hapus baris itu.", "Remove that line."),
    )


_TRANSLATIONS: tuple[tuple[re.Pattern[str], Callable[[Problem], Diagnostic]], ...] = (
    (re.compile("Unicode character escape"), _explain_code_point),
    (re.compile("escape|hexa?decimal"), _explain_escape),
    (re.compile("start any token|scanning an (alias|anchor)"), _explain_start),
    (re.compile(r"\btag\b"), _explain_tag),
    (re.compile("block scalar"), _explain_block_header),
    (re.compile("mapping values"), explain_colon),
    (re.compile("expected ':'"), explain_simple_key),
    (re.compile("not allowed|node content"), _explain_start),
    (re.compile("flow (sequence|mapping)"), _explain_flow),
    (re.compile("expected key|block end|'-' indicator"), explain_structure),
    (re.compile("document start"), _explain_second_document),
)
