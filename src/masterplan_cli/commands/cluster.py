"""Regions built by a Dask cluster, whose workers see the same files as this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from masterplan_cli.commands.regions import (
    RegionBuild,
    RegionOrder,
    build_region,
    describe_death,
)
from masterplan_cli.diagnostics import Text, UserError

PATIENCE = "10s"
"""How long the scheduler may take to answer."""


def build_on_cluster(
    address: str, folders: Sequence[Path], order: RegionOrder
) -> Iterator[RegionBuild]:
    """Yield each region's build as it ends.

    Raises UserError where the extra is not installed or no scheduler answers at ``address``.
    """
    distributed = _load_distributed()
    with _connect(distributed, address) as client:
        futures = client.map(build_region, folders, [order] * len(folders), pure=False)
        of = dict(zip((future.key for future in futures), folders, strict=True))
        for future in distributed.as_completed(futures, loop=client.loop):
            yield _read_answer(future, of[future.key], order)
            future.release()


def _read_answer(future: Any, folder: Path, order: RegionOrder) -> RegionBuild:
    """Return a region's build; a worker that died several times over it has none."""
    if future.exception() is not None:
        return describe_death(folder, order.language)
    answer: RegionBuild = future.result()
    return answer


def _load_distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise UserError(
            Text("--scheduler memerlukan Dask", "--scheduler needs Dask"),
            Text(
                'Pasang: pip install "masterplan-cli[distributed]"',
                'Install: pip install "masterplan-cli[distributed]"',
            ),
        ) from error


def _connect(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UserError(
            Text(
                f"tidak ada penjadwal Dask yang menjawab di “{address}”",
                f"no Dask scheduler answers at '{address}'",
            ),
            Text(
                "Jalankan “dask scheduler”, lalu sebut alamatnya (tcp://…).",
                "Start 'dask scheduler' and give its address (tcp://…).",
            ),
        ) from error
