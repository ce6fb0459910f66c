"""The cover of a book, from the profile, the manifest and the stage."""

from __future__ import annotations

from masterplan_cli.document.nodes import Cover, CoverLine, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.profile.records import DocumentSpec
from masterplan_cli.render.printable import holds_illustration

ILLUSTRATION_NOTE = (
    "Buku ini memuat isi ilustrasi: bagian yang bertanda ilustrasi disusun sebagai contoh dan "
    "bukan data resmi."
)


def build_cover(plan: Masterplan, spec: DocumentSpec, region: str, date: str, draft: bool) -> Cover:
    """Return the cover: programme, book, region, stage, year, and what it warns of."""
    manifest = plan.workspace.manifest
    horizon = manifest.horizon
    lines = [
        ("subtitle", plan.profile.cover_heading or plan.profile.name, "profile/cover_heading"),
        ("title", spec.title, f"document/{spec.id}/title"),
        ("title", spec.subtitle or "", f"document/{spec.id}/subtitle"),
        ("region", region, "manifest/region/name"),
        ("subtitle", f"Tahun {horizon.start}–{horizon.end}", "manifest/horizon"),
        (
            "stage",
            f"{'Draf ' if draft else ''}{plan.stage.name}",
            f"stage/{plan.stage.number}/name",
        ),
        ("stage", date, f"manifest/stages/{plan.stage.number}/as_of"),
    ]
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
