"""Expressions of table columns, compiled once and called for every cell.

Why a short way past Jinja: nine columns of ten are plain paths (``row.owner.short_name``), and a
table of 3,600 programmes evaluates them two hundred thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, cast

from jinja2 import TemplateSyntaxError

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.render.dialect import PATH
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.marks import Missing
from masterplan_cli.render.state import TemplateFaultError

Expression = Callable[[Mapping[str, Any]], Any]

_STEP = re.compile(r"\.([a-z_]+)|\[([a-z_]+)\]|\[\"([a-z_]+)\"\]")


def compile_expression(environment: ProvenanceEnvironment, source: str) -> Expression:
    """Return a function from variables to the expression's value.

    Raises jinja2.TemplateSyntaxError for what is no expression; calling it raises
    jinja2.UndefinedError for an unknown name.
    """
    known: dict[str, Expression] = environment.expressions
    if source not in known:
        known[source] = _compile(environment, source)
    return known[source]


def compile_column(environment: ProvenanceEnvironment, source: str, table: str) -> Expression:
    """Return what a table's expression gives; raises TemplateFaultError for what is none."""
    try:
        return compile_expression(environment, source)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(
            Message(
                f"tabel “{table}”: ungkapan “{source}” tidak dapat dibaca: {error.message}",
                f"table '{table}': the expression '{source}' cannot be read: {error.message}",
            ),
            Message(
                f"Periksa ungkapan itu dalam tables/{table}.yaml.",
                f"Check that expression in tables/{table}.yaml.",
            ),
        ) from error


def _compile(environment: ProvenanceEnvironment, source: str) -> Expression:
    if not PATH.match(source):
        return _build_evaluation(environment, source)
    root, *_ = re.split(r"[.\[]", source, maxsplit=1)
    if "[" not in source:
        return _follow_attributes(environment, source, root)
    steps = tuple(match.groups() for match in _STEP.finditer(source))

    def follow(variables: Mapping[str, Any]) -> Any:
        try:
            value = variables[root]
            for attribute, key, word in steps:
                if attribute is not None:
                    value = getattr(value, attribute)
                elif isinstance(value, Missing):
                    return value
                elif word is None:
                    value = value[variables[key]]
                elif type(value) is dict:
                    value = value[word]
                else:
                    value = environment.getitem(value, word)
        except (AttributeError, LookupError):
            environment.undefined(name=source)._fail_with_undefined_error()
        return value

    return follow


def _follow_attributes(environment: ProvenanceEnvironment, source: str, root: str) -> Expression:
    """Return the way along attributes alone, which Python walks without a loop of ours."""
    path = source[len(root) + 1 :]
    read = attrgetter(path) if path else None

    def follow(variables: Mapping[str, Any]) -> Any:
        try:
            value = variables[root]
            return value if read is None else read(value)
        except (AttributeError, LookupError):
            return environment.undefined(name=source)._fail_with_undefined_error()

    return follow


def _build_evaluation(environment: ProvenanceEnvironment, source: str) -> Expression:
    key = environment.name_code(None, source)
    code = environment.codes.get(key)
    if code is None:
        code = compile(environment.write_expression(source), "<expression>", "exec")
        environment.codes.put(key, code)
    namespace: dict[str, Any] = {"environment": environment, "context": environment.bare}
    exec(code, namespace)  # noqa: S102 - what the sandboxed environment has compiled
    return cast(Expression, namespace["build"]())
