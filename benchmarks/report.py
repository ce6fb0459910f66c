"""Results as Markdown: a table for each group, with the ratio to our own figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.measure import Result
from benchmarks.peers.installation import Installed

_METHOD = """\
Whole processes, measured from outside (`wait4`): seconds of processor time of a process and all
its children, seconds on the clock, and the peak memory of the largest single process. Cases of a
group run in turn, after one round that is not counted; medians. `cold` means without anything
kept from earlier runs; `changed` means that the description of one programme was edited before
each run; `unchanged` repeats the last build. Ours reads YAML, validates it by all rules, and
renders the templates; the others are given the finished blocks of our book (JSON, or Markdown for
pandoc) and only write them, without styles, numbering, bookmarks or charts. Each of their books
is read back and compared with ours. A peak is never below that of the measuring process at the
time, which holds our book to compare others with."""


class Section(NamedTuple):
    """A group of results; ``notes`` stand beside cases, others relate to the case ``base``."""

    title: str
    results: Mapping[str, Result]
    notes: Mapping[str, str]
    base: str
    remark: str = "Read back"


def render_results(sections: list[Section], tools: list[Installed], machine: list[str]) -> str:
    """Return the whole page."""
    lines = ["# What it costs", "", *machine, "", _METHOD, ""]
    for section in sections:
        lines += [f"## {section.title}", "", *_render_section(section), ""]
    if tools:
        lines += ["## Versions", "", "| Tool | Version |", "|:--|:--|"]
        for tool in tools:
            shown = tool.version or f"left out: {tool.reason}"
            lines.append(f"| {tool.peer.name} | {shown} |")
    return "\n".join(lines).rstrip() + "\n"


def _render_section(section: Section) -> list[str]:
    base = section.results.get(section.base)
    related = base is not None and bool(base.runs)
    head = ["Case", "Runs", "CPU s", "Wall s", "Peak MB"]
    head += ["CPU to ours"] if related else []
    head += [section.remark] if section.notes else []
    align = [":--", *["--:"] * (len(head) - 1)]
    if section.notes:
        align[-1] = ":--"
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(align)}|"]
    for name, result in section.results.items():
        if not result.runs:
            lines.append(f"| {name} | 0 | left out: {_escape(result.reason)} |")
            continue
        cells = [name, str(len(result.runs)), f"{result.cpu():.2f}", f"{result.wall():.2f}"]
        cells.append(f"{result.peak():.0f}")
        if related and base is not None:
            cells.append(f"{result.cpu() / base.cpu():.1f}×")
        if section.notes:
            cells.append(section.notes.get(name, ""))
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _escape(text: str) -> str:
    return text.replace("|", "\\|")[:200]
