"""``masterplan init``: a new region's workspace, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.console import ABORTED, OK
from masterplan_cli.diagnostics import Language, Span, Text, UserError
from masterplan_cli.model.manifest import name_region_words
from masterplan_cli.profile.load import load_profile
from masterplan_cli.profile.records import Profile
from masterplan_cli.profile.wording import fit_wording
from masterplan_cli.scaffold.answers import (
    QUESTIONS,
    Answers,
    Question,
    drop_type,
    find_type,
    read_horizon,
    read_province,
    read_type,
)
from masterplan_cli.scaffold.workspace import write_workspace
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.scalars import ScalarError
from masterplan_cli.source.shell import quote_path

_ALLOWED = frozenset({".git"})
"""What a folder may hold and still count as empty: a repository that was just made."""


@dataclass(frozen=True, slots=True)
class InitRequest:
    """What the command line gave; None is asked for on a terminal."""

    folder: Path
    name: str | None = None
    type: str | None = None
    province: str | None = None
    horizon: str | None = None
    profile: str = "kominfo"
    stage: int = 1


def run_init(request: InitRequest, language: Language) -> int:
    """Write the workspace and list its files on stdout; what to do next goes to stderr."""
    _refuse_full_folder(request.folder)
    profile = _open_profile(request)
    given = {name: getattr(request, name) for name in QUESTIONS}
    for name, question in QUESTIONS.items():
        if given[name] is not None:
            _read_option(question, given[name])
    _infer_type(given)
    missing = [question for name, question in QUESTIONS.items() if given[name] is None]
    if missing and not sys.stdin.isatty():
        raise _complain_about_missing(missing)
    for name, question in QUESTIONS.items():
        if given[name] is None:
            answer = _ask(question, language)
            if answer is None:
                return ABORTED
            given[name] = answer
            _infer_type(given)
    region_type = read_type(given["type"])
    answers = Answers(
        name=drop_type(given["name"], region_type),
        type=region_type,
        province=read_province(given["province"]),
        horizon=read_horizon(given["horizon"]),
        profile=request.profile,
        stage=request.stage,
    )
    files = write_workspace(answers, fit_wording(profile, name_region_words(answers.type)))
    write_folder(request.folder, files)
    _tell(request.folder, files, answers, language)
    return OK


def _infer_type(given: dict[str, str | None]) -> None:
    """Take the type from the name where it says so (“Kota Contoh”), so that nobody is asked."""
    if given["type"] is None and given["name"] is not None:
        given["type"] = find_type(given["name"])


def _refuse_full_folder(folder: Path) -> None:
    """Raise UserError where ``folder`` is a file or holds anything of its own."""
    if folder.exists() and not folder.is_dir():
        raise UserError(
            Text(f"“{folder}” bukan folder", f"'{folder}' is not a folder"),
            Text("Sebutkan folder lain.", "Name another folder."),
        )
    held = sorted(set(os.listdir(folder)) - _ALLOWED) if folder.is_dir() else []
    if held:
        listed = ", ".join(held[:3]) + (", …" if len(held) > 3 else "")
        raise UserError(
            Text(
                f"folder “{folder}” tidak kosong: {listed}",
                f"the folder '{folder}' is not empty: {listed}",
            ),
            Text(
                "Sebutkan folder baru, atau pindahkan isinya dahulu; init tidak menimpa berkas.",
                "Name a new folder, or move its content first; init overwrites no file.",
            ),
        )


def _open_profile(request: InitRequest) -> Profile:
    """Return the packaged profile; raises UserError for an unknown one or an unknown stage."""
    loaded, found = load_profile(request.folder, request.profile, Span("masterplan.yaml"))
    if loaded is None or found:
        raise UserError(found[0].message, found[0].hint)
    stages = [stage.number for stage in loaded.profile.stages]
    if request.stage not in stages:
        listed = ", ".join(map(str, stages))
        raise UserError(
            Text(f"tahap {request.stage} tidak ada", f"there is no stage {request.stage}"),
            Text(f"Tahap yang ada: {listed}", f"Stages at hand: {listed}"),
        )
    return loaded.profile


def _read_option(question: Question, given: str) -> None:
    """Raise UserError, naming the option, where its value cannot be used."""
    try:
        question.read(given)
    except ScalarError as error:
        message = Text(
            f"nilai untuk {question.option} tidak dapat dipakai: {error.message.id}",
            f"bad value for {question.option}: {error.message.en}",
        )
        raise UserError(message, error.hint) from error


def _complain_about_missing(missing: list[Question]) -> UserError:
    listed = ", ".join(question.option for question in missing)
    return UserError(
        Text(f"opsi belum diberikan: {listed}", f"options are missing: {listed}"),
        Text(
            "Berikan semuanya, atau jalankan pada terminal agar ditanyakan.",
            "Give them all, or run this on a terminal to be asked.",
        ),
    )


def _ask(question: Question, language: Language) -> str | None:
    """Ask on the terminal until the answer can be used; None where the input ends."""
    while True:
        sys.stderr.write(f"{question.prompt.speak(language)}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            return None
        try:
            question.read(line)
        except ScalarError as error:
            hint = f" {error.hint.speak(language)}" if error.hint else ""
            sys.stderr.write(f"    {error.message.speak(language)}.{hint}\n")
        else:
            return line


def write_folder(folder: Path, files: dict[str, str]) -> None:
    """Write all files, or leave everything as it was.

    The files are made in a hidden folder beside their places, then moved by renaming. Raises
    UserError or OSError where the system refuses.
    """
    parents = [one for one in (folder, *folder.parents) if not one.exists()]
    staging = folder / f".masterplan-{os.getpid()}.tmp"
    moved: list[Path] = []
    try:
        for name, text in files.items():
            write_whole(staging / name, text.encode("utf-8"))
        for entry in sorted(os.listdir(staging)):
            os.rename(staging / entry, folder / entry)
            moved.append(folder / entry)
        staging.rmdir()
    except BaseException:
        _take_back([*moved, staging], parents)
        raise


def _take_back(written: list[Path], made: list[Path]) -> None:
    """Remove what was written, and the folders that were made for it, as far as possible."""
    for path in written:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    for folder in made:
        if folder.is_dir() and not os.listdir(folder):
            folder.rmdir()


def _tell(folder: Path, files: dict[str, str], answers: Answers, language: Language) -> None:
    for name in files:
        sys.stdout.write(f"{(folder / name).as_posix()}\n")
    place = quote_path(folder)
    line = Text(
        f"Workspace {answers.full_name}: {len(files)} berkas ditulis.\n"
        f"Isi region/opd.yaml dan region/plans.yaml dahulu, lalu: masterplan validate -C {place}",
        f"Workspace of {answers.full_name}: {len(files)} files written.\n"
        f"Fill in region/opd.yaml and region/plans.yaml first, then: "
        f"masterplan validate -C {place}",
    )
    sys.stderr.write(f"{line.speak(language)}\n")
