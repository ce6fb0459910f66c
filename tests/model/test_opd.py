"""Whom a letter to an agency addresses."""

from __future__ import annotations

import pytest

from masterplan_cli.model.opd import Opd


@pytest.mark.parametrize(
    ("values", "leader"),
    [
        ({"name": "Dinas Sosial"}, "Kepala Dinas Sosial"),
        ({"name": "Badan Pendapatan Daerah"}, "Kepala Badan Pendapatan Daerah"),
        (
            {"name": "Badan Penanggulangan Bencana Daerah"},
            "Kepala Pelaksana Badan Penanggulangan Bencana Daerah",
        ),
        ({"name": "Inspektorat Daerah"}, "Pimpinan Inspektorat Daerah"),
        ({"name": "Inspektorat Daerah", "head": "Inspektur Daerah"}, "Inspektur Daerah"),
        ({"name": "Kecamatan Hilir", "kind": "district"}, "Camat Hilir"),
        ({"name": "Hilir", "kind": "district"}, "Camat Hilir"),
        ({"name": "PT Uji", "kind": "business"}, "Pimpinan PT Uji"),
    ],
)
def test_who_heads_it(values: dict[str, str], leader: str) -> None:
    assert Opd.model_validate({"id": "opd-1", **values}).leader == leader
