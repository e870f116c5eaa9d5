"""Who stands highest: each measure worked on paper, and what the ranking may and may not say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.markets.files import Tables
from bench.markets.scenarios import market
from bench.plain_standing import attenuated_reach
from bench.plain_standing import dominated as plainly_dominated
from bench.ranking import measure, observed
from graphs.standing.aside import LICENSED, UNHEARD, VERY_LARGE, set_aside
from graphs.standing.circles import closing
from graphs.standing.gates import dominated
from graphs.standing.heights import pagerank, spring_rank, trophic_levels
from graphs.standing.indexed import indexed
from graphs.standing.observed import Observed, Payment, Profile, Statement, rows_to_observed
from graphs.standing.reach import reach
from graphs.standing.readings import readings
from graphs.standing.side_by_side import side_by_side
from graphs.standing.standing import COLUMNS, COMMON, HIGHEST, PROBABLE, standing
from graphs.standing.steps import Steps
from graphs.standing.support import support

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
HEARD = Profile(followers=30_000, messages=4)
SMALL = Profile(followers=300, offers=5, messages=9)


def said(*pairs: str, confidence: float = 0.9) -> tuple[Statement, ...]:
    return tuple(Statement(pair[0], pair[1], confidence, f"m-{pair}") for pair in pairs)


def paid(*pairs: str, amount: float = 100.0, at: datetime = NOON) -> tuple[Payment, ...]:
    return tuple(Payment(pair[0], pair[1], amount, "SAR", at) for pair in pairs)


def graph(**edges: float) -> "nx.DiGraph[str]":
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_weighted_edges_from((pair[0], pair[1], weight) for pair, weight in edges.items())
    return made


NETWORK = Observed(
    accounts=dict.fromkeys("abcdef", SMALL) | {"o": HEARD},
    statements=said("ao", "bo", "co", "db", "eb", "fc"),
    payments=paid("ao", "bo", "bo"),
)


def steps(**edges: float) -> Steps:
    return Steps.of(graph(**edges))


def by_name(found: Steps, values: "np.ndarray") -> dict[str, float]:
    return dict(zip(found.accounts, values.tolist(), strict=True))


def supported(case: Observed, aside: str = "") -> Steps:
    arrays = indexed(case)
    return support(arrays, np.array([name in aside for name in arrays.accounts], bool))


EDGES = st.dictionaries(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda ends: ends[0] != ends[1]),
    st.sampled_from([0.2, 0.5, 0.9]),
    min_size=1,
    max_size=16,
)


def drawn(edges: dict[tuple[str, str], float]) -> "nx.DiGraph[str]":
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_weighted_edges_from((lower, upper, weight) for (lower, upper), weight in edges.items())
    return made


def opened(edges: dict[tuple[str, str], float]) -> Steps:
    """The edges without those that close a circle."""
    every = Steps.of(drawn(edges))
    kept = ~closing(every.lower, every.upper, every.weight)
    return replace(every, lower=every.lower[kept], upper=every.upper[kept], weight=every.weight[kept])


def test_reach_is_the_sum_of_the_strongest_paths() -> None:
    some = steps(ab=0.5, bc=1.0, ac=0.2)
    found = reach(some, decay=0.9)
    assert by_name(some, found.value) == pytest.approx({"a": 0.0, "b": 0.45, "c": 0.9 + 0.5 * 0.9 * 0.9})  # not 0.18
    assert by_name(some, found.downline) == {"a": 0, "b": 1, "c": 2}


def test_reach_leaves_out_weak_paths_and_refuses_a_circle() -> None:
    some = steps(ab=0.1, bc=0.09)
    found = reach(some, decay=1.0)
    assert by_name(some, found.value) == pytest.approx({"a": 0.0, "b": 0.1, "c": 0.09})
    assert by_name(some, found.downline) == {"a": 0, "b": 1, "c": 1}
    with pytest.raises(ValueError, match="circle"):
        reach(steps(ab=1.0, ba=1.0))


@given(EDGES)
def test_reach_and_gates_are_those_of_the_plain_way(edges: dict[tuple[str, str], float]) -> None:
    some = opened(edges)
    assert by_name(some, reach(some, decay=0.9).value) == pytest.approx(attenuated_reach(some.graph(), decay=0.9))
    assert by_name(some, dominated(some)) == plainly_dominated(some.graph())


@given(EDGES)
def test_of_every_circle_the_least_supported_step_is_left_out(edges: dict[tuple[str, str], float]) -> None:
    every = Steps.of(drawn(edges))
    plain, out = drawn(edges), set()
    while knots := [part for part in nx.strongly_connected_components(plain) if len(part) > 1]:
        for part in knots:
            weakest = min(plain.subgraph(part).edges, key=lambda ends: (plain.edges[ends]["weight"], ends))
            plain.remove_edge(*weakest)
            out.add(weakest)
    names, closes = every.accounts, closing(every.lower, every.upper, every.weight)
    assert {(names[every.lower[n]], names[every.upper[n]]) for n in np.flatnonzero(closes)} == out


def test_a_gate_is_who_cannot_be_avoided() -> None:
    some = steps(ab=1.0, cb=1.0, bt=1.0, ct=1.0, dc=1.0)  # c has two ways up, a and d one each
    assert by_name(some, dominated(some)) == {"a": 0, "b": 1, "c": 1, "d": 0, "t": 4}


def test_spring_rank_of_one_edge_is_worked_on_paper() -> None:
    """(1 + 0.01) h - (-h) = 1 for the head, so the heights are plus and minus 1 / 2.01."""
    some = steps(ab=1.0)
    assert by_name(some, spring_rank(some)) == pytest.approx({"a": -1 / 2.01, "b": 1 / 2.01})
    assert spring_rank(Steps.of(nx.DiGraph())).tolist() == []


def test_trophic_levels_need_no_lowest_account_and_start_again_in_each_component() -> None:
    """In the circle of a, b and c every step is as steep as it can be by standing still; x and y are one step apart."""
    some = steps(ab=1.0, bc=1.0, ca=1.0, xy=0.5)
    assert by_name(some, trophic_levels(some)) == pytest.approx({"a": 0, "b": 0, "c": 0, "x": 0, "y": 1}, abs=1e-6)


@given(EDGES)
def test_trophic_levels_are_the_least_squares(edges: dict[tuple[str, str], float]) -> None:
    some = Steps.of(drawn(edges))
    rows = np.zeros((len(some.lower), some.n))
    rows[np.arange(len(some.lower)), some.upper] += 1
    rows[np.arange(len(some.lower)), some.lower] -= 1
    root = np.sqrt(some.weight)[:, None]
    dense = np.linalg.lstsq(rows * root, root[:, 0], rcond=None)[0]
    for part in nx.weakly_connected_components(some.graph()):
        ends = [number for number, name in enumerate(some.accounts) if name in part]
        dense[ends] -= dense[ends].min()
    assert trophic_levels(some) == pytest.approx(dense, abs=1e-6)


@given(EDGES)
def test_pagerank_is_that_of_networkx(edges: dict[tuple[str, str], float]) -> None:
    some = Steps.of(drawn(edges))
    assert by_name(some, pagerank(some)) == pytest.approx(nx.pagerank(drawn(edges)), abs=1e-5)


@given(EDGES)
def test_reversing_every_edge_reverses_spring_rank(edges: dict[tuple[str, str], float]) -> None:
    up = Steps.of(drawn(edges))
    down = Steps.of(drawn(edges).reverse())
    assert spring_rank(down) == pytest.approx(-spring_rank(up), abs=1e-6)


def passed(case: Observed) -> list[tuple[str, str, float]]:
    """Who pays whom how much in the end."""
    arrays = indexed(case)
    return sorted(
        (case.payments[first].payer, case.payments[last].payee, case.payments[last].amount)
        for first, last in arrays.paid_rows.tolist()
    )


def test_a_payment_passed_on_in_two_days_is_told_as_one_from_end_to_end() -> None:
    through = (*paid("am"), *paid("mb", amount=97.0, at=NOON + timedelta(hours=30)))
    late = (*paid("cm"), *paid("md", amount=97.0, at=NOON + timedelta(hours=80)))
    less = (*paid("em"), *paid("mf", amount=40.0, at=NOON + timedelta(hours=1)))
    assert passed(Observed(payments=(*through, *late, *less))) == [("a", "b", 97.0), ("c", "b", 97.0), ("e", "b", 97.0)]


def test_money_through_an_account_that_speaks_stays_there() -> None:
    payments = (*paid("am"), *paid("mb", amount=97.0, at=NOON + timedelta(hours=1)))
    assert passed(Observed(accounts={"m": HEARD}, payments=payments)) == [("a", "m", 100.0), ("m", "b", 97.0)]


def test_who_is_set_aside_is_told_why() -> None:
    crowd = {str(number): Profile(followers=100, messages=1) for number in range(5)}
    known = crowd | {"l": replace(HEARD, verified=True), "v": Profile(followers=50_000), "u": Profile(followers=90)}
    aside = set_aside(Observed(accounts=known, statements=said("al", "av", "au", "a0")))
    assert aside == {"l": LICENSED, "v": VERY_LARGE, "u": UNHEARD}


def test_a_step_gains_from_payments_and_loses_when_the_money_goes_elsewhere() -> None:
    def weight(*payments: Payment) -> float:
        case = Observed(statements=said("ab", "ac", "bc"), payments=payments)
        return float(supported(case).graph().edges["a", "b"]["weight"])

    assert weight(*paid("ac")) < weight() < weight(*paid("ab")) < weight(*paid("ab", "ab")) < 1


def test_a_step_gains_from_an_identifier_that_hardly_anybody_else_shows() -> None:
    def weight(*accounts: str) -> float:
        case = Observed(statements=said("ab"), shown=tuple((one, "iban:X") for one in accounts))
        return float(supported(case).graph().edges["a", "b"]["weight"])

    assert weight() == weight("a") == weight(*"abcdef") < weight(*"abc") < weight(*"ab")


def test_an_identifier_in_common_is_no_step_by_itself() -> None:
    case = Observed(statements=said("ab"), shown=(("a", "iban:X"), ("c", "iban:X")))
    assert set(supported(case).graph().edges) == {("a", "b")}


def test_a_wage_that_comes_back_down_does_not_turn_a_step_round() -> None:
    found = supported(Observed(statements=said("ao", "bo", "co"), payments=paid("oa")))
    assert set(found.graph().edges) == {("a", "o"), ("b", "o"), ("c", "o")}


def test_the_weakest_step_of_a_circle_is_left_out_and_named() -> None:
    found = supported(Observed(statements=(*said("ab", "ab", "bc", "bc"), *said("ca", confidence=0.3))))
    left_out = [tuple(found.accounts[end] for end in step) for step in found.contradictory.tolist()]
    assert (set(found.graph().edges), left_out) == ({("a", "b"), ("b", "c")}, [("c", "a")])


def test_a_highest_point_with_two_layers_is_a_probable_operator_and_says_why() -> None:
    first, *rest = standing(NETWORK, resamples=20).rows
    assert tuple(first) == COLUMNS
    assert {name: first[name] for name in ("rank", "account_id", "label", "downline", "top_3", "layers")} == {
        "rank": 1,
        "account_id": "o",
        "label": PROBABLE,
        "downline": 6,
        "top_3": 1.0,
        "layers": ["referral", "payment"],
    }
    assert first["reasons"] == [
        "referred to by 3 accounts right below",
        "paid by 2 accounts right below (documented)",
        "last seen with 30,000 followers",
        "every observed way up from all accounts below goes through it",
    ]
    assert [row["label"] for row in rest] == [""] * len(rest)


def test_one_layer_is_a_highest_point_and_no_more() -> None:
    assert standing(replace(NETWORK, payments=()), resamples=0).rows[0]["label"] == HIGHEST


def test_who_sells_like_those_below_is_no_probable_operator() -> None:
    seller = replace(NETWORK, accounts={**NETWORK.accounts, "o": replace(HEARD, offers=3)})
    assert standing(seller, resamples=0).rows[0]["label"] == HIGHEST


def test_a_supplier_of_rivals_is_set_aside_and_the_rivals_are_ranked() -> None:
    names = {"p": "ghijkl", "q": "mnrtuv"}
    accounts = dict.fromkeys("ghijklmnrtuv", SMALL) | dict.fromkeys("pqs", HEARD)
    steps = [below + top for top, some in names.items() for below in some]
    found = standing(Observed(accounts=accounts, statements=said("ps", "qs", *steps)), resamples=0)
    assert found.aside == {"s": COMMON}
    assert [row["account_id"] for row in found.rows] == ["p", "q"]


def test_nothing_observed_ranks_nobody() -> None:
    assert standing(rows_to_observed({}), resamples=3).rows == []


def test_relabelling_changes_nothing_and_a_bystander_changes_no_rank() -> None:
    case = observed(Tables(market("everything", accounts=120, seed=3)))
    ranks = [(row["account_id"], row["score"], row["label"]) for row in standing(case, resamples=0).rows]
    turned = {name: f"z{10_000 - number}" for number, name in enumerate(sorted(case.accounts))}
    other = Observed(
        accounts={turned[name]: one for name, one in case.accounts.items()},
        statements=tuple(
            replace(one, referrer=turned[one.referrer], referred_to=turned[one.referred_to]) for one in case.statements
        ),
        payments=tuple(replace(one, payer=turned[one.payer], payee=turned[one.payee]) for one in case.payments),
        shares=tuple((turned[payer], turned[receiver]) for payer, receiver in case.shares),
        shown=tuple((turned[account], identifier) for account, identifier in case.shown),
    )
    scores = sorted((turned[str(name)], score, label) for name, score, label in ranks)
    assert (
        sorted((row["account_id"], row["score"], row["label"]) for row in standing(other, resamples=0).rows) == scores
    )
    bystander = replace(case, accounts={**case.accounts, "bystander": Profile(followers=150, messages=1)})
    assert [(row["account_id"], row["score"], row["label"]) for row in standing(bystander, resamples=0).rows] == ranks


def test_other_readings_rank_by_money_and_by_who_is_sought_out_and_call_nobody_an_operator() -> None:
    contacts = [
        {"sender": a, "recipient": b, "messages": 2, "offers": offers, "first_sent_at": NOON + timedelta(hours=hours)}
        for a, b, hours, offers in [
            *(("a", "o", 0, 0), ("o", "a", 1, 0)),  # a seeks out o and is answered
            *(("b", "o", 0, 0),),  # never answered
            *(("f", "c", 0, 1), ("c", "f", 1, 0)),  # f came to sell
        ]
    ]
    read = readings(NETWORK, contacts)
    by_contact = standing(read["contact"], reading="contact", resamples=0)
    by_money = standing(read["money"], reading="money", resamples=0)
    assert [(row["account_id"], row["downline"], row["label"]) for row in by_contact.rows] == [("o", 1, "")]
    assert [(row["account_id"], row["downline"], row["label"]) for row in by_money.rows] == [("o", 2, "")]
    assert [row["reasons"][0] for row in (*by_contact.rows, *by_money.rows)] == [
        "sought out by 1 account right below",
        "paid by 2 accounts right below",
    ]
    assert "Weaker" in str(by_contact.caveat)
    ranks = {str(row["account_id"]): tuple(row.values())[2:] for row in side_by_side(read)}
    assert ranks["o"] == (1, 1, 1)


def test_the_strongest_other_reading_is_told_with_what_would_decide() -> None:
    accounts = dict.fromkeys("abcdef", SMALL) | {"o": HEARD, "p": HEARD}
    case = Observed(
        accounts=accounts, statements=said("ao", "bo", "co", "do", "bp", "cp", "dp", "ep"), payments=paid("bo")
    )
    first, *_ = standing(case, resamples=0).rows
    assert first["account_id"] == "o"
    assert first["reasons"][-2:] == [
        "another reading: p is led to as well, by 3 of the 4 accounts below",
        "what would decide between o and p: payments of c, d, of whom none is documented",
    ]


def test_who_names_an_account_beyond_the_ranking_is_said_to_have_something_above() -> None:
    case = replace(NETWORK, statements=(*NETWORK.statements, *said("oz")))  # nothing of z was captured
    first = standing(case, resamples=0).rows[0]
    assert f"refers to z, which is not ranked ({UNHEARD}): what is above may lie there" in first["reasons"]


def test_a_copy_of_a_statement_with_confidence_0_changes_nothing() -> None:
    copies = tuple(replace(one, confidence=0.0) for one in NETWORK.statements)
    case = replace(NETWORK, statements=(*NETWORK.statements, *copies))
    assert standing(case, resamples=0).rows == standing(NETWORK, resamples=0).rows


@pytest.mark.parametrize("scenario", ["unseen-50", "back-references", "shared-supplier", "everything", "honest-agency"])
def test_an_operator_is_first_where_single_measures_are_led_astray(scenario: str) -> None:
    told = measure(seeds=8, scenarios=[scenario])["scenarios"][scenario]
    best = max(share for way, share in told["first"].items() if way not in {"ours", "plain walk"})
    assert told["first"]["ours"] >= 0.75
    assert told["first"]["ours"] > best
    assert set(told["called_wrongly"]) <= {"reseller"}


def test_hardly_anybody_is_called_an_operator_where_none_was_captured() -> None:
    told = measure(seeds=8, scenarios=["operator-absent"])["scenarios"]["operator-absent"]
    assert sum(told["called_wrongly"].values()) <= 1
