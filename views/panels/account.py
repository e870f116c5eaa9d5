"""What the case knows of one account: identifiers, who shares them, payments, shares, licences, followers, messages.

It lives apart because it follows the account and not the chain; every part is one query of the catalogue.
"""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from queries.session import Row
from views.asked import keyed
from views.opened import Opened
from views.safe_text import account_html, account_line, facts_html, notice, put, text, words
from views.sheets import download, table

__all__ = ["message_html", "show"]

_MOST_MESSAGES = 200
_MOST_OFFERED = 500
_ENDS = ("payer", "payee", "receiver")
_Called = Mapping[str, Row]


def show(here: Opened, called: _Called, *, chosen: str) -> None:
    """The panel of one account among those shown; the chosen one at first."""
    st.subheader("About an account", divider="gray", anchor=False)
    ids = sorted(called, key=lambda name: (name != chosen, account_line(called[name])))[:_MOST_OFFERED]
    account = st.selectbox(
        "Account of this chain", ids, format_func=lambda name: account_line(called[name]), key=keyed("about", ids)
    )
    row = called[account]
    put(f'<p class="sentence">{account_html(row)}</p>', facts_html(_profile(row)), kind="why")
    if account != chosen:
        st.button("Trace from this account", key="trace-from", on_click=lambda: _trace_from(account))
    names = ["Identifiers", "Shared identifiers", "Payments", "Fee shares", "Licences", "Followers", "Messages"]
    for tab, part in zip(st.tabs(names), _PARTS, strict=True):
        with tab:
            part(here, account, called)


def _trace_from(account: str) -> None:
    st.query_params["account"] = account
    st.query_params.pop("edge", None)


def _profile(row: Row) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        ("id", row["id"]),
        ("platform", row["platform"]),
        ("status", row["status"]),
        ("subject class", row["subject_class"]),
        ("followers", row["followers"]),
        ("observed", row["observed_at"]),
        ("bio", row["bio"]),
        ("described", None if row["described"] else "no: rows name it, none describes it"),
    ]
    return [fact for fact in facts if fact[1] is not None]


def _listed(here: Opened, query: str, account: str, columns: Mapping[str, str], *, nothing: str) -> list[Row]:
    rows = here.rows(query, account_id=account)
    if rows:
        table(_named(here, rows), columns)
        download("Download (CSV)", rows, list(rows[0]), name=f"{query}.csv")
    else:
        notice(nothing)
    return rows


def _named(here: Opened, rows: list[Row]) -> list[Row]:
    """The rows with the names of the accounts at their ends instead of ids; the download keeps the ids."""
    ids = sorted({row[end] for row in rows for end in _ENDS if end in row})
    known = {row["id"]: row for row in here.rows("find_accounts_by_id", ids=ids)} if ids else {}
    return [row | {end: account_line(known[row[end]]) for end in _ENDS if row.get(end) in known} for row in rows]


def _identifiers(here: Opened, account: str, _: _Called) -> None:
    columns = {
        "scheme": "kind",
        "value": "value",
        "stated_value": "as stated",
        "checksum_ok": "check digits right",
        "shared_by": "accounts that display it",
        "observed_at": "observed",
    }
    _listed(here, "find_identifiers_of_account", account, columns, nothing="No row says that it displays any.")


def _shared(here: Opened, account: str, _: _Called) -> None:
    columns = {
        "scheme": "kind",
        "value": "value",
        "handle": "also displayed by",
        "display_name": "name",
        "account": "id",
        "shared_by": "accounts that display it",
    }
    nothing = "It shares no identifier with another account of the case."
    if _listed(here, "find_shared_identifiers", account, columns, nothing=nothing):
        st.caption("A shared identifier is consistent with common control, and with a shared shop, gateway or escrow.")


def _payments(here: Opened, account: str, _: _Called) -> None:
    columns = {
        "paid_at": "paid",
        "payer": "payer",
        "payee": "payee",
        "amount": "amount",
        "currency": "currency",
        "status": "status",
        "reference": "reference",
        "payer_instrument": "from instrument",
        "payee_instrument": "to instrument",
    }
    _listed(here, "find_payments_of_account", account, columns, nothing="No payment to it or by it is in the case.")


def _fee_shares(here: Opened, account: str, _: _Called) -> None:
    columns = {
        "stated_at": "stated",
        "payer": "gives up",
        "receiver": "gets",
        "rate": "rate",
        "basis": "of",
        "statement": "in the words",
        "message_id": "message",
    }
    _listed(here, "find_fee_splits_of_account", account, columns, nothing="No row states a share of a fee.")


def _licences(here: Opened, account: str, _: _Called) -> None:
    rows = here.rows("find_licences_of_account", account_id=account)
    put(*(f"<p>{_licence_html(row)}</p>" for row in rows))
    if rows:
        download("Download (CSV)", rows, list(rows[0]), name="find_licences_of_account.csv")
        st.caption("A licence for advertising says nothing about the sale of followers.")
    else:
        notice("No licence names it, and no look into a register about it is in the case.")


def _licence_html(row: Row) -> str:
    licence = check = ""
    if row["licence"]:
        licence = f"Licence {words(row['number'] or row['licence'])} of {words(row['regulator'])}"
        licence += f", held by {words(row['holder_name'])}" if row["holder_name"] else ""
        licence += f", valid {text(row['valid_from'])[:10]} to {text(row['valid_to'])[:10]}. "
    if row["check_id"]:
        when = text(row["checked_at"])[:10]
        if row["result"] == "not_found":
            check = f"No record found in {words(row['register'])} on {when}."
        else:
            check = f"{words(row['register'])} answered on {when}: {words(row['result'])}."
    return licence + check


def _followers(here: Opened, account: str, _: _Called) -> None:
    rows = here.rows("find_snapshots_of_account", account_id=account)
    seen = [row for row in rows if row["followers"] is not None and row["observed_at"]]
    if len(seen) > 1:
        points = pd.DataFrame(
            {"observed": [row["observed_at"] for row in seen], "followers": [row["followers"] for row in seen]}
        )
        st.line_chart(points, x="observed", y="followers", height=220)
    columns = {
        "observed_at": "observed",
        "followers": "followers",
        "following": "following",
        "posts": "posts",
        "handle": "handle",
        "display_name": "name",
        "status": "status",
    }
    _listed(here, "find_snapshots_of_account", account, columns, nothing="Nobody noted what it showed of itself.")


def _messages(here: Opened, account: str, called: _Called) -> None:
    everyone = here.rows("find_messages_of_account", account_id=account, at_most=1000)
    others = sorted({row[end] for row in everyone for end in ("sender", "recipient")} - {account, None})
    known = dict(called) | {row["id"]: row for row in here.rows("find_accounts_by_id", ids=others)}
    other = st.selectbox(
        "Messages with",
        others,
        index=None,
        format_func=lambda name: account_line(known.get(name, {"id": name})),
        key=keyed("with", account, others),
        placeholder="everyone",
    )
    rows = here.rows("find_messages_between", account_id=account, other_id=other, at_most=1000) if other else everyone
    if not rows:
        notice("No message by it or to it is in the case.")
        return
    shown = rows[:_MOST_MESSAGES]
    if len(rows) > len(shown):
        more = "1,000 or more" if len(rows) >= 1000 else f"{len(rows):,}"
        notice(f"The first {len(shown)} of {more} messages are shown; the download has up to 1,000.")
    with st.container(height=420, border=True):
        put(*(message_html(row, known, own=row["sender"] == account) for row in shown), kind="talk")
    download("Download the messages (CSV)", rows, list(rows[0]), name="messages.csv")


def message_html(row: Row, known: _Called, *, own: bool) -> str:
    """One message with who wrote it to whom and when, as HTML."""
    who = account_html(known.get(row["sender"], {"id": row["sender"]}))
    whom = account_html(known.get(row["recipient"], {"id": row["recipient"]})) if row["recipient"] else ""
    to = f' <span class="arrow">→</span> {whom}' if whom else ""
    side = "own" if own else "other"
    head = f'<p class="head">{who}{to} <time>{text(row["sent_at"])}</time></p>'
    return f'<div class="message {side}">{head}{words(row["text"], "p")}</div>'


_PARTS: tuple[Callable[[Opened, str, _Called], None], ...] = (
    _identifiers,
    _shared,
    _payments,
    _fee_shares,
    _licences,
    _followers,
    _messages,
)
