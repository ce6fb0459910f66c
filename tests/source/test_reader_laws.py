"""Laws of the reader over generated documents: equal to PyYAML but for the listed differences."""

from __future__ import annotations

import math
import re
import string
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from masterplan_cli.source.reader import choose_parser, read_yaml
from masterplan_cli.source.scalars import NULLS, Plain, resolve_plain
from masterplan_cli.source.slow import SlowParser
from masterplan_cli.source.tree import Path, Tree

TEXTS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Co"),
        include_characters="\n",
        exclude_characters="\u2028\u2029\ufffe\uffff",
    ),
    max_size=12,
)
WORDS = st.text(string.ascii_letters + "éπ𝄞 -_#:'\"[]{},&*!|>%@`?~", max_size=10)
SCALARS = st.one_of(
    TEXTS,
    WORDS,
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9),
    st.sampled_from([math.inf, -math.inf]),
    st.booleans(),
    st.none(),
)
KEYS = st.one_of(TEXTS, WORDS).filter(lambda key: key != "")
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=15,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, True, False]),
        "default_style": st.sampled_from([None, None, '"', "'", "|", ">"]),
        "indent": st.sampled_from([2, 4]),
        "width": st.sampled_from([20, 80, 1000]),
        "allow_unicode": st.booleans(),
        "explicit_start": st.booleans(),
    }
)

_ONE_TWO_FLOAT = re.compile(r"\d[eE][-+]?\d")
"""``1e3`` is a number in YAML 1.2, and a text for PyYAML."""


class OneTwoDumper(yaml.SafeDumper):
    """Dumps without aliases and without tags, which our language has not."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def represent_float(dumper: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    """Write floats as both versions of YAML read them, without quotes."""
    text = f"{value:.6f}" if math.isfinite(value) else ".inf" if value > 0 else "-.inf"
    return dumper.represent_scalar("tag:yaml.org,2002:float", text)


OneTwoDumper.add_representer(float, represent_float)


def resolve(value: Any) -> Any:
    """Return our tree as PyYAML's loader would give it."""
    if isinstance(value, dict):
        return {key: resolve(item) for key, item in value.items()}
    if isinstance(value, list):
        return [resolve(item) for item in value]
    return resolve_plain(value) if type(value) is Plain else value


def has_tag(text: str) -> bool:
    """Tell whether the dumper fell back to an explicit tag, as it does for quoted numbers."""
    return any(getattr(event, "tag", None) for event in yaml.parse(text, Loader=yaml.CSafeLoader))


def walk(tree: Tree, data: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """Return every path of the data with its value."""
    found = [(path, data)] if path else []
    if isinstance(data, dict):
        for key, value in data.items():
            found += walk(tree, value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += walk(tree, value, (*path, index))
    return found


def slice_text(tree: Tree, path: Path, of_key: bool) -> str:
    """Return the text that a span covers, counted by lines as an editor does."""
    span = tree.key_span(path) if of_key else tree.span(path)
    lines = tree.text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def read_back(source: str, flow: bool = False) -> Any:
    """Return what a scalar's own source means by itself."""
    if source[:1] in "|>":
        return None
    wrapped = f"[{source}\n ]" if flow else f"- {source}\n"
    return yaml.load(wrapped, Loader=yaml.CBaseLoader)[0]


@settings(max_examples=150)
@given(DOCUMENTS, STYLES)
@example({"no": "no", "012": "12:30", "1_000": "2023-10-09"}, {"default_style": None})
def test_generated_documents_read_as_pyyaml_reads_them(
    data: dict[str, Any], style: dict[str, Any]
) -> None:
    text = yaml.dump(data, Dumper=OneTwoDumper, sort_keys=False, **style)
    tree, findings = read_yaml("a.yaml", text.encode())
    tagged = has_tag(text)
    assert {finding.code for finding in findings} == ({"tag"} if tagged else set())
    assert tree is not None
    slow, slow_findings = read_yaml("a.yaml", text.encode(), SlowParser)
    assert slow is not None
    assert (slow.data, slow_findings) == (tree.data, findings)
    if not tagged and not _ONE_TWO_FLOAT.search(text):
        assert resolve(tree.data) == yaml.load(text, Loader=yaml.CSafeLoader)


@settings(max_examples=100)
@given(DOCUMENTS, STYLES)
@example({"a": "0\xa0"}, {"default_style": None})
def test_spans_cover_the_very_text(data: dict[str, Any], style: dict[str, Any]) -> None:
    text = yaml.dump(data, Dumper=OneTwoDumper, sort_keys=False, **style)
    trees = [read_yaml("a.yaml", text.encode(), make)[0] for make in (choose_parser, SlowParser)]
    tree, slow = trees
    assert tree is not None
    assert slow is not None
    found = walk(tree, tree.data)
    assert found
    for path, value in found:
        assert slow.span(path) == tree.span(path)
        assert slow.key_span(path) == tree.key_span(path)
        source = slice_text(tree, path, of_key=False)
        if isinstance(value, str) and source[:1] not in "|>" and "!" not in source:
            assert source == tree.source_of(path)
            assert read_back(source) == value or "\n" in source
        if isinstance(path[-1], str) and "\n" not in (key := slice_text(tree, path, of_key=True)):
            assert key[:1] in "?|>" or read_back(key) == path[-1]


LINES = st.lists(
    st.sampled_from(
        [
            "a: 1", "b:", "  c: teks panjang", "  - x", "- y", "  - id: z", "    d: [1, 'dua']",
            "e: {f: 1, g: }", "h: |", "    isi", "  i: >-", "", "# catatan", "j: 'k'", 'l: "m\\n"',
            "n: x #1", "o: p: q", "r:s", "t: &u v", "w: *u", "\tx: 1", "  y: !z 1", "---", "a: 2",
            "aa: [", "]", "ab: 'ac", "ad: \"ae", "? af", ": ag", "ah: {{ ai }}", "<<: *u", "aj: @",
            "ak: é𝄞 #x", "...", "al: 012", "am: no",
        ]
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=300)
@given(LINES)
def test_hand_written_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    tree, findings = read_yaml("a.yaml", text.encode())
    slow, slow_findings = read_yaml("a.yaml", text.encode(), SlowParser)
    places = [(f.code, f.span) for f in findings]
    if "\t" not in text:
        assert places == [(f.code, f.span) for f in slow_findings]
        assert (tree is None) == (slow is None)
    assert tree is not None or findings
    last = text.count("\n") + 1
    assert all(1 <= f.span.line <= f.span.end_line <= last for f in findings)
    if tree is not None and not findings:
        theirs = yaml.load(text, Loader=yaml.CBaseLoader)
        assert to_base(tree.data) == theirs


def to_base(value: Any) -> Any:
    """Return our tree as PyYAML's BaseLoader gives it: nulls as written are texts there."""
    if isinstance(value, dict):
        return {key: to_base(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_base(item) for item in value]
    return "" if value is None else str(value)


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
    )
)
def test_any_bytes_give_a_tree_or_findings(data: bytes) -> None:
    for make_parser in (choose_parser, SlowParser):
        tree, findings = read_yaml("a.yaml", data, make_parser)
        assert tree is not None or findings
        for finding in findings:
            assert finding.hint is not None
            assert finding.span.line >= 1


@settings(max_examples=300)
@given(st.text("ab \n\t:-#'\"[]{},&*!|>%@`?~\\x01u.", max_size=40))
def test_any_punctuation_gives_a_tree_or_findings(text: str) -> None:
    fast, fast_findings = read_yaml("a.yaml", text.encode())
    slow, slow_findings = read_yaml("a.yaml", text.encode(), SlowParser)
    assert fast is not None or fast_findings
    assert slow is not None or slow_findings
    if fast is not None and slow is not None:
        assert fast.data == slow.data


def test_nulls_are_the_core_schemas() -> None:
    assert {text for text in NULLS if resolve_plain(text) is None} == NULLS
