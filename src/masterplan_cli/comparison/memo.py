"""The memo "Perubahan sejak …": figures, then what changed, as a document for every writer.

In: a comparison. Out: a ``Document``. Words that left or came in stand out in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.comparison.differences import Change, Comparison, sum_figures
from masterplan_cli.comparison.listing import NO_OWNER, NOTHING, group_changes
from masterplan_cli.comparison.sides import Side
from masterplan_cli.comparison.words import compare_words, cut_shared
from masterplan_cli.document.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Inline,
    Metadata,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from masterplan_cli.render.formats import format_rupiah_short

_LONG, _REACH = 400, 120
"""Characters of a text that is shown whole, and of those shown beside a change of a longer one."""
_WHAT = {
    "added": "Ditambahkan",
    "dropped": "Dihapus",
    "moved": "Pilar",
    "renamed": "Nama",
    "reidentified": "Id",
}


def title_memo(old: Side, new: Side) -> str:
    """Return the memo's title, which names both sides where the newer is no present state."""
    until = "" if new.title == "isi sekarang" else f" sampai {new.title}"
    return f"Perubahan sejak {old.title}{until}"


def build_memo(comparison: Comparison, old: Side, new: Side, by: str) -> Document:
    """Return the memo."""
    plan = comparison.new
    region = plan.workspace.manifest.region
    name = f"{region.type.capitalize()} {region.name}"
    title = title_memo(old, new)
    blocks: list[Block] = [
        Heading(1, (Text(title),), style="plain"),
        Paragraph((Text(_describe_sides(name, old, new)),)),
    ]
    figures = _lay_figures(comparison, by)
    if figures is not None:
        blocks += [Heading(2, (Text("Program dan pagu"),), style="plain"), figures]
    for _, group, changes in group_changes(comparison, by):
        blocks += [Heading(2, (Text(group),), style="plain"), _lay_changes(changes)]
    if not comparison.changes:
        blocks.append(Paragraph((Text(NOTHING.id),)))
    metadata = Metadata(
        title=title,
        region=name,
        book="perubahan",
        stage=plan.stage.number,
        stage_label=plan.stage.name,
        build_id=f"{new.revision.label}/perubahan-sejak-{old.revision.label}",
        date=new.revision.day.isoformat() if new.revision.day else "",
        draft=False,
        author=f"Pemerintah {name}",
    )
    return Document(metadata, tuple(blocks))


def _describe_sides(region: str, old: Side, new: Side) -> str:
    dated = [
        f"{side.title} (versi {side.revision.label}{f', {side.day}' if side.day else ''})"
        for side in (old, new)
    ]
    return (
        f"Nota ini membandingkan isi masterplan smart city {region} pada {dated[0]} dengan "
        f"{dated[1]}. Kata yang dihapus atau ditambahkan dicetak tebal."
    )


def _fill(*inlines: Inline) -> Cell:
    return Cell((inlines,)) if inlines else Cell(())


def _say(text: str) -> Cell:
    return _fill(Text(text))


def _head(*names: str) -> Row:
    return Row(tuple(_say(name) for name in names), kind="header")


def _lay_figures(comparison: Comparison, by: str) -> Table | None:
    rows = sum_figures(comparison, by)
    if not rows:
        return None
    lines = [
        _head("Pilar" if by == "pillar" else "OPD", "Program", "Menjadi", "Pagu", "Menjadi"),
        *(
            Row(
                (
                    _say(row.name or NO_OWNER.id),
                    *(_say(str(count)) for count in row.programs),
                    *(_say(format_rupiah_short(amount)) for amount in row.budget),
                )
            )
            for row in rows
        ),
    ]
    columns = (Column(4), *[Column(1.2, "center")] * 2, *[Column(2.2, "right")] * 2)
    return Table(columns, tuple(lines))


def _lay_changes(changes: list[Change]) -> Table:
    rows = [_head("Butir", "Yang berubah", "Semula", "Menjadi")]
    last = ""
    for change in changes:
        pointer = change.subject.pointer
        name = f"{change.subject.title}: {change.subject.name}" if pointer != last else "″"
        last = pointer
        old, new = _lay_texts(change)
        what = _WHAT.get(change.kind, change.field)
        rows.append(Row((_say(name), _say(what), _fill(*old), _fill(*new)), origin=change.pointer))
    return Table((Column(2.4), Column(1.8), Column(3.4), Column(3.4)), tuple(rows))


def _lay_texts(change: Change) -> tuple[list[Inline], list[Inline]]:
    """Return both texts; where they are words, those that differ are bold.

    Of a long text only what stands beside a change is shown.
    """
    if not change.words:
        return [Text(change.old or "–")], [Text(change.new or "–")]
    words = compare_words(change.old, change.new)
    if max(len(change.old), len(change.new)) > _LONG:
        words = cut_shared(words, _REACH)
    sides: list[list[Inline]] = []
    for kept in ("old", "new"):
        sides.append(
            list(_mark((one.kind, one.text) for one in words if one.kind in ("both", kept)))
        )
    return sides[0], sides[1]


def _mark(stretches: Iterator[tuple[str, str]]) -> Iterator[Inline]:
    for kind, text in stretches:
        line = re.sub(r"\s*\n\s*", " ", text)
        yield Text(line) if kind == "both" else Strong((Text(line),))
