"""Stock tips: what to trade, where to enter, the targets and the stop, and the group that the tip invites into.

A tip is no offer: it is advice given away, and shows what a group does. It counts when the sender's own words name a
share or coin and at least a target, a stop or an entry with its price.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from ingest.extraction.keys.key import Key
from ingest.extraction.offers.entries import ENTRY_CLASSES
from ingest.extraction.offers.prices import AMOUNT_CLASSES, Amount, amounts, plain
from ingest.extraction.statements import Call, SeenIdentifier, Text
from ingest.extraction.terms.lexicons import lexicons
from ingest.extraction.terms.terms import Lexicons
from ingest.extraction.terms.tokens import Token, Tokens
from ingest.extraction.voices.clauses import Clause

__all__ = ["TIP_CLASSES", "CallReader", "calls"]

_LABELS = frozenset({"tip_entry", "tip_target", "tip_stop"})
TIP_CLASSES = _LABELS | ENTRY_CLASSES | AMOUNT_CLASSES | {"security", "tip_subscription", "tip_join"}
"""The classes of the lexicons that tips are read with."""

_TICKER = re.compile(
    r"[$#]([A-Za-z]{1,5})\b(?!\.)|\b([A-Z]{2,6}/?(?:USDT|USD|BTC))\b|(?<![\d.])#?([1-9]\d{3})(?![\d.,])"
)
_REACH = 6  # tokens after a label in which its prices stand
_LONGEST_NAME = 3
_GROUPS = ("telegram", "whatsapp_group")
_OPENING = ("بنك", "مصرف", "مجموعه", "شركه", "el", "al", "bank", "the")  # a name goes on after these


def calls(key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier] = ()) -> list[Call]:
    """The tips of a text, read with the shipped lexicons: none, or one for each share that is named with prices."""
    return _shipped().calls(key, text, clauses, identifiers)


@cache
def _shipped() -> "CallReader":
    return CallReader(lexicons())


class CallReader:
    """Reads tips with the terms of some lexicons."""

    def __init__(self, terms: Lexicons) -> None:
        """Prepares the terms."""
        self._tokens = Tokens(terms, TIP_CLASSES)

    def calls(
        self, key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier] = ()
    ) -> list[Call]:
        """The tips of one text."""
        if not self._tokens.has_any(key.text, _LABELS):
            return []
        others = [clause for clause in clauses if clause.voice != "own"]
        tokens = [
            token
            for token in self._tokens.of(key.text)
            if not any(clause.start <= token.start < clause.end for clause in others)
        ]
        found = amounts(tokens, region=text.region)
        group = next((one.value for one in identifiers if one.scheme in _GROUPS), None)
        read = [
            _Call(tokens[first:last], key, group).read([one for one in found if first <= one.first < last], first)
            for first, last in _parts(tokens)
        ]
        return [call for call in read if call is not None]


def _parts(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The stretches of a text that speak of one share each: a new one begins at each share that is named."""
    named = [at for at, token in enumerate(tokens) if "security" in token.senses and token.text not in {"$", "شركه"}]
    starts = [0, *named[1:]]
    return [part for part in zip(starts, [*starts[1:], len(tokens)], strict=True) if part[0] < part[1]]


class _Call:
    """The words about one share."""

    def __init__(self, tokens: Sequence[Token], key: Key, group: str | None) -> None:
        self._tokens, self._key, self._group = tokens, key, group

    def read(self, found: Sequence[Amount], offset: int) -> Call | None:
        """The tip that these words give, or None when they name no share or no price of one."""
        prices = {amount.first - offset: amount for amount in found}
        entry = [price for at in self._labelled("tip_entry") for price in self._prices(at, prices)]
        targets = [price for at in self._labelled("tip_target") for price in self._prices(at, prices)]
        stop = [price for at in self._labelled("tip_stop") for price in self._prices(at, prices)]
        ticker, company = self._ticker([*entry, *targets, *stop]), self._company()
        senses = {cls for token in self._tokens for cls in token.senses}
        is_share = bool(ticker or company) or bool(senses & {"security", "tip_subscription"})
        if not (targets or stop or (entry and (ticker or company))) or not (is_share or (targets and stop)):
            return None
        start, end = self._key.span(self._tokens[0].start, self._tokens[-1].end)
        return Call(
            span_start=start, span_end=end, rule="tip-with-prices", confidence=0.9 if ticker or company else 0.7,
            ticker=ticker, company=company, entry=plain(entry[0]) if entry else None,
            targets=tuple(dict.fromkeys(map(plain, targets))), stop=plain(stop[0]) if stop else None, group=self._group,
        )  # fmt: skip

    def _labelled(self, cls: str) -> Iterator[int]:
        return (at for at, token in enumerate(self._tokens) if cls in token.senses)

    def _prices(self, label: int, prices: dict[int, Amount]) -> Iterator[Decimal]:
        """The prices after a label, up to the next label; shares of a hundred and days are none."""
        for at in range(label + 1, min(len(self._tokens), label + 1 + _REACH)):
            token = self._tokens[at]
            if _LABELS & token.senses.keys() or token.kind == "line":
                return
            amount = prices.get(at)
            if amount is not None and not self._is_other(amount, at):
                yield amount.value

    def _is_other(self, amount: Amount, at: int) -> bool:
        after = at + amount.last - amount.first
        return after < len(self._tokens) and bool(self._tokens[after].senses.keys() & {"percent", "time_unit"})

    def _company(self) -> str | None:
        """The name after the word for a share, as the source writes it."""
        for at, token in enumerate(self._tokens):
            if "security" in token.senses and token.text != "$":
                name = list(self._name(at + 1))
                if name:
                    start, end = self._key.span(name[0].start, name[-1].end)
                    return self._key.raw[start:end]
        return None

    def _name(self, at: int) -> Iterator[Token]:
        """One word, or what follows a word such as "bank" that opens a longer name."""
        for token in self._tokens[at : at + _LONGEST_NAME]:
            if token.kind != "word" or token.senses:
                return
            yield token
            if not token.text.startswith(_OPENING):
                return

    def _ticker(self, prices: Sequence[Decimal]) -> str | None:
        """A symbol such as $ABCD or BTCUSDT, or the four digits of the Saudi exchange."""
        start, end = self._key.span(self._tokens[0].start, self._tokens[-1].end)
        for match in _TICKER.finditer(self._key.raw, start, end):
            symbol = next(group for group in match.groups() if group)
            if symbol.isdigit() and (Decimal(symbol) in prices or not self._is_code(match)):
                continue
            return symbol.upper()
        return None

    def _is_code(self, match: re.Match[str]) -> bool:
        """Whether four digits stand where a code does: after # or in brackets, or behind the word for a share."""
        before = self._key.raw[max(0, match.start() - 25) : match.start()]
        return match[0].startswith("#") or before.endswith("(") or "سهم" in before or "رمز" in before or "كود" in before
