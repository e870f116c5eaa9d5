"""How alike the names of two accounts are, and how rare those names are in the case."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from rapidfuzz.distance import JaroWinkler

from graphs.aliases.pseudonymity import GENERIC, TITLES
from graphs.aliases.skeletons import handle_key, skeleton, words

__all__ = ["LIKE", "Likeness", "Named", "likeness", "named", "rarities"]

LIKE = 0.85
"""Jaro-Winkler of two skeletons from which on names are called alike; below it nothing is said."""
WHOLE, WORD = 0.75, 0.55
"""What a whole name, and one word of it, are worth at most."""
_WHOLE_FROM, _NEAR_FROM, _WORD_FROM = 3, 4, 4
"""Consonants that are needed for an equal whole name, for one that is only alike, and for one word in common."""

_NEAR = 0.38
"""What whole names give that are only alike: too little alone, because most such pairs are strangers."""


@dataclass(frozen=True, slots=True)
class Named:
    """The names of one account as they are compared; `wholes` and `parts` give a skeleton its writing."""

    id: str
    platform: str
    handle: str
    key: str
    wholes: Mapping[str, str]
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much the names support one account, 0 to 1, why in words, and whether the names are equal or only alike."""

    score: float
    reason: str


def named(row: Mapping[str, Any]) -> Named:
    """The names of a row of `find_names_of_accounts`; short skeletons and words of the trade are left out."""
    wholes: dict[str, str] = {}
    parts: dict[str, str] = {}
    for text in filter(None, (row.get("display_name"), row.get("handle"))):
        plain = words(text)
        keys = [skeleton(word) for word in plain]
        if len(whole := "".join(keys)) >= _WHOLE_FROM:
            wholes.setdefault(whole, str(text))
        for word, key in zip(plain, keys, strict=True):
            if len(key) >= _WORD_FROM and key not in _OF_THE_TRADE:
                parts.setdefault(key, word)
    handle = str(row.get("handle") or "")
    return Named(str(row["id"]), str(row.get("platform") or ""), handle, handle_key(handle), wholes, parts)


def rarities(everyone: Iterable[Named]) -> dict[str, float]:
    """How rare each skeleton is in the case, 1 when at most two accounts bear it: 2 / (1 + log2(accounts))."""
    borne = Counter(key for one in everyone for key in {*one.wholes, *one.parts})
    return {key: 2 / (1 + log2(max(2, count))) for key, count in borne.items()}


def likeness(left: Named, right: Named, *, rarity: Mapping[str, float]) -> Likeness | None:
    """The best support that the names give, or None when no two of them are alike.

    Whole names count by Jaro-Winkler (Winkler 1990) on skeletons and their rarity, one word in common by its rarity.
    """
    found = [*_wholes(left, right, rarity), *_parts(left, right, rarity)]
    return max(found, key=lambda one: (one.score, one.reason), default=None)


def _wholes(left: Named, right: Named, rarity: Mapping[str, float]) -> list[Likeness]:
    found = []
    for one, said in left.wholes.items():
        for other, answered in right.wholes.items():
            alike = JaroWinkler.similarity(one, other)
            if alike >= LIKE and (one == other or min(len(one), len(other)) >= _NEAR_FROM):
                worth = _worth(one) if one == other else _NEAR * alike
                how = "have the same consonants" if one == other else f"have like consonants ({alike:.2f})"
                rare = min(rarity[one], rarity[other])
                found.append(Likeness(worth * rare, f"the names {_pair(said, answered)} {how}"))
    return found


def _worth(whole: str) -> float:
    """Three consonants in common say no more than one longer word does."""
    return WORD if len(whole) == _WHOLE_FROM else WHOLE


def _parts(left: Named, right: Named, rarity: Mapping[str, float]) -> list[Likeness]:
    return [
        Likeness(WORD * rarity[key], f"the names share the rare word {_pair(left.parts[key], right.parts[key])}")
        for key in left.parts.keys() & right.parts.keys()
    ]


def _pair(said: str, answered: str) -> str:
    both: Sequence[str] = sorted({said, answered})
    return " and ".join(f"“{one}”" for one in both)


_OF_THE_TRADE = frozenset(skeleton(word) for text in GENERIC | TITLES for word in words(text))
