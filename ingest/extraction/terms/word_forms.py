"""The forms of a written word: particles before it, endings behind it, persons of a verb, and odd spellings.

Which particles and endings a word can bear is a matter of its class: wares have possessors, numbers have none.
"""

import re
from collections.abc import Iterator
from itertools import product
from unicodedata import normalize

__all__ = [
    "AMOUNTS",
    "ENDS",
    "SHORTEST",
    "VERBS",
    "WARES",
    "bare",
    "bears",
    "bears_short",
    "respelt",
    "stems",
    "with_front",
]

_FRONTS = sorted(
    (
        a + b
        for a, b in product(["", "و", "ف"], ["", "ال", "لل", "بال", "ب", "ل", "لال", "ع", "عال", "هال", "ه", "ك", "لي"])
        if a + b
    ),
    key=len,
)
ENDS = (
    "ك", "كم", "ج", "كن", "كو", "لك", "لكم", "لج", "ه", "ها", "هم", "و", "وا", "ش", "وهم", "ولك", "ولكم", "لكن", "ا",
)  # fmt: skip
_WARE_ENDS = ["ك", "كم", "ج", "كن"]
_BARE = frozenset({
    "bought", "dropped", "negation", "question", "request", "explain", "hook", "seeks", "have", "old_price", "charity",
})  # fmt: skip
"""Classes of words that bear no particle but "and": "بالفين" is two thousand, and not "where"."""
_AND = frozenset({"", "و", "ف"})
_MINE = ("ن", "ا", "بن", "ب", "من", "كن", "هن", "حن", "ه", "ح", "سن", "سا", "هان", "عمن", "عمب", "با", "غن", "دن")
_ANY = (*_MINE, "", "ي", "ت", "بي", "بت", "كي", "كت", "هي", "هت", "حي", "حت", "مت")
VERBS = {"supply_verb": ("supply", _MINE), "grow_verb": ("grow", _ANY)}
"""Classes of verbs, what their persons mean, and the persons: "نزودلك" is the sender's own "زود"."""
_VERB_ENDS = (
    "", "ك", "كم", "كن", "كو", "ج", "كي", "لك", "لكم", "لكن", "لكو", "لج", "لكي", "ه", "ها", "هم", "و", "ولك", "ولكم",
    "وك", "وكم", "هالك", "هولك", "هملك", "هملكم", "ولو", "لو", "وله", "له", "لها", "لهم", "وا", "وه", "وها",
)  # fmt: skip
_MIXED = re.compile(r"[a-z]*(?:[a-z][013457]|[013457][a-z])[a-z013457]*")
_LEET = str.maketrans("013457", "oieast")
WARES = frozenset({
    "followers", "likes", "views", "comments", "retweets", "trend", "account_sale", "tip_subscription",
    "paid_promotion", "other",
})  # fmt: skip
"""The classes whose terms name a service."""
AMOUNTS = frozenset({"number", "scale", "fraction", "currency"})
SHORTEST = 3


def with_front(senses: dict[str, str], front: str) -> dict[str, str]:
    """The senses that a word can have behind this particle."""
    if front.endswith("ك"):
        senses = {cls: gloss for cls, gloss in senses.items() if cls not in AMOUNTS}  # "كمية" is no hundred
    if front in _AND or _BARE.isdisjoint(senses):
        return senses
    return {cls: gloss for cls, gloss in senses.items() if cls not in _BARE}


def stems(word: str, persons: tuple[str, ...]) -> Iterator[str]:
    """What can be the stem of a verb in one of these persons."""
    for person in persons:
        rest = word.removeprefix(person)
        if word.startswith(person):
            yield from (rest[: len(rest) - len(end)] for end in _VERB_ENDS if rest.endswith(end))


def respelt(word: str) -> Iterator[str]:
    """The word as it is usually written: without accents, dots inside, or digits in place of Latin letters."""
    if "." in word:
        yield word.replace(".", "")
    if word.isascii():
        if _MIXED.fullmatch(word):
            yield word.translate(_LEET)
            yield word.replace("1", "l").translate(_LEET)
    elif "ß" <= word[-1] <= "ÿ" or any("ß" <= character <= "ÿ" for character in word):
        yield "".join(character for character in normalize("NFD", word) if character.isascii())


def bare(word: str) -> Iterator[tuple[str, str]]:
    """The word, then the word without the particles that can stand before it."""
    yield "", word
    if "\u0621" <= word[0] <= "\u064a":
        for front in _FRONTS:
            if word.startswith(front) and len(word) > len(front) + 1:
                yield front, word[len(front) :]


def bears_short(front: str, senses: dict[str, str]) -> bool:
    """Whether so short a term can have a particle: of money and numbers only ("بنص", "والف")."""
    return bool(senses.keys() & AMOUNTS) and front in {"ب", "و", "ال", "ل", "بال", "لل", "وال", "وب"}


def bears(cls: str, end: str) -> bool:
    """Whether a term of this class is still itself with this ending."""
    if cls in {"negation", "other_goods", "charity"} or (cls == "bought" and end == "ه"):
        return False
    return end in _WARE_ENDS if cls in WARES else cls not in AMOUNTS
