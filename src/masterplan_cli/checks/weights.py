"""Which codes a workspace may weigh anew or ignore, and what its templates' findings then weigh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from masterplan_cli.checks.rule import list_rules
from masterplan_cli.diagnostics import Diagnostic, Severity
from masterplan_cli.model.manifest import Manifest
from masterplan_cli.source.notes import Note, list_notes, list_template_notes
from masterplan_cli.source.overlay import Overlay

TEMPLATE_CODES = frozenset(
    {
        "template-ignored",
        "template-lost-origin",
        "template-unknown-anchor",
        "template-unknown-name",
        "template-unknown-table",
        "template-unused-table",
    }
)
"""What the inspection of templates says. A build finds by itself whatever it cannot print."""


def list_weighable() -> Mapping[str, bool]:
    """Return the codes of all rules and of the inspection; false where the books rely on one."""
    codes = {rule.code: not rule.fixed for rule in list_rules()}
    return codes | dict.fromkeys(TEMPLATE_CODES, True)


def weigh_templates(manifest: Manifest, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the inspection's findings as the workspace weighs them."""
    for finding in found:
        setting = manifest.rules.get(finding.code) if finding.code in TEMPLATE_CODES else None
        if setting is None:
            yield finding
        elif setting.weight != "off":
            yield replace(finding, severity=Severity(setting.weight))


def list_notes_in_templates(templates: Overlay) -> Iterator[Note]:
    """Yield the notes in a profile's templates, tables and charts."""
    for name in (*templates.list("**/*.j2"), *templates.list("**/*.yaml")):
        data = templates.read(name) or b""
        if b"masterplan:" not in data:
            continue
        label = templates.label(name)
        if name.endswith(".j2"):
            yield from list_template_notes(label, data.decode("utf-8", errors="replace"))
            continue
        from masterplan_cli.source.reader import read_yaml

        tree, _ = read_yaml(label, data)
        if tree is not None:
            yield from list_notes(tree)
