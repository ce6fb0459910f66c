"""OPD penanggung jawab yang juga tercatat sebagai mitra.

Apa
    OPD yang sama tertulis pada “owner” dan pada “partners” satu program.

Mengapa
    Setiap program memiliki tepat satu penanggung jawab; kemitraan dinilai tersendiri. Bila namanya
    juga berada di antara mitra, tabel mencetak OPD itu dua kali dan jumlah kemitraannya keliru.

Buruk
    owner: dinkes
    partners: [dinkes, disdukcapil]

Baik
    owner: dinkes
    partners: [disdukcapil]

Sejak
    Peringatan pada Tahap I dan II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 3
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each owner that is a partner too."""
    for program in plan.workspace.programs:
        if program.owner is not None and program.owner in program.partners:
            place = f"program/{program.id}"
            yield Finding(
                f"{place}/partners/{program.owner}",
                Text(
                    f"“{program.owner}” penanggung jawab dan sekaligus mitra",
                    f"'{program.owner}' is both owner and partner",
                ),
                Text("Hapus dari “partners”.", "Take it out of 'partners'."),
                related=(
                    (f"{place}/owner", Text("penanggung jawab di sini", "the owner is here")),
                ),
            )
