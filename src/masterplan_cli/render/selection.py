"""Choosing, mapping and comparing items: Jinja's own filters, less its detours for each item.

Why: Jinja finds the test or filter anew for each item, and what kind of function it is, through six
calls. A book asks thirty thousand times, nearly always for one attribute of a record. Whatever is
less common than that is left to Jinja.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import unwrap
from typing import Any

from jinja2 import Environment, pass_context, pass_environment
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import Context

from masterplan_cli.render.marks import MarkedInt
from masterplan_cli.render.views import MapView, RecordView

Function = Callable[..., Any]

_WHOLE = frozenset({int, MarkedInt})


def build_selections(asked: set[str]) -> dict[str, Function]:
    """Return the filters that choose or map, and ``max`` and ``min``, by name.

    ``asked`` hears the names of the attributes that they read.
    """
    return {
        "max": _build_extreme("max", max, asked),
        "min": _build_extreme("min", min, asked),
        "select": _build_choice("select", asked, wanted=True, by_attribute=False),
        "reject": _build_choice("reject", asked, wanted=False, by_attribute=False),
        "selectattr": _build_choice("selectattr", asked, wanted=True, by_attribute=True),
        "rejectattr": _build_choice("rejectattr", asked, wanted=False, by_attribute=True),
        "map": _build_map(asked),
    }


def _build_choice(name: str, heard: set[str], *, wanted: bool, by_attribute: bool) -> Function:
    slowly = unwrap(FILTERS[name])

    @pass_context
    def choose(context: Context, items: Any, *arguments: Any, **options: Any) -> Any:
        environment, asked = context.environment, arguments[by_attribute:]
        test = _find_plain(environment.tests, asked[0]) if asked else bool
        if options or test is None or len(arguments) < by_attribute:
            return slowly(context, items, *arguments, **options)
        read = _read_attribute(environment, arguments[0], heard) if by_attribute else None
        return _pick(items, read, test, asked[1:], wanted)

    return choose


def _pick(
    items: Any, read: Function | None, test: Function, rest: tuple[Any, ...], wanted: bool
) -> Iterator[Any]:
    if not items:
        return
    for item in items:
        value = item if read is None else read(item)
        if bool(test(value, *rest)) is wanted:
            yield item


def _build_map(heard: set[str]) -> Function:
    slowly = unwrap(FILTERS["map"])

    @pass_context
    def change(context: Context, items: Any, *arguments: Any, **options: Any) -> Any:
        environment, function, rest = context.environment, None, arguments[1:]
        if arguments and not options:
            function = _find_plain(environment.filters, arguments[0])
        elif not arguments and options.keys() == {"attribute"}:
            function = _read_attribute(environment, options["attribute"], heard)
        if function is None:
            return slowly(context, items, *arguments, **options)
        return _change(items, function, rest)

    return change


def _change(items: Any, function: Function, rest: tuple[Any, ...]) -> Iterator[Any]:
    if items:
        for item in items:
            yield function(item, *rest)


def _build_extreme(name: str, choose: Function, heard: set[str]) -> Function:
    slowly = FILTERS[name]

    @pass_environment
    def pick(environment: Environment, items: Any, *arguments: Any, **options: Any) -> Any:
        mapped = type(items) is MapView
        values = list(items.entries if mapped else items)
        # Years, mostly: neither letters nor attributes are to be compared.
        if values and not arguments and not options and _WHOLE.issuperset(map(type, values)):
            return items.mark_key(choose(values)) if mapped else choose(values)
        words = (one for one in (*arguments, *options.values()) if isinstance(one, str))
        heard.update(part for word in words for part in word.split("."))
        return slowly(environment, items if mapped else values, *arguments, **options)

    return pick


def _find_plain(functions: Mapping[str, Any], name: Any) -> Function | None:
    """Return what is called ``name``, unless it asks for more than values, or is unknown."""
    function = functions.get(name) if isinstance(name, str) else None
    return None if getattr(function, "jinja_pass_arg", None) is not None else function


def _read_attribute(environment: Environment, path: Any, heard: set[str]) -> Function:
    """Return a function that reads ``path`` of an item by the environment's rules."""
    if not isinstance(path, str) or "." in path or path.isdigit():
        return make_attrgetter(environment, path)
    get = environment.getitem
    heard.add(path)

    def read(item: Any) -> Any:
        # A view was usually asked before, and remembers.
        known = item.__dict__.get(path) if type(item) is RecordView else None
        return get(item, path) if known is None else known

    return read
