"""The arrows of a picture: all statements of one kind from one account to another, drawn as one.

It lives apart because twenty statements drawn over each other are one unreadable line: an arrow counts them and keeps
each, and every reader of the picture (drawing, tooltip, table) counts alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphs.build import Graph

__all__ = ["REFERS_TO", "Arrow", "arrows", "kind_in_words"]

REFERS_TO = "REFERS_TO"


@dataclass(frozen=True)
class Arrow:
    """The statements of one `kind` from `source` to `target`: (id, attributes) of each, sorted by id."""

    source: str
    target: str
    kind: str
    statements: tuple[tuple[str, Mapping[str, Any]], ...]

    @property
    def conflicting(self) -> bool:
        """True when one of the statements is flagged as conflicting with another."""
        return any(attributes.get("conflicting") for _, attributes in self.statements)

    @property
    def count(self) -> str:
        """How many statements there are, in words: "1 statement", "3 statements"."""
        number = len(self.statements)
        return f"{number:,} statement{'' if number == 1 else 's'}"


def arrows(graph: Graph) -> list[Arrow]:
    """One arrow per kind and pair of accounts, sorted; the kind is the attribute `type` of the edge, or REFERS_TO."""
    together: dict[tuple[str, str, str], list[tuple[str, Mapping[str, Any]]]] = {}
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        kind = str(attributes.get("type") or REFERS_TO)
        together.setdefault((source, target, kind), []).append((key, attributes))
    return [Arrow(*ends, tuple(sorted(together[ends], key=lambda pair: pair[0]))) for ends in sorted(together)]


def kind_in_words(kind: str) -> str:
    """The kind as one reads it: "SPLITS_FEE_WITH" is "splits fee with"."""
    return kind.replace("_", " ").casefold()
