"""``masterplan review apply``: what reviewers changed in Word becomes a change of YAML, or is refused."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.review.package import open_package
from masterplan_cli.review.place import Anchors
from masterplan_cli.review.plain import Plain
from masterplan_cli.review.story import read_story
from masterplan_cli.source.revision import read_revision

from .conftest import Answer, Run
from .test_diff import git

SMALL = Path(__file__).parents[1] / "workspaces" / "small"
PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
PILLAR = "pillars/mobility/pillar.yaml"
MARK = 'w:id="7" w:author="Siti Ahli" w:date="2023-10-12T09:00:00Z"'


@pytest.fixture
def sent(small: Path) -> Path:
    """The small workspace, committed, so that its drafts have a build to be compared with."""
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Draf")
    return small


def build_book(project: Path) -> bytes:
    revision = read_revision(project)
    order = BuildOrder(("book-a",), ("docx",), revision=revision.label, built_on=revision.day)
    return build_stage(load_plan(project), order).outputs[0].data


def list_text_runs(document: docx.document.Document) -> list:  # type: ignore[type-arg]
    return [run for run in document.element.body.iter(qn("w:r")) if run.findall(qn("w:t"))]


def edit_run(
    data: bytes, place: int, old: str, new: str, *, author: str = "Siti Ahli", tracked: bool = True
) -> bytes:
    """Change the words of one run as a reviewer would, with or without tracking."""
    document = docx.Document(io.BytesIO(data))
    run = list_text_runs(document)[place]
    text = "".join(part.text or "" for part in run.findall(qn("w:t")))
    head, found, tail = text.partition(old)
    assert found == old
    properties = run.find(qn("w:rPr"))
    space = 'xml:space="preserve"'

    def make(words: str, kind: str = "t") -> str:
        escaped = words.replace("&", "&amp;").replace("<", "&lt;")
        return f"<w:r><w:{kind} {space}>{escaped}</w:{kind}></w:r>"

    mark = MARK.replace("Siti Ahli", author)
    parts = [make(head)] if head else []
    if tracked:
        parts += [f"<w:del {mark}>{make(old, 'delText')}</w:del>"] if old else []
        parts += [f"<w:ins {mark}>{make(new)}</w:ins>"] if new else []
    elif new:
        parts.append(make(new))
    parts += [make(tail)] if tail else []
    nodes = parse_xml(f"<w:p {nsdecls('w')}>{''.join(parts)}</w:p>")
    for node in list(nodes):
        for inner in node.iter(qn("w:r")):
            if properties is not None:
                inner.insert(0, parse_xml(docx.oxml.xmlchemy.serialize_for_reading(properties)))
        run.addprevious(node)
    run.getparent().remove(run)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def find_run(data: bytes, words: str) -> int:
    runs = list_text_runs(docx.Document(io.BytesIO(data)))
    texts = ["".join(part.text or "" for part in run.findall(qn("w:t"))) for run in runs]
    return max(place for place, text in enumerate(texts) if words in text)


def edit_words(data: bytes, words: str, old: str, new: str, **options: object) -> bytes:
    return edit_run(data, find_run(data, words), old, new, **options)  # type: ignore[arg-type]


def apply(
    run: Run, project: Path, *files: bytes, options: tuple[str, ...] = ("--write",)
) -> Answer:
    paths = []
    for number, data in enumerate(files):
        paths.append(project.parent / f"kembali-{number}.docx")
        paths[-1].write_bytes(data)
    return run("review", "apply", *paths, *options, "-C", project)


# What a reviewer changes in Word → the line of YAML that must come of it.
CHANGES = [
    ("Jalan utama", "utama", "raya", PILLAR, "Jalan raya padat pada pagi hari."),
    ("jadwal yang", " yang tidak tentu", "", PILLAR, "- jadwal."),
    ("Trayek A|B", "terputus", "*putus* total", PILLAR, 'text: "Trayek A|B *putus* total"'),
    ("trayek yang", "trayek", "trayek *lama*", PILLAR, r"- trayek \*lama\* yang putus;"),
    ("Halte teduh", "teduh", "teduh: #1", PROGRAMS, 'name: "Halte teduh: #1"'),
]  # fmt: skip


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize(
    ("words", "old", "new", "file", "line"), CHANGES, ids=lambda one: str(one)[:12]
)
def test_a_change_becomes_one_line_of_yaml(
    run: Run, sent: Path, words: str, old: str, new: str, file: str, line: str, tracked: bool
) -> None:
    data = edit_words(build_book(sent), words, old, new, tracked=tracked)
    before = (sent / file).read_text(encoding="utf-8").splitlines()
    options = ("--write",) if tracked else ("--write", "--untracked")
    answer = apply(run, sent, data, options=options)
    after = (sent / file).read_text(encoding="utf-8").splitlines()

    assert answer.code == 0, answer.err
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(changed) == 1
    assert line in changed[0][1]


def test_nothing_is_written_unless_asked(run: Run, sent: Path) -> None:
    data = edit_words(build_book(sent), "Jalan utama", "utama", "raya")
    before = (sent / PILLAR).read_bytes()
    answer = apply(run, sent, data, options=())

    assert "+  Jalan raya padat" in answer.out
    assert "--write" in answer.err
    assert (sent / PILLAR).read_bytes() == before


def test_untracked_changes_wait_until_asked_for(run: Run, sent: Path) -> None:
    data = edit_words(build_book(sent), "Jalan utama", "utama", "raya", tracked=False)
    answer = apply(run, sent, data)

    assert answer.out == ""
    assert "Jalan utama" in (sent / PILLAR).read_text(encoding="utf-8")


def test_a_tracked_change_beside_an_untracked_one_is_made(run: Run, sent: Path) -> None:
    once = edit_words(build_book(sent), "Jalan utama", "utama", "raya kota", tracked=False)
    twice = edit_words(once, "pagi hari", "pagi", "sore", tracked=True)
    alone = apply(run, sent, twice)
    text = (sent / PILLAR).read_text(encoding="utf-8")
    both = apply(run, sent, twice, options=("--write", "--untracked"))

    assert alone.code == 0, alone.err
    assert "Jalan utama padat pada sore hari." in text
    assert "1 perubahan tanpa pelacakan tidak diikutkan" in alone.err
    assert both.code == 1
    assert "berubah sejak draf dikirim" in both.err


REFUSED = [
    ("Rp1,5", "1,5", "1,7", "dihitung"),
    ("Isi buku ini", "ilustrasi", "contoh", "teks baku"),
    ("PT Uji", "PT Uji | Coba", "Dishub", "milik OPD lain"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "old", "new", "reason"), REFUSED, ids=lambda one: str(one)[:12])
def test_what_the_yaml_does_not_own_is_refused_with_its_place(
    run: Run, sent: Path, words: str, old: str, new: str, reason: str
) -> None:
    answer = apply(run, sent, edit_words(build_book(sent), words, old, new))

    assert answer.code == 1
    assert answer.out == ""
    assert reason in answer.err, answer.err
    assert re.search(r"^\S+:\d+:\d+: ditolak\[Siti Ahli\]", answer.err, re.MULTILINE)


def test_a_number_is_parsed_back(
    run: Run, sent: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(
        sent / "templates/mini/book-a/02-rencana.md.j2",
        "# Rencana {: #rencana-a }\n",
        "# Rencana {: #rencana-a }\n\nSasaran {{ programs[0].indicators[0].targets[2025]|angka }} orang mulai "
        "{{ programs[0].start }}.\n",
    )
    git(sent, "-c", "commit.gpgsign=false", "commit", "-q", "-a", "-m", "Angka")
    draft = build_book(sent)
    one = edit_words(draft, "75,5", "75,5", "1.080,25")
    answer = apply(run, sent, one)

    assert answer.code == 0, answer.err
    assert "targets: {2025: 1080.25}" in (sent / PROGRAMS).read_text(encoding="utf-8")
    wrong = apply(run, sent, edit_words(draft, "75,5", "75,5", "banyak"))
    assert wrong.code == 1


def test_a_programme_whose_row_was_deleted_is_reported(run: Run, sent: Path) -> None:
    draft = build_book(sent)
    document = docx.Document(io.BytesIO(draft))
    row = next(
        one
        for one in document.element.body.iter(qn("w:tr"))
        if "Halte teduh" in "".join(one.itertext())
    )
    row.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} {MARK}/>"))
    for node in list(row.iter(qn("w:r"))):
        for text in node.findall(qn("w:t")):
            text.tag = qn("w:delText")
        wrapper = parse_xml(f"<w:del {nsdecls('w')} {MARK}/>")
        node.addprevious(wrapper)
        wrapper.append(node)
    buffer = io.BytesIO()
    document.save(buffer)
    before = (sent / PROGRAMS).read_bytes()
    answer = apply(run, sent, buffer.getvalue())

    assert answer.code == 1
    assert "program “Halte teduh”" in answer.err, answer.err
    assert (sent / PROGRAMS).read_bytes() == before


def test_two_reviewers_of_one_field_are_merged(run: Run, sent: Path) -> None:
    draft = build_book(sent)
    one = edit_words(draft, "Jalan utama", "utama", "raya")
    two = edit_words(draft, "Jalan utama", "pagi", "siang", author="Budi Ahli")
    answer = apply(run, sent, one, two)

    assert answer.code == 0, answer.err
    assert "Jalan raya padat pada siang hari." in (sent / PILLAR).read_text(encoding="utf-8")


def test_two_reviewers_who_disagree_are_a_conflict(run: Run, sent: Path) -> None:
    draft = build_book(sent)
    one = edit_words(draft, "Jalan utama", "utama", "raya")
    two = edit_words(draft, "Jalan utama", "utama", "kota", author="Budi Ahli")
    answer = apply(run, sent, one, two)

    assert answer.code == 1
    assert answer.err.count("bertentangan[") == 2
    assert "Jalan utama" in (sent / PILLAR).read_text(encoding="utf-8")


def test_content_that_changed_since_is_left_alone(
    run: Run, sent: Path, edit: Callable[[Path, str, str], None]
) -> None:
    data = edit_words(build_book(sent), "Jalan utama", "utama", "raya")
    edit(sent / PILLAR, "pada pagi hari", "setiap pagi")
    answer = apply(run, sent, data)

    assert answer.code == 1
    assert "sudah berubah" in answer.err


def read_lines(data: bytes) -> list[str]:
    story = read_story(open_package("buku.docx", data))
    return [line.words for line in Plain(story).lines]


def test_any_change_of_any_run_gives_the_edited_book_or_nothing(run: Run, tmp_path: Path) -> None:
    """Exhaustive: each run of the book gets a word at its end and loses its first, in turn."""
    project = tmp_path / "asal"
    shutil.copytree(SMALL, project)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Draf")
    draft = build_book(project)
    before = read_lines(draft)
    story = read_story(open_package("draf.docx", draft))
    assert len(Anchors(story, {}).all) > 50
    runs = list_text_runs(docx.Document(io.BytesIO(draft)))
    applied = 0
    for place, element in enumerate(runs):
        text = "".join(part.text or "" for part in element.findall(qn("w:t")))
        if not re.search(r"\w", text):
            continue
        last = re.findall(r"\S+", text)[-1]
        data = edit_run(draft, place, last, f"{last} Zebra")
        copy = tmp_path / f"salinan-{place}"
        shutil.copytree(project, copy)
        answer = apply(run, copy, data)
        changed = [one for one in git_status(copy) if one]
        if answer.code == 1:
            assert changed == [], answer.err
            continue
        if "0 perubahan" in answer.err:
            continue
        applied += 1
        assert len(changed) == 1
        loaded = load_plan(copy)
        assert not loaded.wrong
        after = read_lines(build_book(copy))
        differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
        versions = [pair for pair in differing if "Versi:" in pair[0]]
        edited = [pair for pair in differing if pair not in versions]
        wanted = f"{last} Zebra".replace("\u00a0", " ")
        assert edited, text
        assert all(
            other.replace(" Zebra", "").split() == one.split() and "Zebra" in other
            for one, other in edited
        ), edited
        assert any(" ".join(wanted.split()) in other for _, other in edited)
    assert applied > 15


def git_status(project: Path) -> list[str]:
    import subprocess

    answer = subprocess.run(
        ["git", "-C", str(project), "status", "--porcelain"],
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.splitlines()


def test_a_field_emptied_loses_its_key_where_the_workspace_bears_that(run: Run, sent: Path) -> None:
    words = "Kondisi dimensi safety, satu paragraf."
    answer = apply(run, sent, edit_words(build_book(sent), words, words, ""))

    assert answer.code == 0, answer.err
    left = (sent / "pillars/safety/pillar.yaml").read_text(encoding="utf-8")
    assert "condition" not in left
    assert not load_plan(sent).wrong


def test_a_change_that_makes_the_workspace_wrong_is_refused_with_the_finding(
    run: Run, sent: Path
) -> None:
    draft = build_book(sent)
    both = edit_words(draft, "Trayek A|B terputus", "Trayek A|B terputus", "")
    both = edit_words(both, "Jalan utama", "utama", "raya")
    answer = apply(run, sent, both)

    assert answer.code == 1
    assert "membuat isi workspace salah" in answer.err, answer.err
    text = (sent / PILLAR).read_text(encoding="utf-8")
    assert "Trayek A|B terputus" in text
    assert "Jalan raya" in text


def test_list_items_deleted_together_are_removed(run: Run, sent: Path) -> None:
    document = docx.Document(io.BytesIO(build_book(sent)))
    for words in ("trayek yang", "jadwal yang"):
        paragraph = next(one for one in document.paragraphs if words in one.text)
        end = parse_xml(f"<w:rPr {nsdecls('w')}><w:del {MARK}/></w:rPr>")
        paragraph._p.get_or_add_pPr().append(end)
        for run_ in paragraph.runs:
            for text in run_._r.findall(qn("w:t")):
                text.tag = qn("w:delText")
            mark = parse_xml(f"<w:del {nsdecls('w')} {MARK}/>")
            run_._r.addprevious(mark)
            mark.append(run_._r)
    sink = io.BytesIO()
    document.save(sink)
    answer = apply(run, sent, sink.getvalue())

    assert answer.code == 0, answer.err
    text = (sent / PILLAR).read_text(encoding="utf-8")
    assert "trayek" not in text.replace("Menyambung trayek", "")
    assert "jadwal" not in text
    assert "Ada dua penyebab:" in text


def test_a_space_that_parts_two_words_is_a_change(run: Run, sent: Path) -> None:
    answer = apply(run, sent, edit_words(build_book(sent), "Jalan utama", "ut", "ut "))

    assert answer.code == 0, answer.err
    assert "Jalan ut ama padat" in (sent / PILLAR).read_text(encoding="utf-8")
