"""Files among a workspace's own templates that no book will ever read.

In: a profile's folders, and the chapters that its documents name. Out: findings.

Why: who saves a chapter as ``04-pendahuluan.md`` sees nothing happen, and nothing says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.source.disk import list_files
from masterplan_cli.source.overlay import Overlay

TEMPLATE = ".md.j2"
LIKELY = (".md", ".j2", ".jinja", ".jinja2", ".txt", ".yml")
"""Endings of files that somebody may take for a template or a table."""
_TABLES = frozenset({"tables", "charts", "forms"})
_NOTES = frozenset({"readme", "catatan", "changelog", "license"})
"""Stems of files that are there for people."""


def describe_strays(
    templates: Overlay, chapters: Iterable[str], texts: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield a finding for each file of the workspace that looks like a template and is not read.

    ``chapters`` are folders or files that documents name, ``texts`` all texts in templates, which
    name the templates that others include.
    """
    named = frozenset(chapters)
    for number, layer in enumerate(templates.layers):
        if not layer.label.startswith("templates/") or not layer.root.is_dir():
            continue
        for name in list_files(layer.root, "**/*"):
            path = PurePosixPath(name)
            if not name.endswith(LIKELY) or path.stem.lower() in _NOTES or name in texts:
                continue
            right = _find_right_name(path)
            if right is not None:
                hint = Text(
                    f"Ganti namanya menjadi {right}, atau pindahkan dari folder ini.",
                    f"Rename it to {right}, or move it out of this folder.",
                )
            elif number or name in named or str(path.parent) in named:
                # A profile that extends another may well leave some of its chapters out.
                continue
            else:
                hint = Text(
                    "Sebutkan foldernya pada “chapters” sebuah dokumen di profile.yaml.",
                    "Name its folder under 'chapters' of a document in profile.yaml.",
                )
            yield _describe(f"{layer.label}/{name}", path.name, hint)


def _find_right_name(path: PurePosixPath) -> str | None:
    """Return the name by which a file would be read, None where its name is right already."""
    if path.suffix == ".yml" or path.parts[0] in _TABLES:
        return f"{path.name.partition('.')[0]}.yaml"
    right = f"{path.name.partition('.')[0]}{TEMPLATE}"
    return None if path.name.endswith(TEMPLATE) else right


def _describe(label: str, name: str, hint: Text) -> Diagnostic:
    return Diagnostic(
        "template-ignored",
        Text(f"“{name}” tidak dibaca buku mana pun", f"no book reads '{name}'"),
        Span(label),
        Severity.WARNING,
        hint=hint,
    )
