"""The rows that a ranking of a case starts from."""

from queries.catalogue import catalogue
from queries.session import Row, Store
from queries.tracing import moment

__all__ = ["contact_rows", "standing_rows"]

_ALWAYS = {
    "accounts": "find_ranked_accounts",
    "messages": "count_messages_of_accounts",
    "offers": "count_offers_of_accounts",
    "verified": "find_verified_accounts",
}
_DATED = {
    "statements": "find_statements_upwards",
    "payments": "find_documented_payments",
    "shares": "find_stated_shares",
    "shown": "find_identifiers_in_common",
}


def standing_rows(store: Store, *, as_of: str | None = None) -> dict[str, list[Row]]:
    """The rows of accounts, messages, offers, verified, statements, payments, shares and what is shown, each by
    that name.

    `as_of` is ISO 8601 and holds for what is stated and paid; accounts are as last observed. Raises ValueError for
    another form.
    """
    until = moment(as_of) if as_of else None
    rows = {name: store.read(catalogue[query]) for name, query in _ALWAYS.items()}
    return rows | {name: store.read(catalogue[query], as_of=until) for name, query in _DATED.items()}


def contact_rows(store: Store, *, as_of: str | None = None) -> list[Row]:
    """Who writes to whom, one row a pair and direction; `as_of` as above."""
    return store.read(catalogue["find_contacts"], as_of=moment(as_of) if as_of else None)
