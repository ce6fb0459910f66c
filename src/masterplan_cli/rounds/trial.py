"""Reviewers' changes tried before they are written: what makes the workspace wrong is refused.

In: the workspace and an application. Out: the application without what the workspace does not
bear, each refused with the finding that would come of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Diagnostic, Nature, Severity, Text
from masterplan_cli.edit.workspace import plan_edits
from masterplan_cli.rounds.applying import Application, Proposal


def try_changes(loaded: Loaded, application: Application) -> Application:
    """Return the application with what would do harm refused.

    Why by halves: most changes are harmless words, and checking a whole plan for every one of
    them would take minutes.
    """
    proposals = application.proposals
    if not proposals:
        return application
    after = _find_wrong(loaded, proposals)
    if not after:
        return application
    before = Counter(map(_name, _find_wrong(loaded, ())))
    if not _find_new(after, before):
        return application
    settled: list[Proposal] = []
    refused = list(application.refused)
    pending = [proposals]
    while pending:
        group = pending.pop()
        found = _find_new(_find_wrong(loaded, (*settled, *group)), before)
        if not found:
            settled += group
        elif len(group) == 1:
            refused.extend(group[0].refuse(_explain(found[0])).outcomes)
        else:
            middle = len(group) // 2
            pending += [group[middle:], group[:middle]]
    return Application(settled, refused)


def _find_wrong(loaded: Loaded, proposals: Sequence[Proposal]) -> list[Diagnostic]:
    """Return what contradicts itself or its schema with the changes made."""
    assert loaded.plan is not None
    application = Application(list(proposals))
    edits, refused = plan_edits(loaded.project, application.changes)
    unsaved = {edit.path: edit.after for edit in edits}
    found = load_plan(loaded.project, loaded.plan.stage.number, unsaved).diagnostics
    wrong = [one for one in found if one.nature is Nature.WRONG and one.severity is Severity.ERROR]
    return [*wrong, *refused]


def _find_new(after: Sequence[Diagnostic], before: Counter[tuple[str, ...]]) -> list[Diagnostic]:
    rest = before.copy()
    found = []
    for one in after:
        rest[_name(one)] -= 1
        if rest[_name(one)] < 0:
            found.append(one)
    return found


def _name(finding: Diagnostic) -> tuple[str, ...]:
    """Return what a finding is about; a change may move its line."""
    return finding.code, finding.message.en, finding.span.file


def _explain(finding: Diagnostic) -> Text:
    span = finding.span
    place = f"{span.file}:{span.line}"
    return Text(
        f"membuat isi workspace salah ({place}: {finding.message.id}); ubah sendiri",
        f"would make the workspace wrong ({place}: {finding.message.en}); change it by hand",
    )
