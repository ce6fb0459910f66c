"""The workbook of one OPD: the first sheet, the sheets of records, and three hidden ones."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from masterplan_cli.forms.columns import EXAMPLE
from masterplan_cli.forms.contents import identify, name_parents, read_base
from masterplan_cli.forms.export.cover import CoverTexts, Place, write_cover
from masterplan_cli.forms.export.lists import ListSheet, name_cell
from masterplan_cli.forms.export.looks import Looks
from masterplan_cli.forms.export.sheet import PROGRAM_ROWS, SheetWriter, Tools
from masterplan_cli.forms.form import Form
from masterplan_cli.forms.marks import (
    COVER,
    IDENTITY,
    LISTS,
    PROPERTY,
    Identity,
    list_identity,
)
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.status.completeness import Group
from masterplan_cli.writers.sheets.workbook import OLDEST


@dataclass(frozen=True, slots=True)
class FormOrder:
    """Whose form, what the checks say of that OPD, the revision, and the deadline in words."""

    opd: Opd
    group: Group | None
    revision: str
    deadline: str = ""


def write_form(form: Form, order: FormOrder) -> bytes:
    """Return one OPD's workbook."""
    from xlsxwriter import Workbook

    from masterplan_cli.forms.export.plain_sheet import PlainSheet

    sink = io.BytesIO()
    book = Workbook(
        sink, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    opd = order.opd.id
    identity = identify(form.plan, opd, order.revision)
    book.set_properties({"title": f"Formulir {order.opd.name}", "created": OLDEST})
    book.set_custom_property(PROPERTY, identity.build_id)
    looks = Looks(book)
    lists = ListSheet(book, form.choices)
    tools = Tools(looks, lists, form.choices, name_parents(form, opd), order.opd.name)
    cover = book.add_worksheet(COVER)
    targets = [
        (sheet, book.add_worksheet(sheet.spec.title[:31], PlainSheet)) for sheet in form.sheets
    ]
    lists.attach(book.add_worksheet(LISTS))
    places: dict[str, Place] = {}
    for sheet, target in targets:
        writer = SheetWriter(sheet, form.list_rows(sheet, opd), target, tools)
        writer.write()
        if order.group is not None and order.group.owing:
            _note_places(places, form, sheet.id, writer, opd)
        if sheet.is_programs:
            _name_programs(book, sheet.spec.title, writer, len(form.list_rows(sheet, opd)), sheet)
    titles = {sheet.spec.title: sheet.spec.intro for sheet in form.sheets}
    items = order.group.items if order.group else ()
    base = read_base(form, opd)
    examples = any(row.get(EXAMPLE) for rows in base.values() for row in rows.values())
    texts = _write_texts(form.plan, order, identity, examples=examples)
    write_cover(cover, looks, texts, items, places, titles)
    _write_identity(book, identity, base)
    book.close()
    return sink.getvalue()


def _name_programs(book: Any, title: str, writer: SheetWriter, rows: int, sheet: Any) -> None:
    """Name the cells of programme names, blank lines included: other sheets choose from them."""
    slot = writer.find_slot("name")
    if slot is None:
        return
    first = name_cell(*writer.place(2, slot), fixed="both")
    last = name_cell(*writer.place(rows + sheet.spec.blank + 1, slot), fixed="both")
    book.define_name(PROGRAM_ROWS, f"='{title}'!{first}:{last}")


def _note_places(
    places: dict[str, Place], form: Form, name: str, writer: SheetWriter, opd: str
) -> None:
    """Remember where each record and field stands, for the list of what is missing."""
    sheet = next(one for one in form.sheets if one.id == name)
    title = sheet.spec.title
    blank = len(form.list_rows(sheet, opd)) + 2
    for line, row in enumerate(form.list_rows(sheet, opd), 2):
        places.setdefault(row.key, (title, name_cell(*writer.place(line, 1))))
        for column in sheet.columns:
            slot = writer.find_slot(column.id)
            if column.path and slot is not None:
                cell = (title, name_cell(*writer.place(line, slot)))
                places.setdefault(f"{row.key}/{'/'.join(column.path)}", cell)
    if sheet.spec.root == "program" and sheet.spec.steps:
        for program in name_parents(form, opd):
            pointer = "/".join(("program", program, *sheet.spec.steps))
            places.setdefault(pointer, (title, name_cell(*writer.place(blank, 1))))


def _write_texts(
    plan: Masterplan, order: FormOrder, identity: Identity, *, examples: bool
) -> CoverTexts:
    coordinator = plan.workspace.manifest.coordinator
    opd = next((one for one in plan.workspace.opds if one.id == coordinator), None)
    contact = f"Tim Penyusun Masterplan, {opd.name}." if opd else "Tim Penyusun Masterplan."
    group = order.group
    return CoverTexts(
        region=identity.region,
        stage=plan.stage.name,
        opd=order.opd.name,
        deadline=order.deadline,
        contact=contact,
        build_id=identity.build_id,
        required=group.required if group else 0,
        done=group.done if group else 0,
        examples=examples,
    )


def _write_identity(book: Any, identity: Identity, base: Mapping[str, Any]) -> None:
    target = book.add_worksheet(IDENTITY)
    for row, (name, value) in enumerate(list_identity(identity, base)):
        target.write_string(row, 0, name)
        target.write_string(row, 1, value)
    target.very_hidden()
    book.get_worksheet_by_name(LISTS).very_hidden()
