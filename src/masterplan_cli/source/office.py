"""LibreOffice as a layout engine: a Word file in, a PDF out, in a profile and folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from hashlib import blake2b
from pathlib import Path

from masterplan_cli.diagnostics import Text, UserError

# Every bookmark becomes a named destination: that is how the pages of headings are found. Empty
# pages before a left-hand page stay, since they are counted.
_FILTER = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
)
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SECONDS = 900


def find_office() -> str:
    """Return LibreOffice's program; raises UserError where there is none."""
    found = os.environ.get("SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    for place in _PLACES:
        if found is None and Path(place).is_file():
            found = place
    if found is None:
        raise UserError(
            Text(
                "nomor halaman memerlukan LibreOffice, yang tidak ditemukan",
                "page numbers need LibreOffice, which was not found",
            ),
            Text(
                "Pasang LibreOffice, atau susun tanpa --paginate (--no-paginate).",
                "Install LibreOffice, or build without --paginate (--no-paginate).",
            ),
        )
    return found


def identify_office() -> str:
    """Return a hash that changes with LibreOffice; raises UserError where there is none."""
    program = Path(find_office()).resolve()
    try:
        state = program.stat()
    except OSError:
        return ""
    words = f"{program}:{state.st_size}:{state.st_mtime_ns}"
    return blake2b(words.encode(), digest_size=16).hexdigest()


def convert_to_pdf(data: bytes) -> bytes:
    """Return the PDF that LibreOffice lays out; raises UserError where it fails."""
    program = find_office()
    with tempfile.TemporaryDirectory(prefix="masterplan-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "buku.docx").write_bytes(data)
        profile = (folder / "profile").as_uri()
        try:
            subprocess.run(
                [
                    program,
                    f"-env:UserInstallation={profile}",
                    "--headless",
                    "--convert-to",
                    _FILTER,
                    "--outdir",
                    str(folder),
                    str(folder / "buku.docx"),
                ],
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _explain_failure() from error
        result = folder / "buku.pdf"
        if not result.is_file():
            raise _explain_failure()
        return result.read_bytes()


def _explain_failure() -> UserError:
    return UserError(
        Text(
            "LibreOffice gagal menata halaman buku",
            "LibreOffice failed to lay out the book's pages",
        ),
        Text(
            "Coba sekali lagi, atau susun tanpa --paginate (--no-paginate).",
            "Try once more, or build without --paginate (--no-paginate).",
        ),
    )
