"""Remarks as a clerk reads them: place, who, what, the words they saw, and whose they are.

In: placed remarks. Out: text for a terminal, and findings for the formats of ``validate``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from masterplan_cli.diagnostics import Diagnostic, Language, Nature, Related, Severity, Span, Text
from masterplan_cli.report.findings import ReadLine
from masterplan_cli.review.remark import Remark
from masterplan_cli.rounds.returned import PlacedRemark, Returned

_BOLD, _BLUE, _OFF = "\x1b[1m", "\x1b[1;34m", "\x1b[0m"
_WIDTH = 160

UNLOCATED = Text("tanpa tempat", "unlocated")


def render_remarks(
    returned: Returned, read_line: ReadLine, language: Language, *, colour: bool = False
) -> str:
    """Return one block of lines for each remark; those without a place stand at the end."""
    lines: list[str] = []
    for placed in returned.remarks:
        lines.append(_name_head(placed, language, colour=colour))
        lines.extend(f"    {line}" for line in _describe(placed, read_line, language))
    return "".join(f"{line}\n" for line in lines)


def render_count(returned: Returned, language: Language) -> str:
    """Return the closing line: how many of what, and how many without a place."""
    remarks = [placed.remark for placed in returned.remarks]
    comments = sum(remark.kind == "comment" for remark in remarks)
    open_ones = sum(remark.kind == "comment" and not remark.resolved for remark in remarks)
    untracked = sum(remark.kind == "untracked" for remark in remarks)
    changes = len(remarks) - comments - untracked
    lost = sum(placed.span is None for placed in returned.remarks)
    return Text(
        f"{comments} komentar ({open_ones} belum selesai), {changes} perubahan terlacak, "
        f"{untracked} perubahan tanpa pelacakan; {lost} tanpa tempat.",
        f"{comments} comment{_plural(comments)} ({open_ones} open), {changes} tracked "
        f"change{_plural(changes)}, {untracked} untracked; {lost} unlocated.",
    ).speak(language)


def _plural(count: int) -> str:
    return "" if count == 1 else "s"


def name_author(placed: PlacedRemark) -> str:
    """Return who said it: the author, or the file where the author is not known."""
    return placed.remark.author or " ".join(placed.remark.copies)


def name_owner(placed: PlacedRemark) -> str:
    """Return what the OPD is called that answers for the place; empty where none does."""
    owner = placed.owner
    return (owner.short_name or owner.name) if owner is not None else ""


def _name_head(placed: PlacedRemark, language: Language, *, colour: bool) -> str:
    span = placed.span
    place = f"{span.file}:{span.line}:{span.column}" if span else UNLOCATED.speak(language)
    kind = f"{placed.remark.kind}[{name_author(placed)}]"
    if colour:
        place, kind = f"{_BOLD}{place}{_OFF}", f"{_BLUE}{kind}{_OFF}"
    return f"{place}: {kind} {say_text(placed, language)}"


def say_text(placed: PlacedRemark, language: Language) -> str:
    """Return what a remark says or does, in one line."""
    remark = placed.remark
    old, new = _cut(remark.old), _cut(remark.new)
    match remark.kind:
        case "comment":
            return _cut(remark.text, 2000) or Text("(komentar kosong)", "(empty)").speak(language)
        case "untracked" if remark.old and remark.old == remark.new:
            return Text(f"dipindahkan: “{new}”", f"moved: '{new}'").speak(language)
        case "move":
            return Text(f"dipindahkan: “{new}”", f"moved: '{new}'").speak(language)
        case _ if not remark.old:
            return Text(f"disisipkan: “{new}”", f"inserted: '{new}'").speak(language)
        case _ if not remark.new:
            return Text(f"dihapus: “{old}”", f"deleted: '{old}'").speak(language)
        case _:
            return Text(f"diganti: “{old}” → “{new}”", f"'{old}' → '{new}'").speak(language)


def _cut(text: str, width: int = _WIDTH) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def _describe(placed: PlacedRemark, read_line: ReadLine, language: Language) -> Iterator[str]:
    """Yield what stands below a remark's first line."""
    remark = placed.remark
    source = read_line(placed.span.file, placed.span.line) if placed.span else None
    if placed.span and source and source.strip():
        yield f"{placed.span.line} | {_cut(source)}"
    if remark.seen.strip():
        yield f"{Text('Pada naskah', 'In the draft').speak(language)}: “{_cut(remark.seen)}”"
    if remark.heading:
        head = f"{Text('Bagian', 'Section').speak(language)}: {_cut(remark.heading)}"
        yield head + _say_page(remark, language)
    if placed.owner is not None:
        yield f"OPD: {name_owner(placed)}"
    answered = Text("Balasan", "Reply").speak(language)
    for reply in remark.replies:
        yield f"{answered}[{reply.author}]: {_cut(reply.text, 2000)}"
    notes = [note.speak(language) for note in list_notes(placed)]
    if notes:
        yield " ".join(notes)


def _say_page(remark: Remark, language: Language) -> str:
    """Return the page as the tail of a line, empty where none is known."""
    if not remark.page and not remark.section_page:
        return ""
    own, first = remark.page, remark.section_page
    said = Text(f"hlm. {own or f'{first} dst.'}", f"p. {own or f'{first} ff.'}")
    return f", {said.speak(language)}"


def list_notes(placed: PlacedRemark) -> Iterator[Text]:
    """Yield what else has to be known of a remark, as sentences."""
    remark = placed.remark
    if remark.resolved:
        yield Text("Sudah ditandai selesai.", "Marked as resolved.")
    if placed.gone:
        yield Text(
            f"Yang dibicarakan tidak ada lagi ({placed.gone}).",
            f"What it speaks of is gone ({placed.gone}).",
        )
    elif placed.changed:
        yield Text("Teksnya sudah berubah sejak draf dikirim.", "The text has changed since.")
    if placed.span is not None and remark.confidence < 1:
        share = round(remark.confidence * 100)
        yield Text(
            f"Tempat dicari dari bunyi teks, keyakinan {share}%.",
            f"Placed by its words, {share}% sure.",
        )
    if len(remark.copies) > 1:
        listed = ", ".join(remark.copies)
        yield Text(f"Ada dalam {listed}.", f"In {listed}.")


def list_findings(returned: Returned) -> tuple[Diagnostic, ...]:
    """Return the remarks and what was found of the files as findings, for machines.

    A remark without a place stands at the file that it came in.
    """
    return (*returned.diagnostics, *map(_make_finding, returned.remarks))


def _make_finding(placed: PlacedRemark) -> Diagnostic:
    remark, author = placed.remark, name_author(placed)
    owner = f" [OPD: {name_owner(placed)}]" if placed.owner else ""
    said = Text(
        f"{author}: {say_text(placed, 'id')}{owner}", f"{author}: {say_text(placed, 'en')}{owner}"
    )
    about: dict[str, Any] = {
        "span": placed.span or Span(remark.copies[0]),
        "severity": Severity.WARNING,
        "nature": Nature.WRONG,
        "hint": _join_notes(placed),
        "related": tuple(_list_related(placed.related)),
        "pointer": placed.pointer,
    }
    match remark.kind:
        case "comment":
            return Diagnostic("review-comment", said, **about)
        case "untracked":
            return Diagnostic("review-untracked", said, **about)
        case _:
            return Diagnostic("review-change", said, **about)


def _join_notes(placed: PlacedRemark) -> Text | None:
    """Return what has to be known of a remark besides its words: what was seen, whose it is."""
    notes = list(list_notes(placed))
    if placed.span is None:
        notes.insert(0, Text("Tempatnya tidak ditemukan.", "Its place was not found."))
    if placed.remark.seen.strip():
        seen = _cut(placed.remark.seen)
        notes.insert(0, Text(f"Pada naskah: “{seen}”.", f"In the draft: '{seen}'."))
    for reply in placed.remark.replies:
        text = f"[{reply.author}]: {_cut(reply.text)}"
        notes.append(Text(f"Balasan{text}", f"Reply{text}"))
    return Text(" ".join(n.id for n in notes), " ".join(n.en for n in notes)) if notes else None


def _list_related(places: Iterable[tuple[str, Span]]) -> Iterator[Related]:
    for pointer, span in places:
        yield Related(span, Text(f"juga menyentuh {pointer}", f"also touches {pointer}"))
