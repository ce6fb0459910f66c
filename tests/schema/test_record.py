"""What a record says of itself: field shapes, keys, kinds."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from pydantic import Field, ValidationError

from masterplan_cli.model.governance import Governance
from masterplan_cli.model.pillar import Pillar, Strategy, SubDimension
from masterplan_cli.model.program import Budget, Indicator, Program, ProgramsFile
from masterplan_cli.model.workspace import REGION_FILES
from masterplan_cli.profile.records import Profile
from masterplan_cli.schema.fields import Line, Prose, Rupiah, Slug, Year
from masterplan_cli.schema.record import (
    FieldShape,
    Record,
    Reference,
    describe_fields,
    find_owner,
    list_kinds,
)
from masterplan_cli.source.scalars import Plain


class Child(Record):
    KIND: ClassVar[str] = "child"

    id: Slug


class Parent(Record):
    KEY: ClassVar[tuple[str, ...]] = ("year", "name")

    name: Line | None = None
    year: Year | None = None
    text: Prose | None = None
    owner: Annotated[Slug, Reference("opd")] | None = None
    partners: tuple[Annotated[Slug, Reference("opd")], ...] = ()
    one: Child | None = None
    many: tuple[Child, ...] = ()
    tags: tuple[Line, ...] = ()
    amounts: dict[str, Rupiah] = Field(default={})


def test_shapes_of_all_sorts_of_fields() -> None:
    shapes = describe_fields(Parent)

    assert shapes == {
        "illustrative": FieldShape("illustrative"),
        "name": FieldShape("name", wording="own"),
        "year": FieldShape("year"),
        "text": FieldShape("text", prose=True, wording="own"),
        "owner": FieldShape("owner", reference="opd"),
        "partners": FieldShape("partners", reference="opd", container="list"),
        "one": FieldShape("one", record=Child),
        "many": FieldShape("many", record=Child, container="list"),
        "tags": FieldShape("tags", container="list", wording="own"),
        "amounts": FieldShape("amounts", container="mapping"),
    }


@pytest.mark.parametrize(
    ("model", "field", "shape"),
    [
        (Program, "owner", FieldShape("owner", reference="opd")),
        (Program, "partners", FieldShape("partners", reference="opd", container="list")),
        (Program, "description", FieldShape("description", prose=True, wording="own")),
        (Program, "budget", FieldShape("budget", record=Budget, container="list")),
        (Indicator, "targets", FieldShape("targets", container="mapping")),
        (Pillar, "id", FieldShape("id", reference="dimension")),
        (
            SubDimension,
            "strategies",
            FieldShape("strategies", record=Strategy, container="list"),
        ),
    ],
)
def test_shapes_of_the_model(model: type[Record], field: str, shape: FieldShape) -> None:
    assert describe_fields(model)[field] == shape


def test_key_reads_the_same_from_yaml_and_from_the_record() -> None:
    raw = {"year": Plain("2024"), "source": "apbd", "amount": Plain("5")}
    row = Budget.model_validate(raw)

    assert row.key == Budget.read_key(raw) == "2024:apbd"
    assert row.has_full_key


@pytest.mark.parametrize("raw", [{"year": Plain("2024")}, {"year": Plain("2024"), "source": None}])
def test_key_of_a_row_that_lacks_a_part(raw: dict[str, object]) -> None:
    row = Budget.model_validate({**raw, "amount": Plain("5")})

    assert row.key == Budget.read_key(raw) == "2024:"
    assert not row.has_full_key


def test_record_without_key_has_none() -> None:
    assert Governance().key == ""


def test_records_cannot_be_changed() -> None:
    row = Budget.model_validate({"year": Plain("2024"), "amount": Plain("5")})

    with pytest.raises(ValidationError):
        row.amount = 6  # type: ignore[misc]


def test_owner_of_a_path_is_the_innermost_record() -> None:
    assert find_owner(ProgramsFile, ()) is ProgramsFile
    assert find_owner(ProgramsFile, ("programs",)) is ProgramsFile
    assert find_owner(ProgramsFile, ("programs", 0, "name")) is Program
    assert find_owner(ProgramsFile, ("programs", 0, "budget", 2, "amount")) is Budget
    assert find_owner(ProgramsFile, ("programs", 0, "indicators", 1, "targets", "2024")) is (
        Indicator
    )


def test_kinds_below_a_record() -> None:
    assert list_kinds(Pillar) == {"pillar", "issue", "gap", "swot", "goal", "strategy"} | {
        "pillar-part"
    }
    assert list_kinds(Budget) == frozenset()


def test_every_kind_is_one_class() -> None:
    """Two classes of one kind would take each other's ids."""
    found: dict[str, type[Record]] = {}
    pending = [*REGION_FILES.values(), Pillar, ProgramsFile, Profile]
    seen: set[type[Record]] = set()
    while pending:
        model = pending.pop()
        if model in seen:
            continue
        seen.add(model)
        if model.KIND:
            assert found.setdefault(model.KIND, model) is model
        pending += [shape.record for shape in describe_fields(model).values() if shape.record]

    assert len(found) > 20


def test_a_copy_leaves_its_record_and_all_others_alone() -> None:
    first, second = Child.model_validate({"id": "a"}), Child.model_validate({"id": "b"})
    copy = first.model_copy(update={"illustrative": True})

    assert (first.illustrative, copy.illustrative) == (False, True)
    assert first != copy
    assert second == Child.model_validate({"id": "b", "illustrative": Plain("false")})
    assert second.model_fields_set == set()
