"""Changes as lines for a terminal: by pillar or OPD, then by record, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.comparison.differences import Change, Comparison, Figures, sum_figures
from masterplan_cli.comparison.words import compare_words, mark_words
from masterplan_cli.diagnostics import Language, Text
from masterplan_cli.render.formats import format_rupiah_short

NO_PILLAR = Text("Lintas dimensi", "Across pillars")
NO_OWNER = Text("Tanpa penanggung jawab", "Without an owner")
NOTHING = Text("Tidak ada perubahan.", "No changes.")


def group_changes(
    comparison: Comparison, by: str, language: Language = "id"
) -> list[tuple[str, str, list[Change]]]:
    """Return id, name and changes of each pillar (in the profile's order) or OPD (by name)."""
    groups: dict[str, list[Change]] = {}
    for change in comparison.changes:
        key = change.subject.pillar if by == "pillar" else change.owner.id if change.owner else ""
        groups.setdefault(key, []).append(change)
    if by == "pillar":
        order = ["", *(one.id for one in comparison.new.profile.dimensions)]
        named = [
            (key, comparison.name_pillar(key) if key else NO_PILLAR.speak(language), groups[key])
            for key in dict.fromkeys([*order, *groups])
            if key in groups
        ]
        return named
    named = [
        (key, changes[0].owner.name if changes[0].owner else NO_OWNER.speak(language), changes)
        for key, changes in groups.items()
    ]
    return sorted(named, key=lambda group: (not group[0], group[1]))


def render_listing(comparison: Comparison, head: str, by: str, language: Language) -> str:
    """Return the whole list, with figures above it and a count below."""
    lines = [head, *_list_figures(comparison, by, language)]
    for _, name, changes in group_changes(comparison, by, language):
        lines += ["", name]
        for place, change in enumerate(changes):
            former = changes[place - 1].subject.pointer if place else ""
            if change.subject.pointer != former:
                lines.append(f"  {change.subject.title} “{change.subject.name}”")
            lines.append(f"    {say_place(change)}{say_change(change, language)}")
    count = len(comparison.changes)
    said = Text(f"{count} perubahan.", f"{count} change{'' if count == 1 else 's'}.")
    lines += ["", (said if count else NOTHING).speak(language)]
    return "".join(f"{line}\n" for line in lines)


def _list_figures(comparison: Comparison, by: str, language: Language) -> Iterator[str]:
    for row in sum_figures(comparison, by):
        if row.programs[0] != row.programs[1] or row.budget[0] != row.budget[1]:
            yield f"  {row.name or NO_OWNER.speak(language)}: {say_figures(row)}"


def say_figures(row: Figures) -> str:
    """Return programmes and budget, before and now."""
    old, new = (format_rupiah_short(amount) for amount in row.budget)
    return f"{row.programs[0]} → {row.programs[1]} program, {old} → {new}"


def say_place(change: Change) -> str:
    """Return where the change stands now, as editors make links of it; nothing where it is gone."""
    span = change.span
    return f"{span.file}:{span.line}:{span.column}: " if span is not None else ""


def say_change(change: Change, language: Language) -> str:
    """Return a change in one line, without its subject."""
    old, new = change.old or "–", change.new or "–"
    match change.kind:
        case "added":
            tail = f": {change.new}" if change.new else ""
            said = Text(f"ditambahkan{tail}", f"added{tail}")
        case "dropped":
            tail = f": {change.old}" if change.old else ""
            said = Text(f"dihapus{tail}", f"dropped{tail}")
        case "moved":
            said = Text(f"dipindahkan dari {old} ke {new}", f"moved from {old} to {new}")
        case "reidentified":
            said = Text(f"id diganti: {old} → {new}", f"new id: {old} → {new}")
        case "renamed":
            said = Text(f"nama diganti: “{old}” → “{new}”", f"renamed: '{old}' → '{new}'")
        case _ if change.words:
            marked = mark_words(compare_words(change.old, change.new))
            said = Text(f"{change.field}: {marked}", f"{change.field}: {marked}")
        case _:
            line = " ".join(f"{change.field}: {old} → {new}".split())
            said = Text(line, line)
    return said.speak(language)
