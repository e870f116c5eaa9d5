"""Offers: what the sender itself offers to supply or arrange, with quantity and price, one entry per tier or service.

A service that is named is not yet an offer. It is one when the sender's own clauses ask a price for it, or say that it
is to be had and how; the words of customers, reporters and recruiters take that back. A claimed licence changes nothing
for followers and tips, and makes disclosed advertising no offer of this trade.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from ingest.extraction.keys.key import Key
from ingest.extraction.offers.entries import ENTRY_CLASSES, Entry, entries
from ingest.extraction.offers.guarantees import guarantee_days
from ingest.extraction.offers.prices import AMOUNT_CLASSES, amounts, named_money, plain
from ingest.extraction.offers.said import CUE_CLASSES, Said
from ingest.extraction.offers.wares import METRICS, WARE_CLASSES, wares
from ingest.extraction.statements import Offer, SeenIdentifier, Text
from ingest.extraction.terms.lexicons import lexicons
from ingest.extraction.terms.terms import Lexicons
from ingest.extraction.terms.tokens import Token, Tokens
from ingest.extraction.terms.word_forms import WARES
from ingest.extraction.voices.clauses import Clause

__all__ = ["NAMING", "OFFER_CLASSES", "OfferReader", "offers"]

OFFER_CLASSES = WARE_CLASSES | AMOUNT_CLASSES | ENTRY_CLASSES | CUE_CLASSES | {"question", "request", "asks_seller"}
"""The classes of the lexicons that offers are read with."""

NAMING = WARES | {
    "growth",
    "weak_promotion",
    "hashtag",
    "your_account",
    "for_sale",
    "your_business",
    "tip_room",
    "aged",
}
"""The classes of which a text must have a term to offer anything."""
_DELIVERABLE = {
    "paid_promotion": "exposure",
    "trend": "exposure",
    "tip_subscription": "advice",
}
_PER = Decimal(1000)
_OR = frozenset({"or", "and", "او", "ولا", "w", "و", "wla"})


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

    def offers(
        self, key: Key, text: Text, clauses: Sequence[Clause], identifiers: Sequence[SeenIdentifier]
    ) -> list[Offer]:
        """The offers of one text; none for a text that names no service."""
        if not self._tokens.has_any(key.text, NAMING):
            return []
        cut = self._tokens.of(key.text)
        tokens = _own_tokens(cut, clauses)
        if _is_customer(cut, tokens):
            return []
        tokens = _without_identifiers(tokens, key, identifiers)
        found = wares(tokens)
        if not found:
            tokens = _with_asked(tokens, self._tokens.of(key.text), clauses)
            found = wares(tokens)
        if not found:
            return []
        money = named_money(tokens, region=text.region)
        read = entries(tokens, found, amounts(tokens, region=text.region), money=money)
        said = Said(tokens, has_contact=any(seen.scheme not in {"licence_no", "cr_no"} for seen in identifiers))
        kept = said.offered(read)
        days = guarantee_days(tokens) if kept else None
        return [_offer(entry, tokens, key, guarantee_days=days) for entry in kept]


def _own_tokens(tokens: list[Token], clauses: Sequence[Clause]) -> list[Token]:
    """The tokens with a break in place of every clause that is not the sender's own statement."""
    own: list[Token] = []
    others = [clause for clause in clauses if clause.voice != "own"]
    for clause in others:
        inside = [token for token in tokens if clause.start <= token.start < clause.end]
        if not _is_own_after_all(clause, inside):
            own.append(Token(clause.start, clause.end, "\n", "line", {}))
    if not own:
        return tokens
    kept = [token for token in tokens if not any(mark.start <= token.start < mark.end for mark in own)]
    return sorted(kept + own, key=lambda token: token.start)


def _is_customer(tokens: list[Token], own: list[Token]) -> bool:
    """Whether a customer asks a seller: "do you sell views? need 20k for 15"; a seller says that it sells."""
    return any("asks_seller" in token.senses for token in tokens) and not any(
        token.senses.keys() & {"supply", "sells", "order"} for token in own
    )


def _with_asked(own: list[Token], tokens: list[Token], clauses: Sequence[Clause]) -> list[Token]:
    """The sender's tokens with the services that its questions name, where it goes on with numbers and prices."""
    asked = [clause for clause in clauses if clause.voice == "question"]
    if not asked or sum(token.kind == "number" or "scale" in token.senses for token in own) < 2:
        return own
    named = [
        token
        for token in tokens
        if not WARES.isdisjoint(token.senses) and any(one.start <= token.start < one.end for one in asked)
    ]
    if not any(token.senses.keys() & {"have", "supply", "order", "contact", "sells"} for token in own):
        return own
    return sorted([*own, *named], key=lambda token: token.start)


def _is_own_after_all(clause: Clause, inside: list[Token]) -> bool:
    """Whether a clause that looks like a question or request is the sender's offer.

    A request to sell ("I want to sell my account"); a question that only names a ware ("Followers? Here!"); a price
    that the sender says it has, or that stands in a clause without any word of asking.
    """
    if clause.voice not in {"question", "request"}:
        return False
    senses = {cls for token in inside for cls in token.senses}
    if clause.voice == "request" and "sells" in senses:
        return True
    words = [token for token in inside if token.kind == "word"]
    named = [token for token in words if token.text not in _OR]
    if clause.voice == "question" and named and all(WARES & token.senses.keys() for token in named):
        return True
    if clause.voice == "question" and "your_account" in senses and not senses & {"question", "request"}:
        return True  # "Is your account asleep? We wake it"
    is_counted = bool(senses & AMOUNT_CLASSES) or any(token.kind == "number" for token in inside)
    is_asking = bool(senses & {"question", "request"}) or (bool(inside) and inside[-1].text == "?")
    return is_counted and ("have" in senses if is_asking and clause.voice == "request" else not is_asking)


def _without_identifiers(tokens: list[Token], key: Key, identifiers: Sequence[SeenIdentifier]) -> list[Token]:
    """The tokens with those marks in place of them that stand inside an identifier: a phone is no price."""
    if not identifiers or not any(token.kind == "number" for token in tokens):
        return tokens
    spans = [(one.span_start, one.span_end) for one in identifiers]
    return [_hidden(token) if token.kind == "number" and _inside(token, key, spans) else token for token in tokens]


def _hidden(token: Token) -> Token:
    return Token(token.start, token.end, token.text, "address", {})


def _inside(token: Token, key: Key, spans: list[tuple[int, int]]) -> bool:
    start, end = key.span(token.start, token.end)
    return any(first <= start and end <= last for first, last in spans)


def _offer(entry: Entry, tokens: Sequence[Token], key: Key, *, guarantee_days: int | None) -> Offer:
    start, end = key.span(tokens[entry.first].start, tokens[entry.last - 1].end)
    return Offer(
        span_start=start,
        span_end=end,
        rule="offer-with-price" if entry.asked else "offer-by-words",
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
