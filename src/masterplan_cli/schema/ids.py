"""What an id looks like, and what somebody may have meant who wrote none."""

from __future__ import annotations

import re

from masterplan_cli.diagnostics import Text
from masterplan_cli.source.invisible import clean_text
from masterplan_cli.source.scalars import ScalarError, refuse_unseen

SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\Z")


def refuse_slug(text: str) -> ScalarError:
    """Return the error for what is no id, with what to write instead where that is clear."""
    unseen = refuse_unseen(text)
    cleaned = clean_text(text)
    suggestion = re.sub(r"[^a-z0-9]+", "-", cleaned.lower()).strip("-")
    small = cleaned.lower() if SLUG.match(cleaned.lower()) else None
    hint = Text(f"Misalnya: {suggestion}", f"For example: {suggestion}")
    if small is not None:
        hint = Text(f"Tulis: {small}", f"Write: {small}")
    elif (several := list_slugs(text)) and unseen is None:
        listed = ", ".join(several)
        hint = Text(
            f"Jika beberapa id, pisahkan dengan koma: {listed}; jika satu: {suggestion}",
            f"If these are several ids, put commas between: {listed}; if one: {suggestion}",
        )
    return ScalarError(
        unseen
        or Text(
            f"“{text}” bukan id yang sah: hanya huruf kecil, angka, dan tanda hubung",
            f"'{text}' is not a valid id: small letters, digits and hyphens only",
        ),
        hint if suggestion else None,
        small,
    )


def refuse_slash(text: str) -> ScalarError:
    """Return the error for a slash in a reference, where mostly two are meant (``APBN/DAK``)."""
    return ScalarError(
        Text(f"“{text}” bukan satu id", f"'{text}' is not one id"),
        Text("Tulis satu id; jika dua, buat dua butir.", "Write one id; for two make two entries."),
    )


def list_slugs(text: str) -> list[str]:
    """Return the ids that ``text`` seems to list (``bappeda dan diskominfo``), else nothing."""
    words = re.split(r"\s*[;,]\s*|\s+(?:(?:dan|serta|&)\s+)?", text)
    return words if len(words) > 1 and all(map(SLUG.match, words)) else []
