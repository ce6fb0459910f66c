"""What pydantic complains of, in the words of an OPD clerk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from masterplan_cli.diagnostics import Diagnostic, Text
from masterplan_cli.schema.nearest import (
    find_certain,
    find_nearest,
    suggest_nearest,
    translate_key,
)
from masterplan_cli.schema.record import Record, describe_fields, find_owner
from masterplan_cli.source.invisible import clean_text
from masterplan_cli.source.local import suggest_integer, suggest_number
from masterplan_cli.source.scalars import ScalarError, refuse_unseen, suggest_amount
from masterplan_cli.source.tree import Tree

Path = tuple[str | int, ...]

_NUMBER_HEAD = re.compile(
    r"(?:(?<!\w)(?:Rp|IDR)\.?[ ]*|(?<![\w.,]))[0-9][0-9.]*(?:,[0-9]{3})*,\Z", re.IGNORECASE
)
_NUMBER_TAIL = re.compile(r"(?:[0-9][^,}\]]*?|-+)(?:,[0-9]+)*(?=\s*[,}\]])")


@dataclass(frozen=True, slots=True)
class Fault:
    """One complaint: where it is, what must be cut out to read on, and whether another implies it.

    ``owner`` is the record class whose field ``path`` names.
    """

    kind: str
    path: Path
    cut: Path
    owner: type[Record]
    context: dict[str, Any]
    on_key: bool = False
    implied: bool = False


def list_faults(error: ValidationError, model: type[Record]) -> Iterator[Fault]:
    """Yield the faults of one validation.

    A missing field is implied where an unknown key beside it is its misspelling: one slip, one
    finding.
    """
    complaints = error.errors(include_url=False)
    unknown: dict[Path, list[str]] = {}
    for complaint in complaints:
        if complaint["type"] == "extra_forbidden":
            unknown.setdefault(complaint["loc"][:-1], []).append(str(complaint["loc"][-1]))
    for complaint in complaints:
        path: Path = complaint["loc"]
        on_key = bool(path) and path[-1] == "[key]"
        if on_key:
            path = path[:-1]
        kind = complaint["type"]
        missing = kind == "missing"
        yield Fault(
            kind=kind,
            path=path,
            cut=path[:-1] if missing else path,
            owner=find_owner(model, path),
            context=dict(complaint.get("ctx", {})),
            on_key=on_key,
            implied=missing
            and any(_may_mean(key, str(path[-1])) for key in unknown.get(path[:-1], ())),
        )


def _may_mean(key: str, name: str) -> bool:
    """Say whether an unknown key may be ``name``, misspelt or in Indonesian."""
    cleaned = clean_text(key)
    return name in translate_key(cleaned, (name,))[0] or bool(find_nearest(cleaned, [name]))


def describe_faults(faults: list[Fault], tree: Tree) -> tuple[Diagnostic, ...]:
    """Return the findings that tell a clerk what is wrong and what to do, one for each slip."""
    cuts = [cut for fault in faults if (cut := _find_cut_number(fault, tree)) is not None]
    found = [describe_fault(fault, tree) for fault in faults if not fault.implied]
    by_line: dict[int, list[Diagnostic]] = {}
    for cut in cuts:
        by_line.setdefault(cut.span.line, []).append(cut)
    outside = (one for one in found if not _is_within(one, by_line.get(one.span.line, ())))
    return (*dict.fromkeys(cuts), *outside)


def _find_cut_number(fault: Fault, tree: Tree) -> Diagnostic | None:
    """Return a finding where a comma cut a number in two: ``{value: 61,10}``."""
    key = tree.key_span(fault.path)
    if key.line != key.end_line or _read_path(tree, fault.path) is not None:
        return None
    line = tree.line_text(key.line)
    head = _NUMBER_HEAD.search(line[: key.column - 1])
    tail = _NUMBER_TAIL.match(line, key.column - 1)
    if head is None or tail is None:
        return None
    number = head.group() + tail.group()
    suggestion = suggest_integer(number) or suggest_number(number)
    return Diagnostic(
        "decimal-comma",
        Text(
            f"koma memutus “{number}” menjadi dua butir",
            f"the comma cuts '{number}' into two entries",
        ),
        key._replace(column=key.column - len(head.group()), end_column=tail.end() + 1),
        hint=suggest_amount(number, suggestion)
        if suggestion
        else Text(
            "Tulis angka saja, dengan titik untuk pecahan.",
            "Write digits only, with a point before a fraction.",
        ),
    )


def _read_path(tree: Tree, path: Path) -> object:
    """Return the raw value at ``path``; ``tree`` where there is none."""
    value: Any = tree.data
    for part in path:
        if isinstance(value, dict):
            value = value.get(str(part), tree)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            return tree
    return value


def _is_within(found: Diagnostic, others: Iterable[Diagnostic]) -> bool:
    """Say whether a finding stands inside the place of another that explains it."""
    at = (found.span.line, found.span.column)
    return any(
        (one.span.line, one.span.column) <= at < (one.span.line, one.span.end_column)
        for one in others
    )


def describe_fault(fault: Fault, tree: Tree) -> Diagnostic:
    """Return the finding of one fault."""
    match fault.kind:
        case "missing":
            return _describe_missing(fault, tree)
        case "extra_forbidden":
            return _describe_unknown(fault, tree)
        case _:
            span = tree.key_span(fault.path) if fault.on_key else tree.span(fault.path)
            code, message, hint = _describe_value(fault, _read_path(tree, fault.path))
            problem = fault.context.get("error")
            fix = problem.fix if isinstance(problem, ScalarError) and not fault.on_key else None
            if fault.kind == "literal_error":
                fix = _find_choice(fault, _read_path(tree, fault.path))
            return Diagnostic(code, message, span, hint=hint, fix=fix)


def _describe_missing(fault: Fault, tree: Tree) -> Diagnostic:
    name = fault.path[-1]
    return Diagnostic(
        "required-field",
        Text(f"kunci “{name}” wajib ada di sini", f"the key '{name}' is required here"),
        tree.span(fault.path[:-1]),
        hint=Text(f"Tambahkan baris “{name}: …”.", f"Add a line '{name}: …'."),
    )


def _describe_unknown(fault: Fault, tree: Tree) -> Diagnostic:
    name = str(fault.path[-1])
    cleaned = clean_text(name)
    known = [field for field in describe_fields(fault.owner) if field != "illustrative"]
    listed = ", ".join(known)
    beside = _read_path(tree, fault.path[:-1])
    taken = beside if isinstance(beside, dict) else {}
    meant, sure = translate_key(cleaned, known)
    certain = find_certain(cleaned, [*known, "illustrative"], taken)
    if certain is None and sure and meant and meant[0] not in taken:
        certain = meant[0]
    return Diagnostic(
        "unknown-key",
        refuse_unseen(name)
        or Text(f"kunci “{name}” tidak dikenal", f"the key '{name}' is not known"),
        tree.key_span(fault.path),
        hint=_suggest_keys(meant)
        or suggest_nearest(cleaned, [*known, "illustrative"])
        or Text(f"Kunci yang dikenal di sini: {listed}", f"Known keys here: {listed}"),
        fix=certain,
    )


def _suggest_keys(meant: tuple[str, ...]) -> Text | None:
    """Return the hint that names the keys which an Indonesian word stands for."""
    if not meant:
        return None
    listed = ", ".join(meant)
    return Text(
        f"Kunci ditulis dalam bahasa Inggris: {listed}", f"Keys are written in English: {listed}"
    )


_LONGEST_SHOWN = 60
_SHAPES = {
    "tuple_type": (
        Text("di sini harus ada daftar", "a list is expected here"),
        Text("Awali setiap butir dengan “- ”.", "Start each item with '- '."),
    ),
    "dict_type": (
        Text("di sini harus ada pasangan kunci dan nilai", "a mapping is expected here"),
        Text("Tulis “kunci: nilai”, satu per baris.", "Write 'key: value', one per line."),
    ),
}
_SHAPES["model_type"] = _SHAPES["model_attributes_type"] = _SHAPES["dict_type"]


def _list_keys(record: type[Record]) -> str:
    """Return the keys that a record must have, else its first two, as YAML to be filled in."""
    required = [name for name, info in record.model_fields.items() if info.is_required()]
    names = required or [name for name in record.model_fields if name != "illustrative"][:2]
    return ", ".join(f"{name}: …" for name in names)


def _show_item(record: type[Record]) -> Text:
    """Return the hint that shows one item of a list of records: its keys that must be there."""
    keys = _list_keys(record)
    return Text(f"Tulis setiap butir: - {{{keys}}}", f"Write each item: - {{{keys}}}")


def _list_choices(fault: Fault) -> list[str]:
    listed = str(fault.context.get("expected", "")).replace(" or ", ", ").replace("'", "")
    return listed.split(", ")


def _find_choice(fault: Fault, value: object) -> str | None:
    """Return the choice that a value is but for its capitals, or None."""
    lowered = value.lower() if isinstance(value, str) else ""
    return next((choice for choice in _list_choices(fault) if choice.lower() == lowered), None)


def _describe_value(fault: Fault, value: object) -> tuple[str, Text, Text | None]:
    """Return code, message and hint for a value of the wrong type."""
    problem = fault.context.get("error")
    if isinstance(problem, ScalarError):
        return "wrong-value", problem.message, problem.hint
    if fault.kind == "literal_error":
        expected = ", ".join(_list_choices(fault))
        return (
            "wrong-value",
            Text(
                f"nilai untuk “{fault.path[-1]}” tidak dikenal",
                f"this value is not known for '{fault.path[-1]}'",
            ),
            Text(f"Pilih salah satu: {expected}", f"Choose one of: {expected}"),
        )
    shape = describe_fields(fault.owner).get(str(fault.path[-1])) if fault.path else None
    if fault.kind == "tuple_type" and shape is not None and shape.record is not None:
        message, _ = _SHAPES["tuple_type"]
        return "wrong-shape", message, _show_item(shape.record)
    if fault.kind == "tuple_type" and isinstance(value, str) and len(value) <= _LONGEST_SHOWN:
        message, _ = _SHAPES["tuple_type"]
        return "wrong-shape", message, Text(f"Tulis: [{value}]", f"Write: [{value}]")
    if fault.kind.startswith("model") and shape is not None and shape.record is not None:
        message, _ = _SHAPES["dict_type"]
        keys = _list_keys(shape.record)
        return "wrong-shape", message, Text(f"Tulis: {{{keys}}}", f"Write: {{{keys}}}")
    if fault.kind in _SHAPES:
        return "wrong-shape", *_SHAPES[fault.kind]
    return (
        "wrong-value",
        Text(f"nilai ini tidak dapat dibaca ({fault.kind})", f"unreadable value ({fault.kind})"),
        Text("Contohnya: masterplan rule wrong-value", "Examples: masterplan rule wrong-value"),
    )
