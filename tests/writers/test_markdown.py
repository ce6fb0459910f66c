"""The Markdown writer, node by node, and one book in which every node stands."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from masterplan_cli.document import nodes as n
from masterplan_cli.document.numbering import number_document
from masterplan_cli.writers import WRITERS, WriterOptions, write
from masterplan_cli.writers.markdown.anchors import slug_heading

GOLDEN = Path(__file__).parent / "golden" / "every-node.md"
METADATA = n.Metadata("Judul", "Kabupaten Uji", "buku-1", 1, "Bimtek I", "abc/t1", "2023-10-09")


def text(value: str) -> tuple[n.Inline, ...]:
    return (n.Text(value),)


def para(value: str) -> n.Paragraph:
    return n.Paragraph(text(value))


def item(value: str, *more: n.Block) -> tuple[n.Block, ...]:
    return (para(value), *more)


def cell(*lines: str, **more: object) -> n.Cell:
    return n.Cell(tuple(text(line) for line in lines), **more)  # type: ignore[arg-type]


def show(*blocks: n.Block) -> str:
    """Return the Markdown of ``blocks`` without the closing line."""
    document = n.Document(METADATA, blocks)
    written = write("md", number_document(document), WriterOptions()).decode()
    body, end = written.rsplit("<!-- ", 1)
    assert end == "abc/t1 -->\n"
    return body.removesuffix("\n\n")


def line(*inlines: n.Inline) -> str:
    return show(n.Paragraph(inlines))


def render(markdown: str) -> str:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    footnote_plugin(parser)
    return str(parser.render(markdown))


def every_node() -> n.Document:
    """Return a book in which every node of the document model stands."""
    return n.Document(METADATA, (*_front(), *_inlines(), *_lists(), *_tables(), *_annex()))


def _front() -> tuple[n.Block, ...]:
    return (
        n.Cover(
            (
                n.CoverLine("subtitle", text("Gerakan Menuju Smart City")),
                n.CoverLine("title", text("Buku 1")),
                n.CoverLine("title", text("Analisis strategis")),
                n.CoverLine("region", text("Kabupaten Uji")),
                n.CoverLine("stage", text("Draf Bimtek I")),
                n.CoverLine("note", text("Memuat isi ilustrasi.")),
                n.CoverLine("imprint", text("Pemerintah Kabupaten Uji")),
            )
        ),
        n.SectionChange(numbering="roman", restart=True),
        n.Heading(1, text("Kata pengantar"), style="plain"),
        para("Puji syukur kami panjatkan."),
        n.Paragraph(text("Ketapang, 9 Oktober 2023"), "signature"),
        n.PageBreak(),
        n.Heading(1, text("Daftar isi"), style="plain"),
        n.Contents("headings"),
        n.Heading(1, text("Daftar tabel"), style="plain"),
        n.Contents("tables"),
        n.Heading(1, text("Daftar gambar"), style="plain"),
        n.Contents("figures"),
        n.SectionChange(numbering="arabic", restart=True),
    )


def _inlines() -> tuple[n.Block, ...]:
    return (
        n.Heading(1, text("Pendahuluan"), "pendahuluan"),
        n.Heading(2, text("Latar belakang"), "latar"),
        n.Paragraph(
            (
                n.Text("Kata "),
                n.Emphasis(text("miring")),
                n.Text(", "),
                n.Strong((n.Text("tebal "), n.Emphasis(text("sekali")))),
                n.Text(", kode "),
                n.Code("1.02.03"),
                n.Text(", dan "),
                n.Link("https://ketapangkab.go.id/a_b?x=1&y=2", text("tautan")),
                n.Text(".[lihat]"),
                n.LineBreak(),
                n.Text("Baris kedua: lihat "),
                n.CrossReference("tabel-pagu"),
                n.Text(", "),
                n.CrossReference("latar"),
                n.Text(", "),
                n.CrossReference("sk"),
                n.Text(", dan "),
                n.CrossReference("tiada"),
                n.Text("."),
                n.Footnote((n.Text("BPS, "), n.Emphasis(text("Ketapang dalam Angka")))),
            )
        ),
        n.Paragraph((n.Text("Pagu: "), n.Placeholder("Pagu belum diisi – Dinas Kominfo"))),
        n.Paragraph(text("Catatan: nilai sementara."), "note"),
        n.Paragraph(text("— o —"), "centered"),
        n.Heading(3, text("Dasar hukum")),
        n.Heading(4, text("Undang-undang")),
        n.Heading(5, text("Tingkat lima")),
        n.Heading(6, text("Tingkat enam")),
        n.Heading(2, text("Visi – misi")),
        para("Rp1.250.000.000,00 (satu koma dua lima miliar rupiah) – 9,39%, tahun 2024–2033."),
    )


def _lists() -> tuple[n.Block, ...]:
    nested = n.ItemList((item("dalam"), item("lagi", n.ItemList((item("terdalam"),), True))))
    return (
        n.ItemList((item("satu", nested), item("dua"))),
        n.ItemList((item("daftar lain"),)),
        n.ItemList(
            (item("langkah", para("Sambungan.")), item("berikut", _pagu(None))), True, start=9
        ),
        para("Setelah daftar."),
        n.Quote(item("Kutipan.", n.ItemList((item("butir"),)))),
        *(
            n.Callout(kind, item("Isi kotak."))
            for kind in ("note", "tip", "important", "warning", "caution")
        ),
    )


def _pagu(caption: n.Caption | None) -> n.Table:
    return n.Table(
        (n.Column(align="center"), n.Column(3), n.Column(align="right"), n.Column(align="right")),
        (
            n.Row(
                (cell("No.", rows=2), cell("Program", rows=2), cell("Pagu", columns=2)), "header"
            ),
            n.Row((cell("2024"), cell("2025")), "header"),
            n.Row((cell("Smart Governance", columns=4),), "group"),
            n.Row((cell("1"), cell("Layanan aduan", rows=2), cell("1.000"), cell("2.000"))),
            n.Row((cell("2"), cell("satu", "dua", listed="bullet"), cell("a|b"))),
            n.Row((cell("3"), cell("satu", "dua", listed="ordered"), cell("x", "y"), cell("■"))),
            n.Row((cell("Jumlah", columns=2), cell("1.000"), cell("2.000")), "total"),
        ),
        caption,
    )


def _tables() -> tuple[n.Block, ...]:
    return (
        n.Heading(1, text("Rencana aksi")),
        n.SectionChange("landscape"),
        _pagu(n.Caption("table", text("Program dan pagu"), "tabel-pagu")),
        n.Paragraph(text("Sumber: Bappeda, 2023"), "source"),
        n.Table(
            (n.Column(), n.Column()),
            (n.Row((cell("Nama"), cell("Layanan aduan"))), n.Row((cell("Status"), cell("Siap")))),
            plain=True,
        ),
        n.Figure(b"", "image/png", "Grafik batang", n.Caption("figure", text("Kesiapan"))),
    )


def _annex() -> tuple[n.Block, ...]:
    return (
        n.Heading(1, text("Surat keputusan"), "sk", "annex"),
        n.Heading(2, text("Susunan tim"), style="annex"),
        n.Table((n.Column(),), (n.Row((cell("isi"),)),), n.Caption("table", text("Anggota"))),
    )


def test_every_node_reads_well(golden: Callable[[Path, str], None]) -> None:
    written = write("md", number_document(every_node()), WriterOptions())
    golden(GOLDEN, written.decode())


def test_every_link_of_the_book_finds_its_place() -> None:
    markdown = write("md", number_document(every_node()), WriterOptions()).decode()
    html = render(markdown)
    headings = [
        re.sub("<[^>]+>", "", found) for found in re.findall(r"<h\d>(.*?)</h\d>", html, re.S)
    ]
    places = {slug_heading(found) for found in headings} | set(re.findall(r'id="([^"]+)"', html))
    targets = set(re.findall(r"\]\(#([^)]+)\)", markdown))
    assert len(targets) > 10
    assert targets <= places


def test_registry_names_suffix_and_writer() -> None:
    assert {name: entry.suffix for name, entry in WRITERS.items()} == {"docx": ".docx", "md": ".md"}
    assert all(callable(entry.load()) for entry in WRITERS.values())
    with pytest.raises(KeyError):
        write("pdf", number_document(every_node()), WriterOptions())


@pytest.mark.parametrize(
    "prose",
    [
        "Kabupaten Ketapang (Kalimantan Barat) memiliki 20 kecamatan; luasnya 31.240,74 km².",
        "Pagu Rp1.250.000.000,00 - tahun 2024/2025: naik 9,39% (lihat Pasal 5 ayat (1))!",
        "“Smart city” – Peraturan Bupati No. 12 Tahun 2023; e-mail: kominfo@ketapangkab.go.id.",
        "Nilai < 5 & > 3 = cukup + baik, 'begitu' kata Bappeda... 50% {sementara}; kode a_b.c",
        "Pukul 08:30, 08.30–10.00 WIB.",
        "2033 adalah tahun akhir.",
        "-5 derajat",
    ],
)
def test_ordinary_prose_is_written_as_it_is(prose: str) -> None:
    assert show(para(prose)) == prose


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1. Judul", "1\\. Judul"),
        ("1) Judul", "1\\) Judul"),
        ("- butir", "\\- butir"),
        ("+ butir", "\\+ butir"),
        ("---", "\\---"),
        ("===", "\\==="),
        ("# judul", "\\# judul"),
        ("> kutip", "\\> kutip"),
        (":::", "\\:::"),
        ("    kode", "kode"),
        ("\tkode", "kode"),
        ("a | b", "a \\| b"),
        ("*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"),
        ("[x](y) ![z](w)", "\\[x](y) !\\[z](w)"),
        ("[^1]", "\\[^1]"),
        ("<b> &amp; &copy", "\\<b> \\&amp; &copy"),
        ("https://a.id/b_c", "https\\://a.id/b_c"),
        ("www.a.id", "www\\.a.id"),
        ("@nama #12", "\\@nama \\#12"),
        ("US$5", "US\\$5"),
        ("$5 dan $7", "<span>\\$</span>5 dan <span>\\$</span>7"),
        (":100:", "<span>:</span>100:"),
        ("____", "\\____"),
        ("C:\\", "C:\\\\"),
        ("a\r\nb", "a b"),
    ],
)
def test_marks_are_escaped(value: str, written: str) -> None:
    assert show(para(value)) == written


def test_every_ascii_sign_survives_beside_every_other() -> None:
    signs = string.punctuation
    pairs = [f"{one}{other}" for one in signs for other in signs]
    shown = re.findall(r"<p>(.*?)</p>", render(show(*map(para, pairs))), re.S)
    plain = [
        re.sub("</?span>", "", found)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
        for found in shown
    ]
    assert plain == pairs


def test_runs_of_text_are_escaped_as_one() -> None:
    assert line(n.Text("1"), n.Text(". Judul")) == "1\\. Judul"
    assert line(n.Text("[x]"), n.Text("(y)")) == "\\[x](y)"
    assert line(n.Text("snake"), n.Text("_case")) == "snake_case"
    assert line(n.Text("- "), n.Strong(text("x"))) == "\\- **x**"


@pytest.mark.parametrize(
    ("inlines", "written"),
    [
        ((n.Emphasis(text("a")), n.Text("-nya")), "*a*-nya"),
        ((n.Text("ke"), n.Emphasis(text("a"))), "ke*a*"),
        ((n.Text("ke"), n.Strong(text("(a)"))), "ke<strong>(a)</strong>"),
        ((n.Text("("), n.Strong(text("a")), n.Text(")")), "(**a**)"),
        ((n.Emphasis(text(" a ")), n.Text("b")), "*a* b"),
        ((n.Emphasis(text("a")), n.Strong(text("b"))), "_a_**b**"),
        ((n.Strong((n.Emphasis(text("a")),)),), "**_a_**"),
        ((n.Strong((n.Strong(text("a")), n.Text("b"))),), "**ab**"),
        ((n.Emphasis(text("€")), n.Text("x")), "<em>€</em>x"),
        ((n.Text("x "), n.Emphasis(()), n.Strong(text(" ")), n.Text("y")), "x  y"),
    ],
)
def test_emphasis_holds_next_to_anything(inlines: tuple[n.Inline, ...], written: str) -> None:
    assert line(*inlines) == written


@pytest.mark.parametrize(
    ("inlines", "written"),
    [
        ((n.Code("a`b"),), "``a`b``"),
        ((n.Code("`a"),), "`` `a ``"),
        ((n.Code(" a "),), "`  a  `"),
        ((n.Code("a"), n.Code("b|")), "`a`<code>b&#124;</code>"),
        ((n.Text("!"), n.Link("https://a.id", text("x]"))), "\\![x\\]](https://a.id)"),
        ((n.Link("https://a.id/(b) c", ()),), "[https\\://a.id/(b) c](https://a.id/%28b%29%20c)"),
        ((n.Link("javascript:x", text("klik")),), "klik (javascript:x)"),
        ((n.Link("https://a.id", (n.Link("https://b.id", text("x")),)),), "[x](https://a.id)"),
        ((n.CrossReference("tiada"),), "**[tiada]**"),
        ((n.Placeholder("Pagu belum diisi"),), "**[Pagu belum diisi]**"),
        ((n.Placeholder("[Pagu belum diisi]"),), "**[Pagu belum diisi]**"),
        ((n.Strong((n.Placeholder("x"), n.Text("(y)"))),), "**\\[x\\](y)**"),
        ((n.LineBreak(), n.Text("a "), n.LineBreak(), n.Text(" - b"), n.LineBreak()), "a\\\n\\- b"),
    ],
)
def test_inlines(inlines: tuple[n.Inline, ...], written: str) -> None:
    assert line(*inlines) == written


def test_footnotes_are_numbered_through_the_book_and_stand_at_its_end() -> None:
    note = n.Footnote((n.Text("- a"), n.LineBreak(), n.Text("b"), n.Footnote(text("c"))))
    shown = show(
        n.Paragraph((n.Text("x"), note, n.Text("(y)"))),
        n.Paragraph((n.Footnote(text(" ")), n.Footnote(text("d")), n.Text(": z"))),
    )
    assert shown == "x[^1]\\(y)\n\n[^2]\\: z\n\n[^1]: \\- a<br>b (c)\n\n[^2]: d"


def test_footnotes_of_a_table_follow_those_of_its_caption() -> None:
    table = n.Table(
        (n.Column(),),
        (n.Row((n.Cell(((n.Text("x"), n.Footnote(text("isi"))),)),)),),
        n.Caption("table", (n.Text("Judul"), n.Footnote(text("judul")))),
    )
    assert show(table).endswith("[^1]: judul\n\n[^2]: isi")


def test_headings() -> None:
    assert show(n.Heading(1, text("A ##"))) == "# BAB I A \\##"
    assert show(n.Heading(5, text("#"))) == '##### <a id="bagian"></a> \\#'
    assert show(n.Heading(2, (n.Text("a"), n.LineBreak(), n.Text("b")), "x")) == (
        '## <a id="x"></a>0.1 a<br>b'
    )


def test_heading_anchors_are_the_hosts_own_where_hosts_agree() -> None:
    def refer(*headings: n.Heading) -> list[str]:
        references = [n.Paragraph((n.CrossReference(h.anchor),)) for h in headings]
        return re.findall(r"\(#(.*?)\)", show(*headings, *references))

    def plain(title: str, anchor: str) -> n.Heading:
        return n.Heading(2, text(title), anchor, "plain")

    assert refer(plain("Visi, misi (2024)", "a")) == ["visi-misi-2024"]
    assert refer(plain("Visi", "a"), plain("Visi", "b")) == ["visi", "visi-1"]
    assert refer(plain("Visi 1", "a"), plain("Visi", "b"), plain("Visi", "visi-1")) == [
        *("visi-1", "visi", "visi-1-2")
    ]
    assert refer(plain("Visi – misi", "a"), plain("2024", "b"), plain("½", "c d")) == [
        *("a", "b", "c-d")
    ]


def test_two_lists_in_a_row_stay_two() -> None:
    one = n.ItemList((item("a"), item("b")))
    assert show(one, one, one) == "- a\n- b\n\n* a\n* b\n\n- a\n- b"
    numbered = n.ItemList((item("a"),), ordered=True, start=3)
    assert show(numbered, n.PageBreak(), numbered) == "3. a\n\n3) a"
    assert render(show(one, n.Paragraph(()), one)).count("<ul>") == 2
    assert render(show(n.Contents("tables"), n.Contents("tables"))).count("<em>") == 2


def test_paragraph_after_a_list_stands_outside() -> None:
    html = render(show(n.ItemList((item("a"),)), para("b")))
    assert html == "<ul>\n<li>a</li>\n</ul>\n<p>b</p>\n"


def test_items_hold_blocks() -> None:
    deep = n.ItemList((item("x", n.ItemList((item("y"),), True, 4)), (), item("z", para("w"))))
    assert show(deep) == "- x\n\n  4. y\n\n-\n\n- z\n\n  w"
    assert show(n.ItemList(((n.ItemList(((n.ItemList((item("a"),)),),)),),))) == "- * - a"
    assert show(n.ItemList(((), ()))) == ""
    table = n.Table((n.Column(),), (n.Row((cell("a"),), "header"),))
    assert show(n.ItemList(((table,),), True, 10)) == "10. | a |\n    | --- |"
    assert "<table>" in render(show(n.ItemList(((table,),), True, 10)))


def test_long_ordered_lists_keep_their_items_indented() -> None:
    many = n.ItemList(tuple(item(str(i), para("x")) for i in range(12)), ordered=True)
    html = render(show(many))
    assert html.count("<ol>") == 1
    assert html.count("<li>") == 12


def test_quotes_and_callouts() -> None:
    assert show(n.Quote(item("a", para("b"))), n.Quote(item("c"))) == "> a\n>\n> b\n\n> c"
    assert show(n.Callout("tip", item("a"))) == "> [!TIP]\n> a"
    titled = n.Callout("note", item("a"), title=(n.Text("Quick #win"),))
    assert show(titled) == "> [!NOTE]\n> **Quick #win**\n>\n> a"
    listed = n.Callout("note", (n.ItemList((item("a"),), True, 3),))
    assert show(listed) == "> [!NOTE]\n>\n> 3. a"
    assert show(n.Quote(item("[!NOTE]"))) == "> \\[!NOTE]"
    assert show(n.Quote(()), n.Callout("note", ())) == ""


def test_breaks_leave_nothing_and_figures_their_words() -> None:
    assert show(n.PageBreak(), n.SectionChange("landscape"), para(" ")) == ""
    shown = show(n.Figure(b"", "image/png", "Peta *wilayah*", n.Caption("figure", text("Peta"))))
    assert shown == '_Peta \\*wilayah\\*_\n\n<a id="gambar-1"></a>**Gambar 1** Peta'
    assert show(n.Figure(b"", "image/png", "")) == "*Gambar tanpa teks alternatif.*"


def test_empty_contents_say_so() -> None:
    assert show(n.Contents("figures")) == "*Belum ada gambar.*"


def test_table_without_header_gets_an_empty_one() -> None:
    rows = (n.Row((cell("a"), cell("b"))),)
    assert show(n.Table((n.Column(), n.Column()), rows)) == "|  |  |\n| --- | --- |\n| a | b |"
    assert show(n.Table((), ())) == ""


def test_spans_keep_columns_apart() -> None:
    table = n.Table(
        (n.Column(), n.Column(), n.Column()),
        (
            n.Row((cell("a"), cell("b"), cell("c")), "header"),
            n.Row((cell("x", columns=2, rows=2), cell("1"))),
            n.Row((cell("2"),)),
            n.Row((cell("p"), cell("q", rows=3), cell("r"))),
            n.Row((cell("s"),)),
            n.Row((cell("t"), cell("u"), cell("wider"))),
        ),
    )
    assert show(table).splitlines()[2:] == [
        "| x |  | 1 |  |",
        "|  |  | 2 |  |",
        "| p | q | r |  |",
        "| s |  |  |  |",
        "| t |  | u | wider |",
    ]


def test_cells_keep_bars_and_lines() -> None:
    code = n.Cell(((n.Code("a|b"),), (n.Text("c|d\\"),)))
    table = n.Table((n.Column(),), (n.Row((code,)),))
    assert show(table).splitlines()[2] == "| <code>a&#124;b</code><br>c\\|d\\\\ |"
