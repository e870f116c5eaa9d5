"""Places are clear of each other, run from left to right, and are the same whatever the order of rows."""

from collections.abc import Mapping
from itertools import combinations
from time import process_time

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.build import Graph, rows_to_graph
from graphs.labels import CARD_WIDTH, card_height, label
from graphs.layout import Places, layered, radial
from graphs.placing.curves import (  # the very reading of cards and curves that the picture uses
    _cells,
    _hits,
    _points,
    pieces,
)

Place = tuple[float, float]
SIZES = st.integers(1, 40)


def graph_of(pairs: list[tuple[int, int]], size: int = 0, **columns: object) -> Graph:
    rows = [
        {"id": f"r{n}", "referrer": f"a{tail}", "referred_to": f"a{head}", **columns}
        for n, (tail, head) in enumerate(pairs)
    ]
    return rows_to_graph(rows, nodes=[{"id": f"a{n}", "display_name": f"Name {n}", "handle": "x"} for n in range(size)])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    size = draw(SIZES)
    ends = st.integers(0, size - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=2 * size))
    status = st.sampled_from([None, "active", "suspended"])
    handle = st.none() | st.just("handle")
    nodes = [
        {"id": f"a{n}", "display_name": "Name", "handle": draw(handle), "status": draw(status)} for n in range(size)
    ]
    rows = [{"id": f"r{n}", "referrer": f"a{a}", "referred_to": f"a{b}"} for n, (a, b) in enumerate(pairs)]
    return rows_to_graph(rows, nodes=nodes)


def heights(graph: Graph) -> dict[str, float]:
    return {name: float(card_height(len(label(name, data).lines))) for name, data in graph.nodes(data=True)}


def overlaps(graph: Graph, places: Mapping[str, Place]) -> list[tuple[str, str]]:
    tall = heights(graph)
    return [
        (a, b)
        for a, b in combinations(sorted(places), 2)
        if abs(places[a][0] - places[b][0]) < CARD_WIDTH and abs(places[a][1] - places[b][1]) < (tall[a] + tall[b]) / 2
    ]


STAR = graph_of([(n, 0) for n in range(1, 90)])
CHAIN = graph_of([(n, n + 1) for n in range(12)])
CYCLE = graph_of([(n, (n + 1) % 7) for n in range(7)])
COMPLETE = graph_of([(a, b) for a in range(9) for b in range(9)])
APART = graph_of([(0, 1), (2, 3), (3, 4)], size=9)
SHAPES = {"star": STAR, "chain": CHAIN, "cycle": CYCLE, "complete": COMPLETE, "apart": APART}


def test_an_empty_graph_has_no_places() -> None:
    assert layered(rows_to_graph([])) == {}
    assert layered(rows_to_graph([]), tiers={}) == {}
    assert radial(rows_to_graph([]), "a") == {}


def test_one_account_stands_in_the_middle() -> None:
    graph = graph_of([], size=1)
    assert layered(graph) == {"a0": (0.0, 0.0)}
    assert radial(graph, "a0") == {"a0": (0.0, 0.0)}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_placed_without_overlap(name: str) -> None:
    graph = SHAPES[name]
    for places in (layered(graph), radial(graph, "a0")):
        assert set(places) == set(graph)
        assert overlaps(graph, places) == []


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_no_two_cards_overlap(graph: Graph) -> None:
    assert overlaps(graph, layered(graph)) == []
    assert overlaps(graph, radial(graph, "a0")) == []


def test_a_chain_is_one_straight_line_to_the_right() -> None:
    places = layered(CHAIN)
    assert len({y for _, y in places.values()}) == 1
    assert [name for name, _ in sorted(places.items(), key=lambda item: item[1])] == [f"a{n}" for n in range(13)]


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_arrows_run_to_the_right_unless_they_close_a_circle(graph: Graph) -> None:
    places = layered(graph)
    circle = {name: number for number, part in enumerate(nx.strongly_connected_components(graph)) for name in part}
    for tail, head in graph.edges():
        if circle[tail] != circle[head]:
            assert places[tail][0] < places[head][0]


def test_the_weakest_arrow_of_a_circle_goes_back() -> None:
    graph = rows_to_graph(
        [
            {"id": "r1", "referrer": "front", "referred_to": "reseller", "confidence": 0.75},
            {"id": "r2", "referrer": "second front", "referred_to": "reseller", "confidence": 0.75},
            {"id": "r3", "referrer": "reseller", "referred_to": "operator", "confidence": 0.9},
            {"id": "decoy", "referrer": "operator", "referred_to": "front", "confidence": 0.25},
            {"id": "decoy 2", "referrer": "operator", "referred_to": "second front", "confidence": 0.25},
        ]
    )
    places = layered(graph)
    assert places["front"][0] == places["second front"][0] < places["reseller"][0] < places["operator"][0]


@settings(max_examples=40, deadline=None)
@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(graph: Graph, random: object) -> None:
    names, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    random.shuffle(names)  # type: ignore[attr-defined]
    random.shuffle(edges)  # type: ignore[attr-defined]
    again: Graph = nx.MultiDiGraph()
    again.add_nodes_from(names)
    again.add_edges_from(edges)
    assert layered(again) == layered(graph)
    assert layered(again).ways == layered(graph).ways
    assert radial(again, "a0") == radial(graph, "a0")


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_an_arrow_on_its_way_passes_no_card(graph: Graph) -> None:
    places = layered(graph)
    cells = _cells(places, heights(graph))
    for (tail, head), way in zip(
        places.ways, pieces(list(places.ways), places, heights(graph), places.ways), strict=True
    ):
        for piece in way if len(way) > 1 else ():
            points = _points(piece.curve, piece.start or places[tail], piece.end or places[head])
            assert _hits(points, cells) <= {tail, head}


def test_tiers_decide_the_column() -> None:
    places = layered(CHAIN, tiers={f"a{n}": n // 4 * 10 for n in range(13)})
    columns = {name: x for name, (x, _) in places.items()}
    assert len(set(columns.values())) == 4
    assert columns["a0"] == columns["a3"] < columns["a4"] == columns["a7"] < columns["a8"] < columns["a12"]
    assert overlaps(CHAIN, places) == []


def test_an_account_without_a_tier_is_refused() -> None:
    with pytest.raises(ValueError, match="1 of 13 accounts have no tier, the first is 'a12'"):
        layered(CHAIN, tiers={f"a{n}": n for n in range(12)})


def test_a_centre_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="the centre 'nobody' is not among the 13 accounts"):
        radial(CHAIN, "nobody")


def test_rings_grow_with_the_distance() -> None:
    places = radial(graph_of([(1, 0), (2, 0), (3, 1), (4, 3)]), "a0")
    far = {name: round((x * x + y * y) ** 0.5) for name, (x, y) in places.items()}
    assert far["a0"] == 0 < far["a1"] == far["a2"] < far["a3"] < far["a4"]


def test_a_layout_leaves_the_graph_equal() -> None:
    before = COMPLETE.copy()
    layered(COMPLETE), radial(COMPLETE, "a0")
    assert nx.utils.graphs_equal(COMPLETE, before)


def test_plain_places_forget_the_ways() -> None:
    places = layered(CYCLE)
    assert places.ways
    assert not hasattr(dict(places), "ways")
    assert places.moved(10, 0)["a0"] == pytest.approx((places["a0"][0] + 10, places["a0"][1]))
    assert isinstance(places, Places)


@pytest.mark.parametrize("name", ["market", "star", "path", "cycle", "alone"])
def test_ten_thousand_accounts_take_seconds(name: str) -> None:
    pairs = {
        "market": [(n, n * n // 10_000) for n in range(1, 10_000)] + [(n, n * 7919 % 10_000) for n in range(1, 1000)],
        "star": [(n, 0) for n in range(1, 10_000)],
        "path": [(n, n + 1) for n in range(9_999)],
        "cycle": [(n, (n + 1) % 10_000) for n in range(10_000)],
        "alone": [],
    }[name]
    graph = graph_of(pairs, size=10_000)
    for lay in (layered, lambda graph: radial(graph, "a0")):
        before = process_time()
        assert len(lay(graph)) == 10_000
        assert process_time() - before < 10  # about 1 s on an idle machine
