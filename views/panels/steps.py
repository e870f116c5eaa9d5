"""The steps of a chain as a table, and beside it why each arrow is drawn: a row or a box chooses the statement.

They live apart from the picture because the table is the picture for whoever cannot see or click it.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from queries.session import Row
from queries.tracing import Trace
from views.asked import Asked, keep, keyed
from views.opened import Opened
from views.panels.statement import why
from views.safe_text import account_name, cited, notice, text
from views.sheets import download, formats, frame_of

__all__ = ["steps_and_why"]

_MOST_OFFERED = 500  # in the box of arrows; the table has all
_STEPS = {
    "tier": "tier",
    "from": "refers",
    "to": "to",
    "referred_at": "stated",
    "statement": "in the words",
    "cue": "cue",
    "confidence": "confidence",
    "cited": "cited from",
}
_WIDTHS = {
    "tier": st.column_config.NumberColumn(width=40),
    "refers": st.column_config.TextColumn(width=130),
    "to": st.column_config.TextColumn(width=130),
    "in the words": st.column_config.TextColumn(width=220),
    "confidence": st.column_config.NumberColumn(format="%.2f"),
}
_STEPS_OUT = (
    *("id", "tier", "referrer", "referred_to", "referred_at", "cue", "confidence", "message_id", "statement"),
    *("conflicting", "evidence"),
)


def steps_and_why(here: Opened, ask: Asked, found: Trace, called: Mapping[str, Row]) -> None:
    """Draws the table of steps and, beside it, the statement that the address or the reader has chosen."""
    box = keyed("arrow", here.revision, [row["id"] for row in found.rows])
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _steps(here, ask, found, called, box)
    with right, st.container(key="why"):
        st.subheader("Why this arrow?", anchor=False)
        _arrow_box(ask, found, called, box)
        if ask.edge:
            why(here, ask.edge)
        else:
            notice("Choose an arrow in the table or in the box above: its words and its line are shown here.")


def _steps(here: Opened, ask: Asked, found: Trace, called: Mapping[str, Row], box: str) -> None:
    st.subheader(f"{len(found.rows):,} step{'' if len(found.rows) == 1 else 's'}", anchor=False)
    names = {row["id"]: row["name"] for row in here.rows("find_sources")}
    ids = [row["id"] for row in found.rows]
    shown = frame_of([_step(row, called, names) for row in found.rows], _STEPS)
    key = f"{box}-steps-{st.session_state.get('turn', 0)}"
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(35 * (len(ids) + 1) + 3, 560),
        column_config=formats(shown) | _WIDTHS,
        placeholder="",
        key=key,
        on_select=lambda: _picked(ids, key, box),
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(ask.edge)] if ask.edge in ids else []}},
    )
    download("Download the steps (CSV)", found.rows, _STEPS_OUT, name="steps.csv")


def _step(row: Row, called: Mapping[str, Row], names: Mapping[str, str]) -> dict[str, Any]:
    return row | {
        "from": account_name(called.get(row["referrer"], {"id": row["referrer"]})),
        "to": account_name(called.get(row["referred_to"], {"id": row["referred_to"]})),
        "cue": (row["cue"] or "").replace("_", " "),
        "cited": [cited(citation, names) for citation in row["evidence"]],
    }


def _picked(ids: list[str], key: str, box: str) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    edge = ids[rows[0]] if rows and rows[0] < len(ids) else None
    keep("edge", edge or "")
    st.session_state[box] = edge


def _arrow_box(ask: Asked, found: Trace, called: Mapping[str, Row], box: str) -> None:
    rows = {row["id"]: row for row in found.rows}
    options = list(rows)[:_MOST_OFFERED]
    if ask.edge and ask.edge not in options:
        options.insert(0, ask.edge)
    st.session_state.setdefault(box, ask.edge)
    st.selectbox(
        "Arrow",
        options,
        index=None,
        format_func=lambda edge: _arrow_line(edge, rows, called),
        key=box,
        placeholder="choose an arrow",
        on_change=lambda: _chosen(box),
    )


def _arrow_line(edge: str, rows: Mapping[str, Row], called: Mapping[str, Row]) -> str:
    if edge not in rows:
        return "an arrow that is not among these steps"
    row = rows[edge]
    who, whom = (account_name(called.get(row[end], {"id": row[end]})) for end in ("referrer", "referred_to"))
    return f"{row['tier']}: {who} → {whom}, {text(row['referred_at'])}"


def _chosen(box: str) -> None:
    keep("edge", st.session_state[box] or "")
    st.session_state["turn"] = st.session_state.get("turn", 0) + 1  # a new table, which marks the same row
