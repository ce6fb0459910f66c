"""Any table of the books as a sheet: the stage's documents are rendered, the table is taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from masterplan_cli.compiler import Loaded
from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.document.nodes import Block, Document, Heading, Metadata, Table
from masterplan_cli.document.nodes import Text as Run
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.source.disk import read_bytes

FORMATS: Final = ("xlsx", "csv", "md")


def collect_tables(
    loaded: Loaded, name: str, books: tuple[str, ...] = (), cache: Path | None = None
) -> tuple[Table, ...]:
    """Return every table of that name in the documents that the plan's stage hands in, each once.

    Raises UserError where no document has one.
    """
    from masterplan_cli.render.book import BookOrder, Renderer
    from masterplan_cli.render.deliveries import list_files

    plan, profile = loaded.plan, loaded.profile
    if plan is None or profile is None:
        return ()

    def read_picture(path: str) -> bytes | None:
        try:
            return read_bytes(loaded.project, path)
        except (OSError, UserError):
            return None

    renderer = Renderer(plan, profile.templates, read_picture, cache)
    found: list[Table] = []
    known: set[str] = set()
    for _, spec, subject in list_files(plan, books):
        rendered = renderer.render_book(BookOrder(spec, True, "", None, subject))
        for block in rendered.document.blocks:
            if isinstance(block, Table) and block.name:
                known.add(block.name)
                found.extend([block] if block.name == name else [])
    renderer.save_cache()
    if not found:
        raise _complain(name, known, plan)
    return tuple(dict.fromkeys(found))


def _complain(name: str, known: set[str], plan: Masterplan) -> UserError:
    from masterplan_cli.schema.nearest import suggest_nearest

    stage, listed = plan.stage, ", ".join(sorted(known))
    return UserError(
        Text(
            f"tabel “{name}” tidak tercetak pada {stage.name}",
            f"the table '{name}' is not printed at stage {stage.number}",
        ),
        suggest_nearest(name, sorted(known))
        or Text(f"Yang tercetak: {listed}", f"Printed are: {listed}"),
    )


def write_tables(tables: tuple[Table, ...], form: str, title: str, build_id: str = "") -> bytes:
    """Return the tables in one of ``FORMATS``."""
    if form == "md":
        return _write_markdown(tables, title, build_id)
    from masterplan_cli.writers.sheets import write_csv, write_xlsx

    return write_csv(tables) if form == "csv" else write_xlsx(tables, title)


def _write_markdown(tables: tuple[Table, ...], title: str, build_id: str) -> bytes:
    from masterplan_cli.document.numbering import number_document
    from masterplan_cli.writers import WriterOptions, write

    heading: Block = Heading(1, (Run(title),), style="plain")
    metadata = Metadata(title, "", "", 0, "", build_id, "")
    return write("md", number_document(Document(metadata, (heading, *tables))), WriterOptions())
