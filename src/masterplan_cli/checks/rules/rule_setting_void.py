"""Pengaturan aturan yang tidak berlaku.

Apa
    Kunci “rules” pada masterplan.yaml mengatur aturan yang tidak ada, atau aturan yang bobotnya
    tidak boleh diubah karena penyusun buku mengandalkannya: rujukan yang utuh, periode yang tidak
    terbalik, tahun di dalam cakrawala dan jangka, tahap dan skala risiko yang ada dalam profil.

Mengapa
    Kode yang salah ketik membuat orang mengira sebuah aturan sudah dimatikan. Aturan yang
    diandalkan penyusun buku tidak dapat dimatikan, sebab tanpa aturan itu tabel kehilangan baris
    dan jumlah dalam satu buku tidak lagi sama.

Buruk
    rules:
      indicator-without-targets: warning

Baik
    rules:
      indicator-without-target: warning

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.checks.weights import list_weighable
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.schema.nearest import suggest_nearest

NATURE = Nature.WRONG
ERROR_FROM = 1
FIXED = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each setting of a rule that is unknown or cannot be weighed anew."""
    if not plan.workspace.manifest.rules:
        return
    codes = list_weighable()
    for code in plan.workspace.manifest.rules:
        if code not in codes:
            yield Finding(
                f"manifest/rules/{code}",
                Text(f"aturan “{code}” tidak ada", f"there is no rule '{code}'"),
                suggest_nearest(code, codes)
                or Text(
                    "Salin kode dari kurung siku pada temuannya.",
                    "Copy the code from the square brackets of the finding.",
                ),
                on_key=True,
            )
        elif not codes[code]:
            yield Finding(
                f"manifest/rules/{code}",
                Text(
                    f"bobot aturan “{code}” tidak dapat diubah",
                    f"the rule '{code}' cannot be weighed anew",
                ),
                Text(
                    "Hapus baris ini: penyusun buku mengandalkan aturan itu.",
                    "Delete this line: the books rely on that rule.",
                ),
                on_key=True,
            )
