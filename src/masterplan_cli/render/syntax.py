"""Changes to what Jinja makes of a template, made once when it is compiled.

Three of them: every loop says which record it is at, so that what loses its mark still belongs to
a record; standing text says which line it is on, which Jinja itself forgets; and ``~`` joins
values without letting them into the Markdown as text.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

ENTER, LEAVE, JOIN = "enter_record", "leave_record", "join_text"
PRINT = "environment.print_text("


class LineNotingGenerator(CodeGenerator):
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
                setattr(node, field, _call(JOIN, value.nodes, value.lineno))
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, nodes.Node):
                    _rewrite_node(item)
                    if isinstance(item, nodes.Concat):
                        value[place] = _call(JOIN, item.nodes, item.lineno)
    if isinstance(node, nodes.For):
        _announce_record(node)


def _split_output(output: nodes.Output) -> list[nodes.Output]:
    """Cut an output where the next text is not on the line that counting would give.

    Comments and trimmed line ends leave no trace in the text but move what follows.
    """
    parts: list[nodes.Output] = []
    expected = 0
    for child in output.nodes:
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
    loop.body = [_tell(ENTER, loaded, line), *loop.body, _tell(LEAVE, [], line)]


def _tell(name: str, arguments: list[nodes.Expr], line: int) -> nodes.ExprStmt:
    told = nodes.EnvironmentAttribute(name, lineno=line)
    call = nodes.Call(told, arguments, [], None, None, lineno=line)
    return nodes.ExprStmt(call, lineno=line)


def _call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    return nodes.Call(nodes.Name(name, "load", lineno=line), arguments, [], None, None, lineno=line)
