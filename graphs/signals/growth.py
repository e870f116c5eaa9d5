"""Growth that stands out: a day's change far beyond the usual one, and how much of it is lost again.

A burst has lawful causes (an advertisement, a mention, the news), and its absence says little: who delivers slowly
leaves none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from graphs.signals.signal import Signal

__all__ = ["BURST", "DECAY", "growth"]

BURST, DECAY = 6.0, 0.1
"""Robust z above which growth is a burst, and the share lost in 30 days that would go with it."""
_OWN, _POOL = 5, 20  # changes that an account needs to be its own measure, and that a case needs to be one
_MONTH = 30.0
_SCALE = 1.4826  # of the median absolute deviation to the standard deviation of a normal law
_LEAST = 0.001  # a tenth of a per cent a day: below this spread everything would stand out
_METHOD = (
    "largest change of followers a day between two snapshots, as a share of the followers before it, less the median, "
    "over 1.4826 times the median absolute deviation (after Stringhini et al. 2013)"
)
_LOST = (
    "share of the most followers within 30 days of the burst that is gone 30 days later, at an even rate where nobody "
    "looked then"
)
_BURST_CAVEAT = "Advertisements, mentions and news do this too; bought followers can also arrive too slowly to show."
_LOST_CAVEAT = "Followers won by a contest or a fashion leave as well; few snapshots make a coarse rate."
Row = Mapping[str, Any]


class _Change:
    """Two snapshots of one account that follow each other."""

    __slots__ = ("after", "before", "days", "rate")

    def __init__(self, before: Row, after: Row) -> None:
        self.before, self.after = before, after
        self.days = (after["observed_at"] - before["observed_at"]) / timedelta(days=1)
        self.rate = (after["followers"] - before["followers"]) / max(1, before["followers"]) / max(1.0, self.days)


def growth(snapshots: Iterable[Row]) -> dict[str, tuple[Signal, ...]]:
    """For each account with two snapshots `growth_burst`, and `growth_decay` when there is a burst to lose.

    `snapshots` are rows of `account_id`, `id`, `observed_at`, `followers` and `evidence`; undated or uncounted ones are
    left out. An account with five changes is measured by its own, others by all changes of the case when there are
    twenty; else the value is None. Changes within a day count as a day's.
    """
    changes = _changes(snapshots)
    pool = [one.rate for name in sorted(changes) for one in changes[name]]
    whole = _usual(pool) if len(pool) >= _POOL else None
    return {name: _signals(changes[name], whole, len(pool)) for name in sorted(changes)}


def _changes(snapshots: Iterable[Row]) -> dict[str, list[_Change]]:
    seen: dict[str, dict[datetime, Row]] = defaultdict(dict)
    for row in sorted(snapshots, key=lambda row: str(row["id"])):
        if row["observed_at"] is not None and row["followers"] is not None:
            seen[row["account_id"]].setdefault(row["observed_at"], row)
    series = {name: [some[at] for at in sorted(some)] for name, some in seen.items()}
    return {
        name: [_Change(before, after) for before, after in pairwise(some)]
        for name, some in series.items()
        if len(some) > 1
    }


def _usual(rates: list[float]) -> tuple[float, float]:
    """Median and spread of rates of change a day."""
    middle = median(rates)
    return middle, max(_LEAST, _SCALE * median(abs(rate - middle) for rate in rates))


def _signals(changes: list[_Change], whole: tuple[float, float] | None, pooled: int) -> tuple[Signal, ...]:
    is_own = len(changes) >= _OWN
    usual = _usual([one.rate for one in changes]) if is_own else whole
    largest = max(changes, key=lambda one: (one.rate, one.after["observed_at"]))
    n, measured = (len(changes), "its own changes") if is_own else (pooled, "all changes of the case")
    burst = _burst(largest, usual, n=n, measured=measured)
    if burst.value is None or float(burst.value) <= BURST:
        return (burst,)
    return burst, _decay(*_after(largest, changes))


def _after(largest: _Change, changes: list[_Change]) -> tuple[Row, list[Row]]:
    """The most followers within 30 days from where the burst begins, and the snapshots after that."""
    begin = largest.before["observed_at"]
    near = [one.after for one in changes if begin < one.after["observed_at"] <= begin + timedelta(days=_MONTH)]
    peak = max(near or [largest.after], key=lambda row: (row["followers"], row["observed_at"]))
    return peak, [one.after for one in changes if one.after["observed_at"] > peak["observed_at"]]


def _burst(largest: _Change, usual: tuple[float, float] | None, *, n: int, measured: str) -> Signal:
    days = f"{largest.before['observed_at']:%Y-%m-%d} to {largest.after['observed_at']:%Y-%m-%d}"
    cited = tuple(sorted({*(largest.before["evidence"] or ()), *(largest.after["evidence"] or ())}))
    told = f"{largest.before['followers']:,} followers became {largest.after['followers']:,}"
    if usual is None:
        reason = f"not said: {told}, but there are too few changes to say what is usual"
        return Signal("growth_burst", None, "robust z", n, days, reason, _METHOD, cited, _BURST_CAVEAT)
    value = round((largest.rate - usual[0]) / usual[1], 1)
    reason = f"{told}: {largest.rate:+.1%} a day, measured by {measured}"
    return Signal("growth_burst", value, "robust z", n, days, reason, _METHOD, cited, _BURST_CAVEAT)


def _decay(peak: Row, later: list[Row]) -> Signal:
    def days(row: Row) -> float:
        return float((row["observed_at"] - peak["observed_at"]) / timedelta(days=1))

    if not later or not peak["followers"]:
        reason, cited = "not said: nobody looked again after the burst", tuple(sorted(peak["evidence"] or ()))
        return Signal("growth_decay", None, "share in 30 d", 0, "none", reason, _LOST, cited, _LOST_CAVEAT)
    look = min(later, key=lambda row: (abs(days(row) - _MONTH), row["observed_at"]))
    left = look["followers"] / peak["followers"]
    value = round(1 - left ** (_MONTH / max(1.0, days(look))), 3)
    window = f"{peak['observed_at']:%Y-%m-%d} to {look['observed_at']:%Y-%m-%d}"
    reason = f"of {peak['followers']:,} followers {look['followers']:,} are left after {days(look):.0f} days"
    cited = tuple(sorted({*(peak["evidence"] or ()), *(look["evidence"] or ())}))
    return Signal("growth_decay", value, "share in 30 d", len(later), window, reason, _LOST, cited, _LOST_CAVEAT)
