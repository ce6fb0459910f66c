"""Which attributes a template asks for, and which any value of a plan could have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from jinja2 import nodes

from masterplan_cli.render.inspection.gathering import Gathered
from masterplan_cli.render.inspection.scope import set_in_frame
from masterplan_cli.schema.record import Record, describe_fields

_OF_LOOPS = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"}
    | {"previtem", "nextitem", "cycle", "changed", "grouper", "list", "origin", "display"}
)
_BY_NAME = frozenset(
    {"map", "selectattr", "rejectattr", "groupby", "sort", "unique", "sum", "jumlah", "min", "max"}
    | {"attr"}
)
"""Filters that take attributes as text."""
_FIRST = frozenset({"selectattr", "rejectattr", "groupby", "jumlah", "sum", "attr"})
"""Those of them whose first argument is one."""
_STEP = re.compile(r"[^.,\s]+")


class Asked(NamedTuple):
    """An attribute that a template asks for, and the line where it does."""

    name: str
    line: int


def list_fields() -> frozenset[str]:
    """Return the name of every field of every record, and what Python's own values offer."""
    names = set(_OF_LOOPS)
    for kind in (str, dict, list, int, date):
        names.update(name for name in dir(kind) if name[0] != "_")
    for model in _list_below(Record):
        names.update(describe_fields(model))
    return frozenset(names)


def _list_below(model: type[Record]) -> Iterator[type[Record]]:
    for below in model.__subclasses__():
        yield below
        yield from _list_below(below)


def list_own(trees: Iterable[Gathered]) -> frozenset[str]:
    """Return the attributes that templates make themselves: of namespaces, mappings, modules."""
    found: set[str] = set()
    for tree in trees:
        found |= set_in_frame(tree.tree.body)
        found.update(one.attr for one in tree.find(nodes.NSRef))
        for call in tree.find(nodes.Call):
            found.update(one.key for one in call.kwargs)
        for pair in tree.find(nodes.Pair):
            if isinstance(pair.key, nodes.Const):
                found.add(str(pair.key.value))
    return frozenset(found)


def list_asked(tree: Gathered) -> Iterator[Asked]:
    """Yield each attribute that an expression of the template asks for by name."""
    for node in tree.find(nodes.Getattr):
        yield Asked(node.attr, node.lineno)
    for one in tree.find(nodes.Filter):
        if one.name not in _BY_NAME:
            continue
        texts = [pair.value for pair in one.kwargs if pair.key == "attribute"]
        if one.name in _FIRST and one.args:
            texts.append(one.args[0])
        for text in texts:
            if isinstance(text, nodes.Const) and isinstance(text.value, str):
                for step in _STEP.findall(text.value):
                    if not step.isdigit():
                        yield Asked(step, one.lineno)
