"""New records of a form: which file and list they go into, and what id they get."""

from __future__ import annotations

from typing import Any, Final

from masterplan_cli.diagnostics import Text
from masterplan_cli.forms.columns import CHOICE, PARENT
from masterplan_cli.forms.findings import report_cell
from masterplan_cli.forms.merge.across import AcrossEditor
from masterplan_cli.forms.merge.changeset import Target, Touch, Work, follow_path
from masterplan_cli.forms.merge.compare import Take
from masterplan_cli.forms.merge.records import (
    choose_id,
    list_absent,
    nest_values,
    order_record,
)
from masterplan_cli.forms.reading.lines import NEW, Line
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.schema.record import describe_fields


class Creator:
    """Plans the new records of one OPD."""

    def __init__(self, plan: Masterplan, opd: str, work: Work, across: AcrossEditor) -> None:
        """Note in ``work`` what is to be added to ``plan``; it belongs to ``opd``."""
        self._plan = plan
        self._opd = opd
        self._work = work
        self._across = across
        self._taken: dict[str, set[str]] = {}

    def create(self, line: Line) -> None:
        """Note the record of one new line."""
        sheet = line.sheet
        if sheet.spec.across is not None:
            self._create_across(line)
            return
        record = nest_values(sheet.columns, line.values)
        if not self._is_complete(line, record) or not self._has_parent(line):
            return
        if sheet.is_programs:
            self._create_program(line, record)
        elif sheet.spec.steps == ("quick_win",):
            self._create_single(line, record)
        else:
            self._create_listed(line, record)

    def _is_complete(self, line: Line, record: dict[str, Any]) -> bool:
        """Name the cells that a record cannot do without; say whether there is none."""
        spec = line.sheet.spec
        known = {**record, spec.owner_field: self._opd}
        absent = list(list_absent(line.sheet.model, known))
        for path in absent:
            column = next((one for one in line.sheet.columns if one.path == path), None)
            name = column.heading if column is not None else path[-1]
            message = Text(
                f"“{name}” wajib diisi; baris baru ini belum ditambahkan",
                f"'{name}' is required; this new row is not added yet",
            )
            hint = Text("Isi selnya, lalu impor lagi.", "Fill in the cell, and import again.")
            self._refuse(line, column.id if column is not None else "", message, hint)
        return not absent

    def _has_parent(self, line: Line) -> bool:
        """Name a row below a new programme that is not added itself."""
        parent = str(line.values.get(PARENT, ""))
        if not parent.startswith(NEW) or parent in self._work.programs:
            return True
        self._refuse(line, PARENT, *_NO_PROGRAM)
        return False

    def _create_across(self, line: Line) -> None:
        parent = str(line.values.get(PARENT, ""))
        keys = [one for one in line.sheet.columns if one.locked and one.path]
        if not parent:
            self._refuse(line, PARENT, *_NO_PARENT)
        if not parent or not self._has_parent(line):
            return
        fixed = ":".join(str(line.values.get(one.id, "")) for one in keys)
        key = "/".join((f"program/{parent}", *line.sheet.spec.steps, fixed))
        for column in line.sheet.columns:
            if column.item and line.values.get(column.id):
                take = Take(line.sheet, key, column, line.values[column.id], line.cells[column.id])
                self._across.take(take, line)

    def _create_program(self, line: Line, record: dict[str, Any]) -> None:
        pillar = str(line.values.get(PARENT, "")) or self._find_pillar(record.get("strategy"))
        if not pillar:
            self._refuse(line, PARENT, *_NO_PILLAR)
            return
        folder = self._plan.find_pillar(pillar)
        siblings = [program.id for program in folder.programs] if folder else []
        name = str(record.get("name", ""))
        new = self._choose_id("program", siblings, f"{pillar}-{self._opd}", name)
        record = {"id": new, **record, "owner": self._opd}
        record = order_record(record, line.sheet.model.model_fields)
        file = self._find_file(pillar)
        target = Target(file, (), "programs", ("programs",))
        self._work.inserts.setdefault(target, []).append(record)
        self._work.programs[line.alias or new] = (new, record)
        self._touch_record(f"program/{new}", line)

    def _find_pillar(self, strategy: Any) -> str:
        entry = self._plan.index.entries.get("strategy", {}).get(str(strategy))
        return entry.file.folder if entry else ""

    def _find_file(self, pillar: str) -> str:
        """Return the file of a pillar that holds most of the OPD's programmes, else its own."""
        counts: dict[str, int] = {}
        for entry in self._plan.index.entries.get("program", {}).values():
            if entry.file.folder == pillar and entry.record.__dict__.get("owner") == self._opd:
                counts[entry.file.tree.file] = counts.get(entry.file.tree.file, 0) + 1
        if counts:
            return max(counts, key=lambda name: counts[name])
        file = f"pillars/{pillar}/programs-{self._opd}.yaml"
        if not self._has_file(file):
            self._work.edits.created[file] = "programs:\n"
        return file

    def _has_file(self, file: str) -> bool:
        return any(one.tree.file == file for one in self._plan.workspace.files)

    def _create_single(self, line: Line, record: dict[str, Any]) -> None:
        """Give a programme its quick win."""
        parent = str(line.values.get(PARENT, ""))
        name = line.sheet.spec.steps[0]
        record = order_record(record, line.sheet.model.model_fields)
        held = self._work.programs.get(parent)
        if held is not None:
            held[1][name] = record
            self._touch_record(f"program/{held[0]}/{name}", line)
            return
        program = self._plan.index.find("program", parent)
        if program is None:
            self._refuse(line, PARENT, *_NO_PARENT)
            return
        self._work.models.setdefault(f"program/{parent}", type(program))
        self._work.updates.setdefault(f"program/{parent}", {})[name] = record
        self._touch_record(f"program/{parent}/{name}", line)

    def _create_listed(self, line: Line, record: dict[str, Any]) -> None:
        sheet = line.sheet
        target, siblings, above, held = self._find_list(line)
        if target is None and held is None:
            return
        if "id" in sheet.model.model_fields:
            name = next((str(one) for one in record.values() if isinstance(one, str)), "")
            if sheet.spec.owner == "row":
                record = {sheet.spec.owner_field: self._opd, **record}
            kind = sheet.model.KIND or f"{above}"
            record["id"] = self._choose_id(kind, siblings, sheet.spec.new_id, name)
        record = order_record(record, sheet.model.model_fields)
        if held is not None:
            held.append(record)
        elif target is not None:
            self._work.inserts.setdefault(target, []).append(record)
        key = sheet.model.read_key(record)
        kind = sheet.model.KIND
        self._touch_record(f"{kind}/{key}" if kind else f"{above}/{key}", line)

    def _find_list(
        self, line: Line
    ) -> tuple[Target | None, list[str], str, list[dict[str, Any]] | None]:
        """Return the list for a new record, its ids, its pointer; or that of a new programme."""
        spec = line.sheet.spec
        parent = str(line.values.get(PARENT, ""))
        if spec.parent and not parent:
            self._refuse(line, PARENT, *_NO_PARENT)
            return None, [], "", None
        steps = [str(line.values.get(CHOICE, "")) if step == "*" else step for step in spec.steps]
        if not all(steps):
            self._refuse(line, CHOICE, *_NO_CHOICE)
            return None, [], "", None
        if spec.root == "program" and parent in self._work.programs:
            return self._find_new_list(parent, steps)
        root = f"{spec.root}/{parent}" if parent else spec.root
        pending = self._work.updates.get(root, {}).get(steps[0])
        if isinstance(pending, dict) and len(steps) > 1:
            held = pending.setdefault(steps[-1], [])
            return None, [], "/".join((root, *steps)), held
        found = self._plan.index.trace(root)
        if found is None:
            return self._begin_root(line, parent, steps)
        file, path, _ = found
        data = follow_path(file.tree.data, path)
        model = type(self._plan.index.entries[spec.root][parent].record)
        for step in steps[:-1]:
            below = data.get(step) if isinstance(data, dict) else None
            shape = describe_fields(model)[step]
            if not isinstance(below, dict):
                if step == "quick_win":
                    self._refuse(line, PARENT, *_NO_QUICK_WIN)
                    return None, [], "", None
                key, order = step, tuple(describe_fields(model))
                target = Target(file.tree.file, path, f"{key}/{steps[-1]}", order)
                return target, [], "/".join((root, *steps)), None
            path, data = (*path, step), below
            assert shape.record is not None
            model = shape.record
        rows = data.get(steps[-1]) or [] if isinstance(data, dict) else []
        ids = [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]
        target = Target(file.tree.file, path, steps[-1], tuple(describe_fields(model)))
        return target, ids, "/".join((root, *steps)), None

    def _find_new_list(
        self, parent: str, steps: list[str]
    ) -> tuple[Target | None, list[str], str, list[dict[str, Any]] | None]:
        new, record = self._work.programs[parent]
        for step in steps[:-1]:
            record = record.setdefault(step, {})
        held = record.setdefault(steps[-1], [])
        ids = [str(row.get("id", "")) for row in held]
        return None, ids, "/".join((f"program/{new}", *steps)), held

    def _begin_root(
        self, line: Line, parent: str, steps: list[str]
    ) -> tuple[Target | None, list[str], str, list[dict[str, Any]] | None]:
        """Return the list in a file, or a component, that is not there yet."""
        root = line.sheet.spec.root
        if root == "supporting-plans":
            file = "region/supporting-plans.yaml"
            if not self._has_file(file):
                self._work.edits.created[file] = f"{steps[-1]}:\n"
            return Target(file, (), steps[-1], ()), [], root, None
        if root == "readiness":
            held: list[dict[str, Any]] = []
            file = "region/readiness.yaml"
            if not self._has_file(file):
                self._work.edits.created[file] = "components:\n"
            component = {"id": parent, steps[-1]: held}
            target = Target(file, (), "components", ("components",))
            self._work.inserts.setdefault(target, []).append(component)
            return None, [], f"{root}/{parent}/{steps[-1]}", held
        self._refuse(line, PARENT, *_NO_PILLAR_FILE)
        return None, [], "", None

    def _choose_id(self, kind: str, siblings: list[str], prefix: str | None, name: str) -> str:
        taken = self._taken.setdefault(kind, set(self._plan.index.list_names(kind)))
        new = choose_id([*siblings, *(taken if "/" in kind else ())], taken, prefix, name)
        taken.add(new)
        siblings.append(new)
        return new

    def _touch_record(self, pointer: str, line: Line) -> None:
        for column in line.sheet.columns:
            if column.path and column.id in line.cells:
                place = line.cells[column.id]
                steps = (*column.path, column.item) if column.item else column.path
                self._work.edits.touches.append(Touch(f"{pointer}/{'/'.join(steps)}", place, line))
        first = next(iter(line.cells.values()), line.place)
        self._work.edits.touches.append(Touch(pointer, first, line))

    def _refuse(self, line: Line, column: str, message: Text, hint: Text) -> None:
        if line.faulty and column not in line.values:
            return  # What stands there was not understood, which has been said.
        place = line.cells.get(column, line.place)
        self._work.edits.findings.append(report_cell("form-row-incomplete", place, message, hint))


_NO_PARENT: Final = (
    Text("baris baru ini belum menyebut induknya", "this new row names no parent"),
    Text("Pilih program, dimensi, atau komponennya dari daftar.", "Choose it from the list."),
)
_NO_PROGRAM: Final = (
    Text(
        "program baru yang memuat baris ini belum dapat ditambahkan",
        "the new programme of this row cannot be added yet",
    ),
    Text("Lengkapi dahulu barisnya pada lembar Program.", "Complete its row in Program first."),
)
_NO_CHOICE: Final = (
    Text("baris baru ini belum menyebut jenisnya", "this new row names no kind"),
    Text("Pilih jenisnya dari daftar.", "Choose it from the list."),
)
_NO_PILLAR: Final = (
    Text("program baru ini belum menyebut dimensinya", "this new programme names no dimension"),
    Text("Pilih dimensi atau strateginya dari daftar.", "Choose its dimension or strategy."),
)
_NO_PILLAR_FILE: Final = (
    Text("dimensi ini belum memiliki pillar.yaml", "this dimension has no pillar.yaml yet"),
    Text("Buat berkas dimensinya dahulu.", "Make the dimension's file first."),
)
_NO_QUICK_WIN: Final = (
    Text("program ini belum memiliki quick win", "this programme has no quick win yet"),
    Text("Isi dahulu lembar Quick win.", "Fill in the sheet Quick win first."),
)
