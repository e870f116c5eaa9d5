"""How many planted motifs of payments are found among everyday ones, what else is, and how long a million takes.

The planted ones are drawn with other numbers than the definitions they are looked for with, among accounts that also
pay each other for no reason. Look-alikes are planted too: payrolls, shops and marketplaces have the shape of a motif
and are counted apart, because only a person can tell them from one.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.machine import peak_mb
from bench.report import markdown, number
from graphs.money.hit import DEFINITIONS
from graphs.money.motifs import motifs

__all__ = ["measure", "table"]

Row = dict[str, Any]
Way = tuple[str, str, float, float]  # payer, payee, amount, hours after the beginning

_BEGIN = datetime(2023, 1, 1, tzinfo=UTC)
_DAYS = 500
_COVERED = 0.7  # of the payments of a planted motif in one hit


def measure(
    *, planted: int = 40, seed: int = 1_000, payments: tuple[int, ...] = (100_000, 1_000_000)
) -> dict[str, Any]:
    """Precision and recall by motif with `planted` of each, look-alikes that were hit, and seconds for each size."""
    rows, truth = _market(planted, random.Random(seed))
    found = motifs(rows)
    return {
        "seed": seed,
        "payments": len(rows),
        "motifs": {name: _score(name, found, truth) for name in DEFINITIONS if name in _PLANTED},
        "speed": [_speed(size, seed) for size in payments],
    }


def _score(name: str, found: list[Row], truth: list[tuple[str, set[str]]]) -> dict[str, Any]:
    hits = [set(row["payments"]) for row in found if row["motif"] == name]
    planted = [some for kind, some in truth if kind == name]
    alike = set().union(*(some for kind, some in truth if kind not in DEFINITIONS))
    others = set().union(*(some for kind, some in truth if kind in DEFINITIONS))
    seen = sum(any(len(some & hit) >= _COVERED * len(some) for hit in hits) for some in planted)
    told = Counter(
        "right" if 2 * len(hit & others) >= len(hit) else "alike" if hit & alike else "other" for hit in hits
    )
    return {"planted": len(planted), "found": seen, "hits": len(hits), **told}


def _market(planted: int, rng: random.Random) -> tuple[list[Row], list[tuple[str, set[str]]]]:
    """Everyday payments of 4,000 accounts with motifs and look-alikes in between, and which payments are whose."""
    rows: list[Row] = []
    truth: list[tuple[str, set[str]]] = []

    def add(ways: Iterator[Way]) -> set[str]:
        names = set()
        for payer, payee, amount, hours in ways:
            names.add(name := f"p{len(rows):07}")
            at = _BEGIN + timedelta(hours=hours)
            rows.append(
                {
                    "id": name,
                    "payer": payer,
                    "payee": payee,
                    "amount": f"{amount:.2f}",
                    "currency": "SAR",
                    "paid_at": at,
                    "evidence": [],
                }
            )
        return names

    people = [f"a{n:05}" for n in range(4_000)]
    for _ in range(12_000):
        payer, payee = rng.sample(people, 2)
        add(iter([(payer, payee, rng.lognormvariate(5, 1), rng.uniform(0, 24 * _DAYS))]))
    for kind, draw in {**_PLANTED, **_ALIKE}.items():
        for _ in range(planted):
            truth.append((kind, add(draw(rng, rng.sample(people, 20), rng.uniform(0, 24 * (_DAYS - 40))))))
    return rows, truth


def _fan_in(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    for payer in who[1 : rng.randint(8, 14)]:
        yield payer, who[0], rng.uniform(80, 300), at + rng.uniform(0, 72)


def _fan_out(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    return ((payee, payer, amount, hours) for payer, payee, amount, hours in _fan_in(rng, who, at))


def _gather_scatter(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    into = list(_fan_in(rng, who[:10], at))
    yield from into
    part = sum(way[2] for way in into) * rng.uniform(0.85, 0.98) / 7
    for payee in who[12:19]:
        yield who[0], payee, part, at + 80 + rng.uniform(0, 48)


def _scatter_gather(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    for middle in who[2 : rng.randint(6, 9)]:
        amount = rng.uniform(500, 900)
        yield who[0], middle, amount, at + rng.uniform(0, 24)
        yield middle, who[1], amount * rng.uniform(0.85, 0.98), at + 30 + rng.uniform(0, 48)


def _pass_through(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    mule = f"mule-{who[0]}-{at:.0f}"
    for payer in who[1 : rng.randint(6, 9)]:
        amount, at = rng.uniform(400, 700), at + rng.uniform(1, 60)
        yield payer, mule, amount, at
        yield mule, who[0], amount * rng.uniform(0.9, 0.99), at + rng.uniform(1, 20)


def _layering_chain(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    amount = rng.uniform(8_000, 15_000)
    for n in range(rng.randint(4, 7)):
        yield who[n], who[n + 1], amount, at
        amount, at = amount * rng.uniform(0.86, 0.97), at + rng.uniform(4, 90)


def _cycle(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    amount, long = rng.uniform(3_000, 6_000), rng.randint(3, 6)
    for n in range(long):
        yield who[n], who[(n + 1) % long], amount * rng.uniform(0.92, 1.0), at + 20 * n


def _commission_skim(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    kept = rng.uniform(0.1, 0.35)
    for n in range(rng.randint(7, 11)):
        amount = rng.uniform(900, 4_000)
        yield who[2 + n % 8], who[0], amount, at + 60 * n
        yield who[0], who[1], amount * (1 - kept + rng.uniform(-0.005, 0.005)), at + 60 * n + rng.uniform(2, 30)


def _payroll(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    for payee in who[1:13]:
        yield who[0], payee, 4_000.0, at + rng.uniform(0, 5)


def _shop(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    for payer in who[1:16]:
        yield payer, who[0], rng.uniform(20, 90), at + rng.uniform(0, 160)


def _marketplace(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    into = [(payer, who[0], rng.uniform(60, 200), at + rng.uniform(0, 72)) for payer in who[1:10]]
    yield from into
    for payee in who[11:18]:
        yield who[0], payee, sum(way[2] for way in into) * 0.9 / 7, at + 90 + rng.uniform(0, 10)


_PLANTED: dict[str, Callable[[random.Random, list[str], float], Iterator[Way]]] = {
    "fan_in": _fan_in,
    "fan_out": _fan_out,
    "gather_scatter": _gather_scatter,
    "scatter_gather": _scatter_gather,
    "pass_through": _pass_through,
    "layering_chain": _layering_chain,
    "cycle": _cycle,
    "commission_skim": _commission_skim,
}
_ALIKE = {"payroll": _payroll, "shop": _shop, "marketplace": _marketplace}


def _speed(size: int, seed: int) -> dict[str, Any]:
    rng = random.Random(seed)
    people = [f"a{n}" for n in range(size // 5)]
    rows = [
        {
            "id": f"p{n}", "payer": payer, "payee": payee, "currency": "SAR", "evidence": [],
            "amount": f"{rng.lognormvariate(5, 1):.2f}",
            "paid_at": _BEGIN + timedelta(seconds=rng.randrange(86_400 * _DAYS)),
        }
        for n in range(size)
        for payer, payee in [(rng.choice(people), people[int(len(people) * rng.random() ** 3)])]
    ]  # fmt: skip
    start = time.perf_counter()
    hits = len(motifs(rows))
    return {"payments": size, "seconds": time.perf_counter() - start, "hits": hits, "peak_mb": peak_mb()}


def table(measured: dict[str, Any]) -> str:
    """Recall and precision by motif, and the seconds by size."""
    lines = []
    for name, one in measured["motifs"].items():
        right = one.get("right", 0)
        other = one.get("other", 0)
        lines.append(
            [
                name,
                f"{one['found']} of {one['planted']}",
                number(right / max(1, right + other), 2),
                str(one.get("alike", 0)),
            ]
        )
    speed = [
        [f"{one['payments']:,}", number(one["seconds"], 1), str(one["hits"]), number(one["peak_mb"])]
        for one in measured["speed"]
    ]
    motif_header = ("motif", "planted and found", "of the hits that look like nothing else, planted", "look-alikes hit")
    speed_header = ("payments", "seconds for all motifs", "hits", "peak (MB)")
    return f"{markdown(motif_header, lines)}\n\n{markdown(speed_header, speed)}"
