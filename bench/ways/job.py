"""What one way of loading is given: the files, and a fresh store."""

from dataclasses import dataclass
from pathlib import Path

from bench.rows import Rows
from bench.stores import Embedded, Neo4j

__all__ = ["NOT_COUNTED", "Job", "Stage"]

Stage = tuple[str, int]

NOT_COUNTED = "starting the server"
"""The name of a stage whose time is nobody's merit."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """Files to load, the store to load them into, and an empty folder of one's own for whatever the way writes."""

    rows: Rows
    store: Neo4j | Embedded
    folder: Path
