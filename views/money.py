"""The page of money: motifs of payments with their lawful explanations, and each one's payments along the time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log10
from typing import Any

import streamlit as st

from graphs.money.motifs import COLUMNS, motifs
from queries.session import Row
from views.asked import keyed
from views.heading import heading
from views.opened import Opened, opened
from views.safe_text import account_html, account_line, cited, facts_html, notice, put, words
from views.sheets import download, formats, frame_of, table

__all__ = ["Found", "found", "show", "timeline"]

_COLUMNS = {
    "motif": "motif",
    "account": "account",
    "amount": "amount",
    "currency": "currency",
    "told": "what was found",
    "first_at": "first",
    "last_at": "last",
}
_PAYMENTS = {
    "paid_at": "paid",
    "payer": "payer",
    "payee": "payee",
    "amount": "amount",
    "currency": "currency",
    "reference": "for",
    "from": "cited from",
}
_HIGH, _WHOLE, _EDGE = 150, 100, 4  # pixels, hundredths


@dataclass(frozen=True)
class Found:
    """The motifs, every payment by its id, and every account by its id."""

    rows: list[dict[str, object]]
    payments: Mapping[str, Row]
    accounts: Mapping[str, Row]

    def named(self, account: object) -> Mapping[str, Any]:
        """The row of an account, its id alone when nothing describes it."""
        return self.accounts.get(str(account), {"id": account, "handle": None, "display_name": None, "platform": None})


def show() -> None:
    """Draws the page."""
    here = opened()
    heading(here.case, "Money")
    left, right, _ = st.columns([1, 1, 2])
    days = left.number_input("Days within which payments belong together", 1, 365, 7)
    mode = right.selectbox("Order of time", ["respect", "ignore"], help="Simulators' alerts often ignore it.")
    answer = found(str(here.case.folder), here.revision, int(days), str(mode), here)
    notice(
        "A lead made by a program, for a person to check: each of these shapes has lawful explanations, which stand "
        "beside it. Structuring is looked for by the command only, because a threshold needs a source.",
        kind="lead",
    )
    if not answer.rows:
        notice("No motif was found among the documented payments of this case.", role="status")
        return
    _table(here, answer)


@st.cache_resource(show_spinner="Looking through the payments …", max_entries=4)
def found(_folder: str, revision: str, days: int, in_time: str, _here: Opened) -> Found:  # noqa: ARG001  # cached by revision
    """The motifs of the case as it is."""
    payments = _here.rows("find_payments_in_time", as_of=None)
    accounts = {str(row["id"]): row for row in _here.rows("find_ranked_accounts")}
    return Found(motifs(payments, days=days, in_time=in_time), {str(row["id"]): row for row in payments}, accounts)


def _table(here: Opened, answer: Found) -> None:
    kinds = sorted({str(row["motif"]) for row in answer.rows})
    asked = st.multiselect("Motifs", kinds, placeholder="all of them")
    rows = [row for row in answer.rows if not asked or row["motif"] in asked]
    lines = [
        row
        | {"account": account_line(answer.named(row["account"]))}
        | {end: datetime.fromisoformat(str(row[end])) for end in ("first_at", "last_at")}
        for row in rows
    ]
    key = keyed("money", here.revision)
    with st.container(key="opened-motif"):
        marked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
        _open(here, answer, rows[marked[0] if marked and marked[0] < len(rows) else 0])
    shown = frame_of(lines, _COLUMNS)
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        column_config=formats(shown),
        placeholder="",
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    download("Download these motifs (CSV)", rows, COLUMNS, name="motifs.csv")


def _open(here: Opened, answer: Found, row: Mapping[str, Any]) -> None:
    motif, account = words(str(row["motif"]).replace("_", " ")), account_html(answer.named(row["account"]))
    put(
        f'<p class="sentence">{motif}: {account}</p>',
        facts_html([
            ("what was found", row["told"]),
            ("definition", row["definition"]),
            ("lawful explanations", row["lawful"]),
        ]),
    )  # fmt: skip
    payments = [answer.payments[one] for one in row["payments"]]
    put(timeline(payments, str(row["account"])))
    names = {str(source["id"]): str(source["name"]) for source in here.rows("find_sources")}
    told = [
        one
        | {end: account_line(answer.named(one[end])) for end in ("payer", "payee")}
        | {"from": [cited(citation, names) for citation in one["evidence"]]}
        for one in payments
    ]
    table(told, _PAYMENTS)


def timeline(payments: Sequence[Mapping[str, Any]], account: str) -> str:
    """A picture of payments along the time, the larger the higher: in to the account ▲, out of it ▼, others ●.

    Made of boxes, because the page takes no drawing from a program.
    """
    dated = [one for one in payments if one["paid_at"] is not None]
    times = [one["paid_at"].timestamp() for one in dated]
    sizes = [log10(max(float(one["amount"]), 0.01)) for one in dated]
    marks = [
        f'<span style="position:absolute;left:{_at(at, times):.1f}%;bottom:{_at(size, sizes):.1f}%">'
        f"{'▲' if one['payee'] == account else '▼' if one['payer'] == account else '●'}</span>"
        for one, at, size in zip(dated, times, sizes, strict=True)
    ]
    days = sorted(f"{one['paid_at']:%Y-%m-%d}" for one in dated) or ["", ""]
    return (
        '<div role="img" aria-label="Payments along the time">'
        f'<div style="position:relative;height:{_HIGH}px;border-bottom:1px solid">{"".join(marks)}</div>'
        '<div style="display:flex;justify-content:space-between">'
        f"<span>{days[0]}</span><span>▲ in ▼ out ● between others</span><span>{days[-1]}</span></div></div>"
    )


def _at(value: float, among: Sequence[float]) -> float:
    """Where a value stands between the least and the most of them, in hundredths of a line whose edges are free."""
    least, most = min(among), max(among)
    part = (value - least) / (most - least) if most > least else 0.5
    return _EDGE + part * (_WHOLE - 2 * _EDGE)
