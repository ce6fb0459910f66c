"""What ``rules`` in ``masterplan.yaml`` may say of one rule."""

from __future__ import annotations

import pytest

from masterplan_cli.model.rule_setting import RuleSetting, read_rule_setting
from masterplan_cli.source.scalars import ScalarError


@pytest.mark.parametrize(
    ("value", "setting"),
    [
        ("warning", RuleSetting("warning")),
        ("error", RuleSetting("error")),
        ({"severity": "off", "reason": " Belum  wajib "}, RuleSetting("off", "Belum wajib")),
        ({"severity": "error", "reason": "Diminta bupati"}, RuleSetting("error", "Diminta bupati")),
    ],
)
def test_both_forms_are_read(value: object, setting: RuleSetting) -> None:
    assert read_rule_setting(value) == setting


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("off", "dimatikan tanpa alasan"),
        ({"severity": "off"}, "dimatikan tanpa alasan"),
        ({"severity": "off", "reason": "  "}, "dimatikan tanpa alasan"),
        ("mati", "tidak dikenal"),
        ({"reason": "Tanpa bobot"}, "tidak dikenal"),
        ({"severity": "off", "alasan": "Lama"}, "“alasan” tidak dikenal"),
        (["off"], "tidak dikenal"),
        (None, "tidak dikenal"),
    ],
)
def test_anything_else_is_refused(value: object, message: str) -> None:
    with pytest.raises(ScalarError) as caught:
        read_rule_setting(value)

    assert message in caught.value.message.id
