"""GraphML holds the same accounts and statements, whatever they are called."""

from datetime import UTC, date, datetime
from io import BytesIO
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.build import Graph, rows_to_graph
from graphs.graphml import graph_to_graphml

IDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=4)


def read(document: bytes) -> Graph:
    return nx.read_graphml(BytesIO(document), node_type=str, edge_key_type=str, force_multigraph=True)


def test_an_empty_graph_is_a_document() -> None:
    assert ElementTree.fromstring(graph_to_graphml(rows_to_graph([]))).tag.endswith("graphml")


@given(st.lists(st.tuples(IDS, IDS, IDS), unique_by=lambda row: row[0], max_size=8))
def test_the_same_accounts_and_statements_come_back(rows: list[tuple[str, str, str]]) -> None:
    graph = rows_to_graph([{"id": key, "referrer": tail, "referred_to": head} for key, tail, head in rows])
    again = read(graph_to_graphml(graph))
    assert set(again) == set(graph)
    assert set(again.edges(keys=True)) == set(graph.edges(keys=True))


def test_values_are_put_into_words() -> None:
    graph = rows_to_graph(
        [
            {
                "id": "r1",
                "referrer": "noor",
                "referred_to": "majd",
                "evidence": ["s:2", "s:3"],
                "referred_at": datetime(2024, 3, 2, 10, 15, tzinfo=UTC),
                "stated_at": date(2024, 3, 2),
                "confidence": 0.75,
                "tier": 1,
                "conflicting": False,
                "cue": None,
                "spans": {"b": 1, "a": [2]},
                "statement": "line\r\nline\x00\ud800 <&>",
                "type": "REFERS_TO",
            }
        ]
    )
    assert read(graph_to_graphml(graph)).edges["noor", "majd", "r1"] == {
        "label": "refers to",
        "evidence": "s:2; s:3",
        "referred_at": "2024-03-02T10:15:00+00:00",
        "stated_at": "2024-03-02",
        "confidence": 0.75,
        "tier": 1,
        "conflicting": False,
        "spans": '{"a": [2], "b": 1}',
        "statement": "line\nline <&>",
        "type": "REFERS_TO",
    }


def test_labels_hold_no_direction_marks_and_names_stay_as_they_are() -> None:
    graph = rows_to_graph([], nodes=[{"id": "a", "display_name": "user\u202egnp"}])
    assert read(graph_to_graphml(graph)).nodes["a"] == {"label": "usergnp", "display_name": "user\u202egnp"}


def test_hostile_ids_are_text() -> None:
    names = ["__proto__", "</graphml>", "]]>", "<!ENTITY x>", "&amp;", "'\"", "a\tb"]
    graph = rows_to_graph([{"id": name, "referrer": name, "referred_to": names[0]} for name in names])
    again = read(graph_to_graphml(graph))
    assert set(again.edges(keys=True)) == set(graph.edges(keys=True))


def test_ids_that_become_one_are_refused() -> None:
    with pytest.raises(ValueError, match="two ids differ only in control characters"):
        graph_to_graphml(rows_to_graph([], nodes=[{"id": "a"}, {"id": "a\x00"}]))


def test_writing_leaves_the_graph_equal() -> None:
    graph = rows_to_graph([{"id": "r1", "referrer": "a", "referred_to": "b", "evidence": ["s:2"]}])
    before = graph.copy()
    graph_to_graphml(graph)
    assert nx.utils.graphs_equal(graph, before)
