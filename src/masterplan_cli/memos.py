"""Memos to OPDs: what each of them still owes at the plan's stage, as files."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from masterplan_cli.appearance import read_reference
from masterplan_cli.compiler import Loaded, Output


class MemoRequest(NamedTuple):
    """What memos say of themselves: the revision they are made from and its day."""

    revision: str = ""
    written_on: date | None = None


def write_memos(loaded: Loaded, request: MemoRequest) -> tuple[Output, ...]:
    """Make a memo, in every format, for each OPD that owes anything at the plan's stage."""
    from masterplan_cli.document.numbering import number_document
    from masterplan_cli.render.formats import format_date_long
    from masterplan_cli.status.completeness import measure_completeness
    from masterplan_cli.status.memo import MemoOrder, build_memo, name_memo
    from masterplan_cli.writers import WRITERS, WriterOptions, write

    plan, profile = loaded.plan, loaded.profile
    if plan is None or profile is None:
        return ()
    options = WriterOptions(reference=read_reference(profile)[0])
    due = plan.dates.deadline if plan.dates is not None else None
    completeness = measure_completeness(plan, loaded.diagnostics, loaded.provisions, "opd")
    outputs = []
    for group in completeness.groups:
        if not group.owing:
            continue
        name = name_memo(plan, group)
        order = MemoOrder(
            date=format_date_long(request.written_on) if request.written_on else "",
            deadline=format_date_long(due) if due else "",
            late=bool(due and request.written_on and due < request.written_on),
            build_id=f"{request.revision}/{name}",
        )
        numbered = number_document(build_memo(plan, group, order))
        for form, writer in WRITERS.items():
            outputs.append(Output(f"{name}{writer.suffix}", write(form, numbered, options)))
    return tuple(outputs)
