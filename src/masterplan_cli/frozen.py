"""Dataclasses that nobody changes, cheap to make: the standard library's, frozen for mypy alone.

Why: at run time ``frozen=True`` makes an instance twice as slow to create; that nobody assigns to a
field is checked by mypy anyway. And most of the time that a class takes to define, which every run
spends, goes into functions written anew for it; here only ``__init__`` is. Equality, hash and what
is shown are those of a frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    from collections.abc import Callable
    from dataclasses import dataclass as _dataclass
    from dataclasses import fields
    from operator import attrgetter
    from typing import Literal

    def dataclass(*, frozen: Literal[True], slots: bool = False) -> Callable[[type], type]:
        """Return the decorator; ``frozen`` is what mypy is told."""

        def make(plain: type) -> type:
            own = frozenset(vars(plain))
            made = _dataclass(slots=slots, repr=False, eq=False)(plain)
            for name, method in {"__repr__": _show, **_compare(made)}.items():
                if name not in own:
                    setattr(made, name, method)
            return made

        return make

    def _compare(made: type) -> dict[str, Callable[..., Any]]:
        names = [one.name for one in fields(made) if one.compare]
        read = attrgetter(*names) if names else _read_nothing

        def equal(self: object, other: object) -> bool:
            return (
                read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented
            )

        return {"__eq__": equal, "__hash__": lambda self: hash(read(self))}

    def _read_nothing(value: object) -> tuple[()]:
        return ()

    def _show(self: object) -> str:
        shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"
