"""Where a text may state a share: percentages, pairs that make a hundred, parts, sums per thousand, or no rate at all.

Every place is found here; whether it is a share of what customers pay is decided elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ingest.extraction.offers.prices import Amount
from ingest.extraction.shares.share_words import BASES, EACH, SMALL_COINS, ShareWords
from ingest.extraction.terms.tokens import Token

__all__ = ["Rate", "rates"]

_HUNDRED = Decimal(100)
_MOST_PARTS, _FARTHEST, _THOUSAND = 10, 14, 1000
_EQUAL = frozenset({2, 3, 4, 5})
_SPLITS = re.compile("قسم|قاسم|قتسم|وزع|split|[2q98]asm|[2q98]sm")
_FINE = Decimal("0.0001")
_SHARES = ("نسب", "حصت", "نصيب", "nesb", "nisb", "nsb", "7es", "7ost")

_OF = frozenset({"من", "of", "out", "mn", "men"})
_OF_ONE = EACH | {"the", "ال"}
_BUT_PART, _AND = frozenset({"الا", "illa", "ella", "ila"}), frozenset({"w", "و", "ou", "u", "and"})
_RANGES = frozenset({"-", "–", "الي", "to", "ل", "حتي"})


@dataclass(frozen=True)
class Rate:
    """A rate that the tokens `first` to `last` (excluded) state; None when a share is stated without one."""

    first: int
    last: int
    value: Decimal | None
    form: str


def rates(said: ShareWords) -> Iterator[Rate]:
    """Every place that may state a rate, in no order."""
    yield from _percentages(said)
    yield from _coins(said)
    yield from _pairs(said)
    yield from _parts(said)
    yield from _ratios(said)
    yield from _sums(said)
    yield from _equal_parts(said)
    yield from _unnumbered(said)


def _equal_parts(said: ShareWords) -> Iterator[Rate]:
    """ "نقسمه ثلاثه": so many equal parts, by a verb of splitting and a small number."""
    for one in said.amounts:
        if one.is_money or one.value not in _EQUAL or (one.last < len(said.tokens) and _is_percent(said, one.last)):
            continue
        if said.has("share_noun", first=max(0, one.first - 2), last=one.first) and _is_split_in(said, one):
            yield Rate(one.first, one.last, (1 / one.value).quantize(_FINE), "halves")


def _is_split_in(said: ShareWords, one: Amount) -> bool:
    """Whether a verb of splitting stands right before a number that ends what it says."""
    before = said.tokens[max(0, one.first - 2) : one.first]
    ends = one.last >= len(said.tokens) or said.tokens[one.last].kind in {"mark", "line"}
    return ends and any(_SPLITS.search(token.text) and "share_noun" in token.senses for token in before)


def _percentages(said: ShareWords) -> Iterator[Rate]:
    for number, one in enumerate(said.amounts):
        signs = [
            place for place in (one.first - 1, one.last) if 0 <= place < len(said.tokens) and _is_percent(said, place)
        ]
        if signs and not one.is_money and 0 < one.value <= _HUNDRED:
            first = _first_of_range(said, number)
            yield Rate(min(first.first, *signs), max(one.last - 1, *signs) + 1, first.value / _HUNDRED, "percentage")
        elif not one.is_money and 0 < one.value < _HUNDRED and _is_called_share(said, one):
            yield Rate(one.first, one.last, one.value / _HUNDRED, "pair")  # as sure as a pair: "your share is twenty"
        elif not one.is_money and 0 < one.value < (whole := _every_hundred(said, one)):
            yield Rate(one.first, one.last, one.value / whole, "ratio")


def _coins(said: ShareWords) -> Iterator[Rate]:
    """So many small coins of each coin: "30 fils from each dirham", "25 paise in the rupee"."""
    for one in said.amounts:
        coin = one.last - 1 if one.is_money else one.last
        after = said.tokens[coin + 1 : coin + 4]
        if coin >= len(said.tokens) or said.tokens[coin].text not in SMALL_COINS:
            continue
        money = next((at for at, token in enumerate(after) if "currency" in token.senses), None)
        count = said.tokens[one.first].text
        if money and count.isdecimal() and any(token.text in _OF_ONE for token in after[:money]):
            whole = _THOUSAND if after[money].senses["currency"] == "dinar" else _HUNDRED
            yield Rate(one.first, coin + 1, (Decimal(count) / whole).quantize(_FINE), "percentage")


def _is_called_share(said: ShareWords, one: Amount) -> bool:
    """Whether a bare number right after somebody's share is a percentage: "نسبتك عشرين"."""
    before = said.tokens[max(0, one.first - 2) : one.first]
    after = said.tokens[one.last].senses.keys() if one.last < len(said.tokens) else set()
    called = any(token.senses.get("share_noun") and token.text.startswith(_SHARES) for token in before)
    return called and after.isdisjoint({"trade_word", "currency", "percent", "percent_word", "scale", "per_1000"})


def _every_hundred(said: ShareWords, one: Amount) -> Decimal:
    """What a number is told to be out of: "of every hundred (thousand) that is paid, yours are 15"; else 0."""
    for place in range(max(0, one.first - 6), one.first):
        token = said.tokens[place]
        if "percent_word" in token.senses and token.text in _OF and "number" not in token.senses:
            got = said.has("party", "take", first=max(0, place - 2), last=one.last + 1)
            scale = said.tokens[place + 1].senses.get("scale", "1")
            return _HUNDRED * Decimal(scale) if got else Decimal(0)
    return Decimal(0)


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
    return apart <= 3 or (apart <= 6 and said.has("take", "share_noun", "party", first=left.last, last=right.last + 2))


def _parts(said: ShareWords) -> Iterator[Rate]:
    for place, token in enumerate(said.tokens):
        for cls in ("halves", "part"):
            if cls in token.senses and not _is_of_coin(said, place):
                yield Rate(place, place + 1, Decimal(token.senses[cls]), cls)
        if 0 < place < len(said.tokens) - 1 and token.text == "/" and (part := _fraction(said, place)):
            yield Rate(place - 1, place + 2, part, "part")
        if "tenth" in token.senses and said.has(*BASES, first=place + 1, last=place + 2):  # a tenth, not ten
            yield Rate(place, place + 1, Decimal(token.senses["tenth"]), "part")


def _fraction(said: ShareWords, place: int) -> Decimal | None:
    """The part that two digits around a stroke make: "2/3"."""
    above, below = said.tokens[place - 1].text, said.tokens[place + 1].text
    if not (above.isdecimal() and below.isdecimal() and 0 < int(above) < int(below) <= _MOST_PARTS):
        return None
    return (Decimal(above) / Decimal(below)).quantize(_FINE)


def _is_of_coin(said: ShareWords, place: int) -> bool:
    """Whether a part is that of a coin: "a dirham and a half", "a dinar but a quarter", "نص دينار"."""
    before = [token.text for token in said.tokens[max(0, place - 1) : place]]
    if place > 1 and before[0] in _BUT_PART and "currency" in said.tokens[place - 2].senses:
        return True
    return said.tokens[place].front == "و" and place > 0 and "currency" in said.tokens[place - 1].senses


def _sums(said: ShareWords) -> Iterator[Rate]:
    """A sum of money for each thousand or for each order."""
    for one in [*said.amounts, *_single_coins(said)]:
        near = max(0, one.first - 4), one.last + 4
        is_money = one.is_money or (one.value > _HUNDRED and said.has("share_noun", first=near[0], last=one.first))
        is_money = is_money or (one.last < len(said.tokens) and said.tokens[one.last].text in SMALL_COINS)
        is_money = is_money or _is_below_price(said, one)
        if said.has("party", first=max(0, one.first - 4), last=one.last + 3):
            near = max(0, one.first - 9), one.last + 8
        is_money = is_money or _is_taken_of_each(said, one)
        if is_money and said.has("per_1000", "per_order", first=near[0], last=near[1]):
            per_thousand = said.has("per_1000", first=near[0], last=near[1])
            yield Rate(one.first, one.last, _per_thousand(said, one) if per_thousand else None, "sum")


def _is_somebodys(said: ShareWords, one: Amount) -> bool:
    """Whether the words right before a sum say who gets it: "the owner takes", "in your pocket"."""
    return said.has("party", first=max(0, one.first - 2), last=one.first)


def _is_taken_of_each(said: ShareWords, one: Amount) -> bool:
    """Whether somebody takes a bare number right before "of each order": "اخذ ثلاثة آلاف على كل طلب"."""
    taken = said.has("take", "party", first=max(0, one.first - 1), last=one.first)
    each = said.tokens[one.last : one.last + 2]
    return taken and len(each) > 1 and "of_what" in each[0].senses and "per_order" in each[1].senses


def _is_below_price(said: ShareWords, one: Amount) -> bool:
    """Whether a bare number that somebody gets is money, because the price before it is: "at 8000, you get 2000"."""
    if one.is_money or not (_is_somebodys(said, one) or said.has("ratio_word", first=one.last, last=one.last + 1)):
        return False
    return any(price.is_money and price.last <= one.first and price.value > one.value for price in said.amounts)


def _ratios(said: ShareWords) -> Iterator[Rate]:
    """ "2 of those 8 belong to me", "two dollars out of every ten"."""
    for left, right in pairwise(said.amounts):
        between = said.tokens[left.last : right.first]
        if 0 < len(between) <= 2 and "ratio_word" in between[0].senses and 0 < left.value < right.value <= _HUNDRED:
            yield Rate(left.first, right.last, left.value / right.value, "ratio")
        elif 0 < left.value < right.value <= _HUNDRED and right.is_money and _is_of_each_sum(between):
            yield Rate(left.first, right.last, (left.value / right.value).quantize(_FINE), "ratio")
        elif len(between) <= 4 and 0 < right.value < left.value <= _HUNDRED and _is_out_of(said, left, right):
            yield Rate(left.first, right.last, (right.value / left.value).quantize(_FINE), "ratio")
    yield from _parts_of_price(said)


def _parts_of_price(said: ShareWords) -> Iterator[Rate]:
    """ "8 riyals a thousand, two of those are mine": a rate when the price is that of a thousand, else a sum."""
    for number, part in enumerate(said.amounts):
        price = next((one for one in reversed(said.amounts[:number]) if one.is_money), None)
        if price is None or part.first - price.last > _FARTHEST or not 0 < part.value < price.value:
            continue
        if _is_of_price(said, price, part):
            fixed = None if _has_other_quantity(said) else (part.value / price.value).quantize(_FINE)
            yield Rate(part.first, part.last, fixed, "ratio")


def _has_other_quantity(said: ShareWords) -> bool:
    """Whether the price is not that of one thousand, so that a part of it is a fixed sum."""
    counted = {at for at, token in enumerate(said.tokens) if at and _is_counted(said.tokens[at - 1], token)}
    bare = any("scale" in token.senses and at not in counted for at, token in enumerate(said.tokens))
    named = bare or said.has("per_1000", "deposit") or any(one.value == _THOUSAND for one in said.amounts)
    return not named


def _is_counted(before: Token, scale: Token) -> bool:
    """Whether a number stands right before a scale: the "k" of "10k"."""
    return "scale" in scale.senses and ("number" in before.senses or before.text.isdecimal())


def _is_of_each_sum(between: Sequence[Token]) -> bool:
    """Whether only "of every" stands between two numbers: "30 of every 100 dirhams"."""
    return len(between) == 2 and "of_what" in between[0].senses and between[1].text in EACH


def _is_of_price(said: ShareWords, price: Amount, part: Amount) -> bool:
    """Whether a number is a part of the price before it: "20 riyals, of which 4 are mine", "my cut is 3 of that"."""
    before = said.has("ratio_word", first=max(price.last, part.first - 2), last=part.first)
    return before or said.has("ratio_word", first=part.last, last=part.last + 1)


def _is_out_of(said: ShareWords, whole: Amount, part: Amount) -> bool:
    """Whether a number is what another is a part of: "out of every ten the reseller keeps two"."""
    if said.has("ratio_word", first=max(0, whole.first - 2), last=whole.first):
        return True
    each = whole.first > 0 and said.tokens[whole.first - 1].text in EACH
    got = said.has("party", "take", "share_noun", first=max(0, whole.first - 3), last=part.last + 2)
    return each and got and (whole.is_money or said.has("party", "take", first=whole.last, last=whole.last + 1))


def _single_coins(said: ShareWords) -> Iterator[Amount]:
    """A coin with "one" or a part after it, or a bare coin or part that somebody takes: "آخذ ريال واحد على كل ألف"."""
    taken = {place for one in said.amounts if one.is_money for place in range(one.first, one.last)}
    for place, token in enumerate(said.tokens):
        if "currency" in token.senses and place not in taken:
            follows = said.tokens[place + 1].senses.get("number") if place + 1 < len(said.tokens) else None
            last = place + 2 if follows == "1" else place + 1
            last, value = _with_part(said, place, last)
            yield Amount(place, last, value, value, is_money=True)


def _with_part(said: ShareWords, coin: int, last: int) -> tuple[int, Decimal]:
    """Where a coin with a part after it ends, and how much it is: "a dinar but a quarter", "dinar w nos"."""
    after = said.tokens[coin + 1 : coin + 3]
    part = Decimal(after[1].senses["part"]) if len(after) > 1 and "part" in after[1].senses else None
    if part is None or after[0].text not in _BUT_PART | _AND:
        return last, Decimal(1)
    return coin + 3, 1 - part if after[0].text in _BUT_PART else 1 + part


def _per_thousand(said: ShareWords, share: Amount) -> Decimal | None:
    """The sum over the price of a thousand, when the text states a larger sum in the same money."""
    for price in said.amounts:
        near = said.tokens[max(0, price.first - 4) : price.last + 3]
        thousand = said.has("per_1000", first=max(0, price.first - 4), last=price.first) or any(
            token.senses.get("scale") == "1000" or token.text in {"1000", "1k"} for token in near
        )
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
        return share.currency in {None, price.currency}
    if said.tokens[price.first].front == "ب" and price.value < _THOUSAND:
        return True
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
