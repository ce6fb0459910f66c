"""The frame around what a drawing shows, in line with the text: pictures and charts alike."""

from __future__ import annotations

from typing import Final

from masterplan_cli.writers.docx.escape import escape_attribute

EMU_PER_TWIP: Final = 635
_NAMESPACES: Final = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def frame_drawing(
    content: str,
    kind: str,
    size: tuple[int, int],
    named: tuple[str, int, str],
    properties: str = "<wp:cNvGraphicFramePr/>",
) -> str:
    """Return a run with a drawing of the namespace ``kind``.

    ``size`` is width and height in EMU; ``named`` its name, its number (unique in the package)
    and its alternative text.
    """
    name, number, alternative = named
    return (
        f'<w:r><w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{escape_attribute(alternative)}"/>'
        f'{properties}<a:graphic><a:graphicData uri="{kind}">{content}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
