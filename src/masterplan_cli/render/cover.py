"""How a document opens: the cover of a book, or the heading of a sheet.

Both come from the profile, the manifest and the stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.document.nodes import (
    Block,
    Cover,
    CoverLine,
    Heading,
    Paragraph,
    Strong,
    Text,
)
from masterplan_cli.frozen import dataclass
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.profile.records import DocumentSpec
from masterplan_cli.render.printable import holds_illustration
from masterplan_cli.render.subjects import Subject

_ILLUSTRATION = (
    "memuat isi ilustrasi: bagian yang bertanda ilustrasi disusun sebagai contoh dan "
    "bukan data resmi."
)
ILLUSTRATION_NOTE = f"Buku ini {_ILLUSTRATION}"
SHEET_ILLUSTRATION_NOTE = f"Lembar ini {_ILLUSTRATION}"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a document says of itself on its first page; empty texts print nothing."""

    spec: DocumentSpec
    region: str
    date: str
    draft: bool
    build_id: str
    subject: Subject | None = None


def build_cover(plan: Masterplan, opening: Opening) -> Cover:
    """Return the cover: programme, book, region, stage, year, and what it warns of."""
    manifest = plan.workspace.manifest
    horizon = manifest.horizon
    spec, region = opening.spec, opening.region
    lines = [
        ("subtitle", plan.profile.cover_heading or plan.profile.name, "profile/cover_heading"),
        ("title", spec.title, f"document/{spec.id}/title"),
        ("title", spec.subtitle or "", f"document/{spec.id}/subtitle"),
        ("region", region, "manifest/region/name"),
        ("subtitle", f"Tahun {horizon.start}–{horizon.end}", "manifest/horizon"),
        ("stage", _name_state(plan, opening), f"stage/{plan.stage.number}/name"),
        ("stage", opening.date, _point_date(plan)),
    ]
    if opening.subject is not None:
        lines.insert(3, ("subtitle", opening.subject.name, opening.subject.name_origin))
    if opening.draft and opening.build_id:
        lines.append(("note", _name_version(opening), "manifest"))
    if holds_illustration(plan):
        lines.append(("note", ILLUSTRATION_NOTE, "manifest"))
    lines.append(("imprint", f"Pemerintah {region}", "manifest/region/name"))
    return Cover(
        tuple(
            CoverLine(role, (Text(text, origin),), origin)  # type: ignore[arg-type]
            for role, text, origin in lines
            if text
        )
    )


def build_sheet_heading(plan: Masterplan, opening: Opening) -> tuple[Block, ...]:
    """Return what stands above a sheet: its title, whom it is about, region, stage and date."""
    return tuple(_lay_sheet_heading(plan, opening))


def _lay_sheet_heading(plan: Masterplan, opening: Opening) -> Iterator[Block]:
    spec, subject = opening.spec, opening.subject
    title = f"document/{spec.id}/title"
    # The heading comes first: one of level 1 opens a page.
    yield Heading(1, (Text(spec.title, title),), style="plain", origin=title)
    if spec.subtitle:
        yield _center(spec.subtitle, f"document/{spec.id}/subtitle")
    if subject is not None:
        name = Strong((Text(subject.name, subject.name_origin),))
        yield Paragraph((name,), "centered", subject.name_origin)
    yield _center(opening.region, "manifest/region/name")
    occasion = [_name_state(plan, opening), opening.date]
    yield _center(", ".join(filter(None, occasion)), _point_date(plan))
    if opening.draft and opening.build_id:
        yield _note(_name_version(opening))
    if holds_illustration(plan):
        yield _note(SHEET_ILLUSTRATION_NOTE)


def _center(text: str, origin: str) -> Paragraph:
    return Paragraph((Text(text, origin),), "centered", origin)


def _note(text: str) -> Paragraph:
    return Paragraph((Text(text, "manifest"),), "note", "manifest")


def _name_state(plan: Masterplan, opening: Opening) -> str:
    return f"{'Draf ' if opening.draft else ''}{plan.stage.name}"


def _name_version(opening: Opening) -> str:
    return f"Naskah ini masih draf dan dapat berubah. Versi: {opening.build_id}"


def _point_date(plan: Masterplan) -> str:
    return f"manifest/stages/{plan.stage.number}/as_of"
