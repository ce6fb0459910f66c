"""One scalar as YAML text: the quotes it needs, or those its place had before.

In: a value and a style. Out: text on one line, or the lines of a block scalar. ruamel.yaml decides
what a plain text may look like; types are ours, because the reader's are stricter.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from io import StringIO
from typing import Any

from masterplan_cli.edit.changes import Value
from masterplan_cli.source.scalars import Folded, Plain, resolve_plain

Scalar = str | bool | int | float | Decimal | date | None

_SIMPLE_KEY = re.compile(r"[A-Za-z0-9_][\w.-]*\Z")
_SAFE_IN_FLOW = re.compile(r"[^\W_][^,:#\[\]{}\"']*\Z")
_BREAK = re.compile(r"(?<=\S) (?=\S)")
_UNEVEN = re.compile(r"^[ \t]|[ \t]$", re.MULTILINE)
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONGEST_LINE = 10**9


def is_scalar(value: Value) -> bool:
    """Say whether ``value`` is one scalar."""
    return value is None or isinstance(value, str | bool | int | float | Decimal | date)


def write_key(key: str) -> str:
    """Return a mapping's key; keys are always text here, so ``2024`` needs no quotes."""
    return key if _SIMPLE_KEY.match(key) else write_inline(key, "", in_flow=True)


def write_inline(value: Scalar, quote: str, *, in_flow: bool = False) -> str:
    """Return ``value`` on one line; ``quote`` is the style its place had, and is kept for text."""
    if not isinstance(value, str):
        return _write_other(value)
    if type(value) is Plain:
        return str(value)
    if quote in ("'", '"') and not (quote == "'" and _FORBIDDEN.search(value)):
        return _quote(value, quote)
    if "\n" in value or not isinstance(resolve_plain(value) if value else None, str):
        return _quote(value, '"')
    if in_flow and not _SAFE_IN_FLOW.match(value):
        return _quote(value, "'" if '"' in value or "\\" in value else '"')
    written = _ask_ruamel(value, in_flow=in_flow)
    if written[:1] in ("'", '"') and '"' not in value and "\\" not in value:
        return _quote(value, '"')
    return written


def _write_other(value: bool | int | float | Decimal | date | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        value = Decimal(repr(value))
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _quote(value: str, quote: str) -> str:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    if quote == "'" and "\n" not in value:
        return _ask_ruamel(SingleQuotedScalarString(value))
    return _ask_ruamel(DoubleQuotedScalarString(value))


@cache
def _open_ruamel() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = _LONGEST_LINE
    yaml.allow_unicode = True
    return yaml


def _ask_ruamel(value: str, *, in_flow: bool = False) -> str:
    """Return ``value`` as ruamel.yaml writes it in a list, with brackets or as a row."""
    from ruamel.yaml.comments import CommentedSeq

    items = CommentedSeq([value])
    if in_flow:
        items.fa.set_flow_style()
    stream = StringIO()
    _open_ruamel().dump(items, stream)
    written = stream.getvalue().rstrip("\n")
    return written[1:-1] if in_flow else written.removeprefix("- ")


def write_folded(value: str, width: int) -> tuple[str, list[str]] | None:
    """Return header and unindented lines of ``value`` as ``>`` text, or None where it cannot be.

    ``width`` is what a line may hold. Breaks only where one space stands between two words.
    """
    content = value.rstrip("\n")
    if not content or _UNEVEN.search(content) or _FORBIDDEN.search(content):
        return None
    if content.startswith("\n"):
        return None
    runs = [len(run) for run in re.findall("\n+", content)]
    if type(value) is not Folded:
        if any(run != 2 for run in runs):
            return None
        runs = [1] * len(runs)
    lines: list[str] = []
    for number, paragraph in enumerate(re.split("\n+", content)):
        if number:
            lines += [""] * runs[number - 1]
        lines += _wrap(paragraph, width)
    return _close(">", value, content), lines + [""] * (len(value) - len(content) - 1)


def write_literal(value: str) -> tuple[str, list[str]] | None:
    """Return header and unindented lines of ``value`` as ``|`` text, or None where it cannot be."""
    content = value.rstrip("\n")
    if not content or content[0] in " \t\n" or _FORBIDDEN.search(content):
        return None
    lines = content.split("\n")
    if any(line and not line.strip() for line in lines):
        return None
    return _close("|", value, content), lines + [""] * (len(value) - len(content) - 1)


def _close(sign: str, value: str, content: str) -> str:
    """Return the header that keeps as many line breaks at the end as ``value`` has."""
    rest = len(value) - len(content)
    return sign + ("-" if rest == 0 else "" if rest == 1 else "+")


def _wrap(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in _BREAK.split(paragraph):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
