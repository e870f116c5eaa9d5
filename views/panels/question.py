"""The boxes in which a question is put: which account, which way, how far, as of when.

They live apart because a question is asked again and again, and its answer is long.
"""

from datetime import date

import streamlit as st

from queries.tracing import MAX_TIERS
from views.asked import WAYS, Asked, keep
from views.opened import Opened
from views.panels.picker import pick

__all__ = ["question"]


def question(here: Opened, ask: Asked) -> None:
    """Draws the boxes with what the address says in them; what is changed in them goes into the address."""
    with st.container(key="question"):
        first, second = st.columns([3, 4], vertical_alignment="top")
        pick(here, "Account", parameter="account", where=first)
        second.segmented_control(
            "Direction",
            list(WAYS),
            default=ask.way,
            required=True,
            format_func=WAYS.__getitem__,
            key="ask-way",
            wrap=True,
            on_change=lambda: keep("way", st.session_state["ask-way"], usual="up"),
        )
        if ask.way in {"to", "shortest"}:
            pick(here, "The other account", parameter="to", where=first)
        tiers, day = second.columns(2)
        tiers.number_input(
            "Tiers at most",
            min_value=1,
            max_value=MAX_TIERS,
            value=ask.tiers,
            key="ask-tiers",
            on_change=lambda: keep("tiers", str(st.session_state["ask-tiers"]), usual=str(MAX_TIERS)),
        )
        day.date_input(
            "As of",
            value=date.fromisoformat(ask.as_of[:10]) if ask.as_of else None,
            min_value=date(1990, 1, 1),
            max_value=date(2100, 12, 31),
            key="ask-as-of",
            help="Only what was stated by the end of this day, in UTC. Undated referrals are then left out.",
            on_change=lambda: keep("as-of", st.session_state["ask-as-of"] or ""),
        )
