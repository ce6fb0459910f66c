"""The disk: files of a workspace in, whole files out.

In: a root and paths below it. Out: bytes, sorted listings, files that appear whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from masterplan_cli.diagnostics import Text, UserError

MANIFEST = "masterplan.yaml"


@lru_cache(maxsize=64)
def _resolve_absolute(root: Path) -> Path:
    return root.resolve()


def _resolve_root(root: Path) -> Path:
    """Return the real path of ``root``, looked up once; what is relative may change its meaning."""
    return _resolve_absolute(root) if root.is_absolute() else root.resolve()


def _is_straight(root: Path, relative: str) -> bool:
    """Say whether ``relative`` leads down from ``root`` through no link, so that it stays below.

    Why: to resolve a path is to look at each of its folders from the top, for every file that is
    read. Never true on Windows, whose junctions Python 3.11 cannot tell from folders.
    """
    if os.name == "nt" or not relative:
        return False
    place = str(root)
    for part in relative.split("/"):
        if part in ("", ".", ".."):
            return False
        place = f"{place}/{part}"
        if os.path.islink(place):
            return False
    return True


def resolve_below(root: Path, relative: str) -> Path:
    """Return the real path of ``relative``; raises UserError where it leaves ``root``."""
    real_root = _resolve_root(root)
    if _is_straight(real_root, relative):
        return real_root / relative
    path = (root / relative).resolve()
    if not path.is_relative_to(real_root):
        raise UserError(
            Text(
                f"“{relative}” berada di luar workspace",
                f"'{relative}' lies outside the workspace",
            ),
            Text(
                "Salin berkasnya ke dalam workspace.",
                "Copy the file into the workspace.",
            ),
        )
    return path


def read_bytes(root: Path, relative: str) -> bytes:
    """Return the bytes of the file ``relative`` to ``root``.

    Raises FileNotFoundError where there is none, UserError where it lies outside ``root`` or
    cannot be read.
    """
    try:
        return resolve_below(root, relative).read_bytes()
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        raise UserError(
            Text(
                f"“{relative}” tidak dapat dibaca",
                f"'{relative}' cannot be read",
            ),
            Text(f"Sistem menjawab: {error}", f"The system answers: {error}"),
        ) from error


def _list_entries(folder: Path) -> list[tuple[str, bool]]:
    """Return name and whether it is a folder, sorted; nothing where the folder cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted((entry.name, entry.is_dir()) for entry in entries)
    except OSError:
        return []


def _match(name: str, segment: str) -> bool:
    """Tell whether ``name`` fits; as in a shell, ``*`` never finds a name that starts with a dot.

    Why not ``Path.glob``: it ignores case on Windows only, and walks into ``.git`` and ``.venv``.
    """
    if name.startswith(".") and not segment.startswith("."):
        return False
    return fnmatchcase(name, segment)


def list_files(root: Path, pattern: str) -> list[str]:
    """Return the files below ``root`` that fit ``pattern``, relative, with ``/``, sorted.

    ``pattern`` has ``/`` between its parts; ``**`` stands for any number of folders. Case counts
    on every system; links that lead out of ``root``, and linked folders under ``**``, are left out.
    """
    segments = pattern.split("/")
    if not all(segments) or ".." in segments or ":" in segments[0]:
        raise ValueError(f"not a pattern below a root: {pattern!r}")
    real_root = _resolve_root(root)
    found: set[str] = set()
    pending: list[tuple[str, int]] = [("", 0)]
    seen: set[tuple[str, int]] = set()
    while pending:
        step = pending.pop()
        if step in seen:
            continue
        seen.add(step)
        folder, depth = step
        segment, last = segments[depth], depth == len(segments) - 1
        for name, is_folder in _list_entries(root / folder):
            path = f"{folder}{name}"
            if segment == "**":
                if is_folder and _match(name, "*") and not (root / path).is_symlink():
                    pending.append((f"{path}/", depth))
                if last and not is_folder and _match(name, "*"):
                    found.add(path)
            elif _match(name, segment):
                if is_folder and not last:
                    pending.append((f"{path}/", depth + 1))
                elif last and not is_folder:
                    found.add(path)
        if segment == "**" and not last:
            pending.append((folder, depth + 1))
    return sorted(path for path in found if _is_file_below(real_root, path))


def list_folders(folder: Path) -> list[str]:
    """Return the names of the folders in ``folder`` that are not hidden, sorted."""
    entries = _list_entries(folder)
    return [name for name, is_folder in entries if is_folder and not name.startswith(".")]


def walk_files(root: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every file below ``root`` that ends so, in a stable order.

    For a hash of what is there: quicker than ``list_files`` and ``read_bytes``, and less strict.
    """
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith(suffixes):
                path = os.path.join(folder, name)
                try:
                    with open(path, "rb") as stream:
                        yield os.path.relpath(path, root).replace(os.sep, "/"), stream.read()
                except OSError:
                    continue


def _is_file_below(real_root: Path, relative: str) -> bool:
    """Tell whether ``relative`` is an existing file that really lies below ``real_root``."""
    try:
        if _is_straight(real_root, relative):
            return os.path.isfile(f"{real_root}/{relative}")
        real = (real_root / relative).resolve()
        return real.is_relative_to(real_root) and real.is_file()
    except (OSError, RuntimeError):
        return False


def find_project(start: Path) -> Path:
    """Return the nearest folder, from ``start`` upwards, that holds ``masterplan.yaml``.

    Raises UserError where there is none.
    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / MANIFEST).is_file():
            return candidate
    raise UserError(
        Text(
            f"tidak ada {MANIFEST} di “{start}” atau folder di atasnya",
            f"no {MANIFEST} in '{start}' or any folder above it",
        ),
        Text(
            "Masuklah ke folder workspace, atau sebutkan dengan -C FOLDER.",
            "Change to the workspace's folder, or name it with -C FOLDER.",
        ),
    )


def open_temporary(path: Path) -> Path:
    """Create a new empty file beside ``path`` and return it.

    Why not ``tempfile``: its import alone costs more than all of our own start-up, and its files
    are readable by their owner only.
    """
    number = 0
    while True:
        temporary = path.with_name(f".{path.name}.{os.getpid()}-{number}.tmp")
        try:
            temporary.open("xb").close()
        except FileExistsError:
            number += 1
        else:
            return temporary


def write_whole(path: Path, *data: bytes | memoryview) -> None:
    """Write ``data`` so that ``path`` holds the old bytes or the new, never a part of them.

    Makes missing folders. Raises UserError where the system refuses; no temporary file stays.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = open_temporary(path)
        with temporary.open("wb") as stream:
            stream.writelines(data)
            stream.flush()
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise refuse_write(path, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def refuse_write(path: Path, error: OSError) -> UserError:
    """Return the error for a file that the system will not write."""
    message = Text(f"“{path}” tidak dapat ditulis", f"'{path}' cannot be written")
    return UserError(message, _explain_refusal(error))


def _explain_refusal(error: OSError) -> Text:
    """Return what to do when a file cannot be written."""
    if isinstance(error, PermissionError):
        return Text(
            "Tutup berkas itu di Word atau Excel, dan periksa izin foldernya.",
            "Close the file in Word or Excel, and check the folder's permissions.",
        )
    return Text(f"Sistem menjawab: {error}", f"The system answers: {error}")
