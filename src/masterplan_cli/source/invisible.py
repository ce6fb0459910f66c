"""Characters that nobody sees: they come along when copying from Word, a PDF or the web.

In: a text that should be a key, an id or a number. Out: the first such character, and the text
without any. Asked only where the text was refused.
"""

from __future__ import annotations

import re

from masterplan_cli.diagnostics import Text

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Characters without any width: soft hyphens, joiners, marks of direction and of byte order."""
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def clean_text(text: str) -> str:
    """Return ``text`` without what nobody sees, every odd space as a plain one."""
    return _ODD_SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def name_unseen(text: str) -> Text | None:
    """Return the words for the first character that nobody sees, or None where there is none."""
    match = _UNSEEN.search(text) or _ODD_SPACES.search(text)
    if match is None:
        return None
    code = f"U+{ord(match[0]):04X}"
    if _UNSEEN.match(match[0]):
        return Text(f"karakter yang tidak terlihat ({code})", f"an invisible character ({code})")
    return Text(f"spasi tidak biasa ({code})", f"an odd space ({code})")
