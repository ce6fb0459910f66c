"""What all pillars of a generated workspace share: agencies, plans, readiness, vision, bodies."""

from __future__ import annotations

from random import Random
from typing import Any

from benchmarks.pillars import DIMENSIONS

Words = dict[str, Any]
Tree = dict[str, Any]

_STAGES = (
    (1, "2025-03-12", "2025-02-28"),
    (2, "2025-05-21", "2025-05-09"),
    (3, "2025-07-30", "2025-07-18"),
    (4, "2025-09-17", "2025-09-05"),
)
_COMPONENTS = {
    "nature": ("Bentang alam", "Hasil laut", "Hasil kebun", "Cadangan air"),
    "structure": ("Jumlah aparatur", "Anggaran teknologi", "Jabatan fungsional", "Unit pengelola"),
    "infrastructure": ("Serat optik", "Pusat data", "Jalan kecamatan", "Listrik dusun"),
    "superstructure": ("Peraturan daerah", "Standar layanan", "Lembaga pelaksana", "Tata laksana"),
    "culture": ("Gotong royong", "Kebiasaan digital", "Musyawarah kampung", "Literasi warga"),
}
_MISSIONS = (
    "Menata pemerintahan yang melayani sampai kecamatan",
    "Menumbuhkan ekonomi warga dengan hasil daerah sendiri",
    "Merawat lingkungan dan tempat tinggal yang layak",
)


def make_region(words: Words, random: Random, region: dict[str, str]) -> dict[str, Tree]:
    """Return the trees of ``masterplan.yaml`` and of the files below ``region/`` by name."""
    name = f"{region['type'].capitalize()} {region['name']}"
    head = "Bupati" if region["type"] == "kabupaten" else "Wali Kota"
    return {
        "masterplan.yaml": _make_manifest(region),
        "region/facts.yaml": _make_facts(random),
        "region/sources.yaml": {
            "sources": [
                {"id": "s1", "illustrative": True, "title": "Catatan rekaan bagi pengukuran"}
            ]
        },
        "region/opd.yaml": _make_opds(words),
        "region/areas.yaml": {
            "areas": [
                {"id": area.lower().replace(" ", "-"), "illustrative": True, "name": area}
                for area in words["areas"]
            ]
        },
        "region/plans.yaml": _make_plans(name),
        "region/regulations.yaml": {
            "regulations": [
                {
                    "id": "uu-23-2014",
                    "type": "uu",
                    "number": "23",
                    "year": 2014,
                    "title": "Pemerintahan Daerah",
                }
            ]
        },
        "region/vision.yaml": _make_vision(region["name"]),
        "region/readiness.yaml": _make_readiness(random),
        "region/governance.yaml": _make_governance(words, random, name, head),
        "region/supporting-plans.yaml": _make_supporting_plans(words, random, head),
    }


def _make_manifest(region: dict[str, str]) -> Tree:
    return {
        "illustrative": True,
        "region": region,
        "horizon": {"start": 2025, "end": 2034},
        "profile": "kominfo",
        "cohort": 2025,
        "stage": 4,
        "coordinator": "diskominfo",
        "stages": [{"stage": stage, "as_of": day, "deadline": due} for stage, day, due in _STAGES],
    }


def _make_facts(random: Random) -> Tree:
    labels = (
        ("area", "Luas wilayah", "km²", "geography", (800, 30000)),
        ("districts", "Jumlah kecamatan", "kecamatan", "administration", (20, 20)),
        ("population", "Jumlah penduduk", "jiwa", "population", (90000, 900000)),
        ("villages", "Jumlah desa", "desa", "administration", (80, 300)),
    )
    return {
        "facts": [
            {
                "id": key,
                "illustrative": True,
                "label": label,
                "unit": unit,
                "topic": topic,
                "values": [{"value": random.randint(*bounds), "year": 2024, "source": "s1"}],
            }
            for key, label, unit, topic, bounds in labels
        ]
    }


def _make_opds(words: Words) -> Tree:
    opds = []
    for key, name, short, field, _ in words["opds"]:
        opd = {"id": key, "illustrative": True, "name": name, "short_name": short}
        opds.append({**opd, "fields": [field]} if field else opd)
    for key, name, kind in words["partners"]:
        opds.append({"id": key, "illustrative": True, "name": name, "kind": kind})
    return {"opds": opds}


def _make_plans(name: str) -> Tree:
    missions = [
        {
            "id": f"rpjmd-m{number}",
            "number": str(number),
            "text": text,
            "goals": [{"id": f"rpjmd-g{number}", "text": f"Tercapainya tujuan misi ke-{number}"}],
        }
        for number, text in enumerate(_MISSIONS, 1)
    ]
    return {
        "plans": [
            {
                "id": "rpjmd",
                "illustrative": True,
                "type": "rpjmd",
                "title": f"Rencana Pembangunan Jangka Menengah Daerah {name} Tahun 2025–2029",
                "start": 2025,
                "end": 2029,
                "review": 2030,
                "published": "2025-02-20",
                "vision": "Daerah yang melayani, tumbuh, dan lestari",
                "missions": missions,
                "issues": [
                    {
                        "id": "isu-1",
                        "text": "Jarak layanan antarkecamatan",
                        "explanation": "Warga kecamatan jauh menghabiskan hari kerja di jalan.",
                    }
                ],
            }
        ]
    }


def _make_vision(name: str) -> Tree:
    missions = [
        {
            "id": f"misi-{number}",
            "text": text,
            "explanation": f"Misi ke-{number} dikerjakan bersama oleh semua Perangkat Daerah.",
            "dimensions": list(DIMENSIONS)[2 * number - 2 : 2 * number],
            "plan_missions": [f"rpjmd-m{number}"],
            "goals": [{"id": f"sasaran-{number}", "text": f"Capaian misi ke-{number} terukur"}],
        }
        for number, text in enumerate(_MISSIONS, 1)
    ]
    return {
        "illustrative": True,
        "statement": f"{name} yang melayani, tumbuh, dan lestari",
        "explanation": "Melayani menjadi prasyarat, tumbuh dan lestari menjadi hasilnya.",
        "elements": [
            {"id": "melayani", "phrase": "Melayani", "meaning": "Urusan selesai di dekat rumah"},
            {"id": "lestari", "phrase": "Lestari", "meaning": "Hutan dan sungai dirawat bersama"},
        ],
        "missions": missions,
    }


def _make_readiness(random: Random) -> Tree:
    components = [
        {
            "id": component,
            "summary": f"{names[0]} dan {names[1].lower()} menjadi modal pertama komponen ini.",
            "indicators": [
                {
                    "id": f"{component}-{number}",
                    "illustrative": True,
                    "name": name,
                    "condition": f"{name} dinilai cukup di {random.randint(5, 19)} kecamatan",
                    "year": 2024,
                    "rating": random.choice(("baik", "sedang", "kurang")),
                    "owner": "bappeda",
                }
                for number, name in enumerate(names, 1)
            ],
        }
        for component, names in _COMPONENTS.items()
    ]
    return {"components": components}


def _make_governance(words: Words, random: Random, name: str, head: str) -> Tree:
    partner = words["partners"]
    bodies = [
        {
            "id": key,
            "illustrative": True,
            "name": f"{title} {name}",
            "scheduled": 2025,
            "tasks": task,
            "members": [
                {"id": f"{key}-1", "office": office, "role": "Ketua"},
                {
                    "id": f"{key}-2",
                    "office": f"Wakil {partner[place][1].lower()}",
                    "role": "Anggota",
                    "opd": partner[place][0],
                },
            ],
        }
        for place, (key, title, office, task) in enumerate(
            (
                ("dewan", "Dewan Smart City", head, "Memberi arah dan memutuskan perubahan."),
                ("tim", "Tim Pelaksana", "Sekretaris Daerah", "Menyusun rencana kerja tahunan."),
                ("forum", "Forum Smart City", "Wakil warga", "Menampung aspirasi warga."),
            )
        )
    ]
    bimtek = [
        {
            "stage": stage,
            "illustrative": True,
            "start": day,
            "end": day,
            "place": "Aula kantor daerah",
            "summary": f"Pertemuan tahap {stage} meninjau isi buku bersama pendamping.",
            "attendance": [
                {"id": f"b{stage}-{key}", "group": group, "count": random.randint(8, 40)}
                for key, group in (("opd", "Perangkat Daerah"), ("warga", "Komunitas dan warga"))
            ],
        }
        for stage, day, _ in _STAGES
    ]
    signers = [
        {"id": "ttd-kepala", "office": f"{head} {name.split(' ', 1)[1]}", "illustrative": True},
        {"id": "ttd-sekda", "office": "Sekretaris Daerah", "illustrative": True},
    ]
    promise = "Menyelaraskan rencana kerja setiap Perangkat Daerah dengan masterplan ini."
    return {
        "bodies": bodies,
        "bimtek": bimtek,
        "approval": {"signatories": [{**one, "act": "Disahkan oleh"} for one in signers]},
        "commitment": {
            "promises": [{"id": "janji-1", "illustrative": True, "text": promise}],
            "signatories": [{**one, "id": f"k-{one['id']}"} for one in signers],
        },
    }


def _make_supporting_plans(words: Words, random: Random, head: str) -> Tree:
    owners = [opd[0] for opd in words["opds"]]
    things = [thing for part in words["parts"].values() for thing in part["objects"][:1]]
    training = [
        {
            "id": f"latih-{number}",
            "activity": f"Pelatihan pengelola {thing}",
            "audience": "Aparatur kecamatan",
            "participants": random.randint(20, 80),
            "start": 2025,
            "end": 2027,
            "owner": random.choice(owners),
        }
        for number, thing in enumerate(things[:6], 1)
    ]
    return {
        "illustrative": True,
        "policies": [
            {
                "id": "perkada-masterplan",
                "title": f"Peraturan {head} tentang Masterplan Smart City",
                "type": "perkada",
                "year": 2026,
                "owner": "diskominfo",
            }
        ],
        "institutions": [
            {
                "id": "sekretariat",
                "name": "Sekretariat Tim Pelaksana",
                "action": "Dibentuk dengan petugas tetap",
                "year": 2025,
                "owner": "diskominfo",
            }
        ],
        "people": training,
        "infrastructure": [
            {
                "id": f"sarana-{number}",
                "item": f"Sarana {thing}",
                "location": "Seluruh wilayah",
                "volume": random.randint(3, 30),
                "unit": "titik",
                "year": 2026,
                "cost": random.randint(4, 90) * 25_000_000,
                "fund": "apbd",
                "owner": random.choice(owners),
            }
            for number, thing in enumerate(things, 1)
        ],
        "applications": [
            {
                "id": f"aplikasi-{number}",
                "name": f"Aplikasi {thing}",
                "function": f"Mencatat dan menampilkan {thing}",
                "owner": random.choice(owners),
                "year": 2026,
            }
            for number, thing in enumerate(things[:5], 1)
        ],
        "literacy": [
            {
                **one,
                "id": f"literasi-{number}",
                "activity": f"Kelas warga tentang {thing}",
                "audience": "Warga",
            }
            for number, (one, thing) in enumerate(zip(training, things[6:12], strict=True), 1)
        ],
    }
