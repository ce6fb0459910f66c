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
from collections.abc import Iterator, Mapping, Set
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
direction elements explanation extension facilities failure gaps government impact institutions
integration literacy location meaning members mitigation not_priority obstacles organiser page
paginate participants partner partnerships people percent phrase policies potential progress
promises public recommendation rejected relevance replication resources risk_analysis risks
scheduled scope section_page signatories staff summary sustainability tasks topic topics
uniqueness url volume
"""
BY_TEMPLATES: Final = frozenset(_LISTED.split())
"""Fields that no code reads while a document is made, but for templates that name them. A test
finds them in the source, and says what belongs here."""


class Reads(NamedTuple):
    """What the blocks of one chapter depend on.

    ``names`` are those by which fields may be read; ``sources`` the files of the profile that make
    it, each with a digest of its bytes, empty where there is none.
    """

    names: frozenset[str]
    sources: tuple[tuple[str, str], ...]

    def notices(self, changed: frozenset[str]) -> bool:
        """Say whether another value of one of these fields may change the chapter."""
        return not changed <= BY_TEMPLATES or not changed.isdisjoint(self.names)


class ReadsNotes:
    """Notes what the chapters of one renderer read, each when it has been made."""

    def __init__(self, environment: ProvenanceEnvironment) -> None:
        """Ask ``environment`` for the code of templates, and for who called whom."""
        self._environment = environment
        self._found: dict[str, Reads] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._loose: set[str] = set()

    def forget_chapters(self) -> None:
        """Know nothing of the chapters of other documents, which may have read otherwise."""
        self._found.clear()

    def add_chapter(self, name: str, asked: Set[str], specs: SpecReader) -> None:
        """Note the chapter ``name``, which has just asked for these fields and specs."""
        environment, names, sources = self._environment, set[str](), {}
        for template in find_called(name, environment.calls):
            names |= self._list_names(template)
            text = environment.texts.get(template)
            sources[template] = "" if text is None else digest_source(text.encode())
        for path in specs.asked:
            data = specs.texts.get(path)
            names |= list_text_names((data or b"").decode("utf-8", errors="replace"))
            sources[path] = "" if data is None else digest_source(data)
        # A template that was imported before has run, and need not have been this chapter's.
        self._loose |= {str(one) for one in asked} - names
        self._found[name] = Reads(frozenset(names), tuple(sorted(sources.items())))

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
