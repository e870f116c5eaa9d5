"""The page of who stands highest: the ranking with its support, other measures beside it, what speaks against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graphs.standing.observed import rows_to_observed
from graphs.standing.standing import COLUMNS, PROBABLE, Standing, standing
from queries.session import Row
from views import chain
from views.asked import keyed
from views.heading import heading
from views.opened import Opened, opened
from views.safe_text import account_html, account_line, notice, put, words
from views.sheets import download, formats, frame_of, table

__all__ = ["Ranked", "ranked", "show"]

_RESAMPLES, _MOST = 100, 5_000
"""So many resamples on the page, and the most statements and payments for which they are drawn there."""

_COLUMNS = {
    "rank": "rank",
    "account": "account",
    "label": "label",
    "score": "score",
    "downline": "accounts that lead to it",
    "gate_of": "by no other way",
    "top_3": "among the first three",
    "layers": "supported by",
    "reach_rank": "rank by reach",
    "spring_rank": "rank by SpringRank",
    "pagerank_rank": "rank by PageRank",
    "trophic_level": "trophic level",
}


@dataclass(frozen=True)
class Ranked:
    """The answer, and every account of the case by its id."""

    found: Standing
    accounts: Mapping[str, Row]

    def named(self, account: str) -> Mapping[str, Any]:
        """The row of an account, its id alone when nothing describes it."""
        return self.accounts.get(account, {"id": account, "handle": None, "display_name": None, "platform": None})


def show() -> None:
    """Draws the page."""
    here = opened()
    heading(here.case, "Who stands highest")
    answer = ranked(str(here.case.folder), here.revision, here)
    if not answer.found.rows:
        notice(
            "No account leads to another in this case yet. Referrals and payments would fill this page.", role="status"
        )
        return
    notice(
        "This is a lead made by a program, for a person to check. It says who is highest in what was observed, and "
        "nothing about who anybody is: whoever stands above may not have been captured.",
        kind="lead",
    )
    _table(here, answer)
    _beside(answer)


@st.cache_resource(show_spinner="Asking who leads to whom …", max_entries=2)
def ranked(_folder: str, revision: str, _here: Opened) -> Ranked:  # noqa: ARG001  # cached by revision
    """Who stands highest in the case as it is; resamples are drawn when the case is small enough to wait for them."""
    rows = _here.standing()
    observed = rows_to_observed(rows)
    is_small = len(observed.statements) + len(observed.payments) <= _MOST
    return Ranked(
        standing(observed, resamples=_RESAMPLES if is_small else 0), {str(row["id"]): row for row in rows["accounts"]}
    )


def _table(here: Opened, answer: Ranked) -> None:
    rows = [row | {"account": account_line(answer.named(str(row["account_id"])))} for row in answer.found.rows]
    called = [row for row in rows if row["label"] == PROBABLE]
    st.caption(
        f"{len(rows):,} accounts have others that lead to them; {len(called):,} are labelled probable operator. "
        "The box before a row opens its reasons."
    )
    key = keyed("highest", here.revision)
    with st.container(key="opened-standing"):
        marked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
        _open(answer, rows[marked[0] if marked and marked[0] < len(rows) else 0])
    shown = frame_of(rows, _COLUMNS)
    share = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    wide = st.column_config.TextColumn(width=180)
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(35 * (len(rows) + 1) + 3, 520),
        column_config=formats(shown) | {"among the first three": share, "label": wide, "supported by": wide},
        placeholder="",
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    download("Download this ranking (CSV)", rows, COLUMNS, name="ranking.csv")


def _open(answer: Ranked, row: Mapping[str, Any]) -> None:
    account = str(row["account_id"])
    label = f": {row['label']}" if row["label"] else ""
    reasons = "".join(words(reason, "li") for reason in row["reasons"])
    put(f'<p class="sentence">{row["rank"]}. {account_html(answer.named(account))}{label}</p><ul>{reasons}</ul>')
    page = st.Page(chain.show, title="Chain", url_path="chain")
    up, down, _ = st.columns([1, 1, 3])
    up.page_link(page, label="Its chain up", query_params={"account": account}, width="stretch")
    down.page_link(page, label="Its chain down", query_params={"account": account, "way": "down"}, width="stretch")


def _beside(answer: Ranked) -> None:
    """Who was set aside and why, and the steps that contradict the rest."""
    if aside := answer.found.aside:
        st.subheader("Set aside", anchor=False)
        rows = [{"account": account_line(answer.named(name)), "reason": reason} for name, reason in aside.items()]
        table(rows, {"account": "account", "reason": "because"})
    if steps := answer.found.contradictory:
        st.subheader("To review", anchor=False)
        st.caption("Each of these steps closes a circle with better supported ones and was left out of the ranking.")
        rows = [
            {"lower": account_line(answer.named(lower)), "upper": account_line(answer.named(upper))}
            for lower, upper in steps
        ]
        table(rows, {"lower": "this account", "upper": "would lead to this one"})
