"""Hollow blocks number a document as the whole ones do, and come back from bytes as they were."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import pytest

from masterplan_cli.document import nodes as n
from masterplan_cli.document.charts import Chart, ChartPoint, ChartSeries
from masterplan_cli.document.hollow import (
    holds_chart,
    hollow_blocks,
    looks_around,
    pack_blocks,
    pack_whole,
    unpack_blocks,
)
from masterplan_cli.document.numbering import number_document

META = n.Metadata("", "", "", 1, "", "", "")


def words(text: str) -> tuple[n.Inline, ...]:
    return (n.Text(text),)


def table(anchor: str, *line: n.Inline) -> n.Table:
    rows = (n.Row((n.Text("a"), n.Cell((line,), origin="sel")), origin="baris"),)
    return n.Table((n.Column(),), rows, n.Caption("table", words("T"), anchor), name="t")


BLOCKS: tuple[n.Block, ...] = (
    n.Heading(1, words("Bab")),
    table("", n.CrossReference("satu"), n.Footnote((n.CrossReference("dua"),))),
    n.ItemList(((table("satu", n.Text("b")),),)),
    n.Callout("note", (table("", n.CrossReference("tiga", "di sini")),)),
    n.Heading(2, words("Bab")),
)


def test_hollow_blocks_are_numbered_as_the_whole_ones() -> None:
    whole = number_document(n.Document(META, BLOCKS))
    hollow = number_document(n.Document(META, hollow_blocks(BLOCKS)))
    assert hollow.labels == whole.labels
    assert hollow.problems == whole.problems
    assert len(whole.problems) == 2


def test_blocks_come_back_as_they_were() -> None:
    hollow = hollow_blocks(BLOCKS)
    assert unpack_blocks(pack_blocks(hollow)) == hollow
    assert unpack_blocks(pack_whole(BLOCKS)) == BLOCKS


def test_marked_numbers_come_back_plain() -> None:
    class Marked(int):
        pass

    values = (Marked(3), Decimal("1.50"), date(2026, 12, 1))
    texts = tuple(n.Text("x", "", value) for value in values)
    (block,) = unpack_blocks(pack_whole((n.Paragraph(texts),)))
    assert isinstance(block, n.Paragraph)
    found = [node.value for node in block.children if isinstance(node, n.Text)]
    assert found == list(values)
    assert type(found[0]) is int


@pytest.mark.parametrize(
    "data", [b"", b"sampah", pickle.dumps(print), pickle.dumps([]), pickle.dumps(("x",))[:-1]]
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack_blocks(data)


def test_what_shows_more_than_its_own_is_known_however_deep() -> None:
    chart = Chart("bar", (n.Text("a"),), (ChartSeries("s", (ChartPoint(Decimal(1)),)),), "#,##0")
    assert holds_chart((n.Quote((chart,)),))
    assert not looks_around((n.Quote((chart,)),))
    assert looks_around((n.Quote((n.Contents("tables"),)),))
