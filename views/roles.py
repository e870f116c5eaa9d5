"""The page of roles: the share of each in what was observed of an account, with reasons, and one account's signals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from graphs.licences.rows import rows_to_known
from graphs.licences.states import licence_states
from graphs.licences.words import SEARCHED
from graphs.roles.facts import rows_to_facts
from graphs.roles.roles import CAVEAT, COLUMNS, roles
from graphs.roles.rules import DEFINITIONS, NONE, ROLES
from graphs.signals.capacity import capacity
from graphs.signals.panel import panel
from graphs.signals.signal import Signal
from queries.licences import licence_rows
from queries.roles import role_rows, writing_rows
from queries.session import Row
from views.asked import keyed
from views.heading import heading
from views.opened import Opened, opened
from views.safe_text import account_html, account_line, cited, facts_html, notice, put, words
from views.sheets import download, formats, frame_of

__all__ = ["MARKS", "Proposed", "bars", "proposed", "show"]

MARKS = {
    "front": ("▶", "#b4552d"),
    "reseller": ("◆", "#8a6d00"),
    "operator": ("▲", "#7a3b8f"),
    "supplier": ("■", "#35507a"),
    "promoter": ("✦", "#a03a5c"),
    "customer": ("●", "#3b6fb6"),
    "bystander": ("○", "#5c7d8a"),
    "licensed_intermediary": ("✚", "#1f7a4d"),
    NONE: ("·", "#9aa0a6"),
}
"""The shape and the colour of each role; neither stands without the other."""

_COLUMNS = {"mark": " ", "account": "account", "said": "role", "share": "share", "reasons": "reasons"}
_DRAWN = 60
_TOLD, _ENOUGH = 0.01, 0.05  # shares that are told in words, and in which a shape has room
_NAME = "flex:1 1 17rem;overflow:hidden;white-space:nowrap;font-size:.8rem"
_WHOLE = "display:flex;flex:3 1 18rem;height:1.1rem;text-align:center;font-size:.7rem"


@dataclass(frozen=True)
class Proposed:
    """The rows of roles, those of the case they were made from, and every account by its id."""

    found: list[dict[str, Any]]
    rows: dict[str, list[Row]]
    accounts: Mapping[str, Row]

    def named(self, account: object) -> Mapping[str, Any]:
        """The row of an account, its id alone when nothing describes it."""
        return self.accounts.get(str(account), {"id": account, "handle": None, "display_name": None, "platform": None})


def show() -> None:
    """Draws the page."""
    here = opened()
    heading(here.case, "Roles")
    answer = proposed(str(here.case.folder), here.revision, here)
    if not answer.found:
        notice("No account is in the case yet. Messages, referrals and payments would fill this page.", role="status")
        return
    notice(CAVEAT, kind="lead")
    if unread := sum(row["unread"] for row in here.rows("count_unread_messages")):
        notice(f"{unread:,} messages have not been read for offers: what they state counts for no role yet.")
    _legend(answer.found)
    said = [row for row in answer.found if row["role"]]
    put(bars(said[:_DRAWN], answer))
    if len(said) > _DRAWN:
        put(words(f"The first {_DRAWN} of {len(said):,} accounts of which a role is said; the table has all.", "p"))
    _table(here, answer)


@st.cache_resource(show_spinner="Weighing what was observed …", max_entries=2)
def proposed(_folder: str, revision: str, _here: Opened) -> Proposed:  # noqa: ARG001  # cached by revision
    """The roles in the case as it is, those that are said first."""
    rows = role_rows(_here.store())
    zone = ZoneInfo(_here.case.time_zone) if _here.case.time_zone else UTC
    states = licence_states(rows_to_known(licence_rows(_here.store(), words=SEARCHED)), zone=zone)
    operated = [(row["operated"], row["operator"]) for row in rows["operated"]]
    gaps = capacity(rows["dated_offers"], rows["snapshots"], operated)
    found: list[dict[str, Any]] = roles(rows_to_facts(rows, states=states, gaps=gaps))
    found.sort(key=lambda row: (row["role"] is None, _place(row["role"]), -row["share"], row["account_id"]))
    return Proposed(found, rows, {str(row["id"]): row for row in rows["accounts"]})


@st.cache_resource(show_spinner="Measuring against the case …", max_entries=20)
def _signals(_folder: str, revision: str, account: str, _here: Opened) -> tuple[Signal, ...]:
    written = writing_rows(_here.store(), account_id=account)
    return panel(proposed(_folder, revision, _here).rows, written=written).get(account, ())


def _place(role: str | None) -> int:
    """Whoever stands higher comes first."""
    order = ("supplier", "operator", "reseller", "front", "promoter", "licensed_intermediary", "customer", "bystander")
    return order.index(role) if role else len(order)


def _said(row: Mapping[str, Any]) -> str:
    return str(row["role"] or "not said").replace("_", " ")


def _legend(found: Sequence[Mapping[str, Any]]) -> None:
    counts = {role: sum(row["role"] == role for row in found) for role in ROLES}
    shapes = [f"{_mark(role)} {escape(role.replace('_', ' '))}: {counts[role]:,}" for role in ROLES]
    silent = sum(row["role"] is None for row in found)
    put("<p>", " &ensp; ".join([*shapes, f"{_mark(NONE)} not said: {silent:,}"]), "</p>")


def _mark(role: str) -> str:
    shape, colour = MARKS[role]
    return f'<span style="color:{colour}" aria-hidden="true">{shape}</span>'


def bars(found: Sequence[Mapping[str, Any]], answer: Proposed) -> str:
    """A picture: for each account a bar of its shares, each part with the colour and the shape of its role."""
    lines = [_bar(row, answer.named(row["account_id"])) for row in found]
    return f'<div role="group" aria-label="Shares of roles by account">{"".join(lines)}</div>'


def _bar(row: Mapping[str, Any], account: Mapping[str, Any]) -> str:
    shares = {role: float(row[role]) for role in MARKS}
    told = ", ".join(f"{role.replace('_', ' ')} {share:.0%}" for role, share in shares.items() if share >= _TOLD)
    parts = "".join(_part(role, share) for role, share in shares.items())
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:0 .6rem;margin-bottom:.2rem">'
        f'<div style="{_NAME}">{account_html(account)}</div>'
        f'<div role="img" aria-label="{escape(told)}" title="{escape(told)}" style="{_WHOLE}">{parts}</div></div>'
    )


def _part(role: str, share: float) -> str:
    shape, colour = MARKS[role]
    style = f"width:{share:.2%};background:{colour};color:white;overflow:hidden"
    return f'<div style="{style}">{shape if share >= _ENOUGH else ""}</div>'


def _table(here: Opened, answer: Proposed) -> None:
    rows = [
        row
        | {"account": account_line(answer.named(row["account_id"])), "said": _said(row)}
        | {"mark": MARKS[row["role"] or NONE][0]}
        for row in answer.found
    ]
    st.caption("The box before a row opens its reasons and its signals.")
    key = keyed("roles", here.revision)
    marked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    with st.container(key="opened-role"):
        _open(here, answer, rows[marked[0] if marked and marked[0] < len(rows) else 0])
    shown = frame_of(rows, _COLUMNS)
    share = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(35 * (len(rows) + 1) + 3, 420),
        column_config=formats(shown) | {"share": share, "reasons": st.column_config.TextColumn(width=520)},
        placeholder="",
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    download("Download these roles (CSV)", answer.found, COLUMNS, name="roles.csv")


def _open(here: Opened, answer: Proposed, row: Mapping[str, Any]) -> None:
    account = str(row["account_id"])
    names = {str(source["id"]): str(source["name"]) for source in here.rows("find_sources")}
    reasons = "".join(words(reason, "li") for reason in row["reasons"])
    means = DEFINITIONS.get(str(row["role"]), "no share is large enough to say a role")
    facts = [("means", means), ("cited from", [_cited(one, names) for one in row["evidence"]])]
    head = f"{_mark(row['role'] or NONE)} {account_html(answer.named(account))}: {escape(row['said'])}"
    put(f'<p class="sentence">{head}</p><ul>{reasons}</ul>', bars([row], answer), facts_html(facts))
    signals = [one.as_row() for one in _signals(str(here.case.folder), here.revision, account, here)]
    told = [
        one | {"value": _valued(one), "from": [_cited(each, names) for each in one["evidence"]]}  # type: ignore[attr-defined]
        for one in signals
    ]
    st.dataframe(frame_of(told, _SIGNALS), hide_index=True, width="stretch", placeholder="")


_SIGNALS = {
    "name": "signal",
    "value": "value",
    "n": "observations",
    "window": "window",
    "reason": "what it says",
    "caveat": "caveat",
    "method": "definition",
    "from": "cited from",
}


def _cited(citation: str, names: Mapping[str, str]) -> str:
    """A line of a file by the file's name; the id of a message, payment or account as it is."""
    return cited(citation, names) if citation.partition(":")[0] in names else citation


def _valued(row: Mapping[str, Any]) -> str:
    return "not said" if row["value"] is None else f"{row['value']} ({row['unit']})"
