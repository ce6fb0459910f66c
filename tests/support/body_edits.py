"""A reviewer's edits of a book's main part, drawn at random: usual ones and strange ones.

Written on lxml alone, so that they share nothing with the reading that they test.
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import docx_parts
from lxml import etree

BODY = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = {f"{W}id": "901", f"{W}author": "Siti Ahli", f"{W}date": "2023-10-12T09:00:00Z"}
Edit = Callable[[Any, random.Random], None]


def _draw_text(body: Any, draw: random.Random) -> Any:
    texts = [one for one in body.iter(f"{W}t") if len((one.text or "").strip()) > 3]
    return draw.choice(texts)


def _draw_paragraph(body: Any, draw: random.Random) -> Any:
    return draw.choice(list(body.iter(f"{W}p")))


def _split(text: Any, draw: random.Random) -> tuple[Any, Any]:
    """Split a run in two at any place; return both runs."""
    first = text.getparent()
    second = copy.deepcopy(first)
    first.addnext(second)
    words, place = text.text, draw.randrange(1, len(text.text))
    text.text = words[:place]
    second.find(f"{W}t").text = words[place:]
    return first, second


def _wrap(element: Any, kind: str) -> Any:
    mark = etree.Element(f"{W}{kind}", dict(MARK))
    element.addprevious(mark)
    mark.append(element)
    return mark


def retype(body: Any, draw: random.Random) -> None:
    text = _draw_text(body, draw)
    words = text.text.split(" ")
    words[draw.randrange(len(words))] = draw.choice(["", "lain", "lebih dari satu", "–"])
    text.text = " ".join(words)


def track_insertion(body: Any, draw: random.Random) -> None:
    first, _ = _split(_draw_text(body, draw), draw)
    added = copy.deepcopy(first)
    added.find(f"{W}t").text = draw.choice([" baru", "baru ", "x", " "])
    first.addnext(added)
    _wrap(added, "ins")


def track_deletion(body: Any, draw: random.Random) -> None:
    _, second = _split(_draw_text(body, draw), draw)
    for text in second.iter(f"{W}t"):
        text.tag = f"{W}delText"
    _wrap(second, "del")


def track_paragraph_end(body: Any, draw: random.Random) -> None:
    paragraph = _draw_paragraph(body, draw)
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    look = properties.find(f"{W}rPr")
    look = etree.SubElement(properties, f"{W}rPr") if look is None else look
    etree.SubElement(look, f"{W}{draw.choice(['ins', 'del'])}", dict(MARK))


def add_paragraph(body: Any, draw: random.Random) -> None:
    paragraph = etree.Element(f"{W}p")
    text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    text.text = draw.choice(["Tambahan.", "Satu kalimat lagi", "Halte teduh"])
    _draw_paragraph(body, draw).addnext(paragraph)


def add_empty(body: Any, draw: random.Random) -> None:
    _draw_paragraph(body, draw).addprevious(etree.Element(f"{W}p"))


def drop_paragraph(body: Any, draw: random.Random) -> None:
    paragraph = _draw_paragraph(body, draw)
    if len(paragraph.getparent().findall(f"{W}p")) > 1:
        paragraph.getparent().remove(paragraph)


def drop_row(body: Any, draw: random.Random) -> None:
    row = draw.choice(list(body.iter(f"{W}tr")))
    if len(row.getparent().findall(f"{W}tr")) > 1:
        row.getparent().remove(row)


def split_paragraph(body: Any, draw: random.Random) -> None:
    first, second = _split(_draw_text(body, draw), draw)
    paragraph = first.getparent()
    if paragraph.tag != f"{W}p":
        return
    rest = etree.Element(f"{W}p")
    paragraph.addnext(rest)
    for element in [second, *second.itersiblings()]:
        rest.append(element)


def move_paragraph(body: Any, draw: random.Random) -> None:
    one, other = _draw_paragraph(body, draw), _draw_paragraph(body, draw)
    if one is not other and len(one.getparent().findall(f"{W}p")) > 1:
        other.addnext(one)


def lose_bookmark(body: Any, draw: random.Random) -> None:
    start = draw.choice(list(body.iter(f"{W}bookmarkStart")))
    start.getparent().remove(start)


def end_bookmark_late(body: Any, draw: random.Random) -> None:
    end = draw.choice(list(body.iter(f"{W}bookmarkEnd")))
    _draw_paragraph(body, draw).append(end)


def copy_paragraph(body: Any, draw: random.Random) -> None:
    _draw_paragraph(body, draw).addnext(copy.deepcopy(_draw_paragraph(body, draw)))


def swap_bookmarks(body: Any, draw: random.Random) -> None:
    pairs = [
        one
        for one in body.iter(f"{W}bookmarkStart")
        if one.getnext() is not None and one.getnext().tag == one.tag
    ]
    if pairs:
        one = draw.choice(pairs)
        one.getnext().addnext(one)


def add_sign(body: Any, draw: random.Random) -> None:
    run = _split(_draw_text(body, draw), draw)[0]
    etree.SubElement(run, f"{W}{draw.choice(['tab', 'br', 'cr', 'noBreakHyphen'])}")


def make_field(body: Any, draw: random.Random) -> None:
    run = _draw_text(body, draw).getparent()
    for kind, step in (("begin", run.addprevious), ("separate", run.addprevious)):
        mark = etree.Element(f"{W}r")
        etree.SubElement(mark, f"{W}fldChar", {f"{W}fldCharType": kind})
        step(mark)
    mark = etree.Element(f"{W}r")
    etree.SubElement(mark, f"{W}fldChar", {f"{W}fldCharType": "end"})
    draw.choice([run, _draw_text(body, draw).getparent()]).addnext(mark)


def comment(body: Any, draw: random.Random) -> None:
    runs = list(body.iter(f"{W}r"))
    first = draw.randrange(len(runs))
    last = min(len(runs) - 1, first + draw.choice((0, 0, 1, 4, 30)))
    number = {f"{W}id": str(9000 + draw.randrange(900))}
    runs[first].addprevious(etree.Element(f"{W}commentRangeStart", number))
    end = draw.choice([runs[last], runs[last].getparent()])
    end.addnext(etree.Element(f"{W}commentRangeEnd", number))


USUAL: tuple[Edit, ...] = (
    *(retype, track_insertion, track_deletion, add_paragraph, comment, swap_bookmarks),
    *(split_paragraph, drop_paragraph, add_sign, add_empty),
)
RARE: tuple[Edit, ...] = (
    *(
        track_paragraph_end,
        drop_row,
        move_paragraph,
        lose_bookmark,
        end_bookmark_late,
        copy_paragraph,
        make_field,
    ),
)


def change_body(data: bytes, edits: list[tuple[Edit, int]]) -> bytes:
    """Return a copy of a draft that has a comments part, with the edits made."""

    def work(text: str) -> str:
        root = etree.fromstring(text.encode())
        for edit, seed in edits:
            edit(root.find(f"{W}body"), random.Random(seed))
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode()

    changed = docx_parts.change_part(data, BODY, work)
    with zipfile.ZipFile(io.BytesIO(changed)) as archive:
        body = etree.fromstring(archive.read(BODY))
    numbers = {one.get(f"{W}id") for one in body.iter(f"{W}commentRangeStart")}
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="Ahli"><w:p><w:r><w:t>Butir {number}</w:t></w:r>'
        "</w:p></w:comment>"
        for number in sorted(filter(None, numbers))
        if int(number) >= 9000
    )
    end = "</w:comments>"
    return docx_parts.change_part(
        changed, "word/comments.xml", lambda text: text.replace(end, comments + end)
    )
