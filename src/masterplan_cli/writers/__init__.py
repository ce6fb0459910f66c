"""Writers: a numbered document becomes the bytes of one format.

In: ``Numbered``. Out: bytes. A writer knows nothing of the region's model; each states in its
docstring what its format lacks and how it makes up for it. A new format is a module and a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from types import MappingProxyType

from masterplan_cli.document.kept import Shelf
from masterplan_cli.document.numbering import Numbered
from masterplan_cli.document.threads import Thread
from masterplan_cli.frozen import dataclass


@dataclass(frozen=True, slots=True)
class WriterOptions:
    """What a writer needs beside the document.

    ``reference`` holds the bytes of ``reference.docx``; ``pages`` the printed page number of
    headings and captions by anchor, for lists of contents; ``threads`` are comments to put beside
    the text, where the format has them (Markdown has none). ``shelf`` keeps what a document's
    spans became; writers take from it what they wrote in the same state, and raise StaleError
    where a hollow span has nothing there. ``former_names`` names bookmarks as drafts have them that
    were sent long ago, to compare with one.
    """

    reference: bytes | None = None
    pages: Mapping[str, str] = field(default_factory=dict)
    threads: tuple[Thread, ...] = ()
    shelf: Shelf | None = None
    former_names: bool = False


Write = Callable[[Numbered, WriterOptions], bytes]


@dataclass(frozen=True, slots=True)
class WriterEntry:
    """A format: the suffix of its files, and how to import its writer when it is wanted."""

    suffix: str
    load: Callable[[], Write]


def _load_docx() -> Write:
    from masterplan_cli.writers.docx import write_docx

    return write_docx


def _load_markdown() -> Write:
    from masterplan_cli.writers.markdown import write_markdown

    return write_markdown


WRITERS: Mapping[str, WriterEntry] = MappingProxyType(
    {
        "docx": WriterEntry(".docx", _load_docx),
        "md": WriterEntry(".md", _load_markdown),
    }
)


def write(name: str, numbered: Numbered, options: WriterOptions) -> bytes:
    """Return the bytes of ``numbered`` in the format ``name``; KeyError for an unknown one."""
    return WRITERS[name].load()(numbered, options)
