"""Values of options that are right as they were typed, and need nobody to turn them into anything.

Why: Typer asks pydantic about each option, also about those that nobody gave. Importing pydantic
takes half of a build that finds nothing to do.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

_UNKNOWN = object()


def spare_coercion(command: Any) -> None:
    """Let a command, and those below it, take plain values as they stand.

    Where a parameter lies is private to Typer: where it has another name, nothing is spared.
    """
    for parameter in getattr(command, "params", ()):
        _spare_parameter(parameter)
    make_help = getattr(command, "get_help_option", None)
    if make_help is not None:
        command.get_help_option = lambda context: _spare_parameter(make_help(context))
    for below in getattr(command, "commands", {}).values():
        spare_coercion(below)


def _spare_parameter(parameter: Any) -> Any:
    if getattr(parameter, "_runtime_param", _UNKNOWN) is None:
        parameter._runtime_param = _PlainFirst()
    return parameter


class _PlainFirst:
    """Stands for Typer's own coercion, and calls it where the value is not plain."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value as the command's function wants it."""
        plain = take_plain(param, value)
        if plain is not _UNKNOWN:
            return plain
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def take_plain(parameter: Any, value: Any) -> Any:
    """Return what a parameter makes of nothing, a text, a switch or a choice; else a mark."""
    wanted = parameter.type_descriptor.annotation
    if value is None:
        return () if parameter.multiple or parameter.nargs == -1 else None
    if wanted in (str, bool):
        return value if type(value) is wanted else _UNKNOWN
    if wanted == list[str] and isinstance(value, (list, tuple)):
        return [*value] if all(type(one) is str for one in value) else _UNKNOWN
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return next((one for one in wanted if value in (one, one.value)), _UNKNOWN)
    return _UNKNOWN
