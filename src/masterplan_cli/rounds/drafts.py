"""The draft that was sent: recognised by its build id, and built once more from its commit.

In: the identity that a returned file carries. Out: the workspace it was made from, or why there is
none; and the same Word file again, to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.compiler import BuildOrder, Loaded, build_stage, load_plan
from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.render.deliveries import list_files
from masterplan_cli.review.identity import Identity
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.source.drafts import DraftStore
from masterplan_cli.source.history import find_commit, open_commit
from masterplan_cli.source.revision import Revision


@dataclass(frozen=True, slots=True)
class Draft:
    """The workspace that a draft was built from, at its own stage; ``same``: it is today's.

    ``home`` is where the workspace stands today.
    """

    home: Path
    identity: Identity
    loaded: Loaded
    revision: Revision
    same: bool


def check_identity(
    name: str, identity: Identity, loaded: Loaded, *, marked: bool = True
) -> Diagnostic | None:
    """Return what is wrong with a file's identity: none, another region's, an unknown book.

    ``marked`` says that it holds bookmarks of ours.
    """
    plan = loaded.plan
    if plan is None:
        return None
    region = (
        f"{plan.workspace.manifest.region.type.capitalize()} {plan.workspace.manifest.region.name}"
    )
    if identity.region and identity.region != region:
        return _say(
            "foreign-draft",
            name,
            Text(
                f"draf ini milik {identity.region}, bukan {region}; tidak dibaca",
                f"this draft is of {identity.region}, not {region}; it is not read",
            ),
            Text("Sebutkan workspace yang benar dengan -C.", "Name the right workspace with -C."),
        )
    if not identity.known and not marked:
        return _say("unknown-draft", name, _NO_DRAFT, _EXPECTED, Severity.WARNING)
    if not identity.known:
        return _say(
            "unknown-draft",
            name,
            Text(
                "berkas ini tidak membawa nomor versi draf; tempat dicari dari penanda saja",
                "this file carries no build id; places are found by bookmarks alone",
            ),
            Text(
                "Perubahan tanpa pelacakan dan isi yang sudah berubah tidak dapat diketahui.",
                "Untracked changes, and content changed since, cannot be known.",
            ),
            Severity.WARNING,
        )
    if identity.book not in {spec.id for spec in plan.profile.documents}:
        return _say(
            "unknown-book",
            name,
            Text(
                f"dokumen “{identity.book}” tidak ada dalam profil ini; tidak dibaca",
                f"the document '{identity.book}' is not in this profile; it is not read",
            ),
            Text(
                f"Draf ini dibuat dengan profil “{identity.profile}”.",
                f"This draft was made with the profile '{identity.profile}'.",
            ),
        )
    return None


@contextmanager
def open_draft(
    loaded: Loaded, today: Revision, identity: Identity
) -> Iterator[tuple[Draft | None, Text | None]]:
    """Give the draft that ``identity`` names, or why it cannot be had."""
    if not identity.known or loaded.plan is None:
        yield None, None
        return
    if today.label == identity.revision:
        yield Draft(loaded.project, identity, loaded, today, same=True), None
        return
    commit = find_commit(loaded.project, identity.commit) if identity.clean else None
    if commit is None:
        yield None, _explain_absence(identity)
        return
    with open_commit(loaded.project, commit) as folder:
        old = load_plan(folder, checked=False)
        revision = Revision(commit.hash, "", commit.day)
        if old.plan is None:
            yield None, _explain_damage(identity, old)
        else:
            yield Draft(loaded.project, identity, old, revision, same=False), None


def _at_stage(loaded: Loaded, number: int) -> Loaded:
    """Return the workspace at a stage, checked: only sound content can be built."""
    plan = loaded.plan
    known = {stage.number for stage in plan.profile.stages} if plan is not None else set()
    return load_plan(loaded.project, number if number in known else None)


def _explain_absence(identity: Identity) -> Text:
    if not identity.clean:
        return Text(
            f"versi {identity.revision or '(kosong)'} disusun dari isi yang belum di-commit, yang "
            "tidak ada lagi",
            f"version {identity.revision or '(empty)'} was built from content never committed, "
            "which is gone",
        )
    return Text(
        f"commit {identity.commit} tidak ada dalam riwayat workspace ini",
        f"commit {identity.commit} is not in this workspace's history",
    )


def _explain_damage(identity: Identity, old: Loaded) -> Text:
    first = next((one.message for one in old.diagnostics), Text("", ""))
    return Text(
        f"isi pada commit {identity.commit} tidak terbaca oleh masterplan ini: {first.id}",
        f"the content of commit {identity.commit} cannot be read by this masterplan: {first.en}",
    )


def open_store(draft: Draft, view: str = "", *, former: bool) -> DraftStore:
    """Return where a draft is kept, or a ``view`` of it."""
    one = draft.identity
    which = (draft.home.resolve(), one.revision, one.stage, one.book, one.subject, one.final)
    return DraftStore(find_cache_folder(), map(str, (*which, view, former)))


def rebuild_draft(draft: Draft, *, former: bool) -> bytes | None:
    """Return the Word file as it was sent, None where its document cannot be made any more.

    ``former`` gives its bookmarks the names that they had in drafts sent long ago.
    """
    store = open_store(draft, former=former)
    data = store.get()
    if data is None:
        data = _build_draft(draft, former=former)
        if data is not None:
            store.put(data)
    return data


def _build_draft(draft: Draft, *, former: bool) -> bytes | None:
    identity = draft.identity
    loaded = _at_stage(draft.loaded, identity.stage)
    plan = loaded.plan
    if plan is None or loaded.wrong:
        return None
    if identity.book not in {one.document for one in plan.stage.documents}:
        return None
    order = BuildOrder(
        books=(identity.book,),
        formats=("docx",),
        strict=identity.final,
        revision=draft.revision.label,
        built_on=draft.revision.day,
        cache=find_cache_folder(),
        former_names=former,
    )
    build = build_stage(loaded, order)
    subjects = [subject.id if subject else "" for _, _, subject in list_files(plan, order.books)]
    outputs = dict(zip(subjects, build.outputs, strict=True))
    found = outputs.get(identity.subject)
    return found.data if found is not None else None


def _say(
    code: str, name: str, message: Text, hint: Text, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic(code, message, Span(Path(name).as_posix()), severity, hint=hint)


_NO_DRAFT = Text(
    "berkas ini tampaknya bukan draf dari masterplan: nomor versi dan penandanya tidak ada",
    "this seems to be no draft of masterplan: it has neither a build id nor bookmarks",
)
_EXPECTED = Text(
    "Yang dibaca adalah berkas Word dari “masterplan build”, setelah ditelaah. Mintalah salinan "
    "draf yang dikirim, disunting di Word atau LibreOffice.",
    "What is read are the Word files of 'masterplan build', once reviewed. Ask for a copy of the "
    "draft that was sent, edited in Word or LibreOffice.",
)
