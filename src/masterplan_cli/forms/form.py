"""A form of one plan: its sheets with their columns, choices, and every OPD's rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from masterplan_cli.forms.choices import Choices
from masterplan_cli.forms.columns import CHOICE, ColumnMaker, read_terms
from masterplan_cli.forms.inspection import ROOTS, read_sheets
from masterplan_cli.forms.rows import FormRow, Sheet, Value, find_model, gather_rows, list_quadrants
from masterplan_cli.forms.specs import SheetSpec
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.render.specs import SpecReader
from masterplan_cli.render.state import TemplateFaultError
from masterplan_cli.render.table_spec import TableSpec
from masterplan_cli.scaffold.key_texts import describe_key
from masterplan_cli.source.overlay import Overlay


@dataclass(frozen=True)
class Form:
    """What all forms of a plan share.

    Why no slots: rows are gathered once, when the first form asks.
    """

    plan: Masterplan
    sheets: tuple[Sheet, ...]
    choices: Choices

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, list[FormRow]]]:
        """Rows by sheet, then by OPD."""
        return {sheet.id: gather_rows(self.plan, sheet) for sheet in self.sheets}

    def read_values(self, opd: str) -> dict[str, dict[str, Mapping[str, Value]]]:
        """Return one OPD's values by sheet and key."""
        return {
            sheet.id: {
                row.key: row.values for row in gather_rows(self.plan, sheet, opd).get(opd, ())
            }
            for sheet in self.sheets
        }

    def list_rows(self, sheet: Sheet, opd: str) -> list[FormRow]:
        """Return the rows of one OPD in a sheet."""
        return self.rows[sheet.id].get(opd, [])

    def list_owners(self) -> list[str]:
        """Return the OPDs that get a form: every agency, and who else owns anything."""
        owning = {name for groups in self.rows.values() for name, rows in groups.items() if rows}
        return [
            opd.id for opd in self.plan.workspace.opds if opd.kind == "agency" or opd.id in owning
        ]


def open_form(plan: Masterplan, templates: Overlay) -> Form:
    """Return the form of a plan. Raises UserError where a sheet of the profile has mistakes."""
    choices = Choices(plan)
    reader = SpecReader(templates)
    sheets = []
    for name, spec in read_sheets(templates).items():
        model = find_model(ROOTS, spec)
        terms = read_terms(spec, _read_tables(reader, spec))
        columns = ColumnMaker(plan, spec, terms, describe_key, f"{CHOICE}:{name}").make(model)
        for field, words in spec.words.items():
            choices.add_words(f"{model.__name__}.{field}", words)
        if spec.choice is not None:
            quadrants = list_quadrants(ROOTS[spec.root], spec)
            labels = {one: spec.headings.get(one, one) for one in quadrants}
            choices.add_words(f"{CHOICE}:{name}", labels)
        sheets.append(Sheet(name, spec, model, columns))
    return Form(plan, tuple(sheets), choices)


def _read_tables(reader: SpecReader, spec: SheetSpec) -> dict[str, TableSpec]:
    tables = {}
    for name in spec.terms:
        try:
            tables[name] = reader.read(TableSpec, name)
        except TemplateFaultError:
            continue  # A profile without that table: the profile's labels name the columns.
    return tables
