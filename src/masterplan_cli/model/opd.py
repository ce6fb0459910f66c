"""``region/opd.yaml`` and ``region/areas.yaml``: who acts, and where."""

from typing import ClassVar, Literal

from masterplan_cli.model.names import AreaId, SourceId
from masterplan_cli.schema.fields import Line, Quote, Slug
from masterplan_cli.schema.record import Record


class Opd(Record):
    """An agency of the region, a kecamatan as an agency, or a partner outside it.

    ``fields`` are the codes of the government affairs (bidang urusan) it is responsible for.
    """

    KIND: ClassVar[str] = "opd"

    id: Slug
    name: Quote
    short_name: Quote | None = None
    kind: Literal[
        "agency", "district", "vertical", "business", "academia", "community", "government"
    ] = "agency"
    fields: tuple[Line, ...] = ()
    head: Quote | None = None
    source: SourceId | None = None

    @property
    def leader(self) -> str:
        """The office of whoever heads it: as written, else as bodies of its kind call it."""
        if self.head:
            return self.head
        if self.kind == "district":
            return f"Camat {self.name.removeprefix('Kecamatan ')}"
        if self.name.startswith("Badan Penanggulangan Bencana"):
            return f"Kepala Pelaksana {self.name}"
        headed = self.name.split(" ", 1)[0] in ("Dinas", "Badan", "Bagian")
        return f"{'Kepala' if headed else 'Pimpinan'} {self.name}"


class Area(Record):
    """A kecamatan, kelurahan or desa."""

    KIND: ClassVar[str] = "area"

    id: Slug
    name: Quote
    level: Literal["kecamatan", "kelurahan", "desa"] = "kecamatan"
    code: Line | None = None
    parent: AreaId | None = None
    source: SourceId | None = None


class OpdFile(Record):
    """``region/opd.yaml``."""

    opds: tuple[Opd, ...] = ()


class AreasFile(Record):
    """``region/areas.yaml``; ``source`` is that of the whole list."""

    KIND: ClassVar[str] = "areas"
    KEY: ClassVar[tuple[str, ...]] = ()

    source: SourceId | None = None
    areas: tuple[Area, ...] = ()
