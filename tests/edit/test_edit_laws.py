"""Laws of writing back, over generated files in the dialect that workspaces are written in."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from masterplan_cli.edit.changes import Add, Change, Insert, Remove, Rename, Set
from masterplan_cli.edit.file import edit_file
from masterplan_cli.source.nodes import Node, read_nodes
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.scalars import Folded, Plain, resolve_plain
from masterplan_cli.source.tree import Tree

WORDS = st.lists(
    st.sampled_from(
        ["Desa", "air", "bersih:", "#1", "2024", "50%", "é", "-", "kata 'lain'", "[x]", "a,b", "ya"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
LONG = st.lists(WORDS, min_size=12, max_size=20).map(" ".join)
PARAGRAPHS = st.lists(st.one_of(LONG, WORDS), min_size=1, max_size=3).map("\n\n".join)
TEXTS = st.one_of(
    WORDS,
    LONG,
    PARAGRAPHS,
    st.text(
        st.characters(
            exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"
        ),
        max_size=8,
    ),
    st.sampled_from(["", "true", "012", "12:30", "null", "1e3", "2023-10-09", "a\nb", " a ", "~"]),
)
SCALARS = st.one_of(TEXTS, st.integers(-5, 10**12), st.booleans(), st.none(), st.dates())
KEYS = ["id", "name", "note", "year", "2024", "owner"]
NEW_KEYS = ["baru", "2030", "kunci lain"]
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    ),
    max_leaves=6,
)
PLAIN = st.sampled_from(["Desa", "dua kata", "2024", "61.10", "true", "2023-10-09", "a-b", "50%"])
ONE_LINE = st.one_of(
    PLAIN,
    st.just(""),
    st.sampled_from(
        [
            '"a: b"',
            "'c # d'",
            '""',
            '"61.04"',
            "[a, b]",
            "[]",
            "{}",
            "{year: 2024, amount: 5}",
            "[{id: x, name: 'y, z'}, {id: w}]",
            "{ a: [1, 2], b: }",
            "[ x ]",
        ]
    ),
)


@dataclass
class Writer:
    """Draws a file line by line; every comment bears its own number."""

    draw: Any
    lines: list[str] = field(default_factory=list)
    comments: int = 0

    def comment(self) -> str:
        self.comments += 1
        return f"# catatan {self.comments}."

    def between(self, indent: str) -> None:
        for _ in range(self.draw(st.sampled_from([0, 0, 0, 1]))):
            self.lines.append(self.draw(st.sampled_from(["", indent + self.comment()])))

    def mapping(self, indent: str, depth: int, head: str = "") -> None:
        keys = self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True))
        for number, key in enumerate(keys):
            if number:
                self.between(indent)
            self.value(f"{indent if number or not head else head}{key}:", indent, depth)

    def value(self, prefix: str, indent: str, depth: int) -> None:
        kinds = ["line"] * 4 + ["folded", "literal", "wrapped"]
        kinds += ["list", "records", "mapping"] if depth < 3 else []
        kind = self.draw(st.sampled_from(kinds))
        tail = self.draw(st.sampled_from(["", "", "  " + self.comment()]))
        inner = indent + "  "
        if kind == "line":
            written = self.draw(ONE_LINE)
            self.lines.append(f"{prefix} {written}{tail}" if written else f"{prefix}{tail}")
        elif kind in ("folded", "literal"):
            self.lines.append(prefix + (" >-" if kind == "folded" else " |-") + tail)
            for text in self.draw(
                st.lists(st.sampled_from(["Kalimat satu: ya,", "# dua", "", "tiga"]), max_size=4)
            ):
                self.lines.append(inner + text if text else "")
            self.lines.append(inner + "akhir")
        elif kind == "wrapped":
            self.lines += [f"{prefix} teks polos yang", f"{inner}berlanjut{tail}"]
        elif kind == "mapping":
            self.lines.append(prefix + tail)
            self.between(inner)
            self.mapping(inner, depth + 1)
        else:
            self.lines.append(prefix + tail)
            deeper = self.draw(st.sampled_from([inner, indent])) if prefix.endswith(":") else inner
            for _ in range(self.draw(st.integers(1, 3))):
                self.between(deeper)
                if kind == "list":
                    self.lines.append(
                        f"{deeper}- {self.draw(PLAIN)}{self.draw(st.sampled_from(['', ' ' + self.comment()]))}"
                    )
                else:
                    self.mapping(deeper + "  ", depth + 1, head=f"{deeper}- ")


@st.composite
def files(draw: Any) -> str:
    writer = Writer(draw)
    writer.between("")
    writer.mapping("", 0)
    writer.between("")
    return "\n".join(writer.lines) + draw(st.sampled_from(["\n", ""]))


def list_paths(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    steps = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for step, value in steps:
        found += list_paths(value, (*path, step))
    return found


def find(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def read(text: str) -> Tree:
    tree, findings = read_yaml("f.yaml", text.encode())
    assert tree is not None, (text, findings)
    return tree


@st.composite
def cases(draw: Any) -> tuple[str, Change]:
    text = draw(files())
    return text, draw_change(draw, read(text))


@st.composite
def sets_of_changes(draw: Any) -> tuple[str, list[Change]]:
    text = draw(files())
    tree = read(text)
    chosen: list[Change] = []
    for _ in range(draw(st.integers(2, 6))):
        change = draw_change(draw, tree)
        if not any(is_above(change.path, other.path) for other in chosen):
            chosen.append(change)
    return text, chosen


def is_above(path: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


def draw_change(draw: Any, tree: Tree) -> Change:
    paths = list_paths(tree.data)
    places: dict[str, list[tuple[str | int, ...]]] = {
        "set": paths,
        "remove": paths,
        "rename": [path for path in paths if isinstance(path[-1], str)],
        "add": [path for path in paths if isinstance(find(tree.data, path), dict)],
        "insert": [path for path in paths if isinstance(find(tree.data, path), list)],
    }
    kind = draw(st.sampled_from([kind for kind, found in places.items() if found]))
    path = draw(st.sampled_from(places[kind]))
    here = find(tree.data, path)
    if kind == "set":
        return Set(path, draw(VALUES))
    if kind == "remove":
        return Remove(path)
    if kind == "rename":
        return Rename(path, draw(st.sampled_from(NEW_KEYS)))
    if kind == "add":
        after = draw(st.sampled_from([None, *here]))
        order = draw(st.sampled_from([(), ("id", "baru", "2030", "kunci lain", "name")]))
        return Add(path, draw(st.sampled_from(NEW_KEYS)), draw(VALUES), after, order)
    return Insert(path, draw(VALUES), draw(st.one_of(st.none(), st.integers(0, len(here)))))


def plain(value: Any) -> Any:
    """Return loaded data as Python's own, paragraphs as the schema reads them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if type(value) is Folded:
        return value.replace("\n", "\n\n")
    return resolve_plain(value) if type(value) is Plain else value


def wish(value: Any) -> Any:
    """Return what was asked for as ``plain`` gives it."""
    if isinstance(value, dict):
        return {key: wish(item) for key, item in value.items()}
    if isinstance(value, list):
        return [wish(item) for item in value]
    return value if value is None or isinstance(value, str | bool | int) else value.isoformat()


def expect(data: Any, change: Change) -> Any:
    data = copy.deepcopy(data)
    parent = find(data, change.path[:-1])
    step = change.path[-1]
    if isinstance(change, Set):
        parent[step] = wish(change.value)
    elif isinstance(change, Remove):
        del parent[step]
    elif isinstance(change, Rename):
        parent[change.key] = parent.pop(step)
    elif isinstance(change, Add):
        parent[step][change.key] = wish(change.value)
    else:
        assert isinstance(change, Insert)
        items = parent[step]
        items.insert(len(items) if change.index is None else change.index, wish(change.value))
    return data


def find_lines(text: str, change: Change) -> range:
    """Return the lines, from 0, that a change may touch in the old file."""
    root = read_nodes(text)
    node: Node | None = root
    in_flow = None
    for number in range(len(change.path) + 1):
        node = root.follow(change.path[:number])
        assert node is not None
        if node.is_flow and in_flow is None:
            in_flow = node
    assert node is not None
    whole = in_flow or node
    start = min(node.key_start, whole.key_start)
    first = text.count("\n", 0, start)
    last = text.count("\n", 0, max(whole.end, whole.key_end, node.end))
    if isinstance(change, Remove):
        parent = root.follow(change.path[:-1])
        assert parent is not None
        if len(parent.items) == 1 and len(change.path) > 1:
            # Nothing is left of the parent, which becomes [] or {} beside its key.
            first = text.count("\n", 0, parent.key_start)
        elif node is parent.items[0]:
            last += 1
        while text.split("\n")[last + 1 : last + 2] == [""]:
            last += 1
    return range(first, last + 1)


@settings(max_examples=300)
@given(cases())
def test_edited_file_loads_as_wished_and_keeps_all_other_lines(case: tuple[str, Change]) -> None:
    text, change = case
    edit, findings = edit_file("f.yaml", text.encode(), [change])
    tree, _ = read_yaml("f.yaml", text.encode())
    assert tree is not None
    event("refused" if edit is None else type(change).__name__)
    if edit is None:
        # Only what would lose a comment, or take the last key of a file, is refused.
        assert any(
            "komentar" in finding.message.id or "seluruh isi" in finding.message.id
            for finding in findings
        ), (text, change, findings)
        return
    new, _ = read_yaml("f.yaml", edit.after)
    assert new is not None
    assert plain(new.data) == expect(plain(tree.data), change)
    after = edit.after.decode()
    old_lines, new_lines = text.split("\n"), after.split("\n")
    allowed = find_lines(text, change)
    assert new_lines[: allowed.start] == old_lines[: allowed.start]
    rest = old_lines[allowed.stop :]
    assert new_lines[len(new_lines) - len(rest) :] == rest, (text, after)
    if isinstance(change, Add | Insert):
        codes = SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes()
        assert sum(end - start for tag, start, end, *_ in codes if tag != "equal") <= 1, after
    kept = [
        line
        for number, line in enumerate(old_lines)
        if number not in allowed and "# catatan" in line
    ]
    assert all(line in new_lines for line in kept)
    if isinstance(change, Set) and not isinstance(find(tree.data, change.path), list | dict):
        assert after.count("# catatan") == text.count("# catatan")


@settings(max_examples=100)
@given(files(), st.sampled_from(["\r\n", "\n"]), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_line_ends_and_mark_stay(text: str, newline: str, mark: bytes) -> None:
    data = mark + text.replace("\n", newline).encode()
    tree, _ = read_yaml("f.yaml", data)
    assert tree is not None
    edit, _ = edit_file("f.yaml", data, [Add((), "baru", ["a", {"b": "c\n\nd"}])])
    assert edit is not None
    assert edit.after.startswith(mark)
    assert [line for line in edit.after.split(b"\n") if line in data.split(b"\n")]
    raw = edit.after.decode()
    assert raw.endswith("\n") == text.endswith("\n")
    if newline == "\r\n" and "\r\n" in data.decode():
        assert raw.count("\n") == raw.count("\r\n")
    else:
        assert "\r" not in raw


@settings(max_examples=100)
@given(files())
def test_setting_what_is_there_changes_nothing(text: str) -> None:
    tree, _ = read_yaml("f.yaml", text.encode())
    assert tree is not None
    for path in list_paths(tree.data):
        edit, _ = edit_file("f.yaml", text.encode(), [Set(path, find(tree.data, path))])
        assert edit is not None
        assert edit.after == edit.before


def order_of(data: Any, change: Change) -> tuple[int, ...]:
    """Return a change's path by positions: later places first keeps earlier indexes right."""
    places = []
    for step in change.path:
        places.append(step if isinstance(step, int) else list(data).index(step))
        data = data[step]
    return tuple(places)


@settings(max_examples=150)
@given(sets_of_changes())
def test_changes_made_at_once_amount_to_each_alone(case: tuple[str, list[Change]]) -> None:
    text, changes = case
    tree = read(text)
    edit, findings = edit_file("f.yaml", text.encode(), changes)
    event("refused" if edit is None else "made")
    if edit is None:
        told = " ".join(finding.message.id for finding in findings)
        assert re.search("komentar|seluruh isi|berimpit|sudah ada", told), (text, changes, told)
        return
    expected = plain(tree.data)
    for change in sorted(changes, key=lambda one: order_of(tree.data, one), reverse=True):
        expected = expect(expected, change)
    assert plain(read(edit.after.decode()).data) == expected
