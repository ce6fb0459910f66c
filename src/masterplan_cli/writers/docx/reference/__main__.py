"""``python -m masterplan_cli.writers.docx.reference OUT``: write ``reference.docx``."""

from __future__ import annotations

import sys
from pathlib import Path

from masterplan_cli.writers.docx.reference import make_reference

if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make_reference())
