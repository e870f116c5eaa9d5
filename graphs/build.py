"""Rows → graph → rows: where the answers of queries become one networkx graph, and how they come back out.

It lives apart from everything that reads the graph because this is the promise the rest stands on: one statement is one
edge, keyed by the statement's id, and nothing is lost or merged on the way in or out.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import networkx as nx

__all__ = ["Graph", "Row", "graph_to_rows", "rows_to_graph"]

Row = dict[str, Any]
Graph: TypeAlias = "nx.MultiDiGraph[str]"


def rows_to_graph(
    rows: Iterable[Mapping[str, Any]],
    *,
    source: str = "referrer",
    target: str = "referred_to",
    nodes: Iterable[Mapping[str, Any]] = (),
) -> Graph:
    """The graph of the statements in `rows`: one edge per statement, keyed by its `id`.

    Each row needs `id`, `source` and `target`, all text; its other columns become attributes of the edge. Each of
    `nodes` needs `id`; its other columns become attributes of the node. An account that only an edge names is a node
    without attributes. The same row twice is one edge. `graph.graph` remembers what the two end columns are called.

    Raises ValueError for a missing column, an id that is not text, and one id with two different contents.
    """
    graph: Graph = nx.MultiDiGraph(source=source, target=target)
    for name, attributes in _accounts(nodes).items():
        graph.add_node(name)
        graph.nodes[name].update(attributes)
    for key, row in _statements(rows, source, target).items():
        tail, head = row.pop(source), row.pop(target)
        graph.add_edge(tail, head, key=key)  # without the columns: one of them may be called "key"
        graph.edges[tail, head, key].update(row)
    return graph


def graph_to_rows(graph: Graph) -> tuple[list[Row], list[Row]]:
    """The rows of `graph`: those of its nodes and those of its edges, ids first, each list in the graph's order.

    The end columns are called what `rows_to_graph` was told, else `referrer` and `referred_to`.
    """
    source = graph.graph.get("source", "referrer")
    target = graph.graph.get("target", "referred_to")
    node_rows = [{"id": name, **attributes} for name, attributes in graph.nodes(data=True)]
    edge_rows = [
        {"id": key, source: tail, target: head, **row} for tail, head, key, row in graph.edges(keys=True, data=True)
    ]
    return node_rows, edge_rows


def _accounts(rows: Iterable[Mapping[str, Any]]) -> dict[str, Row]:
    accounts: dict[str, Row] = {}
    for number, row in enumerate(rows, start=1):
        name = _text(row, "id", f"node row {number}")
        attributes = {column: value for column, value in row.items() if column != "id"}
        _same(accounts.setdefault(name, attributes), attributes, f"node row {number}", name)
    return accounts


def _statements(rows: Iterable[Mapping[str, Any]], source: str, target: str) -> dict[str, Row]:
    statements: dict[str, Row] = {}
    for number, row in enumerate(rows, start=1):
        where = f"row {number}"
        key = _text(row, "id", where)
        _text(row, source, where), _text(row, target, where)
        content = {column: value for column, value in row.items() if column != "id"}
        _same(statements.setdefault(key, content), content, where, key)
    return statements


def _text(row: Mapping[str, Any], column: str, where: str) -> str:
    if column not in row:
        raise ValueError(
            f'{where}: there is no column "{column}", found {", ".join(map(repr, row)) or "no columns"}; '
            f'ask the query for "{column}", or say which columns hold the two ends'
        )
    value = row[column]
    if not isinstance(value, str):
        raise ValueError(f"{where}: {column} is {value!r}, expected an id as text")
    return value


def _same(first: Row, again: Row, where: str, key: str) -> None:
    if first != again:
        columns = sorted(c for c in first.keys() | again.keys() if first.get(c) != again.get(c))
        raise ValueError(
            f"{where}: the id {key!r} was met before with a different {', '.join(columns) or 'set of columns'}; "
            "one id can only be one statement: give conflicting ones ids of their own (their key)"
        )
