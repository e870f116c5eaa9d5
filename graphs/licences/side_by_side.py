"""The two paths beside each other: from one start its own path, and the counterpart that the case holds."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from graphs.build import rows_to_graph
from graphs.licences.facts import nine_facts
from graphs.licences.paths import Path, licensed_paths, opaque_path
from graphs.licences.rows import rows_to_known

__all__ = ["side_by_side"]


def side_by_side(
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    trail: Iterable[Mapping[str, Any]],
    *,
    start: str,
    as_of: datetime | None = None,
) -> tuple[list[Path], list[dict[str, object]]]:
    """The licensed and the opaque path, licensed first, and the rows of `nine_facts` of both.

    `rows` are those of `rows_to_known`, `trail` the referrals above `start`. The licensed path is the one that `start`
    is on, else the longest, then the first by ids. A path that the case does not hold is left out.
    """
    known = rows_to_known(rows, as_of=as_of)
    lawful = sorted(
        licensed_paths(known), key=lambda path: (start not in path.accounts, -len(path.accounts), path.accounts)
    )
    opaque = opaque_path(rows_to_graph(trail), start)
    found = [*lawful[:1], *([opaque] if opaque else [])]
    return found, [row for path in found for row in nine_facts(known, path)]
