"""Komentar penelaah belum ditanggapi.

Apa
    Komentar pada draf sebuah tahap tersimpan di reviews/bimtek-N, tetapi pada tahap berikutnya
    belum memiliki tanggapan atau putusannya belum ditetapkan.

Mengapa
    Tenaga ahli memeriksa apakah catatannya pada bimtek sebelumnya ditindaklanjuti; matriks
    tanggapan yang berlubang dibaca sebagai catatan yang diabaikan.

Buruk
    - id: 3f9a1c2b4d5e
      text: Sejak kapan trayek ini terputus?

Baik
    - id: 3f9a1c2b4d5e
      text: Sejak kapan trayek ini terputus?
      status: diterima
      response: Tahun terputusnya trayek ditambahkan pada kondisi dimensi.

Sejak
    Peringatan mulai tahap sesudah draf itu, galat sejak Tahap IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 4
_SHOWN = 60


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each comment of an earlier stage that lacks its answer or status."""
    for review in plan.workspace.reviews:
        if review.stage >= plan.stage.number:
            continue
        for comment in review.comments:
            pointer = f"review-comment/{comment.id}"
            if comment.response and comment.status:
                yield Met(f"{pointer}/response")
                continue
            words = " ".join(comment.text.split())
            words = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            lacking = ("response", "tanggapan") if not comment.response else ("status", "putusan")
            yield Finding(
                f"{pointer}/{lacking[0]}",
                Text(
                    f"komentar “{words}” pada tahap {review.stage} belum memiliki {lacking[1]}",
                    f"the comment '{words}' of stage {review.stage} has no {lacking[0]}",
                ),
                Text(
                    "Isi “status” (diterima, diterima sebagian, ditolak, atau didiskusikan) dan "
                    "“response”.",
                    "Fill in 'status' (diterima, diterima sebagian, ditolak or didiskusikan) and "
                    "'response'.",
                ),
                about=f"{pointer}/{lacking[0]}",
            )
