"""The entry point: what must happen before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys
from types import ModuleType
from typing import NoReturn

from masterplan_cli import __version__


def main() -> None:
    """Run the command line and exit.

    Why without the garbage collector: a run is short, builds one large tree and lets go of it at
    its end, and the collector would walk that tree, and every class on the way, again and again.
    """
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"masterplan {__version__}\n")
        return
    gc.disable()
    leave_plugins_alone()
    from masterplan_cli.cli import app
    from masterplan_cli.commands.console import narrow_app, run_app

    leave(run_app(narrow_app(app, sys.argv[1:])))


def leave_plugins_alone() -> None:
    """Keep pydantic from looking for plug-ins: none has a say in what a plan means.

    Why not by its environment variable alone: even to find nothing it imports the machinery for
    the metadata of packages, a thirtieth of ``validate``. The module is private to pydantic; where
    it has another name, this does nothing and the variable still holds.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    loader = ModuleType("pydantic.plugin._loader")
    loader.__dict__["get_plugins"] = tuple
    sys.modules.setdefault(loader.__name__, loader)


def leave(code: int) -> NoReturn:
    """End the process at once, everything written.

    Why not by ``sys.exit``: taking a whole plan apart object by object, only to give the memory
    back, costs a tenth of the run. Files are closed and renamed before this.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass
        except OSError:
            code = code or 1
    os._exit(code)


if __name__ == "__main__":
    main()
