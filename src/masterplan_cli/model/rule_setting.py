"""``rules`` in ``masterplan.yaml``: how much a rule weighs in this region."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple, cast

from pydantic import BeforeValidator

from masterplan_cli.diagnostics import Text
from masterplan_cli.source.scalars import ScalarError

Weight = Literal["off", "warning", "error"]

WEIGHTS: tuple[Weight, ...] = ("off", "warning", "error")
_KEYS = frozenset({"severity", "reason"})
_EXAMPLE = "{severity: off, reason: …}"


class RuleSetting(NamedTuple):
    """What one rule weighs at every stage, and why; ``off`` never stands without a reason."""

    weight: Weight
    reason: str = ""


def read_rule_setting(value: object) -> RuleSetting:
    """Return the setting of ``warning``, ``error`` or ``{severity: …, reason: …}``.

    Raises ScalarError for another shape or word, and for ``off`` without a reason.
    Why: a rule that somebody switched off years ago must still say what for.
    """
    if not isinstance(value, dict):
        return RuleSetting(_read_weight(value, ""))
    unknown = [str(key) for key in value if key not in _KEYS]
    if unknown:
        raise ScalarError(
            Text(f"kunci “{unknown[0]}” tidak dikenal", f"the key '{unknown[0]}' is not known"),
            Text(f"Tulis {_EXAMPLE}.", f"Write {_EXAMPLE}."),
        )
    reason = value.get("reason")
    text = " ".join(reason.split()) if isinstance(reason, str) else ""
    return RuleSetting(_read_weight(value.get("severity"), text), text)


def _read_weight(value: object, reason: str) -> Weight:
    if value not in WEIGHTS:
        listed = ", ".join(WEIGHTS)
        raise ScalarError(
            Text("bobot aturan ini tidak dikenal", "this weight of a rule is not known"),
            Text(
                f"Pilih salah satu: {listed}; off ditulis {_EXAMPLE}.",
                f"Choose one of: {listed}; write off as {_EXAMPLE}.",
            ),
        )
    if value == "off" and not reason:
        raise ScalarError(
            Text("aturan dimatikan tanpa alasan", "a rule is switched off without a reason"),
            Text(f"Tulis {_EXAMPLE}.", f"Write {_EXAMPLE}."),
        )
    return cast(Weight, str(value))


Setting = Annotated[Any, BeforeValidator(read_rule_setting)]
"""Field type of a ``RuleSetting``."""
