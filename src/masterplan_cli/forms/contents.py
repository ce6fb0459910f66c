"""What a form of one OPD holds and says of itself, without any workbook."""

from __future__ import annotations

from masterplan_cli import __version__
from masterplan_cli.forms.form import Form
from masterplan_cli.forms.marks import Base, Identity
from masterplan_cli.model.masterplan import Masterplan


def identify(plan: Masterplan, opd: str, revision: str) -> Identity:
    """Return what a form of this plan says of itself."""
    cohort = plan.workspace.manifest.cohort
    horizon, region = plan.workspace.manifest.horizon, plan.workspace.manifest.region
    return Identity(
        opd, revision, plan.stage.number, plan.profile.id,
        f"{region.type.capitalize()} {region.name}",
        f"{horizon.start}-{horizon.end}", __version__,
        "" if cohort is None else str(cohort),
    )  # fmt: skip


def read_base(form: Form, opd: str) -> Base:
    """Return what the plan holds of one OPD, as a form made from it would."""
    return {
        sheet.id: {row.key: row.values for row in form.list_rows(sheet, opd)}
        for sheet in form.sheets
    }


def name_parents(form: Form, opd: str) -> dict[str, str]:
    """Return what the OPD's programmes are called in its form, by id; no two alike."""
    records = form.plan.index.entries.get("program", {})
    names = {
        one: str(entry.record.__dict__["name"])
        for one, entry in records.items()
        if entry.record.__dict__.get("owner") == opd
    }
    taken = list(names.values())
    return {
        one: f"{text} ({one})" if taken.count(text) > 1 else text for one, text in names.items()
    }
