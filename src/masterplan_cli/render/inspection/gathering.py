"""All nodes of a template's tree by their type, walked once.

Why not ``Node.find_all``: every question would walk the whole tree, and an inspection asks ten.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar, cast

from jinja2 import Environment, nodes
from jinja2.parser import Parser

Kind = TypeVar("Kind", bound=nodes.Node)


class Gathered:
    """The nodes of one tree."""

    def __init__(self, tree: nodes.Template) -> None:
        """Walk ``tree``."""
        self.tree = tree
        self._nodes: dict[type[nodes.Node], list[nodes.Node]] = defaultdict(list)
        pending: list[nodes.Node] = [tree]
        while pending:
            node = pending.pop()
            self._nodes[type(node)].append(node)
            for field in node.fields:
                value: Any = getattr(node, field, None)
                if isinstance(value, nodes.Node):
                    pending.append(value)
                elif isinstance(value, list):
                    pending.extend(item for item in value if isinstance(item, nodes.Node))

    def find(self, kind: type[Kind]) -> list[Kind]:
        """Return all nodes of exactly this type."""
        return cast(list[Kind], self._nodes.get(kind, []))


def parse_template(environment: Environment, text: str) -> Gathered:
    """Return the nodes of a template; raises jinja2.TemplateSyntaxError.

    Why not ``Environment.parse``: it tells every node of the environment, for who compiles it.
    """
    return Gathered(nodes.Template(Parser(environment, text).subparse(), lineno=1))
