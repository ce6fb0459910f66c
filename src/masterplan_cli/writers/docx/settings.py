"""What a book takes over from the settings of somebody's ``reference.docx``.

Why a list of what stays, not of what goes: settings say how that file is printed, guarded and
tracked, point at parts that a book does not have, and LibreOffice writes them in an order that the
schema forbids.
"""

from __future__ import annotations

import re
from typing import Final

# In the schema's order. w:evenAndOddHeaders is not among them: a book has one head for all pages.
_KEPT: Final = (
    *("zoom", "mirrorMargins", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit"),
    *("hyphenationZone", "doNotHyphenateCaps", "characterSpacingControl", "compat"),
    *("themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"),
)
_ROOT: Final = re.compile(r"<w:settings\b[^>]*?(/?)>")
# Without it Word opens a book as if Word 2007 had made it.
_COMPATIBLE: Final = (
    '<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def keep_settings(text: str) -> str:
    """Return the part ``word/settings.xml`` with what a book needs alone, in the schema's order.

    Raises:
        ValueError: the part is none of settings.
    """
    root = _ROOT.search(text)
    if root is None:
        raise ValueError("no w:settings")
    opening = text[: root.start(1)] + ">"
    return opening + "".join(_take(name, text) for name in _KEPT) + "</w:settings>"


def _take(name: str, text: str) -> str:
    found = re.search(rf"<w:{name}\b(?:[^>]*/>|.*?</w:{name}>)", text, re.DOTALL)
    if found is None:
        return _COMPATIBLE if name == "compat" else ""
    return found[0]
