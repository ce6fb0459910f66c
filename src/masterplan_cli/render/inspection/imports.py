"""Templates that others include, import or print as parts, and what they take from them by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jinja2 import nodes

from masterplan_cli.diagnostics import Text
from masterplan_cli.render.inspection.gathering import Gathered
from masterplan_cli.render.inspection.scope import set_in_frame
from masterplan_cli.schema.nearest import suggest_nearest


class Fault(NamedTuple):
    """What is not there, and the line and word at which it is asked for."""

    message: Text
    hint: Text | None
    line: int
    word: str


def list_import_faults(tree: Gathered, templates: Mapping[str, Gathered]) -> Iterator[Fault]:
    """Yield each template, or name in one, that ``tree`` wants and nobody has."""
    wanting: list[nodes.Include | nodes.Import | nodes.FromImport] = [
        *(one for one in tree.find(nodes.Include) if not one.ignore_missing),
        *tree.find(nodes.Import),
        *tree.find(nodes.FromImport),
    ]
    for node in wanting:
        if not isinstance(node.template, nodes.Const):
            continue
        name = str(node.template.value)
        other = templates.get(name)
        if other is None:
            yield _describe_missing(name, templates, node.lineno)
        elif isinstance(node, nodes.FromImport):
            made = set_in_frame(other.tree.body)
            for one in node.names:
                wanted = one if isinstance(one, str) else one[0]
                if wanted not in made:
                    yield Fault(
                        Text(
                            f"“{wanted}” tidak ada di {name}", f"there is no '{wanted}' in {name}"
                        ),
                        suggest_nearest(wanted, made),
                        node.lineno,
                        wanted,
                    )
    for part in list_parts(tree):
        if part.name not in templates:
            yield _describe_missing(part.name, templates, part.line)


def _describe_missing(name: str, templates: Mapping[str, Gathered], line: int) -> Fault:
    message = Text(f"templat “{name}” tidak ada", f"there is no template '{name}'")
    return Fault(message, suggest_nearest(name, templates), line, name)


class PartCall(NamedTuple):
    """A part that a template prints: the part's template, what it is given, and on which line."""

    name: str
    given: frozenset[str]
    line: int


def list_parts(tree: Gathered) -> Iterator[PartCall]:
    """Yield each part that ``tree`` prints by a name that it says."""
    for call in tree.find(nodes.Call):
        first = call.args[0] if call.args else None
        named = isinstance(call.node, nodes.Name) and call.node.name == "part"
        if named and isinstance(first, nodes.Const):
            given = frozenset(pair.key for pair in call.kwargs)
            yield PartCall(str(first.value), given, call.lineno)
