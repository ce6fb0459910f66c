"""Bookmarks of a whole book: unique, nested, inside one paragraph, and names that resolve."""

from __future__ import annotations

from typing import Any

from masterplan_cli.document.bookmarks import (
    begin_name_formerly,
    hash_origin,
    is_former,
    name_bookmark,
    read_bookmark,
)
from masterplan_cli.writers.docx.bookmarks import Bookmarks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_names_are_those_that_review_reads() -> None:
    bookmarks = Bookmarks()
    opened = [bookmarks.open_origin(origin)[0] for origin in ("a", "b", "a")]
    for xml, origin, count in zip(opened, "aba", (1, 1, 2), strict=True):
        assert f'w:name="{name_bookmark(origin, count)}"' in xml
    assert bookmarks.open_origin("") == ("", "")


def test_fields_of_a_record_share_one_half_of_the_hash_and_columns_the_other() -> None:
    name, budget = hash_origin("program/gov-01/name"), hash_origin("program/gov-01/budget/2025")
    other = hash_origin("program/gov-02/name")
    assert (name, len(name)) == ("47c1340b80180a2dd584", 20)
    assert (name[:10], name[10:]) == (budget[:10], other[10:])
    assert len({name, budget, other, hash_origin("program/gov-01")}) == 4
    lines = {hash_origin(f"template/buku-1/a.md.j2:{line}") for line in range(1, 1000)}
    assert len({one[:10] for one in lines}) == 1
    assert len(lines) == 999
    assert len({hash_origin(one) for one in ("", "a", "a/", "a/b", "a/b/", "template/a", "/")}) == 7


def test_names_of_drafts_sent_before_are_known_as_such() -> None:
    former = begin_name_formerly("program/gov-01/name").decode() + "10"
    assert former == "_mp_dc038bdac78f349a47f3_10"
    assert is_former(former)
    assert is_former(f"{former}_Copy_1")
    assert not is_former(name_bookmark("program/gov-01/name", 10))
    assert not is_former("_Toc1")
    assert (Bookmarks(former=True).open_origin("program/gov-01/name")[0]).endswith(
        f'w:name="{former[:-1]}"/>'
    )


def test_the_seal_counts_every_bookmark_of_an_origin(every_node_book: bytes, part: Any) -> None:
    names = [
        str(item.get(W + "name"))
        for part_name in ("word/document.xml", "word/footnotes.xml")
        for item in part(every_node_book, part_name).iter(W + "bookmarkStart")
    ]
    seal = "".join(part(every_node_book, "docProps/custom.xml").itertext())
    assert seal.split(":")[1] == str(sum(name.startswith("_mp_") for name in names))


def test_names_and_ids_are_unique_over_the_package(every_node_book: bytes, part: Any) -> None:
    starts = [
        item
        for name in ("word/document.xml", "word/footnotes.xml")
        for item in part(every_node_book, name).iter(W + "bookmarkStart")
    ]
    names = [item.get(W + "name") for item in starts]
    assert sum(read_bookmark(name) is not None for name in names) > 60
    assert len(set(names)) == len(names)
    assert len({item.get(W + "id") for item in starts}) == len(starts)
    assert max(map(len, names)) <= 40


def test_bookmarks_nest_inside_one_paragraph(every_node_book: bytes, part: Any) -> None:
    seen = 0
    for name in ("word/document.xml", "word/footnotes.xml"):
        document = part(every_node_book, name)
        for parent in document.iter():
            open_ids: list[str] = []
            for child in parent:
                if child.tag == W + "bookmarkStart":
                    assert parent.tag in (W + "p", W + "hyperlink")
                    open_ids.append(child.get(W + "id"))
                elif child.tag == W + "bookmarkEnd":
                    assert open_ids.pop() == child.get(W + "id")
                    seen += 1
            assert not open_ids
    assert seen > 60


def test_what_libreoffice_copies_still_leads_to_its_record() -> None:
    name = name_bookmark("program/gov-01/name", 2)
    assert read_bookmark(f"{name}_Copy_1") == read_bookmark(name) is not None
    assert read_bookmark(f"{name}_Copy_1_Copy_2") == read_bookmark(name)
    assert read_bookmark(f"{name}_Copy_") is None


def test_marked_runs_are_as_those_between_start_and_end() -> None:
    one, other = Bookmarks(), Bookmarks()
    for origin in ("a", "", "b", "a"):
        start, end = other.open_origin(origin)
        assert one.mark(origin, "<w:r/>") == f"{start}<w:r/>{end}"
