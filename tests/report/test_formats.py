"""Every format is whole and well-formed, whatever the findings hold."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from masterplan_cli.diagnostics import Diagnostic, Language, Nature, Related, Severity, Span, Text
from masterplan_cli.report.findings import Report, list_formats, render_report
from masterplan_cli.report.fingerprint import list_fingerprints
from masterplan_cli.report.manual import Manual, parse_manual
from masterplan_cli.report.xml import escape_text, write_tag

ROOT = Path(__file__).parents[2]
LINE = '    name: "Satu Data 🌊" # <&> \x07'
ONE = Diagnostic(
    "dangling-reference",
    Text("OPD “dinas-bb” tidak ada", "there is no agency 'dinas-bb'"),
    Span("pillars/a b/programs-ä.yaml", 38, 12, 38, 20),
    hint=Text("Mungkin maksudnya: dinas-b", "Did you mean: dinas-b"),
    related=(Related(Span("region/opd.yaml", 2, 5, 2, 9), Text("di sini", "here")),),
    pointer="program/mob-02/owner",
)
WARNING = Diagnostic(
    "program-without-owner",
    Text("belum ada pemilik", "has no owner"),
    Span("masterplan.yaml", 3, 1),
    Severity.WARNING,
    Nature.MISSING,
)
HOSTILE = "a\nb\r\nc\td 100% ::x:: , : ]]> <b>&amp;'\"` \x00\x0b\ufffe é 🌊 \u2028 \\"
SETS = {
    "none": (),
    "one": (ONE,),
    "two of two files": (WARNING, ONE),
    "a thousand": tuple(
        replace(ONE, span=Span("a.yaml", number + 1, 1, number + 1, 3), pointer=f"program/{number}")
        for number in range(1000)
    ),
    "hostile": (replace(ONE, message=Text(HOSTILE, HOSTILE), hint=Text(HOSTILE, HOSTILE)),),
    "mendable": (replace(ONE, fix='"dinas-b"'),),
    "line only": (replace(ONE, span=Span("a.yaml", 7, 3)),),
    "several lines": (replace(ONE, span=Span("a.yaml", 7, 3, 9, 2)),),
}
MANUAL = parse_manual(
    "dangling-reference", "Rujukan.\n\nApa\n    Ke mana pun.\n\nBuruk\n    a: b\n"
)


def make(name: str, language: Language = "id") -> Report:
    def list_manuals() -> dict[str, Manual]:
        return {MANUAL.code: MANUAL}

    return Report(
        SETS[name], "Tahap Dua", lambda file, line: LINE, 2, language, manuals=list_manuals
    )


def render(form: str, name: str, language: Language = "id") -> str:
    return render_report(form, make(name, language))


def read_xml(text: str) -> Any:
    return etree.fromstring(text.encode("utf-8"))


def count(form: str, text: str) -> int:
    """Return how many findings a reader of the format sees."""
    match form:
        case "json":
            return len(json.loads(text)["findings"])
        case "gitlab":
            return len(json.loads(text))
        case "sarif":
            return len(json.loads(text)["runs"][0]["results"])
        case "junit":
            return len(read_xml(text).findall(".//failure")) + len(
                read_xml(text).findall(".//skipped")
            )
        case "checkstyle":
            return len(read_xml(text).findall(".//error"))
        case "github":
            return len(re.findall(r"^::(?:error|warning) ", text, re.MULTILINE))
        case "concise":
            return len(re.findall(r"^\S.*:\d+:\d+: (?:error|warning)\[", text, re.MULTILINE))
        case _:
            return len(re.findall(r"^  \d+:\d+ (?:galat|peringatan)\[", text, re.MULTILINE))


def test_formats_are_those_that_the_issue_asks_for() -> None:
    assert list_formats() == (
        *("text", "checkstyle", "concise", "github", "gitlab", "json", "junit", "sarif"),
    )


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("form", list_formats())
def test_every_finding_is_seen(form: str, name: str) -> None:
    text = render(form, name)

    assert count(form, text) == len(SETS[name])
    assert text.encode("utf-8").decode("utf-8") == text
    assert text == "" or text.endswith("\n")


@pytest.mark.parametrize("form", list_formats())
def test_language_is_that_of_the_report(form: str) -> None:
    assert "OPD “dinas-bb” tidak ada" in render(form, "one")
    assert "there is no agency 'dinas-bb'" in render(form, "one", "en")


@pytest.mark.parametrize("name", SETS)
def test_json_follows_its_published_schema(name: str) -> None:
    schema = json.loads((ROOT / "docs/laporan.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.validate(json.loads(render("json", name)), schema)


def test_json_without_a_stage() -> None:
    schema = json.loads((ROOT / "docs/laporan.schema.json").read_text(encoding="utf-8"))
    value = json.loads(render_report("json", replace(make("one"), number=None)))

    jsonschema.validate(value, schema)
    assert value["stage"] is None


def find_sarif_schema() -> Any:
    path = os.environ.get("SARIF_SCHEMA")
    if not path:
        pytest.skip("SARIF_SCHEMA names no file with OASIS's schema")
    return json.loads(Path(path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SETS)
def test_sarif_follows_the_schema_of_oasis(name: str) -> None:
    jsonschema.validate(json.loads(render("sarif", name)), find_sarif_schema())


def test_sarif_result_has_rule_region_and_relative_address() -> None:
    run = json.loads(render("sarif", "one"))["runs"][0]
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]

    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"]["uri"] == "pillars/a%20b/programs-%C3%A4.yaml"
    assert place["region"] == {"startLine": 38, "startColumn": 12, "endLine": 38, "endColumn": 20}
    assert rule["id"] == result["ruleId"] == "dangling-reference"
    assert rule["help"]["markdown"].startswith("## dangling-reference\n\nRujukan.\n")
    assert result["relatedLocations"][0]["message"] == {"text": "di sini"}
    assert result["partialFingerprints"] == {
        "masterplanFinding/v1": list_fingerprints(make("one"))[0]
    }


def test_sarif_region_without_end_names_its_start_only() -> None:
    result = json.loads(render("sarif", "line only"))["runs"][0]["results"][0]

    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 7, "startColumn": 3}


def test_gitlab_issue_is_what_gitlab_reads() -> None:
    issue = json.loads(render("gitlab", "one"))[0]

    assert issue["description"] == "OPD “dinas-bb” tidak ada. Saran: Mungkin maksudnya: dinas-b"
    assert issue["severity"] == "major"
    assert issue["location"] == {
        "path": "pillars/a b/programs-ä.yaml",
        "lines": {"begin": 38, "end": 38},
    }


def test_fingerprints_outlive_lines_and_differ() -> None:
    report = make("a thousand")
    moved = tuple(
        replace(finding, span=Span("a.yaml", finding.span.line + 9))
        for finding in report.diagnostics
    )
    prints = list_fingerprints(report)

    assert len(set(prints)) == 1000
    assert list_fingerprints(replace(report, diagnostics=moved)) == prints
    twice = list_fingerprints(replace(report, diagnostics=(ONE, ONE)))
    assert len(set(twice)) == 2


def test_github_command_escapes_and_keeps_one_line() -> None:
    command, _ = render("github", "one").splitlines()

    assert command == (
        "::error file=pillars/a b/programs-ä.yaml,line=38,endLine=38,col=12,endColumn=19,"
        "title=dangling-reference::OPD “dinas-bb” tidak ada%0ASaran: Mungkin maksudnya: dinas-b"
    )
    hostile = render("github", "hostile").split("\n")[0]
    assert hostile.startswith("::error file=")
    assert "100%25 ::x::" in hostile
    assert hostile.split("::", 2)[2].startswith("a%0Ab%0D%0Ac\td")
    comma = replace(make("one"), diagnostics=(replace(ONE, span=Span("a,b:c%.yaml")),))
    assert "file=a%2Cb%3Ac%25.yaml," in render_report("github", comma)


def test_junit_tells_errors_from_warnings_and_shows_the_line() -> None:
    root = read_xml(render("junit", "two of two files"))
    case = root.find(".//testcase[failure]")

    assert dict(root.attrib) == {
        "name": "masterplan: Tahap Dua",
        **{"tests": "2", "failures": "1", "errors": "0", "skipped": "1"},
    }
    assert [suite.get("name") for suite in root] == ["masterplan.yaml", ONE.span.file]
    assert case.get("name") == "38:12 [dangling-reference] OPD “dinas-bb” tidak ada"
    assert "Satu Data 🌊" in case[0].text
    assert "region/opd.yaml:2:5: di sini" in case[0].text
    assert "Saran: Mungkin maksudnya: dinas-b" in case[0].text


def test_junit_without_findings_has_one_case_that_passes() -> None:
    root = read_xml(render("junit", "none"))

    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    assert root.find(".//testcase").get("name") == "Tahap Dua: tidak ada temuan."


def test_checkstyle_has_a_file_element_for_each_file() -> None:
    root = read_xml(render("checkstyle", "two of two files"))

    assert [file.get("name") for file in root] == ["masterplan.yaml", ONE.span.file]
    assert root.find(".//error[@severity='warning']").get("source") == (
        "masterplan.program-without-owner"
    )


def test_xml_keeps_what_it_may_and_replaces_what_it_may_not() -> None:
    assert escape_text("a<b>&\r\n\x00\ufffe") == "a&lt;b&gt;&amp;&#13;\n\ufffd\ufffd"
    element = read_xml(write_tag("a", {"b": '"\n\t<', "c": None}, empty=True))
    assert dict(element.attrib) == {"b": '"\n\t<'}


def test_concise_is_one_line_whatever_the_message() -> None:
    assert len(render("concise", "hostile").split("\n")) == 2
