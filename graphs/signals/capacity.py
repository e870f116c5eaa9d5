"""Whether an account could deliver by itself what it offers: followers offered beside followers had.

A gap indicates that somebody stands between, not that anything is wrong: a wholesaler's shop window has one too.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import log10
from typing import Any

from graphs.signals.signal import Signal

__all__ = ["FAR", "LARGE", "Looks", "capacity"]

FAR = timedelta(days=30)
"""A snapshot further before the offer than this says nothing of the day of the offer."""
LARGE = 1.0
"""From here on a gap is large: ten times; a proposal of this tool."""

_METHOD = (
    "log10 of the most followers offered at once over the account's own followers in the last snapshot before the "
    "offer, at most 30 days old (a proposal of this tool)"
)
_RESOLVED = (
    "the same, with the followers of the accounts that a statement joins to it as operator or as operated, one step, "
    "added to its own; theirs as last or next seen within 30 days of the offer"
)
_CAVEAT = "Indicates that somebody else delivers, as with any reseller; it says nothing about what is delivered."
Row = Mapping[str, Any]


class Looks:
    """What accounts had when: the last snapshot at or before a moment, not older than FAR."""

    def __init__(self, snapshots: Iterable[Row]) -> None:
        """Takes rows of `id`, `account_id`, `observed_at`, `followers`, `evidence`; None says nothing."""
        self._of: dict[str, list[tuple[datetime, str, Row]]] = defaultdict(list)
        for row in snapshots:
            if row["observed_at"] is not None and row["followers"] is not None:
                self._of[row["account_id"]].append((row["observed_at"], str(row["id"]), row))
        for some in self._of.values():
            some.sort(key=lambda one: one[:2])

    def before(self, account: str, at: datetime) -> Row | None:
        """The snapshot that counts for a moment, None when there is none so near."""
        some = self._of.get(account, [])
        place = bisect_right(some, at, key=lambda one: one[0])
        return some[place - 1][2] if place and at - some[place - 1][0] <= FAR else None

    def nearest(self, account: str, at: datetime) -> Row | None:
        """The snapshot nearest to a moment on either side, None when there is none so near."""
        some = self._of.get(account, [])
        place = bisect_right(some, at, key=lambda one: one[0])
        near = [one for one in some[max(0, place - 1) : place + 1] if abs(one[0] - at) <= FAR]
        return min(near, key=lambda one: (abs(one[0] - at), one[1]))[2] if near else None


def capacity(
    offers: Iterable[Row], snapshots: Iterable[Row], operated: Iterable[tuple[str, str]] = ()
) -> dict[str, tuple[Signal, Signal]]:
    """For each account that offers followers its `capacity_gap` and its `resolved_capacity_gap`.

    `offers` are rows of `account_id`, `quantity`, `stated_at`, `message_id` and `evidence`; one without a quantity or a
    time is left out. `operated` are pairs of accounts of which a statement says that the second operates the first. Of
    several offers the largest counts that has a snapshot; with none the value is None and the reason says so.
    Definition: a proposal of this tool, from what such offers promise.
    """
    looks, joined = Looks(snapshots), _joined(operated)
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in offers:
        if row["quantity"] and row["stated_at"] is not None:
            grouped[row["account_id"]].append(row)
    return {name: _pair(name, grouped[name], looks, joined.get(name, frozenset())) for name in sorted(grouped)}


def _joined(operated: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for lower, upper in operated:
        if lower != upper:
            found[lower].add(upper)
            found[upper].add(lower)
    return {name: frozenset(some) for name, some in found.items()}


def _pair(name: str, offers: list[Row], looks: Looks, joined: frozenset[str]) -> tuple[Signal, Signal]:
    order = sorted(offers, key=lambda row: (-row["quantity"], row["stated_at"], str(row["message_id"])))
    largest = next((row for row in order if looks.before(name, row["stated_at"])), None)
    if largest is None:
        return _suppressed("capacity_gap", _METHOD, order), _suppressed("resolved_capacity_gap", _RESOLVED, order)
    own = looks.before(name, largest["stated_at"])
    assert own is not None  # it was looked for just now
    others = [look for one in sorted(joined) if (look := looks.nearest(one, largest["stated_at"]))]
    unseen = len(joined) - len(others)
    return _gap(largest, [own], order), _gap(largest, [own, *others], order, unseen=unseen)


def _suppressed(name: str, method: str, offers: list[Row]) -> Signal:
    reason = f"not said: no snapshot of the account within {FAR.days} days before any of its offers"
    cited = tuple(sorted({str(row["message_id"]) for row in offers}))
    return Signal(name, None, "log10", len(offers), "none", reason, method, cited, _CAVEAT)


def _gap(offer: Row, looks: list[Row], offers: list[Row], *, unseen: int | None = None) -> Signal:
    had = sum(look["followers"] for look in looks)
    value = round(log10(offer["quantity"] / max(1, had)), 3)
    resolved = unseen is not None
    days = f"{min(look['observed_at'] for look in looks):%Y-%m-%d} to {offer['stated_at']:%Y-%m-%d}"
    joined = f"it and {len(looks) - 1} joined account{'s'[: len(looks) != 2]} had"
    whose = joined if resolved and len(looks) > 1 else "it had"
    reason = f"offers {offer['quantity']:,} followers when {whose} {had:,}"
    missing = f" Joined accounts without a snapshot so near, which count as none: {unseen}." if unseen else ""
    cited = {str(offer["message_id"]), *(line for look in looks for line in look["evidence"] or ())}
    name, method = ("resolved_capacity_gap", _RESOLVED) if resolved else ("capacity_gap", _METHOD)
    return Signal(name, value, "log10", len(offers), days, reason, method, tuple(sorted(cited)), _CAVEAT + missing)
