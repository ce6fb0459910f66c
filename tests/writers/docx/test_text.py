"""Any text that XML allows comes back the same, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masterplan_cli.document.nodes import (
    Caption,
    Cell,
    Column,
    Footnote,
    Heading,
    ItemList,
    Link,
    Paragraph,
    Row,
    Table,
    Text,
)

_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff\n\r").filter(
        lambda char: char >= " " or char == "\t"
    ),
    min_size=1,
) | st.sampled_from(
    [
        *("a|b", "$1 @2 #12", "https://x.id/?a=1&b=2", "<b>", "1. satu", "- dua", "]]>", "&amp;"),
        *("  tepi  ", "_x000D_", "{ PAGE }", "\ue0000\ue001"),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXT)
def test_text_survives(write: Callable[..., bytes], text: str) -> None:
    import docx

    words = (Text(text, "o"),)
    book = write(
        Heading(2, words, "h", "plain"),
        Paragraph(words),
        Paragraph((Link("https://a.id", words),)),
        Paragraph((Text("x"), Footnote(words))),
        ItemList(((Paragraph(words),),)),
        Table((Column(),), (Row((Cell((words,)),)),), Caption("table", words, "t")),
    )
    document = docx.Document(BytesIO(book))
    heading, plain, link, _, item, caption, *_ = (p.text for p in document.paragraphs)
    assert (heading, plain, link, item) == (text,) * 4
    assert caption == f"Tabel 1 {text}"
    assert document.tables[0].cell(0, 0).text == text
    notes = next(
        rel.target_part for rel in document.part.rels.values() if "footnotes" in rel.reltype
    )
    from docx.oxml import parse_xml

    note = parse_xml(notes.blob)[-1]
    shown = "".join(
        "\t" if leaf.tag.endswith("}tab") else leaf.text or ""
        for leaf in note.iter()
        if leaf.tag.endswith(("}t", "}tab"))
    )
    assert shown == f" {text}"


def test_line_breaks_in_text_are_line_breaks(write: Callable[..., bytes]) -> None:
    import docx

    book = write(Paragraph((Text("a\nb\r\nc\rd\te"),)))
    assert docx.Document(BytesIO(book)).paragraphs[0].text == "a\nb\nc\nd\te"
