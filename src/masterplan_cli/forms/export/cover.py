"""The first sheet: what is asked, by when, whom to ask, how to fill in, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from masterplan_cli.forms.export.looks import ASKED, FIXED, Looks
from masterplan_cli.status.items import Item


@dataclass(frozen=True, slots=True)
class CoverTexts:
    """What the first sheet says; dates in words, empty where unknown."""

    region: str
    stage: str
    opd: str
    deadline: str
    contact: str
    build_id: str
    required: int
    done: int
    examples: bool = False


Place = tuple[str, str]
"""Title of a sheet and a cell of it."""


def write_cover(
    target: Any,
    looks: Looks,
    texts: CoverTexts,
    items: Sequence[Item],
    find: Mapping[str, Place],
    titles: Mapping[str, str],
) -> None:
    """Write the sheet; ``find`` gives the cell of a pointer, ``titles`` what each sheet asks."""
    _Cover(target, looks).write(texts, items, find, titles)


class _Cover:
    def __init__(self, target: Any, looks: Looks) -> None:
        self._target = target
        self._row = 0
        self._plain = looks.make(text_wrap=True, valign="top")
        self._head = looks.make(bold=True, font_size=12, font_color="#1F3864", top=1)
        self._cell = looks.make(text_wrap=True, valign="top", border=1, border_color="#BFBFBF")
        self._link = looks.make(
            text_wrap=True, valign="top", border=1, border_color="#BFBFBF", font_color="#0563C1",
            underline=1,
        )  # fmt: skip
        self._heading = looks.heading(required=False)
        self._title = looks.title
        self._looks = looks

    def write(
        self,
        texts: CoverTexts,
        items: Sequence[Item],
        find: Mapping[str, Place],
        titles: Mapping[str, str],
    ) -> None:
        target = self._target
        target.set_column(0, 0, 6)
        target.set_column(1, 1, 70)
        target.set_column(2, 2, 24)
        target.write_string(0, 0, f"Formulir isi masterplan smart city {texts.region}", self._title)
        target.write_string(1, 0, f"{texts.opd}, {texts.stage}", self._looks.make(bold=True))
        self._row = 3
        asked = (
            f"Periksa, perbaiki, dan lengkapi isi masterplan yang menjadi tanggung jawab "
            f"{texts.opd}. Isi yang sudah ada telah tercantum; isi baru ditulis pada baris kosong."
        )
        self._say("Yang diminta", [asked])
        due = f"paling lambat {texts.deadline}" if texts.deadline else f"sebelum {texts.stage}"
        self._say("Batas waktu", [f"Formulir ini dikembalikan {due}."])
        self._say("Bertanya dan mengembalikan kepada", [texts.contact])
        self._say("Cara mengisi", [*_STEPS, *([_ABOUT_EXAMPLES] if texts.examples else [])])
        self._show_colours()
        self._list_sheets(titles)
        self._list_missing(texts, items, find)
        target.write_string(self._row + 1, 0, f"Formulir {texts.build_id}", self._looks.note)
        self._set_up()

    def _say(self, heading: str, lines: list[str]) -> None:
        self._target.merge_range(self._row, 0, self._row, 2, heading, self._head)
        self._row += 1
        for line in lines:
            self._target.merge_range(self._row, 0, self._row, 2, line, self._plain)
            self._target.set_row(self._row, 15 * (1 + len(line) // 105))
            self._row += 1
        self._row += 1

    def _show_colours(self) -> None:
        rows = [
            ("#C55A11", "Judul kolom berwarna jingga dan bertanda * wajib diisi."),
            (ASKED, "Sel kuning wajib diisi tetapi masih kosong."),
            (FIXED, "Sel abu-abu menandai baris yang sudah ada dan tidak diubah di sini."),
        ]
        for colour, text in rows:
            look = self._looks.make(bg_color=colour, border=1, border_color="#BFBFBF")
            self._target.write_blank(self._row, 0, None, look)
            self._target.write_string(self._row, 1, text, self._plain)
            self._row += 1
        self._row += 1

    def _list_sheets(self, titles: Mapping[str, str]) -> None:
        self._target.merge_range(self._row, 0, self._row, 2, "Lembar formulir ini", self._head)
        self._row += 1
        for title, intro in titles.items():
            self._target.set_row(self._row, 15 * (1 + len(intro) // 68))
            self._target.write_blank(self._row, 0, None, self._cell)
            self._target.write_string(self._row, 1, intro, self._cell)
            self._target.write_url(self._row, 2, f"internal:'{title}'!B6", self._link, title)
            self._row += 1
        self._row += 1

    def _list_missing(
        self, texts: CoverTexts, items: Sequence[Item], find: Mapping[str, Place]
    ) -> None:
        owed = [item for item in items if item.kind != "upcoming"]
        target = self._target
        target.merge_range(self._row, 0, self._row, 2, "Yang masih kurang", self._head)
        said = (
            f"Dari {texts.required} isi yang diminta pada tahap ini, {texts.done} sudah tersedia. "
            f"Masih ada {len(owed)} hal berikut."
            if owed
            else "Semua isi yang diminta pada tahap ini sudah tersedia; periksalah kebenarannya."
        )
        target.merge_range(self._row + 1, 0, self._row + 1, 2, said, self._plain)
        self._row += 3
        if not owed:
            return
        for column, heading in enumerate(("No.", "Yang diperlukan", "Tempat mengisi")):
            target.write_string(self._row - 1, column, heading, self._heading)
        for number, item in enumerate(owed, 1):
            text = describe_item(item)
            target.set_row(self._row, 15 * (1 + len(text) // 68))
            target.write_number(self._row, 0, number, self._cell)
            target.write_string(self._row, 1, text, self._cell)
            self._link_place(find_place(item.finding.pointer, find))
            self._row += 1

    def _link_place(self, place: Place | None) -> None:
        if place is None:
            self._target.write_string(self._row, 2, "Sampaikan kepada tim penyusun", self._cell)
            return
        title, cell = place
        address = f"internal:'{title}'!{cell}"
        self._target.write_url(self._row, 2, address, self._link, f"{title}, sel {cell}")

    def _set_up(self) -> None:
        self._target.set_paper(9)
        self._target.fit_to_pages(1, 0)
        self._target.hide_gridlines(2)
        self._target.set_footer("&L&A&RHalaman &P dari &N")
        self._target.protect("", {"format_columns": True, "format_rows": True})


_STEPS = (
    "1. Isilah lembar demi lembar. Setiap kolom menampilkan petunjuk bila selnya dipilih.",
    "2. Pilih dari daftar bila tersedia. Mitra, misi, dan wilayah boleh lebih dari satu: satu "
    "pilihan untuk setiap kolom di bagian kanan lembar.",
    "3. Baris boleh ditambah, disalin, diurutkan, dan disaring; kolom catatan sendiri boleh "
    "ditambah.",
    "4. Isi yang tidak berlaku lagi dikosongkan seluruh barisnya; tim penyusun akan menanyakannya.",
    "5. Simpan sebagai berkas Excel (.xlsx) atau LibreOffice (.ods), lalu kirim kembali.",
)


_ABOUT_EXAMPLES = (
    "6. Kolom Contoh bertuliskan “ya” pada isi yang masih contoh. Gantilah isinya dengan yang "
    "sebenarnya, lalu kosongkan kolom itu."
)


def describe_item(item: Item) -> str:
    """Return what is needed, in a sentence that stands alone."""
    message = item.finding.message.id
    message = f"{message[:1].upper()}{message[1:]}"
    named = item.subject and item.subject not in message
    text = f"{message} ({item.subject})" if named else message
    if item.kind == "wrong" and item.finding.hint is not None:
        text = f"{text}. {item.finding.hint.id}"
    return text


def find_place(pointer: str, places: Mapping[str, Place]) -> Place | None:
    """Return the cell for what ``pointer`` names: the nearest that the form has."""
    parts = pointer.split("/")
    for length in range(len(parts), 1, -1):
        found = places.get("/".join(parts[:length]))
        if found is not None:
            return found
    return None
