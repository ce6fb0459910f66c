"""Changes parts of a Word file as text: what Word itself writes, by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable


def change_part(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return the file with one part changed; a part that is not there starts empty."""
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        before = source.read(part).decode() if part in source.namelist() else ""
        target.writestr(part, change(before))
    return buffer.getvalue()


def replace_once(old: str, new: str) -> Callable[[str], str]:
    """Return a change of one place, which must be there exactly once."""

    def change(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        return text.replace(old, new)

    return change


def change_body(data: bytes, old: str, new: str) -> bytes:
    """Return the file with one place of its main part changed."""
    return change_part(data, "word/document.xml", replace_once(old, new))
