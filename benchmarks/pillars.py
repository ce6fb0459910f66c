"""The pillars of a generated workspace: conditions, strategies, and any number of programmes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

FIRST, LAST = 2025, 2034
DIMENSIONS = {
    "governance": ("public-services", "bureaucracy", "public-policy"),
    "branding": ("tourism", "business", "city-appearance"),
    "economy": ("industry", "welfare", "transactions"),
    "living": ("harmony", "health", "mobility"),
    "society": ("community", "education", "security"),
    "environment": ("protection", "waste", "energy"),
}
_TERMS = (("short", 1, 1), ("medium", 2, 5), ("long", 6, 8))
_NUMBERS = tuple(range(4, 60))
_STRATEGIES = 3

Words = dict[str, Any]
Tree = dict[str, Any]


def make_pillars(words: Words, random: Random, programs: int) -> dict[str, Tree]:
    """Return the trees of all files below ``pillars/`` by name.

    Programmes are dealt out evenly over dimensions, sub-dimensions, and the dimension's agencies.
    """
    files: dict[str, Tree] = {}
    for place, (dimension, parts) in enumerate(DIMENSIONS.items()):
        count = programs // 6 + (place < programs % 6)
        owners = [opd for opd in words["opds"] if opd[4] == dimension]
        files[f"pillars/{dimension}/pillar.yaml"] = _make_pillar(words, random, dimension, owners)
        made = list(_make_programs(words, random, dimension, parts, owners, count))
        for owner in owners:
            mine = [program for program in made if program["owner"] == owner[0]]
            files[f"pillars/{dimension}/programs-{owner[0]}.yaml"] = {"programs": mine}
    return files


def _make_pillar(words: Words, random: Random, dimension: str, owners: list[Any]) -> Tree:
    short = dimension[:3]
    swot = {
        quadrant: [
            {"id": f"{short}-{quadrant[0]}{number}", "text": f"{text} dalam urusan {part}"}
            for number, (text, part) in enumerate(
                zip(words[quadrant], _list_objects(words, dimension, random), strict=False), 1
            )
        ]
        for quadrant in ("strengths", "weaknesses", "opportunities", "threats")
    }
    issues, parts = [], []
    for place, part in enumerate(DIMENSIONS[dimension]):
        issue = f"{short}-i{place + 1}"
        objects = words["parts"][part]["objects"]
        text = f"{objects[0].capitalize()} dan {objects[1]} belum menjangkau seluruh kecamatan"
        issues.append({"id": issue, "text": text, "sub_dimension": part})
        parts.append(_make_part(words, dimension, part, place, issue))
    gaps = [
        {
            "id": f"{short}-g{number}",
            "aspect": thing.capitalize(),
            "current": f"{random.choice(_NUMBERS)} persen sasaran terlayani",
            "expected": "90 persen sasaran terlayani",
            "gap": "Petugas, sarana, dan data belum merata",
            "recommendation": f"Membangun {thing} bertahap dari kecamatan yang siap",
        }
        for number, thing in enumerate(_list_objects(words, dimension, random)[:5], 1)
    ]
    things = _list_objects(words, dimension, random)
    sentences = [
        f"{thing.capitalize()} {sentence}"
        for thing, sentence in zip(things, random.sample(words["conditions"], 8), strict=False)
    ]
    condition = "\n\n".join(" ".join(sentences[at : at + 4]) for at in (0, 4))
    return {
        "id": dimension,
        "illustrative": True,
        "lead": owners[0][0],
        "condition": condition,
        "issues": issues,
        "gaps": gaps,
        "swot": swot,
        "sub_dimensions": parts,
    }


def _list_objects(words: Words, dimension: str, random: Random) -> list[str]:
    found = [thing for part in DIMENSIONS[dimension] for thing in words["parts"][part]["objects"]]
    random.shuffle(found)
    return found


def _make_part(words: Words, dimension: str, part: str, place: int, issue: str) -> Tree:
    short, known = dimension[:3], words["parts"][part]
    strategies = [
        {
            "id": f"{part}-str-{number + 1}",
            "text": f"Memadukan {known['objects'][2 * number]} dengan "
            f"{known['objects'][2 * number + 1]} di semua kecamatan",
            "issues": [issue],
            "swot": [f"{short}-{letter}{place + 1}" for letter in ("so", "st", "wo", "wt")[number]],
            "rpjmd_missions": [f"rpjmd-m{number + 1}"],
        }
        for number in range(_STRATEGIES)
    ]
    if place == 0:
        for number, letters in enumerate(("so", "wt")):
            last = [f"{short}-{letter}4" for letter in letters]
            strategies[number]["swot"] = [*strategies[number]["swot"], *last]
    goal = {"id": f"{part}-goal", "text": known["goal"]}
    return {"id": part, "goal": goal, "strategies": strategies}


def _make_programs(
    words: Words,
    random: Random,
    dimension: str,
    parts: tuple[str, ...],
    owners: list[Any],
    count: int,
) -> Iterator[Tree]:
    decks = {part: _deal_names(words, random, part) for part in parts}
    for number in range(count):
        part = parts[number % len(parts)]
        owner = owners[number % len(owners)]
        (action, thing, area), name = next(decks[part])
        program = _describe(words, random, owner, (action, thing, area), name)
        program["id"] = f"{dimension[:3]}-{number + 1:04d}"
        program["strategy"] = f"{part}-str-{number // len(parts) % _STRATEGIES + 1}"
        if number == 0:
            program["quick_win"] = _make_quick_win(thing, area)
        head = {key: program.pop(key) for key in ("id", "illustrative", "name", "strategy")}
        yield {**head, **program}


def _deal_names(words: Words, random: Random, part: str) -> Iterator[tuple[Any, str]]:
    """Yield action, thing and place, never the same thing at one place before all have been."""
    things = words["parts"][part]["objects"]
    for turn in range(len(words["actions"])):
        deck = list(product(enumerate(things), enumerate(words["areas"])))
        random.shuffle(deck)
        for (at, thing), (where, area) in deck:
            action = words["actions"][(turn + at + where) % len(words["actions"])]
            scope = words["scopes"][(at + where) % len(words["scopes"])].format(area=area)
            yield (action, thing, area), f"{action[0]} {thing} {scope}"


def _describe(words: Words, random: Random, owner: Any, chosen: Any, name: str) -> Tree:
    (_, kind, group), thing, area = chosen
    term, shortest, longest = random.choices(_TERMS, (1, 6, 3))[0]
    start = FIRST if term == "short" else random.randint(FIRST, FIRST + 2)
    latest = FIRST + longest - 1
    end = max(start, min(latest, start + random.randint(shortest, longest) - 1, LAST))
    years = list(range(start, end + 1))
    area_id = area.lower().replace(" ", "-")
    return {
        "illustrative": True,
        "name": name,
        "description": _write_description(words, random, owner[2], thing, area),
        "owner": owner[0],
        "partners": _choose_partners(words, random, owner),
        "group": group,
        "kind": kind,
        "term": term,
        "start": start,
        "end": end,
        "status": random.choice(("usulan", "rencana", "berjalan", "pengembangan")),
        "location": random.choice(words["locations"]),
        "areas": [area_id],
        "rpjmd_missions": [f"rpjmd-m{random.randint(1, 3)}"],
        **_make_nomenclature(random, owner),
        "activities": list(_make_activities(words, random, years)),
        "indicators": list(_make_indicators(words, random, name, years)),
        "budget": list(_make_budget(random, years)),
        "risks": list(_make_risks(words, random, owner[0])),
    }


def _choose_partners(words: Words, random: Random, owner: Any) -> list[str]:
    others = [opd[0] for opd in words["opds"] if opd[0] != owner[0]]
    outside = random.choice(words["partners"])[0]
    return [*random.sample(others, random.randint(1, 2)), outside]


def _write_description(words: Words, random: Random, owner: str, thing: str, area: str) -> str:
    def fill(kind: str, count: int) -> list[str]:
        return [
            sentence.format(
                object=thing,
                area=area,
                owner=owner,
                hours=random.randint(2, 9),
                percent=random.choice(_NUMBERS),
                months=random.randint(3, 11),
                number=random.choice(_NUMBERS),
            )
            for sentence in random.sample(words[kind], count)
        ]

    order = [*fill("problems", 1), *fill("means", 1), *fill("details", 1), *fill("results", 1)]
    return " ".join(order)


def _make_nomenclature(random: Random, owner: Any) -> Tree:
    if not owner[3]:
        return {}
    code = f"{owner[3]}.{random.randint(2, 3):02d}"
    return {"nomenclature": {"code": code, "edition": "kepmendagri-900.1.15.5-3406-2024"}}


def _make_activities(words: Words, random: Random, years: list[int]) -> Iterator[Tree]:
    chosen = sorted(random.sample(range(len(words["activities"])), random.randint(2, 4)))
    for place, at in enumerate(chosen):
        name, output = words["activities"][at]
        first = years[min(place, len(years) - 1)]
        yield {
            "id": f"keg-{place + 1}",
            "name": name,
            "output": output.format(number=random.choice(_NUMBERS)),
            "start": first,
            "end": random.choice(years[years.index(first) :]),
        }


def _make_indicators(words: Words, random: Random, name: str, years: list[int]) -> Iterator[Tree]:
    chosen = random.sample(words["measures"], 2)
    for place, (measure, unit, way, base, steps) in enumerate(chosen, 1):
        step = random.randint(*steps) * (1 if way == "up" else -1)
        value = random.randint(*base)
        yield {
            "id": f"ind-{place}",
            "name": f"{measure} {name[0].lower()}{name[1:]}",
            "unit": unit,
            "direction": way,
            "baseline": {"year": FIRST - 1, "value": value},
            "targets": {year: value + step * (at + 1) for at, year in enumerate(years)},
        }


def _make_budget(random: Random, years: list[int]) -> Iterator[Tree]:
    base = random.randint(8, 90) * 12_500_000
    other = random.choice(("apbn", "csr", "swasta", "dana-desa", "hibah", "masyarakat"))
    for year in years:
        amount = base + random.randint(0, 40) * 2_500_000
        yield {"year": year, "source": "apbd", "amount": amount}
        if random.random() < 0.35:
            yield {"year": year, "source": other, "amount": amount // 4}


def _make_risks(words: Words, random: Random, owner: str) -> Iterator[Tree]:
    chosen = random.sample(words["risks"], 1)
    for place, (risk, cause, impact, mitigation) in enumerate(chosen, 1):
        yield {
            "id": f"r-{place}",
            "risk": risk,
            "cause": cause,
            "impact": impact,
            "likelihood": random.randint(1, 4),
            "severity": random.randint(2, 5),
            "mitigation": mitigation,
            "owner": owner,
        }


def _make_quick_win(thing: str, area: str) -> Tree:
    return {
        "short_name": f"Cepat {thing}",
        "type": "program",
        "status": "implementasi",
        "start": "2025-03-01",
        "end": "2025-12-15",
        "issue": "isu-1",
        "summary": f"Percontohan {thing} di Kecamatan {area} yang dapat dilihat dalam setahun.",
        "progress": [{"stage": stage, "percent": 25 * stage} for stage in (2, 3, 4)],
        "benefits": {
            "organiser": "Beban kerja loket berkurang",
            "government": "Satu data dipakai bersama",
            "public": "Waktu dan ongkos perjalanan berkurang",
        },
        "uniqueness": "Dikerjakan oleh kader setempat dengan pendampingan kampus",
        "partnerships": [{"id": "k-1", "form": "Pendampingan lapangan", "partner": "mitra-rtik"}],
        "potential": {"extension": "Seluruh kecamatan", "replication": "Kabupaten tetangga"},
        "sustainability": {
            "regulation": "Peraturan kepala daerah tentang layanan digital",
            "institution": "Unit tetap di kantor kecamatan",
            "resources": "Dua petugas tiap kecamatan",
            "business_model": "Dibiayai APBD dan iuran mitra",
        },
        "risk_analysis": {
            "impact": "Layanan terhenti beberapa hari",
            "obstacles": "Sinyal belum merata",
            "failure": "Petugas dipindahkan",
            "mitigation": "Menyiapkan pengganti",
        },
        "resources": {
            "budget": "Rp350 juta dari APBD",
            "staff": "Dua belas kader",
            "facilities": "Dua belas perangkat genggam",
        },
    }
