"""Names of the hidden bookmarks that carry a value's origin through Word and back.

Shared by the DOCX writer (which makes them) and ``review`` (which resolves them), so that
the two can never disagree.
"""

from __future__ import annotations

import re
from hashlib import blake2b

PREFIX = "_mp_"
_EMPTY = blake2b(digest_size=10)
# LibreOffice marks what it copies, and at times the last footnote that it reads.
_NAME = re.compile(r"_mp_([0-9a-f]{20})_([0-9]+)(?:_Copy_[0-9]+)*\Z")


def hash_origin(origin: str) -> str:
    """Return 20 hexadecimal digits that stand for ``origin``."""
    digest = _EMPTY.copy()  # a third quicker than a new one
    digest.update(origin.encode())
    return digest.hexdigest()


def name_bookmark(origin: str, occurrence: int) -> str:
    """Return the bookmark's name: at most 40 characters, Word's limit; ``_`` first hides it."""
    return f"{PREFIX}{hash_origin(origin)}_{occurrence}"


def read_bookmark(name: str) -> str | None:
    """Return the origin's hash that ``name`` carries, or None for a foreign bookmark."""
    match = _NAME.match(name)
    return match.group(1) if match else None
