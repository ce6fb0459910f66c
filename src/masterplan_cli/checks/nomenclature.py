"""Codes of the official nomenclature as the programmes use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Nomenclature, Program

FIELD_PARTS = 2
"""``2.16`` is a field of government affairs: the first two parts of a code."""

PROGRAM_PARTS = 3
"""``2.16.03`` is a programme; what follows is an activity and a sub-activity."""

FORM = re.compile(r"([1-8]\.\d\d|[1-8X]\.XX)(\.\d\d(\.[12](\.\d\d(\.(?P<last>\d\d|\d{4}))?)?)?)?")


class Code(NamedTuple):
    """One use of a code: where, by which programme, and whether by one of its activities."""

    pointer: str
    program: Program
    value: Nomenclature
    in_activity: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The code's parts, left to right."""
        return tuple(self.value.code.split("."))

    @property
    def is_formed(self) -> bool:
        """Say whether it has a code's form: of others only that is said."""
        return FORM.fullmatch(self.value.code) is not None


def list_codes(plan: Masterplan) -> Iterator[Code]:
    """Yield every code in use, a programme's own before those of its activities."""
    for program in plan.workspace.programs:
        place = f"program/{program.id}"
        if program.nomenclature is not None:
            yield Code(f"{place}/nomenclature", program, program.nomenclature)
        for activity in program.activities:
            if activity.nomenclature is not None:
                where = f"{place}/activities/{activity.key}/nomenclature"
                yield Code(where, program, activity.nomenclature, in_activity=True)
