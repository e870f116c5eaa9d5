"""The measuring of money: what is planted is counted as what it is, and a small market is measured whole."""

from bench import money
from bench.plants import ANY_TIME, PLANTED


def test_a_small_market_is_measured_in_time_and_out_of_it() -> None:
    measured = money.measure(planted=3, seeds=[5], payments=(200,))
    assert set(measured["motifs"]) == set(PLANTED)
    assert set(measured["any time"]) == set(ANY_TIME)
    assert {one["planted"] for one in [*measured["motifs"].values(), *measured["any time"].values()]} == {3}
    for name in ("scatter_gather", "cycle", "bipartite", "stack"):
        assert measured["motifs"][name]["found"] == 3, name
    assert [(one["payments"], one["in_time"]) for one in measured["speed"]] == [(200, "respect"), (200, "ignore")]
    assert money.table(measured).count("| stack | 3 of 3 | 1.000 |") == 2


def test_the_same_seed_is_measured_the_same() -> None:
    first, second = (money.measure(planted=2, seeds=[9], payments=()) for _ in range(2))
    assert first == second
