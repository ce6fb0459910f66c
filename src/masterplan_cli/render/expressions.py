"""Expressions of table columns, compiled once and called for every cell.

Why a short way past Jinja: nine columns of ten are plain paths (``row.owner.short_name``), and a
table of 3,600 programmes evaluates them two hundred thousand times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import StringIO
from operator import attrgetter
from typing import Any, cast

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.parser import Parser
from jinja2.runtime import exported

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.marks import Missing
from masterplan_cli.render.state import TemplateFaultError

Expression = Callable[[Mapping[str, Any]], Any]

_PATH = re.compile(r"[a-z_]+(?:\.[a-z][a-z_]*|\[(?:[a-z_]+|\"[a-z_]+\")\])*\Z")
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
    if not _PATH.match(source):
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
    key = f"expression:{source}"
    code = environment.codes.get(key)
    if code is None:
        parser = Parser(environment, source, state="variable")
        value = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
        value.set_environment(environment)
        written = StringIO()
        generator = _ExpressionGenerator(environment, None, None, written, optimized=False)
        generator.visit(nodes.Template([nodes.ExprStmt(value, lineno=1)], lineno=1))
        code = compile(written.getvalue(), "<expression>", "exec")
        environment.codes.put(key, code)
    namespace: dict[str, Any] = {"environment": environment, "context": environment.bare}
    exec(code, namespace)  # noqa: S102 - what the sandboxed environment has compiled
    return cast(Expression, namespace["build"]())


class _ExpressionGenerator(CodeGenerator):
    """Writes a function from variables to an expression's value instead of a whole template.

    Why: a template looks all its filters up, opens a generator and keeps its variables each time
    it is printed, and a book evaluates ten thousand cells.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Write ``build``, which looks the filters up once and returns the function."""
        frame = Frame(EvalContext(self.environment, self.name))
        frame.symbols.analyze_node(node)
        self.writeline(f"from jinja2.runtime import {', '.join(exported)}")
        self.writeline("def build():")
        self.indent()
        self.writeline("undefined, concat = environment.undefined, environment.concat")
        self.writeline("cond_expr_undefined = Undefined")
        self.pull_dependencies(node.body)
        self.writeline("def evaluate(variables):")
        self.indent()
        for target, (_, name) in frame.symbols.loads.items():
            self.writeline(f"{target} = variables.get({name!r}, missing)")
        self.writeline("return ")
        statement = node.body[0]
        assert isinstance(statement, nodes.ExprStmt)
        self.visit(statement.node, frame)
        self.outdent()
        self.writeline("return evaluate")
        self.outdent()
