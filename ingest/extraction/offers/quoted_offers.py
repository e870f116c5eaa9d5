"""Offers of somebody else that a text repeats in quotation marks: "followers, 1000 for 5" again and again.

Quotation marks alone decide nothing: a seller quotes its customers, and marks its own prices. What is quoted is
another's when service and price both stand inside and the words outside sell nothing.
"""

from collections.abc import Iterator, Sequence

from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import WARES

__all__ = ["without_quoted"]

_OPENING, _CLOSING = frozenset({'"', "«", "“", "„"}), frozenset({'"', "»", "”"})
_SALE = frozenset({"supply", "order", "contact", "sells", "have", "for_sale", "assurance", "currency"})
_LEAST = 2  # words outside


def without_quoted(tokens: list[Token]) -> list[Token]:
    """The tokens without the quotations that offer something, where what is said around them offers nothing."""
    if not any(token.text in _OPENING for token in tokens):
        return tokens
    quoted = [span for span in _quotations(tokens) if _offers(tokens[span[0] : span[1]])]
    if not quoted:
        return tokens
    outside = [token for at, token in enumerate(tokens) if not any(first <= at < last for first, last in quoted)]
    if any(not _SALE.isdisjoint(token.senses) for token in outside) or _words(outside) < _LEAST:
        return tokens
    return outside


def _quotations(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for at, token in enumerate(tokens):
        if first is not None and token.text in _CLOSING:
            yield first, at + 1
            first = None
        elif token.text in _OPENING:
            first = at


def _offers(quoted: Sequence[Token]) -> bool:
    senses = {cls for token in quoted for cls in token.senses}
    is_figured = any(token.kind == "number" for token in quoted) or bool(senses & {"number", "scale"})
    return bool(senses & (WARES | {"growth", "your_account"})) and (is_figured or bool(senses & _SALE))


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.kind == "word" for token in tokens)
