"""Completeness as a table on the terminal."""

from __future__ import annotations

from masterplan_cli.diagnostics import Language, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.report.table import render_table
from masterplan_cli.status.completeness import (
    Completeness,
    Debt,
    Group,
    Grouping,
    name_region,
)

_SHOWN = 3
_FIGURES = frozenset(range(1, 7))
_NOBODY = Text("belum ditentukan", "nobody yet")
_SHARED = Text("lintas pilar", "no pillar")
_HEADS = (
    Text("Diminta", "Required"),
    Text("Ada", "Done"),
    Text("Kurang", "Missing"),
    Text("Salah", "Wrong"),
    Text("Nanti", "Later"),
    Text("Selesai", "Percent"),
)


def render_completeness(
    completeness: Completeness, plan: Masterplan, language: Language = "id", place: str = ""
) -> str:
    """Return the table with its head and what to do next.

    ``place`` is what a command needs to find the workspace (`` -C FOLDER``).
    """
    by_pillar = completeness.by == "pillar"
    first = Text("Pilar", "Pillar") if by_pillar else Text("OPD", "Agency")
    last = Text("Penanggung jawab", "Owed by") if by_pillar else Text("Pada pilar", "In pillar")
    head = [text.speak(language) for text in (first, *_HEADS, last)]
    rows = [_list_cells(group, completeness.by, language) for group in completeness.groups]
    total = _list_cells(completeness.total, completeness.by, language)
    rows.append([Text("Jumlah", "Total").speak(language), *total[1:-1], ""])
    title = f"{name_region(plan)}, {plan.stage.name}"
    table = render_table([head, *rows], _FIGURES)
    return f"{title}\n\n{table}\n{_close(completeness, plan, language, place)}"


def name_group(group_id: str, name: str, by: Grouping, language: Language) -> str:
    """Return a group's name, or what the group without one is called."""
    if group_id:
        return name
    return (_SHARED if by == "pillar" else _NOBODY).speak(language)


def _list_cells(group: Group, by: Grouping, language: Language) -> list[str]:
    kinds = ("missing", "wrong", "upcoming")
    percent = "-" if group.percent is None else f"{group.percent}%"
    return [
        name_group(group.id, group.name, by, language),
        str(group.required),
        str(group.done),
        *(str(group.count(kind)) for kind in kinds),  # type: ignore[arg-type]
        percent,
        _list_debts(group.debts, by, language),
    ]


def _list_debts(debts: tuple[Debt, ...], by: Grouping, language: Language) -> str:
    other: Grouping = "opd" if by == "pillar" else "pillar"
    shown = [
        f"{name_group(debt.id, debt.name, other, language)} ({debt.count})"
        for debt in debts[:_SHOWN]
    ]
    rest = len(debts) - _SHOWN
    if rest > 0:
        shown.append(Text(f"{rest} lainnya", f"{rest} more").speak(language))
    return ", ".join(shown)


def _close(completeness: Completeness, plan: Masterplan, language: Language, place: str) -> str:
    number = plan.stage.number
    total = completeness.total
    lines = []
    if plan.dates is not None and plan.dates.deadline is not None:
        day = plan.dates.deadline.isoformat()
        lines.append(Text(f"Batas penyerahan: {day}.", f"Deadline: {day}.").speak(language))
    if total.count("upcoming"):
        said = Text(
            "“Nanti”: belum diminta pada tahap ini, akan diminta pada tahap berikutnya.",
            "'Later': not asked for at this stage, but at a later one.",
        )
        lines.append(said.speak(language))
    if plan.workspace.unreadable:
        files = ", ".join(sorted(plan.workspace.unreadable))
        said = Text(
            f"Tidak terbaca, jadi isinya tidak ikut dihitung: {files}.",
            f"Could not be read, so its content is not counted: {files}.",
        )
        lines.append(said.speak(language))
    silenced = ", ".join(sorted(plan.workspace.manifest.silenced))
    if silenced:
        said = Text(
            f"Aturan yang dimatikan, jadi tidak ikut dihitung: {silenced}.",
            f"Rules switched off, so not counted: {silenced}.",
        )
        lines.append(said.speak(language))
    if total.owing:
        said = Text(
            f"Rinciannya: masterplan validate --stage {number}{place}",
            f"In detail: masterplan validate --stage {number}{place}",
        )
    else:
        said = Text("Semua yang diminta tahap ini sudah ada.", "All that this stage asks is there.")
    lines.append(said.speak(language))
    return "".join(f"{line}\n" for line in lines)
