"""All files of a new workspace, as names and texts."""

from __future__ import annotations

from masterplan_cli.profile.records import Dimension, Profile
from masterplan_cli.scaffold import pillar_texts, region_texts
from masterplan_cli.scaffold.answers import Answers
from masterplan_cli.scaffold.editor import SCHEMA_FOLDER, SETTINGS, write_settings
from masterplan_cli.scaffold.json_schema import list_schemas
from masterplan_cli.scaffold.wording import fill_gaps, write_comment
from masterplan_cli.scaffold.words import (
    Words,
    add_dimension,
    collect_words,
    describe_component,
)

_REGION = {
    "facts": region_texts.FACTS,
    "sources": region_texts.SOURCES,
    "opd": region_texts.OPD,
    "areas": region_texts.AREAS,
    "plans": region_texts.PLANS,
    "regulations": region_texts.REGULATIONS,
    "vision": region_texts.VISION,
    "governance": region_texts.GOVERNANCE,
    "supporting-plans": region_texts.SUPPORTING_PLANS,
}


def write_workspace(answers: Answers, profile: Profile) -> dict[str, str]:
    """Return the text of every file by its name, relative and with ``/``, in order of reading."""
    words = collect_words(answers, profile)
    files = {"masterplan.yaml": _head("manifest", 0) + fill_gaps(region_texts.MANIFEST, words)}
    for kind, text in _REGION.items():
        files[f"region/{kind}.yaml"] = _head(kind, 1) + fill_gaps(text, words)
    files["region/readiness.yaml"] = _head("readiness", 1) + _write_readiness(words, profile)
    for dimension in profile.dimensions:
        folder = f"pillars/{dimension.id}"
        filled = add_dimension(words, dimension)
        files[f"{folder}/pillar.yaml"] = _head("pillar", 2) + _write_pillar(filled, dimension)
        programs = fill_gaps(pillar_texts.PROGRAMS, filled)
        files[f"{folder}/programs-contoh.yaml"] = _head("programs", 2) + programs
    files[".gitignore"] = region_texts.IGNORE
    files[SETTINGS] = write_settings()
    for kind, text in list_schemas(profile).items():
        files[f"{SCHEMA_FOLDER}/{kind}.json"] = text
    return files


def _head(kind: str, depth: int) -> str:
    """Return the line by which editors find a file's schema."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMA_FOLDER}/{kind}.json\n"


def _write_readiness(words: Words, profile: Profile) -> str:
    parts = ""
    for number, component in enumerate(profile.readiness_components):
        text = region_texts.READINESS_PART
        if number == 0:
            text += region_texts.READINESS_EXAMPLE
        parts += describe_component(component) + fill_gaps(text, {**words, "id": component.id})
    return fill_gaps(region_texts.READINESS, words | {"components": parts.removesuffix("\n")})


def _write_pillar(words: Words, dimension: Dimension) -> str:
    parts = ""
    for number, part in enumerate(dimension.sub_dimensions):
        topics = "; ".join(part.topics)
        text = pillar_texts.PART + pillar_texts.PART_END
        if number == 0:
            text = (
                pillar_texts.PART
                + pillar_texts.PART_GOAL
                + pillar_texts.PART_END
                + pillar_texts.PART_STRATEGIES
            )
        parts += write_comment(f"{part.name}: {topics}" if topics else part.name, "  ")
        parts += fill_gaps(text, {**words, "id": part.id})
    return fill_gaps(pillar_texts.PILLAR, words | {"parts": parts.removesuffix("\n")})
