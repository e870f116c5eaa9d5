"""The payments of a case, for the motifs among them."""

from queries.catalogue import catalogue
from queries.session import Row, Store
from queries.tracing import moment

__all__ = ["concordance_rows", "payment_rows"]


def payment_rows(store: Store, *, as_of: str | None = None) -> list[Row]:
    """Every documented payment with its rows; `as_of` is ISO 8601. Raises ValueError for another form."""
    return store.read(catalogue["find_payments_in_time"], as_of=moment(as_of) if as_of else None)


def concordance_rows(store: Store, *, as_of: str | None = None) -> tuple[list[Row], list[Row]]:
    """Every referral, and every stated share of fees; `as_of` as above."""
    until = moment(as_of) if as_of else None
    stated = ("find_statements_upwards", "find_stated_shares")
    referrals, shares = (store.read(catalogue[name], as_of=until) for name in stated)
    return referrals, shares
