"""A second region, of the other kind: other years, awkward names, and gaps that are only gaps."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from lxml import etree

from masterplan_cli.compiler import Build, BuildOrder, Output, build_stage, load_plan
from masterplan_cli.diagnostics import Nature

KOTA = Path(__file__).parents[1] / "workspaces" / "kota"
STAGES = (1, 2, 3, 4)
BOOKS = {
    1: ["buku-1"],
    2: ["buku-1", "buku-2"],
    3: ["buku-1", "buku-2"],
    4: ["buku-1", "buku-2", "buku-3"],
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AWKWARD = ("|", "&", "<", ">", '"', "#1", "\\", "- ", "*", "`", "{{", "é", "[", "$")


@pytest.fixture(scope="module")
def builds() -> dict[int, Build]:
    made = {}
    for stage in STAGES:
        loaded = load_plan(KOTA, stage)
        assert not loaded.wrong, loaded.diagnostics
        made[stage] = build_stage(loaded, BuildOrder(revision="uji"))
    return made


@pytest.fixture(scope="module")
def programs() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for path in sorted(KOTA.glob("pillars/*/programs-*.yaml")):
        found.extend(
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["programs"]
        )
    return found


def pick(build: Build, suffix: str) -> list[Output]:
    found = [output for output in build.outputs if output.name.endswith(suffix)]
    assert found
    return found


def find_book(build: Build, book: str, suffix: str) -> Output:
    return next(output for output in pick(build, suffix) if output.name.startswith(book))


def read_markdown(build: Build) -> dict[str, str]:
    return {output.name: output.data.decode() for output in pick(build, ".md")}


def open_parts(output: Output) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(output.data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def read_body(output: Output) -> etree._Element:
    return etree.fromstring(dict(open_parts(output))["word/document.xml"])


def read_paragraphs(output: Output) -> list[str]:
    return [
        " ".join("".join(node.text or "" for node in paragraph.iter(f"{W}t")).split())
        for paragraph in read_body(output).iter(f"{W}p")
    ]


def test_the_workspace_is_what_it_is_for(programs: list[dict[str, object]]) -> None:
    """Twelve to twenty programmes, one with twelve indicators, one without partners, odd names."""
    assert 12 <= len(programs) <= 20
    assert max(len(one.get("indicators", ())) for one in programs) == 12  # type: ignore[arg-type]
    assert any("partners" not in one for one in programs)
    assert {one.get("term") for one in programs} >= {"short", "medium", "long"}
    names = [str(one["name"]) for one in programs]
    assert all(any(sign in name for name in names) for sign in AWKWARD)
    assert any(name.startswith("- ") for name in names)
    assert any(name.endswith("\\") for name in names)
    assert max(len(word) for name in names for word in name.split()) > 50
    assert all(one["illustrative"] == "true" for one in programs)
    assert not (KOTA / "templates").exists()


@pytest.mark.parametrize("stage", STAGES)
def test_it_builds_in_both_formats_with_nothing_wrong(stage: int, builds: dict[int, Build]) -> None:
    assert builds[stage].diagnostics == ()
    names = {output.name for output in builds[stage].outputs}
    words = {name.removesuffix(".docx") for name in names if name.endswith(".docx")}
    assert words == {name.removesuffix(".md") for name in names if name.endswith(".md")}
    for book in BOOKS[stage]:
        assert any(name.startswith(book) and f"bimtek-{stage}" in name for name in words)


@pytest.mark.parametrize("stage", STAGES)
def test_no_words_of_the_machine_are_printed(stage: int, builds: dict[int, Build]) -> None:
    for name, text in read_markdown(builds[stage]).items():
        cells = {
            cell.strip() for row in text.split("\n") if row[:1] == "|" for cell in row.split("|")
        }
        assert not cells & {"None", "True", "False", "[]", "()"}, name
        assert not re.search(r"[.;:]  +\w", text), name


@pytest.mark.parametrize("stage", STAGES)
def test_gaps_are_findings_and_placeholders(stage: int, builds: dict[int, Build]) -> None:
    found = load_plan(KOTA, stage).diagnostics
    assert found
    assert {one.nature for one in found} == {Nature.MISSING}
    texts = read_markdown(builds[stage])
    for book in BOOKS[stage]:
        text = next(text for name, text in texts.items() if name.startswith(book))
        assert re.search(r"belum (diisi|dipilih).*\]\*\*", text), book
    assert "belum diisi – penanggung jawab: Kominfo&S]" in "".join(texts.values())


@pytest.mark.parametrize("stage", STAGES)
def test_a_kota_has_a_wali_kota(stage: int, builds: dict[int, Build]) -> None:
    texts = read_markdown(builds[stage])
    first = next(text for name, text in texts.items() if name.startswith("buku-1"))
    assert "Sambutan Wali Kota Muara Rékaan" in first
    for name, text in texts.items():
        assert "Kota Muara Rékaan" in text, name
        assert not re.search(r"\bbupati\b", text, re.IGNORECASE), name
        assert "kabupaten" not in text.lower(), name
        assert "pemerintah desa" not in text.lower(), name


@pytest.mark.parametrize("stage", STAGES)
def test_no_word_of_another_region(stage: int, builds: dict[int, Build]) -> None:
    for output in builds[stage].outputs:
        assert "ketapang" not in output.name.lower()
    for name, text in read_markdown(builds[stage]).items():
        assert "ketapang" not in text.lower(), name
    for output in pick(builds[stage], ".docx"):
        parts = list(open_parts(output))
        assert any(name == "word/document.xml" for name, _ in parts)
        for name, data in parts:
            text = data.decode("utf-8", "ignore").lower()
            assert "ketapang" not in name.lower() + text, f"{output.name}: {name}"
            joined = re.sub(r"<[^>]*>", "", text)
            assert "ketapang" not in joined, f"{output.name}: {name}, over several runs"


def test_awkward_names_come_out_whole(
    builds: dict[int, Build], programs: list[dict[str, object]]
) -> None:
    for book in ("buku-2", "buku-3"):
        paragraphs = set(read_paragraphs(find_book(builds[4], book, ".docx")))
        for program in programs:
            assert program["name"] in paragraphs, book


def test_twelve_indicators_stand_in_twelve_rows(builds: dict[int, Build]) -> None:
    text = find_book(builds[4], "buku-2", ".md").data.decode()
    table = text.split('<a id="tabel-target-governance"></a>')[1].split("\n\n")[1]
    rows = [line for line in table.split("\n") if "| 2024 |" in line and "| buah |" in line]
    assert len(rows) == 11
    assert "| 12 |" not in table
    assert {line.count("|") - line.count("\\|") for line in table.split("\n")} == {17}


def test_a_plan_is_not_cited_before_it_is_published(builds: dict[int, Build]) -> None:
    """The RPJMD came out between stages I and II, and ends in the middle of the horizon."""
    for text in read_markdown(builds[1]).values():
        assert "RPJMD Kota Muara Rékaan" not in text
        assert "Menata birokrasi" not in text
    second = find_book(builds[2], "buku-1", ".md").data.decode()
    assert "RPJMD Kota Muara Rékaan Tahun 2025–2029" in second
    assert "berakhir pada tahun 2029, sedangkan masterplan berlanjut lima tahun lagi" in second
    late = read_markdown(builds[4])
    assert any("213.579\u00a0jiwa" in text for text in late.values())
    assert not any("999.999 jiwa" in text for text in late.values())


def test_as_of_dates_are_the_workspace_s(builds: dict[int, Build]) -> None:
    dates = ("12 Maret 2025", "21 Mei 2025", "30 Juli 2025", "17 September 2025")
    for stage, date in zip(STAGES, dates, strict=True):
        text = find_book(builds[stage], "buku-1", ".md").data.decode()
        assert f"Rékaan, {date}" in text.replace("\N{NO-BREAK SPACE}", " ")


SLIPS = {
    "a number word for nothing": r"(?<!\w)nol (?!persen)\w+",
    "so many of nothing": r"[Ss]ebanyak 0\b",
    "so many of one": r"[Ss]ebanyak (?:1|satu)\b(?! dari)",
    "a gap that nobody could name": r"Data belum diisi",
    "doubled punctuation": r"[,;:]\s*[.,;:]|(?<!\.)\.\.(?!\.)",
    "a space before punctuation": r"\w [,.;:](?=\s|$)",
    "an empty enumeration": r"\b(yaitu|ialah|adalah)\s*[.;]",
    "a term of one year": r"\b(20\d\d)–\1\b",
    "what a template leaves": r"\bNone\b|\bUndefined\b|namespace\(",
}


@pytest.mark.parametrize("stage", STAGES)
def test_no_column_of_dashes(stage: int, builds: dict[int, Build]) -> None:
    """What no row has leaves its column out; years, which make a grid, stay."""
    for name, text in read_markdown(builds[stage]).items():
        for head, cells in list_columns(text):
            if len(cells) > 1 and not re.search(r"\b20\d\d$", head):
                assert set(cells) != {"–"}, f"{name}: {head}"


def list_columns(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield heading and cells of each column of the tables in Markdown."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        rows = [
            [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in table.splitlines()
        ]
        body = [row for row in rows[2:] if sum(map(bool, row)) > 1 and row[0] != "**Jumlah**"]
        for place, head in enumerate(rows[0]):
            yield head, [row[place] for row in body]


def test_the_ministry_bears_its_name_of_the_cohort_s_year(builds: dict[int, Build]) -> None:
    for book in ("buku-1", "buku-3"):
        text = find_book(builds[4], book, ".md").data.decode()
        assert "Kementerian Komunikasi dan Digital" in text
        assert "Kementerian Komunikasi dan Informatika" not in text


def test_budgets_have_no_table_of_empty_years(builds: dict[int, Build]) -> None:
    text = find_book(builds[4], "buku-2", ".md").data.decode()
    assert '<a id="tabel-pagu-economy-1"></a>' in text
    assert '<a id="tabel-pagu-economy-2"></a>' not in text
    assert '<a id="tabel-pagu-living-2"></a>' in text


def test_what_is_no_priority_says_so_and_gaps_bear_their_column_s_name(
    builds: dict[int, Build],
) -> None:
    text = find_book(builds[4], "buku-2", ".md").data.decode()
    table = text.split('<a id="tabel-sasaran-subdimensi"></a>')[1].split("\n\n")[1]
    assert "Tidak diprioritaskan: Dilayani program provinsi" in table
    assert "Sasaran belum diisi" in table
    assert "Strategi belum diisi" not in table
    assert "| Subdimensi | [Subdimensi belum diisi" in text.replace("**", "")


@pytest.mark.parametrize("stage", STAGES)
def test_per_cent_stands_at_its_number(stage: int, builds: dict[int, Build]) -> None:
    for name, text in read_markdown(builds[stage]).items():
        assert re.search(r"\d[ \u00a0]%", text) is None, name


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("slip", SLIPS)
def test_sentences_suit_what_there_is(slip: str, stage: int, builds: dict[int, Build]) -> None:
    """Counts of nothing and of one, and lists of nothing, must still read as Indonesian."""
    for name, text in read_markdown(builds[stage]).items():
        for line in text.replace("\N{NO-BREAK SPACE}", " ").split("\n"):
            if not line.startswith(("|", "[^", "<!--")):
                found = re.search(SLIPS[slip], line)
                assert found is None, f"{name}: …{line[max(0, found.start() - 60) :][:140]}…"


@pytest.mark.parametrize("stage", STAGES)
def test_landscape_pages_return_to_portrait(stage: int, builds: dict[int, Build]) -> None:
    for output in pick(builds[stage], ".docx"):
        if not output.name.startswith("buku-"):
            continue
        turned = []
        for section in read_body(output).iter(f"{W}sectPr"):
            size = section.find(f"{W}pgSz")
            assert size is not None
            wide = int(size.get(f"{W}w", 0)) > int(size.get(f"{W}h", 0))
            assert wide == (size.get(f"{W}orient") == "landscape"), output.name
            assert section.find(f"{W}pgNumType") is not None
            turned.append(wide)
        assert not turned[0], output.name
        assert not turned[-1], f"{output.name} ends on its side"
        for one, other in pairwise(turned):
            assert not (one and other), f"{output.name}: two landscape sections in a row"
        assert any(turned) or output.name.startswith("buku-3"), output.name
