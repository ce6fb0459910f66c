"""Copies of a draft read together: threads, moves, drafts of other times and places."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx_parts
import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.rounds.returned import Returned, read_returned
from masterplan_cli.source.revision import read_revision

from .conftest import build_draft, comment_on

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
PILLAR = "pillars/mobility/pillar.yaml"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def read_all(project: Path, *files: bytes) -> Returned:
    named = [(f"salinan-{number}.docx", data) for number, data in enumerate(files, start=1)]
    return read_returned(load_plan(project), read_revision(project), named)


def thread(data: bytes, threads: str) -> bytes:
    """Give every comment a paragraph id (00000000, 00000001, …) and the file its threads."""
    numbers = iter(range(100))

    def name_paragraphs(text: str) -> str:
        if "xmlns:w14" not in text:
            text = text.replace("<w:comments ", f"<w:comments {W14} ", 1)
        return re.sub(r"<w:p>", lambda _: f'<w:p w14:paraId="{next(numbers):08d}">', text)

    named = docx_parts.change_part(data, "word/comments.xml", name_paragraphs)
    root = f'<w15:commentsEx xmlns:w15="{W15}">{threads}</w15:commentsEx>'
    return docx_parts.change_part(named, "word/commentsExtended.xml", lambda _: root)


def test_replies_stand_below_their_comment_and_settled_ones_say_so(
    committed: Path, draft: bytes
) -> None:
    commented = comment_on(
        draft,
        {"Berapa armada?": "Trayek A|B", "Delapan bus.": "Trayek A|B", "Lain": "Kutipan biasa"},
    )
    threads = (
        '<w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:done="0"/>'
    )
    first, second = sorted(
        read_all(committed, thread(commented, threads)).remarks, key=lambda one: one.remark.text
    )

    assert (first.remark.text, first.remark.resolved) == ("Berapa armada?", True)
    assert [reply.text for reply in first.remark.replies] == ["Delapan bus."]
    assert (second.remark.text, second.remark.resolved, second.remark.replies) == (
        "Lain",
        False,
        (),
    )


def test_a_reply_whose_comment_is_gone_counts_as_a_comment(committed: Path, draft: bytes) -> None:
    commented = comment_on(draft, {"Delapan bus.": "Trayek A|B"})
    threads = '<w15:commentEx w15:paraId="00000000" w15:paraIdParent="0000AAAA"/>'
    (one,) = read_all(committed, thread(commented, threads)).remarks

    assert one.remark.text == "Delapan bus."


def test_threads_that_answer_each_other_end(committed: Path, draft: bytes) -> None:
    commented = comment_on(draft, {"Satu": "Trayek A|B", "Dua": "Kutipan biasa"})
    threads = (
        '<w15:commentEx w15:paraId="00000000" w15:paraIdParent="00000001"/>'
        '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000"/>'
    )
    found = read_all(committed, thread(commented, threads)).remarks

    said = {one.remark.text for one in found} | {
        r.text for one in found for r in one.remark.replies
    }
    assert said == {"Satu", "Dua"}


def test_the_same_comment_in_two_copies_counts_once(committed: Path, draft: bytes) -> None:
    shared = comment_on(draft, {"Sejak kapan?": "Trayek A|B"}, author="Siti Ahli")
    other = comment_on(shared, {"Setuju.": "Kutipan biasa"}, author="Budi Ahli")
    found = read_all(committed, shared, other).remarks

    assert {(one.remark.text, one.remark.copies) for one in found} == {
        ("Sejak kapan?", ("salinan-1.docx", "salinan-2.docx")),
        ("Setuju.", ("salinan-2.docx",)),
    }
    assert len({one.remark.identity for one in found}) == 2


def test_a_comment_without_date_or_author_is_kept(committed: Path, draft: bytes) -> None:
    commented = comment_on(draft, {"Siapa?": "Trayek A|B"})
    bare = docx_parts.change_part(
        commented,
        "word/comments.xml",
        lambda text: re.sub(r' w:(date|author|initials)="[^"]*"', "", text),
    )
    (one,) = read_all(committed, bare).remarks

    assert (one.remark.text, one.remark.author, one.remark.date) == ("Siapa?", "", "")
    assert one.span is not None
    assert one.span.file == PILLAR


def test_a_comment_with_no_range_at_all_is_unlocated_at_the_end(
    committed: Path, draft: bytes
) -> None:
    commented = comment_on(draft, {"Di mana?": "Trayek A|B", "Di sini.": "Kutipan biasa"})
    lost = docx_parts.change_part(
        commented,
        "word/document.xml",
        lambda text: re.sub(r'<w:comment(RangeStart|RangeEnd|Reference) w:id="0"/>', "", text),
    )
    first, last = read_all(committed, lost).remarks

    assert (first.remark.text, last.remark.text) == ("Di sini.", "Di mana?")
    assert (last.span, last.remark.confidence) == (None, 0.0)


MARK = 'w:id="900" w:author="Siti Ahli" w:date="2023-10-12T09:00:00Z"'


def mark_move(data: bytes) -> bytes:
    """Move the words of one paragraph behind another, as Word writes it."""
    text = "Kutipan biasa."
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    source = (
        f'<w:moveFromRangeStart w:id="901" w:author="Siti Ahli" w:name="move1"/><w:moveFrom {MARK}>{run}</w:moveFrom>'
        '<w:moveFromRangeEnd w:id="901"/>'
    )
    target = (
        f'<w:moveToRangeStart w:id="902" w:author="Siti Ahli" w:name="move1"/><w:moveTo {MARK}>{run}</w:moveTo>'
        '<w:moveToRangeEnd w:id="902"/>'
    )
    place = "<w:r><w:t>Halte teduh</w:t></w:r>"

    def change(body: str) -> str:
        found = re.search(
            rf"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>{re.escape(text)}</w:t></w:r>",
            body,
        )
        assert found
        body = body.replace(found[0], source)
        assert place in body
        return body.replace(place, place + target, 1)

    return docx_parts.change_part(data, "word/document.xml", change)


def test_a_move_is_one_remark_with_both_ends(committed: Path, draft: bytes) -> None:
    (one,) = read_all(committed, mark_move(draft)).remarks

    assert (one.remark.kind, one.remark.old, one.remark.author) == (
        "move",
        "Kutipan biasa.",
        "Siti Ahli",
    )
    assert one.pointer == "program/mob-02/name"
    assert one.remark.came_from.startswith("template/book-a/01-kondisi.md.j2:")


def test_changes_of_formatting_alone_say_nothing(committed: Path, draft: bytes) -> None:
    old = "<w:r><w:t>Trayek A|B terputus</w:t></w:r>"
    new = old.replace(
        "<w:r>", f"<w:r><w:rPr><w:b/><w:rPrChange {MARK}><w:rPr/></w:rPrChange></w:rPr>"
    )

    assert read_all(committed, docx_parts.change_body(draft, old, new)).remarks == ()


def test_a_renamed_draft_of_an_older_commit_is_compared_with_that_commit(
    committed: Path, draft: bytes, git: Callable[..., str], edit: Callable[..., None]
) -> None:
    commented = comment_on(
        draft,
        {
            "nama": "Halte teduh",
            "masalah": "Trayek A|B",
            "tetap": "Dinas Angkutan",
        },
    )
    edit(committed / PROGRAMS, "name: Halte teduh", "name: Halte hijau")
    edit(
        committed / PILLAR,
        '  - {id: mob-i1, text: "Trayek A|B terputus", sub_dimension: bus}\n',
        "",
    )
    edit(committed / PILLAR, "        issues: [mob-i1]\n", "")
    git(committed, "commit", "-qam", "Perbaikan")
    returned = read_all(committed, commented)
    found = {one.remark.text: one for one in returned.remarks}

    assert returned.diagnostics == ()
    assert {name: one.changed for name, one in found.items()} == {
        "nama": True,
        "masalah": True,
        "tetap": False,
    }
    assert found["masalah"].gone == "issue/mob-i1/text"
    assert {one.remark.kind for one in returned.remarks} == {"comment"}, (
        "the old draft's text is no untracked change"
    )


def test_a_line_of_a_template_is_found_where_it_stands_today(
    committed: Path, draft: bytes, git: Callable[..., str], edit: Callable[..., None]
) -> None:
    commented = comment_on(draft, {"kutipan": "Kutipan biasa"})
    template = committed / "templates" / "mini" / "book-a" / "01-kondisi.md.j2"
    before = template.read_text(encoding="utf-8").split("\n").index("> Kutipan biasa.") + 1
    edit(template, "# Kondisi", "{# catatan #}\n{# lagi #}\n# Kondisi")
    git(committed, "commit", "-qam", "Catatan")
    (one,) = read_all(committed, commented).remarks

    assert one.span is not None
    assert (one.span.line, one.changed) == (before + 2, False)


def test_a_draft_of_an_unknown_commit_says_so_and_is_still_placed(
    committed: Path, draft: bytes
) -> None:
    commented = comment_on(draft, {"masalah": "Trayek A|B"})
    label = read_revision(committed).label
    foreign = docx_parts.change_part(
        commented, "docProps/core.xml", lambda text: text.replace(label, "0123456789ab")
    )
    returned = read_all(committed, foreign)

    assert [(d.code, d.severity.value) for d in returned.diagnostics] == [
        ("unknown-commit", "warning")
    ]
    assert "0123456789ab" in returned.diagnostics[0].message.id
    assert [one.span.file for one in returned.remarks if one.span] == [PILLAR]


def test_a_commit_that_cannot_be_read_any_more_is_not_called_unknown(
    committed: Path, git: Callable[..., str]
) -> None:
    manifest = committed / "masterplan.yaml"
    text = manifest.read_text(encoding="utf-8")
    draft = comment_on(build_draft(committed), {"Ya?": "Kutipan biasa"})
    sent = git(committed, "rev-parse", "--short=12", "HEAD").strip()
    manifest.write_text(text.replace("stage: 2\n", "stage: dua\n", 1), encoding="utf-8")
    git(committed, "commit", "-q", "-a", "-m", "Rusak")
    broken = git(committed, "rev-parse", "--short=12", "HEAD").strip()
    manifest.write_text(text, encoding="utf-8")
    git(committed, "commit", "-q", "-a", "-m", "Pulih")
    for part in ("docProps/core.xml", "word/document.xml"):
        draft = docx_parts.change_part(draft, part, lambda xml: xml.replace(sent, broken))
    (finding,) = read_all(committed, draft).diagnostics

    assert finding.code == "unknown-commit"
    assert f"commit {broken} cannot be read" in finding.message.en


def test_a_draft_from_uncommitted_content_says_so(
    committed: Path, edit: Callable[..., None]
) -> None:
    edit(committed / PROGRAMS, "name: Halte teduh", "name: Halte rindang")
    dirty = build_draft(committed)
    assert read_all(committed, dirty).diagnostics == (), (
        "as long as the files are the same, it is known"
    )
    edit(committed / PROGRAMS, "name: Halte rindang", "name: Halte hijau")
    returned = read_all(committed, dirty)

    assert [d.code for d in returned.diagnostics] == ["unknown-commit"]
    assert "belum di-commit" in returned.diagnostics[0].message.id


def test_the_draft_of_another_region_is_refused(committed: Path, draft: bytes) -> None:
    commented = comment_on(draft, {"masalah": "Trayek A|B"})
    foreign = docx_parts.change_part(
        commented,
        "docProps/core.xml",
        lambda text: text.replace("Kota Contoh &amp; Uji", "Kota Lain"),
    )
    returned = read_all(committed, foreign, comment_on(draft, {"milik kita": "Trayek A|B"}))

    assert [(d.code, d.span.file, d.severity.value) for d in returned.diagnostics] == [
        ("foreign-draft", "salinan-1.docx", "error")
    ]
    assert [one.remark.text for one in returned.remarks] == ["milik kita"]


def test_a_document_that_the_profile_does_not_have_is_refused(
    committed: Path, draft: bytes
) -> None:
    foreign = docx_parts.change_part(
        draft, "docProps/core.xml", lambda text: text.replace("/book-a/", "/book-z/")
    )

    assert [d.code for d in read_all(committed, foreign).diagnostics] == ["unknown-book"]


def test_the_running_head_tells_the_version_where_properties_were_lost(
    committed: Path, draft: bytes
) -> None:
    bare = docx_parts.change_part(
        draft,
        "docProps/core.xml",
        lambda text: re.sub(r"<dc:identifier>.*?</dc:identifier>", "", text),
    )

    assert read_all(committed, bare).diagnostics == ()


def test_a_file_without_any_version_is_read_with_a_warning(committed: Path) -> None:
    import io

    import docx

    document = docx.Document()
    document.add_comment(document.add_paragraph("Halo").runs[0], text="Apa ini?", author="Siti")
    buffer = io.BytesIO()
    document.save(buffer)
    returned = read_all(committed, buffer.getvalue())

    assert [d.code for d in returned.diagnostics] == ["unknown-draft"]
    assert returned.diagnostics[0].hint is not None
    assert "masterplan build" in returned.diagnostics[0].hint.id
    assert [(one.remark.text, one.span) for one in returned.remarks] == [("Apa ini?", None)]


def drop_bookmarks(data: bytes) -> bytes:
    return docx_parts.change_part(
        data, "word/document.xml", lambda text: re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", text)
    )


def test_without_bookmarks_the_words_lead_back_with_a_stated_confidence(
    committed: Path, draft: bytes
) -> None:
    words = {"a": "Jalan utama padat", "b": "Trayek A|B", "c": "Kutipan biasa"}
    kept = {
        one.remark.text: one.pointer
        for one in read_all(committed, comment_on(draft, words)).remarks
    }
    returned = read_all(committed, drop_bookmarks(comment_on(draft, words)))

    assert [d.code for d in returned.diagnostics] == ["lost-bookmarks"]
    assert {one.remark.text: one.pointer for one in returned.remarks} == kept
    assert all(0.6 <= one.remark.confidence < 1 for one in returned.remarks)


def test_words_that_stand_in_many_places_are_not_guessed_at(committed: Path, draft: bytes) -> None:
    """The reviewer's paragraph is new, and its words stand all over the book."""
    commented = comment_on(draft, {"x": "Kutipan biasa"})
    changed = docx_parts.change_body(drop_bookmarks(commented), "Kutipan biasa.", "Rp")
    (comment,) = [
        one for one in read_all(committed, changed).remarks if one.remark.kind == "comment"
    ]

    assert (comment.span, comment.remark.confidence) == (None, 0.0)


@pytest.mark.parametrize("copies", [1, 2])
def test_an_untracked_change_in_every_copy_counts_once(
    committed: Path, draft: bytes, copies: int
) -> None:
    retyped = docx_parts.change_body(draft, "Kutipan biasa.", "Kutipan istimewa.")
    (one,) = read_all(committed, *[retyped] * copies).remarks

    assert (one.remark.kind, one.remark.old, one.remark.new) == ("untracked", "biasa", "istimewa")
    assert len(one.remark.copies) == copies
