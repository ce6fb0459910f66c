"""Text to Markdown: what a reader of the page sees is that very text.

In: any text that XML allows. Out: Markdown in which nothing of it is markup, on hosts that speak
CommonMark with tables, footnotes, strikethrough, autolinks, math, emoji and mentions.

Why so careful: a stray ``|`` pushes a number out of its table, ``https://a/b_c`` would gain a
backslash where the address is linked by itself, and ``5$ … 7$`` becomes a formula.

Why not simply everything: a backslash before every point makes prose unreadable in a diff. What is
a mark only at the start of a line (``1.``, ``-``, ``#``) is escaped there alone, by ``guard_line``,
which needs the finished line, since ``1`` and ``. Judul`` may come from two values.
"""

from __future__ import annotations

import re
from typing import Final

# Until a line is finished these stand for a line break and a dollar sign; text has neither.
BREAK: Final = "\n"
DOLLAR: Final = "\0"

# A colon before a space, as in every list of a sheet, is nothing but a colon. All signs stand in
# one set, so that the engine skips whatever is none of them.
_SUSPECT: Final = re.compile(r"[\\`*_\[\]~<&|$@#\t\r\n:](?:(?<!:)|(?=[/\w+-]))").search
_ESCAPES: Final = re.compile(
    r"""
      (?P<mark> [\\`*\[~|] )
    | (?P<closing> \] )
    | (?P<dollar> \$ )
    | (?P<low> _+ )
    | (?P<angle> <(?!\s) )
    | (?P<entity> &(?=\#?[0-9A-Za-z]{1,40};) )
    | (?P<scheme> :(?=//) )
    | (?P<host> www(?=\.) )
    | (?P<mention> (?<!\w)(?: @(?=\w) | \#(?=\d) ) )
    | (?P<emoji> :(?=(?: [0-9_+-]*[A-Za-z][\w+-]* | 100 | 1234 | [+-]1 ):) )
    | (?P<space> [\t\r\n]+ )
    """,
    re.VERBOSE,
)
_LINE_MARK: Final = re.compile(r"(?:\#{1,6}(?=[ \t]|$)|[>=:]|[+-](?![^\W_]))", re.ASCII)
_LINE_NUMBER: Final = re.compile(r"([0-9]{1,9})([.)])(?=[ \t]|$)")
_FILL_IN: Final = re.compile(r"(?:\\_){2,}")
_CLOSING_HASHES: Final = re.compile(r"(?:^|(?<=[ \t]))#(?=#*$)")
_URL_UNSAFE: Final = re.compile(r"[\s\x00-\x20\x7f()<>\\\[\]`|\"$]")
_URL_ENTITY: Final = re.compile(r"&(?=#?[0-9A-Za-z]{1,40};)")


def is_plain(text: str) -> bool:
    """Say whether ``text`` is its own Markdown inside a cell: nearly all of a big table is."""
    return not _SUSPECT(text) and "www." not in text


def escape_text(text: str, *, linked: bool = False) -> str:
    """Return ``text`` for the middle of a line; ``linked`` inside the text of a link.

    A dollar sign comes out as ``DOLLAR``; see ``settle_dollars``.
    """
    if is_plain(text):
        return text
    return _ESCAPES.sub(_escape_linked if linked else _escape_mark, text)


def _escape_mark(match: re.Match[str]) -> str:
    found = match.group()
    match match.lastgroup:
        case "closing":
            return found
        case "dollar":
            return DOLLAR
        case "low":
            text, start, end = match.string, match.start(), match.end()
            # Between letters or digits low lines never begin or end emphasis.
            inside = start > 0 and end < len(text) and text[start - 1].isalnum()
            return found if inside and text[end].isalnum() else "\\_" * len(found)
        case "host":
            return f"{found}\\"
        case "emoji":
            # The host looks for emoji after Markdown is gone: no backslash stops it.
            return "<span>:</span>"
        case "space":
            return " "
        case _:
            return f"\\{found}"


def _escape_linked(match: re.Match[str]) -> str:
    return "\\]" if match.lastgroup == "closing" else _escape_mark(match)


def settle_dollars(line: str) -> str:
    """Put the dollar signs back: a lone one needs less to be no formula than two of them."""
    count = line.count(DOLLAR)
    if not count:
        return line
    return line.replace(DOLLAR, "\\$" if count == 1 else "<span>\\$</span>")


def guard_line(line: str) -> str:
    """Return a finished line of a paragraph so that its start is no heading, list or quote."""
    if _LINE_MARK.match(line):
        return f"\\{line}"
    return _LINE_NUMBER.sub(r"\1\\\2", line, count=1) if _LINE_NUMBER.match(line) else line


def shorten_fill_in(line: str) -> str:
    """Return a paragraph's only line; a rule to sign on keeps one backslash of its thirty."""
    return f"\\{line[1::2]}" if _FILL_IN.fullmatch(line) else line


def guard_heading(line: str) -> str:
    """Return a finished heading whose last number signs are text, not the closing mark."""
    return _CLOSING_HASHES.sub(r"\\#", line) if line.endswith("#") else line


def write_code(text: str, *, spelled: bool) -> str:
    """Return a code span of ``text``, which is not blank; ``spelled``: in HTML, sign by sign."""
    text = re.sub(r"[\r\n]+", " ", text)
    if spelled:
        return f"<code>{_spell_out(text)}</code>"
    longest = max(map(len, re.findall("`+", text)), default=0)
    padded = "`" in (text[0], text[-1]) or (text[0] == " " and text[-1] == " ")
    fence, pad = "`" * (longest + 1), " " if padded else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _spell_out(text: str) -> str:
    """Return ``text`` with every sign that could be markup as a character reference."""
    return "".join(
        f"&#{ord(char)};" if "!" <= char <= "~" and not char.isalnum() else char for char in text
    )


def escape_url(url: str) -> str:
    """Return an address for the round brackets of a link."""
    encoded = _URL_UNSAFE.sub(lambda match: _encode(match.group()), url)
    return _URL_ENTITY.sub("&amp;", encoded)


def _encode(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())
