"""A short name for each finding that outlives edits elsewhere in its file.

Why not the line: every insertion above would make an old finding look new in a merge request.
What names a finding is its code, its file, and the record that a rule speaks of; without a record,
the words of its source line. Equal ones are told apart by their order.
"""

from __future__ import annotations

from collections import Counter

from masterplan_cli.report.findings import Report


def list_fingerprints(report: Report) -> list[str]:
    """Return a fingerprint for each finding of the report: 32 hexadecimal digits, all different."""
    from hashlib import sha256

    seen: Counter[str] = Counter()
    prints = []
    for finding in report.diagnostics:
        line = report.read_line(finding.span.file, finding.span.line) or ""
        about = finding.pointer or " ".join(line.split()) or finding.message.en
        name = "\0".join((finding.code, finding.span.file, about))
        told = f"{name}\0{seen[name]}".encode(errors="surrogateescape")
        prints.append(sha256(told).hexdigest()[:32])
        seen[name] += 1
    return prints
