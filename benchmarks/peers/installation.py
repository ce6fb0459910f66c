"""Installs each other tool into an environment of its own, or says why it cannot be had."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its package, with others that it needs pinned, and whether PyPI or npm has it."""

    name: str
    package: str
    registry: str = "pypi"


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed tool: its folder, the versions of what counts, or the reason why not."""

    peer: Peer
    folder: Path
    version: str = ""
    reason: str = ""

    @property
    def python(self) -> str:
        """Return its interpreter."""
        return str(self.folder / "bin" / "python")

    @property
    def program(self) -> str:
        """Return its own command."""
        return str(self.folder / "bin" / self.peer.name)


PEERS = (
    Peer("pandoc", "pypandoc_binary"),
    Peer("docxtpl", "docxtpl"),
    Peer("python-docx", "python-docx"),
    Peer("docx (npm)", "docx", "npm"),
    Peer("strictdoc", "strictdoc"),
    Peer("rendercv", "rendercv[full]==2.2 rendercv-fonts<0.5 typer<0.17 click<8.2"),
)


def install(peer: Peer, root: Path) -> Installed:
    """Return the tool, installed below ``root`` unless it is there already."""
    folder = root / peer.name.split()[0]
    try:
        version = _install_npm(folder) if peer.registry == "npm" else _install_pypi(peer, folder)
    except (OSError, subprocess.CalledProcessError) as error:
        output = getattr(error, "stderr", None) or str(error)
        lines = [line for line in output.strip().splitlines() if line.strip()]
        return Installed(peer, folder, reason=lines[-1][:200] if lines else "no reason given")
    return Installed(peer, folder, version)


def _run(*command: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def _install_pypi(peer: Peer, folder: Path) -> str:
    python = folder / "bin" / "python"
    package = peer.package.split()[0].partition("[")[0]
    if not (folder / "installed").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        _run(sys.executable, "-m", "venv", str(folder))
        _run(str(python), "-m", "pip", "install", "--quiet", *peer.package.split())
        _run(str(python), "-m", "compileall", "-q", str(folder / "lib"))
        (folder / "installed").touch()
    ask = f"from importlib.metadata import version; print(version({package!r}))"
    version = _run(str(python), "-c", ask).strip()
    if peer.name == "pandoc":
        version = _run(
            str(python), "-c", "import pypandoc; print(pypandoc.get_pandoc_version())"
        ).strip()
    return version


def _install_npm(folder: Path) -> str:
    if shutil.which("npm") is None:
        raise OSError("there is no npm")
    if not (folder / "node_modules" / "docx").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}\n", encoding="utf-8")
        _run("npm", "install", "--silent", "--no-audit", "--no-fund", "docx", folder=folder)
    shutil.copy(HERE / "book_docx.js", folder)
    ask = "console.log(require('docx/package.json').version + ', node ' + process.version)"
    try:
        return _run("node", "-e", ask, folder=folder).strip()
    except subprocess.CalledProcessError:
        text = (folder / "node_modules/docx/package.json").read_text(encoding="utf-8")
        return text.partition('"version": "')[2].partition('"')[0]
