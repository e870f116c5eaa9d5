"""What speaks for an account that others lead to, and what against it, in sentences made from the data."""

from collections.abc import Mapping

import numpy as np

from graphs.standing.observed import Observed
from graphs.standing.readings import Reading
from graphs.standing.steps import Steps

__all__ = ["Reasons"]

Panel = Mapping[str, Mapping[int, float]]
_FAR = 10  # so many times lower is a disagreement worth a sentence
_BEYOND = 2  # accounts beyond the ranking that are named


class Reasons:
    """Says what speaks for an account and what against it."""

    def __init__(
        self,
        observed: Observed,
        steps: Steps,
        *,
        panel: Mapping[str, Mapping[int, float]],
        aside: Mapping[str, str],
        reading: Reading,
    ) -> None:
        """`panel` has the ranks by single measures, `aside` who is not ranked and why, `reading` the words."""
        self._observed, self._steps, self._panel, self._reading = observed, steps, panel, reading
        self._beyond: dict[str, dict[str, str]] = {}
        for one in observed.statements:
            if one.referred_to in aside and one.referrer not in aside and one.confidence > 0:
                self._beyond.setdefault(one.referrer, {})[one.referred_to] = aside[one.referred_to]
        self._names, self._pays = (
            np.bincount(steps.upper[steps.layers & bit > 0], minlength=steps.n) for bit in (1, 2)
        )
        best = np.lexsort((steps.upper, -steps.weight, steps.lower))
        first = np.r_[True, steps.lower[best][1:] != steps.lower[best][:-1]] if len(best) else best
        self._above = dict(zip(steps.lower[best[first]].tolist(), best[first].tolist(), strict=True))

    def of(self, account: int) -> list[str]:
        """The reasons in words."""
        names, steps = self._steps.accounts, self._steps
        said = [f"{self._reading.done} by {_accounts(self._names[account])} right below"]
        if self._observed.payments:
            said.append(f"paid by {_accounts(self._pays[account])} right below (documented)")
        profile = self._observed.profile(names[account])
        said += [f"offers by itself, in messages: {profile.offers}"] if profile.offers else []
        said += [f"last seen with {profile.followers:,} followers"] if profile.followers is not None else []
        if account in self._above:
            step = self._above[account]
            said.append(f"itself leads up to {names[steps.upper[step]]} (support {steps.weight[step]:.2f})")
        for beyond, why in sorted(self._beyond.get(names[account], {}).items())[:_BEYOND]:
            said.append(f"{self._reading.does} {beyond}, which is not ranked ({why}): what is above may lie there")
        if self._panel["spring_rank"].get(account, 0) > _FAR * self._panel["reach_rank"].get(account, 1):
            said.append("SpringRank puts it far lower: statements from above point down again, perhaps a false trail")
        return said


def _accounts(count: int) -> str:
    return f"{count or 'no'} account{'' if count == 1 else 's'}"
