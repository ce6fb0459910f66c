"""What kind of picture some bytes are, and whether they are one at all."""

from __future__ import annotations

from typing import Literal

MediaType = Literal["image/png", "image/jpeg"]


def find_media_type(data: bytes) -> MediaType | None:
    """Return the media type of a whole PNG or JPEG; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in data[-16:]:
        return "image/png"
    if data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-4096:]:
        return "image/jpeg"
    return None
