"""Changes as JSON, for scripts; ``VERSION`` rises when a key is renamed, removed or changed."""

from __future__ import annotations

import json
from typing import Any

from masterplan_cli.comparison.differences import Change, Comparison, Figures, sum_figures
from masterplan_cli.comparison.sides import Side
from masterplan_cli.comparison.words import compare_words

VERSION = 1


def render_json(comparison: Comparison, old: Side, new: Side) -> str:
    """Return one object: both sides, figures by pillar and by OPD, and every change."""
    answer = {
        "version": VERSION,
        "old": _export_side(old),
        "new": _export_side(new),
        "pillars": [_export_figures(row) for row in sum_figures(comparison, "pillar")],
        "opds": [_export_figures(row) for row in sum_figures(comparison, "opd")],
        "changes": [_export_change(change) for change in comparison.changes],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _export_side(side: Side) -> dict[str, Any]:
    return {"name": side.title, "revision": side.revision.label}


def _export_figures(row: Figures) -> dict[str, Any]:
    return {
        "id": row.id or None,
        "name": row.name or None,
        "programs": {"old": row.programs[0], "new": row.programs[1]},
        "budget": {"old": row.budget[0], "new": row.budget[1]},
    }


def _export_change(change: Change) -> dict[str, Any]:
    span, subject = change.span, change.subject
    words = compare_words(change.old, change.new) if change.words else []
    return {
        "kind": change.kind,
        "subject": {"kind": subject.kind, "pointer": subject.pointer, "name": subject.name},
        "pillar": subject.pillar or None,
        "owner": change.owner.id if change.owner else None,
        "pointer": change.pointer,
        "field": change.field or None,
        "old": change.old or None,
        "new": change.new or None,
        "words": [{"kind": one.kind, "text": one.text} for one in words],
        "place": None
        if span is None
        else {"file": span.file, "line": span.line, "column": span.column},
    }
