"""Layers, stacks and walks of payments, and what holds payments together where time is ignored."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.money.motifs import motifs

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
DAY = 24.0


def paid(ends: str, amount: str, hours: float) -> dict[str, Any]:
    """A payment of the first account to the second, so many hours after noon."""
    at, name = NOON + timedelta(hours=hours), f"p-{ends}-{amount}-{hours:g}"
    money = {"amount": amount, "currency": "SAR", "paid_at": at, "evidence": [f"source:{name}"]}
    return {"id": name, "payer": ends[0], "payee": ends[1], **money}


def layer(payers: str, payees: str, *, begins: float = 0, amount: str = "100") -> list[dict[str, Any]]:
    """Each of the payers pays each of the payees, an hour between two payments."""
    pairs = [payer + payee for payer in payers for payee in payees]
    return [paid(ends, amount, begins + n) for n, ends in enumerate(pairs)]


def told(rows: list[dict[str, Any]], **settings: Any) -> set[tuple[str, str, str]]:
    return {(str(row["motif"]), str(row["account"]), str(row["amount"])) for row in motifs(rows, **settings)}


def test_three_who_each_pay_the_same_three_are_bipartite_and_two_are_not() -> None:
    rows = layer("abc", "xyz")
    [row] = motifs(rows)
    assert (row["motif"], row["account"], row["amount"]) == ("bipartite", "x", "900")
    assert row["told"] == "3 accounts pay 3 of the same, 900 together"
    assert row["payments"] == [one["id"] for one in rows]
    assert "within 7 days, with a payment between at least half of the pairs" in str(row["definition"])
    assert told(layer("ab", "xyz")) == told(layer("abc", "xy")) == set()


def test_a_pair_without_a_payment_leaves_the_others_bipartite() -> None:
    rows = layer("abcd", "wxyz")
    assert told(rows[1:]) == {("bipartite", "x", "1500")}


def test_a_wide_layer_in_which_few_pairs_pay_is_none() -> None:
    ring = "abcdefgh"
    rows = [
        paid(payer + ring[(n + step) % 8].upper(), "100", 3 * n + step)
        for n, payer in enumerate(ring)
        for step in range(3)
    ]
    assert told(rows) == set()  # each pays three and is paid by three, but only 24 of 64 pairs pay


def test_a_layer_must_lie_within_the_window() -> None:
    rows = [*layer("ab", "xyz"), *layer("c", "xyz", begins=DAY * 8)]
    assert told(rows) == set()
    assert told(rows, days=9) == {("bipartite", "x", "900")}


def test_fans_that_a_layer_is_made_of_are_not_told_beside_it() -> None:
    assert told(layer("abcdef", "uvwxyz")) == {("bipartite", "u", "3600")}


def test_a_layer_whose_payees_pay_the_next_is_a_stack() -> None:
    first, second = layer("abc", "mno"), layer("mno", "xyz", begins=20, amount="90")
    [row] = [row for row in motifs([*first, *second]) if row["motif"] in {"stack", "bipartite"}]
    assert (row["motif"], row["account"], row["amount"]) == ("stack", "x", "810")
    assert row["told"] == "2 layers: 3 accounts pay 3 of the same, 900 together; then 3 accounts pay 3 of the same, " \
        "810 together"  # fmt: skip
    assert row["payments"] == [one["id"] for one in [*first, *second]]
    early = layer("mno", "xyz", begins=-20, amount="90")
    assert {motif for motif, _, _ in told([*first, *early])} == {"bipartite"}
    assert {motif for motif, _, _ in told([*first, *layer("mno", "xyz", begins=DAY * 10)])} == {"bipartite"}


def walk(letters: str, *, amounts: str = "159372684", hours: float = 40) -> list[dict[str, Any]]:
    ways = zip(pairwise(letters), amounts, strict=False)
    return [paid(one + other, f"{amount}00", n * hours) for n, ((one, other), amount) in enumerate(ways)]


def everyday(seed: int = 3) -> list[dict[str, Any]]:
    rng = random.Random(seed)
    pairs = ["".join(rng.sample("abcdefghijklmnop", 2)) for _ in range(20)]
    return [paid(pair, str(rng.choice([3, 30, 300])), 24 * 2_000 * n / 20 + 400) for n, pair in enumerate(pairs)]


def test_payments_of_any_amount_in_a_row_are_a_walk_where_accounts_seldom_pay() -> None:
    rows = walk("abcdefg")
    found = [row for row in motifs([*rows, *everyday()]) if row["motif"] == "random"]
    assert [(row["account"], row["payments"]) for row in found] == [("g", [one["id"] for one in rows])]
    assert "such ways would be expected by chance" in str(found[0]["told"])
    assert [row for row in motifs([*rows[:3], *everyday()]) if row["motif"] == "random"] == []


def test_where_accounts_pay_all_the_time_a_walk_tells_nothing() -> None:
    busy = [paid(f"{payer}z", "7", 12 * n) for payer in "abcdef" for n in range(60)]
    assert [row for row in motifs([*walk("abcdefg"), *busy, *everyday()]) if row["motif"] == "random"] == []


def test_what_is_a_chain_is_not_told_as_a_walk_too() -> None:
    rows = walk("abcdefg", amounts="999998")
    assert {motif for motif, _, _ in told([*rows, *everyday()])} == {"layering_chain"}


def test_without_time_a_fan_is_of_one_amount() -> None:
    rows = [paid(f"{payer}z", "50", DAY * 30 * n) for n, payer in enumerate("abcde")]
    assert told(rows) == set()
    [row] = motifs(rows, in_time="ignore")
    assert (row["motif"], row["told"]) == ("fan_in", "5 different payers of 50 each, at any time")
    assert row["definition"] == "at least 5 different payers pay one account at any time, each of one same amount"
    assert told([*rows[:4], paid("ez", "51", 9)], in_time="ignore") == set()
    out = [paid(f"z{payee}", "45", -DAY * 30 * n) for n, payee in enumerate("fghij")]
    assert ("gather_scatter", "z", "225") in told([*rows, *out], in_time="ignore")


def test_without_time_layers_are_of_one_amount_and_in_any_order() -> None:
    rows = [one | {"paid_at": NOON + timedelta(days=50 * n)} for n, one in enumerate(layer("abc", "xyz"))]
    assert told(rows) == set()
    assert told(rows, in_time="ignore") == {("bipartite", "x", "900")}
    first = layer("mno", "abc", begins=DAY * 900)
    assert {motif for motif, _, _ in told([*rows, *first], in_time="ignore")} >= {"stack"}


def test_a_gather_scatter_may_leave_a_fifth_aside() -> None:
    into = [paid(f"{payer}z", "100", hour) for hour, payer in enumerate("abcde")]
    out = [paid(f"z{payee}", "90", 50 + hour) for hour, payee in enumerate("fghij")]
    more = paid("kz", "900", 20)
    [row] = [row for row in motifs([*into, *out, more]) if row["motif"] == "gather_scatter"]
    assert (row["amount"], more["id"] in str(row["payments"])) == ("450", False)
    two = [more, paid("lz", "900", 21)]  # of seven, more than a fifth
    assert [row for row in motifs([*into, *out, *two]) if row["motif"] == "gather_scatter"] == []


def test_payments_of_nothing_are_left_out() -> None:
    assert told([paid(f"{payer}z", "0.00", n) for n, payer in enumerate("abcdefg")]) == set()


@pytest.mark.parametrize("days", [2, 7])
@given(seed=st.integers(0, 10_000))
def test_layers_are_the_dense_cores_of_every_window(days: int, seed: int) -> None:
    rng = random.Random(seed)
    ways = {(rng.choice("abcd"), rng.choice("wxyz"), rng.randrange(24 * 12)) for _ in range(40)}
    rows = [paid(payer + payee, "100", hour) for payer, payee, hour in ways]
    found = [row["payments"] for row in motifs(rows, days=days) if row["motif"] == "bipartite"]
    assert {frozenset(some) for some in found} == _by_windows(rows, timedelta(days=days))  # type: ignore[call-overload]


def _by_windows(rows: list[dict[str, Any]], window: timedelta) -> set[frozenset[str]]:
    joined: nx.Graph[Any] = nx.Graph()
    for start in rows:
        within = [one for one in rows if timedelta(0) <= one["paid_at"] - start["paid_at"] <= window]
        for some in _dense(within, level=3):
            nx.add_path(joined, sorted(some))
    return {frozenset(part) for part in nx.connected_components(joined)}


def _dense(rows: list[dict[str, Any]], *, level: int) -> list[set[str]]:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edges_from((("pays", one["payer"]), ("paid", one["payee"])) for one in rows)
    core = nx.k_core(graph, level)
    found: list[set[str]] = []
    for part in map(set, nx.connected_components(core)):
        some = [one for one in rows if ("pays", one["payer"]) in part and ("paid", one["payee"]) in part]
        payers = sum(side == "pays" for side, _ in part)
        full = 2 * graph.subgraph(part).number_of_edges() >= payers * (len(part) - payers)
        found += [{str(one["id"]) for one in some}] if full else _dense(some, level=level + 1)
    return found
