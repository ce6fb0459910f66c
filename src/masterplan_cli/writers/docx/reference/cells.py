"""Styles of tables: the paragraphs in their cells, and the tables themselves."""

from __future__ import annotations

from typing import Final

from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.reference import lists
from masterplan_cli.writers.docx.reference.style import (
    BLUE,
    BOLD,
    CENTER,
    HEADER_FILL,
    RIGHT,
    RULE,
    SANS,
    Style,
    color,
    size,
    space,
)


def list_cells() -> tuple[Style, ...]:
    """Return paragraph styles of cells, by kind of row and alignment."""
    hanging = '<w:tabs><w:tab w:val="left" w:pos="255"/></w:tabs>'
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{lists.CELL_BULLETS}"/></w:numPr>'
    return (
        Style("TableText", "Teks Tabel", paragraph=space(20, 20), run=SANS + size(17)),
        Style("TableCenter", "Teks Tabel Tengah", "TableText", paragraph=CENTER),
        Style("TableNumber", "Angka Tabel", "TableText", paragraph=RIGHT),
        Style(
            "TableHeader",
            "Kepala Tabel",
            "TableText",
            "",
            "<w:keepNext/>" + space(50, 50) + CENTER,
            BOLD + color(BLUE),
        ),
        Style(
            "TableGroup", "Kelompok Tabel", "TableText", "", "<w:keepNext/>" + space(50, 50), BOLD
        ),
        Style("TableTotal", "Jumlah Tabel", "TableText", "", space(40, 40), BOLD),
        Style("TableTotalCenter", "Jumlah Tabel Tengah", "TableTotal", "", CENTER),
        Style("TableTotalNumber", "Angka Jumlah Tabel", "TableTotal", "", RIGHT),
        Style("TableBullet", "Butir Tabel", "TableText", "", listed),
        Style(
            "TableOrdered",
            "Urutan Tabel",
            "TableText",
            "",
            hanging + '<w:ind w:left="255" w:hanging="255"/>',
        ),
    )


_LINE: Final = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
_MARGINS: Final = (
    '<w:tblCellMar><w:top w:w="14" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="14" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
)
TABLE_STYLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"{_MARGINS}</w:tblPr></w:style>"
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{styles.TABLE}">'
    '<w:name w:val="Tabel Masterplan"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders><w:top {_LINE}/><w:left {_LINE}/><w:bottom {_LINE}/>"
    f"<w:right {_LINE}/><w:insideH {_LINE}/><w:insideV {_LINE}/></w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"/></w:tcBorders>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/>'
    '<w:vAlign w:val="center"/></w:tcPr></w:tblStylePr></w:style>'
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{styles.PLAIN_TABLE}">'
    '<w:name w:val="Lembar Masterplan"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders><w:top {_LINE}/><w:bottom {_LINE}/><w:insideH {_LINE}/>"
    "</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
)
