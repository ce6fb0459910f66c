"""Random edits of a workspace's content, as authors, merges and accidents make them.

In: a workspace and a source of chance. Out: one file written anew; what it held, to undo that.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

CONTENT = ("region/*.yaml", "pillars/*/*.yaml", "reviews/*/*.yaml")
_PLAIN = re.compile(r"'(-?[\d.]+|true|false)'")
_WORDS = ("baru", "kedua", "SPBE", "**tebal**")


class Edit(NamedTuple):
    """One edit: the file, what it held before, and what was done where."""

    path: Path
    before: str
    what: str

    def undo(self) -> None:
        """Write back what the file held."""
        self.path.write_text(self.before, encoding="utf-8", newline="\n")


def edit_content(root: Path, chance: Random) -> Edit:
    """Change one value or one list of one file; the result need not be sound."""
    path = chance.choice(sorted(one for pattern in CONTENT for one in root.glob(pattern)))
    before = path.read_text(encoding="utf-8")
    data = yaml.load(before, yaml.BaseLoader)
    places = list(_walk(data, ()))
    what = "nothing"
    if places:
        place = chance.choice(places)
        what = f"{_change(data, place, chance)} at {'/'.join(map(str, place))}"
    text = yaml.dump(data, allow_unicode=True, sort_keys=False, Dumper=yaml.SafeDumper)
    path.write_text(_PLAIN.sub(r"\1", text), encoding="utf-8", newline="\n")
    return Edit(path, before, what)


def edit_template(root: Path, chance: Random) -> Edit:
    """Add a line to one of the workspace's own templates or tables."""
    files = [*root.glob("templates/**/*.j2"), *root.glob("templates/**/tables/*.yaml")]
    path = chance.choice(sorted(files))
    before = path.read_text(encoding="utf-8")
    line = "\nKalimat baru.\n" if path.suffix == ".j2" and chance.random() < 0.7 else "\n# x\n"
    path.write_text(before + line, encoding="utf-8", newline="\n")
    return Edit(path, before, "line added")


def _walk(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every scalar, and of every list with something in it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*path, key))
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, (*path, number))
    if value and path:
        yield path


def _change(data: Any, path: tuple[str | int, ...], chance: Random) -> str:
    """Change what stands at ``path``; return what was done."""
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    key, value = path[-1], holder[path[-1]]
    if isinstance(value, list):
        return _change_list(value, chance)
    doing = chance.choice(["text", "text", "text", "text", "delete", "copy"])
    if doing == "delete":
        del holder[key]
    elif doing == "copy" and isinstance(holder, dict):
        holder[key] = copy.deepcopy(holder[chance.choice(list(holder))])
    elif value.isdigit():
        holder[key] = str(int(value) + chance.choice([1, -1]))
    else:
        words = value.split(" ")
        words.insert(chance.randrange(len(words) + 1), chance.choice(_WORDS))
        holder[key] = " ".join(words)
    return doing


def _change_list(items: list[Any], chance: Random) -> str:
    doing = chance.choice(["reverse", "delete", "double", "rotate"])
    match doing:
        case "reverse":
            items.reverse()
        case "delete":
            del items[chance.randrange(len(items))]
        case "double":
            items.insert(chance.randrange(len(items)), copy.deepcopy(chance.choice(items)))
        case _:
            items.append(items.pop(0))
    return doing
