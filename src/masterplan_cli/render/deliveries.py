"""What a stage hands in: its documents, how many files each makes, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.profile.records import Delivery, DocumentSpec
from masterplan_cli.render.subjects import Subject, list_subjects
from masterplan_cli.schema.nearest import suggest_nearest


def list_deliveries(
    plan: Masterplan, books: tuple[str, ...]
) -> Iterator[tuple[Delivery, DocumentSpec]]:
    """Yield the documents of the plan's stage, or those of them that ``books`` names.

    Raises UserError for a book that the stage does not hand in.
    """
    specs = {spec.id: spec for spec in plan.profile.documents}
    deliveries = {delivery.document: delivery for delivery in plan.stage.documents}
    for name in books:
        if name not in deliveries:
            listed = ", ".join(deliveries)
            raise UserError(
                Text(
                    f"buku “{name}” tidak diserahkan pada {plan.stage.name}",
                    f"the book '{name}' is not handed in at stage {plan.stage.number}",
                ),
                suggest_nearest(name, deliveries)
                or Text(f"Yang ada: {listed}", f"At hand: {listed}"),
            )
    for name, delivery in deliveries.items():
        if (not books or name in books) and name in specs:
            yield delivery, specs[name]


def list_files(
    plan: Masterplan, books: tuple[str, ...]
) -> Iterator[tuple[Delivery, DocumentSpec, Subject | None]]:
    """Yield the stage's documents, those that exist once per record as often as there are any."""
    for delivery, spec in list_deliveries(plan, books):
        if spec.each is None:
            yield delivery, spec, None
        else:
            for subject in list_subjects(plan, spec.each):
                yield delivery, spec, subject


def name_build(revision: str, plan: Masterplan, spec: DocumentSpec, subject: Subject | None) -> str:
    """Return what identifies one document of one build."""
    about = f"/{subject.id}" if subject else ""
    return f"{revision}/t{plan.stage.number}/{spec.id}/{plan.profile.id}{about}"


def name_file(plan: Masterplan, spec: DocumentSpec, subject: Subject | None) -> str:
    """Return the stem of a file's name; the id of whom it is about ends it."""
    region = plan.workspace.manifest.region
    name = "-".join("".join(c if c.isalnum() else " " for c in region.name.lower()).split())
    about = f"-{subject.id}" if subject else ""
    return f"{spec.file}-{region.type}-{name}-bimtek-{plan.stage.number}{about}"
