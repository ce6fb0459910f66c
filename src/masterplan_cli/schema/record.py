"""The base of every record and the marks that fields carry."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from masterplan_cli.frozen import dataclass
from masterplan_cli.schema.fields import Flag, ProseMark, WordingMark

_ID = ("id",)
_UNTOLD: set[str] = set()
"""Stands in every record for the names of the fields that were given; nobody asks for them, and
pydantic itself changes the sets of copies only."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field whose text is the id of a record of ``kind``."""

    kind: str


class Record(BaseModel):
    """One mapping of the YAML.

    ``KIND`` names records that others may refer to by id: their pointer is ``kind/id`` wherever
    they stand. Records without a kind are addressed below their parent, by ``KEY``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    KIND: ClassVar[str] = ""
    KEY: ClassVar[tuple[str, ...]] = _ID

    illustrative: Flag = False

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return pydantic's own schema, but for the names of the fields that were given.

        Why: a set for each of 45,000 records takes 30 MB, more than all their values.
        """
        schema = handler(source)
        model: Any = handler.resolve_ref_schema(schema)
        while model["type"] != "model":
            model = model["schema"]
        model["schema"] = core_schema.no_info_after_validator_function(
            lambda values: (values[0], None, _UNTOLD), model["schema"]
        )
        return schema

    @model_validator(mode="before")
    @classmethod
    def drop_empty_keys(cls, data: Any) -> Any:
        """Treat ``key:`` with nothing behind it as not given: an early draft is full of them.

        Why known keys only: in ``{amount: 1,2 miliar}`` YAML sees the amount 1 and an empty key.
        """
        if isinstance(data, dict) and None in data.values():
            known = cls.model_fields
            return {
                key: value for key, value in data.items() if value is not None or key not in known
            }
        return data

    @classmethod
    def read_key(cls, values: Mapping[str, object]) -> str:
        """Return the part of a pointer that ``values`` (raw YAML or fields) stand for."""
        key = ""
        for number, name in enumerate(cls.KEY):
            part = values.get(name)
            text = "" if part is None else str(part)
            key = f"{key}:{text}" if number else text
        return key

    @property
    def key(self) -> str:
        """The record's own part of a pointer: its id, or its natural key joined by ``:``."""
        if self.KEY is _ID:
            return str(self.__dict__["id"])
        return self.read_key(self.__dict__)

    @property
    def has_full_key(self) -> bool:
        """Say whether every part of the key is given: a draft's rows may still lack one."""
        return all(self.__dict__.get(name) is not None for name in self.KEY)


class FieldShape(NamedTuple):
    """What a field of a record is: prose, a reference, records, and what container holds it.

    ``wording`` is "own" for words of the team's, "quoted" for others', else empty.
    """

    name: str
    prose: bool = False
    reference: str = ""
    record: type[Record] | None = None
    container: str = ""
    wording: str = ""


def _describe_annotation(name: str, annotation: Any, metadata: tuple[Any, ...]) -> FieldShape:
    """Walk one annotation to its innermost type, collecting marks on the way."""
    prose, wording, reference, container = False, "", "", ""
    record: type[Record] | None = None
    pending: list[Any] = [annotation, *metadata]
    while pending:
        part = pending.pop()
        origin = get_origin(part)
        if isinstance(part, ProseMark):
            prose = True
        elif isinstance(part, WordingMark):
            wording = "quoted" if part.quoted else "own"
        elif isinstance(part, Reference):
            reference = part.kind
        elif origin in (tuple, list, dict):
            container = "mapping" if origin is dict else "list"
            pending.extend(get_args(part))
        elif isinstance(part, type) and issubclass(part, Record):
            record = part
        elif origin is Annotated or get_args(part):
            pending.extend(get_args(part))
    return FieldShape(name, prose, reference, record, container, wording)


@cache
def describe_fields(model: type[Record]) -> dict[str, FieldShape]:
    """Return the shape of every field of ``model``, by name."""
    return {
        name: _describe_annotation(name, info.annotation, tuple(info.metadata))
        for name, info in model.model_fields.items()
    }


@cache
def list_record_fields(model: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields of ``model`` that hold records."""
    shapes = describe_fields(model).items()
    return tuple(name for name, shape in shapes if shape.record is not None)


@cache
def list_wording_fields(model: type[Record]) -> tuple[FieldShape, ...]:
    """Return the shapes of the fields of ``model`` that hold words of the team's own."""
    return tuple(shape for shape in describe_fields(model).values() if shape.wording == "own")


@cache
def list_reference_fields(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return name and kind of the fields of ``model`` that refer to other records."""
    shapes = describe_fields(model).items()
    return tuple((name, shape.reference) for name, shape in shapes if shape.reference)


def find_owner(model: type[Record], path: tuple[str | int, ...]) -> type[Record]:
    """Return the class of the innermost record on the way to the last part of ``path``."""
    owner = model
    for part in path[:-1]:
        if isinstance(part, str):
            shape = describe_fields(owner).get(part)
            if shape is not None and shape.record is not None:
                owner = shape.record
    return owner


@cache
def list_kinds(model: type[Record]) -> frozenset[str]:
    """Return the kinds of ``model`` and of every record that it may hold."""
    below = (shape.record for shape in describe_fields(model).values())
    kinds = frozenset({model.KIND} if model.KIND else ())
    return kinds.union(*(list_kinds(record) for record in below if record is not None))
