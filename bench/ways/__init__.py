"""The ways of loading that are compared, one module each, by the letter a user selects them with.

Every module has `load(job)`, which loads the three files of `job.rows` into the fresh store of `job` and yields the
name of each stage with its number of rows once that stage is stored. Nothing is imported before it is chosen, so that
the memory of one way is not charged with the packages of another.
"""

from dataclasses import dataclass

__all__ = ["WAYS", "Way"]


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way of loading: what it is called in a table, its module, and which engines it can load."""

    title: str
    module: str
    engines: tuple[str, ...]
    served: tuple[str, ...] = ()  # the engines it wants running; otherwise it starts what it needs


WAYS = {
    "a": Way(title="silsila ingest", module="ours", engines=("neo4j", "embedded"), served=("neo4j",)),
    "b": Way(
        title="driver, UNWIND … MERGE", module="plain", engines=("neo4j", "embedded"), served=("neo4j", "embedded")
    ),
    "c": Way(title="py2neo bulk", module="py2neo_bulk", engines=("neo4j",), served=("neo4j",)),
    "d": Way(title="neo4j-admin import (offline)", module="offline", engines=("neo4j",)),
    "e": Way(title="graph_batch (in process)", module="inprocess", engines=("embedded",)),
}
