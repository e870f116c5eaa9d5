"""What the words and numbers of an offer are: services, quantities, prices, and the marks between them.

Old prices, shares of a hundred, stretches of time, wages and the numbers of orders are none of these and are left out.
"""

from collections.abc import Sequence
from decimal import Decimal

from ingest.extraction.offers.offer_item import Item
from ingest.extraction.offers.other_numbers import EQUALS, NO_TOKEN, Before, OtherNumbers
from ingest.extraction.offers.prices import Amount
from ingest.extraction.offers.ware import Ware
from ingest.extraction.offers.wares import ADVERTISED
from ingest.extraction.terms.tokens import Token

__all__ = ["ITEM_CLASSES", "items"]

ITEM_CLASSES = frozenset({
    "price_word", "per_unit", "old_price", "free_extra", "vague_price", "time_unit", "percent", "not_units", "salary",
    "discount", "no_amount", "joiner", "assurance", "people", "tip_target", "tip_stop", "period",
})  # fmt: skip
"""The classes of terms that this module reads."""

_BREAKS = frozenset({".", "!", "?", ";", "|", "\n"})
_AT = frozenset({"ب", "b", "bi", "be", "for", "at", "@", "ع", "على"})
_ON_IT = frozenset({"ب", "وب", "ع"})
_THE = frozenset({"ال", "لل", "وال"})
_FOR_ONE = frozenset({"لل", "لكل", "عال", "ع"})
_IS = frozenset({"=", "is", "for", "→"})
_FROM = frozenset({"from", "من", "mn", "men"})
_EACH = frozenset({"each", "apiece", "ea", "للواحد", "للوحده", "للحبه"})
_FOR_SO_MANY = frozenset({"/", "for", "ل", "per", "each", "every"})
_MANY, _SMALLEST = 100, 10  # a smaller bare number counts services or steps, not units
_BREAK, _COMMA, _PLUS = "break", "comma", "plus"
_MARKS = dict.fromkeys(_BREAKS, _BREAK) | {",": _COMMA, "+": _PLUS, "&": _PLUS}


def items(tokens: Sequence[Token], found: Sequence[Ware], amounts: Sequence[Amount]) -> list[Item]:
    """The items of a text by place."""
    return _Items(tokens, found, amounts).items()


class _Items:
    """Sorts the words and numbers of a text into services, quantities, prices and marks."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Ware], amounts: Sequence[Amount]) -> None:
        self._tokens = tokens
        self._wares = {ware.first: ware for ware in found}
        self._amounts = {amount.first: amount for amount in amounts}
        self._open = False  # a quantity waits for its price
        self._ware_last = -9
        self._other = OtherNumbers(tokens, found)
        self._thousands = False  # a number of thousands stands before
        self._rate = self._opens_rates()

    def items(self) -> list[Item]:
        """The items by place."""
        answer: list[Item] = []
        after = 0
        for at, token in enumerate(self._tokens):
            if at < after:
                continue
            item = None
            if at in self._wares:
                ware = self._wares[at]
                item, after = Item("ware", at, ware.last, ware=ware), ware.last
                self._ware_last = ware.last
            elif at in self._amounts:
                amount = self._amounts[at]
                item, after = self._amount(amount), amount.last
                if item is not None and item.kind == "price":
                    answer.append(item)
                    item = self._one(amount.last)
                    self._open = False
                    after += 1 if item is not None else 0
                self._open = item.kind == "quantity" if item is not None else self._open
            elif token.kind != "word":
                item = self._mark(at, token)
            elif "free_extra" in token.senses:
                item = Item("free", at, at + 1)
            if item is not None:
                answer.append(item)
        return answer

    def _one(self, at: int) -> Item | None:
        """One unit, where the price before is asked for each: "$4 each"."""
        token = self._token(at)
        if token.text in _EACH:
            return Item("quantity", at, at + 1, value=Decimal(1), per=True)
        return None

    def _mark(self, at: int, token: Token) -> Item | None:
        kind = _MARKS.get(token.text)
        if token.text == "." and (self._is_shortening(at) or self._is_leader(at)):
            return None
        if kind is None or (token.text == "|" and self._goes_on(at)):
            return None
        if kind is _BREAK:
            self._open = False
        return Item(kind, at, at + 1)

    def _is_leader(self, at: int) -> bool:
        """Whether a dot is one of a row that leads to a price: "1000 .... 40"."""
        return "." in {self._token(at - 1).text, self._token(at + 1).text}

    def _goes_on(self, at: int) -> bool:
        """Whether the next cell of a table holds numbers only: "followers | 1000 | 35"."""
        for place in range(at + 1, len(self._tokens)):
            if self._tokens[place].text in _BREAKS:
                return False
            if place in self._amounts:
                last = self._amounts[place].last
                return last == len(self._tokens) or self._tokens[last].text in _BREAKS
            if place in self._wares:
                return False
        return False

    def _is_shortening(self, at: int) -> bool:
        """Whether a dot belongs to a money before or behind it: "Rs.250"."""
        before, after = self._token(at - 1), self._token(at + 1)
        return "currency" in before.senses and before.end == self._tokens[at].start == after.start - 1

    def _amount(self, amount: Amount) -> Item | None:
        """What a number is: a price, a quantity, or neither."""
        before = self._other.before(amount)
        if self._other.holds(amount, before):
            return None
        if amount.is_money:
            return self._price(amount, before)
        if self._other.is_uncounted:
            is_asked = self._has_preposition(amount) or self._other.is_for_period(amount, before)
            return self._price(amount, before) if is_asked else None
        return self._bare(amount, before)

    def _bare(self, amount: Amount, before: Before) -> Item | None:
        """What a number without a money is, where services are counted."""
        if "vague_price" in before.next and self._token(amount.first - 1).text not in _FROM:
            return self._price(amount, before)  # "prices from 5"
        if self._is_rated(amount) or self._is_for_one(amount.last):
            return self._price(amount, before)
        if self._is_priced_next(amount):
            return self._quantity(amount, before)
        after_quantity = self._open and self._has_preposition(amount)
        if self._counts(amount, before) and not after_quantity:
            return self._quantity(amount, before)
        if after_quantity or self._is_asked(amount, before):
            return self._price(amount, before)
        is_near = self._ware_last >= amount.first - 2
        return self._quantity(amount, before) if is_near or amount.value >= _SMALLEST else None

    def _is_rated(self, amount: Amount) -> bool:
        """Whether it follows a service in a list of prices for so many: "rates per 1000: followers 2, likes 1"."""
        last = amount.first - (2 if self._token(amount.first - 1).text in EQUALS else 1)
        return self._rate and self._ware_last - 1 == last and not self._follows_ware(amount.last)

    def _is_for_one(self, at: int) -> bool:
        """Whether a post follows that the sum before it is for: "1500 for a story", "١٥٠٠ للستوري"."""
        ware = self._wares.get(at)
        return ware is not None and ware.service in ADVERTISED and self._token(at).front in _FOR_ONE

    def _opens_rates(self) -> bool:
        """Whether the first number heads a list of prices: "rates per 1000:", "the thousand:"."""
        first = next(iter(self._amounts.values()), None)
        is_head = first is not None and not first.is_money and first.value >= _MANY
        return first is not None and is_head and self._token(first.last).text == ":" and first.first < min(self._wares)

    @staticmethod
    def _price(amount: Amount, before: Before) -> Item:
        """A price; one that is only said to start at a sum has no value."""
        if "vague_price" in before.near:
            return Item("price", amount.first, amount.last)
        return Item("price", amount.first, amount.last, value=amount.value, currency=amount.currency)

    def _quantity(self, amount: Amount, before: Before) -> Item | None:
        value, first = amount.grouped, self._tokens[amount.first]
        if value < _MANY and first.front in {"ال", "وال"} and self._thousands:
            value *= 1000  # "the thousand at 5 and the five at 20"
        self._thousands = self._thousands or value >= 1000
        if value != int(value) or value < (1 if first.kind == "number" else 2):
            return None
        per = "per_unit" in before.near or first.front in {"ل", "لل"}
        before_it = self._token(amount.first - 1)
        per = (
            per or before_it.text in _FOR_SO_MANY or (first.front == "ال" and self._is_behind_price(amount, before_it))
        )
        article = before_it.text in {"el", "al"}
        per = per or (article and self._is_behind_price(amount, self._token(amount.first - 2)))
        per = per or (self._rate and self._token(amount.last).text == ":")
        return Item("quantity", amount.first, amount.last, value=value, per=per)

    def _is_behind_price(self, amount: Amount, before: Token) -> bool:
        """Whether a price stands before the number and none behind it: "5 riyals the thousand"."""
        return "currency" in before.senses and not self._is_priced_next(amount) and amount.last not in self._amounts

    def _token(self, at: int) -> Token:
        return self._tokens[at] if 0 <= at < len(self._tokens) else NO_TOKEN

    def _counts(self, amount: Amount, before: Before) -> bool:
        """Whether a service follows the number, or the words call it so many."""
        is_per = "per_unit" in before.next and (amount.value >= _MANY or self._token(amount.first - 1).text != "/")
        if self._follows_ware(amount.last) or is_per:
            return True
        return self._tokens[amount.first].front in _THE or self._token(amount.first - 1).text in {
            "ال",
            "el",
            "al",
            "لل",
        }

    def _follows_ware(self, at: int) -> bool:
        """Whether a service is named next, an adjective or a name of a platform between at most."""
        for ahead in (at, at + 1, at + 2):
            if ahead in self._wares:
                return not (ahead > at and self._amounts.keys() & set(range(at, ahead)))
            if self._token(ahead).kind != "word" or self._token(ahead).senses.keys() & {"price_word", "joiner"}:
                return False
            if self._token(ahead).front.startswith(("و", "ب", "ف")) or self._token(ahead).text in {"and", "w", "و"}:
                return False
        return False

    def _is_asked(self, amount: Amount, before_it: Before) -> bool:
        """Whether a number without a money is a price: after "at", or after a quantity and a mark."""
        before = self._token(amount.first - 1)
        if self._has_preposition(amount) or "price_word" in before_it.near:
            return True
        if self._is_for_so_many(amount.last):
            return True
        if self._tokens[amount.first].kind != "number" and before.text not in EQUALS:
            return False  # "one" and the like are everyday words
        return (
            self._open
            and (before.text in EQUALS or before.kind in {"word", "mark", "number"})
            and before.text
            not in {
                "+",
                ",",
            }
        )

    def _has_preposition(self, amount: Amount) -> bool:
        """Whether "at" stands before the number, or on it."""
        return self._token(amount.first - 1).text in _AT or self._tokens[amount.first].front in _ON_IT

    def _is_priced_next(self, amount: Amount) -> bool:
        """Whether the next number is its price: "1000 at 20"; a number that is itself "at" something is none."""
        if self._has_preposition(amount):
            return False
        if self._token(amount.last).text in _IS and self._is_money(amount.last + 1):
            return True
        at = amount.last + 1 if self._token(amount.last).text in _AT - {"for"} else amount.last
        return at in self._amounts and (at > amount.last or self._tokens[at].front in _ON_IT)

    def _is_money(self, at: int) -> bool:
        return at in self._amounts and self._amounts[at].is_money

    def _is_for_so_many(self, at: int) -> bool:
        """Whether "per" or "for" and a number follow: "15 for 1000 followers"."""
        token = self._token(at)
        if token.text in _FOR_SO_MANY or "per_unit" in token.senses:
            number = self._amounts.get(at + 1)
            return (
                number is not None
                and not number.is_money
                and (number.value >= _MANY or self._follows_ware(number.last))
            )
        return at in self._amounts and token.front in {"لل", "لكل"}
