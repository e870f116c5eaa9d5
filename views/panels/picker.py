"""Finding one account: a piece of a handle, name or id goes in, and the account that was meant is in the address.

It lives apart because the chain asks for an account twice, and both times a name may fit many.
"""

import streamlit as st

from queries.search_key import handle_key, platform_key, search_key
from queries.session import Row
from views.asked import keyed
from views.opened import Opened
from views.safe_text import account_line, notice

__all__ = ["candidates", "pick"]

_MOST = 50


def candidates(here: Opened, said: str) -> list[Row]:
    """The accounts that a text may mean: those with exactly this id or handle first, then those it is a piece of."""
    wanted = said.strip()
    platform, colon, handle = wanted.partition(":@")
    exact = here.rows(
        "find_accounts_called",
        id=wanted,
        handle_key=handle_key(handle if colon else wanted),
        platform=platform_key(platform) if colon else None,
    )
    near = here.rows("find_accounts", search_key=search_key(wanted.removeprefix("@")), at_most=_MOST + 1)
    return list({row["id"]: row for row in [*exact, *near]}.values())


def pick(here: Opened, label: str, *, parameter: str, where: "st.delta_generator.DeltaGenerator") -> None:
    """A box to search in, and below it the choice when several accounts fit; the choice goes into the address."""
    said = where.text_input(
        label,
        key=f"find-{parameter}",
        placeholder="@handle, name or id",
        help="A piece is enough. Arabic or Latin letters; vowel signs and forms of a letter make no difference.",
    )
    done = f"found-{parameter}"
    if not said.strip() or st.session_state.get(done) == said:
        return
    found = candidates(here, said)
    if len(found) == 1:
        _choose(parameter, found[0]["id"], said)
        st.rerun()
    _offer(found, parameter, said, where)


def _offer(found: list[Row], parameter: str, said: str, where: "st.delta_generator.DeltaGenerator") -> None:
    with where:
        if not found:
            notice(f"No account of this case has “{said.strip()}” in its handle, name or id.", role="status")
            return
        many = f"more than {_MOST}" if len(found) > _MOST else str(len(found))
        rows = {row["id"]: row for row in found[:_MOST]}
        key = keyed(f"choose-{parameter}", said, list(rows))
        st.selectbox(
            f"{many} accounts fit: choose one",
            list(rows),
            index=None,
            format_func=lambda account: account_line(rows[account]),
            key=key,
            on_change=lambda: _choose(parameter, st.session_state[key], said),
            placeholder="choose an account",
        )


def _choose(parameter: str, account: str | None, said: str) -> None:
    if account:
        st.query_params[parameter] = account
        st.query_params.pop("edge", None)
        st.session_state[f"found-{parameter}"] = said
