"""The tables of an exhibit: rows of the store in, `nodes.csv`, `edges.csv`, `messages.csv` and the graph out.

It stands apart from the bag because it needs neither a case nor a store: give it rows and a folder.
"""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from evidence.bag.sheet import Sheet, as_text
from evidence.bag.statements import (
    EDGE_COLUMNS,
    KINDS,
    MESSAGE_COLUMNS,
    NODE_COLUMNS,
    NODE_WORDS,
    Kind,
    edge_row,
    record_key,
)
from evidence.wording import sentence
from graphs.build import Graph, rows_to_graph
from graphs.plain_text import in_one_line

__all__ = ["EDGES", "MESSAGES", "NODES", "Rows", "Written", "write_tables"]

NODES, EDGES, MESSAGES = "nodes.csv", "edges.csv", "messages.csv"

Rows = Mapping[str, Iterable[Mapping[str, Any]]]
"""The rows of the exhibit queries by what they are: accounts, messages, and `Kind.rows` of every kind of edge."""

_STATED_WHOLE = frozenset({"Licence", "RegisterCheck"})  # one row states all of such a node

_DRAWN_NODE = ("type", "label", "platform", "handle", "display_name", "status", "followers", "scheme", "value")
_DRAWN_EDGE = (
    *("type", "directed", "assertion_type", "confidence", "first_seen", "last_seen", "amount", "currency", "rate"),
    *("method", "status", "cue", "message_id", "statement", "scheme", "value", "sentence", "key", "evidence"),
)


@dataclass
class Written:
    """What went into the tables: how many rows of each, the ids of every source they cite, the rows of the graph.

    What stands in a message and joins no accounts (offers, identifiers) is in the tables and not in the graph.
    """

    zone: tzinfo
    nodes: int = 0
    edges: int = 0
    messages: int = 0
    cited: set[str] = field(default_factory=set)
    drawn_nodes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    known: set[tuple[str, str]] = field(default_factory=set)
    drawn_edges: list[dict[str, Any]] = field(default_factory=list)

    def graph(self) -> Graph:
        """Accounts, identifiers, licences and checks as nodes, every edge of the table as an edge with its key.

        Ids are the tables' ids; where two types of node or edge have the same one, the later gets its type in front.
        """
        names = _names(self.drawn_nodes)
        ids = _names((edge["type"], edge["id"]) for edge in self.drawn_edges)
        nodes = [_drawn(row, _DRAWN_NODE) | {"id": names[one]} for one, row in self.drawn_nodes.items()]
        edges = [_drawn(row, _DRAWN_EDGE) | _ends(row, names, ids) for row in self.drawn_edges]
        return rows_to_graph(edges, source="source", target="target", nodes=nodes)

    def cite(self, evidence: Iterable[str]) -> None:
        """Notes the sources of these citations."""
        self.cited.update(citation.partition(":")[0] for citation in evidence)


def write_tables(rows: Rows, folder: Path, *, time_zone: str) -> Written:
    """Writes the three tables into `folder`, each row once, and tells what is in them.

    `time_zone` is the case's: sentences name days as it counts them.
    """
    done = Written(ZoneInfo(time_zone))
    with ExitStack() as open_sheets:
        nodes = open_sheets.enter_context(Sheet(folder / NODES, NODE_COLUMNS))
        edges = open_sheets.enter_context(Sheet(folder / EDGES, EDGE_COLUMNS))
        messages = open_sheets.enter_context(Sheet(folder / MESSAGES, MESSAGE_COLUMNS))
        for row in rows.get("accounts", ()):
            _write_node(done, nodes, "Account", row)
        for kind in KINDS.values():
            for row in rows.get(kind.rows, ()):
                _write_statement(done, nodes, edges, kind, row)
        for row in rows.get("messages", ()):
            messages.write(dict(row) | _plain_flags(row))
            done.cite(row["evidence"])
        done.nodes, done.edges, done.messages = nodes.rows, edges.rows, messages.rows
    return done


def _write_statement(done: Written, nodes: Sheet, edges: Sheet, kind: Kind, row: Mapping[str, Any]) -> None:
    source, target = row.get("source_type") or kind.ends[0], kind.ends[1]
    of_message = source == "Message"
    if source not in {"Account", "Message"}:
        _write_node(done, nodes, source, dict(row) | {"id": row["source"]})
    if target != "Account":
        # who displays it states the node as well, but a message only has words that a program read
        cited: dict[str, list[str]] = {"evidence": []} if of_message else {}
        _write_node(done, nodes, target, dict(row) | {"id": row["target"]} | cited, drawn=not of_message)
    if row.get("target") is not None:
        edge = edge_row(kind, row)
        edge["sentence"] = sentence(edge, done.zone)
        edges.write(edge)
        if not of_message:
            done.drawn_edges.append(edge)
        done.cite(row["evidence"])


def _write_node(done: Written, nodes: Sheet, kind: str, row: Mapping[str, Any], *, drawn: bool = True) -> None:
    if (one := (kind, row["id"])) in done.known:
        return
    done.known.add(one)
    words = {word: row.get(word) for word in NODE_WORDS[kind]}
    beside = {"id": row["id"], "type": kind, "label": _label(kind, row), "redacted": False}
    cited = {"key": record_key(row) if kind in _STATED_WHOLE else None, "evidence": row["evidence"]}
    nodes.write(beside | words | cited | {"subject_class_method": row.get("subject_class_method")})
    if drawn:
        done.drawn_nodes[one] = beside | words
    done.cite(row["evidence"])


def _label(kind: str, row: Mapping[str, Any]) -> str:
    """A name to look at: in one line, without controls that turn text around; the raw words have their own columns."""
    by_kind = {
        "Account": (row.get("display_name"), row.get("handle")),
        "Identifier": (row.get("value"),),
        "Licence": (row.get("holder_name"), row.get("number")),
        "RegisterCheck": (row.get("register"),),
        "Offer": (row.get("service"),),
    }
    shown = (in_one_line(name) for name in (*by_kind[kind], row["id"]) if name)
    return next((name for name in shown if name), "(no visible name)")


def _plain_flags(row: Mapping[str, Any]) -> dict[str, Any]:
    return {flag: row.get(flag) or None for flag in ("zone_assumed", "conflicting")}


def _names(found: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    used: set[str] = set()
    for kind, name in found:
        shown = name
        while shown in used:
            shown = f"{kind}:{shown}"
        used.add(shown)
        names[kind, name] = shown
    return names


def _drawn(row: Mapping[str, Any], columns: Iterable[str]) -> dict[str, Any]:
    shown = {column: row[column] for column in columns if row.get(column) is not None}
    return {column: as_text(value) if isinstance(value, datetime) else value for column, value in shown.items()}


def _ends(
    row: Mapping[str, Any], names: Mapping[tuple[str, str], str], ids: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    ends = {end: names.get((row[f"{end}_type"], row[end]), row[end]) for end in ("source", "target")}
    return {"id": ids[row["type"], row["id"]]} | ends
