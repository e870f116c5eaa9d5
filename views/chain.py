"""The chain page: from one account up, down or to another; the picture, its highest points, its steps, and why each."""

from collections.abc import Iterable, Sequence

import streamlit as st

from graphs.build import Graph, rows_to_graph
from graphs.chains import Root, roots
from graphs.layout import layered
from graphs.picture import picture
from queries.session import Row
from queries.tracing import Trace
from views.asked import Asked, asked
from views.heading import heading
from views.opened import Opened, opened
from views.panels import account, exhibit
from views.panels.question import question
from views.panels.statement import why
from views.panels.steps import steps_and_why
from views.pictures import frame
from views.safe_text import account_html, account_line, notice, put, words

__all__ = ["LEAD", "show", "tops_html"]

LEAD = (
    "What a machine reads is a lead, not a finding: an arrow says that a sentence was written, not that it is true. "
    "Read the quoted line before you repeat it."
)
_MOST_DRAWN = 2000
_LEAST_HIGH, _MOST_HIGH, _WIDE, _AROUND = 380, 720, 1150, 190  # pixels; around: title, buttons and legend


def show() -> None:
    """Draws the page that the address asks for."""
    here, ask = opened(), asked(st.query_params)
    heading(here.case, "Chain")
    question(here, ask)
    ask = asked(st.query_params)  # the boxes above may have changed it
    if ask.account is None:
        notice("Find an account above to see whom it refers to and who refers to it.", role="status")
        return
    known = {row["id"]: row for row in here.rows("find_accounts_by_id", ids=ask.ends)}
    if missing := [end for end in ask.ends if end not in known]:
        notice(
            f"No account of this case has the id “{missing[0]}”. Find the account by its name above.", kind="refusal"
        )
        return
    put(_heading(known, ask))
    if ask.needs_another:
        notice("Find the other account above: the chains from the first up to it are traced.", role="status")
        return
    _answer(here, ask, known)


def _heading(known: dict[str, Row], ask: Asked) -> str:
    ends = [known[end] for end in ask.ends]
    names = ' <span class="arrow">→</span> '.join(account_html(row) for row in ends)
    about = " · ".join(
        words(row[name])
        for row in ends[:1]
        for name in ("platform", "subject_class", "status")
        if row[name] not in (None, "active")
    )
    return f'<h2 class="who">{names}</h2><p class="about">{about}</p>'


def _answer(here: Opened, ask: Asked, known: dict[str, Row]) -> None:
    chosen = str(ask.account)
    found = here.trace(ask)
    ends = sorted({chosen} | {row[end] for row in found.rows for end in ("referrer", "referred_to")})
    called = known | {row["id"]: row for row in here.rows("find_accounts_by_id", ids=ends)}
    for note in found.notes:
        notice(note)
    graph = rows_to_graph(found.rows, nodes=[called[name] for name in ends])
    if found.rows and ask.way == "up":
        put(tops_html(roots(graph, chosen), called, within=_within(ask, found)))
    notice(LEAD, kind="lead")
    if found.rows:
        _picture(here, ask, found, graph)
        steps_and_why(here, ask, found, called)
    elif ask.edge:
        why(here, ask.edge)
    account.show(here, called, chosen=chosen)
    exhibit.offer(here, ask.ends)


def _within(ask: Asked, found: Trace) -> str:
    """What the answer is limited to: the tiers when they stopped it, and the day that was asked about."""
    capped = any(row["tier"] == ask.tiers for row in found.rows)
    return (f" within {ask.tiers} tiers" if capped else "") + (f" as of {ask.as_of}" if ask.as_of else "")


def tops_html(tops: Sequence[Root], called: dict[str, Row], *, within: str = "") -> str:
    """The sentence about the highest points above an account, as HTML; `within` says what the answer is limited to."""
    if not tops:
        return '<p class="tops">Nobody stands above this account in the observed chain.</p>'
    head = f"Highest point{'' if len(tops) == 1 else 's'} in the observed chain{within}"
    return f'<p class="tops">{head}: {"; ".join(_top_html(top, called) for top in tops)}.</p>'


def _top_html(top: Root, called: dict[str, Row]) -> str:
    names = ", ".join(account_html(called.get(name, {"id": name})) for name in top.accounts)
    steps = f"{top.tier} step{'' if top.tier == 1 else 's'} above"
    if top.circular:
        return f"a circle of {len(top.accounts)} accounts that refer to each other, {steps}: {names}"
    return f"{names}, {steps}"


def _picture(here: Opened, ask: Asked, found: Trace, graph: Graph) -> None:
    if len(graph) > _MOST_DRAWN:
        notice(
            f"{len(graph):,} accounts are too many for one readable picture (at most {_MOST_DRAWN:,}). "
            "Allow fewer tiers, or choose an account closer by. The table below has every step."
        )
        return
    theme = st.context.theme.type or "auto"

    def draw() -> tuple[str, int]:
        title, places = _title(ask, graph), layered(graph)
        page = picture(graph, title=title, query=found.query, positions=places, selected=ask.account, theme=theme)
        return page, _height(places.values())

    frame((here.revision, ask.account, ask.way, ask.to, ask.tiers, ask.as_of, theme), draw)


def _height(places: Iterable[tuple[float, float]]) -> int:
    """As high as the picture needs when it is as wide as the page, within bounds."""
    xs, ys = zip(*places, strict=True)
    wide, high = max(xs) - min(xs) + 260, max(ys) - min(ys) + 120
    return int(min(max(high * min(1.0, _WIDE / wide) + _AROUND, _LEAST_HIGH), _MOST_HIGH))


def _title(ask: Asked, graph: Graph) -> str:
    names = [account_line({"id": end, **graph.nodes[end]}) for end in ask.ends if end in graph]
    return {"up": "Above ", "down": "Below "}.get(ask.way, "From ") + " to ".join(names)
