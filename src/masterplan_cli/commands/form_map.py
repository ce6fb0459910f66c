"""Maps of headings: shown and confirmed at a terminal, or written to a file to be mended."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from masterplan_cli.commands.console import FINDINGS
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.source.disk import write_whole

if TYPE_CHECKING:
    from masterplan_cli.forms.reading.headings import Proposal

Ask = Callable[[str], bool]
"""Puts a question that is answered by yes or no."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What the command line asked for; ``side`` is theirs, ours or empty."""

    files: tuple[Path, ...]
    write: bool = False
    side: str = ""
    delete: bool = False
    conflicts: Path | None = None
    format: str = "text"
    opd: str = ""
    mapping: Path | None = None

    @property
    def asks_for_map(self) -> bool:
        """Say whether a map is to be written: it is named, but not there, and the OPD is known."""
        return bool(self.opd) and self.mapping is not None and not self.mapping.exists()


def make_confirmation(ask: Ask, language: Language) -> Callable[[Proposal], bool]:
    """Return what shows a map and asks whether it is right."""

    def confirm(proposal: Proposal) -> bool:
        lines = [f"{proposal.file}:", *(line.speak(language) for line in proposal.lines)]
        sys.stderr.write("\n".join(lines) + "\n")
        return ask(_QUESTION.speak(language))

    return confirm


def hand_out_map(request: ImportRequest, proposals: Sequence[Proposal], language: Language) -> int:
    """Write maps that nobody has confirmed yet to stdout, or to the file that was asked for."""
    if not request.asks_for_map or request.mapping is None:
        for proposal in proposals:
            sys.stdout.write(proposal.yaml)
        sys.stderr.write(f"{_SAVE.speak(language)}\n")
        return FINDINGS
    if len(proposals) > 1:
        names = ", ".join(proposal.file for proposal in proposals)
        raise UserError(
            Text(f"satu peta untuk satu berkas saja: {names}", f"one map for one file: {names}"),
            Text("Impor berkas itu satu per satu.", "Import these files one by one."),
        )
    write_whole(request.mapping, proposals[0].yaml.encode())
    said = Text(
        f"{request.mapping} ditulis, belum ada yang dibaca: periksa pasangan judul di dalamnya, "
        "lalu ulangi perintah ini.",
        f"{request.mapping} is written, nothing was read yet: look over the headings in it, then "
        "give this command again.",
    )
    sys.stderr.write(f"{said.speak(language)}\n")
    return FINDINGS


_QUESTION = Text(
    "Baca berkas ini dengan pasangan judul di atas? (y = ya, n = tidak)",
    "Read this file by the headings above?",
)
_SAVE = Text(
    "Belum ada yang dibaca: simpan pasangan judul ini, periksa, lalu impor dengan --map BERKAS. "
    "Bila BERKAS belum ada, --map menuliskannya.",
    "Nothing was read yet: save this map of headings, look it over, and import with --map FILE. "
    "Where there is no FILE yet, --map writes it.",
)
