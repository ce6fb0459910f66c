"""The packaged templates compiled ahead, so that a first run prints them at once.

In: the folder of all profiles. Out: a folder with one Python file for each template and each
expression of a table or chart, named by the key under which ``CodeStore`` is asked for it. pip
compiles these to bytecode as any module of the package. A changed template, another Jinja or
other options of ours give another key, and the template is compiled as it is needed.

Why Python's source and not its bytecode: a wheel is built once for all versions of Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from masterplan_cli.render.dialect import (
    EXPRESSIONS,
    KEPT,
    OF_PARTS,
    PATH,
    Dialect,
    take_filter,
)
from masterplan_cli.source.reader import read_yaml

_SUFFIX = ".j2"


class _AnyFilter(dict[str, Callable[..., Any]]):
    """Knows each filter by what the compiler asks of it: whether Jinja hands it the context.

    Why not the real ones: they format numbers, and Babel is not there while a package is built.
    Ours want nothing handed; a test holds the code against that of the real environment.
    """

    def get(self, name: str, default: Any = None) -> Any:
        """Return the filter as templates get it from Jinja, or one that wants nothing."""
        return take_filter(name) if name in KEPT else str


def write_codes(templates: Path, folder: Path) -> list[Path]:
    """Write the code of all templates below ``templates`` into ``folder``; return the files.

    What else lies in ``folder`` is removed.
    """
    codes = dict(generate_codes(templates))
    folder.mkdir(parents=True, exist_ok=True)
    for path in (*folder.glob("*.py"), *folder.glob("__pycache__/*.pyc")):
        if path.name.partition(".")[0] not in codes:
            path.unlink()
    written = []
    for key, code in codes.items():
        path = folder / f"{key}.py"
        path.write_text(code, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def generate_codes(templates: Path) -> Iterator[tuple[str, str]]:
    """Yield the key and the code of each template and each expression of all profiles."""
    dialect = Dialect()
    dialect.filters = _AnyFilter()
    for profile in sorted(path for path in templates.iterdir() if path.is_dir()):
        for path in sorted(profile.rglob(f"*{_SUFFIX}")):
            name, source = path.relative_to(profile).as_posix(), path.read_bytes().decode()
            yield dialect.name_code(name, source), dialect.compile(source, name, raw=True)
        for expression in dict.fromkeys(_list_expressions(profile)):
            yield dialect.name_code(None, expression), dialect.write_expression(expression)


def _list_expressions(profile: Path) -> Iterator[str]:
    for folder, (keys, parts) in EXPRESSIONS.items():
        for path in sorted((profile / folder).glob("*.yaml")):
            tree, _ = read_yaml(path.name, path.read_bytes())
            spec = {} if tree is None else tree.data
            below = [(part, key) for part in spec.get(parts, ()) for key in OF_PARTS]
            for holder, key in [*((spec, key) for key in keys), *below]:
                expression = holder.get(key)
                if expression and not PATH.match(expression):
                    yield str(expression)
