"""Every total of the books, added up anew from the YAML files and found where it belongs.

Why PyYAML here: what the product reads with its own reader and model is read a second time by
other means, so that a mistake in either shows as a difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

ROOT = Path(__file__).parents[2]
WORKSPACES = {"ketapang": ROOT, "kota": ROOT / "tests" / "workspaces" / "kota"}
BOOKS = ("buku-1", "buku-2", "buku-3")
GROUPS = {
    "kebijakan": "policy",
    "sdm": "people",
    "infrastruktur": "infrastructure",
    "aplikasi": "applications",
    "literasi": "literacy",
}

Rows = list[list[str]]
Test = Callable[[dict[str, Any]], bool]


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}


def read_profile(region_type: str) -> Any:
    """Return the profile as it speaks of this kind of region."""
    path = ROOT / "templates" / "kominfo" / "profile.yaml"
    text = path.read_text(encoding="utf-8").replace("{region.type}", region_type)
    return yaml.load(text, Loader=yaml.BaseLoader)


def clean(cell: str) -> str:
    """Return what a reader sees in a cell of Markdown."""
    text = cell.replace("\N{NO-BREAK SPACE}", " ").strip()
    if text.startswith("**") and text.endswith("**") and len(text) > 4:
        text = text[2:-2]
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def write_number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def write_cell(value: int) -> str:
    """Return an amount as tables print it; nothing is a dash."""
    return write_number(value) if value else "–"


def write_decimal(value: Decimal, places: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, part = f"{rounded:,}".partition(".")
    return whole.replace(",", ".") + ("," + part if part else "")


def write_short_cell(value: int) -> str:
    """Return ``Rp7,98 miliar``; a year without money shows a dash."""
    return write_short(value) if value else "–"


def write_short(value: int) -> str:
    """Return ``Rp7,98 miliar``."""
    for scale, name in (
        (10**12, " triliun"),
        (10**9, " miliar"),
        (10**6, " juta"),
        (10**3, " ribu"),
    ):
        scaled = (Decimal(value) / scale).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if scaled >= 1:
            return f"Rp{re.sub(r',?0+$', '', write_decimal(scaled, 2))}{name}"
    return f"Rp{value}"


def write_share(part: int, whole: int, places: int) -> str:
    return write_decimal(Decimal(part) * 100 / whole, places) + "%"


@dataclass(frozen=True)
class Content:
    """One workspace as its YAML files say it, and its Markdown books of stage 4."""

    region: dict[str, Any]
    profile: dict[str, Any]
    pillars: dict[str, dict[str, Any]]
    programs: tuple[dict[str, Any], ...]
    files: dict[str, Any]
    books: dict[str, str]
    tables: dict[str, dict[str, Rows]]

    @property
    def years(self) -> list[str]:
        horizon = self.region["horizon"]
        return [str(year) for year in range(int(horizon["start"]), int(horizon["end"]) + 1)]

    def add_up(
        self,
        choose: Test = lambda program: True,
        count: Test = lambda row: True,
    ) -> int:
        """Return the money of the chosen programmes in the rows that count."""
        return sum(
            int(row["amount"])
            for program in self.programs
            if choose(program)
            for row in program.get("budget", ())
            if count(row)
        )

    def find(self, book: str, table: str) -> Rows:
        assert table in self.tables[book], f"{table} is not in {book}"
        return self.tables[book][table]

    def find_row(self, book: str, table: str, key: str, column: int = 0) -> list[str]:
        found = [row for row in self.find(book, table) if row[column] == key]
        assert len(found) == 1, f"{book}, {table}: {key!r} stands in {len(found)} rows"
        return found[0]


def read_tables(text: str) -> dict[str, Rows]:
    """Return every captioned table by its anchor: rows of cells, header and rule included."""
    tables: dict[str, Rows] = {}
    blocks = re.split(r'^<a id="((?:tabel|gambar)-[^"]+)"></a>', text, flags=re.MULTILINE)
    for anchor, rest in zip(blocks[1::2], blocks[2::2], strict=True):
        lines = rest.split("\n")[2:]
        rows: Rows = []
        for line in lines:
            if not line.startswith("|"):
                break
            rows.append([clean(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        tables[anchor] = rows
    return tables


def read_content(project: Path) -> Content:
    loaded = load_plan(project, 4)
    made = build_stage(loaded, BuildOrder(formats=("md",), revision="uji"))
    texts = {output.name: output.data.decode() for output in made.outputs}
    books = {
        book: next(text for name, text in texts.items() if name.startswith(book)) for book in BOOKS
    }
    region = read_yaml(project / "masterplan.yaml")
    pillars, programs = {}, []
    for path in sorted((project / "pillars").glob("*/pillar.yaml")):
        pillars[path.parent.name] = read_yaml(path)
        for file in sorted(path.parent.glob("programs-*.yaml")):
            for program in read_yaml(file)["programs"]:
                programs.append({**program, "dimension": path.parent.name})
    return Content(
        region=region,
        profile=read_profile(region["region"]["type"]),
        pillars=pillars,
        programs=tuple(programs),
        files={path.stem: read_yaml(path) for path in (project / "region").glob("*.yaml")},
        books=books,
        tables={book: read_tables(text) for book, text in books.items()},
    )


@pytest.fixture(scope="module", params=WORKSPACES)
def content(request: pytest.FixtureRequest) -> Content:
    read = read_content(WORKSPACES[request.param])
    assert read.programs
    assert all(read.tables[book] for book in BOOKS)
    return read


def owned_by(name: str | None) -> Test:
    return lambda program: program.get("owner") == name


def within(dimension: str) -> Test:
    return lambda program: program["dimension"] == dimension


def in_year(*years: str) -> Test:
    return lambda row: row["year"] in years


def from_fund(fund: str) -> Test:
    return lambda row: row.get("source") == fund


def list_dimensions(content: Content) -> Iterable[tuple[str, str]]:
    return [(entry["id"], entry["name"]) for entry in content.profile["dimensions"]]


def list_phases(content: Content) -> list[list[str]]:
    """Return the horizon's years cut where a term ends."""
    phases, first = [], 0
    for term in content.profile["terms"]:
        last = min(int(term["last"]), len(content.years))
        if last > first:
            phases.append(content.years[first:last])
        first = max(first, last)
    return phases


def test_grand_total_in_words_of_both_books(content: Content) -> None:
    total = content.add_up()
    exact = f"Rp{write_number(total)},00"
    plain = content.books["buku-2"].replace("\N{NO-BREAK SPACE}", " ")
    assert f"adalah {exact} (" in plain
    assert f"dengan jumlah pagu indikatif {write_short(total)} untuk" in plain
    short = content.books["buku-3"].replace("\N{NO-BREAK SPACE}", " ")
    assert f"pagu indikatif **{write_short(total)}** untuk" in short
    assert f"mencapai {write_short(total)}, atau tepatnya {exact}." in short


def test_number_of_programs_and_quick_wins(content: Content) -> None:
    programs = len(content.programs)
    wins = [program for program in content.programs if "quick_win" in program]
    sentence = f"memuat **{programs} program** dan **{len(wins)} quick win**"
    assert sentence in content.books["buku-3"]
    assert content.find_row("buku-2", "tabel-pagu-dimensi", "Jumlah")[2] == str(programs)
    names = {win["quick_win"]["short_name"] for win in wins}
    assert {row[2] for row in content.find("buku-2", "tabel-quick-win")[2:]} == names
    assert {row[1] for row in content.find("buku-3", "tabel-quick-win")[2:]} == names
    for anchor in ("tabel-aksi", "tabel-target"):
        rows = [
            row
            for dimension, _ in list_dimensions(content)
            for row in content.find("buku-2", f"{anchor}-{dimension}")[2:]
            if row[0].isdigit()
        ]
        assert {row[1] for row in rows} == {program["name"] for program in content.programs}
        assert len(rows) == programs


def test_money_by_dimension(content: Content) -> None:
    total = content.add_up()
    for dimension, name in list_dimensions(content):
        amount = content.add_up(within(dimension))
        count = sum(program["dimension"] == dimension for program in content.programs)
        row = content.find_row("buku-2", "tabel-pagu-dimensi", name, 1)
        assert row[2:] == [str(count), write_number(amount), write_share(amount, total, 2)]
        phases = [content.add_up(within(dimension), in_year(*one)) for one in list_phases(content)]
        short = content.find_row("buku-3", "tabel-pagu-dimensi", name)
        assert short[1:] == [
            *map(write_short_cell, phases),
            write_short(amount),
            write_share(amount, total, 1),
        ]
        last = content.find("buku-2", f"tabel-aksi-{dimension}")[-1]
        assert (last[0], last[6]) == ("Jumlah", write_number(amount))
    assert content.find_row("buku-2", "tabel-pagu-dimensi", "Jumlah")[3] == write_number(total)
    assert content.find_row("buku-3", "tabel-pagu-dimensi", "Jumlah")[-2] == write_short(total)


def test_money_by_year_and_dimension(content: Content) -> None:
    dimensions = [dimension for dimension, _ in list_dimensions(content)]
    for year in content.years:
        amounts = [content.add_up(within(one), in_year(year)) for one in dimensions]
        row = content.find_row("buku-2", "tabel-pagu-tahun", year)
        assert row[1:] == [write_cell(amount) for amount in [*amounts, sum(amounts)]]
    columns = [content.add_up(within(one)) for one in dimensions]
    last = content.find_row("buku-2", "tabel-pagu-tahun", "Jumlah")
    assert last[1:] == [write_cell(amount) for amount in [*columns, sum(columns)]]


def test_money_by_year_in_the_summary(content: Content) -> None:
    own = {fund["id"] for fund in content.profile["funds"] if fund.get("own") == "true"}
    funds = {fund["id"] for fund in content.profile["funds"]}
    for year in [*content.years, "Jumlah"]:
        years = content.years if year == "Jumlah" else [year]
        rows = [
            row for one in content.programs for row in one.get("budget", ()) if row["year"] in years
        ]
        mine = sum(int(row["amount"]) for row in rows if row.get("source") in own)
        other = sum(int(row["amount"]) for row in rows if row.get("source") in funds - own)
        running = sum(
            int(one["start"]) <= int(years[0]) <= int(one["end"])
            for one in content.programs
            if "start" in one and "end" in one
        )
        printed = content.find_row("buku-3", "tabel-pagu-tahun", year)
        everything = sum(int(row["amount"]) for row in rows)
        assert printed[2:] == [write_short(mine), write_short(other), write_short(everything)]
        assert year == "Jumlah" or printed[1] == str(running)


def test_money_by_dimension_year_and_program(content: Content) -> None:
    for dimension, _ in list_dimensions(content):
        spans = [content.years[at : at + 5] for at in range(0, len(content.years), 5)]
        # Years in which nothing is planned have no table.
        funded = [
            span
            for span in spans
            if any(content.add_up(within(dimension), in_year(year)) for year in span)
        ]
        for part, span in enumerate(funded):
            rows = content.find("buku-2", f"tabel-pagu-{dimension}-{part + 1}")
            columns = [content.add_up(within(dimension), in_year(year)) for year in span]
            printed = rows[-1][2 : 2 + len(span)]
            assert rows[-1][0] == "Jumlah dimensi"
            assert printed == [write_cell(amount) for amount in columns]
            assert rows[-1][2 + len(span)] == write_number(content.add_up(within(dimension)))
            for program in content.programs:
                if program["dimension"] != dimension:
                    continue
                row = content.find_row(
                    "buku-2", f"tabel-pagu-{dimension}-{part + 1}", program["name"], 1
                )
                same = lambda one, name=program["id"]: one["id"] == name  # noqa: E731
                amounts = [content.add_up(same, in_year(year)) for year in span]
                assert row[2 : 2 + len(span)] == [write_cell(amount) for amount in amounts]
                assert row[2 + len(span)] == write_number(content.add_up(same))


def test_money_by_source_of_funds(content: Content) -> None:
    total = content.add_up()
    used = [
        fund for fund in content.profile["funds"] if content.add_up(count=from_fund(fund["id"]))
    ]
    known = 0
    for fund in used:
        amount = content.add_up(count=from_fund(fund["id"]))
        known += amount
        row = content.find_row("buku-2", "tabel-pagu-sumber", fund["name"], 1)
        assert row[3:] == [write_number(amount), write_share(amount, total, 2)]
        short = content.find_row("buku-3", "tabel-pagu-sumber", fund["name"])
        assert short[-2:] == [write_short(amount), write_share(amount, total, 1)]
    assert content.find_row("buku-2", "tabel-pagu-sumber", "Jumlah")[3] == write_number(known)
    assert content.find_row("buku-3", "tabel-pagu-sumber", "Jumlah")[-2] == write_short(known)
    assert len(content.find("buku-2", "tabel-pagu-sumber")) == len(used) + 3
    missing = total - known
    note = f"pagu sebesar Rp{write_number(missing)},00 belum disertai sumber dana"
    assert (note in content.books["buku-2"]) == bool(missing)


def test_money_by_year_and_source_of_funds(content: Content) -> None:
    seen: Counter[str] = Counter()
    for table, rows in content.tables["buku-2"].items():
        if not table.startswith("tabel-pagu-sumber-tahun-"):
            continue
        heads = [head.split("<br>")[-1] for head in rows[0][1:]]
        for column, head in enumerate(heads, 1):
            fund = next(
                one["id"]
                for one in content.profile["funds"]
                if head in (one.get("short_name"), one["name"])
            )
            seen[fund] += 1
            for year in content.years:
                amount = sum(
                    int(row["amount"])
                    for program in content.programs
                    for row in program.get("budget", ())
                    if row["year"] == year and row.get("source") == fund
                )
                assert content.find_row("buku-2", table, year)[column] == write_cell(amount)
            last = content.find_row("buku-2", table, "Jumlah")[column]
            assert last == write_number(content.add_up(count=from_fund(fund)))
    assert set(seen.values()) == {1}


def test_money_by_owner(content: Content) -> None:
    total = content.add_up()
    names = {opd["id"]: opd["name"] for opd in content.files["opd"]["opds"]}
    owners = {program["owner"] for program in content.programs if "owner" in program}
    for owner in owners:
        amount = content.add_up(owned_by(owner))
        count = sum(program.get("owner") == owner for program in content.programs)
        row = content.find_row("buku-2", "tabel-pagu-opd", names[owner], 1)
        assert row[2:] == [str(count), write_number(amount), write_share(amount, total, 2)]
    missing = content.add_up(owned_by(None))
    last = content.find_row("buku-2", "tabel-pagu-opd", "Jumlah")
    assert last[3] == write_number(total - missing)
    assert len(content.find("buku-2", "tabel-pagu-opd")) == len(owners) + 3
    note = f"pagu sebesar Rp{write_number(missing)},00 belum mempunyai OPD penanggung jawab"
    assert (note in content.books["buku-2"]) == bool(missing)


def test_registry_of_agencies_says_the_same(content: Content) -> None:
    agencies = [
        one for one in content.files["opd"]["opds"] if one.get("kind", "agency") == "agency"
    ]
    money = 0
    for agency in agencies:
        amount = content.add_up(owned_by(agency["id"]))
        money += amount
        row = content.find_row("buku-2", "tabel-opd", agency["name"], 1)
        count = sum(program.get("owner") == agency["id"] for program in content.programs)
        joined = sum(agency["id"] in program.get("partners", ()) for program in content.programs)
        assert row[-3:] == [str(count), str(joined), write_number(amount) if count else "–"]
    assert content.find_row("buku-2", "tabel-opd", "Jumlah")[-1] == write_number(money)


def test_programs_that_name_a_district(content: Content) -> None:
    areas = content.files["areas"]["areas"]
    districts = [one for one in content.files["opd"]["opds"] if one.get("kind") == "district"]
    for district in districts:
        name = district["name"].removeprefix("Kecamatan ")
        inside = {one["id"] for one in areas if one["name"] == name}
        inside |= {one["id"] for one in areas if one.get("parent") in inside}
        count = sum(bool(inside & set(one.get("areas", ()))) for one in content.programs)
        row = content.find_row("buku-2", "tabel-kecamatan", district["name"], 1)
        joined = sum(district["id"] in one.get("partners", ()) for one in content.programs)
        assert row[-2:] == [str(joined), str(count)]


def test_groups_of_the_action_plan(content: Content) -> None:
    found = 0
    for anchor, group in GROUPS.items():
        members = [program for program in content.programs if program.get("group") == group]
        table = f"tabel-kelompok-{anchor}"
        assert (table in content.tables["buku-2"]) == bool(members)
        if not members:
            continue
        found += len(members)
        rows = content.find("buku-2", table)
        assert {row[1] for row in rows[2:-1]} == {program["name"] for program in members}
        amount = content.add_up(lambda one, name=group: one.get("group") == name)
        assert rows[-1][-1] == write_number(amount)
    assert found == sum("group" in program for program in content.programs)


def test_terms_of_the_roadmap(content: Content) -> None:
    short = content.books["buku-3"].replace("\N{NO-BREAK SPACE}", " ")
    for term in content.profile["terms"]:
        in_term = lambda one, name=term["id"]: one.get("term") == name  # noqa: E731
        count = sum(map(in_term, content.programs))
        amount = content.add_up(in_term)
        row = content.find_row("buku-2", "tabel-jangka", term["name"])
        assert row[3:] == [str(count), write_number(amount)]
        span = row[1] if row[1] == row[2] else f"{row[1]}–{row[2]}"
        assert (
            f"{count} program {term['name'].lower()} ({span}) dengan pagu {write_short(amount)}"
            in short
        )


def test_programs_on_the_spreads_of_the_summary(content: Content) -> None:
    for dimension, _ in list_dimensions(content):
        members = {one["name"]: one for one in content.programs if one["dimension"] == dimension}
        rows = content.find("buku-3", f"tabel-program-{dimension}")[2:]
        assert len(rows) == min(len(members), 12)
        for name, *_, amount in rows:
            money = sum(int(row["amount"]) for row in members[name].get("budget", ()))
            assert amount == write_short_cell(money)


def test_programs_running_each_year_in_the_summary(content: Content) -> None:
    running = [
        str(
            sum(
                int(one.get("start", 9999)) <= int(year) <= int(one.get("end", 0))
                for one in content.programs
            )
        )
        for year in content.years
    ]
    assert content.find_row("buku-3", "tabel-peta", "Seluruh program")[1:] == running


def test_supporting_plans(content: Content) -> None:
    plans = content.files["supporting-plans"]
    for kind, table, field, column in (
        ("people", "tabel-sdm", "participants", 3),
        ("literacy", "tabel-literasi", "participants", 3),
        ("infrastructure", "tabel-infrastruktur", "cost", 5),
    ):
        entries = plans.get(kind, ())
        assert (table in content.tables["buku-2"]) == bool(entries)
        if entries:
            total = sum(int(entry.get(field, 0)) for entry in entries)
            assert content.find("buku-2", table)[-1][column] == write_number(total)
            assert len(content.find("buku-2", table)) == len(entries) + 3


def test_risks_by_dimension(content: Content) -> None:
    risks: Counter[str] = Counter()
    for program in content.programs:
        risks[program["dimension"]] += len(program.get("risks", ()))
    for dimension, name in list_dimensions(content):
        assert content.find_row("buku-2", "tabel-risiko-rekap", name)[-1] == str(risks[dimension])
    assert content.find_row("buku-2", "tabel-risiko-rekap", "Jumlah")[-1] == str(risks.total())


def test_readiness_in_both_books(content: Content) -> None:
    components = {one["id"]: one for one in content.files["readiness"]["components"]}
    totals: Counter[str] = Counter()
    for spec in content.profile["readiness_components"]:
        indicators = components[spec["id"]].get("indicators", ())
        rated = Counter(one["rating"] for one in indicators if "rating" in one)
        counts = [rated[rating["id"]] for rating in content.profile["ratings"]]
        missing = len(indicators) - sum(counts)
        totals.update({"all": len(indicators), "missing": missing, **rated})
        scores = {one["id"]: int(one["score"]) for one in content.profile["ratings"]}
        score = sum(scores[name] * count for name, count in rated.items())
        mean = write_decimal(Decimal(score) / sum(counts), 2) if sum(counts) else "–"
        row = content.find_row("buku-1", "tabel-kesiapan-rekap", spec["name"])
        assert row[1:] == [*map(str, [*counts, missing, len(indicators)]), mean]
        short = content.find_row("buku-3", "tabel-kesiapan", spec["name"])
        assert short[1:] == [str(len(indicators)), *map(str, counts), mean]
    counts = [totals[rating["id"]] for rating in content.profile["ratings"]]
    last = content.find_row("buku-1", "tabel-kesiapan-rekap", "Jumlah")
    assert last[1:-1] == [*map(str, counts), str(totals["missing"]), str(totals["all"])]


def test_analysis_by_dimension(content: Content) -> None:
    sums = [0] * 7
    for dimension, name in list_dimensions(content):
        pillar = content.pillars[dimension]
        swot = pillar.get("swot", {})
        quadrants = ("strengths", "weaknesses", "opportunities", "threats")
        counts = [
            len(pillar.get("issues", ())),
            len(pillar.get("gaps", ())),
            *(len(swot.get(quadrant, ())) for quadrant in quadrants),
            sum(len(part.get("strategies", ())) for part in pillar["sub_dimensions"]),
        ]
        sums = [one + other for one, other in zip(sums, counts, strict=True)]
        row = content.find_row("buku-1", "tabel-kesenjangan-rekap", name)
        assert row[1:] == [str(count) for count in counts]
    last = content.find_row("buku-1", "tabel-kesenjangan-rekap", "Jumlah")
    assert last[1:] == [str(count) for count in sums]
    said = f"{sums[0]} isu, {sums[1]} kesenjangan, dan {sums[-1]} strategi"
    assert f"dirumuskan {said}." in content.books["buku-1"]


def test_attendance_of_bimtek(content: Content) -> None:
    sums = [
        sum(int(group["count"]) for group in bimtek["attendance"])
        for bimtek in content.files["governance"]["bimtek"]
        if "attendance" in bimtek
    ]
    row = content.find_row("buku-1", "tabel-kehadiran", "Jumlah")
    assert row[1:] == [str(total) for total in sums]


def test_the_books_agree_with_one_another(content: Content) -> None:
    """What Buku 2 prints in full is what Buku 3 prints in short, cell by cell."""
    compared = 0
    for name, column in (("tabel-pagu-dimensi", 3), ("tabel-pagu-sumber", 3)):
        for row in content.find("buku-2", name)[2:]:
            key = row[0] if row[0] == "Jumlah" else row[1]
            amount = int(row[column].replace(".", ""))
            assert content.find_row("buku-3", name, key)[-2] == write_short(amount)
            compared += 1
    for row in content.find("buku-2", "tabel-pagu-tahun")[2:]:
        amount = int(row[-1].replace(".", ""))
        assert content.find_row("buku-3", "tabel-pagu-tahun", row[0])[-1] == write_short(amount)
        compared += 1
    assert compared > 20


def write_scaled(amount: int, rows: Iterable[int]) -> str:
    """Return an amount as a chart prints it, whose largest one is in ``rows``."""
    largest = max(rows)
    divisor = next(scale for scale in (10**9, 10**6, 1) if largest >= scale)
    top = largest / divisor
    places = 0 if divisor == 1 or top >= 1000 else 1 if top >= 10 else 2
    return write_decimal(Decimal(amount) / divisor, places) if amount else "0"


def test_charts_of_money_by_year_and_source(content: Content) -> None:
    sums = [content.add_up(count=in_year(year)) for year in content.years]
    for book, chart in (("buku-2", "gambar-pagu-sumber"), ("buku-3", "gambar-pagu")):
        heads = [head.split("<br>")[-1] for head in content.find(book, chart)[0]]
        for year, whole in zip(content.years, sums, strict=True):
            row = content.find_row(book, chart, year)
            assert row[-1] == write_scaled(whole, sums)
            for fund in content.profile["funds"]:
                name = fund.get("short_name", fund["name"])
                if name in heads:
                    amount = sum(
                        int(one["amount"])
                        for program in content.programs
                        for one in program.get("budget", ())
                        if one["year"] == year and one.get("source") == fund["id"]
                    )
                    assert row[heads.index(name)] == write_scaled(amount, sums)


def test_chart_of_money_by_dimension(content: Content) -> None:
    sums = {name: content.add_up(within(one)) for one, name in list_dimensions(content)}
    for name, amount in sums.items():
        row = content.find_row("buku-2", "gambar-pagu-dimensi", name)
        assert row[1] == write_scaled(amount, sums.values())


def test_charts_of_readiness(content: Content) -> None:
    names = {one["id"]: one["name"] for one in content.profile["readiness_components"]}
    for part in content.files["readiness"]["components"]:
        ratings = [one.get("rating") for one in part.get("indicators", ())]
        if ratings:
            counts = [str(ratings.count(one["id"])) for one in content.profile["ratings"]]
            for book in ("buku-1", "buku-3"):
                row = content.find_row(book, "gambar-kesiapan", names[part["id"]])
                assert row[1 : 1 + len(counts)] == counts


def test_chart_of_quick_win_progress(content: Content) -> None:
    """The last percentage up to stage 4 of every quick win, and of no other programme."""
    wins = [one["quick_win"] for one in content.programs if "quick_win" in one]
    rows = content.find("buku-2", "gambar-kemajuan")
    assert len(rows) == 2 + len(wins) > 4
    for win in wins:
        told = [one for one in win.get("progress", ()) if int(one["stage"]) <= 4]
        last = max(told, key=lambda one: int(one["stage"]), default={}).get("percent")
        row = content.find_row("buku-2", "gambar-kemajuan", win["short_name"])
        assert row[1] == ("–" if last is None else f"{last}%"), win["short_name"]
