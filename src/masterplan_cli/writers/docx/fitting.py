"""Somebody's own styles, fitted to what a book relies on whatever it looks like.

In: the part ``word/styles.xml`` as text, whoever wrote it. Out: the same text with chapters that
begin pages, headings and captions that stay with what they head, lists of contents that reach the
right margin, and Indonesian as the language of all text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from masterplan_cli.writers.docx import styles

# What stands in a w:pPr before the element that is put in.
BEFORE_BREAK: Final = ("pStyle", "keepNext", "keepLines")
BEFORE_NUMBER: Final = (*BEFORE_BREAK, "pageBreakBefore", "framePr", "widowControl")
_BEFORE_TABS: Final = (*BEFORE_NUMBER, "numPr", "suppressLineNumbers", "pBdr", "shd")
_CHAPTERS: Final = tuple(styles.name_heading(kind, 1) for kind in ("numbered", "annex", "plain"))
_TITLES: Final = (
    *(
        styles.name_heading(kind, level)
        for kind in ("numbered", "annex", "plain")
        for level in range(1, styles.DEEPEST_HEADING + 1)
    ),
    *(styles.TABLE_CAPTION, styles.FIGURE),
)
_CONTENTS: Final = (
    *(styles.name_contents(level) for level in range(1, styles.DEEPEST_CONTENTS + 1)),
    styles.TABLE_OF_FIGURES,
)
_TABS: Final = re.compile(r"<w:tabs>.*?</w:tabs>", re.DOTALL)
_RIGHT: Final = re.compile(r'<w:tab w:val="right"[^>]*w:pos="(\d+)"/>')
_NEAR: Final = 20
_LANGUAGE: Final = re.compile(r"<w:lang\b[^>]*/>")
_SPOKEN: Final = re.compile(r'(<w:lang\b[^>]*?\bw:val=")(?!id-ID")[^"]*"')
_INDONESIAN: Final = '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>'
_DEFAULTS: Final = re.compile(r"<w:rPrDefault>.*?</w:rPrDefault>", re.DOTALL)


def insert_property(style: str, xml: str, before: Iterable[str]) -> str:
    """Return one style with ``xml`` in its ``w:pPr``, behind what is named in ``before``."""
    style = re.sub(r"<w:pPr\s*/>", "<w:pPr></w:pPr>", style)
    names = "|".join(before)
    place = re.search(
        rf"<w:pPr>(?:\s*<w:({names})\b(?:[^>]*/>|[^>]*>.*?</w:\1>))*", style, re.DOTALL
    )
    if place is not None:
        return style[: place.end()] + xml + style[place.end() :]
    end = re.search(r"<w:(?:rPr|tblPr|tblStylePr)\b|</w:style>", style)
    at = end.start() if end else len(style)
    return f"{style[:at]}<w:pPr>{xml}</w:pPr>{style[at:]}"


def fit_styles(sheet: str, ours: Mapping[str, str], width: int) -> tuple[str, list[str]]:
    """Return the fitted sheet, and the names of what was lacking; lacking stops need no name.

    ``ours`` are our own styles by identifier, ``width`` is how wide the text is.
    """
    lacking = []
    fitted = name_once(sheet)
    for name, fit in (
        ("halaman baru di awal bab", begin_pages),
        ("judul yang tetap bersama isinya", keep_titles),
        ("bahasa id-ID", speak_indonesian),
    ):
        before, fitted = fitted, fit(fitted)
        if fitted != before:
            lacking.append(name)
    return reach_margin(fitted, ours, width), lacking


def name_once(sheet: str) -> str:
    """Return the sheet with each name of a style once, for that whose identifier says it.

    LibreOffice 7.4 names two of Word's own lists alike.
    """
    found = re.findall(r'w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"', sheet)
    found.sort(key=lambda style: style[0].casefold() != style[1].replace(" ", "").casefold())
    seen: set[str] = set()
    for key, name in found:
        if name.casefold() in seen:
            sheet = re.sub(
                rf'(w:styleId="{re.escape(key)}"[^>]*>\s*<w:name w:val=")[^"]*"',
                rf'\g<1>{name} ({key})"',
                sheet,
            )
        seen.add(name.casefold())
    return sheet


def begin_pages(sheet: str) -> str:
    """Return the sheet with chapters that begin a page, but where a style says that they do not."""

    def fit(style: str) -> str:
        if "<w:pageBreakBefore" in style:
            return style
        return insert_property(style, "<w:pageBreakBefore/>", BEFORE_BREAK)

    return _change(sheet, _CHAPTERS, fit)


def keep_titles(sheet: str) -> str:
    """Return the sheet with headings, captions and drawings that stay with what follows."""

    def fit(style: str) -> str:
        if "<w:keepNext" in style:
            return style
        return insert_property(style, "<w:keepNext/>", ("pStyle",))

    return _change(sheet, _TITLES, fit)


def reach_margin(sheet: str, ours: Mapping[str, str], width: int) -> str:
    """Return the sheet with page numbers of contents at the right margin of a text so wide.

    ``ours`` are our own styles by identifier. Stops that somebody chose stay where they are.
    """
    for key in _CONTENTS:
        stops = _TABS.search(ours[key])
        right = _RIGHT.search(ours[key])
        if stops is not None and right is not None:
            near = abs(int(right[1]) - width) <= _NEAR
            stop = f'w:pos="{right[1]}"'
            wanted = stop if near else f'w:pos="{width}"'
            sheet = _change(sheet, (key,), partial(_set_stops, stops[0], stop, wanted))
    return sheet


def _set_stops(ours: str, stop: str, wanted: str, style: str) -> str:
    if _TABS.search(style):
        return style.replace(stop, wanted)
    return insert_property(style, ours.replace(stop, wanted), _BEFORE_TABS)


def speak_indonesian(sheet: str) -> str:
    """Return the sheet with Indonesian as the language of all text.

    Why: else Word's speller underlines every word of the book. LibreOffice names a language in its
    default style too, and that goes before the document's own.
    """
    sheet = _SPOKEN.sub(r'\1id-ID"', sheet)
    found = _DEFAULTS.search(sheet)
    if found is None:
        made = f"<w:rPrDefault><w:rPr>{_INDONESIAN}</w:rPr></w:rPrDefault>"
        sheet = re.sub(r"<w:(?:rPrDefault|docDefaults)\s*/>", "", sheet)
        if "<w:docDefaults>" in sheet:
            return sheet.replace("<w:docDefaults>", f"<w:docDefaults>{made}", 1)
        made = f"<w:docDefaults>{made}</w:docDefaults>"
        return re.sub(r"(<w:styles\b[^>]*>)", rf"\1{made}", sheet, count=1)
    if 'w:lang w:val="id-ID"' in found[0]:
        return sheet
    defaults = re.sub(r"<w:rPr\s*/>", "<w:rPr></w:rPr>", _LANGUAGE.sub("", found[0]))
    if "</w:rPr>" not in defaults:
        defaults = "<w:rPrDefault><w:rPr></w:rPr></w:rPrDefault>"
    defaults = defaults.replace("</w:rPr>", f"{_INDONESIAN}</w:rPr>")
    return sheet[: found.start()] + defaults + sheet[found.end() :]


def _change(sheet: str, keys: Iterable[str], change: Callable[[str], str]) -> str:
    for key in keys:
        found = re.search(rf'<w:style\b[^>]*w:styleId="{key}"[^>]*>.*?</w:style>', sheet, re.DOTALL)
        if found is not None:
            sheet = sheet[: found.start()] + change(found[0]) + sheet[found.end() :]
    return sheet
