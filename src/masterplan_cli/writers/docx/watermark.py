"""The pale word across each page of a draft, behind its text.

Why VML: it is what Word itself writes for watermarks, and the only form that its *Remove watermark*
finds again. The shape type and its formulas are Word's own "text on a path", number 136.
"""

from __future__ import annotations

from typing import Final

from masterplan_cli.writers.docx.escape import escape_attribute

_NAMESPACES: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_FORMULAS: Final = "".join(
    f'<v:f eqn="{formula}"/>'
    for formula in (
        *("sum #0 0 10800", "prod #0 2 1", "sum 21600 0 @1", "sum 0 0 @2", "sum 21600 0 @3"),
        *("if @0 @3 0", "if @0 21600 @1", "if @0 0 @2", "if @0 @4 21600", "mid @5 @6"),
        *("mid @8 @5", "mid @7 @8", "mid @6 @7", "sum @6 0 @5"),
    )
)
_TYPE: Final = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    f' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>{_FORMULAS}</v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles>'
    '<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_STYLE: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:400pt;height:130pt;rotation:315;"
    "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)
# Paler than any shading of a table: neither reading nor printing suffers.
FILL: Final = "#f0f0f0"


def write_watermark(text: str) -> str:
    """Return the run that lays ``text`` across the page; it goes into a header."""
    word = escape_attribute(text)
    return (
        f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_TYPE}"
        f'<v:shape {_NAMESPACES} id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049"'
        f' type="#_x0000_t136" alt="{word}" style="{_STYLE}" o:allowincell="f"'
        f' fillcolor="{FILL}" stroked="f">'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold"'
        f' string="{word}"/></v:shape></w:pict></w:r>'
    )
