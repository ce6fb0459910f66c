"""Completeness as JSON, for dashboards and scripts; ``docs/status.md`` describes every key."""

from __future__ import annotations

import json
from typing import Any

from masterplan_cli.diagnostics import Language
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.status.completeness import Completeness, Group
from masterplan_cli.status.items import Item

VERSION = 1
"""Raised when a key is renamed, removed, or means something else; never for a new key."""


def render_json(completeness: Completeness, plan: Masterplan, language: Language = "id") -> str:
    """Return one JSON object and a line break; only wording depends on ``language``."""
    region = plan.workspace.manifest.region
    deadline = plan.dates.deadline if plan.dates is not None else None
    shape = {
        "version": VERSION,
        "region": {"type": region.type, "name": region.name},
        "stage": {
            "number": plan.stage.number,
            "name": plan.stage.name,
            "deadline": deadline.isoformat() if deadline else None,
        },
        "by": completeness.by,
        "groups": [
            {
                "id": group.id or None,
                "name": group.name or None,
                **_count(group),
                "owes": [
                    {"id": debt.id or None, "name": debt.name or None, "count": debt.count}
                    for debt in group.debts
                ],
                "items": [_export_item(item, language) for item in group.items],
            }
            for group in completeness.groups
        ],
        "total": _count(completeness.total),
        "unreadable": sorted(plan.workspace.unreadable),
        "silenced": plan.workspace.manifest.silenced,
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _count(group: Group) -> dict[str, int | None]:
    return {
        "required": group.required,
        "done": group.done,
        "missing": group.count("missing"),
        "wrong": group.count("wrong"),
        "upcoming": group.count("upcoming"),
        "percent": group.percent,
    }


def _export_item(item: Item, language: Language) -> dict[str, Any]:
    finding = item.finding
    return {
        "kind": item.kind,
        "code": finding.code,
        "message": finding.message.speak(language),
        "hint": finding.hint.speak(language) if finding.hint else None,
        "subject": item.subject or None,
        "pillar": item.pillar or None,
        "opd": item.opd.id if item.opd else None,
        "file": item.file,
        "line": item.line or None,
        "column": finding.span.column if item.line else None,
        "pointer": finding.pointer or None,
    }
