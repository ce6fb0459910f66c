"""The look of books is said by styles; what stands directly can stand in none."""

from __future__ import annotations

from pathlib import Path

from direct_formatting import list_direct

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

ROOT = Path(__file__).parents[2]
# A table's extent and reading; cells' widths, spans and fills: no style knows rows and columns.
TABLES = {
    *(("tbl", name) for name in ("tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription")),
    *(("tr", name) for name in ("cantSplit", "tblHeader")),
    *(("tc", name) for name in ("tcW", "gridSpan", "vMerge", "shd", "tcMar")),
}
# The right edge depends on how the page lies; the watermark is as Word itself makes it.
RUNNING_HEADS = {("Header", "tabs"), ("Footer", "tabs"), ("Header run", "noProof")}
# LibreOffice prints what the field counts if nothing hides it there.
CHAPTERS = {("Heading run", "vanish")}
# Each numbered list is an instance of its own, else it would count on from the one before.
LISTS = {("ListNumber", "numPr")}
BREAKS = {"sectPr", "pageBreakBefore"}


def test_nothing_stands_directly_that_a_style_can_say() -> None:
    found: set[tuple[str, str]] = set()
    for project, stages in (("", (1, 2, 3, 4)), ("tests/workspaces/kota", (4,))):
        for stage in stages:
            loaded = load_plan(ROOT / project, stage)
            build = build_stage(loaded, BuildOrder(formats=("docx",), revision="uji"))
            assert build.outputs
            for output in build.outputs:
                found |= list_direct(output.data)
    # LibreOffice 7.4 ties a table to what follows only where each paragraph of it says so itself.
    tied = {pair for pair in found if pair[1] == "keepNext" and pair[0].startswith("Table")}
    assert tied
    direct = {pair for pair in found if pair[1] not in BREAKS} - tied
    assert direct == TABLES | RUNNING_HEADS | CHAPTERS | LISTS
    assert {pair[1] for pair in found} >= BREAKS
