"""Prices that answer a question: "how much for ten thousand followers?" - "45 quid, takes two days".

The answer names no service; what it is the price of stands in the message before it. Such an offer cites both.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ingest.extraction.offers.prices import Amount
from ingest.extraction.offers.ware import Ware
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import WARES

__all__ = ["Answer", "Question", "answers", "counted", "question"]

_ASKING = frozenset({"question", "asks_seller", "hook", "request"})
_ASKING_WORDS = frozenset({"is", "are", "do", "does", "can", "could", "hm", "u", "you", "any", "?"})
_OTHERS = frozenset(
    {"bought", "personal", "dropped", "fed_up", "no_sale", "asks_seller", "other_goods", "seeks", "payout"}
)
_OPENING = frozenset({
    "yes", "yeah", "yep", "ya", "ok", "okay", "sure", "hi", "hey", "for", "it's", "its", "thats", "that's", "eeh", "eh",
    "akeed", "ah", "aywa", "tamam", "mashi", "نعم", "ايه", "اي", "ايوه", "ايوا", "اه", "اكيد", "تمام", "ماشي", "طيب",
    "اوكي", "حاضر", "ابشر", "بس", "ب", "b", "only", "just", "ال", "el", "ok.", "هلا", "اهلا", "يا",
})  # fmt: skip
_HAGGLING = frozenset(
    {"غالي", "غاليه", "expensive", "خليها", "خلها", "ghali", "8ali", "pricey", "used", "sent", "paid"}
)
_MARKS = frozenset({",", "!", "-", ":", "="})
_LEAST = 10


class Question(NamedTuple):
    """What a message before asks about: a service, and how many of it."""

    service: str
    quantity: int | None


class Answer(NamedTuple):
    """A price without a service, at the tokens `first` to `last` (excluded), and how many units it says it is for."""

    first: int
    last: int
    price: Decimal
    currency: str | None
    quantity: int | None


def question(tokens: Sequence[Token], found: Sequence[Ware], amounts: Sequence[Amount]) -> Question | None:
    """What a message asks the price of; None where it asks nothing, or about several services."""
    services = {"followers" if ware.service == "growth" else ware.service for ware in found}
    if len(services) != 1 or not services <= WARES or not _is_asking(tokens):
        return None
    if any(amount.is_money for amount in amounts):
        return None
    return Question(services.pop(), counted(amounts))


def _is_asking(tokens: Sequence[Token]) -> bool:
    """Whether a message asks or wants something."""
    return any(not _ASKING.isdisjoint(token.senses) or token.text in _ASKING_WORDS for token in tokens)


def counted(amounts: Sequence[Amount]) -> int | None:
    """The one number of units that a message says, None where there is none or more than one."""
    counts = {
        int(one.value) for one in amounts if not one.is_money and one.value >= _LEAST and one.value == int(one.value)
    }
    return counts.pop() if len(counts) == 1 else None


def answers(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Answer]:
    """The prices that a message begins with and that name no service; none where it tells or haggles."""
    if any(not _OTHERS.isdisjoint(token.senses) or token.text in _HAGGLING or token.text == "?" for token in tokens):
        return []
    if any(not WARES.isdisjoint(token.senses) for token in tokens):
        return []
    place = next((at for at, amount in enumerate(amounts) if _is_price(tokens, amount)), None)
    if place is None or not _opens(tokens, amounts[: place + 1]):
        return []
    price = amounts[place]
    first = Answer(amounts[0].first, price.last, price.value, price.currency, counted(amounts[:place]))
    return [first, *_further(amounts[place + 1 :])]


def _further(amounts: Sequence[Amount]) -> list[Answer]:
    """What other numbers of units cost: "100 at 15 dirhams and 200 at 25 dirhams"."""
    return [
        Answer(many.first, price.last, price.value, price.currency, quantity)
        for many, price in pairwise(amounts)
        if price.is_money and price.first - many.last <= 1 and (quantity := counted([many])) is not None
    ]


def _is_price(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether it is a sum of money, or opens a message that promises to deliver: "280, and I send them in two days"."""
    if amount.is_money:
        return True
    after = tokens[amount.last : amount.last + 2]
    return amount.first == 0 and amount.value >= _LEAST and any("supply" in token.senses for token in after)


def _opens(tokens: Sequence[Token], amounts: Sequence[Amount]) -> bool:
    """Whether nothing but a greeting, a yes and the number of units stands before the price."""
    inside = {at for amount in amounts for at in range(amount.first, amount.last)}
    return all(
        at in inside or token.text in _OPENING or token.text in _MARKS or "price_word" in token.senses
        for at, token in enumerate(tokens[: amounts[-1].last])
    )
