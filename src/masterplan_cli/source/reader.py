"""The YAML reader: bytes in; a Tree and findings out.

PyYAML's C parser, by its events, into our own constructor: two to three times faster than its
loaders, and every place is kept. Where libyaml is missing, PyYAML's own parser serves.

Scalars stay text (``scalars``); the language is YAML 1.2's without tags, directives, merge keys,
several documents and keys that are no text. Only a file that cannot be understood has no Tree:
every other finding leaves one, so that later stages report everything else in the same run.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from typing import Any, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.source import slow, syntax
from masterplan_cli.source.encoding import decode_text
from masterplan_cli.source.faults import (
    DROPPED,
    MAX_DEPTH,
    RESERVED,
    UNFIT,
    Faults,
)
from masterplan_cli.source.intruders import CONFLICT, find_conflict
from masterplan_cli.source.scalars import NULLS, Folded, Plain
from masterplan_cli.source.tree import REFUSED, STRIDE, Lines, Marks, Tree, list_children


class Parser(Protocol):
    """What the reader needs of a YAML parser."""

    def get_event(self) -> Any:
        """Return the next event; raises yaml.YAMLError."""


MakeParser = Callable[[str], Parser]

_TOO_DEEP = "exceeded maximum nesting depth"
_ODD_KEYS = frozenset({"", "<<"})
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#.*+)?+\n)*+(?=%)")
_ID = re.compile(
    r"(?:^[ \t]*(?:-[ \t]+)*|[{,][ \t]*)[\"']?id[\"']?[ \t]*:[ \t]+[\"']?([A-Za-z0-9][\w.-]*)",
    re.MULTILINE,
)


def choose_parser(text: str) -> Parser:
    """Return libyaml's parser over ``text``, or PyYAML's own where libyaml is missing."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        return CParser(text)
    return slow.SlowParser(text)


def read_yaml(
    file: str, data: bytes, make_parser: MakeParser = choose_parser
) -> tuple[Tree | None, list[Diagnostic]]:
    """Return the file's Tree, or None where it cannot be understood, and its findings, sorted.

    ``file`` is the name that spans carry. Never raises, whatever the bytes.
    """
    text, findings = decode_text(file, data)
    if text is None:
        return None, findings
    lines = Lines(file, text)
    faults = Faults(lines, findings)
    root = _read_text(text, faults, make_parser)
    findings.sort(key=lambda finding: finding.order)
    if root is None:
        return None, findings
    return Tree(file, text, *root), findings


def harvest_ids(text: str) -> list[str]:
    """Return the values of all ``id:`` in a text that is no YAML, in order.

    Why: records of a file that cannot be read still exist; references to them do not dangle.
    """
    return _ID.findall(text)


def _read_text(
    text: str, faults: Faults, make_parser: MakeParser
) -> tuple[dict[str, Any], Marks] | None:
    """Return data and marks of the one mapping in ``text``, or None after reporting why not."""
    directive = _DIRECTIVE.match(text)
    if directive is not None:
        faults.add(syntax.refuse_directive(faults.lines, directive.end()))
        return None
    if CONFLICT in text and (conflict := find_conflict(faults.lines)) is not None:
        faults.add(conflict)
        return None
    try:
        built = _build(make_parser(text), text, faults)
    except yaml.MarkedYAMLError as error:
        if error.problem == _TOO_DEEP:
            # libyaml reads ahead to its own bound; PyYAML's parser comes to ours before.
            return _read_text(text, faults, slow.SlowParser)
        faults.refuse_syntax(error)
        return None
    if built is None:
        return None
    values, marks = built
    faults.refuse_unused_anchors()
    if not values or values[0] is None:
        faults.refuse_empty()
        return None
    if not isinstance(values[0], dict):
        faults.refuse_root(values[0], marks[2])
        return None
    return values[0], array("I", marks)


class _Plains(dict[str, Plain | None]):
    """The unquoted scalars of one file, each once: most of a plan's repeat themselves."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(NULLS))

    def __missing__(self, text: str) -> Plain:
        plain = self[text] = Plain(text)
        return plain


def _build(parser: Parser, text: str, faults: Faults) -> tuple[list[Any], list[int]] | None:
    """Return the root's data in a list, and all marks; None where reading had to stop.

    Why one long loop over local names: it runs once per scalar of the workspace, and every call
    or attribute here shows in the time of ``validate``. What is rare is left to ``faults``.
    """
    get_event = parser.get_event
    guarded = any(map(text.__contains__, RESERVED))
    tied = "&" in text or "!" in text  # else nothing has an anchor or a tag
    cuts = syntax.find_cuts(text)
    keys: dict[str, str] = {}
    plains = _Plains()
    root_data: list[Any] = []
    marks: list[int] = []
    data: Any = root_data
    place = 0
    in_mapping = False
    key: str | None = None
    key_start = key_end = 0
    value: Any
    stack: list[tuple[Any, int, bool, str | None]] = []
    while True:
        event = get_event()
        kind = type(event)
        if kind is ScalarEvent:
            start = event.start_mark.index
            end = event.end_mark.index
            value = event.value
            style = event.style
            if (guarded or style == '"') and UNFIT.search(value):
                value = faults.clean(value, start, end)
            if tied and (event.anchor or event.tag):
                start = faults.take_properties(event, value, None)
            if in_mapping and key is None:
                if value in data or (value in _ODD_KEYS and not style):
                    first = _find_first(value, data, marks, place)
                    key = faults.refuse_key(value, first, start, end)
                    key_start, key_end = REFUSED
                else:
                    key = keys.setdefault(value, value)
                    key_start = start
                    key_end = end
                continue
            if not style:
                if cuts and end in cuts:
                    faults.add(syntax.refuse_cut(faults.lines, start, cuts[end]))
                value = plains[value]
            elif style == ">":
                value = Folded(value)
            if in_mapping:
                data[key] = value
                marks += (key_start, key_end, start, end, 0)
                key = None
            else:
                data.append(value)
                marks += (0, 0, start, end, 0)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark.index
            if len(stack) >= MAX_DEPTH:
                faults.refuse_nesting(start)
                return None
            new_data: Any = {} if kind is MappingStartEvent else []
            below = len(marks)
            if tied and (event.anchor or event.tag):
                start = faults.take_properties(event, new_data, below // STRIDE)
            if not in_mapping:
                data.append(new_data)
                marks += (0, 0, start, start, 0)
                stack.append((data, place, False, None))
            elif key is None:
                faults.refuse_collection_key(start)
                marks += (*REFUSED, start, start, 0)
                stack.append((data, place, True, DROPPED))
            else:
                data[key] = new_data
                marks += (key_start, key_end, start, start, 0)
                stack.append((data, place, True, None))
            data = new_data
            place = below
            in_mapping = kind is MappingStartEvent
            key = None
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if in_mapping and DROPPED in data:
                del data[DROPPED]
            marks[place + 4] = len(marks) // STRIDE
            data, place, in_mapping, key = stack.pop()
            if key is not None:
                key_start, key_end = REFUSED
        elif kind is AliasEvent:
            start = event.start_mark.index
            end = event.end_mark.index
            if in_mapping and key is None:
                faults.refuse_collection_key(start, event.anchor)
                key = DROPPED
                key_start, key_end = REFUSED
                continue
            value, below = faults.resolve_alias(event, (data, *(frame[0] for frame in stack)))
            if in_mapping:
                data[key] = value
                marks += (key_start, key_end, start, end, below)
                key = None
            else:
                data.append(value)
                marks += (0, 0, start, end, below)
        elif kind is DocumentStartEvent:
            if root_data:
                start = event.start_mark.index
                faults.add(syntax.refuse_second_document(faults.lines, start))
                return None
        elif kind is StreamEndEvent:
            return root_data, marks


def _find_first(
    key: str, data: dict[str, Any], marks: list[int], place: int
) -> tuple[int, int] | None:
    """Return where ``key`` stands already in the mapping that is being read, if it does.

    The marks of the mapping itself start at ``place``.
    """
    if key not in data:
        return None
    marks[place + 4] = len(marks) // STRIDE  # as if it ended here
    names = (name for name in data if name != DROPPED)
    children = zip(names, list_children(marks, place // STRIDE), strict=True)
    number = next(number for name, number in children if name == key)
    return marks[number * STRIDE], marks[number * STRIDE + 1]
