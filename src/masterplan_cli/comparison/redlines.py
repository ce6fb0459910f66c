"""Books with the changes since an older state tracked, as Word shows them.

In: both states. Out: one Word file for each document that both have at the newer one's stage.
"""

from __future__ import annotations

from masterplan_cli.comparison.sides import Side
from masterplan_cli.compiler import Build, BuildOrder, Output, build_stage
from masterplan_cli.diagnostics import Diagnostic, Severity, Text, UserError
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.writers.docx.redline import write_redline


def make_redlines(old: Side, new: Side, books: tuple[str, ...]) -> tuple[Output, ...]:
    """Return the redlined books.

    Raises UserError where either state cannot be built: what contradicts itself has no book.
    """
    before = {output.name: output.data for output in _build(old, books).outputs}
    day = new.revision.day.isoformat() if new.revision.day else ""
    since = old.revision.label[:12]
    return tuple(
        Output(
            f"{output.name.removesuffix('.docx')}-perubahan-sejak-{since}.docx",
            write_redline(before[output.name], output.data, day),
        )
        for output in _build(new, books).outputs
        if output.name in before
    )


def _build(side: Side, books: tuple[str, ...]) -> Build:
    if side.loaded.wrong:
        raise _refuse(side, side.loaded.diagnostics)
    order = BuildOrder(
        books=books,
        formats=("docx",),
        revision=side.revision.label,
        built_on=side.revision.day,
        cache=find_cache_folder(),
    )
    build = build_stage(side.loaded, order)
    if any(finding.severity is Severity.ERROR for finding in build.diagnostics):
        raise _refuse(side, build.diagnostics)
    return build


def _refuse(side: Side, found: tuple[Diagnostic, ...]) -> UserError:
    first = next(finding for finding in found if finding.severity is Severity.ERROR)
    place = f"{first.span.file}:{first.span.line}"
    return UserError(
        Text(f"{side.title} tidak dapat disusun", f"{side.title} cannot be built"),
        Text(f"{place}: {first.message.id}", f"{place}: {first.message.en}"),
    )
