"""Motifs of payments: each worked on paper, and what must not change an answer."""

import random
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.money.following import following
from graphs.money.ledger import TooExactError, rows_to_ledgers
from graphs.money.motifs import COLUMNS, Threshold, motifs

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
DAY = 24.0


def paid(ends: str, amount: str, hours: float, *, currency: str = "SAR") -> dict[str, Any]:
    """A payment of the first account to the second, so many hours after noon."""
    at = NOON + timedelta(hours=hours)
    name = f"p-{ends}-{amount}-{hours:g}"
    return {
        "id": name, "payer": ends[0], "payee": ends[1], "amount": amount, "currency": currency, "paid_at": at,
        "evidence": [f"source:{name}"],
    }  # fmt: skip


def told(rows: list[dict[str, Any]], **settings: Any) -> set[tuple[str, str, str]]:
    return {(str(row["motif"]), str(row["account"]), str(row["amount"])) for row in motifs(rows, **settings)}


def test_no_payments_have_no_motifs() -> None:
    assert motifs([]) == []


def test_five_payers_in_a_week_are_a_fan_in_and_four_are_none() -> None:
    five = [paid(f"{payer}z", "10.50", DAY * day) for day, payer in enumerate("abcde")]
    assert told(five) == {("fan_in", "z", "52.50")}
    assert told(five[:4]) == set()
    assert told([*five[:4], paid("ez", "10.50", DAY * 8)]) == set()  # the fifth comes after the first's week is over
    assert told([*five[:4], paid("az", "10.50", DAY * 4)]) == set()  # the first pays twice


def test_windows_that_overlap_are_one_hit() -> None:
    rows = [paid(f"{payer}z", "10", DAY * day) for day, payer in enumerate("abcdefghij")]
    [row] = motifs(rows)
    assert (row["motif"], row["amount"], row["told"]) == ("fan_in", "100", "10 different payers")


def test_a_hit_has_its_payments_definition_lawful_explanations_and_citations() -> None:
    rows = [paid(f"z{payee}", "10.50", day) for day, payee in enumerate("abcde")]
    [row] = motifs(rows)
    assert tuple(row) == COLUMNS
    assert row == {
        "motif": "fan_out",
        "account": "z",
        "accounts": list("abcdez"),
        "currency": "SAR",
        "amount": "52.50",
        "first_at": "2024-03-02T12:00:00+00:00",
        "last_at": "2024-03-02T16:00:00+00:00",
        "told": "5 different payees",
        "payments": [one["id"] for one in rows],
        "definition": "one account pays at least 5 different others within 7 days",
        "lawful": "a payroll, suppliers being paid, refunds",
        "evidence": sorted(one["evidence"][0] for one in rows),
    }


def test_a_fan_in_and_a_fan_out_of_about_the_same_are_a_gather_scatter() -> None:
    into = [paid(f"{payer}z", "100", hour) for hour, payer in enumerate("abcde")]
    out = [paid(f"z{payee}", "90", 50 + hour) for hour, payee in enumerate("fghij")]
    found = told([*into, *out])
    assert ("gather_scatter", "z", "450") in found
    assert {motif for motif, _, _ in found} & {"fan_in", "fan_out"} == set()
    early = [paid(f"z{payee}", "90", -50 + hour) for hour, payee in enumerate("fghij")]
    assert {motif for motif, _, _ in told([*into, *early])} == {"fan_in", "fan_out"}


def test_what_three_pass_on_to_one_is_a_scatter_gather() -> None:
    rows = [row for n, m in enumerate("mno") for row in (paid(f"a{m}", "100", n), paid(f"{m}z", "80", 24 + n))]
    assert ("scatter_gather", "z", "240") in told(rows)
    assert told(rows[:4]) == set()


def test_money_that_goes_on_is_a_chain_from_end_to_end() -> None:
    rows = [paid("ab", "1000", 0), paid("bc", "900", 30), paid("cd", "700", 60), paid("xd", "5", 0)]
    [row] = motifs(rows)
    assert (row["motif"], row["account"], row["payments"]) == ("layering_chain", "d", [one["id"] for one in rows[:3]])
    assert told([paid("ab", "1000", 60), paid("bc", "900", 30), paid("cd", "700", 0)]) == set()
    assert told([*rows[:2], paid("cd", "500", 60)]) == set()  # less than 70 % goes on


def test_the_second_mode_finds_chains_that_go_back_in_time() -> None:
    rows = [paid("ab", "1000", 60), paid("bc", "900", 30), paid("cd", "700", 0)]
    assert told(rows, in_time="ignore") == {("layering_chain", "d", "700")}


def test_money_that_returns_is_a_circle_once() -> None:
    rows = [paid("ab", "100", 0), paid("bc", "95", 5), paid("ca", "90", 9)]
    assert told(rows) == {("cycle", "a", "90")}
    assert told([*rows[:2], paid("ca", "70", 9)]) == set()
    assert told([*rows[:1], paid("ba", "100", 3)]) == set()  # straight back is no circle


def test_who_keeps_hardly_anything_for_hardly_any_time_passes_through() -> None:
    rows = [*(paid(f"{n}v", "100", n) for n in range(3)), paid("vz", "142", 18), paid("vz", "143", 20)]
    assert ("pass_through", "v", "285") in told(rows)
    late = [*rows[:3], paid("vz", "285", 100)]
    assert told(late) == set()
    assert told([*rows[:3], paid("vz", "200", 20)]) == set()


def test_the_same_part_kept_five_times_is_a_candidate_fee_share() -> None:
    rows = []
    for n in range(6):
        rows += [
            paid(f"{n}v", str(100 + 7 * n), 200 * n),
            paid("vz", str(Decimal(100 + 7 * n) * Decimal("0.85")), 200 * n + 4),
        ]
    found = [row for row in motifs(rows) if row["motif"] == "commission_skim"]
    assert [(row["account"], row["told"]) for row in found] == [
        ("v", "keeps 15.0% of 6 payments that it passes on to z")
    ]
    assert [row for row in motifs(rows[:8]) if row["motif"] == "commission_skim"] == []


def test_structuring_needs_a_threshold_and_says_whose() -> None:
    rows = [paid("ab", "19000", DAY * n) for n in range(3)]
    limit = Threshold(Decimal(20_000), "SAR", "an invented rule of Nakhla")
    assert told(rows) == set()
    [row] = motifs(rows, threshold=limit)
    assert (row["motif"], row["account"], row["amount"]) == ("structuring", "a", "57000")
    assert "20000 SAR (an invented rule of Nakhla)" in str(row["definition"])
    assert told(rows[:2], threshold=limit) == set()
    assert told([paid("ab", "15000", DAY * n) for n in range(3)], threshold=limit) == set()
    assert told(rows, threshold=Threshold(Decimal(20_000), "USD", "elsewhere")) == set()


def test_currencies_are_never_added() -> None:
    rows = [paid(f"{payer}z", "10", n, currency="SAR" if n % 2 else "USD") for n, payer in enumerate("abcdef")]
    assert told(rows) == set()


def test_amounts_stay_exact_and_what_cannot_is_refused() -> None:
    rows = [paid(f"{payer}z", "0.1", n) for n, payer in enumerate("abc")]
    assert told([*rows, paid("dz", "0.10", 4), paid("ez", "0.100000001", 5)]) == {("fan_in", "z", "0.500000001")}
    with pytest.raises(TooExactError, match="expected a sum below"):
        motifs([paid("ab", "9" * 20, 0)])


def market(seed: int) -> list[dict[str, Any]]:
    rng = random.Random(seed)
    return [
        paid("".join(rng.sample("abcdefgh", 2)), str(rng.choice([80, 90, 100, 110])), round(rng.random() * 400, 3))
        for _ in range(60)
    ]


@pytest.mark.parametrize("in_time", ["respect", "ignore"])
def test_neither_the_order_of_rows_nor_names_nor_the_calendar_changes_an_answer(in_time: str) -> None:
    rows = {row["id"]: row for row in market(7)}.values()
    turned = {name: f"{chr(ord('z') - n)}{n}" for n, name in enumerate("abcdefgh")}
    before = motifs(list(rows), in_time=in_time)
    assert motifs(list(rows)[::-1], in_time=in_time) == before
    later = [row | {"paid_at": row["paid_at"] + timedelta(days=900)} for row in rows]
    assert [row["payments"] for row in motifs(later, in_time=in_time)] == [row["payments"] for row in before]
    named = [row | {"payer": turned[row["payer"]], "payee": turned[row["payee"]]} for row in rows]
    assert {(row["motif"], tuple(row["payments"])) for row in motifs(named, in_time=in_time)} == {
        (row["motif"], tuple(row["payments"])) for row in before
    }


@given(st.integers(0, 10_000))
def test_circles_are_those_of_networkx(seed: int) -> None:
    rows = list({row["id"]: row for row in market(seed)[:14]}.values())
    follows: nx.DiGraph[str] = nx.DiGraph()
    by = {row["id"]: row for row in rows}
    for one in rows:
        for other in rows:
            hours = (other["paid_at"] - one["paid_at"]).total_seconds() / 3_600
            if one["payee"] == other["payer"] and one["payer"] != other["payee"] and 0 < hours <= 7 * DAY:
                follows.add_edge(one["id"], other["id"])
    wanted = set()
    for start in follows:
        for way in _ways(follows, [start], by):
            wanted.add(frozenset(way))
    found = {frozenset(row["payments"]) for row in motifs(rows) if row["motif"] == "cycle"}
    assert found == wanted


def _ways(follows: "nx.DiGraph[str]", way: list[str], by: dict[str, dict[str, Any]]) -> "list[list[str]]":
    first, last = by[way[0]], by[way[-1]]
    if len(way) >= 3 and last["payee"] == first["payer"]:
        return [way]
    if len(way) == 8 or last["payee"] == first["payer"]:
        return []
    near = [
        one
        for one in follows[way[-1]]
        if abs(int(by[one]["amount"]) - int(first["amount"])) * 5 <= int(first["amount"])
        and by[one]["payer"] not in {by[other]["payer"] for other in way}
    ]
    return [found for one in near for found in _ways(follows, [*way, one], by)]


def test_a_payment_follows_what_came_before_it_only() -> None:
    [ledger] = rows_to_ledgers([paid("ab", "100", 0), paid("bc", "90", 5), paid("bd", "90", -5)]).values()
    pairs = following(ledger, window=86_400)
    assert [(ledger.ids[a], ledger.ids[b]) for a, b in zip(pairs.first, pairs.second, strict=True)] == [
        ("p-ab-100-0", "p-bc-90-5")
    ]
    assert asdict(ledger)["undated"] == 0
