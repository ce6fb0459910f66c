"""How long each step of a build took: laps of a stopwatch in, a table of seconds out."""

from __future__ import annotations

from time import perf_counter, process_time

from masterplan_cli.diagnostics import Language, Text
from masterplan_cli.report.table import render_table

STEPS = {
    "start": Text("Persiapan program", "Start-up"),
    "revision": Text("Membaca revisi git", "Reading git's revision"),
    "cache": Text("Mencari hasil terdahulu", "Looking for earlier results"),
    "profile": Text("Membaca profil", "Reading the profile"),
    "content": Text("Membaca isi", "Reading the content"),
    "rules": Text("Memeriksa aturan", "Checking the rules"),
    "templates": Text("Menyiapkan templat", "Preparing templates"),
    "render": Text("Mengisi templat", "Filling templates"),
    "number": Text("Menomori", "Numbering"),
    "docx": Text("Menulis Word", "Writing Word"),
    "pages": Text("Mencari nomor halaman", "Finding page numbers"),
    "md": Text("Menulis Markdown", "Writing Markdown"),
    "files": Text("Menyimpan berkas", "Saving files"),
}

TOTAL = Text("Jumlah", "Total")
HEAD = (Text("Langkah", "Step"), Text("Detik", "Seconds"), Text("Detik CPU", "CPU seconds"))


class Stopwatch:
    """Adds up the seconds between laps by the step that each lap ends.

    Why two clocks: on a busy machine only the processor's says what a step costs, and only the
    wall's sees what LibreOffice and git take. Start-up is known by the processor's alone.
    """

    def __init__(self) -> None:
        """Start now."""
        self._processor = process_time()
        self._wall = perf_counter()
        self._laps: dict[str, tuple[float, float]] = {"start": (self._processor, self._processor)}

    def lap(self, step: str) -> None:
        """Give the seconds since the last lap to ``step``, a key of STEPS."""
        if step not in STEPS:
            raise KeyError(step)
        wall, processor = perf_counter(), process_time()
        before = self._laps.get(step, (0.0, 0.0))
        passed = wall - self._wall, processor - self._processor
        self._laps[step] = before[0] + passed[0], before[1] + passed[1]
        self._wall, self._processor = wall, processor

    def render(self, language: Language) -> str:
        """Return a table of the steps that took place, in the pipeline's order, and their sum."""
        taken = [(STEPS[step], *self._laps[step]) for step in STEPS if step in self._laps]
        taken.append((TOTAL, *(sum(one) for one in zip(*self._laps.values(), strict=True))))
        rows = [[title.speak(language) for title in HEAD]]
        rows += [
            [step.speak(language), _write(wall, language), _write(processor, language)]
            for step, wall, processor in taken
        ]
        return render_table(rows, right=frozenset({1, 2}))


def _write(seconds: float, language: Language) -> str:
    shown = f"{seconds:.3f}"
    return shown.replace(".", ",") if language == "id" else shown
