"""Chains are all there is between two accounts, nearest first, and say so when they are not all."""

from itertools import pairwise
from time import process_time

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.build import Graph, rows_to_graph
from graphs.chains import Chains, Root, Step, chains, roots, shortest_chains

NAMES = "abcdef"
PAIRS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=18)


def graph_of(*pairs: tuple[str, str], nodes: str = "") -> Graph:
    rows = [{"id": f"r{n}", "referrer": tail, "referred_to": head} for n, (tail, head) in enumerate(pairs)]
    return rows_to_graph(rows, nodes=[{"id": name} for name in nodes])


def complete(size: int, times: int = 1) -> Graph:
    names = "abcdefghijklmnop"[:size]
    return graph_of(*((tail, head) for tail in names for head in names for _ in range(times)))


def words(found: Chains) -> list[str]:
    return ["".join([chain[0].referrer, *(step.referred_to for step in chain)]) for chain in found.chains]


def test_no_way_is_said_in_words() -> None:
    found = chains(graph_of(("b", "a")), "a", "b")
    assert found == Chains("a", "b", (), False, "No chain of referrals leads from a to b.")


def test_parallel_statements_are_one_step_that_names_them_all() -> None:
    found = chains(graph_of(("a", "b"), ("a", "b"), ("b", "c")), "a", "c")
    assert found.chains == ((Step("a", "b", ("r0", "r1")), Step("b", "c", ("r2",))),)
    assert found.statements == {"r0", "r1", "r2"}
    assert (found.capped, found.message) == (False, "1 chain from a to c.")


def test_a_chain_worked_on_paper() -> None:
    # a → b → d, a → c → d, a → d, and a decoy d → a
    found = chains(graph_of(("a", "c"), ("a", "b"), ("c", "d"), ("b", "d"), ("a", "d"), ("d", "a")), "a", "d")
    assert words(found) == ["ad", "abd", "acd"]


def test_self_referrals_are_never_a_step() -> None:
    assert words(chains(graph_of(("a", "a"), ("a", "b"), ("b", "b")), "a", "b")) == ["ab"]


def test_an_account_has_no_chain_to_itself() -> None:
    found = chains(graph_of(("a", "b"), ("b", "a")), "a", "a")
    assert (found.chains, found.message) == ((), "Both ends are the same account: a chain needs two.")


@given(PAIRS)
def test_chains_are_all_simple_paths(pairs: list[tuple[str, str]]) -> None:
    graph = graph_of(*pairs, nodes=NAMES)
    found = chains(graph, "a", "f")
    expected = sorted({"".join(path) for path in nx.all_simple_paths(nx.DiGraph(graph), "a", "f")})
    assert words(found) == sorted(expected, key=len)
    assert not found.capped
    for chain in found.chains:
        assert all(first.referred_to == then.referrer for first, then in pairwise(chain))
        assert all(step.statements == tuple(sorted(graph[step.referrer][step.referred_to])) for step in chain)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(pairs: list[tuple[str, str]], random: object) -> None:
    rows = [{"id": f"r{n}", "referrer": tail, "referred_to": head} for n, (tail, head) in enumerate(pairs)]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    nodes = [{"id": name} for name in NAMES]
    first, second = (rows_to_graph(each, nodes=nodes) for each in (rows, shuffled))
    assert chains(first, "a", "f", max_chains=2) == chains(second, "a", "f", max_chains=2)


def test_the_cap_on_chains_is_announced() -> None:
    found = chains(complete(9), "a", "i")
    assert len(found.chains) == 1000
    assert found.capped
    assert found.message == "1,000 chains from a to i; there are more, beyond the first 1,000, which are not listed."
    assert [len(chain) for chain in found.chains] == sorted(len(chain) for chain in found.chains)


def test_the_cap_on_tiers_is_announced() -> None:
    graph = graph_of(*pairwise("abcde"), ("a", "e"))
    found = chains(graph, "a", "e", max_tiers=3)
    assert (words(found), found.capped) == (["ae"], True)
    assert found.message == "1 chain from a to e; there are more, longer than 3 referrals, which are not listed."


def test_too_few_tiers_for_any_chain_are_announced() -> None:
    found = chains(graph_of(*pairwise("abcde")), "a", "e", max_tiers=2)
    assert (found.chains, found.capped) == ((), True)
    assert found.message.endswith("the shortest has 4. Allow more tiers.")


def test_exactly_as_many_as_the_cap_is_not_capped() -> None:
    found = chains(graph_of(("a", "b"), ("b", "c"), ("a", "c")), "a", "c", max_tiers=2, max_chains=2)
    assert (words(found), found.capped) == (["ac", "abc"], False)


def test_twenty_parallel_statements_on_a_complete_graph_are_fast() -> None:
    graph = complete(9, times=20)
    before = process_time()
    assert len(chains(graph, "a", "i").chains) == 1000
    assert process_time() - before < 5  # 0.2 s on an idle machine


def test_a_dense_circle_behind_a_bottleneck_does_not_hang() -> None:
    # s → c → t, and thirty accounts that only lead back to c
    inner = [(f"k{a}", f"k{b}") for a in range(30) for b in range(30)]
    around = [pair for a in range(30) for pair in (("c", f"k{a}"), (f"k{a}", "c"))]
    found = chains(graph_of(("s", "c"), ("c", "t"), *around, *inner), "s", "t")
    assert (words(found), found.capped) == (["sct"], False)


def test_unknown_accounts_and_caps_are_refused() -> None:
    with pytest.raises(ValueError, match="the account 'z' is not among the 2 accounts of this graph"):
        chains(graph_of(("a", "b")), "a", "z")
    with pytest.raises(ValueError, match="max_tiers is 0 and max_chains is 5, expected 1 or more"):
        chains(graph_of(("a", "b")), "a", "b", max_tiers=0, max_chains=5)


@given(PAIRS)
def test_shortest_chains_are_the_shortest_of_all(pairs: list[tuple[str, str]]) -> None:
    graph = graph_of(*pairs, nodes=NAMES)
    everything = words(chains(graph, "a", "f"))
    expected = [word for word in everything if len(word) == len(everything[0])]
    assert words(shortest_chains(graph, "a", "f")) == expected


def test_the_cap_on_shortest_chains_is_announced() -> None:
    graph = graph_of(*(pair for middle in "bcde" for pair in (("a", middle), (middle, "f"))))
    found = shortest_chains(graph, "a", "f", max_chains=3)
    assert (len(found.chains), found.capped) == (3, True)
    assert "beyond the first 3 of this length" in found.message


def test_nobody_above_means_no_roots() -> None:
    assert roots(graph_of(("a", "b"), ("b", "b")), "b") == ()


def test_roots_are_nearest_first() -> None:
    graph = graph_of(("a", "b"), ("b", "c"), ("c", "far"), ("a", "near"))
    assert roots(graph, "a") == (Root(("near",), False, 1), Root(("far",), False, 3))


def test_a_circle_at_the_top_is_one_circular_root() -> None:
    graph = graph_of(("a", "b"), ("b", "x"), ("x", "y"), ("y", "z"), ("z", "x"))
    assert roots(graph, "a") == (Root(("x", "y", "z"), True, 2),)
    assert roots(graph, "y") == (Root(("x", "y", "z"), True, 0),)


@given(PAIRS)
def test_from_a_root_nobody_further_up_is_reachable(pairs: list[tuple[str, str]]) -> None:
    graph = graph_of(*pairs, nodes=NAMES)
    above = nx.descendants(graph, "a") | {"a"}
    expected = {name for name in above if all(nx.has_path(graph, up, name) for up in nx.descendants(graph, name))}
    found = roots(graph, "a")
    assert {name for root in found for name in root.accounts} == (expected if expected != {"a"} else set())
    assert all(root.circular == (len(root.accounts) > 1) for root in found)
