"""Changes to a template's syntax tree, made once when it is compiled.

Three of them: every loop says which record it is at, so that what loses its mark still belongs to
a record; standing text says which line it is on, which Jinja itself forgets; and ``~`` joins
values without letting them into the Markdown as text.
"""

from __future__ import annotations

from jinja2 import nodes

ENTER, LEAVE, JOIN, LINE = "enter_record", "leave_record", "join_text", "note_line"

# What is printed in here is captured and printed elsewhere, on the line that calls for it.
_CAPTURING = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


def rewrite_template(tree: nodes.Template, name: str) -> nodes.Template:
    """Return ``tree`` rewritten in place; ``name`` is the template's."""
    _rewrite_node(tree, name, noting=True)
    return tree


def _rewrite_node(node: nodes.Node, name: str, *, noting: bool) -> None:
    """Rewrite everything below ``node``, in one pass: templates are compiled at every start."""
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            _rewrite_node(value, name, noting=noting)
            if isinstance(value, nodes.Concat):
                setattr(node, field, _call(JOIN, value.nodes, value.lineno))
        elif isinstance(value, list):
            value[:] = _rewrite_list(value, name, noting)
    if isinstance(node, nodes.For):
        _announce_record(node)


def _rewrite_list(items: list[object], name: str, noting: bool) -> list[object]:
    made: list[object] = []
    for item in items:
        if not isinstance(item, nodes.Node):
            made.append(item)
            continue
        _rewrite_node(item, name, noting=noting and not isinstance(item, _CAPTURING))
        if isinstance(item, nodes.Concat):
            made.append(_call(JOIN, item.nodes, item.lineno))
        elif noting and isinstance(item, nodes.Output):
            for part in _split_output(item):
                made += [_note_line(name, part.lineno), part]
        else:
            made.append(item)
    return made


def _note_line(name: str, line: int) -> nodes.ExprStmt:
    arguments: list[nodes.Expr] = [
        nodes.Const(name, lineno=line),
        nodes.Const(line, lineno=line),
    ]
    return nodes.ExprStmt(_call(LINE, arguments, line), lineno=line)


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
    enter = nodes.ExprStmt(_call(ENTER, loaded, line), lineno=line)
    leave = nodes.ExprStmt(_call(LEAVE, [], line), lineno=line)
    loop.body = [enter, *loop.body, leave]


def _call(name: str, arguments: list[nodes.Expr], line: int) -> nodes.Call:
    return nodes.Call(nodes.Name(name, "load", lineno=line), arguments, [], None, None, lineno=line)
