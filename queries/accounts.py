"""The account that a person means by what they typed: an id, a handle, or a handle on a platform."""

from queries.catalogue import catalogue
from queries.search_key import handle_key, platform_key, search_key
from queries.session import Row, Store

__all__ = ["AccountNotFoundError", "AmbiguousAccountError", "account_named"]


class AccountNotFoundError(Exception):
    """No account of the case has this id or handle."""


class AmbiguousAccountError(Exception):
    """Several accounts of the case have this handle; `candidates` are their rows."""

    def __init__(self, text: str, candidates: list[Row]) -> None:
        """`candidates` are rows of `find_accounts_called`."""
        self.candidates = candidates
        listed = ", ".join(_called(row) for row in candidates)
        super().__init__(
            f"{text}: {len(candidates)} accounts have this handle, expected one: write the id of one: {listed}"
        )


def account_named(store: Store, text: str) -> Row:
    """The one account that `text` names: its id, `@handle`, `handle` or `platform:@handle`.

    An id that fits exactly goes before handles. Raises AccountNotFoundError with accounts whose names come near, and
    AmbiguousAccountError with the candidates.
    """
    wanted = text.strip()
    platform, colon, handle = wanted.partition(":@")
    rows = store.read(
        catalogue["find_accounts_called"],
        id=wanted,
        handle_key=handle_key(handle if colon else wanted),
        platform=platform_key(platform) if colon else None,
    )
    exact = [row for row in rows if row["by_id"]]
    found = exact or [row for row in rows if row["described"]] or rows
    if len(found) > 1:
        raise AmbiguousAccountError(wanted, found)
    if not found:
        raise AccountNotFoundError(_not_found(store, wanted))
    return found[0]


def _not_found(store: Store, wanted: str) -> str:
    near = store.read(catalogue["find_accounts"], search_key=search_key(wanted.removeprefix("@")), at_most=5)
    hint = (
        f"these come near: {', '.join(_called(row) for row in near)}"
        if near
        else "list them: silsila query CASE find_accounts"
    )
    return f"{wanted}: no account of the case has this id or handle; {hint}"


def _called(row: Row) -> str:
    handle = f" (@{row['handle'].removeprefix('@')} on {row['platform'] or 'no platform'})" if row["handle"] else ""
    return f"{row['id']}{handle}"
