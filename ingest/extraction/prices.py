"""Amounts in a text: numbers in digits and words, joined to their scale and their money.

"١٠ آلاف" is 10000, "الف ونص" 1500, "خمسة وعشرين" 25, "a dinar and a half" 1.5 dinars, "نص ريال" half a riyal. A bare
riyal, dinar, dirham, lira or pound is the money of the text's region; without a word for money there is no currency.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.extraction.money_words import money
from ingest.extraction.tokens import Token

__all__ = ["AMOUNT_CLASSES", "Amount", "amounts", "plain"]

AMOUNT_CLASSES = frozenset({"number", "scale", "fraction", "currency", "money_of"})
_BEGINNING = AMOUNT_CLASSES - {"money_of"}
_LINKS = frozenset({"and", "w", "و", "a", "an"})


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
        if at >= after and (token.kind == "number" or (token.senses and not _BEGINNING.isdisjoint(token.senses))):
            read = _Reader(tokens, at, region).amount()
            if read is not None:
                found.append(read)
                after = read.last
    return found


class _Reader:
    """Reads one amount from a place on."""

    def __init__(self, tokens: Sequence[Token], first: int, region: str) -> None:
        self._tokens, self._first, self._at, self._region = tokens, first, first, region
        self._money: tuple[Decimal, str | None] | None = None

    def amount(self) -> Amount | None:
        """The amount that begins here, or None when its words are no amount."""
        self._money_before()
        value, grouped = self._number()
        if value is None:
            return self._money_alone()
        if self._money is None:
            gloss = self._money_after()
            value += self._rest()
            self._of_state(gloss)
        return self._priced(value, grouped if grouped is not None else value)

    def _priced(self, value: Decimal, grouped: Decimal) -> Amount:
        if self._money is None:
            return Amount(self._first, self._at, value, grouped)
        factor, code = self._money
        return Amount(self._first, self._at, value * factor, value * factor, is_money=True, currency=code)

    def _token(self, ahead: int = 0) -> Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _sense(self, cls: str, ahead: int = 0) -> str | None:
        token = self._token(ahead)
        return token.senses.get(cls) if token else None

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
        if gloss is not None and state is not None:
            self._money = money(gloss, state)
            self._at += 1

    def _is_of_next(self, token: Token) -> bool:
        """Whether a sign touches the number after it and not the one before: "500 $2"."""
        after = self._token(1)
        if after is None or after.kind != "number" or token.text.isalpha():
            return False
        return after.start == token.end and self._tokens[self._at - 1].end < token.start

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
        if token is not None and token.text in _LINKS:
            return self._rest_follows(ahead + 1)
        return token is not None and "fraction" in token.senses and ahead > 0

    def _rest(self) -> Decimal:
        """The half or quarter after a money: "دينار ونص", "a dinar and a half", "دينار الا ربع"."""
        token, ahead = self._token(), 0
        while token is not None and token.text in _LINKS:
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

    def _number(self) -> tuple[Decimal | None, Decimal | None]:
        """The number from here on, and what it is when its dot parts thousands; None when there is none."""
        start = self._at
        total, part, grouped = Decimal(0), None, None
        while (step := self._step(part, total, begun=self._at > start)) is not None:
            kind, number, other = step
            if kind == "scale":
                if part is None and 0 < total < number:
                    total *= number  # "the hundred thousand"
                else:
                    total += (part if part is not None else 1) * number
                part = None
                grouped = None
            elif kind == "added":
                part = (part or 0) + number
            else:
                part, grouped = number, other
        if self._at == start:
            return None, None
        value = total + (part or 0)
        return value, grouped if total == 0 and grouped is not None else value

    def _step(self, part: Decimal | None, total: Decimal, *, begun: bool) -> tuple[str, Decimal, Decimal | None] | None:
        """The next word of the number: a number, one to add, or a scale to multiply by."""
        token = self._token()
        if token is None:
            return None
        if token.kind == "number":
            return None if begun else self._digits(token)
        linked = token.front == "و"
        if begun and token.text in _LINKS and self._links_more(total, part):
            self._at += 1
            token, linked = self._tokens[self._at], True
            if token.text in _LINKS:
                self._at += 1
                token = self._tokens[self._at]
        return self._word(token, part, total, begun=begun, linked=linked)

    def _links_more(self, total: Decimal, part: Decimal | None) -> bool:
        """Whether "and" goes on with the number: a half of it, or a smaller number in words."""
        ahead = 2 if (self._token(1) and self._tokens[self._at + 1].text in _LINKS) else 1
        token = self._token(ahead)
        if token is None:
            return False
        if "fraction" in token.senses:
            return self._has_no_money(ahead + 1)
        return (
            "number" in token.senses
            and self._tokens[self._at].text in {"and", "w", "و"}
            and self._smaller(Decimal(token.senses["number"]), part, total)
        )

    def _has_no_money(self, ahead: int) -> bool:
        """Whether the half is of the number: in "20 w nos dinar" it is as well, so only a second money forbids it."""
        return ahead > 0

    @staticmethod
    def _smaller(number: Decimal, part: Decimal | None, total: Decimal) -> bool:
        last = part if part is not None else total
        if last < 10:
            return 20 <= number < 100 and number % 10 == 0 and bool(last)  # "خمسة وعشرين": units stand first
        return number < last and (last % 10 == 0 or number >= 20)

    def _word(
        self, token: Token, part: Decimal | None, total: Decimal, *, begun: bool, linked: bool
    ) -> tuple[str, Decimal, Decimal | None] | None:
        if "scale" in token.senses:
            is_multiple = part is not None or total < Decimal(token.senses["scale"])
            if begun and (linked or token.front or not is_multiple):
                return None
            self._at += 1
            return "scale", Decimal(token.senses["scale"]), None
        if "fraction" in token.senses:
            return self._fraction(token, total, begun=begun, linked=linked)
        if "number" not in token.senses:
            return None
        number = Decimal(token.senses["number"])
        if begun and not (
            self._smaller(number, part, total) and (linked or (token.text.isascii() and number < 10 <= (part or 0)))
        ):
            return None
        self._at += 1
        return "added" if begun else "number", number, None

    def _fraction(
        self, token: Token, total: Decimal, *, begun: bool, linked: bool
    ) -> tuple[str, Decimal, Decimal | None] | None:
        """A half that begins an amount ("نص مليون"), or follows a number or scale ("عشرة ونص", "الف ونص")."""
        share = Decimal(token.senses["fraction"])
        if begun and not linked:
            return None
        self._at += 1
        if not begun:
            self._skip("a", "an")
            return "number", share, None
        scale = next(
            scale for scale in (Decimal(10**6), Decimal(1000), Decimal(100), Decimal(1)) if total >= scale or scale == 1
        )
        return "added", share * scale, None

    def _skip(self, *words: str) -> None:
        token = self._token()
        if token is not None and token.text in words:
            self._at += 1

    def _digits(self, token: Token) -> tuple[str, Decimal, Decimal | None]:
        self._at += 1
        after = self._token()
        if after is not None and after.text == "000" and token.text.isdecimal():
            self._at += 1
            return "number", Decimal(token.text + "000"), None
        whole, mark, fraction = token.text.rpartition("." if "." in token.text else ",")
        if mark == "," and len(fraction) == 3:
            return "number", Decimal(token.text.replace(",", "")), None
        value = Decimal(f"{whole.replace(',', '')}.{fraction}") if mark else Decimal(token.text)
        return "number", value, Decimal(whole.replace(",", "") + fraction) if len(fraction) == 3 and mark else None
