"""The traits of a text that are weighed: pieces of its words, and the classes that the lexicons give them.

Names, links and numbers are each one sign, so that nobody's account and no price is learnt by heart.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.words import Word

__all__ = ["Traits", "traits"]

_SHORTEST, _LONGEST = 2, 5  # letters of a piece, the space before and after a word included
_MOST_WORDS, _LONGEST_WORD = 100_000, 40


class Traits(NamedTuple):
    """What can be weighed: each trait once, in two kinds that count the same whatever the length of the text."""

    pieces: frozenset[str]
    classes: frozenset[str]


def traits(tokens: Sequence[Token], words: Sequence[Word]) -> Traits:
    """The traits of a text from its tokens and its words with their classes.

    A piece is two to five letters of a word; a class stands alone, with each other one (`price&ware`), and with the
    one that follows it (`number>currency`).
    """
    return Traits(frozenset(_pieces(tokens)), frozenset(_classes(tokens, words)))


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield from _pieces_of(_sign(token))


def _sign(token: Token) -> str:
    if token.kind in {"address", "number", "line"}:
        return token.kind[0].upper()
    return "N" if token.text[:1].isdigit() else token.text[:_LONGEST_WORD]


@lru_cache(_MOST_WORDS)
def _pieces_of(word: str) -> tuple[str, ...]:
    text = f" {word} "
    longest = min(_LONGEST, len(text))
    return tuple(text[at : at + size] for size in range(_SHORTEST, longest + 1) for at in range(len(text) - size + 1))


def _classes(tokens: Sequence[Token], words: Sequence[Word]) -> Iterator[str]:
    kinds = ["+".join(sorted(token.senses)) or token.kind for token in tokens]
    told = {cls for token in tokens for cls in token.senses or (token.kind,)}
    told |= {f"voice {cls}" for word in words for cls in word.classes}
    yield from told
    yield from map("&".join, combinations(sorted(told), 2))
    yield from map(">".join, pairwise(kind for kind in kinds if kind != "word"))
