"""What rules found in files of programmes, kept with them: those are not looked at again.

Rules ``BY_FILE`` look at each programme by itself. What they say of one depends on its file, on
the files without programmes, on profile and stage; a hash of all but the first is the context in
which findings are kept. Other rules look at everything each time, and these at all else.

Why not every rule: which programmes are alike, or whether a strategy has any, changes with files
that nobody touched.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any, NamedTuple

from masterplan_cli.diagnostics import Diagnostic, Span, pack_finding, unpack_finding
from masterplan_cli.model.load import Memory
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.workspace import assemble_workspace
from masterplan_cli.source.bundle import Part
from masterplan_cli.source.cache import fingerprint_package, list_packages
from masterplan_cli.source.overlay import Overlay
from masterplan_cli.source.trees import TreeStore

_DECIDING = (".", "data", "source", "schema", "profile", "model", "checks", "checks/rules")
"""Folders of this package that decide what rules find."""

_NOTE, _PLACES = "findings", "places"
_APART = "rules"
"""Under this name, which no file has, rules keep what is about several files."""
_MOST = 4
"""Contexts that a file's note remembers, the latest first: a plan is looked at at four stages."""


class Found(NamedTuple):
    """What rules found, and the records in which nothing may be called missing."""

    findings: list[Diagnostic]
    hiding: set[str]


class KeptPlaces:
    """Where pointers stand in files that have not changed: finding one means reading its file."""

    def __init__(self, store: TreeStore, digests: Mapping[str, bytes], plan: Masterplan) -> None:
        """Look for what was kept; ``digests`` are those of all files of the plan."""
        self._store = store
        self._digests = digests if store.keeps and _is_certain(plan) else {}
        self._index = plan.index
        self._known: dict[str, dict[str, Any]] = {}
        self._asked: dict[str, dict[str, Any]] = {}
        self._added: set[str] = set()

    def locate(self, pointer: str, *, key: bool = False) -> Span | None:
        """Return what the index does."""
        file = self._index.find_file(pointer)
        name = file.tree.file if file is not None else ""
        if name not in self._digests:
            return self._index.locate(pointer, key=key)
        if name not in self._known:
            note = self._store.read_note(name, self._digests[name], _PLACES)
            self._known[name] = marshal.loads(note) if note else {}
        asked = f"{pointer} {key}"
        place = self._known[name].get(asked)
        if place is None:
            span = self._index.locate(pointer, key=key)
            if span is None:
                return None
            place = tuple(span)
            self._added.add(name)
        self._asked.setdefault(name, {})[asked] = place
        return Span(*place)

    def keep(self) -> None:
        """Keep the places that were asked for, in files where some are new."""
        for name in self._added:
            note = marshal.dumps(self._asked[name])
            self._store.note(name, self._digests[name], _PLACES, note)


class KeptFindings:
    """The findings of a workspace's files of programmes, in the context of all else."""

    def __init__(
        self, memory: Memory, plan: Masterplan, templates: Overlay, *, unsaved: bool = False
    ) -> None:
        """Look for what was kept in the memory that the plan was read with.

        Where anything could not be read, or two records share an id, what a file says may stand in
        another: then no findings are taken or kept.
        """
        store, digests = memory.trees, memory.digests
        self._store = store
        self._unsaved = unsaved
        self._digests = digests
        self._tool = fingerprint_package(*list_packages(), folders=_DECIDING) if store.keeps else ""
        self._lent = dict(store.read_apart(_APART, self._tool)) if store.keeps else {}
        if plan.kept is not None:
            plan.kept.update(self._lent)
        self._context = b""
        self._known: dict[str, Found] = {}
        self.places = KeptPlaces(store, digests, plan)
        if store.keeps and _is_certain(plan):
            self._context = _hash_context(self._tool, digests, plan, templates)
            for name in _list_programs(plan):
                found = _unpack(store.read_note(name, digests[name], _NOTE), self._context)
                if found is not None:
                    self._known[name] = found

    def narrow(self, plan: Masterplan) -> Masterplan:
        """Return the plan without the files of which all is known."""
        if not self._known:
            return plan
        files = tuple(one for one in plan.workspace.files if one.tree.file not in self._known)
        narrowed = assemble_workspace(plan.workspace.manifest, files, frozenset())
        return replace(plan, workspace=narrowed, left_out=frozenset(self._known))

    def recall(self) -> Iterator[Found]:
        """Yield what is known of those files."""
        yield from self._known.values()

    def keep(self, plan: Masterplan, narrowed: Masterplan, found: Found) -> None:
        """Keep what was found in the narrowed plan, places, and what rules have left in the plan.

        Of a plan with unsaved text nothing is kept: the next key makes it another.
        """
        if self._unsaved or not self._store.keeps:
            return
        self.places.keep()
        left = plan.kept or {}
        if any(part is not self._lent.get(name) for name, part in left.items()):
            self._store.keep_apart(_APART, self._tool, left)
        if self._context:
            self._keep_findings(narrowed, found)

    def _keep_findings(self, narrowed: Masterplan, found: Found) -> None:
        by_file: dict[str, list[Diagnostic]] = {name: [] for name in _list_programs(narrowed)}
        for one in found.findings:
            if one.span.file in by_file:
                by_file[one.span.file].append(one)
        for name, findings in by_file.items():
            hiding = found.hiding.intersection(name_record(one.pointer) for one in findings)
            said = (self._context, [pack_finding(one) for one in findings], sorted(hiding))
            before = _list_said(self._store.read_note(name, self._digests[name], _NOTE))
            note = marshal.dumps([said, *before][:_MOST])
            self._store.note(name, self._digests[name], _NOTE, note)


def name_record(pointer: str) -> str:
    """Return the kind and id that a pointer begins with."""
    return "/".join(pointer.split("/")[:2])


def _list_said(note: Part) -> list[Any]:
    return list(marshal.loads(note)) if note else []


def _unpack(note: Part, context: bytes) -> Found | None:
    """Return what a note says of this context, if anything."""
    for made_in, findings, hiding in _list_said(note):
        if made_in == context:
            return Found([unpack_finding(one) for one in findings], set(hiding))
    return None


def _is_certain(plan: Masterplan) -> bool:
    workspace, index = plan.workspace, plan.index
    lost = index.harvested or workspace.unreadable or workspace.unknown_kinds
    return index.whole and not (lost or index.collisions)


def _list_programs(plan: Masterplan) -> Iterator[str]:
    for file in plan.workspace.files:
        if isinstance(file.record, ProgramsFile):
            yield file.tree.file


def _hash_context(
    tool: str, digests: Mapping[str, bytes], plan: Masterplan, templates: Overlay
) -> bytes:
    """Return what changes with all that rules look at beside the programmes.

    The manifest names the profile; files of the same name that its layers hide count too.
    """
    context = blake2b(f"{tool}:{plan.stage.number}\0".encode(), digest_size=16)
    for layer in templates.layers:
        path = layer.root / "profile.yaml"
        data = path.read_bytes() if path.is_file() else b""
        context.update(f"{layer.label}:{len(data)}\0".encode())
        context.update(data)
    programs = set(_list_programs(plan))
    for name in sorted({file.tree.file for file in plan.workspace.files} - programs):
        context.update(f"{name}\0".encode() + digests[name])
    return context.digest()
