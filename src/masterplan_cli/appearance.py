"""The look of whatever is written: a profile's ``reference.docx``, and documents in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masterplan_cli.diagnostics import Diagnostic, Span
from masterplan_cli.profile.load import LoadedProfile

if TYPE_CHECKING:
    from masterplan_cli.document.nodes import Document


def read_reference(profile: LoadedProfile) -> tuple[bytes | None, list[Diagnostic]]:
    """Return the look of Word files, made whole from ours, and what was lacking."""
    from masterplan_cli.writers.docx.adoption import adopt_reference, describe_adoption

    data = profile.templates.read("reference.docx")
    if data is None:
        return None, []
    adoption = adopt_reference(data)
    if not adoption.refused and not adoption.lacking:
        return adoption.data, []
    span = Span(profile.templates.label("reference.docx"))
    return adoption.data, [describe_adoption(adoption, span)]


def write_document(document: Document, form: str, profile: LoadedProfile | None) -> bytes:
    """Return any document in one format, in the look of ``profile`` where there is one."""
    from masterplan_cli.document.numbering import number_document
    from masterplan_cli.writers import WriterOptions, write

    reference = None if profile is None else read_reference(profile)[0]
    return write(form, number_document(document), WriterOptions(reference=reference))
