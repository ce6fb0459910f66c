"""What kind of value a pointer names, and what stands there: text, prose, or a number or date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from masterplan_cli.diagnostics import Text
from masterplan_cli.profile.records import Profile
from masterplan_cli.schema.fields import read_prose
from masterplan_cli.schema.index import Index
from masterplan_cli.schema.record import describe_fields, find_owner
from masterplan_cli.source.scalars import Plain, ScalarError, parse_date, parse_number


@dataclass(frozen=True, slots=True)
class Field:
    """A value that may be changed where it stands; ``tail`` is the break that ends a block."""

    kind: Literal["line", "prose", "scalar"]
    value: Any
    tail: str = ""


def read_field(index: Index, pointer: str) -> Field | Text:
    """Return the field at ``pointer``, or why nothing printed of it can be changed there."""
    found = index.trace(pointer)
    if found is None:
        return _GONE
    file, path, missing = found
    if isinstance(file.record, Profile):
        return _PROFILE
    if missing:
        return _ABSENT
    value: Any = file.tree.data
    for step in path:
        value = value[step]
    if not path or isinstance(value, list | dict):
        return _COMPUTED
    name = next(part for part in reversed(path) if isinstance(part, str))
    owner = find_owner(type(file.record), path)
    shapes = describe_fields(owner)
    names = [part for part in path if part in shapes]
    shape = shapes.get(str(names[-1] if names else name))
    if shape is None or shape.reference or not isinstance(value, str):
        return _COMPUTED
    if shape.prose:
        return Field("prose", read_prose(value), "\n" if value.endswith("\n") else "")
    if shape.wording:
        return Field("line", value.strip())
    return _read_scalar(value)


def _read_scalar(value: str) -> Field | Text:
    try:
        return Field("scalar", parse_date(value))
    except ScalarError:
        pass
    try:
        number = parse_number(value) if type(value) is Plain else None
    except ScalarError:
        number = None
    if number is None:
        return Field("line", value.strip())
    whole = number == number.to_integral_value() and "." not in value
    return Field("scalar", int(number) if whole else number)


_GONE = Text("isinya tidak ada lagi", "the content is gone")
_PROFILE = Text(
    "kata ini milik profil; ubah di sana bila memang dimaksud",
    "this word is the profile's; change it there if that is meant",
)
_ABSENT = Text(
    "isian ini belum ada; tambahkan sendiri di sini", "this field is not there; add it here by hand"
)
_COMPUTED = Text(
    "dihitung atau dirangkai dari isi di sini; ubah isi itu",
    "computed or put together from what stands here; change that",
)
