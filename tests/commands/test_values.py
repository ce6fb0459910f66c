"""What an option makes of a plain value is what Typer makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

import pytest
from typer.main import get_command

from masterplan_cli.cli import app
from masterplan_cli.commands.values import _UNKNOWN, take_plain

VALUES = [
    (None, ""),
    *(("", "id"), ("a", "2"), ("a/b", "-"), ("ID", "Text")),
    *((True, False), (("a", "b"), ["c"]), ((), ("docx",))),
]


def list_parameters(command: Any, name: str = "") -> Iterator[Any]:
    """Yield each parameter of all commands, with the name of its command."""
    for parameter in command.params:
        yield pytest.param(parameter, id=f"{name} {parameter.name}")
    for below in getattr(command, "commands", {}).values():
        yield from list_parameters(below, f"{name} {below.name}".strip())


def list_values(parameter: Any) -> Iterator[Any]:
    yield from (value for pair in VALUES for value in pair)
    yield parameter.default
    wanted = parameter.type_descriptor.annotation
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        for choice in wanted:
            yield from (choice, choice.value)


@pytest.mark.parametrize("parameter", [*list_parameters(get_command(app))])
def test_plain_value_is_what_typer_makes_of_it(parameter: Any) -> None:
    if not hasattr(parameter, "_runtime_param"):
        pytest.skip("this Typer does not ask pydantic")
    context = get_command(app).make_context("masterplan", [], resilient_parsing=True)
    taken = 0
    for value in list_values(parameter):
        plain = take_plain(parameter, value)
        if plain is not _UNKNOWN:
            usual = parameter.get_runtime_param().coerce(value, param=parameter, ctx=context)
            assert (plain, type(plain)) == (usual, type(usual)), value
            taken += 1
    assert taken
