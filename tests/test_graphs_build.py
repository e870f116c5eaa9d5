"""Rows become a graph and come back as they were: one statement, one edge."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.build import graph_to_rows, rows_to_graph

NAMES = st.text(min_size=1, max_size=3)
VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2)
ATTRIBUTES = st.dictionaries(st.sampled_from(["key", "u_for_edge", "tier", "cue", "evidence", "self"]), VALUES)


@st.composite
def edge_rows(draw: st.DrawFn) -> list[dict[str, object]]:
    keys = draw(st.lists(NAMES, unique=True, max_size=8))
    return [{"id": key, "referrer": draw(NAMES), "referred_to": draw(NAMES), **draw(ATTRIBUTES)} for key in keys]


@st.composite
def node_rows(draw: st.DrawFn) -> list[dict[str, object]]:
    return [{"id": name, **draw(ATTRIBUTES)} for name in draw(st.lists(NAMES, unique=True, max_size=6))]


def by_id(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: str(row["id"]))


def test_no_rows_are_an_empty_graph() -> None:
    assert graph_to_rows(rows_to_graph([])) == ([], [])


def test_two_statements_of_one_pair_are_two_edges() -> None:
    graph = rows_to_graph(
        [
            {"id": "r1", "referrer": "noor", "referred_to": "majd", "cue": "contact_admin", "evidence": ["s:2"]},
            {"id": "r2", "referrer": "noor", "referred_to": "majd", "cue": None, "evidence": ["s:3"]},
        ],
        nodes=[{"id": "noor", "handle": "noor_boost"}],
    )
    assert set(graph.edges(keys=True)) == {("noor", "majd", "r1"), ("noor", "majd", "r2")}
    assert graph.edges["noor", "majd", "r1"] == {"cue": "contact_admin", "evidence": ["s:2"]}
    assert dict(graph.nodes(data=True)) == {"noor": {"handle": "noor_boost"}, "majd": {}}


def test_the_ends_may_be_called_otherwise() -> None:
    rows = [{"id": "p1", "payer": "talib", "payee": "noor", "amount": "50.00"}]
    graph = rows_to_graph(rows, source="payer", target="payee")
    assert set(graph.edges(keys=True)) == {("talib", "noor", "p1")}
    assert graph_to_rows(graph)[1] == rows


@given(edge_rows(), node_rows())
def test_rows_come_back_as_they_went_in(edges: list[dict[str, object]], nodes: list[dict[str, object]]) -> None:
    graph = rows_to_graph(edges, nodes=nodes)
    found_nodes, found_edges = graph_to_rows(graph)
    ends = {str(row[end]) for row in edges for end in ("referrer", "referred_to")}
    named = [{"id": name} for name in ends - {str(row["id"]) for row in nodes}]
    assert by_id(found_edges) == by_id(edges)
    assert by_id(found_nodes) == by_id(nodes + named)


@given(edge_rows(), node_rows())
def test_a_graph_comes_back_equal(edges: list[dict[str, object]], nodes: list[dict[str, object]]) -> None:
    graph = rows_to_graph(edges, nodes=nodes)
    again_nodes, again_edges = graph_to_rows(graph)
    assert nx.utils.graphs_equal(rows_to_graph(again_edges, nodes=again_nodes), graph)


def test_the_rows_are_not_changed() -> None:
    rows = [{"id": "r1", "referrer": "a", "referred_to": "b", "tier": 1}]
    rows_to_graph(rows).edges["a", "b", "r1"]["tier"] = 2
    assert rows == [{"id": "r1", "referrer": "a", "referred_to": "b", "tier": 1}]


def test_the_same_row_twice_is_one_edge() -> None:
    row = {"id": "r1", "referrer": "a", "referred_to": "b"}
    assert rows_to_graph([row, dict(row)]).number_of_edges() == 1


def test_one_id_with_two_contents_is_refused() -> None:
    rows = [{"id": "r1", "referrer": "a", "referred_to": "b", "cue": cue} for cue in ("link", "name")]
    with pytest.raises(ValueError, match=r"row 2: the id 'r1' was met before with a different cue"):
        rows_to_graph(rows)


def test_one_account_with_two_contents_is_refused() -> None:
    with pytest.raises(ValueError, match=r"node row 2: the id 'a' was met before with a different handle"):
        rows_to_graph([], nodes=[{"id": "a", "handle": "x"}, {"id": "a", "handle": "y"}])


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match=r'row 1: there is no column "referred_to", found \'id\', \'referrer\''):
        rows_to_graph([{"id": "r1", "referrer": "a"}])


@pytest.mark.parametrize("end", [None, 7])
def test_an_end_that_is_not_text_is_refused(end: object) -> None:
    with pytest.raises(ValueError, match=f"row 1: referred_to is {end}, expected an id as text"):
        rows_to_graph([{"id": "r1", "referrer": "a", "referred_to": end}])
