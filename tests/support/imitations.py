"""What other programs make of a draft when they save it, done by hand where they cannot be run here.

Each takes a Word file and returns it as the program is known to write: Word in another language, WPS
Office, Google Docs. No stand-in for the programs themselves: ``FIDELITY.md`` says so.
"""

from __future__ import annotations

import re

from docx_parts import change_part

BODY = "word/document.xml"
_STYLED = ("word/styles.xml", BODY, "word/footnotes.xml", "word/comments.xml")


def like_word(data: bytes) -> bytes:
    """As Indonesian Word: its own ids of styles, revision ids, page breaks and split runs."""
    data = _rename_styles(data, {f"Heading{n}": f"Judul{n}" for n in range(1, 7)})
    data = _rename_styles(data, {f"TOC{n}": f"TOK{n}" for n in range(1, 4)})

    def change(text: str) -> str:
        text = text.replace(
            "<w:p>", '<w:p w14:paraId="4D5A0001" w:rsidR="00A1B2C3" w:rsidRDefault="00A1B2C3">'
        )
        text = text.replace("<w:r>", '<w:r w:rsidRPr="00D4E5F6">')
        text = _split_runs(text, '<w:proofErr w:type="spellStart"/>')
        spot = text.index("<w:t", len(text) // 2)
        text = f"{text[:spot]}<w:lastRenderedPageBreak/>{text[spot:]}"
        declared = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        return (
            text
            if "xmlns:w14" in text
            else text.replace("<w:document ", f"<w:document {declared} ", 1)
        )

    return change_part(data, BODY, change)


def like_wps(data: bytes) -> bytes:
    """As WPS Office: numbers for ids of styles, properties of its own, runs with hints."""
    names = re.findall(r'w:styleId="([^"]+)"', _read(data, "word/styles.xml"))
    data = _rename_styles(data, {name: str(place) for place, name in enumerate(names, start=1)})
    data = change_part(data, "docProps/custom.xml", _keep_no_properties)
    hint = '<w:r><w:rPr><w:rFonts w:hint="default"/></w:rPr>'
    return change_part(data, BODY, lambda text: re.sub(r"<w:r>(?!<w:rPr>)", hint, text))


def like_google(data: bytes) -> bytes:
    """As Google Docs: no bookmarks and properties, fields as their text, only Word's own styles."""

    def change(text: str) -> str:
        text = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text)
        text = re.sub(
            r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar[^>]*/></w:r>", "", text
        )
        text = re.sub(r"<w:r>(?:(?!</w:r>).)*<w:instrText.*?</w:instrText></w:r>", "", text)
        text = re.sub(r'<w:pStyle w:val="(?!Heading|TOC)[^"]*"/>', "", text)
        return text.replace("<w:r><w:t", '<w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t')

    data = change_part(change_part(data, BODY, change), "docProps/custom.xml", _keep_no_properties)
    return change_part(
        data,
        "docProps/core.xml",
        lambda text: re.sub(
            r"(<cp:coreProperties[^>]*>).*", r"\1</cp:coreProperties>", text, flags=re.DOTALL
        ),
    )


def _keep_no_properties(text: str) -> str:
    return re.sub(r"<property .*</property>", "", text, flags=re.DOTALL)


def _read(data: bytes, part: str) -> str:
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    change_part(data, part, keep)
    return found[0]


def _rename_styles(data: bytes, names: dict[str, str]) -> bytes:
    wanted = "|".join(map(re.escape, names))
    pattern = re.compile(
        rf'(w:styleId|<w:(?:pStyle|rStyle|tblStyle|basedOn|next|link) w:val)="({wanted})"'
    )

    def change(text: str) -> str:
        return pattern.sub(lambda match: f'{match[1]}="{names[match[2]]}"', text)

    for part in _STYLED:
        if _read(data, part):
            data = change_part(data, part, change)
    return data


def _split_runs(text: str, between: str) -> str:
    """Split plain runs at their first space, as Word does where it finds a misspelt word."""
    plain = re.compile(r"(<w:r [^>]*>)<w:t(?: [^>]*)?>([^<& ]+ )([^<&]+)</w:t></w:r>")
    said = '<w:t xml:space="preserve">'
    return plain.sub(rf"\1{said}\2</w:t></w:r>{between}\1{said}\3</w:t></w:r>", text)
