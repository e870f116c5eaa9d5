"""Numbers of an offer that are no quantities and no prices: shares, times, old prices, wages, years, tips, orders."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.extraction.offers.offer_parts import UNCOUNTED
from ingest.extraction.offers.prices import Amount
from ingest.extraction.offers.ware import Ware
from ingest.extraction.terms.tokens import Token

__all__ = ["EQUALS", "NO_TOKEN", "Before", "OtherNumbers"]

EQUALS = frozenset({"=", ":", "-", "–", "—", "→", "➜", "➡", "←", "⬅", ">", "»", "⇐", "⇒", "~", "_", "/"})
"""Marks that stand between a quantity and its price."""
NO_TOKEN = Token(0, 0, "", "mark", {})
_TO_PERIOD = frozenset({"/", "(", "لل", "ب", "في", "per"})
_YEARS = range(2004, 2028)
_STARS = frozenset({"star", "stars", "نجوم", "نجمه", "*"})
_HOURS, _WATCHED = frozenset({"hours", "hrs", "ساعه", "ساعات"}), 500  # so many are watch time, and no delay
_NO_AMOUNT = 10**8  # a number of a register
_LETTERS, _YOU = (
    frozenset({Decimal(2), Decimal(4)}),
    frozenset({"u", "you", "ur", "ever", "sale", "cheap", "ch3ap", "real", "free"}),
)
_OTHER_SUMS = frozenset({"old_price", "salary", "no_amount"})
_OTHER_COUNTS = frozenset({"time_unit", "not_units"})


class Before(NamedTuple):
    """The senses of the token before a number, of the nearest two, and of the nearest three."""

    next: dict[str, str]
    near: dict[str, str]
    wide: dict[str, str]


_NOTHING_BEFORE = Before({}, {}, {})


def _reaches_over(token: Token) -> bool:
    return "price_word" in token.senses or token.text in EQUALS


class OtherNumbers:
    """Tells the numbers that count or cost something else."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Ware]) -> None:
        """Takes the sender's own tokens and the services that they name."""
        self._tokens = tokens
        self._named = {ware.first for ware in found}
        self._is_old = any(ware.service == "account_sale" for ware in found)
        self.is_uncounted = bool(found) and all(ware.service in UNCOUNTED for ware in found)
        self._is_tip = {"tip_target", "tip_stop"} <= {cls for token in tokens for cls in token.senses}

    def before(self, amount: Amount) -> Before:
        """The senses of the words that say what the number is; marks and "price" may stand between."""
        tokens, at = self._tokens, amount.first - 1
        if at < 0:
            return _NOTHING_BEFORE
        first = tokens[at].senses
        if at < 1 or not _reaches_over(tokens[at]):
            return Before(first, first, first)
        near = {**first, **tokens[at - 1].senses}
        if at < 2 or not _reaches_over(tokens[at - 1]):
            return Before(first, near, near)
        return Before(first, near, {**near, **tokens[at - 2].senses})

    def is_for_period(self, amount: Amount, before: Before) -> bool:
        """Whether it is what a month or a year costs: "monthly 199, quarterly 499"."""
        if "period" in before.near or "price_word" in before.near:
            return True
        is_marked = self._token(amount.last).text in _TO_PERIOD
        return "period" in self._token(amount.last + is_marked).senses

    def holds(self, amount: Amount, before: Before) -> bool:
        """Whether it is a share, a stretch of time, an old price, a discount, a number of an order, or wages."""
        after = self._token(amount.last)
        if self.is_uncounted and self.is_for_period(amount, before) and "time_unit" not in after.senses:
            return not _OTHER_SUMS.isdisjoint(before.wide)
        if after.text in _HOURS and amount.value >= _WATCHED:
            return False
        if self._is_share(after) or self._is_bare(amount, after):
            return True
        if "discount" in before.near:
            return self._token(amount.first - 2).text not in {"بعد", "after"}
        return not _OTHER_SUMS.isdisjoint(before.wide)

    @staticmethod
    def _is_share(after: Token) -> bool:
        """Whether it is a share of a hundred, or off the price."""
        return not after.senses.keys().isdisjoint({"percent", "discount"}) and "free_extra" not in after.senses

    def _is_bare(self, amount: Amount, after: Token) -> bool:
        """Whether it is no money and counts something else: stars, letters, years, the numbers of a tip or register."""
        if amount.value in _LETTERS and after.text in _YOU:
            return True  # "4 u"
        if after.text == "-" and "not_units" in self._token(amount.last + 1).senses:
            return True  # "4-letter"
        if after.text in _STARS or (not amount.is_money and (self._is_tip or amount.value >= _NO_AMOUNT)):
            return True
        counts_other = not _OTHER_COUNTS.isdisjoint(after.senses) and amount.last not in self._named
        return not amount.is_money and (self._is_year(amount) or counts_other)

    def _is_year(self, amount: Amount) -> bool:
        """Whether it is the year of an account: "old accounts of 2015 for sale"."""
        return self._is_old and not amount.is_money and amount.value in _YEARS and amount.last == amount.first + 1

    def _token(self, at: int) -> Token:
        return self._tokens[at] if 0 <= at < len(self._tokens) else NO_TOKEN
