"""Tables and charts as the profile declares them: ``tables/<name>.yaml``, ``charts/<name>.yaml``.

Read once for each book, validated like any file of a workspace, and overridable file by file.
"""

from __future__ import annotations

from typing import Final, TypeVar

from masterplan_cli.diagnostics import Diagnostic, Span
from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.render.chart_spec import ChartSpec
from masterplan_cli.render.state import TemplateFaultError
from masterplan_cli.render.table_spec import TableSpec
from masterplan_cli.schema.nearest import find_nearest
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.validation import validate_tree
from masterplan_cli.source.overlay import Overlay
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.tree import Tree

Spec = TypeVar("Spec", bound=Record)
# Folder, and what the thing is called in Indonesian and in English.
_KINDS: Final[dict[type[Record], tuple[str, str, str]]] = {
    TableSpec: ("tables", "tabel", "table"),
    ChartSpec: ("charts", "diagram", "chart"),
}
_SUFFIX: Final = ".yaml"


class SpecReader:
    """Reads specs from ``templates``; what is wrong in them is kept in ``diagnostics``."""

    def __init__(self, templates: Overlay) -> None:
        """Start with nothing read."""
        self._templates = templates
        self._read: dict[tuple[type[Record], str], Record] = {}
        self._trees: dict[tuple[type[Record], str], Tree] = {}
        self.diagnostics: list[Diagnostic] = []
        self.asked: set[str] = set()
        """Files that somebody has asked for, whether read or known already."""
        self.texts: dict[str, bytes] = {}
        """What stood in them."""

    def read(self, model: type[Spec], name: str) -> Spec:
        """Return the spec called ``name``.

        Raises:
            TemplateFaultError: there is none, or its file has findings.
        """
        folder, noun, english = _KINDS[model]
        relative = f"{folder}/{name}{_SUFFIX}"
        self.asked.add(relative)
        known = self._read.get((model, name))
        if isinstance(known, model):
            return known
        data = self._templates.read(relative)
        if data is None:
            raise self._complain_missing(folder, name, (noun, english))
        self.texts[relative] = data
        tree, found = read_yaml(self._templates.label(relative), data)
        if tree is not None:
            validated = validate_tree(tree, model, {})
            found = [*found, *validated.diagnostics]
            record = validated.record
            if isinstance(record, model) and not found:
                self._read[model, name] = record
                self._trees[model, name] = tree
                return record
        self.diagnostics.extend(found)
        raise TemplateFaultError(
            Message(f"{noun} “{name}” tidak dapat dibaca", f"the {english} '{name}' is unreadable"),
            Message(f"Perbaiki temuan pada berkas {noun} itu.", "Mend the findings in its file."),
        )

    def find_key(self, model: type[Record], name: str, key: str) -> Span:
        """Return where the value of ``key`` stands in a spec that was read."""
        return self._trees[model, name].span((key,))

    def advise(self, advice: Diagnostic) -> None:
        """Keep a warning about a spec, however often its chart is drawn."""
        if advice not in self.diagnostics:
            self.diagnostics.append(advice)

    def _complain_missing(
        self, folder: str, name: str, nouns: tuple[str, str]
    ) -> TemplateFaultError:
        relative = f"{folder}/{name}{_SUFFIX}"
        there = [
            path.rpartition("/")[2].removesuffix(_SUFFIX)
            for path in self._templates.list(f"{folder}/*{_SUFFIX}")
        ]
        near = find_nearest(name, there, 1)
        hint = Message(f"Buat {relative} pada folder profil.", f"Create {relative}.")
        if near:
            hint = Message(
                f"Mungkin maksudnya “{near[0]}”; bila bukan, buat {relative} pada folder profil.",
                f"Did you mean '{near[0]}'? If not, create {relative}.",
            )
        return TemplateFaultError(
            Message(f"{nouns[0]} “{name}” tidak ada", f"there is no {nouns[1]} '{name}'"), hint
        )
