"""What the lines around a YAML problem show: quotes left open, missing colons, wrong indentation.

In: a problem that the parser stumbled over. Out: one finding at the line that caused it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from masterplan_cli.diagnostics import Diagnostic, Text
from masterplan_cli.source.tree import Lines

_KEY = r"[ ]*(?:- +)*"
_NO_SPACE = re.compile(
    rf"{_KEY}(?P<key>[^\s:#\"'\[\]{{}},&*!|>%@`-][^:#\"'\[\]{{}}]*)(?P<at>:)(?=[^\s:/])"
)
_PAIR = re.compile(
    rf"(?P<lead>{_KEY})(?P<key>[^\s#\"'-][^#]*?|\"[^\"]*\"|'[^']*')"
    r":(?:[ \t]+(?P<value>\S.*))?[ \t]*$"
)
_BLOCK = re.compile(r"[:-][ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$")
_OPEN_QUOTE = re.compile(rf"(?:{_KEY}|.*?(?:: +|- +|[\[{{,] *))(?P<quote>[\"'])")
_CLOSING = {
    '"': re.compile(r"(?:[^\"\\]++|\\.)*+\"", re.DOTALL),
    "'": re.compile(r"(?:[^']++|'')*+'"),
}
_LONGEST_SHOWN = 60
_FARTHEST_QUOTE = 200
"""Lines to look back for a quote that was left open."""


class Problem(NamedTuple):
    """What the parser said; ``at`` is where it stopped, ``since`` where the construct began."""

    lines: Lines
    words: str
    at: int
    since: int

    @property
    def character(self) -> str:
        """The character where the parser stopped; nothing at the file's end."""
        return self.lines.text[self.at : self.at + 1]

    def fault(
        self, start: int, end: int, message: Text, hint: Text, code: str = "yaml-syntax"
    ) -> Diagnostic:
        """Return the finding for a place of this file."""
        return Diagnostic(code, message, self.lines.span(start, end), hint=hint)


def suggest_quoted(value: str) -> Text:
    """Return the advice to quote ``value``, with the exact replacement where it is short."""
    value = value.rstrip()
    if not value or len(value) > _LONGEST_SHOWN or "\n" in value:
        return Text("Apit nilainya dengan tanda kutip ganda.", "Put the value in double quotes.")
    plain = "\\" not in value and '"' not in value
    quoted = f'"{value}"' if plain else "'" + value.replace("'", "''") + "'"
    return Text(f"Apit dengan tanda kutip: {quoted}", f"Put it in quotes: {quoted}")


def shorten(text: str) -> str:
    """Return ``text``, or its start where it is too long for a message."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def explain_open_quote(problem: Problem) -> Diagnostic | None:
    """Find a quote that opens above and closes only by a quote of the line that failed."""
    if "quoted scalar" in problem.words and re.search("end of stream|document", problem.words):
        return _refuse_open_quote(problem, problem.since)
    text, lines = problem.lines.text, problem.lines
    line_start = lines.line_at(problem.at)[0]
    for _ in range(_FARTHEST_QUOTE):
        if line_start == 0:
            return None
        line_start, line = lines.line_at(line_start - 1)
        match = _OPEN_QUOTE.match(line)
        if match is None:
            continue
        opening = line_start + match.start("quote")
        closing = find_closing_quote(text, opening)
        if closing <= line_start + len(line):
            continue
        last = lines.locate(min(closing, len(text)))[0]
        failed = {lines.locate(problem.at)[0], lines.locate(problem.since)[0]}
        return _refuse_open_quote(problem, opening) if last in failed else None
    return None


def find_closing_quote(text: str, opening: int) -> int:
    """Return the offset of the quote that closes the one at ``opening``, or the text's end."""
    match = _CLOSING[text[opening]].match(text, opening + 1)
    return match.end() - 1 if match else len(text)


def _refuse_open_quote(problem: Problem, opening: int) -> Diagnostic:
    quote = problem.lines.text[opening : opening + 1]
    return problem.fault(
        opening,
        opening + 1,
        Text("tanda kutip ini tidak ditutup", "this quote is never closed"),
        Text(
            f"Tambahkan {quote} di akhir nilainya.",
            f"Add {quote} at the end of the value.",
        ),
    )


def explain_colon(problem: Problem) -> Diagnostic:
    """Explain a ``: `` where no key can stand."""
    start, line = problem.lines.line_at(problem.at)
    before = line[: problem.at - start]
    first = _PAIR.match(before + " x") if ": " in before or before.rstrip().endswith(":") else None
    opening = re.match(rf"{_KEY}[^\s:#][^:#]*?:[ \t]+", before)
    if first is not None and opening is not None:
        return problem.fault(
            problem.at,
            problem.at + 1,
            Text(
                "titik dua di dalam nilai tanpa tanda kutip",
                "a colon inside a value without quotes",
            ),
            suggest_quoted(line[opening.end() :]),
        )
    return _explain_line_above(problem, start, line)


def _explain_line_above(problem: Problem, start: int, line: str) -> Diagnostic:
    """Explain a key that the line above has swallowed."""
    above_start, above = _find_line_above(problem.lines, start)
    indent = len(line) - len(line.lstrip(" "))
    pair = _PAIR.match(above)
    if pair is not None and indent > len(pair["lead"]):
        return _refuse_indent(problem, start + indent, [len(pair["lead"])])
    joined = _NO_SPACE.match(above)
    if joined is not None:
        return _refuse_no_space(problem, above_start, joined, above)
    if above.strip() and ":" not in above:
        return _refuse_no_colon(problem, above_start, above)
    return problem.fault(
        problem.at,
        problem.at + 1,
        Text("titik dua tidak boleh ada di sini", "a colon cannot stand here"),
        Text(
            "Jika bagian dari teks, apit seluruh nilainya dengan tanda kutip.",
            "If it is part of a text, put the whole value in quotes.",
        ),
    )


def _find_line_above(lines: Lines, start: int) -> tuple[int, str]:
    """Return the nearest line above that holds more than a comment; empty at the top."""
    while start > 0:
        start, line = lines.line_at(start - 1)
        if line.strip() and not line.lstrip().startswith("#"):
            return start, line
    return 0, ""


def _refuse_no_space(problem: Problem, start: int, match: re.Match[str], line: str) -> Diagnostic:
    colon = match.start("at")
    mended = f"{line[match.start('key') : colon]}: {line[colon + 1 :].rstrip()}"
    return problem.fault(
        start + colon,
        start + colon + 1,
        Text("tidak ada spasi setelah titik dua", "no space after the colon"),
        Text(f"Tulis: {shorten(mended)}", f"Write: {shorten(mended)}"),
    )


def _refuse_no_colon(problem: Problem, start: int, line: str) -> Diagnostic:
    content = line.strip()
    offset = start + len(line) - len(line.lstrip())
    equals = re.match(r"((?:- +)*[A-Za-z_]+) *= *(.*)", content)
    hint = Text(
        "Tulis “kunci: nilai”; jika lanjutan teks di atasnya, beri indentasi lebih dalam.",
        "Write 'key: value'; if it continues the text above, indent it further.",
    )
    if equals is not None:
        mended = shorten(f"{equals[1]}: {equals[2]}")
        hint = Text(f"Tulis: {mended}", f"Write: {mended}")
    message = Text("baris ini tidak memiliki titik dua", "this line has no colon")
    return problem.fault(offset, offset + len(content), message, hint)


def explain_simple_key(problem: Problem) -> Diagnostic:
    """Explain a line that should be a key and has no colon."""
    start, line = problem.lines.line_at(problem.since)
    joined = _NO_SPACE.match(line)
    if joined is not None:
        return _refuse_no_space(problem, start, joined, line)
    return _refuse_no_colon(problem, start, line)


def _refuse_indent(problem: Problem, offset: int, levels: list[int]) -> Diagnostic:
    start = problem.lines.line_at(offset)[0]
    choices = [str(level) for level in levels]
    spaces = {"id": " atau ".join(choices), "en": " or ".join(choices)}
    return problem.fault(
        offset,
        offset + 1,
        Text(
            f"indentasi {offset - start} spasi tidak sejajar dengan baris di atasnya",
            f"an indentation of {offset - start} does not line up with the lines above",
        ),
        Text(
            f"Awali baris ini dengan {spaces['id']} spasi.",
            f"Indent this line by {spaces['en']} spaces.",
        ),
    )


def _find_levels(lines: Lines, start: int, indent: int) -> list[int]:
    """Return the indentations around ``indent`` that the lines above have open."""
    levels: set[int] = set()
    lowest = 1_000_000
    while start > 0 and lowest > 0:
        start, line = _find_line_above(lines, start)
        lead = re.match(r" *(?:- +)*", line)
        depth = len(line) - len(line.lstrip(" "))
        if depth < lowest or (depth == lowest and not levels):
            levels.update({depth, len(lead[0]) if lead else depth})
            lowest = depth
    shallower = [level for level in levels if level < indent]
    deeper = [level for level in levels if level > indent]
    return sorted(shallower)[-1:] + sorted(deeper)[:1]


def _is_block(lines: Lines, start: int, level: int) -> bool:
    """Say whether the lines above at ``level`` are a text, which would swallow a key put there."""
    line = " " * level
    while start > 0 and len(line) - len(line.lstrip(" ")) >= level:
        start, line = _find_line_above(lines, start)
    return _BLOCK.search(line) is not None


def explain_structure(problem: Problem) -> Diagnostic:
    """Explain what stands where the next key or list item should."""
    start, line = problem.lines.line_at(problem.at)
    before = line[: problem.at - start].strip()
    if before.strip("- "):
        return _refuse_rest(problem, start, line)
    if problem.character == ":":
        return refuse_lone_colon(problem.lines, problem.at)
    indent = problem.at - start
    levels = _find_levels(problem.lines, start, indent)
    if _PAIR.match(line) is not None:
        levels = [one for one in levels if one < indent or not _is_block(problem.lines, start, one)]
    sequence = "block collection" in problem.words
    since_column = problem.lines.locate(problem.since)[1] - 1
    if problem.character == "-" and not sequence and indent == since_column:
        return problem.fault(
            problem.at,
            problem.at + 1,
            Text("butir daftar (-) di tempat kunci", "a list item (-) where a key belongs"),
            Text(
                "Tulis daftar di bawah kunci yang nilainya kosong.",
                "Write a list below a key that has no value of its own.",
            ),
        )
    if sequence and problem.character != "-" and indent == since_column:
        return problem.fault(
            problem.at,
            problem.at + 1,
            Text("kunci di tempat butir daftar (-)", "a key where a list item (-) belongs"),
            Text(
                "Awali dengan “- ”, atau sejajarkan dengan isi butir di atasnya.",
                "Start it with '- ', or line it up with the content of the item above.",
            ),
        )
    return _refuse_indent(problem, problem.at, levels or [0])


def refuse_lone_colon(lines: Lines, offset: int) -> Diagnostic:
    """Return the finding for a colon without a key, at ``offset``."""
    return Diagnostic(
        "key-not-text",
        Text("titik dua tanpa kunci", "a colon without a key"),
        lines.span(offset, offset + 1),
        hint=Text("Tulis kunci di depan titik dua.", "Write a key before the colon."),
    )


def _refuse_rest(problem: Problem, start: int, line: str) -> Diagnostic:
    """Return the finding for text behind a closing quote or bracket."""
    rest = line[problem.at - start :].rstrip()
    value = re.match(rf"{_KEY}[^\s:#\"'][^:#\"']*: +(?P<value>.*)", line)
    quoted = value is not None and value["value"][:1] in "\"'"
    if quoted:
        hint = Text(
            "Apit seluruh nilai dengan tanda kutip; tanda kutip yang sama di dalamnya "
            "ditulis dua kali ('') atau dengan garis miring terbalik (\\\").",
            "Put the whole value in quotes; the same quote inside is written twice ('') or "
            'with a backslash (\\").',
        )
    else:
        hint = suggest_quoted(value["value"] if value else "")
    return problem.fault(
        problem.at,
        problem.at + max(len(rest), 1),
        Text(
            f"“{shorten(rest)}” tertulis setelah nilai yang sudah ditutup",
            f"'{shorten(rest)}' stands behind a value that is already closed",
        ),
        hint,
    )


def find_open_bracket(text: str) -> int | None:
    """Return where the bracket stands that is still open at the end of ``text``."""
    closed = 0
    for number in range(len(text) - 1, -1, -1):
        if text[number] in "]}":
            closed += 1
        elif text[number] in "[{":
            if not closed:
                return number
            closed -= 1
    return None
