"""A service, a quantity, a price or a mark of an offer."""

from decimal import Decimal
from typing import NamedTuple

from ingest.extraction.offers.ware import Ware

__all__ = ["Item"]


class Item(NamedTuple):
    """A service, a quantity, a price or a mark between them, at the tokens `first` to `last`."""

    kind: str  # ware, quantity, price, comma, plus, free
    first: int
    last: int
    ware: Ware | None = None
    value: Decimal | None = None
    currency: str | None = None
    per: bool = False
