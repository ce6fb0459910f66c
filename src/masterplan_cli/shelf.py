"""Chapters kept from one build of a document to the next: which still stand, and where they lie.

In: a loaded plan, and what the last build of the document left. Out: the chapters that a change
does not touch, hollow; for writers, a shelf of what these became; and all that anew for the next.

A chapter stands while nothing that it may read has changed: the profile's files that make it, and
the fields that it, or anything that it calls, could name (``render/reads``). What has changed is
known by comparing the content's data of then and now, file by file; records that came, went, moved
or are called otherwise, the manifest, another profile or tool are a change of everything. So a
clean build and one that takes what is kept write the same bytes, or this module is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from masterplan_cli.document.hollow import (
    holds_chart,
    hollow_blocks,
    looks_around,
    pack_blocks,
    pack_whole,
    unpack_blocks,
)
from masterplan_cli.document.kept import Span, StaleError
from masterplan_cli.document.nodes import Block, Document, Heading, SectionChange
from masterplan_cli.model.load import Memory
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.profile.load import FILE, LoadedProfile
from masterplan_cli.render.book import Known, Rendered, name_again
from masterplan_cli.render.chapter import Chapter
from masterplan_cli.render.reads import Changed, Reads, ReadsNotes, digest_source
from masterplan_cli.schema.changes import list_changed_fields
from masterplan_cli.schema.index import SourceFile
from masterplan_cli.source.bundle import Part
from masterplan_cli.source.cache import fingerprint_tool
from masterplan_cli.source.disk import MANIFEST
from masterplan_cli.source.kept import FOLDER, SUFFIX, KeptReader, KeptWriter, Place
from masterplan_cli.source.packing import pack, unpack


class Scene(NamedTuple):
    """What all documents of one build share: where things are kept, and the plan with its files.

    ``formats`` are those to write; ``surroundings`` is a digest of all that a change of everything
    is recognised by.
    """

    folder: Path
    project: Path
    plan: Masterplan
    profile: LoadedProfile
    memory: Memory
    formats: tuple[str, ...]
    surroundings: bytes

    def open_shelf(self, *document: str) -> Shelf:
        """Return the shelf of one document, which these words tell from the others."""
        stage = f"stage {self.plan.stage.number}"
        words = (str(self.project.resolve()), stage, " ".join(self.formats))
        name = _hash(*(word.encode(errors="surrogateescape") for word in (*words, *document))).hex()
        return Shelf(self.folder / FOLDER / f"{name}{SUFFIX}", self)

    def list_files(self) -> Iterator[tuple[str, bytes, SourceFile]]:
        """Yield name, digest and record of every file of content but the manifest."""
        for file in self.plan.workspace.files:
            name = file.tree.file
            if name != MANIFEST:
                yield name, self.memory.files[name].digest, file

    def pack_file(self, name: str, digest: bytes, file: SourceFile) -> Part:
        """Return the data of a file as bytes."""
        return self.memory.trees.find_packed(name, digest) or pack(file.tree.data)

    def has_sources(self, reads: Reads) -> bool:
        """Say whether the profile's files that made a chapter are as they were."""
        if not self.profile.has_own_templates:
            return True  # Those of the package are known by the tool.
        return all(self._hash_source(path) == digest for path, digest in reads.sources)

    def _hash_source(self, path: str) -> str:
        data = self.profile.templates.read(path)
        return "" if data is None else digest_source(data)


def set_scene(
    folder: Path,
    project: Path,
    plan: Masterplan,
    profile: LoadedProfile,
    memory: Memory,
    reference: bytes,
    formats: tuple[str, ...],
) -> Scene:
    """Return the scene of one build; ``reference`` is the look of its Word files."""
    layers = [layer.root / FILE for layer in profile.templates.layers]
    profiles = [_read_if_there(path) for path in layers]
    places = [str(path).encode(errors="surrogateescape") for path in layers]
    names = [file.tree.file.encode() for file in plan.workspace.files]
    manifest = memory.files[MANIFEST].digest
    tool = fingerprint_tool().encode()
    surroundings = _hash(tool, manifest, reference, *places, *profiles, *names)
    return Scene(folder, project, plan, profile, memory, formats, surroundings)


class Kept(NamedTuple):
    """A chapter as it was kept: what it reads, how it was laid out, where its blocks lie.

    ``hollow`` ones have parts in every format; of others all blocks are kept, to be written anew.
    """

    reads: Reads
    layout: bytes
    hollow: bool
    blocks: Place


class Shelf:
    """What is kept of one document; writers know it as ``document.kept.Shelf``."""

    def __init__(self, path: Path, scene: Scene) -> None:
        """Look what the last build left at ``path``."""
        self._path, self._scene = path, scene
        self._old = KeptReader(path)
        self._chapters: dict[str, Kept] = {}
        self._parts: dict[tuple[str, str], tuple[bytes, Place]] = {}
        self._made: dict[bytes, Place] = {}
        self._files: dict[str, tuple[bytes, Place]] = {}
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._witnesses: dict[str, str] = {}
        if self._old.contents is not None:
            self._open(self._old.contents)
        self._new = KeptWriter(path)
        self._put: dict[tuple[str, str], tuple[bytes, Place]] = {}
        self._remembered: dict[bytes, Place] = {}
        self._recalled: frozenset[str] = frozenset()
        self._fresh: frozenset[str] = frozenset()

    def _open(self, contents: Any) -> None:
        surroundings, files, chapters, parts, pieces, witnesses, made = contents
        if surroundings != self._scene.surroundings:
            return
        self._files = {name: (digest, Place(*place)) for name, (digest, place) in files.items()}
        self._parts = {key: (state, Place(*place)) for key, (state, place) in parts.items()}
        self._pieces, self._witnesses = pieces, witnesses
        self._made = {key: Place(*place) for key, place in made.items()}
        changed = self._list_changed()
        for name, (reads, layout, hollow, place) in chapters.items():
            reads = Reads(*reads)
            if (
                changed is not None
                and not reads.notices(changed)
                and self._scene.has_sources(reads)
            ):
                self._chapters[name] = Kept(reads, layout, hollow, Place(*place))

    def _list_changed(self) -> Changed | None:
        """Return the fields that are not as they were; None where everything may be otherwise."""
        changed: dict[str, Set[str]] = {}
        for name, digest, file in self._scene.list_files():
            before, place = self._files.get(name, (b"", Place(0, 0, 0)))
            if before == digest:
                continue
            data = self._old.read(place)
            if not data:
                return None
            found = list_changed_fields(type(file.record), unpack(data), file.tree.data)
            if found is None:
                return None
            for field, records in found.items():
                changed[field] = records | changed.get(field, set())
        return changed

    def recall(self) -> Known:
        """Return the chapters that stand, and who bears witness to short names."""
        found: dict[str, Chapter] = {}
        for name, kept in self._chapters.items():
            data = self._old.read(kept.blocks)
            try:
                found[name] = Chapter(unpack_blocks(data or b""), hollow=kept.hollow)
            except ValueError:
                continue
        self._recalled = frozenset(found)
        return Known(found, self._pieces, self._witnesses)

    def forget(self) -> None:
        """Go on as if nothing had been kept."""
        self._old.close()
        self._new.drop()
        self._chapters.clear()
        self._recalled = frozenset()
        self._parts.clear()
        self._put.clear()
        self._made.clear()
        self._remembered.clear()
        self._new = KeptWriter(self._path)

    def expect(self, rendered: Rendered, notes: ReadsNotes) -> None:
        """Hear what is about to be written.

        Raises StaleError where a hollow chapter stands otherwise in its document than before.
        """
        for span in rendered.document.spans:
            if span.hollow:
                layout = _describe_layout(rendered.document, span)
                known = self._chapters.get(span.name)
                if known is None or known.layout != layout:
                    raise StaleError
        self._fresh = frozenset(
            name
            for name, chapter in rendered.chapters.items()
            if name not in self._recalled
            and _stands_alone(chapter)
            and notes.find(name) is not None
        )

    def take(self, span: str, form: str, state: bytes) -> bytes | None:
        """Return the part of a chapter that stands, as ``document.kept.Shelf`` says."""
        known = self._parts.get((span, form)) if span in self._chapters else None
        if known is None or known[0] != state:
            return None
        part = self._old.read(known[1])
        if part is not None:
            self._put[span, form] = state, self._new.add(part)
        return part

    def put(self, span: str, form: str, state: bytes, part: bytes) -> None:
        """Keep a part for the next build, as ``document.kept.Shelf`` says."""
        if span in self._fresh:
            self._put[span, form] = state, self._new.add(part)

    def remember(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what ``make`` makes, as ``document.kept.Shelf`` says."""
        known = self._made.get(key)
        made = None if known is None else self._old.read(known)
        if made is None:
            made = make()
        if key not in self._remembered:
            self._remembered[key] = self._new.add(made)
        return made

    def keep(self, rendered: Rendered, notes: ReadsNotes) -> None:
        """Write down what the next build of this document may take."""
        chapters = {}
        twice = {
            one
            for name, pieces in rendered.pieces.items()
            if name_again(name) in rendered.pieces
            for one in pieces
        }
        for span in rendered.document.spans:
            kept = None if span.name in twice else self._keep_chapter(rendered, span, notes)
            if kept is not None:
                chapters[span.name] = (tuple(kept.reads), *kept[1:-1], tuple(kept.blocks))
        files = {
            name: (digest, tuple(self._new.add(self._scene.pack_file(name, digest, file))))
            for name, digest, file in self._scene.list_files()
        }
        parts = {key: (state, tuple(place)) for key, (state, place) in self._put.items()}
        self._old.close()
        known = dict(rendered.pieces), dict(rendered.witnesses)
        made = {key: tuple(place) for key, place in self._remembered.items()}
        contents = (self._scene.surroundings, files, chapters, parts, *known, made)
        self._new.save(contents)

    def _keep_chapter(self, rendered: Rendered, span: Span, notes: ReadsNotes) -> Kept | None:
        if span.name in self._recalled:
            kept = self._chapters[span.name]
            data = self._old.read(kept.blocks)
            return None if data is None else kept._replace(blocks=self._new.add(data))
        reads = notes.find(span.name)
        if reads is None or span.name not in self._fresh:
            return None
        blocks = rendered.chapters[span.name].blocks
        hollow = all((span.name, form) in self._put for form in self._scene.formats)
        if not hollow and not holds_chart(blocks):
            return None  # It stands where no writer can part it; that is rare, and may be long.
        packed = pack_blocks(hollow_blocks(blocks)) if hollow else pack_whole(blocks)
        layout = _describe_layout(rendered.document, span)
        return Kept(reads, layout, hollow, self._new.add(packed))

    def drop(self) -> None:
        """Keep what was kept before, and nothing else."""
        self._old.close()
        self._new.drop()


def _stands_alone(chapter: Chapter) -> bool:
    """Say whether a chapter is without findings, and shows nothing but what it holds."""
    return chapter.whole and chapter.sound and not looks_around(chapter.blocks)


def _describe_layout(document: Document, span: Span) -> bytes:
    """Return a digest of what a document has made of a chapter's blocks: where pages change.

    Its last heading may run on for what follows in another chapter.
    """
    blocks = document.blocks[span.start : span.end]
    changes = [(place, one) for place, one in enumerate(blocks) if isinstance(one, SectionChange)]
    last: Block | None = blocks[-1] if isinstance(blocks[-1], Heading) else None
    return _hash(repr((len(blocks), changes, last)).encode())


def _hash(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d\0" % len(part))
        digest.update(part)
    return digest.digest()


def _read_if_there(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
