"""Escaping for the formats in XML.

Why our own: ``xml.sax.saxutils`` is slow to import, and neither it nor ElementTree refuses the
characters that XML 1.0 forbids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ATTRIBUTE = {**_TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_TEXT_TABLE, _ATTRIBUTE_TABLE = str.maketrans(_TEXT), str.maketrans(_ATTRIBUTE)


def escape_text(text: str) -> str:
    """Return ``text`` as the content of an element; forbidden characters become U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text).translate(_TEXT_TABLE)


def write_tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """Return a start tag, or an empty element; attributes that are None are left out."""
    said = "".join(
        f' {key}="{_FORBIDDEN.sub(chr(0xFFFD), str(value)).translate(_ATTRIBUTE_TABLE)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}{'/' if empty else ''}>"
