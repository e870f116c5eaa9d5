"""The entries of a text that offers something, though no rule says why."""

from collections.abc import Sequence

from ingest.extraction.offers.entries import Entry, entries
from ingest.extraction.offers.prices import Amount, amounts, named_money
from ingest.extraction.offers.said import Said
from ingest.extraction.offers.ware import Ware
from ingest.extraction.offers.wares import wares
from ingest.extraction.terms.tokens import Token

__all__ = ["likely_entries"]

_TIPS = frozenset({"tip_subscription", "tip_room", "tip_content", "tip_join", "bank"})
_SOLD = frozenset({"aged", "for_sale"})


def likely_entries(tokens: Sequence[Token], *, region: str) -> list[Entry]:
    """All that the tokens name with what is asked for it; never empty.

    Where no word names a service, what is counted is what is bought most: followers; or tips or an account, where the
    text is about these.
    """
    figures = amounts(tokens, region=region)
    found = wares(tokens) or [_unnamed(tokens, figures)]
    read = entries(tokens, found, figures, money=named_money(tokens, region=region))
    return Said(tokens, has_contact=True).settled(read) or [
        Entry(one.service, one.first, one.last) for one in found[:1]
    ]


def _unnamed(tokens: Sequence[Token], figures: Sequence[Amount]) -> Ware:
    """The service that no word names, at what is counted, or else all over the text."""
    told = {cls for token in tokens for cls in token.senses}
    if told & _TIPS:
        return Ware(0, len(tokens), "tip_subscription", counted=False)
    service = "account_sale" if told & _SOLD else "followers"
    counted = next((one for one in figures if not one.is_money), None)
    if counted is None or counted.last >= len(tokens):
        return Ware(0, len(tokens), service, counted=False)
    return Ware(counted.last, counted.last + 1, service, counted=True)
