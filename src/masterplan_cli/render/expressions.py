"""Expressions of table columns, compiled once and called for every cell.

Why a short way past Jinja: nine columns of ten are plain paths (``row.owner.short_name``), and a
table of 3,600 programmes evaluates them two hundred thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Template, TemplateSyntaxError

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
        return _evaluate(_load_template(environment, source))
    root, *_ = re.split(r"[.\[]", source, maxsplit=1)
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


def _load_template(environment: ProvenanceEnvironment, source: str) -> Template:
    """Return a template that leaves the expression's value in ``result``."""
    key = environment.name_code(None, source)
    code = environment.codes.get(key)
    if code is None:
        code = environment.compile(environment.parse_expression(source))
        environment.codes.put(key, code)
    return Template.from_code(environment, code, environment.globals)


def _evaluate(template: Template) -> Expression:
    # One context for all calls, since making one takes longer than most expressions. Shared: the
    # variables hold the environment's names already, no copy is needed.
    context = template.new_context({}, shared=True)

    def evaluate(variables: Mapping[str, Any]) -> Any:
        around = context.parent, context.vars
        context.parent, context.vars = dict(variables), {}
        try:
            for _ in template.root_render_func(context):
                pass
            return context.vars["result"]
        finally:
            context.parent, context.vars = around

    return evaluate
