"""The words that options choose from; light, since every start reads them."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """Formats of a book."""

    docx = "docx"
    md = "md"


class TableFormat(StrEnum):
    """Formats of one table of the books."""

    xlsx = "xlsx"
    csv = "csv"
    md = "md"


class StatusBy(StrEnum):
    """What completeness is grouped by."""

    pillar = "pillar"
    opd = "opd"


class ListFormat(StrEnum):
    """Formats of what is listed: completeness, remarks."""

    text = "text"
    json = "json"


class DiffFormat(StrEnum):
    """Formats of changes."""

    text = "text"
    md = "md"
    json = "json"


class WatchFormat(StrEnum):
    """Formats of findings for people, who alone watch."""

    text = "text"
    concise = "concise"


class Lang(StrEnum):
    """Languages of findings."""

    id = "id"
    en = "en"
