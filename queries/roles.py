"""The rows that the roles and the signals of accounts start from."""

from queries.catalogue import catalogue
from queries.session import Row, Store
from queries.standing import standing_rows
from queries.tracing import moment

__all__ = ["role_rows", "writing_rows"]

_DATED = {
    "selling": "count_selling_of_accounts",
    "paid": "find_payments_made",
    "contacts": "find_first_contacts",
    "dated_offers": "find_dated_offers",
    "snapshots": "find_snapshots",
    "operated": "find_joined_operators",
}


def role_rows(store: Store, *, as_of: str | None = None) -> dict[str, list[Row]]:
    """The rows of a ranking, its accounts with what they show, and those of selling, paid, contacts, dated_offers,
    snapshots and operated, each by its name.

    `as_of` is ISO 8601 and holds for what is stated, paid, sent and seen; profiles are as last observed. Raises
    ValueError for another form.
    """
    until = moment(as_of) if as_of else None
    dated = {name: store.read(catalogue[query], as_of=until) for name, query in _DATED.items()}
    return standing_rows(store, as_of=as_of) | dated | {"accounts": store.read(catalogue["find_profiles"])}


def writing_rows(store: Store, *, account_id: str | None = None, as_of: str | None = None) -> list[Row]:
    """How much an account wrote on each day, or every account; `as_of` as above."""
    until = moment(as_of) if as_of else None
    return store.read(catalogue["find_days_of_writing"], account_id=account_id, as_of=until)
