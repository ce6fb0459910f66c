"""Knows the order of the stages; prints nothing and writes nothing.

files → source → model → checks(stage) → render → document → writers → bytes
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from masterplan_cli.appearance import read_reference
from masterplan_cli.diagnostics import (
    Diagnostic,
    Nature,
    Provision,
    Severity,
    Text,
    UserError,
)
from masterplan_cli.model.load import (
    LoadedManifest,
    Memory,
    find_content_faults,
    load_manifest,
    load_workspace,
)
from masterplan_cli.model.masterplan import Masterplan, find_stage
from masterplan_cli.profile.load import LoadedProfile, list_strange_folders, load_profile
from masterplan_cli.schema.survey import build_index, describe_collisions

if TYPE_CHECKING:
    from masterplan_cli.render.book import BookOrder
    from masterplan_cli.source.overlay import Digest

Progress = Callable[[str], None]
Lap = Callable[[str], None]
"""Hears the name of a step of the pipeline when it ends; who listens has the clock."""


def ignore_lap(step: str) -> None:
    """Listen to no lap."""


class Loaded(NamedTuple):
    """A workspace after reading and checking: the plan where there is one, and all findings."""

    project: Path
    plan: Masterplan | None
    profile: LoadedProfile | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """The places that the stage asks for and that are filled; counted anew at each call."""
        from masterplan_cli.checks.run import list_provisions

        return list_provisions(self.plan) if self.plan is not None else ()

    @property
    def wrong(self) -> bool:
        """Say whether anything contradicts itself or its schema, so that no book can be made."""
        return any(
            finding.nature is Nature.WRONG and finding.severity is Severity.ERROR
            for finding in self.diagnostics
        )

    @property
    def failed(self) -> bool:
        """Say whether any finding is an error at this stage: the stage's gate is shut."""
        return any(finding.severity is Severity.ERROR for finding in self.diagnostics)


class BuildOrder(NamedTuple):
    """What to build: empty ``books`` and ``formats`` mean all of them.

    With ``memory``, which the plan was read with, and ``cache``, chapters are kept for next time.
    ``former_names`` is for drafts that were sent when bookmarks were named otherwise.
    """

    books: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    strict: bool = False
    paginate: bool = False
    revision: str = ""
    built_on: date | None = None
    cache: Path | None = None
    responses: bool = False
    memory: Memory | None = None
    former_names: bool = False


class Output(NamedTuple):
    """One file of a build: its name within the stage's folder, and its bytes."""

    name: str
    data: bytes


class Build(NamedTuple):
    """The outputs of a stage and what was found while making them.

    ``pictures`` are the names of files below the workspace that templates asked for.
    """

    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    pictures: frozenset[str] = frozenset()


def sort_findings(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings by file and line, each once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.order))


def load_plan(
    project: Path,
    stage: int | None = None,
    unsaved: Mapping[str, bytes] | None = None,
    lap: Lap = ignore_lap,
    *,
    checked: bool = True,
    memory: Memory | None = None,
) -> Loaded:
    """Read and check a workspace at ``stage``, by default the one that it names itself.

    ``unsaved`` holds contents, by name, that stand for what the disk has; without ``checked`` no
    rule looks at the content. ``memory`` spares the reading of what has not changed.
    Raises UserError where ``stage`` is none of the profile's.
    """
    unsaved, memory = unsaved or {}, memory or Memory()
    manifest, found = load_manifest(project, unsaved, memory)
    if manifest is None:
        found.extend(find_content_faults(project, None, unsaved, memory))
        return Loaded(project, None, None, sort_findings(found))
    named_at = manifest.file.tree.span(("profile",))
    words = manifest.manifest.region.wording
    profile, profile_found = load_profile(
        project, manifest.manifest.profile, named_at, words, memory.trees
    )
    found.extend(profile_found)
    if profile is None:
        found.extend(find_content_faults(project, manifest.manifest, unsaved, memory))
        return Loaded(project, None, None, sort_findings(found))
    lap("profile")
    plan, plan_found = _load_content(
        project, manifest, profile, stage, unsaved, lap, checked=checked, memory=memory
    )
    found.extend(plan_found)
    memory.trees.save()
    return Loaded(project, plan, profile, sort_findings(found))


def _load_content(
    project: Path,
    manifest: LoadedManifest,
    profile: LoadedProfile,
    number: int | None,
    unsaved: Mapping[str, bytes],
    lap: Lap,
    *,
    checked: bool,
    memory: Memory,
) -> tuple[Masterplan | None, list[Diagnostic]]:
    from masterplan_cli.checks.kept import KeptFindings
    from masterplan_cli.checks.run import run_checks
    from masterplan_cli.checks.suppression import drop_ignored

    known = [stage.number for stage in profile.profile.stages]
    stage = find_stage(profile.profile, manifest.manifest.stage if number is None else number)
    listed = ", ".join(str(one) for one in known)
    hint = Text(f"Tahap yang ada: {listed}", f"Stages at hand: {listed}")
    if stage is None and number is not None:
        raise UserError(Text(f"tahap {number} tidak ada", f"there is no stage {number}"), hint)
    workspace, harvested, found = load_workspace(project, manifest, unsaved, memory)
    index = build_index([*workspace.files, profile.file], harvested)
    found.extend(describe_collisions(index))
    lap("content")
    if stage is None:
        wanted = manifest.manifest.stage
        span = manifest.file.tree.span(("stage",))
        message = Text(f"tahap {wanted} tidak ada", f"there is no stage {wanted}")
        found.append(Diagnostic("unknown-stage", message, span, hint=hint))
        return None, found
    plan = Masterplan(workspace, profile.profile, index, stage, kept=memory.trees.make_drawer())
    if not checked:
        return plan, found
    kept = KeptFindings(memory, plan, profile.templates, unsaved=bool(unsaved))
    found.extend(drop_ignored(plan, run_checks(plan, kept=kept)))
    plan.forget_wording()
    lap("rules")
    return plan, found


def check_templates(
    loaded: Loaded,
    cache: Path | None = None,
    further: Callable[[LoadedProfile], list[Diagnostic]] = lambda profile: [],
) -> list[Diagnostic]:
    """Return what is wrong in the workspace's own templates, without printing them.

    Those that the package carries are sound; without own ones nothing is looked at. ``cache`` is
    a folder that remembers what was found; ``further`` looks at what else lies beside them.
    """
    plan, profile = loaded.plan, loaded.profile
    if profile is None:
        return []
    strange = list_strange_folders(loaded.project, profile.templates)
    if not profile.has_own_templates:
        return strange
    from masterplan_cli.render.inspection.memory import hash_templates, is_known_sound

    digest = hash_templates(profile.templates)
    if is_known_sound(digest):
        return strange
    found = [] if plan is None else _inspect_templates(plan, profile, digest, cache)
    return [*strange, *found, *further(profile)]


def _inspect_templates(
    plan: Masterplan, profile: LoadedProfile, digest: Digest, cache: Path | None
) -> list[Diagnostic]:
    from masterplan_cli.checks.weights import list_notes_in_templates, weigh_templates
    from masterplan_cli.render.inspection.memory import keep_findings, name_state, recall_findings

    state = name_state(digest) if cache is not None else ""
    found = recall_findings(cache, state) if cache is not None else None
    if found is None:
        from masterplan_cli.checks.suppression import drop_noted
        from masterplan_cli.render.book import Renderer

        found = Renderer(plan, profile.templates, lambda name: None).inspect_templates()
        whole = not any(finding.code == "template" for finding in found)
        found = drop_noted([*list_notes_in_templates(profile.templates)], found, whole=whole)
        if cache is not None:
            keep_findings(cache, state, found)
    return [*weigh_templates(plan.workspace.manifest, found)]


def build_stage(
    loaded: Loaded,
    order: BuildOrder,
    progress: Progress = lambda step: None,
    lap: Lap = ignore_lap,
) -> Build:
    """Make every document of the plan's stage in every format.

    The caller sees to it that nothing is *wrong*; what is missing becomes placeholders.
    """
    from masterplan_cli.press import Press, Run
    from masterplan_cli.writers import WRITERS, WriterOptions

    plan, profile = loaded.plan, loaded.profile
    if plan is None or profile is None:
        return Build()
    reference, found = read_reference(profile)
    options = WriterOptions(reference=reference, former_names=order.former_names)
    # What depends on LibreOffice or on remarks beside the text is always made as a whole.
    memory = None if order.paginate or order.responses else order.memory
    formats = order.formats or tuple(WRITERS)
    run = Run(loaded.project, plan, profile, formats, order.cache, memory, progress, lap)
    press = Press(run, options, paginate=order.paginate, responses=order.responses)
    outputs: list[Output] = []
    for stem, book in _list_books(plan, order):
        made = press.make_document(book)
        found.extend(made.diagnostics)
        files = made.files.items()
        outputs.extend(Output(f"{stem}{WRITERS[name].suffix}", data) for name, data in files)
    press.finish()
    return Build(tuple(outputs), sort_findings(found), frozenset(press.pictures))


def _list_books(plan: Masterplan, order: BuildOrder) -> Iterator[tuple[str, BookOrder]]:
    """Yield the documents to make, each with the stem of its files' names."""
    from masterplan_cli.render.book import BookOrder
    from masterplan_cli.render.deliveries import list_files, name_build, name_file

    for delivery, spec, subject in list_files(plan, order.books):
        draft = not (order.strict and delivery.state == "final")
        build_id = name_build(order.revision, plan, spec, subject)
        book = BookOrder(spec, draft, build_id, order.built_on, subject)
        yield name_file(plan, spec, subject), book
