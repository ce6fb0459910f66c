"""The memo to one OPD: what is still needed from it, by when, in which file and line.

In: a group by OPD. Out: a document of one page; where there is more than fits, the letter sums up
by dimension and an annex holds the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from masterplan_cli.document.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Inline,
    LineBreak,
    Metadata,
    PageBreak,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.status.completeness import Group, name_region
from masterplan_cli.status.items import Item

TITLE = "Nota Dinas"
FITTING = 20
"""Lines of the list that one page holds beside the letter's text."""

_NEED_WIDTH, _FILE_WIDTH = 44, 32
"""Characters on a line of the two wide columns, as the reference document sets them."""

_TEAM = "Tim Penyusun Masterplan"


@dataclass(frozen=True, slots=True)
class MemoOrder:
    """What a memo says of itself: dates in words (empty where unknown) and the build's id.

    ``late`` where the deadline had passed when the memo was written.
    """

    date: str = ""
    deadline: str = ""
    late: bool = False
    build_id: str = ""


def build_memo(plan: Masterplan, group: Group, order: MemoOrder) -> Document:
    """Return the memo for one group that owes anything."""
    items = _list_owed(group)
    fits = sum(map(_count_lines, items)) <= FITTING
    blocks: list[Block] = [
        # A heading of level 1 opens a page, so the letterhead is the one there is.
        Heading(1, (Text(f"Pemerintah {name_region(plan)}"),), style="plain"),
        Paragraph((Text(_name_sender(plan)),), style="centered"),
        Paragraph((Strong((Text(TITLE.upper()),)),), style="centered"),
        _lay_address(plan, group, order, annexed=not fits),
        *_write_request(plan, group),
        _lay_items(items) if fits else _lay_summary(plan, items),
        *_write_close(plan, group, order, annexed=not fits),
    ]
    if not fits:
        blocks += [
            PageBreak(),
            Heading(2, (Text("Lampiran: isi yang masih diperlukan"),), style="plain"),
            _lay_items(items),
        ]
    region = name_region(plan)
    metadata = Metadata(
        title=f"{TITLE}: kelengkapan isi masterplan",
        region=region,
        book="memo",
        stage=plan.stage.number,
        stage_label=plan.stage.name,
        build_id=order.build_id,
        date="",
        draft=False,
        author=f"Pemerintah {region}",
    )
    return Document(metadata, tuple(blocks))


def name_memo(plan: Masterplan, group: Group) -> str:
    """Return the stem of a memo's file name."""
    return f"memo-bimtek-{plan.stage.number}-{group.id or 'tanpa-penanggung-jawab'}"


def name_form(plan: Masterplan, opd: str) -> str:
    """Return the stem of the file name of an OPD's form."""
    return f"formulir-bimtek-{plan.stage.number}-{opd}"


def _list_owed(group: Group) -> tuple[Item, ...]:
    """Return what is owed now, mistakes first: they stop the books from being made."""
    owed = [item for item in group.items if item.kind != "upcoming"]
    return tuple(sorted(owed, key=lambda item: (item.kind != "wrong", item.file, item.line)))


def _say(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _name_sender(plan: Masterplan) -> str:
    """Return who writes: the coordinating OPD for the team, or the team alone."""
    name = plan.workspace.manifest.coordinator
    coordinator = next((opd for opd in plan.workspace.opds if opd.id == name), None)
    return f"{_TEAM}, {coordinator.name}" if coordinator else _TEAM


def _name_addressee(group: Group) -> str:
    if group.opd is None:
        return _TEAM
    return group.opd.leader


def _lay_address(plan: Masterplan, group: Group, order: MemoOrder, *, annexed: bool) -> Table:
    lines = [
        ("Kepada", f"Yth. {_name_addressee(group)}"),
        ("Dari", _name_sender(plan)),
        ("Tanggal", order.date or "………………………"),
        ("Lampiran", "Satu daftar" if annexed else "–"),
        ("Hal", f"Permintaan kelengkapan isi masterplan, {plan.stage.name}"),
    ]
    rows = tuple(Row((_fill(label), _fill(value))) for label, value in lines)
    return Table((Column(1), Column(5)), rows, plain=True)


def _fill(*lines: str, **looks: object) -> Cell:
    return Cell(tuple((Text(line),) for line in lines), **looks)  # type: ignore[arg-type]


def _write_request(plan: Masterplan, group: Group) -> Iterator[Paragraph]:
    subject = f"masterplan {name_region(plan)}"
    if group.opd is None:
        yield _say(
            f"Dalam rangka penyusunan {subject} untuk {plan.stage.name}, kelengkapan isi telah "
            "diperiksa. Isi berikut masih diperlukan, tetapi belum memiliki OPD penanggung jawab; "
            "mohon ditetapkan penanggung jawabnya dan dilengkapi."
        )
        return
    yield _say(
        f"Dalam rangka penyusunan {subject} untuk {plan.stage.name}, kami telah memeriksa isi yang "
        f"menjadi tanggung jawab {group.opd.name}. {_sum_up(group)}"
    )


def _sum_up(group: Group) -> str:
    """Return the sentence with the figures, which are the checks' own."""
    missing, wrong = group.count("missing"), group.count("wrong")
    said = []
    if group.required:
        said.append(
            f"Dari {group.required} isi yang diminta pada tahap ini, {group.done} sudah tersedia "
            f"dan {missing} masih kurang."
            if missing
            else f"Ke-{group.required} isi yang diminta pada tahap ini sudah tersedia."
        )
    if wrong:
        said.append(
            f"Selain itu, {wrong} isian perlu diperbaiki."
            if group.required and missing
            else f"Namun, {wrong} isian perlu diperbaiki."
            if group.required
            else f"Ada {wrong} isian yang perlu diperbaiki."
        )
    said.append("Berikut yang masih kami perlukan dari Saudara.")
    return " ".join(said)


def _lay_items(items: tuple[Item, ...]) -> Table:
    heads = ("No.", "Yang masih kami perlukan", "Berkas", "Baris")
    rows = [Row(tuple(_fill(head) for head in heads), kind="header")]
    for number, item in enumerate(items, start=1):
        line = str(item.line) if item.line else "baru"
        rows.append(
            Row((_fill(str(number)), _fill(*_describe(item)), _fill(item.file), _fill(line)))
        )
    columns = (Column(0.6, "center"), Column(5), Column(3.6), Column(0.9, "center"))
    return Table(columns, tuple(rows))


def _count_lines(item: Item) -> int:
    """Return how many lines an item's row takes, nearly."""
    need = sum(-(-len(line) // _NEED_WIDTH) for line in _describe(item))
    return max(need, -(-len(item.file) // _FILE_WIDTH))


def _describe(item: Item) -> Iterator[str]:
    """Yield what is needed, and for a mistake also how to mend it."""
    message = item.finding.message.id
    message = f"{message[:1].upper()}{message[1:]}"
    named = item.subject and item.subject not in message
    yield f"{message} ({item.subject})" if named else message
    if item.kind == "wrong" and item.finding.hint is not None:
        yield item.finding.hint.id


def _lay_summary(plan: Masterplan, items: tuple[Item, ...]) -> Table:
    """Return how many things are owed in each pillar."""
    names = {dimension.id: dimension.name for dimension in plan.profile.dimensions}
    heads = ("Bagian", "Kurang", "Perlu diperbaiki")
    rows = [Row(tuple(_fill(head) for head in heads), kind="header")]
    listed = dict.fromkeys([*names, *(item.pillar for item in items)])
    for pillar in listed:
        kinds = [item.kind for item in items if item.pillar == pillar]
        if kinds:
            name = names.get(pillar, pillar) if pillar else "Lintas dimensi"
            figures = (str(kinds.count("missing")), str(kinds.count("wrong")))
            rows.append(Row((_fill(name), *(_fill(figure) for figure in figures))))
    return Table((Column(4), Column(1, "center"), Column(1.4, "center")), tuple(rows))


def _write_close(
    plan: Masterplan, group: Group, order: MemoOrder, *, annexed: bool
) -> Iterator[Paragraph]:
    due = (
        f"paling lambat {order.deadline}"
        if order.deadline
        else f"sebelum pelaksanaan {plan.stage.name}"
    )
    listed = "Rinciannya tercantum dalam lampiran. " if annexed else ""
    form = f"{name_form(plan, group.id)}.xlsx" if group.opd is not None else ""
    way = (
        f"diisikan pada berkas {form} dan dikirim kembali kepada tim penyusun"
        if form
        else "ditulis pada berkas dan baris yang disebut"
    )
    if order.deadline and order.late:
        listed += f"Batas waktunya, {order.deadline}, telah lewat. "
        due = "dalam waktu dekat"
    yield _say(f"{listed}Isi tersebut kami harapkan {due}, {way}.")
    later = group.count("upcoming")
    if later:
        yield _say(f"Sebagai pemberitahuan, {later} isi lain akan diminta pada tahap berikutnya.")
    if group.opd is not None:
        yield _say("Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.")
    signed: tuple[Inline, ...] = (Text(_TEAM), *[LineBreak()] * 3, Text("………………………………"))
    yield Paragraph(signed, style="signature")
