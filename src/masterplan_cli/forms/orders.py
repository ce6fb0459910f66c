"""Forms of a whole plan: which OPDs get one, and what each is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from masterplan_cli.compiler import Loaded, Output
from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.forms.export.book import FormOrder, write_form
from masterplan_cli.forms.form import Form, open_form
from masterplan_cli.model.opd import Opd
from masterplan_cli.render.formats import format_date_long
from masterplan_cli.schema.nearest import suggest_nearest
from masterplan_cli.status.completeness import measure_completeness
from masterplan_cli.status.memo import name_form


def write_forms(
    loaded: Loaded,
    opds: tuple[str, ...],
    revision: str,
    progress: Callable[[str], None] = lambda step: None,
) -> Iterator[Output]:
    """Yield the workbook of each OPD. Raises UserError for an OPD that the registry lacks."""
    plan, profile = loaded.plan, loaded.profile
    if plan is None or profile is None:
        return
    form = open_form(plan, profile.templates)
    chosen = [_find_opd(form, name) for name in opds or form.list_owners()]
    completeness = measure_completeness(plan, loaded.diagnostics, loaded.provisions, "opd")
    groups = {group.id: group for group in completeness.groups}
    due = plan.dates.deadline if plan.dates is not None else None
    deadline = format_date_long(due) if due else ""
    for opd in dict.fromkeys(chosen):
        progress(opd.name)
        data = write_form(form, FormOrder(opd, groups.get(opd.id), revision, deadline))
        yield Output(f"{name_form(plan, opd.id)}.xlsx", data)


def _find_opd(form: Form, name: str) -> Opd:
    found = form.plan.index.find("opd", name)
    if isinstance(found, Opd):
        return found
    known = form.plan.index.list_names("opd")
    raise UserError(
        Text(f"tidak ada OPD “{name}”", f"there is no agency '{name}'"),
        suggest_nearest(name, known)
        or Text(
            "Id OPD terdapat pada region/opd.yaml.", "Ids of agencies stand in region/opd.yaml."
        ),
    )
