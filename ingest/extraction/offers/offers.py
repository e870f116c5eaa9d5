"""Offers: what the sender itself offers to supply or arrange, with quantity and price, one entry per tier or service.

A service that is named is not yet an offer. It is one when the sender's own clauses ask a price for it, or say that it
is to be had and how; the words of customers, reporters and recruiters take that back. A claimed licence changes nothing
for followers and tips, and makes disclosed advertising no offer of this trade.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from ingest.extraction.keys.key import Key, key_text
from ingest.extraction.offers.answers import Question, answers, counted, question
from ingest.extraction.offers.entries import ENTRY_CLASSES, Entry, entries
from ingest.extraction.offers.guarantees import guarantee_days
from ingest.extraction.offers.heads import with_kilos
from ingest.extraction.offers.likely import likely_entries
from ingest.extraction.offers.list_numbers import list_numbers
from ingest.extraction.offers.numerals import with_zeros
from ingest.extraction.offers.own_words import is_customer, own_tokens, with_asked
from ingest.extraction.offers.prices import AMOUNT_CLASSES, amounts, named_money, plain
from ingest.extraction.offers.quoted_offers import without_quoted
from ingest.extraction.offers.said import CUE_CLASSES, Said
from ingest.extraction.offers.wares import METRICS, WARE_CLASSES, wares
from ingest.extraction.statements import Offer, SeenIdentifier, Text
from ingest.extraction.terms.lexicons import lexicons
from ingest.extraction.terms.terms import Lexicons
from ingest.extraction.terms.tokens import Token, Tokens
from ingest.extraction.terms.word_forms import WARES
from ingest.extraction.voices.clauses import Clause

__all__ = ["OFFER_CLASSES", "OfferReader", "offers"]

OFFER_CLASSES = (
    WARE_CLASSES | AMOUNT_CLASSES | ENTRY_CLASSES | CUE_CLASSES | {"question", "request", "asks_seller", "tag"}
)
"""The classes of the lexicons that offers are read with."""

_NAMING = WARES | {
    "growth",
    "weak_promotion",
    "hashtag",
    "your_account",
    "for_sale",
    "your_business",
    "tip_room",
    "aged",
    "undisclosed",
}
"""The classes of which a text must have a term to offer anything."""
_ACCOUNT, _MONEY = frozenset({"account", "own_page"}), frozenset({"currency"})
_MANY, _SHOWN = frozenset({"unit", "scale"}), frozenset({
    "account", "own_page", "platform", "post", "not_units", "assurance",
})  # fmt: skip
_TOGETHER = (
    (_ACCOUNT, _MONEY),
    (_MANY, _SHOWN),
    (frozenset({"unit"}), _MONEY),
    (_ACCOUNT, frozenset({"grow"})),
    (frozenset({"counter"}), frozenset({"grow", "scale", "platform", "account"})),
    (frozenset({"platform"}), _MONEY),
    (frozenset({"tip_content"}), frozenset({"period", "tip_join"})),
)
"""Pairs of classes that name a service together."""
_FIRST = frozenset(cls for first, _ in _TOGETHER for cls in first)
_DELIVERABLE = {
    "paid_promotion": "exposure",
    "trend": "exposure",
    "tip_subscription": "advice",
}
_REFUSED = frozenset({"no_sale", "fed_up"})  # also in a clause that is not the sender's offer: "for sale? never"
_PER = Decimal(1000)
_LESS_SURE = 0.6


def offers(key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier]) -> list[Offer]:
    """The offers that a text states in its sender's name, by place, read with the shipped lexicons."""
    return shipped().offers(key, text, clauses, identifiers)


@cache
def shipped() -> "OfferReader":
    """The reader with the shipped lexicons."""
    return OfferReader(lexicons())


class OfferReader:
    """Reads offers with the terms of some lexicons."""

    def __init__(self, terms: Lexicons) -> None:
        """Prepares the terms."""
        self._tokens = Tokens(terms, OFFER_CLASSES)

    def may_offer(self, key_text: str) -> bool:
        """Whether a text names a service, or what can be one together: an account and a money; very fast."""
        has_any = self._tokens.has_any
        if has_any(key_text, _NAMING):
            return True
        return has_any(key_text, _FIRST) and any(
            has_any(key_text, one) and has_any(key_text, other) for one, other in _TOGETHER
        )

    def offers(
        self, key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier]
    ) -> list[Offer]:
        """The offers of one text; none for a text that names no service."""
        if not self.may_offer(key.text):
            return []
        cut = self._tokens.of(key.text)
        tokens = with_kilos(with_zeros(without_quoted(own_tokens(cut, clauses))))
        if _is_refused(cut, tokens):
            return []
        tokens = _without_other_numbers(tokens, key, identifiers)
        found = wares(tokens)
        if not found:
            tokens = with_asked(tokens, cut, clauses)
            found = wares(tokens)
        if not found:
            return []
        money = named_money(tokens, region=text.region)
        read = entries(tokens, found, amounts(tokens, region=text.region), money=money)
        said = Said(tokens, has_contact=any(seen.scheme not in {"licence_no", "cr_no"} for seen in identifiers))
        kept = said.offered(read)
        days = guarantee_days(tokens) if kept else None
        return [_offer(entry, tokens, key, rule=said.rule(entry), guarantee_days=days) for entry in kept]

    def tokens(self, key: Key) -> list[Token]:
        """The tokens of a text with the senses that offers are read by."""
        return self._tokens.of(key.text)

    def likely(
        self, key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier]
    ) -> list[Offer]:
        """What a text offers that is like those that offer something, though no rule says why: all that it names.

        None in words that are not the sender's own, a customer's or a refusal.
        """
        cut = self._tokens.of(key.text)
        own = own_tokens(cut, clauses)
        if _is_refused(cut, own) or all(token.kind == "line" for token in own):
            return []
        tokens = _without_other_numbers(with_kilos(with_zeros(cut)), key, identifiers)
        days = guarantee_days(tokens)
        offered = [
            _offer(entry, tokens, key, rule="offer-by-weight", guarantee_days=days)
            for entry in likely_entries(tokens, region=text.region)
        ]
        return [replace(one, confidence=_LESS_SURE) for one in offered]

    def answered(self, key: Key, text: Text, clauses: Sequence[Clause], before: Sequence[Text]) -> list[Offer]:
        """The offer of a text that only says a price, where the message before it asks what a service costs."""
        tokens = own_tokens(self._tokens.of(key.text), clauses)
        prices = answers(tokens, amounts(tokens, region=text.region))
        asked = self._asked(before, text) if prices else None
        if asked is None:
            return []
        (what, quantity), beside = asked
        days = guarantee_days(tokens)
        told = [
            Entry(what, one.first, one.last, one.quantity or quantity, one.price, one.currency, asked=True)
            for one in prices
        ]
        offered = [_offer(entry, tokens, key, rule="conversation: price", guarantee_days=days) for entry in told]
        return [replace(one, confidence=_LESS_SURE, beside=beside) for one in offered]

    def _asked(self, before: Sequence[Text], text: Text) -> tuple[Question, str] | None:
        """What the nearest message asks about, and its id; a number that was changed since then counts."""
        changed: int | None = None
        for one in reversed(before):
            if one.thread != text.thread:
                return None
            tokens = self._tokens.of(key_text(one.text))
            found, figures = wares(tokens), amounts(tokens, region=one.region)
            if found:
                asked = question(tokens, found, figures)
                return asked and (asked._replace(quantity=changed or asked.quantity), one.id)
            if not figures:
                return None
            changed = changed or (None if answers(tokens, figures) else counted(figures))
        return None


def _is_refused(tokens: list[Token], own: list[Token]) -> bool:
    """Whether a customer speaks, or somebody who has nothing to sell."""
    return is_customer(tokens, own) or any(_REFUSED & token.senses.keys() for token in tokens)


def _without_other_numbers(tokens: list[Token], key: Key, identifiers: Sequence[SeenIdentifier]) -> list[Token]:
    """The tokens with marks in place of the numbers of an identifier or a list: a phone is no price."""
    counting = list_numbers(tokens)
    spans = [(one.span_start, one.span_end) for one in identifiers]
    if not counting and not spans:
        return tokens
    return [
        _hidden(token)
        if at in counting or ((token.kind == "number" or "number" in token.senses) and _inside(token, key, spans))
        else token
        for at, token in enumerate(tokens)
    ]


def _hidden(token: Token) -> Token:
    return Token(token.start, token.end, token.text, "address", {})


def _inside(token: Token, key: Key, spans: list[tuple[int, int]]) -> bool:
    start, end = key.span(token.start, token.end)
    return any(first <= start and end <= last for first, last in spans)


def _offer(entry: Entry, tokens: Sequence[Token], key: Key, *, rule: str, guarantee_days: int | None) -> Offer:
    start, end = key.span(tokens[entry.first].start, tokens[entry.last - 1].end)
    return Offer(
        span_start=start,
        span_end=end,
        rule=rule,
        confidence=0.9 if entry.asked else 0.75,
        service=entry.service,
        quantity=entry.quantity,
        price=None if entry.price is None else plain(entry.price),
        currency=entry.currency,
        unit_price_per_1000=_per_thousand(entry),
        guarantee_days=guarantee_days,
        deliverable=_deliverable(entry),
    )


def _per_thousand(entry: Entry) -> str | None:
    if entry.price is None or not entry.quantity or entry.service not in METRICS:
        return None
    return plain((entry.price * _PER / entry.quantity).quantize(Decimal("0.0001")))


def _deliverable(entry: Entry) -> str | None:
    return (
        "metric_count"
        if entry.service in METRICS - {"other"} or (entry.service == "other" and entry.quantity)
        else _DELIVERABLE.get(entry.service)
    )
