"""How often one name in two scripts is found again by its consonants, and how often two names are mistaken for one.

The names are one half of a public list of Arabic words and names with one Latin spelling each; the other half, told
apart by a hash, is for choosing weights and thresholds. A list of spellings is kinder than what people write online.
"""

import random
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from bench.report import markdown, number
from graphs.aliases.candidates import ALIAS, candidates
from graphs.aliases.names import LIKE
from graphs.aliases.skeletons import skeleton, words

__all__ = ["measure", "table"]

SEED = 7
STRANGERS = 20
"""Other Latin names that each Arabic name is held against."""
_MISTAKEN = 0.001
"""The share of strangers that each way may take for the same name when its threshold is chosen."""
_PLAIN = str.maketrans({
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh",
    "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "u", "ي": "i", "ى": "a",
    "ئ": "i", "ؤ": "u", "ء": "",
})  # fmt: skip
Names = list[tuple[str, str]]
Way = Callable[[str, str], float]


def measure(names: Path, *, sizes: Iterable[int] = (100, 1_000, 5_000)) -> dict[str, Any]:
    """Recall and mistakes pair by pair, and in cases of so many people with an account in each script.

    `names` is a file of "Arabic, tab, Latin" lines. Only the second half is reported; the first chose the thresholds.
    """
    first, second = _halves(names)
    ways: dict[str, Way] = {"consonant skeletons": _ours, "letter by letter, ratio": _plain}
    told = {name: _pairwise(way, first, second) for name, way in ways.items()}
    fixed = {f"consonant skeletons from {LIKE}": _counted(_ours, second, LIKE)}
    return {"names": len(second), "pairs": told | fixed, "cases": [_case(second, size) for size in sizes]}


def table(measured: dict[str, Any]) -> str:
    """A line per way for pairs, and a line per size for whole cases."""
    pairs = [
        [name, number(one["threshold"], 2), number(one["recall"], 3), f"{100 * one['mistaken']:.3f} %"]
        for name, one in measured["pairs"].items()
    ]
    cases = [
        [f"{one['accounts']:,}", number(one["recall"], 3), f"{one['mistaken']:,}", f"{one['seconds']:.1f} s"]
        for one in measured["cases"]
    ]
    heads = (
        ("way", "threshold", "found again", "strangers mistaken"),
        ("accounts", "found again", "pairs mistaken", "took"),
    )
    return "\n\n".join(markdown(head, lines) for head, lines in zip(heads, (pairs, cases), strict=True))


def _halves(path: Path) -> tuple[Names, Names]:
    halves: tuple[Names, Names] = ([], [])
    for line in path.read_text("utf-8").splitlines():
        arabic, _, latin = line.partition("\t")
        halves[sha256(arabic.encode()).digest()[0] % 2].append((arabic, latin))
    return halves


def _ours(arabic: str, latin: str) -> float:
    one, other = ("".join(map(skeleton, words(text))) for text in (arabic, latin))
    return JaroWinkler.similarity(one, other) if one and other else 0.0


def _plain(arabic: str, latin: str) -> float:
    return fuzz.ratio(arabic.translate(_PLAIN), latin.casefold()) / 100


def _pairwise(way: Way, first: Names, second: Names) -> dict[str, float]:
    mistaken = sorted((way(*pair) for pair in _strangers(first)), reverse=True)
    return _counted(way, second, mistaken[int(_MISTAKEN * len(mistaken))] + 1e-9)


def _counted(way: Way, names: Names, threshold: float) -> dict[str, float]:
    strangers = _strangers(names)
    return {
        "threshold": threshold,
        "recall": sum(way(*pair) >= threshold for pair in names) / len(names),
        "mistaken": sum(way(*pair) >= threshold for pair in strangers) / len(strangers),
    }


def _strangers(names: Names) -> Names:
    rng, known = random.Random(SEED), set(names)
    drawn = [(arabic, rng.choice(names)[1]) for arabic, _ in names for _ in range(STRANGERS)]
    return [pair for pair in drawn if pair not in known]


def _case(names: Names, size: int) -> dict[str, Any]:
    """People drawn from the list, each with one account under either spelling and nothing else in common."""
    people = random.Random(SEED).sample(names, min(size, len(names)))
    rows = [
        {"id": f"{script}{at:06}", "platform": script, "handle": None, "display_name": text}
        for at, both in enumerate(people)
        for script, text in zip(("arabic", "latin"), both, strict=True)
    ]
    began = time.perf_counter()
    found = {(row["left"], row["right"]) for row in candidates(rows, []) if row["label"] == ALIAS}
    seconds = time.perf_counter() - began
    true = {(f"arabic{at:06}", f"latin{at:06}") for at in range(len(people))}
    return {
        "accounts": len(rows),
        "recall": len(found & true) / len(true),
        "mistaken": len(found - true),
        "seconds": seconds,
    }
