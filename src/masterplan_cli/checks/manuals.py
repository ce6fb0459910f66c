"""The manual pages of all codes: the rules' own docstrings."""

from __future__ import annotations

from masterplan_cli.checks.rule import list_rules
from masterplan_cli.report.manual import Manual, parse_manual


def list_manuals() -> dict[str, Manual]:
    """Return the page of every code, sorted by code."""
    return {rule.code: parse_manual(rule.code, rule.manual) for rule in list_rules()}
