"""What the words and numbers of an offer are: services, quantities, prices, and the marks between them.

Old prices, shares of a hundred, stretches of time, wages and the numbers of orders are none of these and are left out.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.extraction.prices import Amount
from ingest.extraction.tokens import Token
from ingest.extraction.wares import Ware

__all__ = ["ITEM_CLASSES", "Item", "items"]

ITEM_CLASSES = frozenset({
    "price_word", "per_unit", "old_price", "free_extra", "vague_price", "time_unit", "percent", "not_units", "salary",
    "discount", "no_amount", "joiner", "assurance", "people",
})  # fmt: skip
"""The classes of terms that this module reads."""

_BREAKS = frozenset({".", "!", "?", ";", "|", "\n"})
_EQUALS = frozenset({"=", ":", "-", "–", "—", "→", "➜", "➡", "←", "⬅", ">", "»", "⇐", "⇒", "~", "_", "/"})
_AT = frozenset({"ب", "b", "bi", "be", "for", "at", "@", "ع", "على"})
_ON_IT = frozenset({"ب", "وب", "ع"})
_THE = frozenset({"ال", "لل", "وال"})
_EACH = frozenset({"each", "apiece", "ea", "للواحد", "للوحده", "للحبه"})
_FOR_SO_MANY = frozenset({"/", "for", "ل", "per", "each", "every"})
_MANY = 100
_YEARS = range(2004, 2028)
_NO_AMOUNT = 10**8  # a number of a register
_LETTERS, _YOU = frozenset({Decimal(2), Decimal(4)}), frozenset({"u", "you", "ur", "ever", "sale"})
_SMALLEST = 10  # a smaller bare number counts services or steps, not units
_OTHER_SUMS = frozenset({"old_price", "salary", "no_amount"})
_OTHER_COUNTS = frozenset({"time_unit", "not_units"})
_NO_TOKEN = Token(0, 0, "", "mark", {})
_BREAK, _COMMA, _PLUS = "break", "comma", "plus"
_MARKS = dict.fromkeys(_BREAKS, _BREAK) | {",": _COMMA, "+": _PLUS, "&": _PLUS}


class Item(NamedTuple):
    """A service, a quantity, a price or a mark between them, at the tokens `first` to `last`."""

    kind: str  # ware, quantity, price, comma, plus, free
    first: int
    last: int
    ware: Ware | None = None
    value: Decimal | None = None
    currency: str | None = None
    per: bool = False


class _Before(NamedTuple):
    """The senses of the token before a number, of the nearest two, and of the nearest three."""

    next: dict[str, str]
    near: dict[str, str]
    wide: dict[str, str]


_NOTHING_BEFORE = _Before({}, {}, {})


def _reaches_over(token: Token) -> bool:
    return "price_word" in token.senses or token.text in _EQUALS


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
        self._thousands = False  # a number of thousands stands before

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
        if kind is None or (token.text == "." and self._is_shortening(at)):
            return None
        if kind is _BREAK:
            self._open = False
        return Item(kind, at, at + 1)

    def _is_shortening(self, at: int) -> bool:
        """Whether a dot belongs to a money before or behind it: "Rs.250"."""
        before, after = self._token(at - 1), self._token(at + 1)
        return "currency" in before.senses and before.end == self._tokens[at].start == after.start - 1

    def _amount(self, amount: Amount) -> Item | None:
        """What a number is: a price, a quantity, or neither."""
        before = self._senses_before(amount)
        if self._is_of_something_else(amount, before):
            return None
        if amount.is_money:
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

    @staticmethod
    def _price(amount: Amount, before: _Before) -> Item:
        """A price; one that is only said to start at a sum has no value."""
        if "vague_price" in before.near:
            return Item("price", amount.first, amount.last)
        return Item("price", amount.first, amount.last, value=amount.value, currency=amount.currency)

    def _quantity(self, amount: Amount, before: _Before) -> Item | None:
        value, first = amount.grouped, self._tokens[amount.first]
        if value < _MANY and first.front in {"ال", "وال"} and self._thousands:
            value *= 1000  # "the thousand at 5 and the five at 20"
        self._thousands = self._thousands or value >= 1000
        if value != int(value) or value < (1 if first.kind == "number" else 2):
            return None
        per = "per_unit" in before.near or first.front in {"ل", "لل"}
        before_it = self._token(amount.first - 1)
        per = per or before_it.text in _FOR_SO_MANY or (first.front == "ال" and self._is_behind_price(amount, before_it))
        before = self._token(amount.first - 2)
        per = per or (before_it.text in {"el", "al"} and self._is_behind_price(amount, before))
        return Item("quantity", amount.first, amount.last, value=value, per=per)

    def _is_year(self, amount: Amount) -> bool:
        """Whether it is the year of an account: "old accounts of 2015 for sale"."""
        is_old = any(ware.service == "account_sale" for ware in self._wares.values())
        return is_old and not amount.is_money and amount.value in _YEARS and amount.last == amount.first + 1

    def _is_behind_price(self, amount: Amount, before: Token) -> bool:
        """Whether a price stands before the number and none behind it: "5 riyals the thousand"."""
        return "currency" in before.senses and not self._is_priced_next(amount) and amount.last not in self._amounts

    def _token(self, at: int) -> Token:
        return self._tokens[at] if 0 <= at < len(self._tokens) else _NO_TOKEN

    def _senses_before(self, amount: Amount) -> _Before:
        """The senses of the words that say what the number is; marks and "price" may stand between."""
        tokens, at = self._tokens, amount.first - 1
        if at < 0:
            return _NOTHING_BEFORE
        first = tokens[at].senses
        if at < 1 or not _reaches_over(tokens[at]):
            return _Before(first, first, first)
        near = {**first, **tokens[at - 1].senses}
        if at < 2 or not _reaches_over(tokens[at - 1]):
            return _Before(first, near, near)
        return _Before(first, near, {**near, **tokens[at - 2].senses})

    def _is_of_something_else(self, amount: Amount, before: _Before) -> bool:
        """Whether it is a share, a stretch of time, an old price, a discount, a number of an order, or wages."""
        after = self._token(amount.last)
        if not after.senses.keys().isdisjoint({"percent", "discount"}) and "free_extra" not in after.senses:
            return True
        if self._is_year(amount):
            return True
        if amount.value >= _NO_AMOUNT and not amount.is_money or (amount.value in _LETTERS and after.text in _YOU):
            return True
        if not amount.is_money and not _OTHER_COUNTS.isdisjoint(after.senses) and amount.last not in self._wares:
            return True
        if "discount" in before.near:
            return self._token(amount.first - 2).text not in {"بعد", "after"}
        return not _OTHER_SUMS.isdisjoint(before.wide)

    def _counts(self, amount: Amount, before: _Before) -> bool:
        """Whether a service follows the number, or the words call it so many."""
        if self._follows_ware(amount.last) or "per_unit" in before.next:
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

    def _is_asked(self, amount: Amount, before_it: _Before) -> bool:
        """Whether a number without a money is a price: after "at", or after a quantity and a mark."""
        before = self._token(amount.first - 1)
        if self._has_preposition(amount) or "price_word" in before_it.near:
            return True
        if self._is_for_so_many(amount.last):
            return True
        if self._tokens[amount.first].kind != "number" and before.text not in _EQUALS:
            return False  # "one" and the like are everyday words
        return (
            self._open
            and (before.text in _EQUALS or before.kind in {"word", "mark", "number"})
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
        at = amount.last + 1 if self._token(amount.last).text in _AT - {"for"} else amount.last
        return at in self._amounts and (at > amount.last or self._tokens[at].front in _ON_IT)

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
