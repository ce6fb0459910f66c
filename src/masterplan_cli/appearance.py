"""The look of whatever is written: a profile's ``reference.docx``, and documents in it."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from masterplan_cli.diagnostics import Diagnostic, Span
from masterplan_cli.profile.load import LoadedProfile
from masterplan_cli.source.packaged import read_pairs

if TYPE_CHECKING:
    from masterplan_cli.document.nodes import Document


WHOLE: Final = "whole-references.txt"
REFERENCE: Final = "reference.docx"


def read_reference(profile: LoadedProfile) -> tuple[bytes | None, list[Diagnostic]]:
    """Return the look of Word files, made whole from ours, and what was lacking.

    Those that the package carries were found whole before it was published, and so they are
    wherever they lie unchanged.
    """
    data = profile.templates.read(REFERENCE)
    if data is None:
        return None, []
    if hash_reference(data) in read_pairs(WHOLE).values():
        return data, []
    from masterplan_cli.writers.docx.adoption import adopt_reference, describe_adoption

    adoption = adopt_reference(data)
    if not adoption.refused and not adoption.lacking:
        return adoption.data, []
    span = Span(profile.templates.label(REFERENCE))
    return adoption.data, [describe_adoption(adoption, span)]


def hash_reference(data: bytes) -> str:
    """Return the digest by which a packaged look is known."""
    return blake2b(data, digest_size=16).hexdigest()


def write_document(document: Document, form: str, profile: LoadedProfile | None) -> bytes:
    """Return any document in one format, in the look of ``profile`` where there is one."""
    from masterplan_cli.document.numbering import number_document
    from masterplan_cli.writers import WriterOptions, write

    reference = None if profile is None else read_reference(profile)[0]
    return write(form, number_document(document), WriterOptions(reference=reference))
