"""The region's arms for the cover: ``region/arms.png`` or ``.jpg``, else the profile's drawing.

In: a way to read the workspace's files and the profile's. Out: a picture, and what is wrong with
a file that cannot be shown. ``region/arms.svg`` rides along where a picture of points stands beside
it. Why not alone: Word 2016 and LibreOffice show the points, and we draw no SVG ourselves.
"""

from __future__ import annotations

from collections.abc import Callable

from masterplan_cli.diagnostics import Diagnostic, Severity, Span
from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.nodes import Figure
from masterplan_cli.render.pictures import find_media_type
from masterplan_cli.source.overlay import Overlay

POINTS = ("region/arms.png", "region/arms.jpg", "region/arms.jpeg")
VECTOR = "region/arms.svg"
NEUTRAL = "arms.png"
_WIDTH = 0.2
"""Share of the text's width."""

Read = Callable[[str], bytes | None]


def read_arms(
    read: Read, templates: Overlay, region: str
) -> tuple[Figure | None, tuple[Diagnostic, ...]]:
    """Return the picture for the cover of ``region``'s books, and findings about its files."""
    found: list[Diagnostic] = []
    vector = read(VECTOR) or b""
    if vector and b"<svg" not in vector[:4096]:
        found.append(_refuse(VECTOR, "SVG"))
        vector = b""
    for name in POINTS:
        data = read(name)
        if data is None:
            continue
        if (media := find_media_type(data)) is None:
            found.append(_refuse(name, "PNG/JPEG"))
            continue
        arms = Figure(data, media, f"Lambang {region}", width=_WIDTH, vector=vector)
        return arms, tuple(found)
    if vector:
        found.append(_ask_points())
    data = templates.read(NEUTRAL)
    media = find_media_type(data) if data else None
    if data is None or media is None:
        return None, tuple(found)
    text = f"Perisai polos di tempat lambang {region}"
    return Figure(data, media, text, width=_WIDTH), tuple(found)


def _refuse(name: str, kind: str) -> Diagnostic:
    return Diagnostic(
        "arms-unreadable",
        Message(
            f"gambar lambang bukan {kind} yang dapat dibaca",
            f"the picture of the arms is no readable {kind}",
        ),
        Span(name),
        Severity.WARNING,
        hint=Message(
            "Simpan ulang gambarnya; sementara itu sampul memakai perisai polos.",
            "Save the picture again; meanwhile the cover bears a plain shield.",
        ),
    )


def _ask_points() -> Diagnostic:
    return Diagnostic(
        "arms-without-png",
        Message(
            "lambang SVG tidak dapat dicetak tanpa padanan PNG",
            "arms as SVG cannot be printed without the same picture as PNG",
        ),
        Span(VECTOR),
        Severity.WARNING,
        hint=Message(
            "Simpan juga gambar itu sebagai region/arms.png (lebar sedikitnya 800 titik).",
            "Save the picture as region/arms.png too, at least 800 pixels wide.",
        ),
    )
