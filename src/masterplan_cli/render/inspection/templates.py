"""Every template, table and chart of a profile, looked at without printing anything.

In: the profile's folders, and the names that templates are given. Out: findings. A build finds
most of this too, but only in what it prints, and only one fault of a template at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from jinja2 import Environment, TemplateSyntaxError, nodes

from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.render.filters import list_filter_names
from masterplan_cli.render.inspection.anchors import Anchors, list_targets
from masterplan_cli.render.inspection.attributes import list_asked, list_fields, list_own
from masterplan_cli.render.inspection.gathering import Gathered, parse_template
from masterplan_cli.render.inspection.imports import list_import_faults, list_parts
from masterplan_cli.render.inspection.origins import list_lost
from masterplan_cli.render.inspection.scope import (
    Names,
    list_free_names,
    list_guarded,
    set_anywhere,
)
from masterplan_cli.render.inspection.specs import VARIABLES, Spec, describe_unused, read_specs
from masterplan_cli.render.inspection.strays import describe_strays
from masterplan_cli.schema.nearest import suggest_nearest
from masterplan_cli.source.overlay import Overlay

_FOLDERS = {"table": "tables", "abbreviations": "tables", "chart": "charts"}
_PATH = re.compile(r"[a-z_]+(?:\.[a-z][a-z_]*|\[[a-z_]+\])*\Z")
"""Most columns are plain paths, which need no parser: ``item.targets[each]``."""
_ATTRIBUTE = re.compile(r"\.([a-z_]+)")
_KEY = re.compile(r"\[([a-z_]+)\]")
_SPELLING = Text(
    "Periksa ejaan nama itu terhadap kunci YAML.",
    "Check the name's spelling against the YAML keys.",
)


@dataclass(frozen=True)
class Source:
    """A template's text, what findings call it, and its tree."""

    name: str
    label: str
    lines: tuple[str, ...]
    tree: Gathered

    def point(self, line: int, word: str) -> Span:
        """Return the place of ``word`` on a line, or the line where it stands there twice."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        found = [match.start() for match in re.finditer(rf"\b{re.escape(word)}\b", text)]
        if len(found) != 1:
            return Span(self.label, line, 1, line, 1)
        return Span(self.label, line, found[0] + 1, line, found[0] + 1 + len(word))


def inspect_templates(
    templates: Overlay, known: Names, relations: Names, chapters: Iterable[str] = ()
) -> list[Diagnostic]:
    """Return what is wrong in the templates, tables and charts of a profile.

    ``known`` are the names that every template is given, ``relations`` the computed attributes,
    ``chapters`` the folders and files that the profile's documents name.
    """
    sources, found = _parse_all(templates)
    specs, faults = read_specs(templates)
    found.extend(faults)
    trees = [source.tree for source in sources]
    attributes = list_fields() | relations | list_own(trees) | known
    anchors = Anchors(trees, (line for source in sources for line in source.lines))
    included = _list_included(sources)
    by_name = {source.name: source.tree for source in sources}
    whole = len(sources) == len(templates.list("**/*.j2"))
    for source in sources:
        names = known.union(*included.get(source.name, ()))
        found.extend(_check_names(source, names))
        found.extend(_check_attributes(source, attributes))
        found.extend(_check_filters(source))
        if whole:
            found.extend(_check_imports(source, by_name))
        found.extend(_check_specs_used(source, specs))
        found.extend(_check_references(source, anchors))
        found.extend(_describe_lost(source, one) for one in list_lost(source.tree.tree.body))
    given = known | VARIABLES | frozenset(_list_given(trees))
    # Half of the expressions stand in more than one table.
    ask = cache(partial(_read_expression, Environment(autoescape=True), given))
    for spec in specs.values():
        found.extend(_check_spec(spec, given, attributes, ask))
    if whole and not any(one.code == "template-unknown-table" for one in found):
        found.extend(describe_unused(specs.values(), _list_texts(trees)))
    found.extend(describe_strays(templates, chapters, _list_texts(trees)))
    return found


def _parse_all(templates: Overlay) -> tuple[list[Source], list[Diagnostic]]:
    environment = Environment(autoescape=True)
    sources: list[Source] = []
    found: list[Diagnostic] = []
    for name in templates.list("**/*.j2"):
        data = templates.read(name)
        label = templates.label(name)
        try:
            text = (data or b"").decode("utf-8")
            tree = parse_template(environment, text)
            sources.append(Source(name, label, tuple(text.splitlines()), tree))
        except UnicodeDecodeError:
            message = Text("templat bukan teks UTF-8", "the template is not UTF-8 text")
            found.append(Diagnostic("template", message, Span(label)))
        except TemplateSyntaxError as error:
            message = Text(
                f"templat tidak dapat dibaca: {error.message}",
                f"the template cannot be read: {error.message}",
            )
            line = error.lineno
            found.append(Diagnostic("template", message, Span(label, line, 1, line, 1)))
    return sources, found


def _list_included(sources: Iterable[Source]) -> Mapping[str, list[Names]]:
    """Return, for each template that others print, the names that these set or give to it."""
    found: dict[str, list[Names]] = {}
    for source in sources:
        for part in list_parts(source.tree):
            found.setdefault(part.name, []).append(part.given)
        for include in source.tree.find(nodes.Include):
            if include.with_context and isinstance(include.template, nodes.Const):
                name_of = str(include.template.value)
                found.setdefault(name_of, []).append(set_anywhere(source.tree))
    return found


def _check_names(source: Source, known: Names) -> Iterator[Diagnostic]:
    told: set[tuple[str, int]] = set()
    known |= list_guarded(source.tree)
    for name in list_free_names(source.tree.tree, known):
        if (name.name, name.lineno) not in told:
            told.add((name.name, name.lineno))
            yield _describe_unknown(source.point(name.lineno, name.name), name.name, known)


def _check_attributes(source: Source, known: Names) -> Iterator[Diagnostic]:
    allowed = known | list_guarded(source.tree)
    for name, line in dict.fromkeys(list_asked(source.tree)):
        if name not in allowed:
            yield _describe_unknown(source.point(line, name), name, known)


def _check_filters(source: Source) -> Iterator[Diagnostic]:
    known = list_filter_names()
    for one in source.tree.find(nodes.Filter):
        if one.name not in known:
            yield _describe_unknown(source.point(one.lineno, one.name), one.name, known)


def _describe_unknown(span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    return Diagnostic(
        "template-unknown-name",
        Text(f"nama “{name}” tidak dikenal di dalam templat", f"no template knows '{name}'"),
        span,
        hint=suggest_nearest(name, known) or _SPELLING,
    )


def _check_imports(source: Source, templates: Mapping[str, Gathered]) -> Iterator[Diagnostic]:
    for fault in list_import_faults(source.tree, templates):
        span = source.point(fault.line, fault.word)
        yield Diagnostic("template-unknown-name", fault.message, span, hint=fault.hint)


def _check_specs_used(source: Source, specs: Mapping[str, Spec]) -> Iterator[Diagnostic]:
    for call in source.tree.find(nodes.Call):
        folder = _FOLDERS.get(call.node.name) if isinstance(call.node, nodes.Name) else None
        first = call.args[0] if call.args else None
        if (
            folder is None
            or not isinstance(first, nodes.Const)
            or f"{folder}/{first.value}" in specs
        ):
            continue
        there = [name.partition("/")[2] for name in specs if name.startswith(f"{folder}/")]
        relative = f"{folder}/{first.value}.yaml"
        yield Diagnostic(
            "template-unknown-table",
            Text(f"{relative} tidak ada", f"there is no {relative}"),
            source.point(call.lineno, str(first.value)),
            hint=suggest_nearest(str(first.value), there)
            or Text(f"Buat {relative} pada folder profil.", f"Create {relative}."),
        )


def _check_references(source: Source, anchors: Anchors) -> Iterator[Diagnostic]:
    for target, node in list_targets(source.tree):
        if not anchors.has(target):
            yield Diagnostic(
                "template-unknown-anchor",
                Text(
                    f"rujukan “{target}” tidak menunjuk judul, tabel, atau gambar mana pun",
                    f"the reference '{target}' names no heading, table or figure",
                ),
                source.point(node.lineno, target),
                hint=suggest_nearest(target, anchors.list_known()),
            )


def _check_spec(
    spec: Spec, given: Names, attributes: Names, ask: Callable[[str], tuple[Names, Names]]
) -> Iterator[Diagnostic]:
    for expression, span in spec.list_expressions():
        try:
            names, asked = ask(expression)
        except TemplateSyntaxError as error:
            yield _describe_broken(expression, error, span)
            continue
        for name in sorted(names - given):
            yield _describe_unknown(span, name, given)
        for name in sorted(asked - attributes):
            yield _describe_unknown(span, name, attributes)


def _read_expression(
    environment: Environment, given: Names, expression: str
) -> tuple[Names, Names]:
    """Return the names that an expression takes from outside, and the attributes it asks for."""
    if _PATH.match(expression):
        root = expression.partition(".")[0].partition("[")[0]
        return frozenset({root, *_KEY.findall(expression)}), frozenset(
            _ATTRIBUTE.findall(expression)
        )
    tree = parse_template(environment, f"{{{{ {expression} }}}}")
    guarded = list_guarded(tree)
    names = frozenset(one.name for one in list_free_names(tree.tree, given | guarded))
    return names, frozenset(one.name for one in list_asked(tree)) - guarded


def _describe_broken(expression: str, error: TemplateSyntaxError, span: Span) -> Diagnostic:
    message = Text(
        f"“{expression}” bukan ungkapan: {error.message}",
        f"'{expression}' is no expression: {error.message}",
    )
    return Diagnostic("template", message, span)


def _list_given(trees: Iterable[Gathered]) -> Iterator[str]:
    """Yield the names of all variables that templates hand to tables and charts."""
    for tree in trees:
        for call in tree.find(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in _FOLDERS:
                yield from (pair.key for pair in call.kwargs)


def _list_texts(trees: Iterable[Gathered]) -> Names:
    found = {str(one.value) for tree in trees for one in tree.find(nodes.Const)}
    calls = (call.node for tree in trees for call in tree.find(nodes.Call))
    if any(isinstance(one, nodes.Name) and one.name == "abbreviations" for one in calls):
        found.add("singkatan")
    return frozenset(found)


def _describe_lost(source: Source, expression: nodes.Expr) -> Diagnostic:
    line = expression.lineno
    return Diagnostic(
        "template-lost-origin",
        Text(
            "nilai di sini kehilangan asalnya: komentar di Word tidak sampai ke barisnya",
            "a value loses its origin here: a comment in Word will not find its line",
        ),
        Span(source.label, line, 1, line, 1),
        Severity.WARNING,
        hint=Text(
            "Cetak nilainya langsung, atau susun teksnya dengan {% set %}…{% endset %}.",
            "Print the value itself, or put the text together with {% set %}…{% endset %}.",
        ),
    )
