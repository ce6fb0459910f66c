"""Labels, anchors and problems of ``number_document``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.document import nodes as n
from masterplan_cli.document.numbering import (
    Numbered,
    format_letter,
    format_roman,
    list_outline,
    make_slug,
    number_document,
)
from masterplan_cli.document.outline import walk_blocks

METADATA = n.Metadata("Judul", "Kabupaten Uji", "buku-1", 1, "Bimtek I", "abc/t1", "2023-10-09")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def number(*blocks: n.Block) -> Numbered:
    return number_document(n.Document(METADATA, blocks))


def head(level: int, title: str = "Judul", style: str = "numbered", **more: str) -> n.Heading:
    return n.Heading(level, (n.Text(title),), style=style, **more)  # type: ignore[arg-type]


def table(title: str = "Isi", anchor: str = "", origin: str = "") -> n.Table:
    return n.Table((), (), n.Caption("table", (n.Text(title),), anchor), origin=origin)


def figure(title: str = "Isi") -> n.Figure:
    return n.Figure(b"", "image/png", "", n.Caption("figure", (n.Text(title),)))


def texts(numbered: Numbered) -> list[str]:
    return [label.text for label in numbered.labels.values()]


def test_headings_are_numbered_by_chapter() -> None:
    found = number(
        head(1), head(2), head(3), head(4), head(5), head(3), head(2), head(3), head(1), head(2)
    )
    assert texts(found) == [
        *("BAB I", "1.1", "1.1.1", "1.1.1.1", "", "1.1.2", "1.2", "1.2.1"),
        *("BAB II", "2.1"),
    ]


def test_sections_before_the_first_chapter_share_no_number_with_it() -> None:
    found = number(head(2), head(3), head(2), head(1), head(2), head(3))
    assert texts(found) == ["0.1", "0.1.1", "0.2", "BAB I", "1.1", "1.1.1"]


def test_annexes_have_letters_and_their_sections_follow() -> None:
    annex = head(1, style="annex")
    found = number(head(1), annex, head(2, style="annex"), table(), annex, head(2), figure())
    assert texts(found) == [
        *("BAB I", "Lampiran A", "A.1", "Tabel A.1", "Lampiran B", "B.1", "Gambar B.1")
    ]


def test_plain_headings_do_not_count() -> None:
    plain = head(1, "Kata pengantar", "plain")
    found = number(plain, head(1), table(), plain, table(), head(2, style="plain"), head(2))
    assert texts(found) == ["", "BAB I", "Tabel 1.1", "", "Tabel 1.2", "", "1.1"]
    assert found.labels["kata-pengantar"].title == "Kata pengantar"


def test_captions_restart_in_each_chapter_and_stand_alone_before_the_first() -> None:
    found = number(table(), figure(), table(), head(1), table(), figure(), head(1), table())
    assert texts(found) == [
        *("Tabel 1", "Gambar 1", "Tabel 2", "BAB I", "Tabel 1.1", "Gambar 1.1"),
        *("BAB II", "Tabel 2.1"),
    ]


def test_label_says_number_level_and_chapter() -> None:
    found = number(head(1), head(3, "Visi"), table("Pagu"))
    visi, pagu = list(found.labels.values())[1:]
    assert (visi.number, visi.level, visi.chapter, visi.title) == ("1.0.1", 3, "1", "Visi")
    assert (pagu.number, pagu.level, pagu.chapter, pagu.title) == ("1.1", 1, "1", "Pagu")


def test_nested_blocks_are_numbered_in_reading_order() -> None:
    found = number(
        head(1),
        n.ItemList(((n.Quote((table(),)),), (n.Callout("note", (head(2),)),))),
        table(),
    )
    assert texts(found) == ["BAB I", "Tabel 1.1", "1.1", "Tabel 1.2"]
    blocks = [block for block, _ in walk_blocks(found.document.blocks)]
    assert [b.anchor for b in blocks if isinstance(b, n.Heading)] == ["judul", "judul-1"]
    tables = [b.caption for b in blocks if isinstance(b, n.Table)]
    assert [caption.anchor for caption in tables if caption] == ["tabel-1-1", "tabel-1-2"]


def test_given_anchors_stay_and_generated_ones_avoid_them() -> None:
    found = number(head(1, "Visi"), head(2, "Visi"), head(2, "X", anchor="visi"), head(2, "…"))
    assert list(found.labels) == ["visi-1", "visi-2", "visi", "bagian"]
    assert not found.problems


def test_untouched_blocks_are_the_same_objects() -> None:
    paragraph = n.Paragraph((n.Text("a"),))
    listed = n.ItemList(((paragraph,),))
    done = head(1, anchor="x")
    before = n.Document(METADATA, (done, paragraph, listed, table(anchor="t")))
    assert number_document(before).document is before
    after = number(done, listed, head(2)).document.blocks
    assert after[0] is done
    assert after[1] is listed


@pytest.mark.parametrize("place", ["paragraph", "caption", "cell", "cover", "note", "item"])
def test_reference_to_nothing_is_a_problem_with_its_origin(place: str) -> None:
    lost = (n.CrossReference("tiada"),)
    paragraph = n.Paragraph(lost, origin="p")
    block: n.Block = {
        "paragraph": paragraph,
        "caption": n.Table((), (), n.Caption("table", lost), origin="p"),
        "cell": n.Table((), (n.Row((n.Cell((lost,)),), origin="p"),), origin="q"),
        "cover": n.Cover((n.CoverLine("title", lost, "p"),)),
        "note": replace(paragraph, children=(n.Footnote((n.Strong(lost),)),)),
        "item": n.ItemList(((n.Paragraph(lost),),), origin="p"),
    }[place]
    (problem,) = number(block).problems
    assert problem.origin == "p"
    assert "“tiada”" in problem.message.id
    assert "'tiada'" in problem.message.en


def test_reference_keeps_its_own_origin_and_a_known_target_is_no_problem() -> None:
    found = number(
        head(1, anchor="a"),
        n.Paragraph((n.CrossReference("b", "own"), n.CrossReference("a")), origin="p"),
    )
    assert [problem.origin for problem in found.problems] == ["own"]


def test_anchor_given_twice_is_a_problem_and_still_unique() -> None:
    found = number(head(1, anchor="a"), table(anchor="a", origin="t"), head(2, anchor="a"))
    assert list(found.labels) == ["a", "a-1", "a-2"]
    assert [problem.origin for problem in found.problems] == ["t", ""]
    assert "dua kali" in found.problems[0].message.id


def test_titles_are_plain_text_with_references_resolved() -> None:
    title = (
        n.Text("Isi "),
        n.Strong((n.CrossReference("t"), n.Text("!"))),
        n.Footnote((n.Text("catatan"),)),
        n.LineBreak(),
        n.CrossReference("tiada"),
        n.CrossReference("kata"),
    )
    found = number(head(1, "Kata", "plain", anchor="kata"), n.Heading(2, title), table(anchor="t"))
    assert next(iter(list(found.labels.values())[1:])).title == "Isi Tabel 1! Kata"


def test_outline_lists_headings_to_level_three_and_captions() -> None:
    found = number(head(1, "A"), head(2, "B"), head(3, "C"), head(4, "D"), table("T"), figure("G"))
    listed = {
        kind: [entry.label.title for entry in list_outline(found, kind)]
        for kind in ("headings", "tables", "figures")
    }
    assert listed == {"headings": ["A", "B", "C"], "tables": ["T"], "figures": ["G"]}


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(value: int) -> None:
    signs = [ROMAN[sign] for sign in format_roman(value)]
    read = sum(
        -sign if any(later > sign for later in signs[place + 1 : place + 2]) else sign
        for place, sign in enumerate(signs)
    )
    assert read == value
    assert not any(four in format_roman(value) for four in ("IIII", "XXXX", "CCCC"))


@given(st.integers(1, 20_000))
def test_letters_read_back(value: int) -> None:
    read = 0
    for letter in format_letter(value):
        read = read * 26 + ord(letter) - ord("A") + 1
    assert read == value


@given(st.text())
def test_slugs_are_plain(title: str) -> None:
    slug = make_slug(title)
    assert slug == make_slug(slug)
    assert all(char.isascii() and (char.isalnum() or char == "-") for char in slug)


TITLES = st.sampled_from(("Visi", "visi-1", "Tabel 1.1", "", "…", "Rencana aksi"))
ANCHORS = st.sampled_from(("", "", "", "visi", "visi-1", "tabel-1-1", "x y"))
LEAVES = st.one_of(
    st.builds(
        lambda level, title, style, anchor: head(level, title, style, anchor=anchor),
        *(st.integers(1, 6), TITLES, st.sampled_from(("numbered", "plain", "annex")), ANCHORS),
    ),
    st.builds(table, TITLES, ANCHORS),
    st.builds(figure, TITLES),
    st.just(n.Paragraph((n.Text("a"),))),
)
BLOCKS = st.lists(
    st.one_of(
        LEAVES,
        st.lists(LEAVES, max_size=3).map(lambda blocks: n.Quote(tuple(blocks))),
        st.lists(LEAVES, max_size=3).map(lambda blocks: n.ItemList((tuple(blocks),))),
    ),
    max_size=25,
)


@given(BLOCKS)
def test_every_anchor_and_every_number_is_unique(blocks: list[n.Block]) -> None:
    found = number(*blocks)
    anchors = [
        block.anchor if isinstance(block, n.Heading) else block.caption.anchor
        for block, _ in walk_blocks(found.document.blocks)
        if isinstance(block, n.Heading) or (isinstance(block, n.Table | n.Figure) and block.caption)
    ]
    assert anchors == list(found.labels)
    assert all(anchors)
    numbers = [text for text in texts(found) if text]
    assert len(numbers) == len(set(numbers))


@given(BLOCKS)
def test_numbers_grow_by_one(blocks: list[n.Block]) -> None:
    last: dict[tuple[str, str], int] = {}
    for label in number(*blocks).labels.values():
        if not label.number or (label.kind == "heading" and label.level == 1):
            continue
        parent, _, own = label.number.rpartition(".")
        key = (label.kind, parent)
        assert int(own) == last.get(key, 0) + 1
        last[key] = int(own)


@given(BLOCKS)
def test_numbering_again_changes_nothing(blocks: list[n.Block]) -> None:
    once = number(*blocks)
    again = number_document(once.document)
    assert again.document is once.document
    assert again.labels == once.labels
    assert not again.problems
