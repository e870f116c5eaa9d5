"""The page of aliases: pairs that may be one operator's, side by side, for a person to judge and to judge again."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from evidence.judging import judge, take_back
from graphs.aliases.candidates import COLUMNS
from graphs.aliases.judged import same
from graphs.aliases.leads import leads
from queries.aliases import alias_rows
from queries.session import Row
from views.asked import keyed
from views.heading import heading
from views.opened import Opened, opened
from views.safe_text import Markup, Plain, account_html, account_line, cited, facts_html, notice, put, text, words
from views.sheets import download, formats, frame_of, table

__all__ = ["picture", "show"]

Rows = dict[str, list[Row]]

_COLUMNS = {
    "left": "one",
    "right": "other",
    "score": "score",
    "label": "label",
    "why": "why",
    "from": "cited from",
    "judged": "judged",
}
_IDENTIFIERS = {"identifier": "identifier", "stated_value": "as stated", "shared_by": "shown by", "from": "cited from"}
_JUDGEMENTS = {
    "left": "one",
    "right": "other",
    "verdict": "verdict",
    "author": "author",
    "reason": "reason",
    "at": "judged",
    "superseded_at": "superseded",
    "id": "judgement",
}
_VERDICTS = {"same": "The same", "different": "Different", "unsure": "Unsure"}
_SAID = "judged-just-now"
_LAST = "judged-last"
_MOST = 12
_BOX = (
    "display:inline-block;max-width:28rem;overflow-wrap:anywhere;padding:.1rem .5rem;border-radius:6px;"
    "border:1px solid color-mix(in srgb, currentColor 25%, transparent)"
)


def show() -> None:
    """Draws the page."""
    here = opened()
    heading(here.case, "Aliases")
    rows, found = _found(str(here.case.folder), here.revision, here)
    notice(
        "Leads made by a program, for a person to check: no account is ever merged with another. What people judge is "
        "kept with its author and reason, and can be taken back.",
        kind="lead",
    )
    if said := st.session_state.pop(_SAID, None):
        notice(said, kind="good", role="status")
    named = {str(row["id"]): row for row in rows["accounts"]}
    if found:
        _table(here, found, rows, named)
    else:
        notice("No two accounts of this case have a name, an identifier or contacts in common.", role="status")
    _judgements(here, rows["judgements"], named)


@st.cache_resource(show_spinner="Comparing the accounts …", max_entries=2)
def _found(_folder: str, revision: str, _here: Opened) -> tuple[Rows, list[dict[str, Any]]]:  # noqa: ARG001  # cached
    rows = alias_rows(_here.store())
    return rows, leads(rows)


def _named(named: Mapping[str, Row], account: object) -> Mapping[str, Any]:
    return named.get(str(account), {"id": str(account), "handle": None, "display_name": None, "platform": None})


def _table(here: Opened, found: Sequence[Mapping[str, Any]], rows: Rows, named: Mapping[str, Row]) -> None:
    names = _sources(here)
    lines = [
        {**row, "why": "; ".join(row["reasons"]), "from": [cited(one, names) for one in row["lines"]]}
        | {side: account_line(_named(named, row[side])) for side in ("left", "right")}
        for row in found
    ]
    key = keyed("aliases", here.revision)
    with st.container(key="opened-alias"):
        marked = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
        _open(here, found[marked[0]] if marked and marked[0] < len(found) else _last(found), rows, named)
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
    download("Download these pairs (CSV)", found, (*COLUMNS, "judged"), name="aliases.csv")


def _sources(here: Opened) -> dict[str, str]:
    return {str(source["id"]): str(source["name"]) for source in here.rows("find_sources")}


def _last(found: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The pair that was judged last in this visit, which a new table would lose; else the first."""
    last = st.session_state.get(_LAST)
    return next((row for row in found if (row["left"], row["right"]) == last), found[0])


def _open(here: Opened, row: Mapping[str, Any], rows: Rows, named: Mapping[str, Row]) -> None:
    """One pair: why it is named, both sides, what they share, and the buttons to judge it."""
    names = _sources(here)
    left, right = (str(row[side]) for side in ("left", "right"))
    head = " and ".join(account_html(_named(named, one)) for one in (left, right))
    reasons = "".join(words(reason, "li") for reason in row["reasons"])
    put(f'<p class="sentence">{head}: {escape(row["label"])}, {row["score"]:.2f}</p>', f"<ul>{reasons}</ul>")
    contacts = [_named(named, one) for one in _contacts_in_common(rows["contacts"], left, right)]
    displayed = {one: here.rows("find_identifiers_of_account", account_id=one) for one in (left, right)}
    both = sorted(set.intersection(*({str(one["identifier"]) for one in seen} for seen in displayed.values())))
    put(
        facts_html([
            ("identifiers in common", both),
            ("contacts in common", Markup(", ".join(map(account_html, contacts)) or text(None))),
            ("seen at", [cited(one, names) for one in row["lines"]]),
            ("judged", row["judged"]),
            ("what would decide", row["decides"]),
        ])
    )  # fmt: skip
    ends = [account_line(_named(named, one)) for one in (left, right)]
    put(picture((ends[0], ends[1]), [*both, *map(account_line, contacts)]))
    for column, account in zip(st.columns(2), (left, right), strict=True):
        with column:
            _side(_named(named, account), displayed[account], names)
    _judge(here, (left, right))


def _contacts_in_common(contacts: Sequence[Mapping[str, Any]], left: str, right: str) -> list[str]:
    met: dict[str, set[str]] = {left: set(), right: set()}
    for row in contacts:
        for one, other in (("sender", "recipient"), ("recipient", "sender")):
            if row[one] in met:
                met[row[one]].add(str(row[other]))
    return sorted(met[left] & met[right])


def _side(account: Mapping[str, Any], displayed: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> None:
    put(
        f"<h3>{account_html(account)}</h3>",
        facts_html([(name, account.get(column)) for name, column in _FACTS.items()]),
    )
    told = [{**row, "from": [cited(one, names) for one in row["evidence"]]} for row in displayed]
    if told:
        table(told, _IDENTIFIERS)
    else:
        st.caption("No identifier was seen on it.")


_FACTS = {"name": "display_name", "handle": "handle", "platform": "platform", "id": "id", "says of itself": "bio"}


def _judge(here: Opened, pair: tuple[str, str]) -> None:
    with st.form(keyed("judge", here.revision, *pair)):
        author = st.text_input("Who judges")
        reason = st.text_input("Why, in your words")
        columns = st.columns(len(_VERDICTS))
        pressed = [
            verdict
            for column, (verdict, label) in zip(columns, _VERDICTS.items(), strict=True)
            if column.form_submit_button(label, key=keyed(f"judge-{verdict}", here.revision, *pair))
        ]
    for verdict in pressed:
        try:
            kept = judge(here.case, here.store(), pair, verdict=verdict, author=author, reason=reason)
        except ValueError as error:
            notice(error, kind="refusal", role="alert")
            return
        replaced = f" It replaces {', '.join(kept.replaced)}, which stays kept." if kept.replaced else ""
        st.session_state[_LAST] = pair
        said = f"Kept as {kept.id}: {' and '.join(pair)}, {verdict}, judged by {author}."
        st.session_state[_SAID] = said + replaced
        st.rerun()


def _judgements(here: Opened, judgements: Sequence[Mapping[str, Any]], named: Mapping[str, Row]) -> None:
    """Every judgement, what speaks against what, and the way to take one back."""
    st.subheader("Judgements", anchor=False)
    if not judgements:
        notice("Nobody has judged a pair of this case yet.", role="status")
        return
    for row in same((), judgements).contradictory:
        told = f"{row['left']} and {row['right']}: {row['reasons'][0]} ({', '.join(row['evidence'])})."
        notice(f"To review: {told}", kind="refusal")
    lines = [
        {**row} | {side: account_line(_named(named, row[side])) for side in ("left", "right")} for row in judgements
    ]
    table(lines, _JUDGEMENTS)
    download("Download the judgements (CSV)", judgements, tuple(judgements[0]), name="judgements.csv")
    standing = {str(row["id"]): row for row in lines if not row["superseded"]}
    if not standing:
        return
    chosen = st.selectbox(
        "Take back",
        list(standing),
        format_func=lambda name: f"{name}: {text(standing[name]['verdict'])}, {text(standing[name]['author'])}",
        key=keyed("take-back", here.revision),
    )
    if st.button("Take this judgement back", key=keyed("taken-back", here.revision)):
        take_back(here.case, here.store(), str(chosen))
        st.session_state[_SAID] = f"Taken back: {chosen}; it stays kept as superseded."
        st.rerun()


def picture(pair: tuple[str, str], shared: Sequence[str]) -> str:
    """The two accounts with what both show or write with between them; the first 12, and how many more.

    Made of boxes, because the page takes no drawing from a program.
    """
    told = [*shared[:_MOST], *([Plain(f"and {len(shared) - _MOST:,} more")] if len(shared) > _MOST else [])]
    lines = [f"← {_box(one)} →" for one in told] or ["nothing that both show, and nobody both write with"]
    middle = "".join(f'<div style="text-align:center;padding:.15rem 0">{line}</div>' for line in lines)
    return (
        '<div role="img" aria-label="What the two accounts share" '
        'style="display:flex;align-items:center;gap:1rem;margin:.5rem 0">'
        f'{_box(pair[0])}<div style="flex:1">{middle}</div>{_box(pair[1])}</div>'
    )


def _box(said: str) -> str:
    plain = said if isinstance(said, Plain) else text(said)
    return f'<bdi style="{_BOX}" dir="auto">{escape(plain)}</bdi>'
