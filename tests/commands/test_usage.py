"""Help, version, and what somebody reads who typed the wrong thing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from masterplan_cli import __version__
from masterplan_cli.__main__ import main
from masterplan_cli.cli import app
from masterplan_cli.commands.console import run_app

Run = Callable[..., Any]

TOP: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
COMMANDS: dict[str, Any] = {
    words: command
    for name, one in TOP.items()
    for words, command in (
        [(f"{name} {below}", each) for below, each in one.commands.items()]
        if hasattr(one, "commands")
        else [(name, one)]
    )
}


def start(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the tool as its own process, with a pipe on every side."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("MASTERPLAN_")
    }
    return subprocess.run(
        [sys.executable, "-m", "masterplan_cli", *words],
        capture_output=True,
        encoding="utf-8",
        env={**environment, "COLUMNS": "80", **settings},
        check=False,
    )


def test_version_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = run("--version")
    assert (answer.code, answer.out, answer.err) == (0, f"masterplan {__version__}\n", "")

    monkeypatch.setattr("sys.argv", ["masterplan", "--version"])
    main()
    assert capsys.readouterr().out == f"masterplan {__version__}\n"


def test_installed_command_answers() -> None:
    answer = start("--version")

    assert (answer.returncode, answer.stdout) == (0, f"masterplan {__version__}\n")


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_help_names_every_command(run: Run, word: str) -> None:
    answer = run(word)

    assert answer.code == 0
    assert answer.err == ""
    assert TOP
    for name in TOP:
        assert re.search(rf"^  {name} ", answer.out, re.MULTILINE), name
    assert "masterplan validate, lalu masterplan build" in answer.out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_of_a_command_explains_every_option(run: Run, name: str) -> None:
    answer = run(*name.split(), "--help")

    assert answer.code == 0
    assert answer.err == ""
    options = [one for one in COMMANDS[name].params if one.param_type_name == "option"]
    wanted = (
        {"--lang"}
        if name in ("clean", "init", "portfolio build", "rule")
        else {"--project", "--lang"}
    )
    assert wanted <= {opt for one in options for opt in one.opts}
    for option in options:
        assert option.help or option.name == "help", option.name
        for word in option.opts + option.secondary_opts:
            assert word in answer.out
    assert COMMANDS[name].help.split("\n")[0] in " ".join(answer.out.split())


def test_no_words_at_all_show_the_help(run: Run) -> None:
    answer = run()

    assert answer.code == 2
    assert answer.out == ""
    assert "Usage: masterplan" in answer.err
    assert "validate" in answer.err


WRONG = [
    (["--salah"], "opsi “--salah” tidak dikenal", "there is no option '--salah'"),
    (["bangun"], "perintah “bangun” tidak ada", "there is no command 'bangun'"),
    (["build", "--stages", "2"], "opsi “--stages” tidak dikenal", "no option '--stages'"),
    (["validate", "--stage", "9"], "tahap 9 tidak ada", "there is no stage 9"),
    (["validate", "--stage", "-1"], "tahap -1 tidak ada", "there is no stage -1"),
    (["build", "--stage", "9"], "tahap 9 tidak ada", "there is no stage 9"),
    (["build", "--stage", "semua"], "tahap “semua” tidak dikenal", "there is no stage 'semua'"),
    (["build", "--stage", "²"], "tahap “²” tidak dikenal", "there is no stage '²'"),
    (
        ["build", "--book", "buku-x"],
        "buku “buku-x” tidak diserahkan pada Tahap Dua",
        "the book 'buku-x' is not handed in at stage 2",
    ),
    (
        ["build", "--stage", "1", "--book", "book-b"],
        "buku “book-b” tidak diserahkan pada Tahap Satu",
        "the book 'book-b' is not handed in at stage 1",
    ),
    (["validate", "--stage", "dua"], "nilai untuk --stage", "bad value for --stage"),
    (["build", "--format", "pdf"], "nilai untuk --format", "bad value for --format"),
    (["build", "--stage"], "--stage", "--stage"),
    (["build", "lagi"], "pemakaian keliru", "wrong usage"),
    (["-C", ".", "validate"], "opsi “-C” tidak dikenal", "there is no option '-C'"),
]


@pytest.mark.parametrize(("words", "indonesian", "english"), WRONG)
def test_wrong_usage_is_one_complaint_and_code_2(
    run: Run,
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    indonesian: str,
    english: str,
) -> None:
    monkeypatch.chdir(small)

    answer = run(*words)
    monkeypatch.setenv("MASTERPLAN_LANG", "en")
    translated = run(*words)

    assert answer.code == translated.code == 2
    assert answer.out == translated.out == ""
    assert answer.err.startswith("galat: ")
    assert indonesian in answer.err.split("\n")[0]
    assert translated.err.startswith("error: ")
    assert english in translated.err.split("\n")[0]
    assert "Traceback" not in answer.err
    assert not (small / "build").exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["build", "--stages", "2"], "Mungkin maksudnya: --stage"),
        (["bangun"], "build"),
        (["validate", "--stage", "9"], "Saran: Tahap yang ada: 1, 2"),
        (["build", "--book", "boook-a"], "Saran: Mungkin maksudnya: book-a"),
        (["build", "--book", "x"], "Saran: Yang ada: book-a, book-b"),
        (["build", "--stage", "semua"], "Saran: Tulis angka tahap, atau all."),
        (["validate", "--salah"], "Lihat: masterplan validate --help"),
    ],
)
def test_complaint_says_what_to_do(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], hint: str
) -> None:
    monkeypatch.chdir(small)

    assert hint in run(*words).err


@pytest.mark.parametrize("words", [["--lang", "en"], ["--lang=en"]])
def test_option_chooses_the_language_of_a_complaint(
    run: Run, small: Path, words: list[str]
) -> None:
    answer = run("validate", "-C", small, "--stage", "9", *words)

    assert answer.err.split("\n")[0] == "error: there is no stage 9"
    assert "Hint: Stages at hand: 1, 2" in answer.err


def test_unknown_language_is_refused(run: Run, small: Path) -> None:
    answer = run("validate", "-C", small, "--lang", "jv")

    assert answer.code == 2
    assert answer.out == ""
    assert "--lang" in answer.err


@pytest.mark.parametrize("command", ["validate", "build"])
def test_folder_without_workspace_is_wrong_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)

    outside = run(command)
    named = run(command, "-C", tmp_path / "tidak-ada")

    assert outside.code == named.code == 2
    assert outside.out == named.out == ""
    assert "tidak ada masterplan.yaml" in outside.err
    assert "tidak memuat masterplan.yaml" in named.err
    assert "Saran: Periksa alamat sesudah -C." in named.err


def test_interrupt_and_bugs_are_not_taken_for_wrong_usage(run: Run) -> None:
    interrupt = type("Abort", (Exception,), {})

    def stop(**options: object) -> None:
        raise interrupt

    def fail(**options: object) -> None:
        raise RuntimeError("a bug")

    assert run_app(stop) == 130  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="a bug"):
        run_app(fail)  # type: ignore[arg-type]


def test_a_bad_choice_names_the_choices(run: Any) -> None:
    answer = run("validate", "--lang", "de")
    assert answer.code == 2
    assert "nilai untuk --lang tidak dapat dipakai" in answer.err
    assert "Pilih: id, en" in answer.err
