"""What must hold between a Word file and its printed pages.

Each check yields complaints; none means that all is well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx_dump import W, read_part
from pages import squeeze
from rendered import CAPTIONS, Rendered, read_text, to_roman

A4 = (595.3, 841.9)
_TOLERANCE = 1.0
_STEP = 5
# Shorter texts are parts of others, which notes at a page's foot may interrupt.
_LONG_TEXT = 20


def check_sizes(book: Rendered) -> Iterator[str]:
    """Yield pages that are not A4, standing or lying."""
    for page in book.pages:
        if any(
            abs(one - other) > _TOLERANCE
            for one, other in zip(sorted((page.width, page.height)), A4, strict=True)
        ):
            yield f"page {page.number} is {page.width:.0f} x {page.height:.0f} pt"
    if {page.landscape for page in book.pages} != set(book.frames):
        yield "a section lies or stands on no page"


def check_emptiness(book: Rendered) -> Iterator[str]:
    """Yield pages with nothing between their running heads."""
    for page in book.pages:
        if not book.read_body(page):
            yield f"page {page.number} is empty"


def check_heads(book: Rendered) -> Iterator[str]:
    """Yield pages without the book's running head; the cover has none.

    Above: title (its end may give way to ``…``) and stage; below: region and a draft's build.
    """
    properties = read_part(book.data, "docProps/core.xml")
    core = {item.tag.partition("}")[2]: item.text or "" for item in properties}
    region, _, stage = core["subject"].partition(" · ")
    title, drafted = core["title"], core["contentStatus"] == "Draf"
    rest = f"DRAF · {stage}" if drafted else stage
    rest += "" if region in title else region
    rest += core["identifier"] if drafted else ""
    for page in book.pages:
        shown = squeeze(book.read_head(page).replace(" / ", ""))
        if page.number == 1:
            right = not shown
        else:
            head = shown.removesuffix(squeeze(rest))
            cut = head.endswith("…") and len(head) > 12
            right = shown != head and (
                squeeze(title).startswith(head[:-1]) if cut else squeeze(title) == head
            )
        if not right:
            yield f"page {page.number} is headed {book.read_head(page)!r}"


def check_numbers(book: Rendered) -> Iterator[str]:
    """Yield pages whose number is not the next: none, then roman, then arabic from BAB I.

    Before a section that begins on an even page one number may be missing: its page is empty, and
    LibreOffice leaves it out.
    """
    body = next((place.page for place in book.places if place.title.kind == "Heading"), 0)
    if not body:
        yield "no page shows BAB I"
    kinds = {one.get(W + "val") for one in read_part(book.data).iter(W + "type")}
    passed = 0
    for page in book.pages:
        number, printed = page.number, book.printed.get(page.number, "")
        if number == 1:
            wanted = ""
        elif number < body:
            wanted = to_roman(number - 1).lower()
        else:
            passed += 1
            if "evenPage" in kinds and passed % 2 and printed == str(passed + 1) != "2":
                passed += 1
            wanted = str(passed)
        if printed != wanted:
            yield f"page {number} bears {printed!r}, not {wanted!r}"


def check_margins(book: Rendered) -> Iterator[str]:
    """Yield words beyond the left or right margin, or beyond the page."""
    for page in book.pages:
        frame = book.frames[page.landscape]
        for word in page.words:
            box = word.box
            if (
                box.left < frame.left - _TOLERANCE
                or box.right > page.width - frame.right + _TOLERANCE
                or box.top < 0
                or box.bottom > page.height
            ):
                yield f"page {page.number}: {word.text!r} at {box.left:.0f}-{box.right:.0f}"


def check_cells(book: Rendered) -> Iterator[str]:
    """Yield words that cross an upright rule of a table."""
    styles = read_part(book.data, "word/styles.xml")
    sides = [side for borders in styles.iter(W + "tblBorders") for side in borders]
    colours = {side.get(W + "color") for side in sides}
    for page in book.pages:
        rules = [rule.box for rule in page.upright if rule.colour in colours]
        for word in page.words if rules else ():
            box = word.box
            for rule in rules:
                beside = box.right < rule.left + _TOLERANCE or box.left > rule.right - _TOLERANCE
                if not beside and rule.top < box.middle < rule.bottom:
                    yield f"page {page.number}: {word.text!r} crosses a rule"


def check_edges(book: Rendered) -> Iterator[str]:
    """Yield pages where a table's left edge is missing beside its inner rules.

    LibreOffice 7.4 may draw a cell over several rows too short.
    """
    styles = read_part(book.data, "word/styles.xml")
    sides = [side for borders in styles.iter(W + "tblBorders") for side in borders]
    colours = {side.get(W + "color") for side in sides}
    for page in book.pages:
        rules = [rule.box for rule in page.upright if rule.colour in colours]
        edge = min((rule.left for rule in rules), default=0)
        edges = [rule for rule in rules if rule.left - edge < _TOLERANCE]
        for rule in rules:
            heights = range(int(rule.top) + 3, int(rule.bottom) - 2, _STEP)
            if any(all(not one.top <= at <= one.bottom for one in edges) for at in heights):
                yield f"page {page.number}: no edge beside {rule.top:.0f}-{rule.bottom:.0f}"


def check_rows(book: Rendered) -> Iterator[str]:
    """Yield lines of cells that the pages show less often than the file holds them.

    LibreOffice 7.4 may lose rows that a page break leaves for the next page.
    """
    document = read_part(book.data)
    cells = {_read_signs(read_text(one)) for one in document.iterfind(f".//{W}tc/{W}p")}
    held = " ".join(_read_signs(read_text(one)) for one in document.iter(W + "p"))
    shown = _read_signs("".join(book.read_flow(page) for page in book.pages))
    for text in cells:
        if len(text) >= _LONG_TEXT and shown.count(text) < held.count(text):
            yield f"{text!r} is lost"


def _read_signs(text: str) -> str:
    """Return letters and digits alone: hyphens at a line's end are not in a PDF's text."""
    return re.sub(r"\W", "", text)


def check_titles(book: Rendered) -> Iterator[str]:
    """Yield headings and captions that no page shows, and headings with nothing below them."""
    shown = [place.title for place in book.places]
    for title in book.titles:
        if title not in shown:
            yield f"no page shows {title.label} {title.text}"
    headings = [place for place in book.places if place.title.level]
    taken: dict[int, set[int]] = {}
    for place in headings:
        taken.setdefault(place.page, set()).update(range(place.first, place.last + 1))
    for place in headings:
        lines = range(place.last + 1, len(book.read_body(book.pages[place.page - 1])))
        if not set(lines) - taken[place.page]:
            yield f"page {place.page} ends with {place.title.text!r}"


def check_contents(book: Rendered) -> Iterator[str]:
    """Yield entries of the contents that name another page than their title's, or no page."""
    deepest = 3
    if not book.entries["headings"]:
        yield "there is no table of contents"
    places = {
        "headings": [one for one in book.places if 0 < one.title.level <= deepest],
        # The list of tables stands before that of figures.
        "captions": [one for style in CAPTIONS for one in book.places if one.title.kind == style],
    }
    listing = squeeze("".join(page.text for page in book.pages)).casefold()
    for kind, entries in book.entries.items():
        if entries and len(entries) != len(places[kind]):
            yield f"{len(entries)} entries for {len(places[kind])} {kind}"
        for entry, place in zip(entries, places[kind], strict=False):
            right = book.printed.get(place.page)
            if squeeze(entry.text) != squeeze(place.title.text):
                yield f"{entry.text!r} stands for {place.title.text!r}"
            elif entry.page != right:
                yield f"{entry.text!r} is on {right}, not on {entry.page!r}"
            elif squeeze(f"{entry.label}{entry.text}{entry.page}").casefold() not in listing:
                yield f"no page lists {entry.text!r}"


CHECKS = {
    "sizes": check_sizes,
    "emptiness": check_emptiness,
    "heads": check_heads,
    "numbers": check_numbers,
    "margins": check_margins,
    "cells": check_cells,
    "edges": check_edges,
    "rows": check_rows,
    "titles": check_titles,
    "contents": check_contents,
}
