"""Views: records, lists and mappings as templates see them.

A view hands out marked values, follows references by itself (``program.owner.name``), and offers
what ``relations`` computes (``pillar.programs``). Records themselves stay untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.render.marks import (
    MarkedInt,
    MarkedProse,
    MarkedText,
    Missing,
    mark_date,
    mark_number,
    mark_text,
)
from masterplan_cli.schema.record import FieldShape, Record, describe_fields

Relation = Callable[["Site", Any], object]

_NAMES = ("short_name", "name", "title", "text", "item", "activity", "label", "office", "id")


class Related(NamedTuple):
    """What a relation returns where the pointer is not simply the relation's name below."""

    value: object
    origin: str


@dataclass(frozen=True)
class Site:
    """The plan that views look into, and the relations they offer by (kind, name)."""

    plan: Masterplan
    relations: Mapping[tuple[type[Record], str], Relation]
    fields: dict[type[Record], Mapping[str, FieldShape]] = field(default_factory=dict, repr=False)
    _related: dict[tuple[int, str], object] = field(default_factory=dict, repr=False)
    known: dict[int, RecordView] = field(default_factory=dict, repr=False)

    def list_fields(self, kind: type[Record]) -> Mapping[str, FieldShape]:
        """Return the fields of a class of records, but for those that a relation stands for."""
        fields = self.fields.get(kind)
        if fields is None:
            fields = self.fields[kind] = {
                name: shape
                for name, shape in describe_fields(kind).items()
                if (kind, name) not in self.relations
            }
        return fields

    def relate(self, record: Record, name: str) -> object:
        """Return what a relation computes, computed once: each column of a grid asks again.

        Raises LookupError where ``record`` has no such relation.
        """
        place = (id(record), name)
        if place not in self._related:
            self._related[place] = self.relations[type(record), name](self, record)
        return self._related[place]

    def view(self, value: Any, origin: str, shape: FieldShape | None = None) -> Any:
        """Return ``value`` as templates see it, its pointer being ``origin``."""
        # By exact type first: nearly everything that a book prints is text or a whole number.
        kind = type(value)
        if kind is str:
            if shape is not None and shape.reference:
                return self.follow(shape.reference, value, origin)
            return mark_text(value, origin, prose=shape is not None and shape.prose)
        if kind is int or kind is Decimal:
            return mark_number(value, origin)
        return self._view_other(value, origin, shape)

    def _view_other(self, value: object, origin: str, shape: FieldShape | None) -> Any:
        if value is None:
            return Missing(origin)
        if type(value) is tuple:
            return ListView(self, value, origin, shape)
        if isinstance(value, Record):
            return self.look_at(value, origin)
        if type(value) is dict:
            return MapView(self, value, origin, keyed=shape is not None)
        match value:
            case RecordView() | Missing():
                return value
            case bool():
                return value
            case str():
                return mark_text(value, origin)
            case int() | Decimal():
                return mark_number(value, origin)
            case date():
                return mark_date(value, origin)
            case Mapping():
                return MapView(self, value, origin, keyed=shape is not None)
            case Sequence():
                return ListView(self, tuple(value), origin, shape)
            case _:
                return value

    def follow(self, kind: str, name: str, origin: str) -> Any:
        """Return the record that a reference names; its own text when it names none."""
        record = self.plan.index.find(kind, name)
        if record is None:
            return mark_text(name, origin)
        return self.look_at(record, f"{kind}/{name}")

    def look_at(self, record: Record, origin: str) -> RecordView:
        """Return the view of ``record``; one for all that look where its pointer is its own.

        Twenty tables of a book ask a programme for its name: what a view was asked, it remembers.
        """
        if not type(record).KIND:
            return RecordView(self, record, origin)
        view = self.known.get(id(record))
        if view is None:
            view = self.known[id(record)] = RecordView(self, record, point_record(record, origin))
        return view


def point_record(record: Record, origin: str) -> str:
    """Return a record's pointer: by kind and key where it has a kind, else ``origin``."""
    kind = type(record).KIND
    if not kind:
        return origin
    key = record.key
    return f"{kind}/{key}" if key else kind


_OWN = frozenset({"origin", "display"})
"""What a view shows beside its record's fields and relations."""


class RecordView:
    """One record; what it was asked once is among its attributes, where Python finds it first."""

    __slots__ = ("__dict__", "_pointer", "_record", "_site")

    def __init__(self, site: Site, record: Record, pointer: str) -> None:
        """Look at ``record``, which stands at ``pointer``."""
        self._site = site
        self._record = record
        self._pointer = pointer

    def __getattr__(self, name: str) -> Any:
        """Return a relation or a field, marked."""
        record, site = self._record, self._site
        kind = type(record)
        shape = (site.fields.get(kind) or site.list_fields(kind)).get(name)
        known: Any
        if shape is not None:
            value = record.__dict__[name]
            # Nearly every one is text or a whole number; a book reads forty thousand.
            if type(value) is str and not shape.reference:
                known = (MarkedProse if shape.prose else MarkedText)(value)
                known.origin = f"{self._pointer}/{name}"
                known.plain = value
                known.printed = None
            elif type(value) is int:
                known = MarkedInt(value)
                known.origin = f"{self._pointer}/{name}"
            else:
                known = site.view(value, f"{self._pointer}/{name}", shape)
        elif (kind, name) in site.relations:
            value, origin = site.relate(record, name), self._pointer
            if type(value) is Related:
                value, origin = value
            known = site.view(value, origin)
        else:
            raise AttributeError(name)
        self.__dict__[name] = known
        return known

    def read(self, name: str) -> Any:
        """Return the attribute ``name`` when first asked: a way around Python's search for it."""
        return getattr(self, name) if name in _OWN else self.__getattr__(name)

    @property
    def origin(self) -> str:
        """The record's pointer."""
        return self._pointer

    def __eq__(self, other: object) -> bool:
        """Compare by place; a text equals the record whose id it is."""
        if isinstance(other, RecordView):
            return self._pointer == other._pointer
        return isinstance(other, str) and other == self._record.key

    def __hash__(self) -> int:
        """Hash by key, so that a text and the record it names agree."""
        return hash(self._record.key)

    def __lt__(self, other: RecordView) -> bool:
        """Sort by pointer, so that grouping by a record works."""
        return self._pointer < other._pointer

    def __str__(self) -> str:
        """Return what people call the record."""
        return str(self.display)

    @property
    def display(self) -> Any:
        """What people call the record, marked: its short name, name, title or text."""
        known = self.__dict__.get("display")
        if known is None:
            known = self.__dict__["display"] = self._find_display()
        return known

    def _find_display(self) -> Any:
        for name in _NAMES:
            if self._record.__dict__.get(name):
                return self._site.view(self._record.__dict__[name], f"{self._pointer}/{name}")
        return mark_text(self._record.key, self._pointer)


class ListView(Sequence[Any]):
    """A list: iterates over views; a text index looks an item up by its key.

    Its views are made once: each chapter asks the same activities for their names again.
    """

    __slots__ = ("_items", "_shape", "_site", "_views", "origin")

    def __init__(
        self, site: Site, items: tuple[Any, ...], origin: str, shape: FieldShape | None = None
    ) -> None:
        """Look at ``items``, which stand at ``origin``."""
        self._site = site
        self._items = items
        self._shape = shape
        self._views: list[Any] | None = None
        self.origin = origin

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def __getitem__(self, index: Any) -> Any:
        """Return an item by position or key; an unknown key gives what is missing."""
        if isinstance(index, slice):
            return ListView(self._site, self._items[index], self.origin, self._shape)
        if isinstance(index, str):
            for item in self._items:
                if isinstance(item, Record) and item.key == index:
                    return self._view(item)
            return Missing(f"{self.origin}/{index}")
        return self._view(self._items[index])

    def __iter__(self) -> Iterator[Any]:
        """Yield each item as a view."""
        views = self._views
        if views is None:
            known, view = self._site.known, self._view
            # A record that was looked at before takes no call: a book's lists hold the same ones.
            views = self._views = [known.get(id(item)) or view(item) for item in self._items]
        return iter(views)

    def __contains__(self, value: object) -> bool:
        """Say whether an item equals ``value``; records also by id."""
        # A number is no record whoever looks: a road map asks each programme for each year.
        if isinstance(value, int) or value in self._items:
            return value in self._items
        views = (self._view(item) for item in self._items)
        return any(view == value for view in views if isinstance(view, RecordView | Missing))

    def _point(self, item: Any) -> str:
        return f"{self.origin}/{item}" if self._shape is not None else self.origin

    def _view(self, item: Any) -> Any:
        kind = type(item)
        if issubclass(kind, Record):
            own = "" if kind.KIND else f"{self.origin}/{item.key}"
            return self._site.look_at(item, own)
        if kind is RecordView or kind is Missing:
            return item
        return self._site.view(item, self._point(item), self._shape)


class MapView(Mapping[Any, Any]):
    """A mapping of plain keys (years) to values; ``entries`` are these as they are.

    ``keyed`` says that its keys stand in the YAML; a computed mapping has one origin throughout.
    """

    __slots__ = ("_site", "entries", "keyed", "origin")

    def __init__(
        self, site: Site, values: Mapping[Any, Any], origin: str, *, keyed: bool = True
    ) -> None:
        """Look at ``values``, which stand at ``origin``."""
        self._site = site
        self.entries = values
        self.keyed = keyed
        self.origin = origin

    def mark_key(self, key: Any) -> Any:
        """Return ``key`` marked with its entry's origin."""
        return self._site.view(key, f"{self.origin}/{key}" if self.keyed else self.origin)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    def __iter__(self) -> Iterator[Any]:
        """Yield each key, marked."""
        return map(self.mark_key, self.entries)

    def __getitem__(self, key: Any) -> Any:
        """Return the value, or what is missing."""
        origin = f"{self.origin}/{key}" if self.keyed else self.origin
        value = self.entries.get(key)
        return Missing(origin) if value is None else self._site.view(value, origin)
