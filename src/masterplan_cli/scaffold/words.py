"""The words that fill the gaps of the texts: the region's, the horizon's and the profile's.

In: answers and a profile. Out: a mapping from the name of a gap to its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from masterplan_cli.profile.records import (
    Component,
    Dimension,
    NomenclatureEdition,
    Profile,
    Term,
    Word,
)
from masterplan_cli.scaffold.answers import Answers
from masterplan_cli.scaffold.wording import quote_scalar, write_comment

Words = dict[str, str]


def collect_words(answers: Answers, profile: Profile) -> Words:
    """Return the words that every file may use."""
    first, last = answers.horizon[0], answers.horizon[-1]
    full = answers.full_name
    return {
        "full_name": full,
        "name": quote_scalar(answers.name),
        "type": answers.type,
        "province": quote_scalar(answers.province),
        "head": answers.head,
        "council": quote_scalar(f"Dewan Smart City {full}"),
        "decree": quote_scalar(f"Keputusan {answers.head} Nomor 1 Tahun {first}"),
        "yearbook": quote_scalar(f"{full} Dalam Angka"),
        "everywhere": quote_scalar(f"Seluruh wilayah {full}"),
        "first": str(first),
        "last": str(last),
        "before": str(first - 1),
        "plan_end": str(min(first + 4, _find_century_end(first))),
        "profile": answers.profile,
        "stage": str(answers.stage),
        **_list_choices(profile),
        **_choose_edition(profile.nomenclature_editions, first),
        **_choose_term(profile.terms, answers.horizon),
    }


def _find_century_end(year: int) -> int:
    """Return the last year that a year field accepts beside ``year``."""
    return year // 100 * 100 + 99


def _list_choices(profile: Profile) -> Words:
    """Return the first word of each list, and all of them for a comment."""
    lists: dict[str, Sequence[Word | Term]] = {
        "fund": profile.funds,
        "group": profile.action_groups,
        "kind": profile.program_kinds,
        "rating": profile.ratings,
        "regulation_type": profile.regulation_types,
        "quick_win_kind": profile.quick_win_kinds,
    }
    several = {"quick_win_status": "quick_win_statuses", "status": "statuses"}
    lists |= {"quick_win_status": profile.quick_win_statuses, "status": profile.statuses}
    words: Words = {"terms": _describe_choices(profile.terms)} if profile.terms else {}
    for name, entries in lists.items():
        if entries:
            words[name] = entries[0].id
            words[several.get(name, f"{name}s")] = _describe_choices(entries)
    if len(profile.funds) > 1:
        words["other_fund"] = profile.funds[1].id
    if profile.dimensions:
        words["dimension"] = profile.dimensions[0].id
    if profile.risk_scale is not None:
        words["risk_steps"] = str(profile.risk_scale.steps)
    return words


def _choose_edition(editions: Sequence[NomenclatureEdition], year: int) -> Words:
    """Return the newest edition that was in force before ``year``: books print nothing newer."""
    known = [edition for edition in editions if edition.date.year < year]
    return {"edition": max(known, key=lambda one: one.date).id} if known else {}


def _describe_choices(entries: Sequence[Word | Term]) -> str:
    return ", ".join(
        entry.id if entry.id == entry.name.lower() else f"{entry.id} ({entry.name})"
        for entry in entries
    )


def _choose_term(terms: Sequence[Term], horizon: range) -> Words:
    """Return the years of the example programme: those of the term, or the whole horizon."""
    first, last = horizon[0], horizon[-1]
    words: Words = {}
    if terms:
        term = min(terms, key=lambda one: one.last - one.first)
        words["term"] = term.id
        first = min(horizon[0] + max(term.first - 1, 0), horizon[-1])
        last = min(horizon[0] + max(term.last - 1, 0), horizon[-1])
    years = range(first, max(first, last) + 1)
    targets = ", ".join(f"{year}: {20 + step}" for step, year in enumerate(years))
    return {**words, "term_first": str(first), "term_last": str(years[-1]), "targets": targets}


def add_dimension(words: Words, dimension: Dimension) -> Words:
    """Return ``words`` together with those of one dimension."""
    found = {**words, "dimension": dimension.id, "dimension_name": dimension.name}
    if dimension.aim:
        found["aim"] = write_comment(dimension.aim).removesuffix("\n")
    if dimension.sub_dimensions:
        found["sub_dimension"] = dimension.sub_dimensions[0].id
    return found


def describe_component(component: Component) -> str:
    """Return a readiness component's comment."""
    about = f"{component.name}: {component.aim}" if component.aim else component.name
    return write_comment(about, "  ")
