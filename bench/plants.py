"""Motifs of payments and their look-alikes as they are planted for measuring, by other numbers than they are found by.

Each gets twenty accounts and an hour to begin, and yields its payments. Who looks for motifs may not read this.
"""

import random
from collections.abc import Callable, Iterator

__all__ = ["ALIKE", "ANY_TIME", "PLANTED", "Way", "any_time"]

Way = tuple[str, str, float, float]
"""Payer, payee, amount, hours after the beginning."""


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


def _bipartite(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    for payer in who[: rng.randint(4, 6)]:
        for payee in who[10 : rng.randint(14, 16)]:
            yield payer, payee, rng.uniform(100, 400), at + rng.uniform(0, 72)


def _stack(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    ends = [0, *(n * 5 + rng.randint(4, 5) for n in range(3))]
    for n, hours in enumerate((0, 60)):
        for payer in who[5 * n : ends[n + 1]]:
            for payee in who[5 * n + 5 : ends[n + 2]]:
                yield payer, payee, rng.uniform(100, 400), at + hours + rng.uniform(0, 48)


def _walk(rng: random.Random, who: list[str], at: float) -> Iterator[Way]:
    for n in range(rng.randint(6, 10)):
        yield who[n], who[n + 1], rng.uniform(50, 2_000), at
        at += rng.uniform(4, 90)


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


PLANTED: dict[str, Callable[[random.Random, list[str], float], Iterator[Way]]] = {
    "fan_in": _fan_in,
    "fan_out": _fan_out,
    "gather_scatter": _gather_scatter,
    "scatter_gather": _scatter_gather,
    "pass_through": _pass_through,
    "layering_chain": _layering_chain,
    "cycle": _cycle,
    "commission_skim": _commission_skim,
    "bipartite": _bipartite,
    "stack": _stack,
    "random": _walk,
}
ALIKE = {"payroll": _payroll, "shop": _shop, "marketplace": _marketplace}

ANY_TIME = ("fan_in", "fan_out", "gather_scatter", "scatter_gather", "layering_chain", "cycle", "bipartite", "stack")
"""The planted motifs that are also planted out of time."""
_ONE_AMOUNT = {"fan_in", "fan_out", "gather_scatter", "bipartite", "stack"}


def any_time(kind: str, rng: random.Random, who: list[str]) -> Iterator[Way]:
    """A planted motif without regard to time: in any order over 400 days, fans and layers in one amount a side."""
    ways = list(PLANTED[kind](rng, who, 0.0))
    alike = ways[0][2]
    into = sum(payee == who[0] for _, payee, _, _ in ways)
    for payer, payee, amount, _ in ways:
        if kind == "gather_scatter" and payer == who[0]:
            amount = alike * into * 0.9 / (len(ways) - into)
        elif kind in _ONE_AMOUNT:
            amount = alike
        yield payer, payee, amount, rng.uniform(0, 24 * 400)
