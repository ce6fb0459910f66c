"""Isi yang lebih baru daripada tanggal acuan tahap.

Apa
    Sebuah catatan yang tercetak pada tahap ini memuat tahun atau tanggal sesudah tanggal acuan
    tahap (“as_of”): kondisi awal indikator, kondisi kesiapan, pelaksanaan bimtek, edisi
    nomenklatur, atau peraturan yang dikutip dalam teks. Catatan fakta, regulasi, dan dokumen
    perencanaan yang lebih baru tidak dilaporkan: buku tahap ini memang tidak mencetaknya.

Mengapa
    Buku bertanggal 9 Oktober 2023 tidak mungkin mengutip data tahun 2025. Kutipan semacam itu
    membuat tim ahli meragukan seluruh buku.

Buruk
    baseline: {year: 2025, value: 40}      # tanggal acuan 9 Oktober 2023

Baik
    baseline: {year: 2022, value: 31}

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from masterplan_cli.checks.citations import list_citations, name_regulation
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Nomenclature, Program
from masterplan_cli.profile.records import NomenclatureEdition

NATURE = Nature.WRONG
ERROR_FROM = 1
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each printed date or year after the stage's as-of date."""
    as_of = plan.as_of
    if as_of is None:
        return
    for pointer, when, edition in _list_dates(plan, as_of):
        if _is_late(when, as_of):
            yield _describe(pointer, _name_date(when, edition), as_of)
    for citation in list_citations(plan):
        known = citation.find_in(plan.workspace.regulations)
        if _is_late((known and known.date) or citation.year, as_of):
            named = name_regulation(citation.type, citation.number, citation.year)
            part = citation.hit.part
            yield _describe(citation.hit.passage.pointer, Text(named, named), as_of, part)


def _is_late(when: date | int, as_of: date) -> bool:
    return when > as_of if isinstance(when, date) else when > as_of.year


def _name_date(when: date | int, edition: str) -> Text:
    """Return ``tahun 2026``, a date, or an edition of the nomenclature with its date."""
    if edition:
        return Text(f"edisi “{edition}” ({when})", f"the edition '{edition}' ({when})")
    return (
        Text(f"{when}", f"{when}") if isinstance(when, date) else Text(f"tahun {when}", f"{when}")
    )


def _describe(
    pointer: str, what: Text, as_of: date, part: tuple[int, int] | None = None
) -> Finding:
    return Finding(
        pointer,
        Text(
            f"{what.id} lebih baru daripada tanggal acuan tahap ini, {as_of}",
            f"{what.en} is newer than this stage's as-of date, {as_of}",
        ),
        Text(
            "Pakai data yang sudah terbit pada tanggal acuan.",
            "Use what had been published by the as-of date.",
        ),
        part=part,
    )


def _list_dates(plan: Masterplan, as_of: date) -> Iterator[tuple[str, date | int, str]]:
    """Yield pointer, date or year, and the id of the edition whose date it is, else nothing.

    Of programmes only those years that are late: they have thousands in order.
    """
    workspace = plan.workspace
    for component in workspace.readiness:
        for indicator in component.indicators:
            if indicator.year is not None:
                yield f"readiness-indicator/{indicator.id}/year", indicator.year, ""
    for bimtek in workspace.governance.bimtek:
        if bimtek.stage <= plan.stage.number and bimtek.start is not None:
            yield f"bimtek/{bimtek.key}/start", bimtek.start, ""
    editions = {edition.id: edition for edition in plan.profile.nomenclature_editions}
    for program in workspace.programs:
        yield from _list_program_dates(program, editions, as_of.year)


def _list_program_dates(
    program: Program, editions: dict[str, NomenclatureEdition], latest: int
) -> Iterator[tuple[str, date | int, str]]:
    place = f"program/{program.id}"
    for indicator in program.indicators:
        if indicator.baseline is not None and indicator.baseline.year > latest:
            yield f"{place}/indicators/{indicator.key}/baseline/year", indicator.baseline.year, ""
    codes: list[tuple[str, Nomenclature | None]] = [(place, program.nomenclature)]
    codes += [
        (f"{place}/activities/{item.key}", item.nomenclature)
        for item in program.activities
        if item.nomenclature is not None
    ]
    for holder, code in codes:
        if code is not None and code.edition in editions:
            yield f"{holder}/nomenclature/edition", editions[code.edition].date, code.edition
