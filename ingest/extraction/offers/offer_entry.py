"""One entry of an offer: a service, how many units, what is asked for them, and the words that say so."""

from decimal import Decimal
from typing import NamedTuple

from ingest.extraction.offers.offer_item import Item
from ingest.extraction.offers.offer_parts import UNCOUNTED, Part
from ingest.extraction.offers.wares import ADVERTISED

__all__ = ["Entry", "entry_of"]

_SOME = 100  # accounts that are sold together


class Entry(NamedTuple):
    """One tier or service: tokens `first` to `last` (excluded) say so; `asked` when a price, even a vague one, is."""

    service: str
    first: int
    last: int
    quantity: int | None = None
    price: Decimal | None = None
    currency: str | None = None
    asked: bool = False
    counted: bool = False
    inherited: bool = False  # the service is named in another line


def entry_of(part: Part, price: Item | None) -> Entry:
    """What a part of a line offers at a price, or without one."""
    some = part.service == "account_sale" and (part.quantity or 0) <= _SOME
    is_figure = part.service in ADVERTISED and not part.bound and not some
    quantity = None if part.service in UNCOUNTED or is_figure else part.quantity
    if price is None:
        return Entry(part.service or "", part.first, part.last, quantity, counted=part.counted)
    first, last = min(part.first, price.first), max(part.last, price.last)
    return Entry(
        part.service or "", first, last, quantity, price.value, price.currency, asked=True, counted=part.counted
    )
