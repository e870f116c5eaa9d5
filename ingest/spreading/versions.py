"""What has to be the same on every machine so that all of them read the same bytes to the same records."""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from socket import gethostname
from typing import TypeVar

from ingest.spreading.refusals import ClusterRefused

__all__ = ["PARTS", "checked", "differing", "versions", "work_alike"]

PARTS = (
    "silsila-workbench",
    "distributed",
    "ahocorasick-rs",
    "babel",
    "ijson",
    "phonenumbers",
    "pyarrow",
    "python-calamine",
    "schwifty",
    "tzdata",
)
"""The packages that decide what is read, and how it comes back."""

Answer = TypeVar("Answer")


@cache
def versions() -> Mapping[str, str | None]:
    """The version of each part in this process; None for one that is missing."""
    return {"python": f"{sys.version_info.major}.{sys.version_info.minor}"} | {name: _version(name) for name in PARTS}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def differing(ours: Mapping[str, str | None], theirs: Mapping[str, str | None]) -> str:
    """The parts that differ, in words; empty when none does."""
    found = [(name, theirs.get(name), ours[name]) for name in ours if theirs.get(name) != ours[name]]
    return ", ".join(f"{name} {had or 'missing'} (here {wanted or 'missing'})" for name, had, wanted in found)


def checked(where: str, ours: Mapping[str, str | None], theirs: Mapping[str, str | None]) -> None:
    """Raises ClusterRefused when another machine differs from this process in what decides what is read."""
    if different := differing(ours, theirs):
        raise ClusterRefused(
            f"{where} has {different}, expected the same versions everywhere, because others may read the "
            "same file to other records: install the same silsila-workbench[dask] there, by the same lock file"
        )


def work_alike(ours: Mapping[str, str | None], work: Callable[..., Answer], *given: object) -> Answer:
    """`work(*given)` on a worker, which may have joined only after the others were checked."""
    checked(f"the worker on {gethostname()}", ours, versions())
    return work(*given)
