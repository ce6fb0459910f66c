"""What a sheet of ``forms/*.yaml`` names, held against the model: records, fields, tables.

In: the specs with their trees. Out: findings at the key that names what is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from masterplan_cli.diagnostics import Diagnostic, Text, UserError
from masterplan_cli.forms.specs import SheetSpec, parse_specs
from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.program import Program
from masterplan_cli.model.readiness import Readiness
from masterplan_cli.model.supporting_plan import SupportingPlans
from masterplan_cli.schema.nearest import suggest_nearest
from masterplan_cli.schema.record import Record, describe_fields
from masterplan_cli.source.overlay import Overlay
from masterplan_cli.source.tree import Path, Tree

ROOTS: Final[Mapping[str, type[Record]]] = {
    model.KIND: model for model in (Program, Pillar, Readiness, SupportingPlans)
}
"""What a sheet's ``records`` may start with."""


_OWN: Final = "templates/"


def check_sheets(templates: Overlay) -> tuple[dict[str, SheetSpec], list[Diagnostic]]:
    """Return the sheets of a profile's forms by name, and what is wrong in the workspace's own."""
    specs: dict[str, SheetSpec] = {}
    found: list[Diagnostic] = []
    for parsed in parse_specs(templates):
        found.extend(parsed.findings)
        if parsed.record is None or parsed.tree is None:
            continue
        specs[parsed.name] = parsed.record
        if parsed.file.startswith(_OWN):
            found.extend(inspect_sheet(parsed.record, parsed.tree, templates))
    return specs, found


def read_sheets(templates: Overlay) -> dict[str, SheetSpec]:
    """Return the sheets by name. Raises UserError for the first mistake in them."""
    specs, found = check_sheets(templates)
    if found:
        fault = found[0]
        place = f"{fault.span.file}:{fault.span.line}"
        raise UserError(
            Text(f"{place}: {fault.message.id}", f"{place}: {fault.message.en}"), fault.hint
        )
    return specs


def inspect_sheet(spec: SheetSpec, tree: Tree, templates: Overlay) -> Iterator[Diagnostic]:
    """Yield what a sheet names that the model or the profile does not have."""
    inspection = _Inspection(tree)
    models = list(_follow_records(inspection, spec))
    if len(models) == len(spec.steps) + 1:
        _inspect_fields(inspection, spec, models)
    tables = [name.removeprefix("tables/").removesuffix(".yaml")
              for name in templates.list("tables/*.yaml")]  # fmt: skip
    for name in spec.terms:
        inspection.expect(("terms", name), name, tables, ("tabel", "table"))
    yield from inspection.found


class _Inspection:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.found: list[Diagnostic] = []

    def expect(self, place: Path, name: str, known: Iterable[str], noun: tuple[str, str]) -> bool:
        """Note that ``name`` is none of the ``known``; say whether it is one."""
        listed = list(known)
        if name in listed:
            return True
        hint = suggest_nearest(name, listed) or Text(
            f"Yang dikenal: {', '.join(listed)}", f"Known are: {', '.join(listed)}"
        )
        message = Text(f"tidak ada {noun[0]} “{name}”", f"there is no {noun[1]} '{name}'")
        named_by_key = place[0] in ("terms", "headings", "words")
        span = self._tree.key_span(place) if named_by_key else self._tree.span(place)
        self.found.append(Diagnostic("form-sheet", message, span, hint=hint))
        return False


def _follow_records(inspection: _Inspection, spec: SheetSpec) -> Iterator[type[Record]]:
    """Yield the classes on the way to the rows, as far as it leads."""
    noun = ("catatan", "record")
    if not inspection.expect(("records",), spec.root, ROOTS, noun):
        return
    model = ROOTS[spec.root]
    yield model
    for step in spec.steps:
        below = {
            name: shape.record
            for name, shape in describe_fields(model).items()
            if shape.record is not None
        }
        if step != "*" and not inspection.expect(("records",), step, below, noun):
            return
        found = next(iter(below.values())) if step == "*" and below else below.get(step)
        if found is None:
            return
        model = found
        yield model


def _inspect_fields(inspection: _Inspection, spec: SheetSpec, models: list[type[Record]]) -> None:
    model = models[-1]
    paths = list(list_paths(model))
    noun = ("kunci", "key")
    fields: tuple[tuple[str, Iterable[Any]], ...] = (
        ("leave_out", spec.leave_out), ("required", spec.required), ("total", spec.total),
    )  # fmt: skip
    for key, names in fields:
        for number, name in enumerate(names):
            inspection.expect((key, number), name, paths, noun)
    quadrants = [name for above in models for name in describe_fields(above)] if spec.choice else []
    for name in spec.headings:
        inspection.expect(("headings", name), name, [*paths, *quadrants], noun)
    for name in spec.words:
        inspection.expect(("words", name), name, describe_fields(model), noun)
    owner = models[0] if spec.owner == "root" else model
    inspection.expect(("owner_field",), spec.owner_field, describe_fields(owner), noun)
    if spec.across is not None:
        for key in ("by", "value"):
            name = getattr(spec.across, key)
            inspection.expect(("across", key), name, describe_fields(model), noun)


def list_paths(model: type[Record], above: str = "") -> Iterator[str]:
    """Yield the fields of a record, and those of what it holds one of, as ``baseline.year``."""
    for name, shape in describe_fields(model).items():
        yield f"{above}{name}"
        if shape.record is not None and not shape.container:
            yield from list_paths(shape.record, f"{above}{name}.")
