"""The reader: what it accepts, and one finding per mistake at the place where it was made."""

from __future__ import annotations

import pytest

from masterplan_cli.diagnostics import Severity
from masterplan_cli.source import encoding
from masterplan_cli.source.reader import MakeParser, choose_parser, harvest_ids, read_yaml
from masterplan_cli.source.scalars import Plain
from masterplan_cli.source.slow import SlowParser


@pytest.fixture(params=[choose_parser, SlowParser], ids=["libyaml", "python"])
def make_parser(request: pytest.FixtureRequest) -> MakeParser:
    return request.param  # type: ignore[no-any-return]


def test_scalars_stay_text(make_parser: MakeParser) -> None:
    text = "a: 61.10\nb: '2024'\nc: no\nd: null\ne:\nf: ~\ng: 'null'\n2024: 5\nh: |\n  x\n"
    tree, findings = read_yaml("a.yaml", text.encode(), make_parser)
    assert findings == []
    assert tree is not None
    assert tree.data == {
        "a": "61.10",
        "b": "2024",
        "c": "no",
        "d": None,
        "e": None,
        "f": None,
        "g": "null",
        "2024": "5",
        "h": "x\n",
    }
    plain = [key for key, value in tree.data.items() if type(value) is Plain]
    assert plain == ["a", "c", "2024"]


WITH_TREE = [
    ("a: 1\nb:\n  a: 2\n  a: 3\n", "duplicate-key", 4, 3, {"a": "1", "b": {"a": "2"}}),
    (
        "a: {x: 1}\nb: 2\na: {y: 1, y: 2}\na: 4\n",
        "duplicate-key",
        3,
        1,
        {"a": {"x": "1"}, "b": "2"},
    ),
    ("a: Prioritas #1\n", "cut-by-comment", 1, 14, {"a": "Prioritas"}),
    ("a: #1 pilihan\n", "cut-by-comment", 1, 4, {"a": None}),
    ("a:\n  - #1\n", "cut-by-comment", 2, 5, {"a": [None]}),
    ("é𝄞: é𝄞   #1\n", "cut-by-comment", 1, 10, {"é𝄞": "é𝄞"}),
    ('a: "x\\x01y"\n', "forbidden-character", 1, 4, {"a": "x\ufffdy"}),
    ('"a\\0": 1\n', "forbidden-character", 1, 1, {"a\ufffd": "1"}),
    ('a: "\\ufffe"\n', "forbidden-character", 1, 4, {"a": "\ufffd"}),
    ("a: 1\nb: x\x01y\n", "forbidden-character", 2, 5, {"a": "1", "b": "x y"}),
    ("a: é\x0b𝄞\x0b\n", "forbidden-character", 1, 5, {"a": "é 𝄞"}),
    ("a: \ue000x\n", "reserved-character", 1, 4, {"a": "\ufffdx"}),
    ("\ue00f: x\n", "reserved-character", 1, 1, {"\ufffd": "x"}),
    ('a: "\\ue001"\n', "reserved-character", 1, 4, {"a": "\ufffd"}),
    ("a: |\n  x\u2028y\n", "line-separator", 2, 4, {"a": "x y\n"}),
    ("a: x\x85\nb: y\n", "line-separator", 1, 5, {"a": "x", "b": "y"}),
    ("a: !!python/object:x y\n", "tag", 1, 4, {"a": "y"}),
    ("a: !Penting\n", "tag", 1, 4, {"a": ""}),
    ("a: &k !t [1]\nb: *k\n", "tag", 1, 7, {"a": ["1"], "b": ["1"]}),
    ("a: &Rekan Kerja\n", "unused-anchor", 1, 4, {"a": "Kerja"}),
    ("a: &x {b: 1}\nc:\n  <<: *x\n", "merge-key", 3, 3, {"a": {"b": "1"}, "c": {}}),
    ("a: {{ nama }}\n", "key-not-text", 1, 4, {"a": {}}),
    ("? [a, b]\n: c\nd: e\n", "key-not-text", 1, 3, {"d": "e"}),
    ("a: &x 1\n*x : 2\n", "key-not-text", 2, 1, {"a": "1"}),
    ("a: 1\n?\n: x\n", "key-not-text", 2, 2, {"a": "1"}),
    ("a: *juta\n", "yaml-syntax", 1, 4, {"a": "*juta"}),
    ("a: &x\n  b: *x\n", "alias-expansion", 2, 6, {"a": {"b": None}}),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "data"), WITH_TREE)
def test_findings_that_leave_a_tree(
    text: str, code: str, line: int, column: int, data: object, make_parser: MakeParser
) -> None:
    tree, findings = read_yaml("a.yaml", text.encode(), make_parser)
    first = findings[0]
    assert (first.code, first.span.line, first.span.column) == (code, line, column)
    assert {finding.code for finding in findings} == {code}
    assert all(finding.hint and finding.severity is Severity.ERROR for finding in findings)
    assert tree is not None
    if code != "tag":
        assert tree.data == data
    assert list(tree.data) == list(data) if isinstance(data, dict) else False


WITHOUT_TREE = [
    ("nama:Ketapang\nunit: x\n", "yaml-syntax", 1, 5, "Tulis: nama: Ketapang"),
    ("id: x\nnama:Ketapang\n", "yaml-syntax", 2, 5, "Tulis: nama: Ketapang"),
    ("id: x\nnama Ketapang\nunit: y\n", "yaml-syntax", 2, 1, "kunci: nilai"),
    ("nama Ketapang\nunit: y\n", "yaml-syntax", 1, 1, "kunci: nilai"),
    ("nama: Program: satu\n", "yaml-syntax", 1, 14, '"Program: satu"'),
    ("- nama: Program: satu\n", "yaml-syntax", 1, 16, '"Program: satu"'),
    ("a: x\n  b: y\n", "yaml-syntax", 2, 3, "0 spasi"),
    ("a:\n    b: 1\n  c: 2\n", "yaml-syntax", 3, 3, "0 atau 4 spasi"),
    ("a:\n- x: 1\n   y: 2\n", "yaml-syntax", 3, 4, "2 spasi"),
    ("a:\n- x: 1\n y: 2\n", "yaml-syntax", 3, 2, "0 atau 2 spasi"),
    ("a:\n  - b\n # c\n\n c: d\n", "yaml-syntax", 5, 2, "0 atau 2 spasi"),
    ('a: "satu\nb: "dua"\n', "yaml-syntax", 1, 4, 'Tambahkan "'),
    ('a: "satu\nb: dua\n', "yaml-syntax", 1, 4, 'Tambahkan "'),
    ("x: 1\na:\n  - 'satu\n  - dua\n  - 'tiga'\n", "yaml-syntax", 3, 5, "Tambahkan '"),
    ('a: "x\n---\n', "yaml-syntax", 1, 4, 'Tambahkan "'),
    ("a: 'it's'\n", "yaml-syntax", 1, 8, "dua kali"),
    ('a: "A" B\n', "yaml-syntax", 1, 8, "Apit seluruh nilai"),
    ("a: [draf] Rencana\n", "yaml-syntax", 1, 11, '"[draf] Rencana"'),
    ("a: [x, y\nb: z\n", "yaml-syntax", 1, 4, "Tambahkan ]"),
    ("x: 1\na: {x: 1\n", "yaml-syntax", 2, 4, "Tambahkan }"),
    ("a: [1, 'x' y]\n", "yaml-syntax", 1, 12, "koma"),
    ("a: [x,\n    'b' c]\n", "yaml-syntax", 2, 9, "koma"),
    ("a: @x\n", "yaml-syntax", 1, 4, '"@x"'),
    ("a: `x`\n", "yaml-syntax", 1, 4, '"`x`"'),
    ("a: %x\n", "yaml-syntax", 1, 4, '"%x"'),
    ("a: *x*\n", "yaml-syntax", 1, 4, '"*x*"'),
    ('a: * "x"\n', "yaml-syntax", 1, 4, "'* \"x\"'"),
    ("a: & x\n", "yaml-syntax", 1, 4, '"& x"'),
    ("a: - b\n", "yaml-syntax", 1, 4, '"- b"'),
    ("a: ? b\n", "yaml-syntax", 1, 4, '"? b"'),
    ("a: ]\n", "yaml-syntax", 1, 4, '"]"'),
    ("a: |x\n  y\n", "yaml-syntax", 1, 4, "bawah"),
    ('a: "C:\\data"\n', "yaml-syntax", 1, 7, "dua kali"),
    ('a: "\\xzz"\n', "yaml-syntax", 1, 5, "dua kali"),
    ("a: 1\n- b\n", "yaml-syntax", 2, 1, "kunci yang nilainya kosong"),
    ("- a\nb: c\n", "yaml-syntax", 2, 1, "Awali dengan"),
    ("a: 1\n---\nb: 1\n", "yaml-syntax", 2, 1, "berkas lain"),
    ("a: x\n... y\n", "yaml-syntax", 2, 5, "berkas lain"),
    ("# x\n%YAML 1.2\n---\na: 1\n", "yaml-syntax", 2, 1, "Hapus"),
    ("%FOO\n---\na: 1\n", "yaml-syntax", 1, 1, "Hapus"),
    ("a: !e!x y\n", "tag", 1, 4, "tag"),
    ('a: "x \\ud800"\n', "forbidden-character", 1, 4, "langsung"),
    ('a: "\\U00110000"\n', "forbidden-character", 1, 4, "langsung"),
    ("a:\n\t- b\n", "tab", 2, 1, "spasi"),
    ("a:\n  b: 1\n  \tc: 1\n", "tab", 3, 3, "spasi"),
    ("a: b\n\tc\n", "tab", 2, 1, "spasi"),
    ("a: Prioritas #1\n  lanjut\n", "cut-by-comment", 1, 14, '"Prioritas #1"'),
    ("a: [satu, dua #2]\nb: 1\n", "cut-by-comment", 1, 15, "#"),
    ("nama #1: x\n", "cut-by-comment", 1, 6, "#"),
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "yaml-syntax", 2, 1, "hapus baris"),
    ('a: "x\n<<<<<<< HEAD\n y"\n', "yaml-syntax", 2, 1, "hapus baris"),
    ("a: 1\nb: 2\n>>>>>>> x\n", "yaml-syntax", 3, 1, "hapus baris"),
    ("a:\n  x: 1\n\u00a0 b: 1\n  c: 1\n", "yaml-syntax", 3, 1, "ketik spasi"),
    ("a:\n  -\u00a0b: 1\n    c: 1\n", "yaml-syntax", 2, 4, "ketik spasi"),
    ("a: 1\nb:\u00a0x\nc: 1\n", "yaml-syntax", 2, 3, "ketik spasi"),
    (": x\na: 1\n", "key-not-text", 1, 1, "kunci"),
    ("", "empty-file", 1, 1, "Isi"),
    ("# x\n---\n", "empty-file", 1, 1, "Isi"),
    ("- a\n", "not-a-mapping", 1, 1, "programs: "),
    ("\n  teks\n", "not-a-mapping", 2, 3, "programs: "),
    ("a: " + "[" * 60 + "]" * 60, "nesting", 1, 53, "kurung"),
    ("a: " + "[" * 100_000, "nesting", 1, 53, "kurung"),
    ("- " * 60, "nesting", 1, 101, "kurung"),
]


@pytest.mark.parametrize(("text", "code", "line", "column", "hint"), WITHOUT_TREE)
def test_findings_without_a_tree(
    text: str, code: str, line: int, column: int, hint: str, make_parser: MakeParser
) -> None:
    tree, findings = read_yaml("a.yaml", text.encode(), make_parser)
    assert tree is None
    assert [(f.code, f.span.line, f.span.column) for f in findings] == [(code, line, column)]
    advice = findings[0].hint
    assert advice is not None
    assert hint in advice.id
    assert advice.en


def test_a_duplicate_names_both_places() -> None:
    _, findings = read_yaml("a.yaml", b"a: 1\nb: 2\n'a': 3\n")
    (finding,) = findings
    assert "baris 1" in finding.message.id
    assert "line 1" in finding.message.en
    assert [related.span.line for related in finding.related] == [1]
    assert (finding.span.column, finding.span.end_column) == (1, 4)


def test_everything_is_reported_at_once() -> None:
    text = 'a: x #1\na: 2\nb: "\\x02"\n<<: 1\nc: {{ x }}\n'
    tree, findings = read_yaml("a.yaml", text.encode())
    assert tree is not None
    assert [(f.code, f.span.line) for f in findings] == [
        ("cut-by-comment", 1),
        ("duplicate-key", 2),
        ("forbidden-character", 3),
        ("merge-key", 4),
        ("key-not-text", 5),
    ]


@pytest.mark.parametrize(
    "text",
    ["a: x # 1\n", "a: x ###\n", "a: x ## y\n", "a: x#1\n", "a: 'x' #1\n", "a: |\n x #1\n#x\n"],
)
def test_real_comments_cut_nothing(text: str, make_parser: MakeParser) -> None:
    tree, findings = read_yaml("a.yaml", text.encode(), make_parser)
    assert findings == []
    assert tree is not None


def test_aliases_share_data_within_a_bound(make_parser: MakeParser) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    tree, findings = read_yaml("a.yaml", "\n".join([*levels, "z: *a8"]).encode(), make_parser)
    assert tree is not None
    assert [finding.code for finding in findings] == ["alias-expansion"]
    few, findings = read_yaml("a.yaml", "\n".join([*levels[:3], "z: *a2"]).encode(), make_parser)
    assert findings == []
    assert few is not None
    assert few.data["z"] is few.data["a2"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_count_like_an_editor(ending: str, make_parser: MakeParser) -> None:
    text = "a: |\n  satu\n  dua\nb: x\nb: y\n".replace("\n", ending)
    tree, findings = read_yaml("a.yaml", text.encode(), make_parser)
    assert tree is not None
    assert tree.data == {"a": "satu\ndua\n", "b": "x"}
    assert [(f.code, f.span.line, f.span.column) for f in findings] == [("duplicate-key", 5, 1)]
    assert tree.text.split("\n")[findings[0].span.line - 1] == "b: y"


def test_a_byte_order_mark_takes_no_column() -> None:
    tree, findings = read_yaml("a.yaml", "\ufeffa: 1\na: 2\n".encode())
    assert tree is not None
    assert tree.data == {"a": "1"}
    assert tree.span(("a",)).column == 4
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("data", "line", "column", "hint"),
    [
        (b"a: 1\r\nb: \xc3\xa9 \x96 x\n", 2, 6, "Windows-1252"),
        ("a: é\n".encode("utf-16"), 1, 1, "UTF-16"),
        ("a: teks\n".encode("utf-16-le"), 1, 1, "UTF-16"),
        (b"a: \x81\x8d\n", 1, 4, "UTF-8"),
        (b"a: \xed\xa0\x80\n", 1, 4, "UTF-8"),
    ],
)
def test_other_encodings(data: bytes, line: int, column: int, hint: str) -> None:
    tree, findings = read_yaml("a.yaml", data)
    assert tree is None
    (finding,) = findings
    assert (finding.code, finding.span.line, finding.span.column) == ("not-utf8", line, column)
    assert finding.hint is not None
    assert hint in finding.hint.id


def test_too_large() -> None:
    tree, findings = read_yaml("a.yaml", b"#" * (encoding.MAX_BYTES + 1))
    assert tree is None
    assert [finding.code for finding in findings] == ["too-large"]


def test_a_flood_of_control_characters_ends() -> None:
    _, findings = read_yaml("a.yaml", b"a: " + b"\x01x" * 1000)
    assert 10 < len(findings) < 100


def test_tabs_between_tokens_are_white_space(make_parser: MakeParser) -> None:
    tree, findings = read_yaml("a.yaml", b"a:\tx\t# y\nb: [\n\t1,\t2]\n", make_parser)
    assert findings == []
    assert tree is not None
    assert tree.data == {"a": "x", "b": ["1", "2"]}


def test_without_libyaml_pyyamls_own_parser_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    assert isinstance(choose_parser("a: 1"), SlowParser)
    tree, findings = read_yaml("a.yaml", b"a: 1\n")
    assert findings == []
    assert tree is not None
    assert tree.data == {"a": "1"}


def test_floods_end_soon() -> None:
    for text, code in (("a: x #1\n" * 50_000, "duplicate-key"), ("#" * 500_000, "empty-file")):
        _, findings = read_yaml("a.yaml", text.encode())
        assert 1 <= len(findings) <= 1_000
        assert code in {finding.code for finding in findings}


def test_harvested_ids() -> None:
    text = "a: [\n- id: satu\n  id : 'dua'\n - {id: tiga-3, nama: x}\n"
    text += '  "id": "empat"\n# id: lima\nvalid: x\n'
    assert harvest_ids(text) == ["satu", "dua", "tiga-3", "empat"]


def test_folded_text_is_known_as_such() -> None:
    tree, found = read_yaml("x.yaml", b"a: >-\n  satu\n  dua\n\n  tiga\nb: |-\n  satu\n")
    assert tree is not None
    assert not found
    assert tree.data["a"] == "satu dua\ntiga"
    assert type(tree.data["a"]).__name__ == "Folded"
    assert type(tree.data["b"]) is str


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: [", 4), ("a: [{b: c, ", 5), ("a: {b: [c], d: [", 16), ("a: [b, {c: d},\n", 4)],
)
def test_bracket_that_is_open_at_the_end_is_named(text: str, column: int) -> None:
    tree, (found,) = read_yaml("a.yaml", text.encode())

    assert tree is None
    assert found.span.column == column
    assert f"this {text[column - 1]} is never closed" in found.message.en
