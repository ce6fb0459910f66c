"""Dataclasses that nobody changes, cheap to make: the standard library's, frozen for mypy alone.

Why: at run time ``frozen=True`` makes an instance twice as slow to create and its class half as
slow again to define, a twentieth of a build; that nobody assigns to a field is checked by mypy
anyway. Equality and hash are those of a frozen dataclass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    from dataclasses import dataclass as _dataclass

    def dataclass(*, frozen: bool, slots: bool = False) -> Any:
        """Return the decorator: ``frozen`` gives equality and hash, and no guard."""
        return _dataclass(slots=slots, unsafe_hash=frozen)
