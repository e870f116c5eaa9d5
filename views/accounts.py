"""The accounts page: every account of the case in one table, to sort, to narrow down, to take away, and to open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from graphs.plain_text import visible
from queries.search_key import search_key
from queries.session import Row
from views import chain
from views.asked import keyed
from views.heading import heading
from views.opened import Opened, opened
from views.safe_text import account_html, notice, put
from views.sheets import download, formats, frame_of

__all__ = ["Listed", "all_accounts", "narrowed", "show"]

_PAGE = 10_000
_COLUMNS = {
    "display_name": "name",
    "handle": "handle",
    "platform": "platform",
    "subject_class": "class",
    "status": "status",
    "followers": "followers",
    "refers_to": "refers to",
    "referred_by": "referred by",
    "messages": "messages sent",
    "described": "described",
    "observed_at": "observed",
    "id": "id",
}
_CHOICES = {"platform": "Platform", "subject_class": "Class", "status": "Status"}


@dataclass(frozen=True)
class Listed:
    """All accounts, the text in which each is searched, and the table to look at; made once a revision."""

    rows: list[Row]
    keys: list[str]
    frame: pd.DataFrame


def show() -> None:
    """Draws the page."""
    here = opened()
    heading(here.case, "Accounts")
    listed = _listed(str(here.case.folder), here.revision, here)
    if not listed.rows:
        notice("No account is in the case yet. The Case page says how to take files in.", role="status")
        return
    places = _narrowed(listed)
    st.caption(
        f"{len(places):,} of {len(listed.rows):,} accounts. A heading sorts; the box before a row opens the account."
    )
    _table(here, listed, places)


@st.cache_resource(show_spinner="Reading the accounts …", max_entries=2)
def _listed(_folder: str, revision: str, _here: Opened) -> Listed:  # noqa: ARG001  # cached by revision
    rows = all_accounts(_here)
    keys = ["\n".join(search_key(row[name] or "") for name in ("handle", "display_name", "id")) for row in rows]
    return Listed(rows, keys, frame_of(rows, _COLUMNS))


def all_accounts(here: Opened) -> list[Row]:
    """Every account of the case, asked for page by page."""
    rows: list[Row] = []
    while True:
        page = here.rows("find_accounts", after=rows[-1]["id"] if rows else "", at_most=_PAGE)
        rows += page
        if len(page) < _PAGE:
            return rows


def _narrowed(listed: Listed) -> list[int]:
    boxes = st.columns([2, *[1] * len(_CHOICES)])
    said = boxes[0].text_input("Find", key="find", placeholder="a piece of a handle, name or id", bind="query-params")
    only = {}
    for box, (name, label) in zip(boxes[1:], _CHOICES.items(), strict=True):
        options = sorted({row[name] for row in listed.rows if row[name]})
        only[name] = box.multiselect(
            label, options, format_func=visible, key=keyed(f"only-{name}", options), placeholder="any"
        )
    return narrowed(listed, said=said, only={name: values for name, values in only.items() if values})


def narrowed(listed: Listed, *, said: str = "", only: Mapping[str, Sequence[str]] | None = None) -> list[int]:
    """The places of the rows with a piece of text in handle, name or id, folded as the store folds it, and with one of
    the values of each column in `only`.
    """
    piece = search_key(said.strip().removeprefix("@"))
    return [
        place
        for place, (row, key) in enumerate(zip(listed.rows, listed.keys, strict=True))
        if piece in key and all(row[name] in values for name, values in (only or {}).items())
    ]


def _table(here: Opened, listed: Listed, places: list[int]) -> None:
    key = keyed("accounts", here.revision, places)
    with st.container(key="opened-account"):
        marked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
        if marked and marked[0] < len(places):
            _open(listed.rows[places[marked[0]]])
    shown = listed.frame.iloc[places]
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=min(35 * (len(places) + 1) + 3, 640),
        column_config=formats(shown),
        placeholder="",
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    rows = [listed.rows[place] for place in places]
    download("Download these accounts (CSV)", rows, [*_COLUMNS, "evidence"], name="accounts.csv")


def _open(row: Row) -> None:
    page = st.Page(chain.show, title="Chain", url_path="chain")
    # the last column is left free: the tools of the table below float there
    name, up, down, _ = st.columns([3, 1, 1, 1], vertical_alignment="center")
    with name:
        put(f'<p class="sentence">{account_html(row)}</p>')
    up.page_link(page, label="Its chain up", query_params={"account": row["id"]}, width="stretch")
    down.page_link(page, label="Its chain down", query_params={"account": row["id"], "way": "down"}, width="stretch")
