"""How many planted motifs of payments are found among everyday ones, what else is, and how long a million takes.

The planted ones are drawn with other numbers than the definitions they are looked for with, among accounts that also
pay each other for no reason. Look-alikes are planted too: payrolls, shops and marketplaces have the shape of a motif
and are counted apart, because only a person can tell them from one.
"""

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import alerts as labelled
from bench.machine import peak_mb
from bench.plants import ALIKE, ANY_TIME, PLANTED, Way, any_time
from bench.report import markdown, number
from graphs.money.hit import DEFINITIONS
from graphs.money.motifs import motifs

__all__ = ["measure", "table"]

Row = dict[str, Any]
Truth = list[tuple[str, set[str]]]

_BEGIN = datetime(2023, 1, 1, tzinfo=UTC)
_DAYS = 500
_COVERED = 0.7  # of the payments of a planted motif in one hit
_MODES = ("respect", "ignore")


def measure(
    *,
    planted: int = 40,
    seeds: Iterable[int] = range(2_000, 2_005),
    payments: tuple[int, ...] = (100_000, 1_000_000),
    alerts: Path | None = None,
) -> dict[str, Any]:
    """Recall and precision by motif with `planted` of each in every seed's market, in time and out of it.

    With them the look-alikes that were hit, the seconds for each size, and with a folder of `alerts` those found.
    """
    seeds = list(seeds)
    markets = {mode: [_found(planted, seed, mode) for seed in seeds] for mode in _MODES}
    return {
        "seeds": seeds,
        "motifs": {name: _summed(name, markets["respect"]) for name in DEFINITIONS if name in PLANTED},
        "any time": {name: _summed(name, markets["ignore"]) for name in DEFINITIONS if name in ANY_TIME},
        "speed": [_speed(size, seeds[0], mode) for mode in _MODES for size in payments],
        "alerts": labelled.measure(alerts) if alerts is not None else None,
    }


def _found(planted: int, seed: int, in_time: str) -> tuple[list[Row], Truth]:
    rows, truth = _market(planted, random.Random(seed), in_time)
    return motifs(rows, in_time=in_time), truth


def _summed(name: str, markets: Iterable[tuple[list[Row], Truth]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for found, truth in markets:
        total += _score(name, found, truth)
    return dict(total)


def _score(name: str, found: list[Row], truth: Truth) -> Counter[str]:
    """Counts of the planted and the found, and of hits by what half of their payments or more are."""
    hits = [set(row["payments"]) for row in found if row["motif"] == name]
    own = [some for kind, some in truth if kind == name]
    others = set().union(*(some for kind, some in truth if kind in PLANTED))
    alike = set().union(*(some for kind, some in truth if kind in ALIKE))
    told = Counter(_is(hit, set().union(*own), others, alike) for hit in hits)
    seen = sum(any(len(some & hit) >= _COVERED * len(some) for hit in hits) for some in own)
    return told + Counter({"planted": len(own), "found": seen, "hits": len(hits)})


def _is(hit: set[str], own: set[str], others: set[str], alike: set[str]) -> str:
    if 2 * len(hit & own) >= len(hit):
        return "own"
    if 2 * len(hit & others) >= len(hit):
        return "another's"
    return "alike" if hit & alike else "none's"


def _market(planted: int, rng: random.Random, in_time: str) -> tuple[list[Row], Truth]:
    """Everyday payments of 4,000 accounts with motifs and look-alikes in between, and which payments are whose."""
    people = [f"a{n:05}" for n in range(4_000)]
    ways: list[tuple[str, list[Way]]] = []
    for _ in range(12_000):
        payer, payee = rng.sample(people, 2)
        ways.append(("", [(payer, payee, rng.lognormvariate(5, 1), rng.uniform(0, 24 * _DAYS))]))
    for kind in (*(PLANTED if in_time == "respect" else ANY_TIME), *ALIKE):
        for _ in range(planted):
            ways.append((kind, list(_drawn(kind, rng, rng.sample(people, 20), in_time))))
    rows: list[Row] = []
    truth: Truth = []
    for kind, some in ways:
        truth.append((kind, {f"p{len(rows) + n:07}" for n in range(len(some))}))
        rows += [_row(f"p{len(rows) + n:07}", one) for n, one in enumerate(some)]
    return rows, truth


def _drawn(kind: str, rng: random.Random, who: list[str], in_time: str) -> Iterator[Way]:
    at = rng.uniform(0, 24 * (_DAYS - 40))
    if kind in ALIKE:
        return ALIKE[kind](rng, who, at)
    return PLANTED[kind](rng, who, at) if in_time == "respect" else any_time(kind, rng, who)


def _row(name: str, way: Way) -> Row:
    payer, payee, amount, hours = way
    at = _BEGIN + timedelta(hours=hours)
    money = {"amount": f"{amount:.2f}", "currency": "SAR", "paid_at": at, "evidence": []}
    return {"id": name, "payer": payer, "payee": payee, **money}


def _speed(size: int, seed: int, in_time: str) -> dict[str, Any]:
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
    start, busy = time.perf_counter(), time.process_time()
    hits = len(motifs(rows, in_time=in_time))
    took = {"seconds": time.perf_counter() - start, "processor": time.process_time() - busy}
    return {"payments": size, "in_time": in_time, **took, "hits": hits, "peak_mb": peak_mb()}


def table(measured: dict[str, Any]) -> str:
    """Recall and precision by motif in time and out of it, the seconds by size, and the alerts where there are some."""
    motif_header = (
        *("motif", "planted and found", "recall", "precision", "hits of its own", "of another motif planted"),
        *("of a look-alike", "of nothing planted"),
    )
    tables = [markdown(motif_header, [_line(*one) for one in measured["motifs"].items()])]
    out_of_time = ("out of time, time ignored", *motif_header[1:])
    tables.append(markdown(out_of_time, [_line(*one) for one in measured["any time"].items()]))
    speed = [
        [f"{one['payments']:,}", {"respect": "kept", "ignore": "ignored"}[one["in_time"]], number(one["seconds"], 1),
         number(one["processor"], 1), f"{one['hits']:,}", number(one["peak_mb"])]
        for one in measured["speed"]
    ]  # fmt: skip
    header = ("payments", "time", "seconds for all motifs", "seconds of the processor", "hits", "peak so far (MB)")
    tables.append(markdown(header, speed))
    if measured["alerts"] is not None:
        tables.append(labelled.table(measured["alerts"]))
    return "\n\n".join(tables)


def _line(name: str, one: dict[str, int]) -> list[str]:
    """Precision is of the hits that are no look-alike's: those of some planted motif among those."""
    own, another, none = (one.get(what, 0) for what in ("own", "another's", "none's"))
    precision = (own + another) / max(1, own + another + none)
    counts = [str(count) for count in (own, another, one.get("alike", 0), none)]
    planted, found = one["planted"], one.get("found", 0)
    return [name, f"{found} of {planted}", number(found / planted, 3), number(precision, 2), *counts]
