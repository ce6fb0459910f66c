"""Which names a template takes from outside, by Jinja's rules of scope.

The order of statements is left out: what a frame sets anywhere counts as known throughout it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from masterplan_cli.render.inspection.gathering import Gathered

_IN_MACROS = frozenset({"caller", "varargs", "kwargs"})
_GUARDS = frozenset({"defined", "undefined"})
_DEFAULTS = frozenset({"default", "d"})

Names = frozenset[str]


def list_free_names(tree: nodes.Template, known: Names) -> Iterator[nodes.Name]:
    """Yield each use of a name that is neither ``known`` nor set by the template itself."""
    return _list_free(tree.body, known | set_in_frame(tree.body))


def list_guarded(gathered: Gathered) -> Names:
    """Return the names and attributes of which the template itself asks whether they exist."""
    asked: list[nodes.Node | None] = [
        *(test.node for test in gathered.find(nodes.Test) if test.name in _GUARDS),
        *(one.node for one in gathered.find(nodes.Filter) if one.name in _DEFAULTS),
    ]
    found = {one.name for one in asked if isinstance(one, nodes.Name)}
    return frozenset(found | {one.attr for one in asked if isinstance(one, nodes.Getattr)})


def set_in_frame(body: Iterable[nodes.Node]) -> Names:
    """Return the names that statements set in their own frame: not in loops, macros, blocks."""
    found: set[str] = set()
    for node in body:
        match node:
            case nodes.Assign() | nodes.AssignBlock():
                found |= _list_targets(node.target)
            case nodes.Macro():
                found.add(node.name)
            case nodes.Import():
                found.add(node.target)
            case nodes.FromImport():
                found |= {one if isinstance(one, str) else one[1] for one in node.names}
            case nodes.If():
                found |= set_in_frame((*node.body, *node.elif_, *node.else_))
    return frozenset(found)


def set_anywhere(gathered: Gathered) -> Names:
    """Return every name that the template sets: what a template that it includes may see."""
    stored = {name.name for name in gathered.find(nodes.Name) if name.ctx != "load"}
    return frozenset(stored) | set_in_frame(gathered.tree.body)


def _list_targets(target: nodes.Node) -> set[str]:
    if isinstance(target, nodes.Name):
        return {target.name}
    return {name.name for name in target.find_all(nodes.Name)}


def _list_free(body: Iterable[nodes.Node], names: Names) -> Iterator[nodes.Name]:
    for node in body:
        match node:
            case nodes.Name():
                if node.ctx == "load" and node.name not in names:
                    yield node
            case nodes.For():
                yield from _list_free([node.iter], names)
                inner = names | _list_targets(node.target) | {"loop"}
                yield from _list_free([node.test] if node.test else [], inner)
                yield from _enter(node.body, inner)
                yield from _enter(node.else_, names)
            case nodes.Macro() | nodes.CallBlock():
                if isinstance(node, nodes.CallBlock):
                    yield from _list_free([node.call], names)
                inner = names | {one.name for one in node.args} | _IN_MACROS
                yield from _list_free(node.defaults, inner)
                yield from _enter(node.body, inner)
            case nodes.With():
                yield from _list_free(node.values, names)
                targets = set().union(*map(_list_targets, node.targets))
                yield from _enter(node.body, names | targets)
            case nodes.AssignBlock() | nodes.FilterBlock():
                yield from _list_free([node.filter] if node.filter else [], names)
                yield from _enter(node.body, names)
            case nodes.Block():
                yield from _enter(node.body, names)
            case _:
                yield from _list_free(node.iter_child_nodes(), names)


def _enter(body: list[nodes.Node], names: Names) -> Iterator[nodes.Name]:
    return _list_free(body, names | set_in_frame(body))
