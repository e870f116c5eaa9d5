"""What an exhibit holds, asked of the store: the whole case page by page, or the chain around some accounts.

It stands apart from the writing so that the writing can be tested without a store, and so that the question "what is
in scope" has one answer in one place.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from evidence.bag.tables import Rows
from evidence.refusals import ExhibitRefused
from queries.catalogue import catalogue

if TYPE_CHECKING:  # the driver starts only where a store is opened
    from queries.session import Row, Store

__all__ = ["chain_around", "rows_around", "rows_of_case"]

_PAGE = 20_000
_IDS_AT_ONCE = 5_000  # as many ids as fit well into one message to the store
_MOST_TIERS = 12  # as far as one trace looks; farther up it is asked again

_KINDS = ("referrals", "fee_splits", "operators", "mentions", "payments", "identifiers", "licences", "register_checks")
_OF_MESSAGES = ("offers", "seen_identifiers")


def rows_of_case(store: "Store") -> Rows:
    """Everything the case states, read page by page as it is written."""
    kinds = ("accounts", *_KINDS, *_OF_MESSAGES)
    rows = {kind: _pages(store, kind, account_ids=None) for kind in kinds}
    return _joined(rows) | {"messages": _one_a_message(_pages(store, "messages"))}


def _joined(rows: dict[str, Iterator["Row"]]) -> dict[str, Iterable["Row"]]:
    """Identifiers that accounts display, and after them those that stand in messages, as one kind."""
    return {**rows, "identifiers": chain(rows["identifiers"], rows["seen_identifiers"]), "seen_identifiers": ()}


def rows_around(store: "Store", accounts: Sequence[str]) -> Rows:
    """Everything about the chain around these accounts: every account above and below them, and among all of those
    the referrals, payments and fee splits, the identifiers that two of them share, the licences that cover them, the
    looks into registers about them, what these accounts offer, the messages that all these statements cite, and the
    identifiers that stand in those messages.

    Raises ExhibitRefused when one of the accounts is not in the case.
    """
    scope = chain_around(store, accounts)
    found = {kind: list(_of_accounts(store, kind, scope)) for kind in ("accounts", *_KINDS, *_OF_MESSAGES)}
    found["accounts"] = [row for row in found["accounts"] if row["id"] in scope]
    if missing := set(accounts) - {row["id"] for row in found["accounts"]}:
        raise ExhibitRefused(f"account {min(missing)!r} is not in this case, expected the id of one of its accounts")
    found["offers"] = [row for row in found["offers"] if row["sender"] in scope]
    for kind in ("referrals", "fee_splits", "operators", "mentions", "payments"):
        found[kind] = [row for row in found[kind] if row["source"] in scope and row["target"] in scope]
    found["identifiers"] = _shared(row for row in found["identifiers"] if row["source"] in scope)
    found["licences"] = [row for row in found["licences"] if row["target"] in scope]
    licensed = scope | {row["source"] for row in found["licences"]}
    found["register_checks"] = [row for row in found["register_checks"] if row["target"] in licensed]
    cited = {row[word] for kind in _CITING for row in found[kind] for word in ("message_id", "beside") if row.get(word)}
    found["identifiers"] += [row for row in found.pop("seen_identifiers") if row["message_id"] in cited]
    return found | {"messages": list(_messages(store, cited))}


_CITING = ("referrals", "fee_splits", "operators", "mentions", "offers")


def chain_around(store: "Store", accounts: Iterable[str]) -> set[str]:
    """These accounts and every account above or below one of them in the observed chain, however far."""
    start = set(accounts)
    return start | _reached(store, start, "trace_upline") | _reached(store, start, "trace_downline")


def _reached(store: "Store", start: set[str], trace: str) -> set[str]:
    near, far = ("referrer", "referred_to") if trace == "trace_upline" else ("referred_to", "referrer")
    seen, passed, ahead = set[str](), set[str](), sorted(start)
    while ahead:
        account = ahead.pop()
        if account in passed:
            continue
        passed.add(account)
        rows = store.read(catalogue[trace], account_id=account, max_tiers=_MOST_TIERS, as_of=None)
        seen |= {row[far] for row in rows}
        passed |= {row[near] for row in rows}
        ahead += sorted({row[far] for row in rows if row["tier"] == _MOST_TIERS} - passed)
    return seen


def _of_accounts(store: "Store", kind: str, scope: set[str]) -> Iterator["Row"]:
    """The rows of one kind that begin at an account in scope; a very large scope is picked out of the whole case."""
    yield from _pages(store, kind, account_ids=sorted(scope) if len(scope) <= _IDS_AT_ONCE else None)


def _messages(store: "Store", cited: set[str]) -> Iterator["Row"]:
    ids, seen = sorted(cited), set[str]()
    for start in range(0, len(ids), _IDS_AT_ONCE):
        for row in _one_a_message(_pages(store, "messages_called", message_ids=ids[start : start + _IDS_AT_ONCE])):
            if row["key"] not in seen:
                seen.add(row["key"])
                yield row


def _one_a_message(rows: Iterable["Row"]) -> Iterator["Row"]:
    """One row a message: one that was sent to an account in a channel comes from the store as two."""
    for _, same in groupby(rows, key=itemgetter("key")):
        together = sorted(same, key=lambda row: row["recipient"] is None)
        channel = next((row["channel"] for row in together if row["channel"] is not None), None)
        yield together[0] | {"channel": channel}


def _pages(store: "Store", kind: str, **which: object) -> Iterator["Row"]:
    """Every row of one exhibit query, asked for a page at a time.

    A full page may end between two rows of one key, so its last key is left for the next page.
    """
    query = catalogue[f"find_exhibit_{kind}"]
    place = "id" if kind == "accounts" else "key"
    after, at_most = "", _PAGE
    while True:
        rows = store.read(query, after=after, at_most=at_most, **which)
        if len(rows) < at_most:
            yield from rows
            return
        whole = [row for row in rows if row[place] != rows[-1][place]]
        yield from whole
        after, at_most = (whole[-1][place], _PAGE) if whole else (after, at_most * 2)


def _shared(rows: Iterable["Row"]) -> list["Row"]:
    """The rows whose identifier two or more accounts display."""
    kept = list(rows)
    holders: dict[str, set[str]] = defaultdict(set)
    for row in kept:
        holders[row["target"]].add(row["source"])
    return [row for row in kept if len(holders[row["target"]]) > 1]
