"""Accounts created close together in time, beside how many would be by chance.

Many accounts are created on one day for lawful reasons: a platform opens, a school registers a class.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import poisson

from graphs.signals.signal import Signal

__all__ = ["CHANCE", "WINDOWS", "creation", "false_discovery"]

WINDOWS = {"1 h": 3_600.0, "1 d": 86_400.0, "7 d": 604_800.0}
"""The windows to either side of an account's creation, in seconds."""
CHANCE = 0.01
"""Below this chance, corrected for the number of questions, accounts were created together."""

_WIDER = 26  # the chance is that of the rate in a window so much wider, or of the whole case where that is greater
_CITED = 20  # accounts of a burst that are named; the number counts all of them
_METHOD = (
    "other accounts of the case created within the window to either side; chance by a Poisson law with the rate of a "
    "window 26 times as wide, or of the whole case where that is greater; Benjamini-Hochberg over all accounts and "
    "windows (after Thomas et al. 2013)"
)
_CAVEAT = "Accounts of one family, firm or class are created together too; a case is no sample of a platform."
Floats = npt.NDArray[np.float64]


def creation(accounts: Iterable[Mapping[str, Any]]) -> dict[str, Signal]:
    """For each account with a known creation `creation_burst`: in its least likely window the others created with it.

    `accounts` are rows of `id`, `created_at` and `evidence`. A creation on the full hour may be a day's date in some
    time zone and says nothing within an hour, so that window is left out for it. `value` is the number of others where
    the corrected chance is below CHANCE, 0 elsewhere. Costs O(n log n).
    """
    known = {str(row["id"]): row for row in accounts if row["created_at"] is not None}
    rows = sorted((row["created_at"], name) for name, row in known.items())
    if not rows:
        return {}
    names, at = [name for _, name in rows], np.array([when.timestamp() for when, _ in rows])
    told = {window: _around(at, width) for window, width in WINDOWS.items()}
    corrected = _corrected(told, may_be_day=np.array([when.minute == when.second == 0 for when, _ in rows]))
    best, windows = np.argmin(corrected, axis=0).tolist(), list(WINDOWS)
    return {
        name: _signal(
            names, at, place, window=windows[best[place]], told=told[windows[best[place]]],
            chance=float(corrected[best[place], place]), cited=tuple(sorted(known[name].get("evidence") or ())),
        )
        for place, name in enumerate(names)
    }  # fmt: skip


def _corrected(told: Mapping[str, tuple[Floats, Floats]], *, may_be_day: npt.NDArray[np.bool_]) -> Floats:
    """The corrected chance of each account in each window, 1 where it was not asked."""
    chances = np.array([poisson.sf(near - 1, rate) for near, rate in told.values()])
    asked = np.ones_like(chances, bool)
    asked[0] = ~may_be_day
    corrected = np.ones_like(chances)
    corrected[asked] = false_discovery(chances[asked])
    return corrected


def false_discovery(chances: Floats) -> Floats:
    """The chances corrected after Benjamini and Hochberg (1995): below x, a share of x is expected to be chance."""
    n = len(chances)
    order = np.argsort(chances, kind="stable")[::-1]
    corrected = np.empty(n)
    corrected[order] = np.minimum(1.0, np.minimum.accumulate(chances[order] * n / np.arange(n, 0, -1)))
    return corrected


def _around(at: Floats, width: float) -> tuple[Floats, Floats]:
    """How many others were created within a width of each, and how many would be by chance."""
    near, wide = (_others(at, reach) for reach in (width, _WIDER * width))
    span = max(float(at[-1] - at[0]), 2 * width)
    whole = (len(at) - 1) * 2 * width / span
    outside = (wide - near) / (_WIDER - 1)
    return near, np.maximum(outside, min(whole, len(at) - 1))


def _others(at: Floats, width: float) -> Floats:
    return (np.searchsorted(at, at + width, "right") - np.searchsorted(at, at - width, "left") - 1).astype(float)


def _signal(
    names: list[str],
    at: Floats,
    place: int,
    *,
    window: str,
    told: tuple[Floats, Floats],
    chance: float,
    cited: tuple[str, ...],
) -> Signal:
    near, rate = int(told[0][place]), float(told[1][place])
    width, together = WINDOWS[window], chance < CHANCE
    if together:
        first, after = np.searchsorted(at, [at[place] - width, at[place] + width + 1e-6])
        cited = (*sorted(names[first:after][:_CITED]), *cited)
    reason = f"{near:,} others were created within {window} of it, {rate:.2f} expected, corrected chance {chance:.2g}"
    value, words = near if together else 0, reason if together else f"no burst: {reason}"
    return Signal("creation_burst", value, "accounts", len(names), f"± {window}", words, _METHOD, cited, _CAVEAT)
