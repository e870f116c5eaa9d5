"""The rows that the states of licences, and the paths beside each other, start from."""

from collections.abc import Sequence

from queries.catalogue import catalogue
from queries.session import Row, Store
from queries.tracing import moment

__all__ = ["licence_rows", "with_paths"]

_PAGE = 50_000
_NO_NEED = ("ترخيص", "رخصة", "licence", "license", "permit")


def licence_rows(store: Store, *, words: Sequence[str], as_of: str | None = None) -> dict[str, list[Row]]:
    """The rows of accounts, licences, checks, claims, messages, offers and unread, each by that name.

    Messages are those that speak of a licence, and those with one of `words` by an account that has, states or was
    checked for one. `as_of` is ISO 8601 and holds for offers, which come counted; raises ValueError for another form.
    """
    until = moment(as_of) if as_of else None
    rows = {
        "accounts": store.read(catalogue["find_ranked_accounts"]),
        "licences": _paged(store, "find_exhibit_licences"),
        "checks": _paged(store, "find_exhibit_register_checks"),
        "claims": _stated(store.read(catalogue["find_licence_claims"])),
        "offers": store.read(catalogue["count_follower_offers"], as_of=until),
        "unread": store.read(catalogue["count_unread_messages"]),
    }
    about = {row["target"] for name in ("licences", "checks") for row in rows[name] if row["target"]}
    named = sorted(about | {row["account"] for row in rows["claims"]})
    found = store.read(catalogue["find_messages_with_words"], words=list(_NO_NEED))
    return rows | {"messages": _once([*found, *_worded(store, named, words)])}


def with_paths(
    store: Store, rows: dict[str, list[Row]], *, starts: Sequence[str], words: Sequence[str]
) -> dict[str, list[Row]]:
    """The rows with the payments into the accounts that licences name and into their agencies, and with the profiles
    and words of everybody on those paths and of `starts`."""
    covered = sorted({row["target"] for row in rows["licences"] if row["target"]})
    payments = _payments(store, covered)
    agencies = {row["account"] for row in rows["claims"]} & {row["payer"] for row in payments}
    payments = _once([*payments, *_payments(store, sorted(agencies))])
    names = sorted({*starts, *covered, *(row[end] for row in payments for end in ("payer", "payee"))})
    payments = _once([*payments, *_payments(store, list(starts))])
    described = {row["id"]: row for row in store.read(catalogue["find_accounts_by_id"], ids=names)}
    return rows | {
        "payments": payments,
        "accounts": [row | described.get(row["id"], {}) for row in rows["accounts"]],
        "messages": _once([*rows["messages"], *_worded(store, names, words)]),
    }


def _payments(store: Store, accounts: Sequence[str]) -> list[Row]:
    query = catalogue["find_payments_of_account"]
    return [row for account in accounts for row in store.read(query, account_id=account)]


def _worded(store: Store, accounts: Sequence[str], words: Sequence[str]) -> list[Row]:
    return store.read(catalogue["find_words_of_accounts"], account_ids=list(accounts), words=list(words))


def _stated(claims: list[Row]) -> list[Row]:
    """Without the numbers of messages that only ask."""
    return [row for row in claims if not (row["text"] or "").rstrip().endswith(("?", "؟"))]


def _paged(store: Store, name: str) -> list[Row]:
    rows: list[Row] = []
    while True:
        page = store.read(catalogue[name], after=rows[-1]["key"] if rows else "", at_most=_PAGE)
        rows += page
        if len(page) < _PAGE:
            return rows


def _once(rows: Sequence[Row]) -> list[Row]:
    return list({row["id"]: row for row in rows}.values())
