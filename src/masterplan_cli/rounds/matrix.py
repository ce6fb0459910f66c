"""The comment-resolution matrix (matriks tanggapan): every stored comment with its answer.

In: a plan with its reviews. Out: rows, and from them a ``Document`` for Word and Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from masterplan_cli.compiler import Loaded
from masterplan_cli.document.nodes import (
    Cell,
    Column,
    Document,
    Emphasis,
    Heading,
    Inline,
    Link,
    Metadata,
    Paragraph,
    Row,
    SectionChange,
    Strong,
    Table,
    Text,
)
from masterplan_cli.model.review import ReviewComment
from masterplan_cli.model.workspace import ReviewRound
from masterplan_cli.render.places import locate_pointer
from masterplan_cli.rounds.printed import Printed, read_printed

TITLE = "Matriks tanggapan"
HEADINGS = (
    "No.",
    "Tahap",
    "Dokumen",
    "Bagian",
    "Hlm.",
    "Teks yang dikomentari",
    "Komentar",
    "Penelaah",
    "OPD",
    "Tanggapan",
    "Status",
    "Tempat",
)
WIDTHS = (0.8, 1.0, 1.4, 2.4, 1.0, 2.4, 3.0, 1.5, 1.6, 3.0, 1.4, 2.2)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One comment.

    ``page`` is its own as printed, or where its section begins (``12 dst.``); ``place`` is file and
    line of what it speaks of today, or empty.
    """

    number: int
    stage: int
    document: str
    heading: str
    page: str
    seen: str
    comment: str
    reviewer: str
    owner: str
    response: str
    status: str
    place: str

    @property
    def values(self) -> tuple[str, ...]:
        """What the columns show, in the order of ``HEADINGS``: the answer without its markup."""
        return (
            str(self.number),
            str(self.stage),
            self.document,
            self.heading,
            self.page,
            self.seen,
            self.comment,
            self.reviewer,
            self.owner,
            "\n".join(_mark_item(one) + one.text for one in read_printed(self.response)),
            self.status,
            self.place,
        )


def list_rows(loaded: Loaded, pages: Mapping[str, str] | None = None) -> list[MatrixRow]:
    """Return all stored comments by stage, in the order of their files.

    ``pages`` are those that became known by now, by the comments' ids.
    """
    assert loaded.plan is not None
    pairs = [(one, comment) for one in loaded.plan.workspace.reviews for comment in one.comments]
    return [
        _make_row(loaded, number, review, comment, (pages or {}).get(comment.id, ""))
        for number, (review, comment) in enumerate(pairs, start=1)
    ]


def _make_row(
    loaded: Loaded, number: int, review: ReviewRound, comment: ReviewComment, page: str
) -> MatrixRow:
    plan, profile = loaded.plan, loaded.profile
    assert plan is not None
    assert profile is not None
    spec = next((one for one in plan.profile.documents if one.id == review.document), None)
    owner = plan.find_responsible(comment.pointer or "")
    pointer = comment.pointer
    span = locate_pointer(pointer, plan.index, profile.templates) if pointer else None
    return MatrixRow(
        number,
        review.stage,
        spec.title if spec is not None else review.document,
        comment.heading or "",
        name_page(comment.page or page, comment.section_page or ""),
        comment.seen or "",
        "\n".join((comment.text, *comment.replies)),
        comment.author or "",
        (owner.short_name or owner.name) if owner is not None else "",
        comment.response or "",
        comment.status or "",
        f"{span.file}:{span.line}" if span is not None else "",
    )


def name_page(own: str, section: str) -> str:
    """Return a comment's page as printed; ``12 dst.`` where only its section's first is known."""
    return own or (f"{section} dst." if section else "")


def build_matrix(loaded: Loaded, rows: list[MatrixRow], build_id: str, day: str) -> Document:
    """Return the matrix as a document of landscape pages."""
    plan = loaded.plan
    assert plan is not None
    region = plan.workspace.manifest.region
    name = f"{region.type.capitalize()} {region.name}"
    answered = sum(bool(row.response and row.status) for row in rows)
    said = f"{len(rows)} komentar, {answered} sudah ditanggapi dan diputuskan."
    metadata = Metadata(
        title=TITLE,
        region=name,
        book="matriks",
        stage=plan.stage.number,
        stage_label=plan.stage.name,
        build_id=f"{build_id}/matriks",
        date=day,
        draft=False,
        author=f"Pemerintah {name}",
    )
    blocks = (
        SectionChange(orientation="landscape"),
        Heading(1, (Text(f"{TITLE} masterplan smart city {name}"),), style="plain"),
        Paragraph((Text(said),)),
    )
    return Document(metadata, (*blocks, _lay_rows(rows)) if rows else blocks)


def _lay_rows(rows: list[MatrixRow]) -> Table:
    lines = [Row(tuple(_fill(head) for head in HEADINGS), kind="header")]
    lines += [Row(tuple(_lay_cells(row))) for row in rows]
    centred = (0, 1)
    columns = tuple(
        Column(width, "center" if place in centred else "left")
        for place, width in enumerate(WIDTHS)
    )
    return Table(columns, tuple(lines), orientation="landscape")


def _lay_cells(row: MatrixRow) -> Iterator[Cell]:
    """Yield a row's cells; the team's answer is Markdown, what others said is not."""
    for heading, value in zip(HEADINGS, row.values, strict=True):
        if heading == "Tanggapan":
            yield Cell(tuple(map(_lay_paragraph, read_printed(row.response))))
        else:
            yield _fill(value)


def _lay_paragraph(printed: Printed) -> tuple[Inline, ...]:
    runs = groupby(printed.signs, key=lambda sign: sign.style)
    inlines: list[Inline] = [Text(mark)] if (mark := _mark_item(printed)) else []
    for number, (style, signs) in enumerate(runs):
        text = "".join(f" {one.text}" if one.spaced else one.text for one in signs)
        words = text.lstrip() if number == 0 else text
        lead = words[: len(words) - len(words.lstrip())]
        inlines += [Text(lead)] if lead and style else []
        inlines.append(_dress(words.lstrip() if style else words, style))
    return tuple(inlines)


def _dress(text: str, style: tuple[str, ...]) -> Inline:
    node: Inline = Text(text)
    for name in reversed(style):
        match name:
            case "Strong":
                node = Strong((node,))
            case "Emphasis":
                node = Emphasis((node,))
            case _ if name.startswith("link "):
                node = Link(name.removeprefix("link "), (node,))
    return node


def _mark_item(printed: Printed) -> str:
    return "• " if "item" in printed.path[-2:-1] else ""


def _fill(text: str) -> Cell:
    return Cell(tuple(_list_lines(text)))


def _list_lines(text: str) -> Iterator[tuple[Text, ...]]:
    for line in text.splitlines() or [""]:
        if line.strip():
            yield (Text(line.strip()),)
