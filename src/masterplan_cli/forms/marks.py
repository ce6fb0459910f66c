"""What a form says of itself, and where: read and written by one vocabulary."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from masterplan_cli.forms.rows import Value

COVER: Final = "Petunjuk"
LISTS: Final = "_daftar"
IDENTITY: Final = "_masterplan"
PROPERTY: Final = "masterplan-formulir"
"""Custom property of the document that holds the build id a second time."""

VERSION: Final = "1"
MARK: Final = "masterplan:"
"""What the first cell of a sheet of records starts with; the sheet's id follows."""

ORIGIN: Final = 3
"""Row (from 0) of the matrix: ids, then headings, then a line for each record; lines are rows, or
columns where the sheet lies across. The first cell of a line is the record's key."""
CORNER: Final = "#id"
SUM: Final = "^sum"
"""Id of a column of sums."""
JOIN: Final = "^join:"
"""What the id of a column starts with that shows a list's cells; the list's id follows."""
BETWEEN: Final = "; "
"""What stands between the items that such a column shows."""

CONFLICTS: Final = "Benturan"
"""The sheet of conflicts, and what such a workbook has in the place of an OPD."""
CONFLICT_ROW: Final = 4
"""Row (from 0) of the first conflict; a hidden code in its first cell holds all three values."""
THEIRS: Final = "Formulir OPD"
OURS: Final = "Rencana"

TOO_LONG: Final = "(Teks terlalu panjang bagi Excel; diubah langsung oleh tim penyusun.)"
LARGEST_TEXT: Final = 32_000
_CHUNK: Final = 30_000

Base = Mapping[str, Mapping[str, Mapping[str, Value]]]
"""What a form held when it was made: values by sheet, key and column."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which plan a form was made from, and for whom."""

    opd: str
    revision: str
    stage: int
    profile: str
    region: str
    horizon: str
    tool: str = ""
    cohort: str = ""

    @property
    def build_id(self) -> str:
        """Commit, stage, kind, profile and OPD, as books write theirs."""
        return f"{self.revision}/t{self.stage}/formulir/{self.profile}/{self.opd}"


def list_identity(identity: Identity, base: Base) -> list[tuple[str, str]]:
    """Return the rows of the hidden sheet: names and values, what was held in pieces at the end."""
    packed = pack_base(base)
    pieces = [packed[start : start + _CHUNK] for start in range(0, len(packed), _CHUNK)]
    return [
        ("versi", VERSION),
        ("build", identity.build_id),
        ("opd", identity.opd),
        ("revisi", identity.revision),
        ("tahap", str(identity.stage)),
        ("profil", identity.profile),
        ("daerah", identity.region),
        ("cakrawala", identity.horizon),
        ("alat", identity.tool),
        ("angkatan", identity.cohort),
        ("sidik", blake2b(packed.encode(), digest_size=16).hexdigest()),
        *(("dasar", piece) for piece in pieces),
    ]


def read_identity(rows: list[tuple[str, str]]) -> tuple[Identity | None, Base | None]:
    """Return what the hidden sheet says; no base where it is damaged."""
    known = {name: value for name, value in rows if name != "dasar"}
    if not {"opd", "revisi", "tahap", "profil", "daerah", "cakrawala"} <= known.keys():
        return None, None
    if not known["tahap"].isdecimal():
        return None, None
    identity = Identity(
        known["opd"], known["revisi"], int(known["tahap"]), known["profil"], known["daerah"],
        known["cakrawala"], known.get("alat", ""), known.get("angkatan", ""),
    )  # fmt: skip
    packed = "".join(value for name, value in rows if name == "dasar")
    sound = blake2b(packed.encode(), digest_size=16).hexdigest() == known.get("sidik")
    return identity, unpack_base(packed) if sound else None


def pack_base(base: Base) -> str:
    """Return the values as text that a cell can hold."""
    text = json.dumps(base, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()


_LARGEST_BASE: Final = 20_000_000


def unpack_base(packed: str) -> Base | None:
    """Return the values, or None where ``packed`` is no such text or far too large."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(packed, validate=True), _LARGEST_BASE)
        if unpacker.unconsumed_tail:
            return None
        raw = json.loads(data)
        return {
            sheet: {
                key: {
                    column: tuple(map(str, value)) if isinstance(value, list) else str(value)
                    for column, value in values.items()
                }
                for key, values in rows.items()
            }
            for sheet, rows in raw.items()
        }
    except (ValueError, zlib.error, AttributeError, TypeError):
        return None
