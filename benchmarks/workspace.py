"""Makes workspaces of any size, the same for the same seed.

In: a number of programmes, a seed, a region. Out: the files of a workspace, by name.

``python -m benchmarks.workspace DIR --programs 360`` writes one; ``--regions 514`` one for every
kabupaten and kota. All content is invented and marked so; only the regions' names are real.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.pillars import make_pillars
from benchmarks.region import make_region

HERE = Path(__file__).parent
REGIONS = HERE.parent / "src" / "masterplan_cli" / "data" / "regions.csv"


@dataclass(frozen=True, slots=True)
class Size:
    """How much a workspace holds: programmes, and the seed that chooses their words."""

    programs: int
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Region:
    """A kabupaten or kota by its official name, code and province."""

    type: str
    name: str
    code: str
    province: str


INVENTED = Region("kabupaten", "Tanah Rekaan", "99.01", "Nusa Rekaan")


class _Row(dict[str, Any]):
    """A mapping that stands on one line, as people write budgets and targets."""


class _Dumper(yaml.CSafeDumper):
    """Writes YAML as the sample's files are written."""


def _write_row(dumper: _Dumper, row: _Row) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", row, flow_style=True)


def _write_text(dumper: _Dumper, text: str) -> yaml.Node:
    style = ">" if len(text) > 160 else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(_Row, _write_row)
_Dumper.add_representer(str, _write_text)


def _lay_rows(value: Any) -> Any:
    """Return ``value`` with every small mapping of plain values as a row."""
    if isinstance(value, list):
        return [_lay_rows(one) for one in value]
    if not isinstance(value, dict):
        return value
    if len(value) <= 10 and not any(isinstance(one, dict | list) for one in value.values()):
        shown = sum(len(str(key)) + len(str(one)) + 4 for key, one in value.items())
        if shown <= 120:
            return _Row(value)
    return {key: _lay_rows(one) for key, one in value.items()}


def read_words() -> dict[str, Any]:
    """Return the vocabulary."""
    with (HERE / "words.yaml").open(encoding="utf-8") as stream:
        words: dict[str, Any] = yaml.load(stream, yaml.CSafeLoader)
    return words


def list_regions() -> Iterator[Region]:
    """Yield all kabupaten and kota, in the order of their codes."""
    for line in REGIONS.read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "code,")):
            continue
        code, full, province = line.split(",")
        kind, _, name = full.partition(" ")
        yield Region(kind.lower(), name.removeprefix("Administrasi "), code, province)


def make_files(size: Size, region: Region = INVENTED) -> Mapping[str, str]:
    """Return the texts of a workspace's files by name."""
    words = read_words()
    random = Random(f"{size.seed}/{region.code}")
    trees = {
        **make_region(words, random, vars_of(region)),
        **make_pillars(words, random, size.programs),
    }
    return {name: dump_yaml(tree) for name, tree in trees.items()}


def vars_of(region: Region) -> dict[str, str]:
    """Return the region's part of ``masterplan.yaml``."""
    return {
        "name": region.name,
        "type": region.type,
        "province": region.province,
        "code": region.code,
        "capital": region.name,
    }


def dump_yaml(tree: Any) -> str:
    """Return ``tree`` as YAML."""
    text: str = yaml.dump(
        _lay_rows(tree), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100
    )
    return text


def write_workspace(folder: Path, size: Size, region: Region = INVENTED) -> None:
    """Write a workspace into ``folder``."""
    for name, text in make_files(size, region).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def name_folder(region: Region) -> str:
    """Return the folder's name for a region: its code and name."""
    return f"{region.code}-{region.type}-{region.name.lower().replace(' ', '-')}"


def write_regions(folder: Path, count: int, size: Size) -> None:
    """Write the workspaces of the first ``count`` regions, each into its own folder below."""
    for region in islice(list_regions(), count):
        write_workspace(folder / name_folder(region), size, region)


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workspace", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--programs", type=int, default=360, help="programmes of each workspace")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--regions", type=int, default=0, help="write so many real regions")
    options = parser.parse_args()
    size = Size(options.programs, options.seed)
    if not options.regions:
        write_workspace(options.folder, size)
        return
    write_regions(options.folder, options.regions, size)


if __name__ == "__main__":
    main()
