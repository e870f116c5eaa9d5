"""Where a text may state a share: percentages, pairs that make a hundred, parts, sums per thousand, or no rate at all.

Every place is found here; whether it is a share of what customers pay is decided elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ingest.extraction.offers.prices import AMOUNT_CLASSES, Amount, amounts
from ingest.extraction.terms.tokens import Token

__all__ = ["BASES", "SHARE_CLASSES", "Rate", "ShareWords", "rates", "share_words"]

SHARE_CLASSES = AMOUNT_CLASSES | {
    "share_noun", "party", "take", "per_order", "gross", "net", "deposit", "per_1000", "halves", "part", "percent",
    "percent_word", "rest", "of_what", "discount", "no_share", "investing", "elsewhere_share", "trade_word",
    "weak_party", "ratio_word", "tenth", "other_goods",
}  # fmt: skip
"""The classes of the lexicons that shares are read with."""

BASES = ("per_1000", "deposit", "net", "per_order", "gross")
"""The classes of what a share is of, the more particular first."""

_HUNDRED = Decimal(100)
_FINE = Decimal("0.0001")
_OF = frozenset({"من", "of", "out", "mn", "men"})
_RANGES = frozenset({"-", "–", "الي", "to", "ل", "حتي"})


@dataclass(frozen=True)
class Rate:
    """A rate that the tokens `first` to `last` (excluded) state; None when a share is stated without one."""

    first: int
    last: int
    value: Decimal | None
    form: str


@dataclass(frozen=True)
class ShareWords:
    """The tokens of one text, with its amounts."""

    tokens: Sequence[Token]
    amounts: Sequence[Amount]

    def has(self, *classes: str, first: int = 0, last: int | None = None) -> bool:
        """Whether a token of these places has one of these senses."""
        return any(not token.senses.keys().isdisjoint(classes) for token in self.tokens[first:last])

    def gloss(self, cls: str, first: int, last: int) -> list[str]:
        """The glosses of the tokens of these places that have a sense."""
        return [token.senses[cls] for token in self.tokens[first:last] if cls in token.senses]


def share_words(tokens: Sequence[Token], *, region: str) -> ShareWords:
    """The tokens of a text with its amounts, money read by the region."""
    return ShareWords([_plain(token) for token in tokens], amounts(tokens, region=region))


def _plain(token: Token) -> Token:
    """A token without the sense of a party when more than "and" is written onto it: كلها is no لها."""
    if "party" in token.senses and token.front not in {"", "و", "ف"}:
        return token._replace(senses={cls: gloss for cls, gloss in token.senses.items() if cls != "party"})
    return token


def rates(said: ShareWords) -> Iterator[Rate]:
    """Every place that may state a rate, in no order."""
    yield from _percentages(said)
    yield from _pairs(said)
    yield from _parts(said)
    yield from _ratios(said)
    yield from _sums(said)
    yield from _unnumbered(said)


def _percentages(said: ShareWords) -> Iterator[Rate]:
    for number, one in enumerate(said.amounts):
        signs = [
            place for place in (one.first - 1, one.last) if 0 <= place < len(said.tokens) and _is_percent(said, place)
        ]
        if signs and not one.is_money and 0 < one.value <= _HUNDRED:
            first = _first_of_range(said, number)
            yield Rate(min(first.first, *signs), max(one.last - 1, *signs) + 1, first.value / _HUNDRED, "percentage")
        elif not one.is_money and 0 < one.value < _HUNDRED and _is_of_every_hundred(said, one):
            yield Rate(one.first, one.last, one.value / _HUNDRED, "percentage")


def _is_of_every_hundred(said: ShareWords, one: Amount) -> bool:
    """Whether a number is a percentage told apart from its sign: "of every hundred that is paid, yours are 15"."""
    before = said.tokens[max(0, one.first - 6) : one.first]
    return said.has("party", first=max(0, one.first - 1), last=one.first) and any(
        "percent_word" in token.senses and token.text in _OF and "number" not in token.senses for token in before
    )


def _first_of_range(said: ShareWords, number: int) -> Amount:
    """The lower end of "10-15%", which is the first rate; else the amount itself."""
    one, before = said.amounts[number], said.amounts[number - 1] if number else None
    if before is None or before.is_money or before.last + 1 != one.first or before.value >= one.value:
        return one
    return before if said.tokens[before.last].text in _RANGES else one


def _is_percent(said: ShareWords, place: int) -> bool:
    return not said.tokens[place].senses.keys().isdisjoint({"percent", "percent_word"})


def _pairs(said: ShareWords) -> Iterator[Rate]:
    """Two numbers that make a hundred, close to each other."""
    plain = [one for one in said.amounts if not one.is_money and one.value == int(one.value)]
    for left, right in pairwise(plain):
        if left.value + right.value == _HUNDRED and right.value > 0 and _is_close(said, left, right):
            yield Rate(left.first, right.last, left.value / _HUNDRED, "pair")


def _is_close(said: ShareWords, left: Amount, right: Amount) -> bool:
    """Whether two numbers stand so close that they make a pair; farther when somebody takes the second."""
    apart = right.first - left.last
    return apart <= 3 or (apart <= 6 and said.has("take", "share_noun", "party", first=left.last, last=right.first))


def _parts(said: ShareWords) -> Iterator[Rate]:
    for place, token in enumerate(said.tokens):
        for cls in ("halves", "part"):
            if cls in token.senses and not _is_of_coin(said, place):
                yield Rate(place, place + 1, Decimal(token.senses[cls]), cls)
        if "tenth" in token.senses and said.has(*BASES, first=place + 1, last=place + 2):  # a tenth, not ten
            yield Rate(place, place + 1, Decimal("0.1"), "part")


def _is_of_coin(said: ShareWords, place: int) -> bool:
    """Whether a part is that of a coin: "a dirham and a half"."""
    return said.tokens[place].front == "و" and place > 0 and "currency" in said.tokens[place - 1].senses


def _sums(said: ShareWords) -> Iterator[Rate]:
    """A sum of money for each thousand or for each order."""
    for one in [*said.amounts, *_single_coins(said)]:
        near = max(0, one.first - 4), one.last + 4
        if one.is_money and said.has("per_1000", "per_order", first=near[0], last=near[1]):
            per_thousand = said.has("per_1000", first=near[0], last=near[1])
            yield Rate(one.first, one.last, _per_thousand(said, one) if per_thousand else None, "sum")


def _ratios(said: ShareWords) -> Iterator[Rate]:
    """ "2 of those 8 belong to me", "two dollars out of every ten"."""
    for left, right in pairwise(said.amounts):
        between = said.tokens[left.last : right.first]
        if 0 < len(between) <= 2 and "ratio_word" in between[0].senses and 0 < left.value < right.value <= _HUNDRED:
            yield Rate(left.first, right.last, left.value / right.value, "ratio")
        elif len(between) <= 4 and 0 < right.value < left.value <= _HUNDRED and _is_out_of(said, left):
            yield Rate(left.first, right.last, (right.value / left.value).quantize(_FINE), "ratio")
        elif len(between) <= 6 and left.is_money and 0 < right.value < left.value and _is_of_price(said, left, right):
            yield Rate(right.first, right.last, (right.value / left.value).quantize(_FINE), "ratio")


def _is_of_price(said: ShareWords, price: Amount, part: Amount) -> bool:
    """Whether a number is a part of the price before it: "20 riyals, of which 4 are mine", "my cut is 3 of that"."""
    before = said.has("ratio_word", first=max(price.last, part.first - 2), last=part.first)
    return before or said.has("ratio_word", first=part.last, last=part.last + 1)


def _is_out_of(said: ShareWords, whole: Amount) -> bool:
    """Whether a number is what another is a part of: "out of every ten the reseller keeps two"."""
    return said.has("ratio_word", first=max(0, whole.first - 2), last=whole.first)


def _single_coins(said: ShareWords) -> Iterator[Amount]:
    """A coin with "one" after it, or a bare coin that somebody takes: "آخذ ريال واحد على كل ألف"."""
    taken = {place for one in said.amounts if one.is_money for place in range(one.first, one.last)}
    for place, token in enumerate(said.tokens):
        if "currency" in token.senses and place not in taken:
            follows = said.tokens[place + 1].senses.get("number") if place + 1 < len(said.tokens) else None
            last = place + 2 if follows == "1" else place + 1
            yield Amount(place, last, Decimal(1), Decimal(1), is_money=True)


def _per_thousand(said: ShareWords, share: Amount) -> Decimal | None:
    """The sum over the price of a thousand, when the text states a larger sum in the same money."""
    for price in said.amounts:
        near = said.tokens[max(0, price.first - 4) : price.last + 3]
        thousand = any(token.senses.get("scale") == "1000" or token.text in {"1000", "1k"} for token in near)
        if (
            price is not share
            and price.value > share.value
            and _is_price(said, price, share)
            and (thousand or price.is_money)
        ):
            return (share.value / price.value).quantize(Decimal("0.0001"))
    return None


def _is_price(said: ShareWords, price: Amount, share: Amount) -> bool:
    if price.is_money:
        return price.currency == share.currency
    words = {token.text for token in said.tokens[max(0, price.first - 2) : price.first]}
    return price.value < 1000 and bool(words & {"pays", "ب", "بـ", "price", "of", "من", "السعر", "at", "for"})


def _unnumbered(said: ShareWords) -> Iterator[Rate]:
    """A share without a rate: "he takes his cut of each order", "we give you a share of what they pay"."""
    for place, token in enumerate(said.tokens):
        if "share_noun" not in token.senses:
            continue
        owned = token.kind == "word" and token.senses["share_noun"] != "" and _is_noun(token)
        if owned or said.has("take", "party", first=max(0, place - 2), last=place):
            yield Rate(place, place + 1, None, "unnumbered")


def _is_noun(token: Token) -> bool:
    return not token.text.startswith(("you ", "i ", "we ", "for ", "goes ", "he ", "she ", "they ", "lak", "el"))
