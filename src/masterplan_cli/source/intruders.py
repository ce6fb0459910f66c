"""What never belongs in a YAML file and hides behind other complaints of the parser.

In: a problem that the parser stumbled over. Out: one finding at git's marks of a conflict, or at a
space that is none to YAML; None where there is neither.
"""

from __future__ import annotations

import re

from masterplan_cli.diagnostics import Diagnostic, Text
from masterplan_cli.source.layout import Problem
from masterplan_cli.source.tree import Lines

CONFLICT = "<<<<<<< "
"""What the first mark of a conflict starts with."""
_CONFLICT = re.compile(r"^(?:<{7} .*|\|{7} .*|={7}|>{7} .*)$", re.MULTILINE)
_ODD_SPACE = re.compile(
    r"[ ]*-?[ ]*(?:[^\s:#\"'\[\]{}]+:[ ]*)?(?P<space>[\u00a0\u2000-\u200b\u202f\u3000\ufeff])"
)


def find_conflict(lines: Lines) -> Diagnostic | None:
    """Find the marks that git leaves where two changes could not be merged."""
    match = _CONFLICT.search(lines.text)
    if match is None:
        return None
    return Diagnostic(
        "yaml-syntax",
        Text(
            "tanda konflik git: dua perubahan di sini belum digabungkan",
            "a conflict mark of git: two changes here are not merged yet",
        ),
        lines.span(match.start(), match.end()),
        hint=Text(
            "Antara <<<<<<< dan >>>>>>> pilih isi yang benar, lalu hapus baris tandanya "
            "(<<<<<<<, =======, >>>>>>>).",
            "Between <<<<<<< and >>>>>>> choose what is right, then delete the lines with the "
            "marks (<<<<<<<, =======, >>>>>>>).",
        ),
    )


def explain_conflict(problem: Problem) -> Diagnostic | None:
    """Find git's marks in a file that could not be read."""
    return find_conflict(problem.lines)


def explain_odd_space(problem: Problem) -> Diagnostic | None:
    """Find a space of Word or the web that stands before a key or behind its colon.

    It makes a text of its line, so that the parser stumbles in the next one only.
    """
    lines = problem.lines
    start = lines.line_at(min(problem.since, problem.at))[0]
    start = lines.line_at(max(start - 1, 0))[0]
    while start <= problem.at:
        line_start, line = lines.line_at(start)
        if (match := _ODD_SPACE.match(line)) is not None:
            at = line_start + match.start("space")
            return problem.fault(
                at,
                at + 1,
                Text(
                    f"spasi tidak biasa (U+{ord(match['space']):04X}) di tempat spasi",
                    f"an odd space (U+{ord(match['space']):04X}) where a plain one belongs",
                ),
                Text(
                    "Hapus lalu ketik spasi; biasanya terbawa saat menyalin dari Word atau web.",
                    "Delete it and type a space; such come along when copying from Word or the "
                    "web.",
                ),
            )
        start = line_start + len(line) + 1
    return None
