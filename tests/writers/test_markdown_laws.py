"""Any text that XML allows survives the Markdown writer, wherever it stands."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from masterplan_cli.document import nodes as n
from masterplan_cli.document.numbering import number_document
from masterplan_cli.writers import WriterOptions
from masterplan_cli.writers.markdown import write_markdown

METADATA = n.Metadata("Judul", "Kabupaten Uji", "buku-1", 1, "Bimtek I", "abc/t1", "2023-10-09")
TARGET = n.Heading(1, (n.Text("Sasaran"),), "sasaran")
NASTY = (
    *"|*_`$@#<>&\\[]()!~:=+-.'\"^{}/;,?%",
    *(" ", "  ", "    ", "\t", "\n", "\r\n", "\u00a0", "\u2028", "\u0085", "\u3000", "\u200b"),
    *("a", "Ab", "1", "12", "é", "ß", "字", "²", "€", "°", "–", "“", "“", "\u0301", "𝟙", "😀"),
    *("**", "***", "__", "~~", "``", "```", "~~~", "$$", "--", "---", "===", "+++", ":::", ":-:"),
    *("1. ", "1) ", "12.", "- ", "+ ", "* ", "> ", "# ", "## ", "######", " #", " ##", "- - -"),
    *("[x](y)", "![x](y)", "[^1]", "[^1]: x", "[x]: y", "[ ] ", "[[x]]", "[!NOTE]", "](", "]:"),
    *("<b>", "</b>", "<!--", "-->", "<br>", "<div>", "<a@b.co>", "<http://a.b>", "<?", "<![CDATA["),
    *("&amp;", "&lt;", "&#35;", "&#x23;", "&copy", "&nbsp;", "&", "R&D;", "amp;", "#35;"),
    *("https://a.id/b_c*d", "http://", "www.a.id", "ftp://a.b", "mailto:a@b.co", "a_b@c.co.id"),
    *(
        "@nama",
        "#12",
        "!12",
        ":smile:",
        ":100:",
        "snake_case_kata",
        "_kata_",
        "*kata*",
        "C:\\data\\",
    ),
    *(
        "a|b",
        "|---|",
        "| a |",
        "\\|",
        "\\\\|",
        "\\",
        "\\\\",
        "5$",
        "$x$",
        "(x)",
        ": x",
        "^",
        "==x==",
    ),
)

_PLAIN = st.text(
    st.characters(
        exclude_categories=("Cs",),
        exclude_characters=[
            *map(chr, range(0xE000, 0xE010)),
            *(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"),
            *("\ufffe", "\uffff"),
        ],
    ),
    max_size=12,
)
TEXTS = st.one_of(st.lists(st.sampled_from(NASTY), max_size=6).map("".join), _PLAIN)
_LEAVES = st.one_of(
    TEXTS.map(n.Text),
    TEXTS.map(n.Text),
    TEXTS.map(n.Code),
    TEXTS.map(n.Placeholder),
    st.just(n.LineBreak()),
    st.just(n.CrossReference("sasaran")),
    TEXTS.map(lambda text: n.CrossReference(f"?{text}")),
)


def _wrap(children: st.SearchStrategy[n.Inline]) -> st.SearchStrategy[n.Inline]:
    several = st.lists(children, max_size=4).map(tuple)
    urls = st.one_of(
        TEXTS.map(lambda text: f"https://a.id/{text}"),
        # A heading of the text "#12" has the anchor "12": such a link would find it.
        TEXTS.map(lambda text: f"#tiada{text}" if text[:1] == "#" else text),
        st.just("#sasaran"),
        st.just(""),
    )
    return st.one_of(
        several.map(n.Emphasis),
        several.map(n.Strong),
        several.map(n.Footnote),
        st.builds(n.Link, urls, several),
    )


INLINES = st.lists(st.recursive(_LEAVES, _wrap, max_leaves=8), max_size=5).map(tuple)


class _Visible(HTMLParser):
    """Gathers what a reader sees: the page's text and, apart, each footnote."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = {"": ""}
        self.tags: list[str] = []
        self.links: list[str] = []
        self._note = ""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        kind = named.get("class") or ""
        self.tags.append(tag)
        if tag == "li" and kind == "footnote-item":
            self._note = named["id"] or ""
            self.texts[self._note] = ""
        elif tag == "sup" or kind == "footnote-backref":
            self._hidden += 1
        elif tag in ("br", "p", "td", "th", "li", "h1", "h2"):
            self.texts[self._note] += " "
        if "href" in named and not self._hidden:
            self.links.append(named["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag in ("sup", "a"):
            self._hidden = 1 if tag == "a" and self._hidden > 1 else 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts[self._note] += data


def parse(text: str) -> _Visible:
    """Return what a code host would show of ``text``."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    footnote_plugin(parser)
    visible = _Visible()
    visible.feed(parser.render(text))
    visible.close()
    return visible


def collapse(text: str) -> str:
    return " ".join(text.split())


def say(inlines: tuple[n.Inline, ...], notes: list[str], inside: str = "") -> str:
    """Return what a reader shall see of ``inlines``; footnotes are put into ``notes``."""
    return "".join(_say_one(node, notes, inside) for node in inlines)


def _say_one(node: n.Inline, notes: list[str], inside: str) -> str:
    match node:
        case n.Text() | n.Code():
            return node.text
        case n.Emphasis() | n.Strong():
            return say(node.children, notes, inside)
        case n.LineBreak():
            return " "
        case n.CrossReference():
            return "BAB I" if node.target == "sasaran" else f"[{_bare(node.target)}]"
        case n.Placeholder():
            return f"[{_bare(node.text)}]"
        case n.Footnote():
            return _say_note(node, notes, inside)
        case n.Link():
            return _say_link(node, notes, inside)


def _bare(text: str) -> str:
    text = text.strip(" \t\n")
    return text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text


def _say_note(node: n.Footnote, notes: list[str], inside: str) -> str:
    if "note" in inside:
        return f" ({say(node.children, notes, inside)})"
    place = len(notes)
    notes.append("")
    notes[place] = say(node.children, notes, "note")
    return ""


def _say_link(node: n.Link, notes: list[str], inside: str) -> str:
    anchor = node.url == "#sasaran"
    known = "link" not in inside and (anchor or _is_address(node.url))
    text = say(node.children, notes, f"{inside} link" if known else inside)
    if known:
        return text if text.strip(" \t\n\r") else "BAB I" if anchor else node.url
    return f"{text} ({node.url})" if node.url and "link" not in inside else text


def _is_address(url: str) -> bool:
    lower = url.lower()
    return any(
        lower.startswith(scheme) and lower[len(scheme) :][:1].strip() != ""
        for scheme in ("http://", "https://", "mailto:")
    )


def write(*blocks: n.Block) -> str:
    document = n.Document(METADATA, (TARGET, *blocks))
    return write_markdown(number_document(document), WriterOptions()).decode()


def surround(inlines: tuple[n.Inline, ...]) -> tuple[n.Block, ...]:
    """Return ``inlines`` in every place where a line can stand."""
    line = n.Paragraph(inlines)
    cell = n.Cell((inlines,))
    return (
        line,
        n.Heading(2, inlines),
        n.Heading(6, inlines, "x", "plain"),
        n.ItemList(((line,), (line, line))),
        n.ItemList(((line,), (line, n.ItemList(((line,),), ordered=True))), ordered=True),
        n.Quote((line, line)),
        n.Callout("note", (line, n.Paragraph((n.Text("akhir"),)))),
        n.Table(
            (n.Column(), n.Column()),
            (
                n.Row((cell, cell), "header"),
                n.Row((cell, n.Cell((inlines, inlines), "ordered"))),
                n.Row((n.Cell((inlines,), columns=2),), "group"),
            ),
            n.Caption("table", inlines),
        ),
        n.Cover((n.CoverLine("title", inlines), n.CoverLine("note", inlines))),
    )


def expect(inlines: tuple[n.Inline, ...]) -> tuple[str, list[str]]:
    """Return what a reader shall see of ``surround(inlines)``, and of its footnotes."""
    notes: list[str] = []

    def line() -> str:
        return say(inlines, notes)

    parts = ["BAB I Sasaran", line(), "1.1", line(), line(), *(line() for _ in range(6))]
    parts += [line(), line(), "[!NOTE]", line(), "akhir"]
    parts += ["Tabel 1.1", line(), line(), line(), line(), "1.", line(), "2.", line(), line()]
    parts += [line(), line()]
    return collapse(" ".join(parts)), [collapse(note) for note in notes if note.strip()]


@settings(max_examples=150)
@given(TEXTS)
def test_text_survives_in_every_place(text: str) -> None:
    check((n.Text(text),))


@settings(max_examples=150)
@given(INLINES)
def test_inlines_survive_in_every_place(inlines: tuple[n.Inline, ...]) -> None:
    check(inlines)


def check(inlines: tuple[n.Inline, ...]) -> None:
    written = write(*surround(inlines))
    shown = parse(written)
    page, notes = expect(inlines)
    assert collapse(shown.texts[""]) == page, written
    assert [collapse(text) for key, text in shown.texts.items() if key] == notes, written
