"""How often the operator is ranked first, scenario by scenario, beside every single measure and a plain walk.

Each scenario is drawn again for each seed; the seeds of the report were never used while the weights were chosen. The
analysis sees only what a case would hold; the truth is asked afterwards.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import networkx as nx

from bench.markets.files import Tables
from bench.markets.scenarios import SCENARIOS, market
from bench.markets.talk import MESSAGE_COLUMNS, REFERRAL_COLUMNS
from bench.plain_standing import attenuated_reach
from bench.report import markdown, number
from graphs.standing.heights import spring_rank
from graphs.standing.observed import Observed, rows_to_observed
from graphs.standing.standing import PROBABLE, standing
from graphs.standing.steps import Steps

__all__ = ["measure", "observed", "table"]

FIRST_SEED = 1_000
"""Seeds below it were used to choose weights."""

_VERY_LARGE = 200_000
_RESAMPLES = 20
Ranks = Mapping[str, float]


def observed(tables: Tables) -> Observed:
    """What a case would hold of a market: what the messages offer is taken as read."""
    rows = {
        name: [dict(zip(header, row, strict=True)) for row in made()] for name, (header, made) in tables.rows().items()
    }
    talked, offered = Counter[str](), Counter[str]()
    statements: list[dict[str, Any]] = []
    for message, referral, _ in tables.said():
        row = dict(zip(MESSAGE_COLUMNS, message, strict=True))
        talked.update((row["sender"], row["recipient"]))
        if referral:
            said = dict(zip(REFERRAL_COLUMNS, referral, strict=True))
            statements.append(said | {"confidence": float(said["confidence"])})
        elif row["direction"] == "out":
            offered[row["sender"]] += 1
    active = [{"id": row["subject"]} for row in rows["register_checks.csv"] if row["result"] == "active"]
    return rows_to_observed({
        "accounts": [{"id": row["account_id"], "followers": int(row["followers"])} for row in rows["accounts.csv"]],
        "messages": [{"id": name, "messages": count} for name, count in talked.items()],
        "offers": [{"id": name, "offers": count} for name, count in offered.items()],
        "verified": active,
        "statements": statements,
        "payments": [row | {"paid_at": datetime.fromisoformat(row["paid_at"])} for row in rows["payments.csv"]],
        "shares": rows["fee_splits.csv"],
        "shown": [row | {"identifier": f"{row['scheme']}:{row['value']}"} for row in rows["identifiers.csv"]],
    })  # fmt: skip


def measure(*, seeds: int = 200, accounts: int = 300, scenarios: Iterable[str] = SCENARIOS) -> dict[str, Any]:
    """For each scenario the share of seeds with an operator first, and among the first three, by each measure."""
    told = {name: _scenario(name, range(FIRST_SEED, FIRST_SEED + seeds), accounts) for name in scenarios}
    return {"seeds": [FIRST_SEED, FIRST_SEED + seeds], "accounts": accounts, "scenarios": told}


def _scenario(name: str, seeds: Iterable[int], accounts: int) -> dict[str, Any]:
    first, three = Counter[str](), Counter[str]()
    stable = [[0, 0] for _ in range(10)]
    called, wrongly, markets = 0, Counter[str](), 0
    for seed in seeds:
        markets += 1
        tables = Tables(market(name, accounts=accounts, seed=seed))
        roles = tables.truth()["roles"]
        case = observed(tables)
        found = standing(case, resamples=_RESAMPLES)
        for row in found.rows:
            stable[min(9, int(10 * float(str(row["top_3"]))))][roles[str(row["account_id"])] == "operator"] += 1
        for label in (str(row["account_id"]) for row in found.rows if row["label"] == PROBABLE):
            called += roles[label] == "operator"
            wrongly[roles[label]] += roles[label] != "operator"
        ours = [str(row["account_id"]) for row in found.rows]
        for way, order in {"ours": ours, **_others(case)}.items():
            first[way] += roles.get(order[0]) == "operator" if order else 0
            three[way] += any(roles.get(one) == "operator" for one in order[:3])
    return {
        "means": SCENARIOS[name],
        "markets": markets,
        "first": {way: count / markets for way, count in first.items()},
        "three": {way: count / markets for way, count in three.items()},
        "operators_called": called,
        "stable": stable,
        "called_wrongly": {role: count for role, count in wrongly.items() if count},
    }


def _others(case: Observed) -> dict[str, list[str]]:
    """The orders of the single measures on the statements, of reach with every statement alike, and of a plain walk."""
    typed, alike = _graph(case, typed=True), _graph(case, typed=False)
    measures: dict[str, Ranks] = {
        "in-degree": dict(typed.in_degree()),
        "PageRank": nx.pagerank(typed),
        "descendants": {one: len(nx.ancestors(typed, one)) for one in typed},
        "typed reach": attenuated_reach(typed, decay=0.9),
        "untyped reach": attenuated_reach(alike, decay=0.9),
        "SpringRank": dict(zip(sorted(typed), spring_rank(Steps.of(typed)).tolist(), strict=True)),
        "plain walk": _walk(case),
    }
    return {name: sorted(by, key=lambda one: (-by[one], one)) for name, by in measures.items()}


def _graph(case: Observed, *, typed: bool) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    for one in case.statements:
        known = graph.get_edge_data(one.referrer, one.referred_to, {"weight": 0.0})["weight"]
        graph.add_edge(one.referrer, one.referred_to, weight=max(known, one.confidence if typed else 1.0))
    return graph


def _walk(case: Observed) -> Ranks:
    """Where walks from every account end that always follow the most referrals and payments upwards.

    Accounts with an active licence and very large ones are set aside; a walk never returns.
    """
    skip = {name for name, one in case.accounts.items() if one.verified or (one.followers or 0) > _VERY_LARGE}
    steps: dict[str, Counter[str]] = defaultdict(Counter)
    for lower, upper in [
        *((one.referrer, one.referred_to) for one in case.statements),
        *((one.payer, one.payee) for one in case.payments),
    ]:
        if upper not in skip:
            steps[lower][upper] += 1
    ends = Counter(_end(start, steps) for start in case.accounts)
    return {name: count for name, count in ends.items() if count > 1 or not steps[name]}


def _end(start: str, steps: Mapping[str, Counter[str]]) -> str:
    here, seen = start, {start}
    while further := [(count, name) for name, count in steps.get(here, {}).items() if name not in seen]:
        here = max(further)[1]
        seen.add(here)
    return here


def table(measured: Mapping[str, Any]) -> str:
    """A line per scenario: an operator first (and among the first three) by ours, first by each other measure."""
    ways = list(next(iter(measured["scenarios"].values()))["first"])[1:]
    header = ("scenario", "ours, first", "first three", *ways, "operators called", "others called")
    lines = []
    for name, told in measured["scenarios"].items():
        shares = [number(told["first"]["ours"], 2), number(told["three"]["ours"], 2)]
        shares += [number(told["first"][way], 2) for way in ways]
        wrong = ", ".join(f"{count} {role}" for role, count in told["called_wrongly"].items()) or "none"
        lines.append([name, *shares, f"{told['operators_called'] / told['markets']:.2f} a market", wrong])
    return markdown(header, lines)


def reliability_table(measured: dict[str, Any]) -> str:
    """How many of the accounts with a stability are operators in truth, where operators were captured at all."""
    told = [one["stable"] for name, one in measured["scenarios"].items() if name != "operator-absent"]
    lines = []
    for tenth in range(10):
        others, operators = (sum(one[tenth][part] for one in told) for part in (0, 1))
        share = number(operators / (others + operators), 2) if others + operators else "–"
        lines.append([f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}", f"{others + operators:,}", share])
    return markdown(("among the first three in this share of resamples", "accounts", "of them operators"), lines)
