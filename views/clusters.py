"""The page of clusters: a map of who belongs together, what holds each cluster, and what a removal takes away."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from graphs.clusters.clusters import CAVEAT, COLUMNS, Clusters, clusters
from graphs.clusters.communities import RESOLUTION
from graphs.clusters.picture import DRAWN, cluster_map
from graphs.clusters.takedown import CAVEAT as REMOVAL
from graphs.clusters.takedown import COLUMNS as REMOVED
from graphs.clusters.takedown import takedown, ways_up
from graphs.standing.observed import rows_to_observed
from graphs.standing.steps import Steps
from queries.clusters import cluster_rows
from queries.session import Row
from views.asked import keyed
from views.heading import heading
from views.opened import Opened, opened
from views.pictures import frame
from views.safe_text import account_html, account_line, account_name, facts_html, notice, put, words
from views.sheets import download, formats, frame_of, table

__all__ = ["Found", "found", "show"]

_COLUMNS = {
    "cluster": "cluster",
    "size": "accounts",
    "value": "stays together",
    "names": "who",
    "reasons": "what holds it together",
    "layers": "layers",
    "split": "what would split it",
}
_REMOVED = {
    "names": "removed",
    "value": "accounts without another way up",
    "by_chance": "on average by chance",
    "largest_before": "largest part before",
    "largest_after": "after",
    "gone": "who loses it",
}
_HIGH, _NAMED = 620, 60


@dataclass(frozen=True)
class Found:
    """The clusters, the ways up, and every account by its id."""

    told: Clusters
    steps: Steps
    accounts: Mapping[str, Row]

    def named(self, account: object) -> Mapping[str, Any]:
        """The row of an account, its id alone when nothing describes it."""
        return self.accounts.get(str(account), {"id": account, "handle": None, "display_name": None, "platform": None})

    def removed(self, accounts: Sequence[str]) -> list[dict[str, Any]]:
        """What falls apart without these together, or without each of those that hold the most."""
        return takedown(self.told.layers, self.steps, accounts)


def show() -> None:
    """Draws the page."""
    here = opened()
    heading(here.case, "Clusters")
    left, _ = st.columns([1, 2])
    resolution = left.slider("Resolution: a higher one gives more and smaller clusters", 0.1, 3.0, RESOLUTION, 0.1)
    answer = found(str(here.case.folder), here.revision, float(resolution), here)
    if not answer.told.rows:
        notice("No three accounts of this case belong together. Referrals and payments would tie them.", role="status")
        return
    notice(CAVEAT, kind="lead")
    _map(here, answer)
    _said(answer)
    _table(here, answer)
    _removal(answer)


@st.cache_resource(show_spinner="Looking for what belongs together …", max_entries=4)
def found(_folder: str, revision: str, resolution: float, _here: Opened) -> Found:  # noqa: ARG001  # cached by revision
    """The clusters of the case as it is."""
    rows = cluster_rows(_here.store())
    accounts = {str(row["id"]): row for row in rows["accounts"]}
    return Found(clusters(rows, resolution=resolution), ways_up(rows_to_observed(rows)), accounts)


def _map(here: Opened, answer: Found) -> None:
    theme = "dark" if st.context.theme.type == "dark" else "light"
    labels = {name: account_line(answer.named(name)) for name in answer.told.layers.accounts}
    key = ("clusters", here.revision, answer.told.communities.resolution, theme)
    alt = "Map of the clusters; the table below it has every account"
    frame(key, lambda: (cluster_map(answer.told, labels, theme=theme), _HIGH), alt=alt)


def _said(answer: Found) -> None:
    rows, told = answer.told.rows, answer.told
    inside = sum(row["size"] for row in rows)
    said = (
        f"{inside:,} of {told.layers.n:,} accounts are in {len(rows):,} clusters of three or more, at resolution "
        f"{told.communities.resolution:g}; modularity {told.communities.modularity:.2f}. Under each ring stand its "
        "number, its accounts and how many of its pairs stay together when the evidence is drawn again; broken lines "
        f"are ties between clusters. The map has the first {DRAWN} clusters, the table all."
    )
    put(words(said, "p"))
    if told.layers.left_out:
        public = [{"what": one.what, "accounts": one.accounts} for one in told.layers.left_out]
        table(public, {"what": "left out as public", "accounts": "accounts that show it"})


def _table(here: Opened, answer: Found) -> None:
    rows = [row | {"names": [account_name(answer.named(name)) for name in row["accounts"]]} for row in answer.told.rows]
    st.caption("The box before a row opens its reasons.")
    key = keyed("clusters", here.revision)
    marked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    with st.container(key="opened-cluster"):
        _open(answer, rows[marked[0] if marked and marked[0] < len(rows) else 0])
    shown = frame_of(rows, _COLUMNS)
    share = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        column_config=formats(shown) | {"stays together": share},
        placeholder="",
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    download("Download these clusters (CSV)", answer.told.rows, COLUMNS, name="clusters.csv")


def _open(answer: Found, row: Mapping[str, Any]) -> None:
    who = ", ".join(account_html(answer.named(name)) for name in row["accounts"][:_NAMED])
    reasons = "".join(words(reason, "li") for reason in row["reasons"])
    facts = [
        ("stays together", f"{row['value']:.0%} of its pairs"),
        ("ties that stay inside", f"{row['inside']:.0%} by weight"),
        ("what would split it", row["split"]),
        ("hold it alone", row["bridges"]),
        ("rests on", [one for some in row["evidence"] for one in some]),
        ("definition", row["definition"]),
    ]
    put(f'<p class="sentence">Cluster {row["cluster"]}: {who}</p><ul>{reasons}</ul>', facts_html(facts))


def _removal(answer: Found) -> None:
    st.subheader("What falls apart without an account")
    notice(REMOVAL, kind="lead")
    lines = {name: account_line(answer.named(name)) for name in answer.told.layers.accounts}
    asked = st.multiselect(
        "Accounts removed together",
        list(lines),
        format_func=lambda name: lines.get(name, name),
        placeholder="none: those that hold the most, each by itself",
    )
    rows = answer.removed(asked)
    told = [
        row
        | {"names": [account_line(answer.named(name)) for name in row["removed"]]}
        | {"gone": [account_name(answer.named(name)) for name in row["lost"]]}
        for row in rows
    ]
    if asked:
        put("".join(words(reason, "p") for reason in rows[0]["reasons"]))
    table(told, _REMOVED)
    download("Download what falls apart (CSV)", rows, REMOVED, name="takedown.csv")
