"""Compiles the packaged templates while the package is built or installed from a checkout."""

from __future__ import annotations

import py_compile
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyTemplates(BuildHookInterface):
    """Puts the code of all templates beside the package; see ``masterplan_cli.render.ready``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write it for this build; ``version`` is "editable" for a checkout."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from masterplan_cli.render.ready import write_codes
        from masterplan_cli.source.packaged import READY

        folder = root / f".{READY}"
        written = write_codes(root / "templates", folder)
        if version == "editable":
            for path in written:
                py_compile.compile(str(path))
        else:
            build_data["force_include"][str(folder)] = f"masterplan_cli/{READY}"
