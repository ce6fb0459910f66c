"""Changes to what Jinja makes of a template, made once when it is compiled.

Four of them: every loop says which record it is at, so that what loses its mark still belongs to
a record; standing text says which line it is on, which Jinja itself forgets; ``~`` joins values
without letting them into the Markdown as text; and a list that is written out and joined is never
made, nor are the pieces inside it that are joined themselves.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

ENTER, ENTER_ONE, LEAVE, CONCAT = "enter_records", "enter_record", "leave_record", "join_text"
PRINT, JOIN = "environment.print_text(", "environment.join_parts("


class PartJoiningGenerator(CodeGenerator):
    """Hands the parts of a list that is joined over one by one: most sentences of a sheet are one.

    ``[name, [" (", year, ")"]|join if year else ""]|join`` is one call, not two with a value that
    is captured and opened again.
    """

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """Write the call for a list that is joined, and any other filter as Jinja does."""
        items = _list_joined(node)
        if items is None:
            super().visit_Filter(node, frame)
            return
        self.write(JOIN)
        self._write_parts(items, frame)
        self.write(")")

    def _write_parts(self, items: list[nodes.Expr], frame: Frame) -> None:
        for item in items:
            inner = _list_joined(item)
            if inner is not None:
                self._write_parts(inner, frame)
            elif isinstance(item, nodes.CondExpr) and item.expr2 and _chooses_joined(item):
                soft = frame.soft()
                self.write("*((")
                self._write_parts([item.expr1], soft)
                self.write(") if ")
                self.visit(item.test, soft)
                self.write(" else (")
                self._write_parts([item.expr2], soft)
                self.write(")), ")
            else:
                self.visit(item, frame)
                self.write(", ")


class LineNotingGenerator(PartJoiningGenerator):
    """Writes a call of the environment's ``note_line`` before whatever a template prints.

    Why here and not in the tree: for each of the thousand outputs of a profile five nodes less are
    walked by every pass of Jinja's compiler.
    """

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Print ``node`` in parts that each begin on a known line.

        What goes into a buffer is captured, and printed elsewhere on the line that calls for it.
        """
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        for part in _split_output(node):
            self.writeline(f"environment.note_line(name, {part.lineno})", part)
            super().visit_Output(part, frame)

    def _make_finalize(self) -> CodeGenerator._FinalizeInfo:
        """Say that nothing but standing text is printed before there is a plan."""
        return self._FinalizeInfo(None, PRINT)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Print through one call: a sentinel holds nothing that would have to be escaped."""
        self.write(PRINT)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Close that call."""
        self.write(")")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call what the environment itself offers without asking the sandbox, which is for authors.

        Every turn of every loop calls two of them.
        """
        if not isinstance(node.node, nodes.EnvironmentAttribute):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def rewrite_template(tree: nodes.Template) -> nodes.Template:
    """Return ``tree`` rewritten in place."""
    _rewrite_node(tree)
    return tree


def _rewrite_node(node: nodes.Node) -> None:
    """Rewrite everything below ``node``, in one pass: templates are compiled at every start."""
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _rewrite_node(value)
            if isinstance(value, nodes.Concat):
                setattr(node, field, _call(CONCAT, value.nodes, value.lineno))
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, nodes.Node):
                    _rewrite_node(item)
                    if isinstance(item, nodes.Concat):
                        value[place] = _call(CONCAT, item.nodes, item.lineno)
    if isinstance(node, nodes.For):
        _announce_record(node)


def _split_output(printed: nodes.Output) -> list[nodes.Output]:
    """Cut an output where the next text is not on the line that counting would give.

    Comments and trimmed line ends leave no trace in the text but move what follows.
    """
    parts: list[nodes.Output] = []
    expected = 0
    for child in printed.nodes:
        if not parts or (isinstance(child, nodes.TemplateData) and child.lineno != expected):
            parts.append(nodes.Output([], lineno=child.lineno))
            expected = child.lineno
        parts[-1].nodes.append(child)
        if isinstance(child, nodes.TemplateData):
            expected += child.data.count("\n")
    return parts


def _announce_record(loop: nodes.For) -> None:
    line = loop.lineno
    names = (
        [loop.target] if isinstance(loop.target, nodes.Name) else loop.target.find_all(nodes.Name)
    )
    loaded: list[nodes.Expr] = [
        nodes.Name(name.name, "load", lineno=line) for name in names if isinstance(name, nodes.Name)
    ]
    enter = _call(ENTER_ONE if len(loaded) == 1 else ENTER, loaded, line)
    leave = _call(LEAVE, [], line)
    loop.body = [
        nodes.ExprStmt(enter, lineno=line),
        *loop.body,
        nodes.ExprStmt(leave, lineno=line),
    ]


def _call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    called = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(called, arguments, [], None, None, lineno=line)


def _list_joined(node: nodes.Expr) -> list[nodes.Expr] | None:
    """Return the items of a list that is written out and joined with nothing between, or None."""
    if not isinstance(node, nodes.Filter) or node.name != "join":
        return None
    if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return None
    return node.node.items if isinstance(node.node, nodes.List) else None


def _chooses_joined(node: nodes.Expr | None) -> bool:
    """Say whether an expression is such a list, or a choice that may come to one."""
    if isinstance(node, nodes.CondExpr):
        return _chooses_joined(node.expr1) or _chooses_joined(node.expr2)
    return node is not None and _list_joined(node) is not None
