"""Values that a template prints in a way that forgets where they come from.

Within a loop or macro such a value still belongs to the record at hand; outside, nobody finds the
way from a comment in Word back to its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

_LOSSY = frozenset(
    {"upper", "lower", "title", "capitalize", "replace", "trim", "truncate", "string"}
)
_PRINTED = frozenset({"caption", "alternative"})
"""Arguments of functions that print them."""


def list_lost(body: Iterable[nodes.Node]) -> Iterator[nodes.Expr]:
    """Yield each printed expression that forgets the origin of a value in it."""
    for node in body:
        match node:
            case nodes.For() | nodes.Macro() | nodes.CallBlock():
                continue
            case nodes.Output():
                for child in node.nodes:
                    yield from _list_forgetting(child)
            case _:
                yield from list_lost(node.iter_child_nodes())


def _list_forgetting(child: nodes.Expr) -> Iterator[nodes.Expr]:
    printed = [child]
    if isinstance(child, nodes.Call):
        printed += [pair.value for pair in child.kwargs if pair.key in _PRINTED]
    for expression in printed:
        if _forgets(expression):
            yield expression


def _forgets(expression: nodes.Expr) -> bool:
    if isinstance(expression, nodes.Concat):
        return any(_is_value(part) for part in expression.nodes)
    while isinstance(expression, nodes.Filter) and isinstance(expression.node, nodes.Expr):
        if expression.name in _LOSSY and _is_value(expression.node):
            return True
        expression = expression.node
    return False


def _is_value(expression: nodes.Expr) -> bool:
    while isinstance(expression, nodes.Filter) and isinstance(expression.node, nodes.Expr):
        expression = expression.node
    return isinstance(expression, nodes.Getattr)
