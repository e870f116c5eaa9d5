"""Numbers in digits and words, read from a place on: "خمسة وعشرين" is 25, "the hundred thousand" 100000."""

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.extraction.terms.tokens import Token

__all__ = ["LINKS", "NumberReader", "with_zeros"]

LINKS = frozenset({"and", "w", "و", "a", "an"})

_AFTER_DIGITS = frozenset({"mn", "m", "mil"})
"""Short for a million behind a number, and everyday words elsewhere."""


_ZEROS = re.compile(r"[1-9][0-9o]*o[0-9o]*|o+")


def with_zeros(tokens: list[Token]) -> list[Token]:
    """The tokens with numbers for those that are written with a letter O: "2O", "1OOO"."""
    if not any(_ZEROS.fullmatch(token.text) for token in tokens):
        return tokens
    read: list[Token] = []
    for token in tokens:
        before = read[-1] if read else None
        if before is not None and before.kind == "number" and before.end == token.start and not token.text.strip("o"):
            read[-1] = Token(before.start, token.end, before.text + "0" * len(token.text), "number", {})
        elif token.kind == "word" and _ZEROS.fullmatch(token.text) and token.text[0].isdigit():
            read.append(Token(token.start, token.end, token.text.replace("o", "0"), "number", {}))
        else:
            read.append(token)
    return read


class NumberReader:
    """Reads a number from a place on and stands behind it afterwards."""

    def __init__(self, tokens: Sequence[Token], first: int) -> None:
        """Takes the tokens and the place where the number may begin."""
        self._tokens, self._first, self._at = tokens, first, first

    def _token(self, ahead: int = 0) -> Token | None:
        place = self._at + ahead
        return self._tokens[place] if 0 <= place < len(self._tokens) else None

    def _sense(self, cls: str, ahead: int = 0) -> str | None:
        token = self._token(ahead)
        return token.senses.get(cls) if token else None

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
        if token is None or (not begun and token.text in _AFTER_DIGITS):
            return None
        if token.kind == "number":
            return None if begun else self._digits(token)
        if begun and self._is_hyphen(part):
            self._at += 1
            token = self._tokens[self._at]
        linked = token.front == "و"
        if begun and token.text in LINKS and self._links_more(total, part):
            self._at += 1
            token, linked = self._tokens[self._at], True
            if token.text in LINKS:
                self._at += 1
                token = self._tokens[self._at]
        return self._word(token, part, total, begun=begun, linked=linked)

    def _is_hyphen(self, part: Decimal | None) -> bool:
        """Whether a hyphen joins tens and units: "thirty-five"."""
        before, token, after = self._token(-1), self._token(), self._token(1)
        if before is None or token is None or after is None or token.text != "-" or part is None:
            return False
        is_joined = before.end == token.start and token.end == after.start
        return is_joined and part % 10 == 0 and 0 < Decimal(after.senses.get("number", 0)) < 10

    def _links_more(self, total: Decimal, part: Decimal | None) -> bool:
        """Whether "and" goes on with the number: a half of it, or a smaller number in words."""
        ahead = 2 if (self._token(1) and self._tokens[self._at + 1].text in LINKS) else 1
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
        if "number" not in token.senses or (begun and self._counts_time()):
            return None
        number = Decimal(token.senses["number"])
        if begun and not (
            self._smaller(number, part, total) and (linked or (token.text.isascii() and number < 10 <= (part or 0)))
        ):
            return None
        self._at += 1
        return "added" if begun else "number", number, None

    def _counts_time(self) -> bool:
        """Whether a smaller number in words counts hours behind a number in digits: "at 400, and four hours at 700"."""
        after = self._token(1)
        return self._tokens[self._at - 1].kind == "number" and after is not None and "time_unit" in after.senses

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
