"""What is measured: our commands in each state, and what the other tools are made to do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.books import Block, digest_blocks, read_blocks, write_markdown
from benchmarks.measure import Case
from benchmarks.peers.installation import HERE, Installed

OURS = str(Path(sys.executable).with_name("masterplan"))
BOOK = "buku-2"
_EDITED = "pillars/living/programs-dinkes.yaml"


def list_own_cases(workspace: Path, label: str) -> list[Case]:
    """Return our commands on one workspace: cold, with one programme changed, unchanged."""
    cache = {"MASTERPLAN_CACHE": str(workspace / "build" / "cache")}
    none = {"MASTERPLAN_CACHE": ""}
    one = (OURS, "build", "--book", BOOK)
    every = (OURS, "build", "--stage", "4")

    def edit() -> None:
        edit_program(workspace)

    return [
        Case(f"{label} validate, cold", (OURS, "validate"), workspace, environment=none),
        Case(f"{label} validate, changed", (OURS, "validate"), workspace, edit, cache),
        Case(f"{label} validate, unchanged", (OURS, "validate"), workspace, environment=cache),
        Case(f"{label} one book, cold", one, workspace, environment=none),
        Case(f"{label} one book, changed", one, workspace, edit, cache),
        Case(f"{label} one book, unchanged", one, workspace, environment=cache),
        Case(f"{label} all, cold", every, workspace, environment=none),
        Case(f"{label} all, changed", every, workspace, edit, cache),
        Case(f"{label} all, unchanged", every, workspace, environment=cache),
        Case(
            f"{label} one book, DOCX only, cold",
            (*one, "--format", "docx", "--out", str(workspace / "build" / "docx")),
            workspace,
            environment=none,
        ),
    ]


def make_portfolio_case(folder: Path, name: str) -> Case:
    """Return the case that builds stage 4 of every workspace below ``folder`` from nothing.

    A region that the rules refuse stops no other, and so does not stop the case either.
    """
    command = (OURS, "portfolio", "build", "--stage", "4", "--no-cache", str(folder))
    return Case(name, command, folder, codes=frozenset({0, 1}))


def edit_program(workspace: Path) -> None:
    """Change the first programme's description: a number counts how often."""
    path = workspace / _EDITED
    text = path.read_text(encoding="utf-8")
    found = re.search(r"suntingan (\d+)\.", text)
    if found:
        text = text.replace(found[0], f"suntingan {int(found[1]) + 1}.", 1)
    else:
        text = re.sub(r"(description: >-\n    )", r"\1Catatan suntingan 1. ", text, count=1)
    path.write_text(text, encoding="utf-8", newline="\n")


def make_inputs(workspace: Path) -> list[Block]:
    """Write what the others read: the blocks of our own book, as JSON and as Markdown."""
    folder = workspace / "build" / "peers"
    folder.mkdir(parents=True, exist_ok=True)
    out = workspace / "build" / "docx"
    command = (OURS, "build", "--book", BOOK, "--format", "docx", "--out", str(out))
    subprocess.run(command, cwd=workspace, check=True, capture_output=True)
    blocks = read_blocks(next(out.glob("*.docx")))
    (folder / "book.json").write_text(json.dumps(blocks, ensure_ascii=False), encoding="utf-8")
    (folder / "book.md").write_text(write_markdown(blocks), encoding="utf-8")
    return blocks


def list_book_cases(tools: list[Installed], workspace: Path, label: str) -> Iterator[Case]:
    """Yield, for each tool that writes Word files, the case that makes our book with it."""
    folder = workspace / "build" / "peers"
    scripts = {
        "pandoc": ("book_pandoc.py", "book.md"),
        "docxtpl": ("book_docxtpl.py", "book.json"),
        "python-docx": ("book_python_docx.py", "book.json"),
    }
    for tool in tools:
        out = str(folder / f"{tool.peer.name.split()[0]}.docx")
        if tool.reason:
            continue
        name = f"{label} {tool.peer.name}"
        if tool.peer.registry == "npm":
            command = ("node", str(tool.folder / "book_docx.js"), str(folder / "book.json"), out)
            yield Case(name, command, folder)
        elif tool.peer.name in scripts:
            script, source = scripts[tool.peer.name]
            command = (tool.python, str(HERE / script), str(folder / source), out)
            if tool.peer.name == "docxtpl":
                template = (tool.python, str(HERE / script), "--template", out)
                subprocess.run(template, check=True, capture_output=True)
            yield Case(name, command, folder)


def compare_book(blocks: list[Block], path: Path) -> str:
    """Return how a book of another tool differs from ours; nothing where it does not."""
    ours, theirs = digest_blocks(blocks), digest_blocks(read_blocks(path))
    if ours == theirs:
        return ""
    return (
        f"{theirs.characters - ours.characters:+} of {ours.characters} characters, "
        f"{theirs.tables - ours.tables:+} of {ours.tables} tables, "
        f"{theirs.rows - ours.rows:+} of {ours.rows} rows"
    )


def list_start_cases(tools: list[Installed], root: Path, programs: int) -> Iterator[Case]:
    """Yield start-up of every tool, and runs of StrictDoc and RenderCV with nothing changed."""
    yield Case("masterplan --help", (OURS, "--help"), root)
    yield Case("masterplan --version", (OURS, "--version"), root)
    for tool in tools:
        if tool.reason:
            continue
        if tool.peer.name == "strictdoc":
            folder = root / "strictdoc"
            _write_requirements(folder, programs)
            export = (tool.program, "export", str(folder), "--output-dir", str(folder / "out"))
            yield Case("strictdoc --help", (tool.program, "--help"), root)
            yield Case("strictdoc export, unchanged", export, folder)
        elif tool.peer.name == "rendercv":
            folder = root / "rendercv"
            folder.mkdir(parents=True, exist_ok=True)
            made = (tool.program, "new", "Contoh Rekaan")
            subprocess.run(made, cwd=folder, check=False, capture_output=True)
            render = (tool.program, "render", "Contoh_Rekaan_CV.yaml")
            icons = {"XDG_DATA_HOME": str(_write_icons(root / "typst"))}
            yield Case("rendercv --help", (tool.program, "--help"), root)
            yield Case("rendercv render, unchanged", render, folder, environment=icons)


def _write_icons(folder: Path) -> Path:
    """Return a data folder with an empty stand-in for the Typst package of icons.

    Why: RenderCV's themes load it over the network at their first run; without pictures its PDF
    takes no longer, so that the comparison is never unfair to it.
    """
    package = folder / "typst" / "packages" / "preview" / "fontawesome" / "0.5.0"
    package.mkdir(parents=True, exist_ok=True)
    about = '[package]\nname = "fontawesome"\nversion = "0.5.0"\nentrypoint = "lib.typ"\n'
    (package / "typst.toml").write_text(about, encoding="utf-8")
    (package / "lib.typ").write_text("#let fa-icon(name, ..rest) = []\n", encoding="utf-8")
    return folder


def _write_requirements(folder: Path, programs: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    parts = ["[DOCUMENT]", "TITLE: Program", ""]
    for number in range(1, programs + 1):
        parts += [
            "[REQUIREMENT]",
            f"UID: P-{number}",
            f"TITLE: Program {number}",
            "STATEMENT: >>>",
            f"Program ke-{number} memperluas layanan sampai kecamatan {number % 20}.",
            "<<<",
            "",
        ]
    (folder / "program.sdoc").write_text("\n".join(parts), encoding="utf-8")
