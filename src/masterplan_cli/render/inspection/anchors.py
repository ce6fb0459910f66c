"""References to headings, tables and figures that no template has.

An anchor stands in a heading (``{: #bab-pagu }``) or is handed to a table, chart or figure; where
it ends in a value, only how it begins is known. Whether both lie in one document a build says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import nodes

from masterplan_cli.render.inspection.gathering import Gathered

_HEADING = re.compile(r"\{:[^\n]*?#([\w-]+)(\{\{)?")


class Anchors:
    """The anchors of all templates: whole ones, and beginnings of those that end in a value."""

    def __init__(self, trees: Iterable[Gathered], lines: Iterable[str]) -> None:
        """Gather them from the trees and from the texts of headings."""
        self._whole: set[str] = set()
        begun: set[str] = set()
        for tree in trees:
            targets = {id(target) for _, target in list_targets(tree)}
            texts = [one for one in tree.find(nodes.Const) if isinstance(one.value, str)]
            self._whole.update(one.value for one in texts if id(one) not in targets)
            for joined in tree.find(nodes.Concat):
                first = joined.nodes[0]
                if isinstance(first, nodes.Const) and isinstance(first.value, str):
                    begun.add(first.value)
        for line in lines:
            for name, value in _HEADING.findall(line):
                (begun if value else self._whole).add(name)
        self._begun = tuple(begun - {""})

    def list_known(self) -> frozenset[str]:
        """Return the whole ones, for a hint."""
        return frozenset(name for name in self._whole if " " not in name and "-" in name)

    def has(self, name: str) -> bool:
        """Say whether anything may bear this anchor."""
        return name in self._whole or name.startswith(self._begun)


def list_targets(tree: Gathered) -> Iterator[tuple[str, nodes.Const]]:
    """Yield what is referred to by name, and its node."""
    for call in tree.find(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "reference" and call.args:
            target = call.args[0]
            if isinstance(target, nodes.Const) and isinstance(target.value, str):
                yield target.value, target
