"""What is rare while a YAML file is read: anchors, aliases and everything worth a finding.

In: events that the reader's loop does not take as they are. Out: replacements, and findings.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from masterplan_cli.diagnostics import Diagnostic, Related, Text
from masterplan_cli.source import syntax
from masterplan_cli.source.layout import refuse_lone_colon, suggest_quoted
from masterplan_cli.source.scalars import NULLS, Plain
from masterplan_cli.source.tree import Lines

DROPPED = "\0"
"""Stands for a key that was refused; no key that was read can equal it."""
MAX_DEPTH = 50
"""Lists and mappings inside each other; our deepest file has 8."""
MAX_FINDINGS = 1_000
"""Findings kept per file."""
MAX_ALIASED = 10_000
"""Values that all aliases of a file may stand for together."""

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")
RESERVED = "".join(map(chr, range(0xE000, 0xE010)))
"""Private-use characters that the renderer puts around values."""
UNFIT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff{RESERVED}]")
"""What no scalar may hold: characters that XML 1.0 forbids, and the reserved ones."""
_REPLACEMENT = "\ufffd"


_THOUSANDS = re.compile(r"[0-9]{3},[0-9]{3}[,}]\Z")
"""The third part of an unquoted 1,000,000 is no second key: the schema reports the number whole."""


class Faults:
    """The findings of one file, and the anchors that they may be about."""

    def __init__(self, lines: Lines, findings: list[Diagnostic]) -> None:
        """Add to ``findings``, which the caller keeps."""
        self.lines = lines
        self._findings = findings
        self._anchors: dict[str, tuple[Any, int | None, int]] = {}
        self._unused: dict[int, str] = {}
        self._aliased = 0

    def add(self, finding: Diagnostic) -> None:
        """Keep one finding, unless there are more already than anybody reads."""
        if len(self._findings) < MAX_FINDINGS:
            self._findings.append(finding)

    def _refuse(self, code: str, start: int, end: int, message: Text, hint: Text) -> None:
        self.add(Diagnostic(code, message, self.lines.span(start, end), hint=hint))

    def refuse_syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Report what the parser could not read, unless a text cut by a comment explains it."""
        at = error.problem_mark or error.context_mark
        since = error.context_mark or error.problem_mark
        if at is None or since is None:
            at_index = since_index = 0
        else:
            at_index, since_index = at.index, since.index
        words = f"{error.context or ''} | {error.problem or ''}"
        finding = syntax.explain_problem(self.lines, words, at_index, since_index)
        line = self.lines.locate(at_index)[0]
        is_flow = "flow" in words
        for known in self._findings:
            if known.code == "cut-by-comment" and (
                line - 1 <= known.span.line <= line
                or (is_flow and self.lines.locate(since_index)[0] <= known.span.line <= line)
            ):
                return
        self.add(finding)

    def take_properties(self, event: Any, value: Any, below: int | None) -> int:
        """Keep the value's anchor, refuse its tag, and return where the value itself starts.

        ``below`` is the number of a list or mapping among the marks, None for a scalar.
        """
        text = self.lines.text
        start: int = event.start_mark.index
        if event.anchor:
            if isinstance(event, yaml.ScalarEvent) and not event.style:
                value = None if value in NULLS else Plain(value)
            self._anchors[event.anchor] = (value, below, start)
            self._unused[start] = event.anchor
        match = _PROPERTIES.match(text, start)
        if event.tag is not None:
            sign = text.find("!", start)
            self.add(syntax.refuse_tag(self.lines, max(sign, start)))
        if match is None or match.end() > event.end_mark.index:
            return start
        return match.end()

    def resolve_alias(self, event: Any, open_values: tuple[Any, ...]) -> tuple[Any, int]:
        """Return what an alias stands for: its data, and their number among the marks or 0.

        Without an anchor the data are the alias's own text.

        ``open_values`` are the collections being read: an alias to one of them has no end.
        """
        start, end = event.start_mark.index, event.end_mark.index
        known = self._anchors.get(event.anchor)
        if known is None:
            self.add(syntax.refuse_start(self.lines, start))
            return Plain(self.lines.text[start:end]), 0
        value, below, place = known
        self._unused.pop(place, None)
        endless = below is not None and any(value is other for other in open_values)
        if not endless and self._aliased <= MAX_ALIASED:
            self._aliased += _count_values(value, MAX_ALIASED)
            if self._aliased <= MAX_ALIASED:
                return value, below or 0
        elif not endless:
            return None, 0
        self._refuse(
            "alias-expansion",
            start,
            end,
            Text(
                f"alias *{event.anchor} memuat dirinya sendiri",
                f"the alias *{event.anchor} contains itself",
            )
            if endless
            else Text(
                f"alias dalam berkas ini mewakili lebih dari {MAX_ALIASED} nilai",
                f"the aliases of this file stand for more than {MAX_ALIASED} values",
            ),
            Text(
                "Tulis isinya langsung, tanpa alias.",
                "Write the content itself, without aliases.",
            ),
        )
        return None, 0

    def refuse_unused_anchors(self) -> None:
        """Report anchors without alias: ``nama: &Rekan Kerja`` loses its first word."""
        for start, name in self._unused.items():
            line_start, line = self.lines.line_at(start)
            advice = suggest_quoted(line[start - line_start :])
            self._refuse(
                "unused-anchor",
                start,
                start + len(name) + 1,
                Text(
                    f"“&{name}” dibaca sebagai jangkar YAML dan hilang dari teks",
                    f"'&{name}' is read as a YAML anchor and lost from the text",
                ),
                advice,
            )

    def clean(self, value: str, start: int, end: int) -> str:
        """Report the characters that no scalar may hold, and return the text without them."""
        seen = dict.fromkeys(UNFIT.findall(value))
        for character in seen:
            name = f"U+{ord(character):04X}"
            if character in RESERVED:
                self._refuse(
                    "reserved-character",
                    start,
                    end,
                    Text(
                        f"karakter {name} dipakai oleh program ini sendiri",
                        f"the character {name} is reserved for this program",
                    ),
                    Text("Hapus karakter itu.", "Remove that character."),
                )
            else:
                self._refuse(
                    "forbidden-character",
                    start,
                    end,
                    Text(
                        f"karakter {name} tidak dapat dimuat dalam dokumen Word",
                        f"the character {name} cannot stand in a Word document",
                    ),
                    Text("Hapus karakter itu.", "Remove that character."),
                )
        return UNFIT.sub(_REPLACEMENT, value)

    def refuse_key(self, key: str, first: tuple[int, int] | None, start: int, end: int) -> str:
        """Report a key that is empty, a merge, or there already; returns what stands for it.

        ``first`` is the place where it stands already.
        """
        if first is not None:
            if not _THOUSANDS.match(self.lines.text[max(start - 4, 0) : end + 1]):
                self._refuse_duplicate(key, first, start, end)
        elif key:
            self._refuse(
                "merge-key",
                start,
                end,
                Text("kunci gabung << tidak dipakai di sini", "merge keys (<<) are not used here"),
                Text("Tulis isinya langsung.", "Write the content itself."),
            )
        else:
            self.add(refuse_lone_colon(self.lines, start))
        return DROPPED

    def _refuse_duplicate(self, key: str, first: tuple[int, int], start: int, end: int) -> None:
        place = Related(
            self.lines.span(*first),
            Text("pertama kali di sini; nilai ini yang dipakai", "first here; this value is used"),
        )
        line = place.span.line
        self.add(
            Diagnostic(
                "duplicate-key",
                Text(
                    f"kunci “{key}” sudah ada di baris {line}",
                    f"the key '{key}' is already there in line {line}",
                ),
                self.lines.span(start, end),
                hint=Text(
                    "Hapus salah satunya, atau gabungkan isinya.",
                    "Remove one of them, or merge their content.",
                ),
                related=(place,),
            )
        )

    def refuse_collection_key(self, start: int, anchor: str | None = None) -> None:
        """Report a list, a mapping or the alias of ``anchor`` where a key belongs."""
        if anchor in self._anchors:
            self._unused.pop(self._anchors[anchor][2], None)
        line_start, line = self.lines.line_at(start)
        template = self.lines.text.startswith("{{", start - 1)
        begin = start - 1 if template else start
        self._refuse(
            "key-not-text",
            begin,
            begin + (2 if template else 1),
            Text("{{ dibaca sebagai struktur YAML", "{{ is read as a structure of YAML")
            if template
            else Text("kunci harus berupa teks", "a key must be a text"),
            suggest_quoted(line[begin - line_start :]),
        )

    def refuse_nesting(self, start: int) -> None:
        """Report a collection that lies too deep."""
        self._refuse(
            "nesting",
            start,
            start + 1,
            Text(
                f"isi berkas bersarang lebih dari {MAX_DEPTH} tingkat",
                f"the content is nested more than {MAX_DEPTH} levels deep",
            ),
            Text("Periksa kurung dan indentasinya.", "Check brackets and indentation."),
        )

    def refuse_empty(self) -> None:
        """Report a file without content."""
        self._refuse(
            "empty-file",
            0,
            0,
            Text("berkas ini kosong", "this file is empty"),
            Text("Isi berkasnya, atau hapus.", "Fill it in, or delete it."),
        )

    def refuse_root(self, value: Any, start: int) -> None:
        """Report a list or text that is all the file holds."""
        if isinstance(value, str) and any(f.code == "cut-by-comment" for f in self._findings):
            return
        if isinstance(value, list):
            message = Text(
                "berkas ini berisi daftar; seharusnya pasangan “kunci: nilai”",
                "this file holds a list; it should hold pairs 'key: value'",
            )
        else:
            message = Text(
                "berkas ini berisi teks; seharusnya pasangan “kunci: nilai”",
                "this file holds a text; it should hold pairs 'key: value'",
            )
        self._refuse(
            "not-a-mapping",
            start,
            start + 1,
            message,
            Text(
                "Awali dengan kunci, titik dua, dan spasi, misalnya “programs: ”.",
                "Start with a key, a colon and a space, such as 'programs: '.",
            ),
        )


def _count_values(value: Any, limit: int) -> int:
    """Return how many values ``value`` holds with itself; stops counting beyond ``limit``."""
    count = 0
    pending = [value]
    while pending and count <= limit:
        count += 1
        item = pending.pop()
        if isinstance(item, dict):
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
    return count
