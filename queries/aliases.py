"""The rows that a search for candidates of aliases starts from."""

from queries.catalogue import catalogue
from queries.session import Row, Store

__all__ = ["alias_rows"]

_QUERIES = {
    "accounts": "find_names_of_accounts",
    "judgements": "find_judgements",
    "seen": "find_lines_of_identifiers",
}
_DATED = {"identifiers": "find_identifiers_in_common", "contacts": "find_contacts"}


def alias_rows(store: Store) -> dict[str, list[Row]]:
    """The rows of accounts, judgements, identifiers, contacts and lines where those were seen, each by its name."""
    rows = {name: store.read(catalogue[query]) for name, query in _QUERIES.items()}
    return rows | {name: store.read(catalogue[query], as_of=None) for name, query in _DATED.items()}
