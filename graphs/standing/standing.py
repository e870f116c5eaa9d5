"""Who stands highest in the observed chains: the ranking, the other measures beside it, and what may be said of it.

No single measure deserves to be called the operator. The rank rests on everything observed together; reach, SpringRank
and PageRank of the bare statements stand beside it so that a reader sees where they disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graphs.standing.aside import set_aside
from graphs.standing.gates import dominated
from graphs.standing.heights import pagerank, spring_rank, trophic_levels
from graphs.standing.indexed import Booleans, Floats, Indexed, Integers, Kept, indexed
from graphs.standing.observed import Observed
from graphs.standing.profiles import left, looks
from graphs.standing.reach import Reach, reach
from graphs.standing.readings import READINGS
from graphs.standing.reasons import Reasons
from graphs.standing.rivals import Rivals
from graphs.standing.steps import Steps
from graphs.standing.suppliers import OPEN, SURE, suppliers
from graphs.standing.support import LAYERS, bare, support

__all__ = ["COLUMNS", "HIGHEST", "PROBABLE", "Standing", "Watch", "standing"]

PROBABLE = "probable operator"
HIGHEST = READINGS["referral"].highest
COMMON = "several accounts that each stand above a network of their own lead to it, as to a supplier of rivals"

COLUMNS = (
    *("rank", "account_id", "label", "score", "downline", "gate_of", "top_3", "layers", "reach_rank", "spring_rank"),
    *("pagerank_rank", "trophic_level", "reasons"),
)

# our own proposals: tuned on some synthetic markets, measured on others, validated by no literature
_ENOUGH = {"referral": 3, "payment": 2, "documentary": 1, "identifier": 2}
"""Accounts right below that must support the step by a layer for it to count."""
_DROPPED = 0.3  # of the statements and payments, in each resample
_FIRST = 20  # accounts of which it is said what else fits


_Panel = dict[str, dict[int, float]]
Watch = Callable[[str, int, int | None], None]
"""Is told what is done, how often so far, and how often it will be."""


def unwatched(_name: str, _done: int, _of: int | None) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Standing:
    """The rows, one per account with anybody below it, highest first; who was set aside and why; steps to review."""

    rows: list[dict[str, object]]
    aside: dict[str, str]
    contradictory: list[tuple[str, str]]
    caveat: str | None
    """What the reading is worth, where it is weaker than that of referrals."""


@dataclass(frozen=True)
class _Ranked:
    """The accounts with anybody below them, highest first, and what their order rests on."""

    order: Integers
    steps: Steps
    reach: Reach
    left: Floats

    @cached_property
    def scores(self) -> Floats:
        return self.reach.value * self.left


def standing(
    observed: Observed, *, reading: str = "referral", resamples: int = 200, seed: int = 0, watch: Watch = unwatched
) -> Standing:
    """Every account that others lead to, ranked by how well it is supported that they all lead up to it.

    The score is the attenuated reach over the supported steps, less what is supported to lead further up, less for an
    account that is small or sells to the public like those below it. `downline` counts the accounts that lead to it,
    `gate_of` those of them that have no observed way to a highest point but through it; `top_3` is the share of
    resamples, each without three in ten statements and payments, in which it is among the first three, None without
    resamples; `layers` are those that support it independently. `label` is "probable operator" only with two layers
    and hardly anything against it, "highest point in the observed chain" with one layer and nothing well supported
    above, else empty. It is a lead for a person to check, whatever it says. The other ranks and the trophic level are
    of the bare statements, None where nobody states anything of the account. The first twenty also say on
    what they rest and what else fits. `reading` names in READINGS what the statements are; in another than the first
    there is no "probable operator". `watch` is told of each resample. The same rows and seed give the same answer, in
    whatever order the accounts come.
    """
    case = indexed(observed)
    looking, aside = looks(observed, case), set_aside(observed)
    ranked = _ranked(case, looking, _marked(case, aside))
    while len(common := suppliers(ranked.steps, looking, _supported(ranked.steps)["referral"])):
        aside |= {case.accounts[account]: COMMON for account in common}
        ranked = _ranked(case, looking, _marked(case, aside))
    stable = _stability(case, looking, _marked(case, aside), resamples=resamples, seed=seed, watch=watch)
    rows = _rows(observed, case, ranked, reading=reading, aside=aside) if len(ranked.order) else []
    for row, account in zip(rows, ranked.order.tolist(), strict=True):
        row["top_3"] = stable[account] if resamples else None
    names = case.accounts
    doubted = [(names[lower], names[upper]) for lower, upper in ranked.steps.contradictory]
    return Standing(rows, aside, doubted, READINGS[reading].caveat)


def _marked(case: Indexed, aside: dict[str, str]) -> Booleans:
    return np.fromiter((name in aside for name in case.accounts), bool, case.n)


def _ranked(case: Indexed, looking: Floats, aside: Booleans, *, kept: Kept | None = None) -> _Ranked:
    steps = support(case, aside, kept=kept)
    found, remains = reach(steps), left(steps, looking)
    order = np.flatnonzero(found.value)
    return _Ranked(order[np.argsort(-(found.value * remains)[order], kind="stable")], steps, found, remains)


def _supported(steps: Steps) -> dict[str, Booleans]:
    """For each layer the accounts with enough others right below that support it by that layer."""
    return {
        layer: np.bincount(steps.upper[steps.layers & (1 << bit) > 0], minlength=steps.n) >= _ENOUGH[layer]
        for bit, layer in enumerate(LAYERS)
    }


def _stability(case: Indexed, looking: Floats, aside: Booleans, *, resamples: int, seed: int, watch: Watch) -> Floats:
    """In which share of the resamples an account is among the first three; whoever is set aside stays there."""
    rng, counts = np.random.default_rng(seed), np.zeros(case.n)
    for number in range(resamples):
        watch("", number + 1, resamples)
        kept = Kept(
            *(rng.random(len(some)) >= _DROPPED for some in (case.everything.statements, case.everything.payments))
        )
        counts[_ranked(case, looking, aside, kept=kept).order[:3]] += 1
    return counts / max(resamples, 1)


def _rows(
    observed: Observed, case: Indexed, ranked: _Ranked, *, reading: str, aside: dict[str, str]
) -> list[dict[str, object]]:
    steps, panel = ranked.steps, _panel(case)
    layers, gates = _supported(steps), dominated(steps)
    rows: list[dict[str, object]] = []
    reasons = Reasons(observed, steps, panel=panel, aside=aside, reading=READINGS[reading])
    rivals = Rivals(case, steps, first=ranked.order[:_FIRST], gates=gates)
    for number, account in enumerate(ranked.order.tolist(), 1):
        by = [layer for layer in LAYERS if layers[layer][account]]
        rows.append({
            "rank": number,
            "account_id": case.accounts[account],
            "label": _label(by, ranked.left[account], steps.doubt_above[account], reading=reading),
            "score": round(float(ranked.scores[account]), 2),
            "downline": int(ranked.reach.downline[account]),
            "gate_of": int(gates[account]),
            "top_3": None,
            "layers": [reading if layer == "referral" else layer for layer in by],
            **{name: ranks.get(account) for name, ranks in panel.items()},
            "reasons": [*reasons.of(account), *(rivals.of(account) if number <= _FIRST else ())],
        })  # fmt: skip
    return rows


def _label(layers: list[str], remains: float, doubt_above: float, *, reading: str) -> str:
    if len(layers) >= 2 and remains >= SURE and reading == "referral":
        return PROBABLE
    return READINGS[reading].highest if layers and doubt_above >= np.log(OPEN) else ""


def _panel(case: Indexed) -> _Panel:
    """The ranks by single measures of the bare statements, nobody set aside."""
    steps = bare(case)
    ends = np.unique(np.r_[steps.lower, steps.upper])
    measures = {"reach_rank": reach(steps).value, "spring_rank": spring_rank(steps), "pagerank_rank": pagerank(steps)}
    panel: _Panel = {}
    for name, values in measures.items():
        order = ends[np.argsort(-values[ends], kind="stable")].tolist()
        panel[name] = dict(zip(order, range(1, len(order) + 1), strict=True))
    levels = trophic_levels(steps)[ends].round(2).tolist()
    return panel | {"trophic_level": dict(zip(ends.tolist(), levels, strict=True))}
