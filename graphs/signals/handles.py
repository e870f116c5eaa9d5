"""How a handle is made: a stem with digits, letters by chance, words; and families of nearly equal stems.

People number their handles when the plain one is taken, so a pattern describes and says no more.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import exp, log
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein
from scipy.stats import poisson

from graphs.signals.creation import CHANCE, false_discovery
from graphs.signals.signal import Signal

__all__ = ["families", "handles", "pattern"]

_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[\W_]+")
_RUN = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_SHORT = 5  # letters below which one edit makes anything of anything
_CITED = 20
_PATTERN = "class of the handle by its letters and digits (after Gurajala et al. 2015)"
_FAMILY = (
    "other accounts whose handle without digits and marks is at most one edit away, beside how many there would be if "
    "letters followed each other as in all handles of the case; Poisson law, Benjamini-Hochberg (a proposal of this "
    "tool)"
)
_PATTERN_CAVEAT = "A description: people number their handles when the plain one is taken."
_FAMILY_CAVEAT = "A popular word, a town or a trade makes such families among strangers."


def pattern(handle: str) -> str:
    """`stem and digits` (three letters, then two digits or more), `random` or `words`; a leading @ does not count."""
    plain = _MARKS.sub("", handle.casefold())
    digits = sum(char.isdigit() for char in plain)
    changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(plain))
    if changes >= 3 or _RUN.search(plain):
        return "random"
    if digits >= 2 and plain[-2:].isdigit() and len(plain) - digits >= 3:
        return "stem and digits"
    return "words"


def handles(accounts: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Signal, Signal]]:
    """For each account with a handle its `handle_pattern` and its `handle_family`.

    `accounts` are rows of `id`, `handle` and `evidence`. The value of a family is the number of other accounts in it
    where the corrected chance is below 0.01, 0 elsewhere; equal handles of one name on several platforms count too.
    Costs are linear in the letters of the handles.
    """
    rows = {str(row["id"]): row for row in accounts if row["handle"]}
    names = sorted(rows)
    classes = {name: pattern(rows[name]["handle"]) for name in names}
    shares = Counter(classes.values())
    told = families({name: rows[name]["handle"] for name in names})
    return {
        name: (
            _class(rows[name], classes[name], shares[classes[name]], len(names)),
            _family(rows[name], told[name], len(names)),
        )
        for name in names
    }


def _class(row: Mapping[str, Any], kind: str, alike: int, n: int) -> Signal:
    reason = f"the handle is of the class {kind}, as are {alike / n:.0%} of the {n:,} handles of the case"
    cited = tuple(sorted(row.get("evidence") or ()))
    return Signal("handle_pattern", kind, "class", n, "as last observed", reason, _PATTERN, cited, _PATTERN_CAVEAT)


def _family(row: Mapping[str, Any], told: tuple[list[str], int, float, float], n: int) -> Signal:
    others, count, expected, chance = told
    together = chance < CHANCE
    said = f"{count:,} others have a stem at most one edit away, {expected:.2f} expected, corrected chance {chance:.2g}"
    return Signal(
        "handle_family",
        count if together else 0,
        "accounts",
        n,
        "as last observed",
        said if together else f"no family: {said}",
        _FAMILY,
        (*(others if together else ()), *sorted(row.get("evidence") or ())),
        _FAMILY_CAVEAT,
    )


def families(named: Mapping[str, str]) -> dict[str, tuple[list[str], int, float, float]]:
    """For each account by its handle: the others of its family (the first twenty), how many they are, how many are
    expected by chance, and the corrected chance of so many."""
    stems = {name: _DIGITS.sub("", _MARKS.sub("", handle.casefold())) for name, handle in named.items()}
    bearers: dict[str, list[str]] = defaultdict(list)
    for name in sorted(stems):
        bearers[stems[name]].append(name)
    long = sorted(stem for stem in bearers if len(stem) >= _SHORT)
    near, letters = _near(long), _Letters(list(stems.values()))
    counts = {stem: sum(len(bearers[one]) for one in (stem, *near[stem])) - 1 for stem in long}
    expected = {stem: len(stems) * sum(letters.chance(one) for one in (stem, *near[stem])) for stem in long}
    chances = [poisson.sf(counts[stem] - 1, expected[stem]) for stem in long]
    weights = [len(bearers[stem]) for stem in long]
    corrected = false_discovery(np.repeat(np.array(chances), weights)) if long else np.empty(0)
    first = np.cumsum([0, *weights])
    found: dict[str, tuple[list[str], int, float, float]] = {name: ([], 0, 0.0, 1.0) for name in stems}
    for place, stem in enumerate(long):
        family = sorted(name for one in (stem, *near[stem]) for name in bearers[one][: _CITED + 1])[: _CITED + 1]
        for name in bearers[stem]:
            others = [one for one in family if one != name][:_CITED]
            found[name] = (others, counts[stem], expected[stem], float(corrected[first[place]]))
    return found


def _near(stems: list[str]) -> dict[str, list[str]]:
    """For each stem the others one edit away: two such share what is left when a letter of each is taken out."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for stem in stems:
        for key in {stem, *_shorter(stem)}:
            buckets[key].append(stem)
    found: dict[str, set[str]] = {stem: set() for stem in stems}
    for some in buckets.values():
        for place, stem in enumerate(some):
            for other in some[place + 1 :]:
                if Levenshtein.distance(stem, other, score_cutoff=1) == 1:
                    found[stem].add(other)
                    found[other].add(stem)
    return {stem: sorted(some) for stem, some in found.items()}


def _shorter(stem: str) -> Iterator[str]:
    return (stem[:place] + stem[place + 1 :] for place in range(len(stem)))


class _Letters:
    """How often letters follow each other in all handles of the case, one bearer of a stem or many."""

    def __init__(self, stems: list[str]) -> None:
        pairs = Counter(pair for stem in stems for pair in zip(f"^{stem}", f"{stem}$", strict=True))
        firsts = Counter[str]()
        for (first, _), times in pairs.items():
            firsts[first] += times
        self._pairs, self._firsts, self._kinds = pairs, firsts, len(firsts) + 1

    def chance(self, stem: str) -> float:
        """The chance that letters make this stem, each after the one before it, with one more of every pair seen."""
        pairs = zip(f"^{stem}", f"{stem}$", strict=True)
        return exp(sum(log((self._pairs[pair] + 1) / (self._firsts[pair[0]] + self._kinds)) for pair in pairs))
