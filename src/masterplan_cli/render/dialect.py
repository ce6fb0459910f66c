"""How templates are read: the options of Jinja's compiler, and expressions of tables and charts.

In: the text of a template or expression. Out: the Python source that Jinja makes of it. What
templates find when they run is the environment's business. Imports Jinja only, so that packaging
can compile the packaged templates ahead (``ready``) before anything else is installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b
from inspect import unwrap
from io import StringIO
from pathlib import Path
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2 import __version__ as jinja_version
from jinja2.compiler import Frame
from jinja2.filters import FILTERS
from jinja2.nodes import EvalContext
from jinja2.parser import Parser
from jinja2.runtime import exported
from jinja2.sandbox import ImmutableSandboxedEnvironment

from masterplan_cli.render.syntax import (
    LineNotingGenerator,
    PartJoiningGenerator,
    rewrite_template,
)

EXPRESSIONS: Final = {
    "tables": (("items", "group"), "columns"),
    "charts": (("category",), "series"),
}
"""By folder: the keys of a spec that hold an expression, and the key that holds its parts."""
OF_PARTS: Final = ("value", "repeat", "line")
"""The keys of a part that hold one."""
KEPT: Final = (
    "abs", "attr", "batch", "capitalize", "count", "dictsort", "first", "float", "groupby", "int",
    "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr",
    "replace", "reverse", "round", "select", "selectattr", "slice", "sort", "string", "sum",
    "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
"""Jinja's own filters that templates may use."""
PATH: Final = re.compile(r"[a-z_]+(?:\.[a-z][a-z_]*|\[(?:[a-z_]+|\"[a-z_]+\")\])*\Z")
"""An expression that needs no compiler: ``row.owner.short_name``, ``row.targets[each]``."""


def take_filter(name: str) -> Callable[..., Any]:
    """Return one of Jinja's own filters.

    Nothing here is awaited: what Jinja wraps for that is called without its asking each time.
    """
    function: Callable[..., Any] = FILTERS[name]
    return unwrap(function) if hasattr(function, "jinja_async_variant") else function


class Dialect(ImmutableSandboxedEnvironment):
    """Jinja with our options.

    ``+`` and ``%`` are intercepted so that text captured from a macro cannot be mixed with raw
    values; ``~`` is rewritten to do it safely.
    """

    intercepted_binops = frozenset({"+", "%"})
    code_generator_class = LineNotingGenerator

    def __init__(self, **options: Any) -> None:
        """Take what is no matter of the compiler's, such as a loader, as ``options``."""
        super().__init__(
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            # There is next to nothing constant to compute, and looking for it costs a sixth.
            optimized=False,
            cache_size=-1,
            **options,
        )
        self._fingerprint = _fingerprint()

    def name_code(self, name: str | None, source: str) -> str:
        """Return a key for what is compiled of a template, or of an expression without a name.

        It changes with anything that decides about the code: the text, Jinja, and these options.
        """
        text = f"{self._fingerprint}\0{'' if name is None else name}\0{source}"
        return blake2b(text.encode(), digest_size=16).hexdigest()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return rewrite_template(super()._parse(source, name, filename))

    def write_expression(self, source: str) -> str:
        """Return the Python source of a function that gives an expression's value.

        Raises jinja2.TemplateSyntaxError for what is no expression.
        """
        parser = Parser(self, source, state="variable")
        value = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
        value.set_environment(self)
        written = StringIO()
        generator = _ExpressionGenerator(self, None, None, written, optimized=False)
        generator.visit(nodes.Template([nodes.ExprStmt(value, lineno=1)], lineno=1))
        return written.getvalue()


class _ExpressionGenerator(PartJoiningGenerator):
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


def _fingerprint() -> str:
    digest = blake2b(jinja_version.encode(), digest_size=16)
    for name in ("dialect.py", "filters.py", "selection.py", "syntax.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()
