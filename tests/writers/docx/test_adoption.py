"""Somebody's own reference.docx: what it lacks comes from ours, what it has stays."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli import appearance
from masterplan_cli.appearance import hash_reference
from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.diagnostics import Severity
from masterplan_cli.document.nodes import Document
from masterplan_cli.document.numbering import number_document
from masterplan_cli.memos import MemoRequest, write_memos
from masterplan_cli.source.packaged import find_packaged_templates
from masterplan_cli.writers import WriterOptions
from masterplan_cli.writers.docx import adoption as adoption_module
from masterplan_cli.writers.docx import write_docx
from masterplan_cli.writers.docx.adoption import Adoption, adopt_reference
from masterplan_cli.writers.docx.letterhead import read_letterhead
from masterplan_cli.writers.docx.relationships import OFFICE, PACKAGE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATA = Path(__file__).parent / "data"
# Made with LibreOffice 7.4: an empty letter, our own reference.docx saved as ODT and back (before
# and after it hyphenated), a letter on long paper with fonts of its own and English throughout, and
# one with arms and an address above.
ROOT = Path(__file__).parents[3]
PACKAGED = find_packaged_templates() / "kominfo"
HEAD = """\
# Tampilan bawaan yang sudah diperiksa dan lengkap, ditulis: profil = sidik berkasnya.
# Ditulis oleh `make update-goldens`, hanya bila pemeriksaan itu tidak menemukan kekurangan apa pun.
"""
MADE_ELSEWHERE = (
    "libreoffice-plain.docx",
    "libreoffice-resaved.docx",
    "libreoffice-hyphenated.docx",
    "libreoffice-letter.docx",
    "libreoffice-kop.docx",
)


def change(data: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.namelist():
            text = source.read(item)
            changed = edit(text.decode()).encode() if item == name else text
            assert item != name or changed != text
            target.writestr(item, changed)
    return out.getvalue()


def test_our_own_lacks_nothing_and_stays_as_it_is(reference: bytes) -> None:
    adoption = adopt_reference(reference)
    assert adoption.data is reference
    assert adoption.lacking == ()


def test_packaged_looks_are_whole_and_need_no_adoption(
    golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = []
    for path in sorted(find_packaged_templates().glob("*/reference.docx")):
        adoption = adopt_reference(path.read_bytes())
        assert adoption == Adoption(path.read_bytes())
        lines.append(f"{path.parent.name} = {hash_reference(path.read_bytes())}\n")
    golden(Path(appearance.__file__).parent / "data" / appearance.WHOLE, HEAD + "".join(lines))

    monkeypatch.setattr(adoption_module, "adopt_reference", None)
    profile = load_plan(ROOT).profile
    assert profile is not None
    assert appearance.read_reference(profile) == ((PACKAGED / "reference.docx").read_bytes(), [])


@pytest.mark.parametrize("name", MADE_ELSEWHERE)
def test_every_style_of_a_book_is_there_once(name: str, reference: bytes, part: Any) -> None:
    adoption = adopt_reference((DATA / name).read_bytes())
    assert adoption.data is not None
    assert adoption.lacking
    wanted = {
        one.get(W + "styleId") for one in part(reference, "word/styles.xml").iter(W + "style")
    }
    sheet = part(adoption.data, "word/styles.xml")
    keys = [one.get(W + "styleId") for one in sheet.iter(W + "style")]
    names = [one.find(W + "name").get(W + "val") for one in sheet.iter(W + "style")]
    assert wanted <= set(keys)
    assert len(keys) == len(set(keys))
    assert len(names) == len(set(names))
    defaults = [one.get(W + "type") for one in sheet.iter(W + "style") if one.get(W + "default")]
    assert len(defaults) == len(set(defaults))
    referred = {one.get(W + "val") for one in sheet.iter(W + "basedOn", W + "next")}
    assert referred <= set(keys)
    assert sheet.find(f"{W}docDefaults//{W}lang").get(W + "val") == "id-ID"
    assert {one.get(W + "val") for one in sheet.iter(W + "lang")} == {"id-ID"}


@pytest.mark.parametrize("name", MADE_ELSEWHERE)
def test_headings_and_lists_are_numbered(name: str, part: Any) -> None:
    data = adopt_reference((DATA / name).read_bytes()).data
    assert data is not None
    numbering = part(data, "word/numbering.xml")
    abstracts = {one.get(W + "abstractNumId"): one for one in numbering.iter(W + "abstractNum")}
    numbers = {
        one.get(W + "numId"): abstracts[one.find(W + "abstractNumId").get(W + "val")]
        for one in numbering.iter(W + "num")
    }
    tied = {
        style.get(W + "styleId"): (numbers[style.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")])
        for style in part(data, "word/styles.xml").iter(W + "style")
        if style.find(f"{W}pPr/{W}numPr/{W}numId") is not None
        and style.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val") != "0"
    }
    for style, text in (("Heading1", "BAB %1"), ("AnnexHeading1", "Lampiran %1")):
        assert tied[style].find(f"{W}lvl/{W}lvlText").get(W + "val") == text
    assert tied["ListBullet"].find(f"{W}lvl/{W}numFmt").get(W + "val") == "bullet"
    assert tied["ListNumber"].find(f"{W}lvl/{W}numFmt").get(W + "val") == "decimal"
    assert [child.tag for child in numbering] == sorted(child.tag for child in numbering)


@pytest.mark.parametrize("name", MADE_ELSEWHERE)
@pytest.mark.parametrize("version", ["Office2016", "Microsoft365"])
def test_a_book_in_that_look_is_valid(
    name: str, version: str, every_node: Document, validate: Callable[[bytes, str], list[str]]
) -> None:
    options = WriterOptions(reference=adopt_reference((DATA / name).read_bytes()).data)
    assert validate(write_docx(number_document(every_node), options), version) == []


def test_a_style_of_theirs_stays_theirs(reference: bytes, part: Any) -> None:
    """A translated Word keeps built-in names and has identifiers of its own."""

    def translate(text: str) -> str:
        text = re.sub('(styleId|val)="BodyText"', r'\1="TeksIsi"', text)
        return text.replace('w:line="288"', 'w:line="333"')

    adoption = adopt_reference(change(reference, "word/styles.xml", translate))
    assert adoption.data is not None
    assert adoption.lacking == ("nama pengenal gaya",)
    sheet = part(adoption.data, "word/styles.xml")
    body = next(one for one in sheet.iter(W + "style") if one.get(W + "styleId") == "BodyText")
    assert body.find(f"{W}pPr/{W}spacing").get(W + "line") == "333"
    assert "TeksIsi" not in zipfile.ZipFile(BytesIO(adoption.data)).read("word/styles.xml").decode()


def test_one_missing_style_is_named(reference: bytes) -> None:
    def drop(text: str) -> str:
        return re.sub(r'<w:style [^>]*w:styleId="CalloutTip"[^>]*>.*?</w:style>', "", text)

    assert adopt_reference(change(reference, "word/styles.xml", drop)).lacking == ("Kotak Kiat",)


def test_headings_without_numbers_get_ours(reference: bytes, part: Any) -> None:
    def drop(text: str) -> str:
        return re.sub(
            r'(w:styleId="Heading2".*?)<w:numPr>.*?</w:numPr>', r"\1", text, flags=re.DOTALL
        )

    adoption = adopt_reference(change(reference, "word/styles.xml", drop))
    assert adoption.data is not None
    assert adoption.lacking == ("penomoran judul",)
    styles = {
        one.get(W + "styleId"): one
        for one in part(adoption.data, "word/styles.xml").iter(W + "style")
    }
    ties = [
        styles[f"Heading{level}"].find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
        for level in (1, 2, 3)
    ]
    assert len(set(ties)) == 1
    assert ties[0] != "1"


def test_chapters_begin_pages_unless_their_style_says_not(reference: bytes, part: Any) -> None:
    def drop(text: str) -> str:
        text = re.sub('(styleId="Heading1".*?)<w:pageBreakBefore/>', r"\1", text)
        return re.sub(
            '(styleId="AnnexHeading1".*?)<w:pageBreakBefore/>',
            r'\1<w:pageBreakBefore w:val="0"/>',
            text,
        )

    adoption = adopt_reference(change(reference, "word/styles.xml", drop))
    assert adoption.data is not None
    assert adoption.lacking == ("halaman baru di awal bab",)
    styles = {
        one.get(W + "styleId"): one
        for one in part(adoption.data, "word/styles.xml").iter(W + "style")
    }
    breaks = [
        styles[name].find(f"{W}pPr/{W}pageBreakBefore").get(W + "val")
        for name in ("Heading1", "AnnexHeading1")
    ]
    assert breaks == [None, "0"]
    kept = [child.tag.removeprefix(W) for child in styles["Heading1"].find(f"{W}pPr")]
    assert kept[:4] == ["keepNext", "keepLines", "pageBreakBefore", "numPr"]


def test_headings_and_captions_stay_with_what_they_head(reference: bytes, part: Any) -> None:
    """Word's own style of captions does not."""

    def drop(text: str) -> str:
        return re.sub('(styleId="(?:Caption|Heading2)".*?)<w:keepNext/>', r"\1", text)

    adoption = adopt_reference(change(reference, "word/styles.xml", drop))
    assert adoption.data is not None
    assert adoption.lacking == ("judul yang tetap bersama isinya",)
    assert all(
        one.find(f"{W}pPr/{W}keepNext") is not None
        for one in part(adoption.data, "word/styles.xml").iter(W + "style")
        if one.get(W + "styleId") in ("Caption", "Heading2")
    )


def test_page_numbers_of_contents_stand_at_the_margin_of_another_page(
    reference: bytes, part: Any
) -> None:
    data = change(reference, "word/document.xml", lambda text: text.replace('"11906"', '"12189"'))
    data = change(
        data,
        "word/styles.xml",
        lambda text: re.sub('(styleId="TOC2".*?)<w:tabs>.*?</w:tabs>', r"\1", text),
    )
    adoption = adopt_reference(data)
    assert adoption.data is not None
    assert adoption.lacking == ()
    for style in part(adoption.data, "word/styles.xml").iter(W + "style"):
        if style.get(W + "styleId").startswith(("TOC", "TableofFigures")):
            stops = [one.get(W + "pos") for one in style.iter(W + "tab")]
            assert stops[-1] == str(12189 - 1701 - 1417)
            assert style.find(f"{W}pPr/{W}spacing") is not None


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        ("<w:docDefaults>.*?</w:docDefaults>", ""),
        ("<w:docDefaults>.*?</w:docDefaults>", "<w:docDefaults/>"),
        ("<w:rPrDefault>.*?</w:rPrDefault>", "<w:rPrDefault><w:rPr/></w:rPrDefault>"),
        ("<w:lang [^>]*/>", '<w:lang w:eastAsia="ja-JP"/>'),
        ("<w:rPrDefault>.*?</w:rPrDefault>", ""),
    ],
)
def test_all_text_is_indonesian(pattern: str, new: str, reference: bytes, part: Any) -> None:
    given = change(
        reference, "word/styles.xml", lambda text: re.sub(pattern, new, text, flags=re.DOTALL)
    )
    adoption = adopt_reference(given)
    assert adoption.data is not None
    assert adoption.lacking == ("bahasa id-ID",)
    sheet = part(adoption.data, "word/styles.xml")
    found = sheet.findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert [one.get(W + "val") for one in found] == ["id-ID"]


def test_a_page_that_a_reference_does_not_name_is_ours(reference: bytes) -> None:
    """As pandoc's own reference, which leaves the page to Word."""
    given = change(
        reference,
        "word/document.xml",
        lambda text: re.sub(r"<w:pgSz[^>]*/><w:pgMar[^>]*/>", "", text),
    )
    adoption = adopt_reference(given)
    assert adoption.data is not None
    assert adoption.lacking == ("ukuran halaman", "margin halaman")
    theirs, ours = read_letterhead(adoption.data).page, read_letterhead(reference).page
    assert (theirs.width, theirs.height, theirs.left) == (ours.width, ours.height, ours.left)


def test_properties_stand_in_the_order_of_the_schema_whoever_laid_out_the_lines(
    reference: bytes, part: Any
) -> None:
    """As in pandoc's own reference, where each element has its line."""

    def lay(text: str) -> str:
        text = re.sub('(styleId="Heading1".*?)<w:numPr>.*?</w:numPr>', r"\1", text)
        return text.replace("<w:keepNext/><w:keepLines/>", "\n<w:keepNext />\n<w:keepLines />\n")

    data = adopt_reference(change(reference, "word/styles.xml", lay)).data
    assert data is not None
    styles = {
        one.get(W + "styleId"): one for one in part(data, "word/styles.xml").iter(W + "style")
    }
    tags = [child.tag.removeprefix(W) for child in styles["Heading1"].find(f"{W}pPr")]
    assert tags[:4] == ["keepNext", "keepLines", "pageBreakBefore", "numPr"]


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace('"', "'"),
        lambda text: re.sub(r"(</?|xmlns:| )w:", r"\1ns0:", text).replace("xmlns:w=", "xmlns:ns0="),
    ],
)
def test_styles_that_cannot_be_followed_are_refused_not_doubled(
    rewrite: Callable[[str], str], reference: bytes
) -> None:
    assert adopt_reference(change(reference, "word/styles.xml", rewrite)).refused


@pytest.mark.parametrize(
    ("name", "pattern", "new"),
    [
        (
            "styles",
            '(styleId="Heading1".*?<w:numId w:val=)"1"',
            r'\1"0"',
        ),  # as LibreOffice says none
        ("styles", '(styleId="Heading2".*?<w:numId w:val=)"1"', r'\1"77"'),
        ("numbering", 'w:val="BAB %1"', 'w:val="Bagian %1"'),
        ("numbering", "<w:isLgl/>", ""),
    ],
)
def test_a_list_of_headings_that_prints_other_numbers_is_ours(
    name: str, pattern: str, new: str, reference: bytes, part: Any
) -> None:
    """Contents and references name the numbers: Word's own list has to print the same."""
    given = change(
        reference, f"word/{name}.xml", lambda text: re.sub(pattern, new, text, flags=re.DOTALL)
    )
    adoption = adopt_reference(given)
    assert adoption.data is not None
    assert adoption.lacking[0] == "penomoran judul"
    ties = [
        one.find(f"{W}pPr/{W}numPr/{W}numId").get(W + "val")
        for one in part(adoption.data, "word/styles.xml").iter(W + "style")
        if re.fullmatch("Heading[123]", one.get(W + "styleId"))
    ]
    assert len(set(ties)) == 1
    assert ties[0] not in ("0", "1", "77")


def test_bullets_of_their_own_stay(reference: bytes, part: Any) -> None:
    given = change(
        reference, "word/numbering.xml", lambda text: text.replace('w:val="•"', 'w:val="–"')
    )
    adoption = adopt_reference(given)
    assert adoption.data is given
    assert adoption.lacking == ()


KOP = "<w:p><w:r><w:t>PEMERINTAH KOTA UJI</w:t></w:r></w:p>"


def add_kop(data: bytes, header: str, footer: str = "", links: str = "") -> bytes:
    """Return a reference whose pages have a header and a footer."""
    roots = f'xmlns:w="{W[1:-1]}" xmlns:r="{OFFICE}"'
    parts = {
        "word/header1.xml": f"<w:hdr {roots}>{header}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {roots}>{footer}</w:ftr>",
        "word/media/image1.png": "gambar",
    }
    if links:
        parts["word/_rels/header1.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'
        )
    points = "".join(
        f'<Relationship Id="rKop{kind}" Type="{OFFICE}/{kind}" Target="{kind}1.xml"/>'
        for kind in ("header", "footer")
    )
    refer = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rKop{kind}"/>' for kind in ("header", "footer")
    )
    data = change(
        data,
        "word/_rels/document.xml.rels",
        lambda text: text.replace("</Relationships>", f"{points}</Relationships>"),
    )
    data = change(
        data,
        "word/document.xml",
        lambda text: (
            re.sub("(<w:sectPr[^>]*>)", rf"\1{refer}", text).replace(
                "<w:document ", f'<w:document xmlns:r="{OFFICE}" ', 1
            )
            if "xmlns:r=" not in text
            else re.sub("(<w:sectPr[^>]*>)", rf"\1{refer}", text)
        ),
    )
    data = change(
        data,
        "[Content_Types].xml",
        lambda text: text.replace(
            "<Override", '<Default Extension="png" ContentType="image/png"/><Override', 1
        ),
    )
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def write_in(reference: bytes, document: Document) -> dict[str, str]:
    data = write_docx(number_document(document), WriterOptions(reference=reference))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: archive.read(name).decode(errors="replace")
            for name in archive.namelist()
            if "header" in name or "footer-" in name or "letterhead" in name
        }


PICTURE = f'<Relationship Id="rId7" Type="{OFFICE}/image" Target="media/image1.png"/>'
SHOWN = f'{KOP}<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId7"/></v:shape></w:pict></w:r></w:p>'


def test_a_letterhead_stands_on_every_page_but_the_cover(
    reference: bytes, every_node: Document
) -> None:
    given = add_kop(reference, SHOWN + '<w:bookmarkStart w:id="1" w:name="x"/>', KOP, PICTURE)
    adoption = adopt_reference(given)
    assert adoption.lacking == ()
    assert adoption.data is not None
    parts = write_in(adoption.data, every_node)
    for turned in ("portrait", "landscape"):
        head = parts[f"word/header-{turned}.xml"]
        assert head.index("PEMERINTAH KOTA UJI") < head.index("DRAF")
        assert 'v:imagedata r:id="rId1"' in head
        assert "bookmarkStart" not in head
        assert head.endswith('<w:pStyle w:val="Spacer"/></w:pPr></w:p></w:hdr>')
        links = parts[f"word/_rels/header-{turned}.xml.rels"]
        assert 'Target="letterhead/word-media-image1.png"' in links
        foot = parts[f"word/footer-{turned}.xml"]
        assert foot.index("PEMERINTAH KOTA UJI") < foot.index(" PAGE ")
    assert parts["word/letterhead/word-media-image1.png"] == "gambar"
    assert "PEMERINTAH" not in parts["word/header-empty.xml"]


def test_a_page_is_numbered_once(reference: bytes, every_node: Document) -> None:
    number = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    parts = write_in(add_kop(reference, "", number), every_node)
    assert parts["word/footer-portrait.xml"].count(" PAGE ") == 1
    assert parts["word/header-portrait.xml"].count("<w:p>") == 1


def test_a_letterhead_with_an_embedded_object_is_named(
    reference: bytes, every_node: Document
) -> None:
    chart = PICTURE.replace("/image", "/oleObject")
    adoption = adopt_reference(add_kop(reference, SHOWN, "", chart))
    assert adoption.lacking == ("kop dengan objek tertanam",)
    assert adoption.data is not None
    assert "PEMERINTAH" not in write_in(adoption.data, every_node)["word/header-portrait.xml"]


@pytest.mark.parametrize("version", ["Office2016", "Microsoft365"])
def test_a_book_below_a_letterhead_is_valid(
    version: str, every_node: Document, validate: Callable[[bytes, str], list[str]]
) -> None:
    reference = adopt_reference((DATA / "libreoffice-kop.docx").read_bytes()).data
    data = write_docx(number_document(every_node), WriterOptions(reference=reference))
    assert validate(data, version) == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "PEMERINTAH KOTA SUNGAI PENUH" in archive.read("word/header-landscape.xml").decode()


def test_a_page_without_running_heads_keeps_ours_off_the_edge() -> None:
    data = adopt_reference((DATA / "libreoffice-plain.docx").read_bytes()).data
    assert data is not None
    page = read_letterhead(data).page
    assert page.header >= 284
    assert page.footer >= 284


@pytest.mark.parametrize("data", [b"", b"bukan zip", b"PK\x03\x04 rusak"])
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    adoption = adopt_reference(data)
    assert adoption.refused
    assert adoption.data is None


def test_a_workspace_with_its_own_letterhead_builds_with_one_warning(small: Path) -> None:
    target = small / "templates" / "mini" / "reference.docx"
    target.write_bytes((DATA / "libreoffice-plain.docx").read_bytes())
    made = build_stage(load_plan(small), BuildOrder(formats=("docx",)))
    assert [(one.code, one.severity) for one in made.diagnostics] == [
        ("reference-incomplete", Severity.WARNING)
    ]
    finding = made.diagnostics[0]
    assert finding.span.file == "templates/mini/reference.docx"
    assert "heading" not in finding.message.id.split(":")[0]
    assert "lainnya" in finding.message.id
    assert len(made.outputs) == 2


def test_a_broken_letterhead_does_not_stop_the_book(small: Path) -> None:
    (small / "templates" / "mini" / "reference.docx").write_bytes(b"bukan zip")
    loaded = load_plan(small)
    made = build_stage(loaded, BuildOrder(formats=("docx",)))
    assert [one.code for one in made.diagnostics] == ["reference-unreadable"]
    assert len(made.outputs) == 2
    assert all(output.data for output in write_memos(loaded, MemoRequest()))
