"""Findings as SARIF 2.1.0, for code scanning and for editors.

Columns are counted in characters, as everywhere in this tool, and the run says so.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.report.findings import HINT, HOMEPAGE, Report, has_end
from masterplan_cli.report.fingerprint import list_fingerprints
from masterplan_cli.report.manual import Manual, render_markdown, render_plain

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_PAGES = f"{HOMEPAGE}/blob/main/docs/temuan.md"


def render(report: Report) -> str:
    """Return the log of one run; its rules are the codes that were found, with their pages."""
    codes = sorted({finding.code for finding in report.diagnostics})
    manuals = report.manuals() if codes else {}
    prints = list_fingerprints(report)
    run = {
        "tool": {
            "driver": {
                "name": "masterplan",
                "semanticVersion": report.version,
                "informationUri": HOMEPAGE,
                "rules": [_describe_rule(code, manuals.get(code)) for code in codes],
            }
        },
        "language": report.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": _ROOT.speak(report.language)}}},
        "results": [
            _describe_result(report, finding, codes.index(finding.code), fingerprint)
            for finding, fingerprint in zip(report.diagnostics, prints, strict=True)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


_ROOT = Text(
    "folder tempat perintah dijalankan, atau folder workspace",
    "the folder in which the command was run, or the workspace's",
)


def _describe_rule(code: str, manual: Manual | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code, "helpUri": f"{_PAGES}#{code}"}
    if manual is not None:
        rule["shortDescription"] = {"text": manual.title}
        rule["fullDescription"] = {"text": manual.summary or manual.title}
        rule["help"] = {"text": render_plain(manual), "markdown": render_markdown(manual)}
    return rule


def _describe_result(
    report: Report, finding: Diagnostic, index: int, fingerprint: str
) -> dict[str, Any]:
    message = report.say(finding)
    if finding.hint is not None:
        message += f"\n{report.speak(HINT)}: {report.speak(finding.hint)}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": "error" if finding.severity is Severity.ERROR else "warning",
        "message": {"text": message},
        "locations": [_locate(finding.span)],
        "partialFingerprints": {"masterplanFinding/v1": fingerprint},
        "properties": {"nature": finding.nature.value},
    }
    if finding.fix is not None:
        result["fixes"] = [_describe_fix(report, finding, finding.fix)]
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": report.speak(related.message)},
                **_locate(related.span),
            }
            for number, related in enumerate(finding.related)
        ]
    return result


def _describe_fix(report: Report, finding: Diagnostic, text: str) -> dict[str, Any]:
    place = _locate(finding.span)["physicalLocation"]
    replacement = {"deletedRegion": place["region"], "insertedContent": {"text": text}}
    fix: dict[str, Any] = {
        "artifactChanges": [
            {"artifactLocation": place["artifactLocation"], "replacements": [replacement]}
        ]
    }
    if finding.hint is not None:
        fix["description"] = {"text": report.speak(finding.hint)}
    return fix


def _locate(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column}
    if has_end(span):
        region |= {"endLine": span.end_line, "endColumn": span.end_column}
    artifact = {"uri": quote(span.file, errors="surrogateescape"), "uriBaseId": "SRCROOT"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
