"""Our dataclasses compare, hash and show themselves as the standard library's frozen ones do."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from masterplan_cli import frozen

MAKERS = [dataclasses.dataclass(frozen=True, slots=True), frozen.dataclass(frozen=True, slots=True)]


def make(decorate: Callable[[type], type]) -> dict[str, Any]:
    """Return a few classes made by ``decorate``."""

    class Empty:
        """No field."""

    class One:
        """One field."""

        text: str

    class Many:
        """Fields of all kinds."""

        name: str
        parts: tuple[int, ...] = ()
        place: str = dataclasses.field(default="", compare=False)
        hidden: int = dataclasses.field(default=0, repr=False)

    class Told:
        """Shows itself."""

        text: str

        def __repr__(self) -> str:
            return f"<{self.text}>"

    classes = {plain.__name__: decorate(plain) for plain in (Empty, One, Many, Told)}
    above: Any = classes["Many"]

    class Below(above):
        """Adds a field."""

        more: int = 0

    classes["Below"] = decorate(Below)
    return classes


def describe(decorate: Callable[[type], type]) -> list[Any]:
    """Return what can be seen of such classes."""
    kinds = make(decorate)
    values = [
        kinds["Empty"](), kinds["One"]("a"), kinds["One"]("b"), kinds["Told"]("a"),
        kinds["Many"]("a"), kinds["Many"]("a", (), "di sini"), kinds["Many"]("a", (1,), hidden=2),
        kinds["Below"]("a"), kinds["Below"]("a", more=1), dataclasses.replace(kinds["Many"]("a"), name="b"),
    ]  # fmt: skip
    return [
        [repr(one).rpartition(".")[2] for one in values],
        [[one == other for other in values] for one in values],
        [[hash(one) == hash(other) for other in values] for one in values],
        [one == repr(one) for one in values],
        [type(one).__match_args__ for one in values],
        [[field.name for field in dataclasses.fields(one)] for one in values],
        [hasattr(one, "__dict__") for one in values],
    ]


def test_they_are_like_the_standard_ones() -> None:
    usual, ours = map(describe, MAKERS)
    assert ours == usual


@pytest.mark.parametrize("decorate", MAKERS)
def test_a_list_in_it_cannot_be_hashed(decorate: Callable[[type], type]) -> None:
    one = make(decorate)["One"](["a"])
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
