"""Text to XML: escaping on the way in, a guard on the way out.

In: any text. Out: markup that an XML reader turns back into that very text.

Why the guard is apart: the source refuses characters that XML forbids, so one here is a bug;
looking at encoded chunks costs less than looking at each text. Attributes, which are few, are
looked at as they are escaped: of a big part, then, nothing but its text is left to be guarded.
"""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What no text should hold, and the byte that both noncharacters begin with, as few others do.
_SUSPECT = bytes(code for code in range(0x20) if code not in b"\t\n\r") + b"\xef"
_SPACE = '<w:t xml:space="preserve">'


def escape_text(text: str) -> str:
    """Return ``text`` as XML character data."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        # A bare carriage return would come back as a line feed.
        text = text.replace("\r", "&#13;")
    return text


def escape_attribute(text: str) -> str:
    """Return ``text`` as the inside of a double-quoted attribute; white space survives.

    Raises:
        ValueError: a character that XML 1.0 forbids is in it.
    """
    _refuse_forbidden(text)
    text = escape_text(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")


def wrap_text(text: str) -> str:
    """Return the content of a run that shows ``text``: ``w:t``, ``w:tab`` and ``w:br``."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text):
        if text[:1] != " " != text[-1:] and "  " not in text:
            return f"<w:t>{text}</w:t>"  # nearly every text
        return f"{_SPACE}{text}</w:t>"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = escape_text(text)
    if "\t" in text:
        text = text.replace("\t", f"</w:t><w:tab/>{_SPACE}")
    if "\n" in text:
        text = text.replace("\n", f"</w:t><w:br/>{_SPACE}")
    return f"{_SPACE}{text}</w:t>"


def encode_xml(*pieces: str) -> bytes:
    """Return ``pieces`` one after the other in UTF-8.

    Raises:
        ValueError: a character that XML 1.0 forbids is in it (UnicodeEncodeError, a kind of
            ValueError, for half a surrogate pair).
    """
    data = "".join(pieces).encode()
    guard_xml(data)
    return data


def guard_xml(data: bytes) -> None:
    """Raise ValueError where UTF-8 ``data`` holds a character that XML 1.0 forbids."""
    if len(data.translate(None, _SUSPECT)) != len(data):
        _refuse_forbidden(data.decode())


def _refuse_forbidden(text: str) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        place = found.start()
        around = text[max(0, place - 40) : place + 20]
        raise ValueError(f"U+{ord(text[place]):04X} is no XML character, in {around!r}")
