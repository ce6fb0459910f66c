"""Tables and charts of a profile: their expressions with places, and those that nobody prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.render.chart_spec import ChartSpec
from masterplan_cli.render.dialect import EXPRESSIONS, OF_PARTS
from masterplan_cli.render.table_spec import TableSpec
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.validation import validate_tree
from masterplan_cli.source.overlay import Overlay
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.tree import Tree

_KINDS: dict[str, type[Record]] = {"tables": TableSpec, "charts": ChartSpec}
VARIABLES = frozenset({"row", "item", "each", "it", "number"})
"""The names that expressions of tables and charts know besides the templates'."""


@dataclass(frozen=True)
class Spec:
    """The file of a table or chart: its name, its tree, and where its expressions stand."""

    name: str
    tree: Tree
    record: Record
    fields: tuple[str, ...]
    parts: str

    def list_expressions(self) -> Iterator[tuple[str, Span]]:
        """Yield each expression and its place."""
        for field in self.fields:
            value = getattr(self.record, field)
            if value:
                yield value, self.tree.span((field,))
        for number, part in enumerate(getattr(self.record, self.parts)):
            for field in OF_PARTS:
                value = getattr(part, field, None)
                if value:
                    yield value, self.tree.span((self.parts, number, field))


def read_specs(templates: Overlay) -> tuple[dict[str, Spec], list[Diagnostic]]:
    """Return all tables and charts by ``tables/<name>``, and what is wrong in their files."""
    specs: dict[str, Spec] = {}
    found: list[Diagnostic] = []
    for folder, model in _KINDS.items():
        fields, parts = EXPRESSIONS[folder]
        for relative in templates.list(f"{folder}/*.yaml"):
            tree, faults = read_yaml(templates.label(relative), templates.read(relative) or b"")
            found.extend(faults)
            if tree is None:
                continue
            validated = validate_tree(tree, model, {})
            found.extend(validated.diagnostics)
            name = relative.removesuffix(".yaml")
            if validated.record is not None:
                specs[name] = Spec(name, tree, validated.record, fields, parts)
    return specs, found


def describe_unused(specs: Iterable[Spec], texts: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield a finding for each table or chart of the workspace that no template names.

    ``texts`` are all texts in templates, since a name may be handed on to a macro.
    """
    for spec in specs:
        if spec.name.partition("/")[2] in texts or not spec.tree.file.startswith("templates/"):
            continue
        yield Diagnostic(
            "template-unused-table",
            Text(
                f"{spec.name}.yaml tidak dipakai templat mana pun",
                f"no template uses {spec.name}.yaml",
            ),
            Span(spec.tree.file),
            Severity.WARNING,
            hint=Text("Hapus berkasnya, atau cetak tabelnya.", "Delete the file, or print it."),
        )
