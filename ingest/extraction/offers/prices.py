"""Amounts in a text: numbers in digits and words, joined to their scale and their money.

"١٠ آلاف" is 10000, "الف ونص" 1500, "خمسة وعشرين" 25, "a dinar and a half" 1.5 dinars, "نص ريال" half a riyal. A bare
riyal, dinar, dirham, lira or pound is the money of the text's region; without a word for money there is no currency.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.extraction.offers.money_words import THOUSANDTHS, money, money_of
from ingest.extraction.offers.numerals import LINKS, NumberReader
from ingest.extraction.terms.tokens import Token

__all__ = ["AMOUNT_CLASSES", "Amount", "amounts", "named_money", "plain"]

AMOUNT_CLASSES = frozenset({"number", "scale", "fraction", "currency", "money_of"})
_BEGINNING = AMOUNT_CLASSES - {"money_of"}
_IN = frozenset({"in", "بال", "bel", "bil", "("})
_CODE = 3
_ARTICLES = frozenset({"a", "an"})


class Amount(NamedTuple):
    """A number of a text: tokens `first` to `last` (excluded), with its money when the text names one.

    `grouped` is what the number is when its dot parts thousands ("1.500" units), else the same as `value`.
    """

    first: int
    last: int
    value: Decimal
    grouped: Decimal
    is_money: bool = False
    currency: str | None = None


def plain(value: Decimal) -> str:
    """A decimal string without needless zeros: "1.5", "20"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amounts(tokens: Sequence[Token], *, region: str) -> list[Amount]:
    """The amounts by place; what is a money is read by the region."""
    found: list[Amount] = []
    after = 0
    for at, token in enumerate(tokens):
        if at >= after and (_is_figure(token) or (token.senses and not _BEGINNING.isdisjoint(token.senses))):
            read = _Reader(tokens, at, region).amount()
            if read is not None:
                found.append(read)
                after = read.last
    return found


def _is_figure(token: Token) -> bool:
    """Whether it is a number in digits; one that begins with zeros is dialled or copied, and counts nothing."""
    return token.kind == "number" and not (token.text.startswith("00") and token.text.isdecimal())


def named_money(tokens: Sequence[Token], *, region: str) -> str | None:
    """The money that a text names apart from any number, for all its prices: "prices in riyals"."""
    for at, token in enumerate(tokens):
        if "currency" in token.senses and not token.senses["currency"].startswith("2 "):
            before = tokens[at - 1].text if at else ""
            if token.front == "بال" or before in _IN:
                return money(token.senses["currency"], region)[1]
    return None


class _Reader(NumberReader):
    """Reads one amount from a place on."""

    def __init__(self, tokens: Sequence[Token], first: int, region: str) -> None:
        super().__init__(tokens, first)
        self._region = region
        self._money: tuple[Decimal, str | None] | None = None

    def amount(self) -> Amount | None:
        """The amount that begins here, or None when its words are no amount."""
        self._money_before()
        value, grouped = self._number()
        if value is None:
            return self._money_alone()
        if self._money is None:
            gloss = self._money_after()
            rest = self._rest()
            value, grouped = value + rest, grouped if grouped is None or not rest else value + rest
            self._of_state(gloss)
        return self._priced(value, grouped if grouped is not None else value)

    def _priced(self, value: Decimal, grouped: Decimal) -> Amount:
        if self._money is None:
            return Amount(self._first, self._at, value, grouped)
        factor, code = self._money
        if grouped != value and code not in THOUSANDTHS:
            value = grouped  # "12.000 TL"
        return Amount(self._first, self._at, value * factor, value * factor, is_money=True, currency=code)

    def _money_before(self) -> None:
        """Takes "$", "SAR" or "Rs." before a number, where it is not that of a number before it."""
        token, after = self._token(), self._token(1)
        dotted = after is not None and after.text == "." and token is not None and token.end == after.start
        if dotted and after is not None:
            after = self._token(2)
        if (
            token
            and after
            and "currency" in token.senses
            and after.kind == "number"
            and token.text.isascii() | (len(token.text) == 1)
        ):
            self._money = money(token.senses["currency"], self._region)
            self._at += 2 if dotted else 1

    def _money_after(self) -> str | None:
        """Takes the money behind a number; what its word means, None where there is none."""
        gloss, token = self._sense("currency"), self._token()
        if gloss is None or token is None or self._is_of_next(token):
            return None
        if token.front == "ب" or gloss.startswith("2 "):
            return None
        self._money = money(gloss, self._region)
        self._at += 1
        return gloss

    def _of_state(self, gloss: str | None) -> None:
        """Reads a bare money by the state that is named behind it: "دينارين ونص كويتي"."""
        state = self._sense("money_of")
        if state is None or (gloss is None and not self._is_asked()):
            return
        self._money = money(gloss, state) if gloss is not None else (Decimal(1), money_of(state))
        self._at += 1

    def _is_asked(self) -> bool:
        """Whether "at" stands before the number: "بسبعة ألف يمني" is a price, "ألف سعودي" are people."""
        before = self._tokens[self._first - 1].text if self._first else ""
        return self._tokens[self._first].front in {"ب", "وب"} or before in {"ب", "b"}

    def _is_of_next(self, token: Token) -> bool:
        """Whether a sign touches the number after it and not the one before: "500 $2"."""
        after = self._token(1)
        if after is None or after.kind != "number":
            return False
        if token.text.isalpha():
            return self._heads_price(token)
        return after.start == token.end and self._tokens[self._at - 1].end < token.start

    def _heads_price(self, token: Token) -> bool:
        """Whether a code stands before its price and behind a number of units: "followers 1k AED 35"."""
        before, after = self._token(-1), self._token(2)
        is_scaled = before is not None and "scale" in before.senses
        is_code = token.senses.get("currency", "").isupper() and len(token.text) == _CODE and token.text.isascii()
        return is_scaled and is_code and (after is None or after.kind != "word")

    def _money_alone(self) -> Amount | None:
        """A money without a number: "ريالين", "بريال", "a dinar and a half"."""
        gloss = self._sense("currency")
        token = self._token()
        if gloss is None or token is None or not (gloss.startswith("2 ") or self._is_one(token)):
            return None
        self._money = money(gloss.removeprefix("2 "), self._region)
        self._at += 1
        value = (2 if gloss.startswith("2 ") else 1) + self._rest()
        self._of_state(gloss.removeprefix("2 "))
        return self._priced(value, value)

    def _is_one(self, token: Token) -> bool:
        before = self._tokens[self._at - 1].text if self._at else ""
        return token.front in {"ب", "وب"} or before in {"ب", "b", "bi", "a", "one", "el"} or self._rest_follows(1)

    def _rest_follows(self, ahead: int) -> bool:
        token = self._token(ahead)
        if token is not None and token.text in LINKS:
            return self._rest_follows(ahead + 1)
        return token is not None and "fraction" in token.senses and ahead > 0

    def _rest(self) -> Decimal:
        """The half or quarter after a money: "دينار ونص", "a dinar and a half", "دينار الا ربع"."""
        token, ahead = self._token(), 0
        if token is not None and token.text in _ARTICLES:
            return Decimal(0)  # "120 a quarter"
        while token is not None and token.text in LINKS:
            ahead += 1
            token = self._token(ahead)
        if token is None or "fraction" not in token.senses:
            return self._less_a_quarter()
        if not ahead and token.front != "و":
            return Decimal(0)
        self._at += ahead + 1
        return Decimal(token.senses["fraction"])

    def _less_a_quarter(self) -> Decimal:
        token, after = self._token(), self._token(1)
        if token is None or after is None or token.text != "الا" or "fraction" not in after.senses:
            return Decimal(0)
        self._at += 2
        return -Decimal(after.senses["fraction"])
