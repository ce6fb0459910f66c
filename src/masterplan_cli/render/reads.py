"""What a template may read of a plan, by the names that it could read it by.

In: the compiled code of templates, the text of tables and charts. Out: every name in them that
could be a field's. Nothing is run and no type is followed, so that there may be more names than
are read, and never fewer: what a template computes while it runs, the environment notes.

Our own code reads fields for templates, too: whom to name as responsible, what is known at the
as-of date, which programmes a group has. That concerns every template, so that a field counts as
read by all unless no code of ours mentions it (``BY_TEMPLATES``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from hashlib import blake2b
from types import CodeType
from typing import Final, NamedTuple

from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.specs import SpecReader

_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_PATH: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*\Z")

_LISTED: Final = """
accessed act activities applications approval attendance audience baseline benefits bodies
business_model capital cause commitment condition cost deadline decree decree_year description
direction elements explanation extension facilities failure form gaps government impact
institutions integration literacy location meaning members mitigation not_priority obstacles
organiser output page paginate participants partner partnerships people percent phrase policies
potential progress promises public recommendation rejected relevance replication resources
risk_analysis risks scheduled scope section_page signatories staff summary sustainability targets
tasks topic topics uniqueness url volume
"""
BY_TEMPLATES: Final = frozenset(_LISTED.split())
"""Fields that no code reads while a document is made, but for templates that name them. A test
finds them in the source, and says what belongs here."""


Changed = Mapping[str, Set[str]]
"""Fields that have other values, each with the records whose they are; "" stands for any."""


class Reads(NamedTuple):
    """What the blocks of one chapter, or of a part of it, depend on.

    ``names`` are those by which fields may be read, and ``own`` those by which fields of
    ``records`` may be, but of no others; ``sources`` the files of the profile that make it, each
    with a digest of its bytes, empty where there is none.
    """

    names: frozenset[str]
    sources: tuple[tuple[str, str], ...]
    own: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()

    def notices(self, changed: Changed) -> bool:
        """Say whether other values of these fields may change the chapter."""
        if not changed.keys() <= BY_TEMPLATES or not self.names.isdisjoint(changed):
            return True
        return any(
            "" in records or not self.records.isdisjoint(records)
            for name, records in changed.items()
            if name in self.own
        )


class Heard(NamedTuple):
    """What was heard while a template was printed.

    ``asked`` are fields that were asked for by names which its text need not show, ``specs`` files
    of tables and charts, ``records`` pointers of what was asked by names in its text that are among
    ``BY_TEMPLATES``.
    """

    template: str
    asked: Set[str]
    specs: Set[str]
    records: Set[str] = frozenset()


class ReadsNotes:
    """Notes what the chapters of one renderer read, each when it has been made."""

    def __init__(self, environment: ProvenanceEnvironment, specs: SpecReader) -> None:
        """Ask ``environment`` for the code of templates, and for who called whom."""
        self._environment = environment
        self._specs = specs
        self._found: dict[str, Reads] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._loose: set[str] = set()

    def forget_chapters(self) -> None:
        """Know nothing of the chapters of other documents, which may have read otherwise."""
        self._found.clear()

    def add_chapter(self, pieces: Iterable[str], heard: Heard, parts: Mapping[str, Heard]) -> None:
        """Note a chapter by the names of its ``pieces``, and by theirs the parts between them."""
        whole = self._gather([heard])
        for name in pieces:
            self._found[name] = whole
        for name, part in parts.items():
            # What it was given depends on what the chapter has read.
            self._found[name] = self._gather([heard, part], part)

    def add_whole(self, name: str, heard: Sequence[Heard]) -> None:
        """Note a chapter of one piece, whatever was printed for it."""
        self._found[name] = self._gather(heard)

    def _gather(self, heard: Sequence[Heard], part: Heard | None = None) -> Reads:
        """Return what was heard put together, all of it or as a ``part`` reads it.

        A part's text asks the records that were heard of, and no others. Not so what it hands to
        filters by name, tables, or templates that it calls: these may have run before.
        """
        calls, names, sources = self._environment.calls, set[str](), dict[str, str]()
        called = {one for each in heard for one in find_called(each.template, calls)}
        own = part.template if part else ""
        narrow = not any(own in calls.get(one, ()) for one in called)
        for template in called:
            if template != own or not narrow:
                names |= self._list_names(template)
            text = self._environment.texts.get(template)
            sources[template] = "" if text is None else digest_source(text.encode())
        for path in {path for each in heard for path in each.specs}:
            data = self._specs.texts.get(path)
            names |= list_text_names((data or b"").decode("utf-8", errors="replace"))
            sources[path] = "" if data is None else digest_source(data)
        asked = {str(one) for each in heard for one in each.asked}
        # A template that was imported before has run, and need not have been this chapter's.
        self._loose |= asked - names - self._list_names(own)
        found = Reads(frozenset(names), tuple(sorted(sources.items())))
        if part is None:
            return found
        names |= asked
        records = frozenset("/".join(one.split("/", 2)[:2]) for one in part.records)
        return Reads(frozenset(names), found.sources, self._list_names(own) - names, records)

    def find(self, name: str) -> Reads | None:
        """Return what the chapter ``name`` reads; None where it was not made here."""
        found = self._found.get(name)
        return found._replace(names=found.names | self._loose) if found else None

    def _list_names(self, template: str) -> frozenset[str]:
        known = self._names.get(template)
        if known is None:
            code = self._environment.compiled.get(template)
            known = frozenset() if code is None else list_code_names(code)
            self._names[template] = known
        return known


def digest_source(data: bytes) -> str:
    """Return the digest by which a file of the profile is known."""
    return blake2b(data, digest_size=16).hexdigest()


def list_code_names(code: CodeType) -> frozenset[str]:
    """Return every name in compiled code: attributes, and texts that could be one or a path."""
    return frozenset(_walk_code(code))


def _walk_code(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    pending = list(code.co_consts)
    while pending:
        value = pending.pop()
        if type(value) is str:
            if _PATH.match(value):
                yield from value.split(".")
        elif type(value) is CodeType:
            yield from _walk_code(value)
        elif type(value) in (tuple, frozenset):
            pending.extend(value)


def list_text_names(text: str) -> frozenset[str]:
    """Return every word of a text that could be a name: of a table's or chart's file."""
    return frozenset(_NAME.findall(text))


def find_called(name: str, calls: Mapping[str, set[str]]) -> frozenset[str]:
    """Return ``name`` and every template that it called, and those these called."""
    found, pending = {name}, [name]
    while pending:
        new = calls.get(pending.pop(), set()) - found
        found |= new
        pending.extend(new)
    return frozenset(found)
