"""What every command shares: the terminal, wrong usage, the workspace's lines."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from masterplan_cli.commands.values import spare_coercion
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.source.disk import find_project

if TYPE_CHECKING:
    from typer import Typer
    from typer.models import CommandInfo

OK, FINDINGS, USAGE, ABORTED = 0, 1, 2, 130


def run_app(app: Typer) -> int:
    """Run the command line; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _make_command(app)(prog_name="masterplan", standalone_mode=False)
    except UserError as error:
        _complain(error, _choose_language())
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        reason = error.strerror or str(error)
        place = f" ({error.filename})" if error.filename else ""
        message = Text(
            f"tidak dapat membaca atau menulis{place}: {reason}",
            f"cannot read or write{place}: {reason}",
        )
        _complain(UserError(message), _choose_language())
        return USAGE
    except Exception as error:
        return _handle_click(error)
    return code if isinstance(code, int) else OK


def _make_command(app: Typer | Callable[..., Any]) -> Callable[..., Any]:
    from typer import Typer
    from typer.main import get_command

    if not isinstance(app, Typer):
        return app
    command = get_command(app)
    spare_coercion(command)
    return command


def narrow_app(app: Typer, arguments: Sequence[str]) -> Typer:
    """Return an app of nothing but the command that the arguments begin with, else ``app``.

    Why: Typer works out the options of every command before it runs one, and with each new
    command all the others would start later.
    """
    wanted = arguments[0] if arguments else ""
    commands = [one for one in app.registered_commands if _name_command(one) == wanted]
    groups = [
        one
        for one in app.registered_groups
        if one.typer_instance is not None and one.typer_instance.info.name == wanted
    ]
    if len(commands) + len(groups) != 1:
        return app
    narrow = copy(app)
    narrow.registered_commands, narrow.registered_groups = commands, groups
    return narrow


def _name_command(command: CommandInfo) -> str:
    function = command.callback
    return command.name or (function.__name__.replace("_", "-") if function is not None else "")


def _handle_click(error: Exception) -> int:
    """Answer an exception of click's; raise again what is none.

    Why by name: Typer carries a click of its own, or uses the installed one, as its version has it.
    """
    names = {base.__name__ for base in type(error).__mro__}
    if "NoArgsIsHelpError" in names:
        sys.stderr.write(f"{error}\n")
        return USAGE
    if "UsageError" in names:
        sys.stderr.write(f"{_explain_usage(error)}\n")
        return USAGE
    if "Abort" in names:
        return ABORTED
    raise error


def _choose_language() -> Language:
    arguments = sys.argv
    wanted = os.environ.get("MASTERPLAN_LANG", "id")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    return "en" if wanted == "en" else "id"


def _complain(error: UserError, language: Language) -> None:
    word = Text("galat", "error").speak(language)
    sys.stderr.write(f"{word}: {error.message.speak(language)}\n")
    if error.hint is not None:
        hint = Text("Saran", "Hint").speak(language)
        sys.stderr.write(f"    {hint}: {error.hint.speak(language)}\n")


def _explain_usage(error: Exception) -> str:
    """Return click's complaint in the reader's language, with the way to the help."""
    language = _choose_language()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "masterplan"
    option = getattr(error, "option_name", None)
    hint: Text | None = None
    if type(error).__name__ == "NoSuchOption":
        message = Text(f"opsi “{option}” tidak dikenal", f"there is no option '{option}'")
        near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        hint = Text(f"Mungkin maksudnya: {near}", f"Did you mean: {near}") if near else None
    else:
        message, hint = _explain_other(error, context)
    word = Text("galat", "error").speak(language)
    help_line = Text(f"Lihat: {command} --help", f"See: {command} --help").speak(language)
    parts = [f"{word}: {message.speak(language)}"]
    parts += [f"    {hint.speak(language)}"] if hint else []
    return "\n".join([*parts, f"    {help_line}"])


def _explain_other(error: Exception, context: Any) -> tuple[Text, Text | None]:
    """Return message and hint for an unknown command, a bad value, or whatever else it is."""
    detail = str(getattr(error, "format_message", error.__str__)())
    unknown = re.match(r"No such command '([^']*)'", detail)
    if unknown is not None:
        name = unknown.group(1)
        known = context.command.list_commands(context) if context is not None else []
        listed = ", ".join(known)
        message = Text(f"perintah “{name}” tidak ada", f"there is no command '{name}'")
        return message, Text(f"Perintah yang ada: {listed}", f"Commands: {listed}")
    parameter = getattr(error, "param", None)
    if parameter is not None:
        name = "/".join(parameter.opts)
        message = Text(
            f"nilai untuk {name} tidak dapat dipakai",
            f"bad value for {name}: {getattr(error, 'message', detail)}",
        )
        choices = re.search(r"is not one of (.*?)\.?$", detail)
        if choices is not None:
            listed = choices.group(1).replace("'", "")
            return message, Text(f"Pilih: {listed}", f"Choose: {listed}")
        return message, Text(f"{parameter.help}", f"{parameter.help}") if parameter.help else None
    return Text(f"pemakaian keliru: {detail}", f"wrong usage: {detail}"), None


def open_project(project: Path | None) -> Path:
    """Return the workspace's folder: the one named, or the nearest upwards.

    Raises UserError where there is none.
    """
    if project is None:
        return find_project(Path.cwd())
    if not (project / "masterplan.yaml").is_file():
        raise UserError(
            Text(
                f"folder “{project}” tidak memuat masterplan.yaml",
                f"the folder '{project}' holds no masterplan.yaml",
            ),
            Text("Periksa alamat sesudah -C.", "Check the folder after -C."),
        )
    return project.resolve()


def wants_colour(stream: TextIO) -> bool:
    """Say whether ``stream`` is a terminal on which nobody forbade colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def make_line_reader(
    project: Path,
    templates: Callable[[str], str | None],
    unsaved: Mapping[str, bytes] | None = None,
) -> Callable[[str, int], str | None]:
    """Return a function that gives one line of a file named in a finding."""
    texts: dict[str, list[str]] = {
        file: _split_lines(data.decode("utf-8-sig", errors="replace"))
        for file, data in (unsaved or {}).items()
    }

    def read_line(file: str, line: int) -> str | None:
        if file not in texts:
            path = project / file
            try:
                text = (
                    path.read_text(encoding="utf-8-sig", errors="replace")
                    if path.is_file() and path.suffix != ".docx"
                    else templates(file)
                )
            except OSError:
                text = None
            texts[file] = _split_lines(text or "")
        lines = texts[file]
        return lines[line - 1] if 0 < line <= len(lines) else None

    return read_line


def _split_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class ProgressLine:
    """One line on a terminal's stderr that says what is being made; nothing in a pipe."""

    def __init__(self, stream: TextIO) -> None:
        """Stay silent unless ``stream`` is a terminal."""
        self._stream = stream
        self._shown = stream.isatty()

    def show(self, step: str) -> None:
        """Replace the line."""
        if self._shown:
            self._stream.write(f"\r\x1b[2K{step} …")
            self._stream.flush()

    def clear(self) -> None:
        """Remove the line."""
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()


def read_given_file(path: Path, largest: int) -> bytes:
    """Return the bytes of a file that somebody sent, no more than one above ``largest``.

    Raises UserError where there is none; who reads them refuses what is too large.
    """
    if not path.is_file():
        raise UserError(
            Text(f"berkas “{path}” tidak ada", f"there is no file '{path}'"),
            Text("Periksa nama dan foldernya.", "Check its name and folder."),
        )
    with path.open("rb") as stream:
        return stream.read(largest + 1)
