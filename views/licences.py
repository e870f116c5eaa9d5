"""The page of licences: what registers and files say of each account, and the lawful path beside the other."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from graphs.build import rows_to_graph
from graphs.licences.facts import FACTS
from graphs.licences.paths import Path, opaque_path
from graphs.licences.rows import rows_to_known
from graphs.licences.side_by_side import side_by_side
from graphs.licences.states import CAVEAT, COLUMNS, licence_states
from graphs.licences.words import SEARCHED
from queries.licences import licence_rows, with_paths
from queries.session import Row
from queries.tracing import trace
from views.asked import keyed
from views.heading import heading
from views.opened import Opened, opened
from views.safe_text import account_html, account_line, account_name, cited, facts_html, notice, put, words
from views.sheets import download, formats, frame_of

__all__ = ["MARKS", "show"]

MARKS = {
    "verified_active_in_scope": ("●", "#1f7a4d"),
    "verified_active_out_of_scope": ("◐", "#8a6d00"),
    "verified_lapsed": ("◇", "#8a6d00"),
    "claimed_unverified": ("△", "#3b6fb6"),
    "no_record_on_date": ("□", "#6b5b95"),
    "not_required_claimed": ("▽", "#3b6fb6"),
    "not_checked": ("○", "#6f7680"),
}
"""The shape and the colour of each state; neither stands without the other."""

_COLUMNS = {"mark": " ", "account": "account", "state": "state", "sentence": "what is known", "activity": "activity"}
_MOST_COLOURED = 100_000  # cells: beyond this, colouring alone would take seconds, and the shapes say it too
_FACT_MARKS = {"seen": "●", "stated": "◐", "not seen": "○"}
_BOX = (
    "border:1px solid color-mix(in srgb, currentColor 25%, transparent);border-radius:8px;padding:.5rem .8rem;"
    "margin:.2rem 0"
)


def show() -> None:
    """Draws the page."""
    here = opened()
    heading(here.case, "Licences")
    rows = _rows(str(here.case.folder), here.revision, here)
    if not rows["accounts"]:
        notice("No account is in the case yet. Licences and register checks would fill this page.", role="status")
        return
    notice(CAVEAT, kind="lead")
    zone = ZoneInfo(here.case.time_zone) if here.case.time_zone else UTC
    accounts = {str(row["id"]): row for row in rows["accounts"]}
    found = sorted(licence_states(rows_to_known(rows), zone=zone), key=lambda row: row["state"] == "not_checked")
    _legend(found)
    _table(here, found, accounts)
    _paths(here, rows, accounts)


@st.cache_resource(show_spinner="Reading licences and registers …", max_entries=2)
def _rows(_folder: str, revision: str, _here: Opened) -> dict[str, list[Row]]:  # noqa: ARG001  # cached by revision
    return licence_rows(_here.store(), words=SEARCHED)


def _mark(state: str) -> str:
    shape, colour = MARKS[state]
    return f'<span style="color:{colour}" aria-hidden="true">{shape}</span>'


def _legend(found: Sequence[Mapping[str, Any]]) -> None:
    counts = {state: sum(row["state"] == state for row in found) for state in MARKS}
    put("<p>", " &ensp; ".join(f"{_mark(s)} {escape(s.replace('_', ' '))}: {n:,}" for s, n in counts.items()), "</p>")


def _table(here: Opened, found: Sequence[Mapping[str, Any]], accounts: Mapping[str, Row]) -> None:
    rows = [
        {**row, "mark": MARKS[row["state"]][0], "account": account_line(accounts[row["account_id"]])} for row in found
    ]
    key = keyed("licences", here.revision)
    marked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    with st.container(key="opened-licence"):
        _open(here, rows[marked[0] if marked and marked[0] < len(rows) else 0], accounts)
    shown = frame_of(rows, _COLUMNS)
    wide = st.column_config.TextColumn(width=520)
    colours = [f"color: {MARKS[str(row['state'])][1]}" for row in found]
    st.dataframe(
        shown.style.apply(lambda _: colours, subset=[_COLUMNS["mark"], _COLUMNS["state"]])
        if shown.size <= _MOST_COLOURED
        else shown,
        hide_index=True,
        width="stretch",
        height=min(35 * (len(rows) + 1) + 3, 420),
        column_config=formats(shown) | {_COLUMNS["sentence"]: wide},
        placeholder="",
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    download("Download these states (CSV)", rows, COLUMNS, name="licences.csv")


def _open(here: Opened, row: Mapping[str, Any], accounts: Mapping[str, Row]) -> None:
    state = row["state"].replace("_", " ")
    head = f"{_mark(row['state'])} {account_html(accounts[row['account_id']])}: {escape(state)}"
    reasons = "".join(words(reason, "li") for reason in row["reasons"])
    put(f'<p class="sentence">{head}</p>', words(row["sentence"], "p"), f"<ul>{reasons}</ul>")
    tests = [(name, row[column]) for name, column in _TESTS.items()]
    where = [("cited from", _where(here, row)), ("next", row["next"])]
    put(facts_html([("activity", row["activity"]), *tests, *where, ("means", row["definition"])]))


_TESTS = {
    "handle in the licence": "handle_in_licence",
    "advertisement disclosed": "disclosure",
    "written agreement": "written_agreement",
}


def _names(here: Opened) -> dict[str, str]:
    return {str(row["id"]): str(row["name"]) for row in here.rows("find_sources")}


def _paths(here: Opened, rows: dict[str, list[Row]], accounts: Mapping[str, Row]) -> None:
    """The two paths as two columns of steps, then what was found of the nine facts."""
    st.subheader("Two paths side by side", anchor=False)
    referring = sorted({str(row["referrer"]) for row in here.rows("find_statements_upwards", as_of=None)})
    if not referring:
        notice("No account refers to another in this case: there is no chain to lay beside.", role="status")
        return
    asked = st.query_params.get("account", "")
    start = st.selectbox(
        "The chain from",
        referring,
        index=referring.index(asked) if asked in referring else 0,
        format_func=lambda name: account_line(accounts[name]),
        key=keyed("licence-path", here.revision),
    )
    paths, facts = _compared(str(here.case.folder), here.revision, str(start), here, rows)
    for column, path in zip(st.columns(2), paths, strict=False):
        with column:
            _draw(path, [row for row in facts if row["path"] == path.kind], accounts)
    st.caption(
        "● seen in a file, a register, a receipt or a public post · ◐ stated by the account · ○ not seen, which never "
        "means absent. The nine facts are a proposal of this tool."
    )
    told = [
        row | {"account": account_name(accounts[row["account_id"]]), "from": _where(here, row)}
        for row in facts
        if row["words"]
    ]
    shown = {"account": "account", "fact": "fact", "status": "status", "words": "how", "from": "cited from"}
    st.dataframe(frame_of(told, shown), hide_index=True, width="stretch", placeholder="")


def _where(here: Opened, row: Mapping[str, Any]) -> list[str]:
    names = _names(here)
    return [cited(one, names) if ":" in one else str(one) for one in row["evidence"]]


@st.cache_resource(show_spinner="Laying the paths side by side …", max_entries=20)
def _compared(
    _folder: str,
    revision: str,  # noqa: ARG001  # cached by revision
    start: str,
    _here: Opened,
    _rows: dict[str, list[Row]],
) -> tuple[list[Path], list[dict[str, Any]]]:
    trail = trace(_here.store(), start).rows
    opaque = opaque_path(rows_to_graph(trail), start)
    names = list(opaque.accounts) if opaque else [start]
    return side_by_side(with_paths(_here.store(), _rows, starts=names, words=SEARCHED), trail, start=start)


def _draw(path: Path, facts: Sequence[Mapping[str, Any]], accounts: Mapping[str, Row]) -> None:
    title = "The licensed path" if path.kind == "licensed" else "The opaque path"
    parts = [f"<h3>{title}</h3>"]
    said = {step.lower: step.words for step in path.steps}
    for account in path.accounts:
        status = {str(row["fact"]): str(row["status"]) for row in facts if row["account_id"] == account}
        marks = "".join(
            f'<span title="{escape(fact)}: {status[fact]}">{_FACT_MARKS[status[fact]]}</span> ' for fact in FACTS
        )
        have = [f"{sum(value == kind for value in status.values())} {kind}" for kind in _FACT_MARKS]
        parts.append(f'<div style="{_BOX}">{account_html(accounts[account])}<br>{marks}<br>{", ".join(have)}</div>')
        if account in said:
            parts.append(f'<p class="arrow">↓ {escape(said[account])}</p>')
    put(*parts)
