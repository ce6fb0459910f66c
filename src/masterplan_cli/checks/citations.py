"""Regulations cited in prose: ``Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah``.

Only what is certainly a citation is read: a type's name, short name or alias from the profile, a
number and a year in one of the usual forms. Passages that register something themselves, or name
their source, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from masterplan_cli.model.governance import Body
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.regulation import Regulation
from masterplan_cli.model.wording import Hit
from masterplan_cli.profile.records import RegulationType

_GAP = r"[ \n]+"
_WHERE = rf"(?:{_GAP}(?!(?:Nomor|No|Tahun|Pengganti|Darurat)\b)[A-Z][\w’'-]*){{0,5}}?"
"""``Republik Indonesia``, ``Kabupaten Ketapang`` between a type and its number."""
_NUMBER = r"\d[\w.-]*(?:/\w[\w.-]*)*?"
# Kept as text: most plans cite little, and these patterns take longer to compile than to use.
_NUMBERED = (
    rf"{_WHERE}{_GAP}"
    rf"(?:(?:Nomor|nomor|No\.?){_GAP}(?P<number>{_NUMBER}){_GAP}[Tt]ahun{_GAP}(?P<year>\d{{4}})\b"
    rf"|(?P<bare>\d+){_GAP}Tahun{_GAP}(?P<bare_year>\d{{4}})\b"
    rf"|(?:(?:Nomor|No\.?){_GAP})?(?P<short>\d[\d.]*(?:-\d+)?)/(?P<short_year>(?:19|20)\d\d)\b)"
)
_STANDARD = rf"{_GAP}(?P<number>(?:[A-Z/]+{_GAP})?\d[\d-]*):(?P<year>\d{{4}})\b"
_ABOUT = rf"{_GAP}tentang{_GAP}"
_SMALL = (
    r"dan|atau|di|ke|dari|pada|dalam|serta|untuk|atas|tentang|dengan|bagi|yang|kepada|oleh|terhadap"
    r"|antara|secara|\d+"
)
_TITLE = rf"[A-Z][\w’'-]*(?:,?{_GAP}(?:(?:{_SMALL}){_GAP})*[A-Z][\w’'-]*)*"
_NO_CITATION = r"(?:[Rr]ancangan|Pengganti)\s+\Z|[\w/-]\Z"
_FAR = 160
"""Characters behind a name within which its number and year stand."""
_LISTING = frozenset({"dan", "serta", "atau"})
_REMARK = r"\s*\([^)]*\)\s*\Z"


class Citation(NamedTuple):
    """A regulation as a passage cites it: type, number, year, and the title where one is given."""

    hit: Hit
    type: RegulationType
    number: str
    year: int
    title: Hit | None

    def find_in(self, regulations: Iterable[Regulation]) -> Regulation | None:
        """Return the registered regulation that is cited, or None."""
        named = _name_number(self.type, self.number, self.year)
        for one in regulations:
            same = one.type == self.type.id and one.year == self.year
            if same and _name_number(self.type, one.number, one.year) == named:
                return one
        return None

    def find_nearest(self, regulations: Iterable[Regulation]) -> Regulation | None:
        """Return the registered one that may be meant, or None.

        It has the same type and title, the same type and number, or number and year of another
        type.
        """
        known = list(regulations)
        same = [one for one in known if one.type == self.type.id]
        titled = [one for one in same if self.title and is_titled(self.title.text, one)]
        numbered = [one for one in same if one.number == self.number]
        dated = [one for one in known if (one.number, one.year) == (self.number, self.year)]
        return next(iter((*titled, *numbered, *dated)), None)


def list_citations(plan: Masterplan) -> Iterator[Citation]:
    """Yield every citation of the team's own words, in order of the text for each type's name."""
    wording = plan.wording
    for kind in plan.profile.regulation_types:
        form = _STANDARD if kind.standard else _NUMBERED
        for name in _list_names(kind):
            if not wording.vocabulary.issuperset(name.lower().split()):
                continue
            for start, end in _find_name(wording.text, name):
                match = re.match(form, wording.text[end : end + _FAR])
                if match is None:
                    continue
                number, year = (part for part in match.groups() if part)
                for hit in wording.place(start, end + match.end()):
                    if not _is_exempt(hit):
                        yield Citation(hit, kind, number, int(year), _find_title(hit))


def _find_name(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where ``name`` stands with white space behind it: others are parts of longer words."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if text[end] in " \n":
            yield start, end
        start = text.find(name, end)


def name_regulation(kind: RegulationType, number: str, year: int) -> str:
    """Return ``UU Nomor 23 Tahun 2014``, or ``SNI ISO 37122:2019`` for a standard."""
    short = kind.short_name or kind.name
    if kind.standard:
        return f"{short} {number}" if f":{year}" in number else f"{short} {number}:{year}"
    return f"{short} Nomor {number} Tahun {year}"


def is_titled(title: str, regulation: Regulation) -> bool:
    """Say whether ``title`` may be a regulation's: cut short, run on, or continued by a list."""
    cited = title.casefold().split()
    known = re.sub(_REMARK, "", regulation.title).casefold().split()
    for number, (one, other) in enumerate(zip(cited, known, strict=False)):
        if one.strip(",") != other.strip(","):
            before = cited[number - 1] if number else ""
            return before.endswith(",") or before in _LISTING
    return True


def _list_names(kind: RegulationType) -> Iterator[str]:
    names = {kind.name, kind.short_name or kind.name, *kind.aliases}
    names |= {re.sub(r"-\w", lambda part: part[0].lower(), name) for name in names}
    yield from sorted(names)


def _name_number(kind: RegulationType, number: str, year: int) -> str:
    shown = "".join(number.split()).casefold()
    return shown.removesuffix(f":{year}") if kind.standard else shown


def _is_exempt(hit: Hit) -> bool:
    record = hit.passage.record
    if isinstance(record, Regulation | Body) or getattr(record, "source", None) is not None:
        return True
    before = hit.passage.text[max(0, hit.start - _FAR) : hit.start]
    return bool(re.search(_NO_CITATION, before)) or hit.is_quoted


def _find_title(hit: Hit) -> Hit | None:
    behind = hit.passage.text[hit.end :]
    about = re.match(_ABOUT, behind)
    title = re.match(_TITLE, behind[about.end() :]) if about else None
    if about is None or title is None or title[0].split()[0].isupper():
        return None
    start = hit.end + about.end()
    return Hit(hit.passage, start, start + title.end())
