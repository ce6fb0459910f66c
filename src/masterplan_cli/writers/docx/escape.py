"""Text to XML: escaping on the way in, a guard on the way out.

In: any text. Out: markup that an XML reader turns back into that very text.

Why the guard is apart: the source refuses characters that XML forbids, so one here is a bug;
looking at whole encoded chunks costs 2 ms a book, looking at each text five times that.
"""

from __future__ import annotations

_NONCHARACTERS = "\ufffe\uffff"
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
    """Return ``text`` as the inside of a double-quoted attribute; white space survives."""
    text = escape_text(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")


def wrap_text(text: str) -> str:
    """Return the content of a run that shows ``text``: ``w:t``, ``w:tab`` and ``w:br``."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text):
        return f"{_SPACE}{text}</w:t>"  # nearly every text
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
    # Each for itself: most are plain ASCII, which joined to others would be copied wider.
    data = b"".join([piece.encode() for piece in pieces])
    if len(data.translate(None, _SUSPECT)) != len(data):
        text = data.decode()
        for char in text:
            if (char < " " and char not in "\t\n\r") or char in _NONCHARACTERS:
                raise ValueError(_complain(text, char))
    return data


def _complain(text: str, bad: str) -> str:
    place = text.index(bad)
    around = text[max(0, place - 40) : place + 20]
    return f"U+{ord(bad):04X} is no XML character, in {around!r}"
