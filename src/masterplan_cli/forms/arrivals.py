"""Forms that came back: read, matched to the plan they were made from, compared with today's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Diagnostic, Severity, Text
from masterplan_cli.forms.choices import ChoiceList
from masterplan_cli.forms.contents import identify, name_parents, read_base
from masterplan_cli.forms.findings import CellPlace, refuse_file, report_cell
from masterplan_cli.forms.form import Form, open_form
from masterplan_cli.forms.marks import CONFLICTS, IDENTITY, Base, Identity, read_identity
from masterplan_cli.forms.merge.compare import Comparison, compare_lines
from masterplan_cli.forms.merge.outcome import Choice, Outcome, Wanted, merge_forms
from masterplan_cli.forms.reading.decisions import read_decisions
from masterplan_cli.forms.reading.grid import Grid, read_grids
from masterplan_cli.forms.reading.guard import open_package
from masterplan_cli.forms.reading.headings import Proposal, propose_map, read_map
from masterplan_cli.forms.reading.lines import Reader, read_lines
from masterplan_cli.forms.reading.plain import match_lines, read_plain
from masterplan_cli.model.load import Memory
from masterplan_cli.source.history import find_commit, open_commit


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file as it came: what it is called in findings, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PlainSheets:
    """What is known of sheets of an OPD's own: whose they are, or a map of their headings.

    ``confirm`` asks somebody whether a proposed map is right; without it, or where the answer is
    no, nothing is read by a map that nobody has seen.
    """

    opd: str = ""
    mapping: Arrival | None = None
    confirm: Callable[[Proposal], bool] | None = None


NO_PLAIN = PlainSheets()


def import_forms(
    loaded: Loaded,
    arrivals: Sequence[Arrival],
    choice: Choice,
    plain: PlainSheets = NO_PLAIN,
    memory: Memory | None = None,
) -> Outcome:
    """Return what the forms change in the plan, and all findings.

    ``memory`` holds the files that ``loaded`` was read from. A file that is no form is read as
    ``plain`` sheets, where anything is known of such.
    """
    plan, profile = loaded.plan, loaded.profile
    assert plan is not None
    assert profile is not None
    form = open_form(plan, profile.templates)
    wanted: list[Wanted] = []
    found: list[Diagnostic] = []
    proposals: list[Proposal] = []
    for arrival in arrivals:
        one, findings, proposed = _read_arrival(loaded, form, arrival, plain)
        proposals.extend([proposed] if proposed is not None else [])
        found.extend(findings)
        if one is not None:
            wanted.append(one)
    outcome = merge_forms(loaded, wanted, choice, memory or Memory()) if wanted else Outcome()
    outcome.proposals = proposals
    outcome.findings = sorted(
        dict.fromkeys([*found, *outcome.findings]),
        key=lambda one: (one.span.file, one.span.cell.partition("!")[0], *one.order[1:]),
    )
    return outcome


Read = tuple[Wanted | None, list[Diagnostic], Proposal | None]
"""What a file wants, findings, and a map to look over."""


def _read_arrival(loaded: Loaded, form: Form, arrival: Arrival, plain: PlainSheets) -> Read:
    package, refused = open_package(arrival.name, arrival.data)
    if package is None:
        return None, [refused] if refused else [], None
    grids, damaged = read_grids(package)
    if damaged is not None:
        return None, [damaged], None
    identity, base = _read_identity(grids)
    if identity is None and (plain.opd or plain.mapping):
        return _read_plain(form, arrival.name, grids, plain)
    if identity is None:
        return None, [refuse_file(arrival.name, *_NO_FORM)], None
    foreign = _refuse_foreign(form, arrival.name, identity)
    if foreign is not None:
        return None, [foreign], None
    found: list[Diagnostic] = []
    if identity.opd == CONFLICTS and CONFLICTS in grids:
        sheets = {sheet.id: sheet for sheet in form.sheets}
        decided = read_decisions(arrival.name, grids[CONFLICTS], _read_today(form), sheets)
        return Wanted("", decided), [], None
    if base is None:
        base = _read_commit_base(loaded, identity)
        if base is None:
            return None, [refuse_file(arrival.name, *_NO_BASE)], None
        found.append(_describe_base_from_git(arrival.name, identity))
    comparison, findings = _compare(form, arrival.name, grids, identity, base)
    return Wanted(identity.opd, comparison), [*found, *findings], None


def _read_plain(form: Form, file: str, grids: Mapping[str, Grid], plain: PlainSheets) -> Read:
    """Read sheets of an OPD's own by their map; without one, propose it."""
    given = plain.mapping
    if given is None:
        proposal = propose_map(file, plain.opd, grids.values(), form.sheets)
        if not proposal.lines or plain.confirm is None or not plain.confirm(proposal):
            return None, [], proposal
        given = Arrival(file, proposal.yaml.encode())
    mapping, faults = read_map(given.name, given.data)
    if mapping is None or faults:
        return None, faults, None
    sheets = {sheet.id: sheet for sheet in form.sheets}
    parents = ChoiceList(name_parents(form, mapping.opd))
    lines, found, read = read_plain(Reader(file, sheets, form.choices, parents), grids, mapping)
    ours = _read_today(form)
    match_lines(lines, ours)
    base = {name: {line.key: ours[name][line.key] for line in lines if line.key in ours[name]}
            for name in ours}  # fmt: skip
    return Wanted(mapping.opd, compare_lines(lines, read, base, ours, sheets)), found, None


def _read_identity(grids: Mapping[str, Grid]) -> tuple[Identity | None, Base | None]:
    grid = grids.get(IDENTITY)
    if grid is None:
        return None, None
    rows = [(_write(row[0]), _write(row[1])) for row in grid.rows if len(row) > 1]
    return read_identity(rows)


def _write(value: object) -> str:
    """Return a cell of the hidden sheet as text, though a program made a number of it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _refuse_foreign(form: Form, file: str, identity: Identity) -> Diagnostic | None:
    """Say where the form belongs to another plan."""
    own = identify(form.plan, identity.opd, identity.revision)
    pairs = (
        ("daerah", "region", identity.region, own.region),
        ("profil", "profile", identity.profile, own.profile),
        ("masa rencana", "horizon", identity.horizon, own.horizon),
        ("angkatan tahun", "cohort of", identity.cohort, own.cohort),
    )
    for word, english, theirs, ours in pairs:
        if theirs != ours:
            return refuse_file(
                file,
                Text(
                    f"formulir ini milik {word} “{theirs or _NONE.id}”, bukan “{ours or _NONE.id}”",
                    f"this form is of the {english} '{theirs or _NONE.en}', "
                    f"not '{ours or _NONE.en}'",
                ),
                Text("Impor pada workspace asalnya.", "Import it where it was made."),
            )
    if identity.opd != CONFLICTS and form.plan.index.find("opd", identity.opd) is None:
        return refuse_file(
            file,
            Text(
                f"OPD “{identity.opd}” tidak ada lagi pada region/opd.yaml",
                f"the agency '{identity.opd}' is no longer in region/opd.yaml",
            ),
            Text("Ekspor formulir baru bagi penggantinya.", "Export a form for its successor."),
        )
    return None


def _read_commit_base(loaded: Loaded, identity: Identity) -> Base | None:
    """Return what the plan held at the form's commit; None where git does not have it whole."""
    revision, _, dirty = identity.revision.partition("+")
    commit = None if dirty else find_commit(loaded.project, revision)
    if commit is None:
        return None
    with open_commit(loaded.project, commit) as folder:
        before = load_plan(Path(folder), identity.stage)
        if before.plan is None or before.profile is None:
            return None
        return read_base(open_form(before.plan, before.profile.templates), identity.opd)


def _compare(
    form: Form, file: str, grids: Mapping[str, Grid], identity: Identity, base: Base
) -> tuple[Comparison, list[Diagnostic]]:
    sheets = {sheet.id: sheet for sheet in form.sheets}
    parents = name_parents(form, identity.opd)
    names = {
        str(values.get("name", "")): key.partition("/")[2]
        for key, values in base.get("program", {}).items()
    }
    reader = Reader(file, sheets, form.choices, ChoiceList(parents, names))
    lines, found, read = read_lines(reader, grids)
    ours: Base = form.read_values(identity.opd)
    keys = {(line.sheet.id, line.key) for line in lines if line.key}
    keys.update((name, key) for name, rows in base.items() for key in rows)
    if any(key not in ours.get(name, {}) for name, key in keys):
        ours = _read_today(form)
    return compare_lines(lines, read, base, ours, sheets), found


def _read_today(form: Form) -> Base:
    """Return what the plan holds today of all OPDs: a record may have changed hands."""
    return {
        sheet.id: {row.key: row.values for rows in form.rows[sheet.id].values() for row in rows}
        for sheet in form.sheets
    }


def _describe_base_from_git(file: str, identity: Identity) -> Diagnostic:
    return report_cell(
        "form-base",
        CellPlace(file, IDENTITY, 1, 1),
        Text(
            f"isi semula pada formulir rusak; dipakai isi commit {identity.revision}",
            f"what the form held at first is damaged; commit {identity.revision} is used",
        ),
        None,
        Severity.WARNING,
    )


_NONE = Text("tanpa tahun", "no year")
_NO_FORM = (
    Text("berkas ini bukan formulir masterplan", "this file is no form of masterplan's"),
    Text("Untuk lembar buatan OPD sendiri, pakai --map.", "For a sheet of an OPD's own use --map."),
)
_NO_BASE = (
    Text(
        "isi semula formulir ini rusak, dan commit asalnya tidak ada pada git",
        "what this form held at first is damaged, and git does not have its commit",
    ),
    Text(
        "Minta OPD menyalin isinya ke formulir yang diekspor hari ini.",
        "Ask the agency to copy its content into a form exported today.",
    ),
)
