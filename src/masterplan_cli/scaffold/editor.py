"""Settings of an editor: which schema goes with which file, in VS Code's form.

Why beside the line in each file: files that were there before ``init``, and new ones, have none.
"""

from __future__ import annotations

import json

from masterplan_cli.model.workspace import MANIFEST, REGION_FILES

SCHEMA_FOLDER = ".schema"
SETTINGS = ".vscode/settings.json"


def write_settings() -> str:
    """Return the text of ``.vscode/settings.json``; the extension *YAML* by Red Hat reads it."""
    places = {"manifest": MANIFEST}
    for name in REGION_FILES:
        places[name.removeprefix("region/").removesuffix(".yaml")] = name
    places |= {
        "pillar": "pillars/*/pillar.yaml",
        "programs": "pillars/*/programs-*.yaml",
        "review": "reviews/*/*.yaml",
    }
    settings = {
        "yaml.schemas": {
            f"./{SCHEMA_FOLDER}/{kind}.json": pattern for kind, pattern in places.items()
        },
        "yaml.format.enable": False,
        "files.eol": "\n",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
    return json.dumps(settings, indent=2) + "\n"
