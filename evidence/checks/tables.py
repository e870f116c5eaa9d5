"""The three tables of an exhibit read back, each row turned into a claim, and what no exhibit's table can be told.

It stands apart from `verify`, which decides what is read in which order.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path

from evidence.bag.sheet import read_sheet
from evidence.bag.statements import EDGE_COLUMNS, KINDS, MESSAGE_COLUMNS, NODE_COLUMNS, NODE_WORDS
from evidence.bag.tables import EDGES, MESSAGES, NODES
from evidence.checks.claims import Accounts, Cells, edge_claim, message_claim, node_claim
from evidence.checks.findings import Finding
from evidence.checks.return_journey import Claim

__all__ = ["TablesRead", "rows_of_table"]


_CITED_BY_EDGES = frozenset({"Account", "Identifier", "Offer"})  # where only edges name them, those have the citations


class TablesRead:
    """The claims of the tables in one folder; read the nodes first, for edges and messages name them.

    The counts and the findings grow as the claims are taken.
    """

    def __init__(self, folder: Path, zone: tzinfo) -> None:
        """The tables in `folder`; `zone` is the one in which their sentences count days."""
        self._folder, self._zone, self._accounts = folder, zone, Accounts()
        self._known: set[tuple[str, str]] = set()
        self._awaited: dict[str, str] = {}  # messages that edges name, each with the first edge that does
        self.nodes = self.edges = self.messages = 0
        self.findings: list[Finding] = []

    def node_claims(self) -> Iterator[Claim]:
        """What the rows of `nodes.csv` claim of the lines they cite."""
        for row, evidence in self._cited(NODES, NODE_COLUMNS):
            self.nodes += 1
            self._known.add((row["type"], row["id"]))
            if row["type"] not in NODE_WORDS:
                self._find(f"{NODES}, {row['id']}", f"{row['type']!r} is no type of node")
                continue
            if row["type"] == "Account":
                self._accounts.show(row)
            if row["type"] == "Identifier" and row["id"] != f"{row['scheme']}:{row['value']}":
                self._find(f"{NODES}, Identifier {row['id']}", f"is the {row['scheme']} {row['value']!r} by its words")
            if evidence or row["type"] not in _CITED_BY_EDGES:
                yield node_claim(row, evidence, self._accounts)

    def account_findings(self) -> Iterator[Finding]:
        """What the lines about the accounts left unsaid, once every claim of the nodes was followed."""
        return self._accounts.findings()

    def edge_claims(self) -> Iterator[Claim]:
        """What the rows of `edges.csv` claim of the lines they cite."""
        for row, evidence in self._cited(EDGES, EDGE_COLUMNS):
            self.edges += 1
            where = f"{EDGES}, {row['type']} {row['id']}"
            for end in ("source", "target"):
                if row[f"{end}_type"] == "Message":
                    self._awaited.setdefault(row[end], where)
                elif (row[f"{end}_type"], row[end]) not in self._known:
                    self._find(where, f"its {end} {row[end]!r} is not in {NODES}")
            if row["type"] in KINDS:
                yield edge_claim(row, evidence, self._accounts, self._zone)
            else:
                self._find(where, f"{row['type']!r} is no type of edge")

    def message_claims(self) -> Iterator[Claim]:
        """What the rows of `messages.csv` claim of the lines they cite."""
        for row, evidence in self._cited(MESSAGES, MESSAGE_COLUMNS):
            self.messages += 1
            self._awaited.pop(row["id"], None)
            yield message_claim(row, evidence, self._accounts)
        for message, where in self._awaited.items():
            self._find(where, f"its message {message!r} is not in {MESSAGES}")

    def _cited(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Cells, tuple[str, ...]]]:
        for row in rows_of_table(self._folder / name, columns, self.findings):
            evidence = _citations(row["evidence"])
            if evidence is None:
                self._find(
                    f"{name}, {row['id']}", f"evidence is {row['evidence'][:80]!r}, expected a list of citations"
                )
            else:
                yield row, evidence

    def _find(self, where: str, text: str) -> None:
        self.findings.append(Finding("table", where, text))


def rows_of_table(path: Path, columns: Sequence[str], findings: list[Finding]) -> Iterator[Cells]:
    """The rows of one table as far as it can be read; what stops the reading becomes a finding."""
    try:
        yield from read_sheet(path, columns)
    except (OSError, ValueError, csv.Error) as wrong:
        findings.append(Finding("table", path.name, f"cannot be read to its end: {wrong}"))


def _citations(text: str) -> tuple[str, ...] | None:
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        return None
    return tuple(found) if isinstance(found, list) and all(isinstance(one, str) for one in found) else None
