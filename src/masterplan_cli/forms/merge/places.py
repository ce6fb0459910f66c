"""From a finding in changed YAML back to the cell of the form that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from masterplan_cli.diagnostics import Diagnostic, Span
from masterplan_cli.forms.merge.changeset import Touch, point_cell
from masterplan_cli.forms.merge.compare import Take
from masterplan_cli.forms.reading.lines import Line
from masterplan_cli.schema.index import Index


def list_touches(lines: Iterable[Line]) -> Iterable[Touch]:
    """Yield the cells of what was in the plan already: a change elsewhere may concern them."""
    for line in lines:
        if not line.key:
            continue
        if line.sheet.spec.across is not None:
            for column in line.sheet.columns:
                if column.item and line.values.get(column.id):
                    pointer = point_cell(line.sheet, line.key, column.item)
                    yield Touch(pointer, line.cells[column.id])
            continue
        for column in line.sheet.columns:
            if column.path and column.id in line.cells:
                steps = (*column.path, column.item) if column.item else column.path
                yield Touch(f"{line.key}/{'/'.join(steps)}", line.cells[column.id])
        first = next(iter(line.cells.values()), line.place)
        yield Touch(line.key, first)


class Places:
    """Cells by what they hold in the plan as it is with the changes."""

    def __init__(self, index: Index | None, touches: Iterable[Touch]) -> None:
        """Know ``touches``; ``index`` tells where in the files they stand."""
        self._pointers: dict[str, Touch] = {}
        self._spans: dict[str, list[tuple[tuple[int, int], tuple[int, int], Touch]]] = {}
        for touch in touches:
            self._pointers.setdefault(touch.pointer, touch)
            if index is not None:
                self._note_spans(index, touch)

    def _note_spans(self, index: Index, touch: Touch) -> None:
        """Note where a value stands, and the mappings between it and its record.

        Why: of a mapping that lacks a key, the reader points at the mapping.
        """
        found = index.trace(touch.pointer)
        if found is None or (found[2] and touch.pointer.count("/") > 1):
            return
        file, path, _ = found
        key = touch.cause.key if isinstance(touch.cause, Take) else ""
        record = index.trace(key) if key else None
        shortest = len(record[1]) + 1 if record is not None else len(path)
        for length in range(len(path), min(shortest, len(path)) - 1, -1):
            span = file.tree.span(path[:length])
            start, end = (span.line, span.column), (span.end_line, span.end_column)
            self._spans.setdefault(span.file, []).append((start, end, touch))

    def find(self, finding: Diagnostic) -> Touch | None:
        """Return the nearest change that a finding speaks of."""
        parts = finding.pointer.split("/")
        for length in range(len(parts), 1, -1):
            touch = self._pointers.get("/".join(parts[:length]))
            if touch is not None:
                return touch
        return self.find_at(finding.span)

    def find_blamed(self, finding: Diagnostic) -> Touch | None:
        """Return the change at another place that a finding speaks of besides its own."""
        for related in finding.related:
            touch = self.find_at(related.span)
            if touch is not None and touch.cause is not None:
                return touch
        return None

    def find_at(self, span: Span) -> Touch | None:
        """Return the change whose value or mapping a place lies in."""
        at = (span.line, span.column)
        fitting = [
            (end, start, touch)
            for start, end, touch in self._spans.get(span.file, ())
            if start <= at < max(end, (start[0], start[1] + 1))
        ]
        return max(fitting, key=lambda one: one[1])[2] if fitting else None
