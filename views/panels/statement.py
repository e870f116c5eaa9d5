"""Why this arrow? The quoted message with the very words marked, who said them, and the line of the file that has them.

It lives apart because it is what everything else leads to: an arrow that cannot be read here should not be drawn.
"""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from evidence.quote import Quote, quote
from graphs.plain_text import visible
from ingest.tables import TableRefused
from queries.session import Row
from views.opened import Opened
from views.panels.cited_row import CitedRow, cited_row
from views.safe_text import Markup, account_html, cited, facts_html, notice, put, text, words

__all__ = ["quotation_html", "why"]

_SAYS = {
    "REFERS_TO": "refers to",
    "STATES_OPERATED_BY": "says it is operated by",
    "MENTIONS": "mentions",
    "SPLITS_FEE_WITH": "splits a fee with",
    "DISPLAYS": "displays",
}
_LONG = 20_000
_MOST_OPENED = 5  # lines that are opened; the rest of the citations is listed


def why(here: Opened, edge: str) -> None:
    """The panel of one statement; says so when the case does not have it."""
    rows = here.rows("cite_statement", id=edge)
    if not rows:
        notice(f"The statement {edge} is not in this case. It may have been written for another one.", kind="refusal")
        return
    first = rows[0]
    put(_sentence(here, first), _quotation(first), kind="why")
    if first["conflicting"]:
        notice("Files give the id of this statement to different contents: each content is kept and none is preferred.")
    put(facts_html(_facts(here, first)), kind="why")
    for row in rows[:_MOST_OPENED]:
        _citation(here, row)
    if rest := rows[_MOST_OPENED:]:
        names = {row["source_id"]: row["source_name"] or row["source_id"] for row in rest}
        put(words(f"It also stands in {', '.join(cited(row['citation'], names) for row in rest)}.", "p"), kind="why")


def _sentence(here: Opened, row: Row) -> str:
    ends = {found["id"]: found for found in here.rows("find_accounts_by_id", ids=[row["source"], row["target"]])}
    who, whom = (account_html(ends.get(row[end], {"id": row[end]})) for end in ("source", "target"))
    return f'<p class="sentence">{who} <span class="arrow">{_SAYS[row["type"]]} →</span> {whom}</p>'


def _quotation(row: Row) -> str:
    if not row["text"]:
        said = words(row["statement"], "p") if row["statement"] else ""
        missing = "The message itself is not in the case." if row["message_id"] else "The row names no message."
        return f'<blockquote dir="auto">{said}</blockquote><p class="remark">{missing}</p>' if said else ""
    return quotation_html(quote(row["text"], row["statement"], row["span_start"], row["span_end"]))


def quotation_html(found: Quote) -> str:
    """The message with the quoted words marked, and the remark when they could not be found to the letter."""
    remark = f'<p class="remark">{escape(found.remark)}</p>' if found.remark else ""
    marked = f"<mark>{_safe(found.quoted)}</mark>" if found.quoted else ""
    return f'<blockquote dir="auto">{_safe(found.before)}{marked}{_safe(found.after)}</blockquote>{remark}'


def _safe(part: str) -> str:
    return escape(visible(part, _LONG))


def _facts(here: Opened, row: Row) -> list[tuple[str, object]]:
    sender = row.get("message_sender")
    known = here.rows("find_accounts_by_id", ids=[sender]) if sender else []
    said_by = Markup(account_html(known[0])) if known else None
    facts: list[tuple[str, object]] = [
        ("written by", said_by),
        ("written at", row.get("message_sent_at")),
        ("stated at", row["stated_at"] if row["stated_at"] != row.get("message_sent_at") else None),
        ("as the row names them", Markup(f"{words(row['source_stated'])} → {words(row['target_stated'])}")),
        ("cue", (row["cue"] or "").replace("_", " ")),
        ("how it was read", _METHOD.get(row["method"], row["method"])),
        ("confidence of the reading", row["confidence"]),
        ("kind of claim", row["assertion_type"]),
        ("documented payments the same way", _payments(here, row)),
        ("message", row["message_id"]),
        ("statement", row["id"]),
    ]
    return [fact for fact in facts if fact[1] not in (None, "")]


def _payments(here: Opened, row: Row) -> str | None:
    """How many documented payments go where the referral points; an account paying itself says nothing."""
    if row["type"] != "REFERS_TO" or row["source"] == row["target"]:
        return None
    paid = here.rows("find_payments_of_account", account_id=row["source"])
    same = [p for p in paid if (p["payer"], p["payee"], p["status"]) == (row["source"], row["target"], "documented")]
    return f"{len(same):,}, from the one who refers to the one referred to" if same else "none in the case"


_METHOD = {"file": "a row of the file states it"}


def _citation(here: Opened, row: Row) -> None:
    name = words(row["source_name"] or row["source_id"], "bdi", "file")
    put(f'<p class="cite">Stands in {name}, {_place(row["line"])}</p>', kind="why")
    sources = {source["id"]: source for source in here.rows("find_sources")}
    source = sources.get(row["source_id"])
    if source is None:
        notice("The store does not know this source: ingest the file again.", kind="refusal")
        return
    try:
        found = _row_of(str(here.case.folder), source["sha256"], source["name"], source["settings"], row["line"])
    except (TableRefused, LookupError, ValueError, TypeError) as wrong:
        notice(f"The kept copy of {source['name']} cannot be read: {wrong}. Run silsila verify.", kind="refusal")
        return
    put(_row_html(found, source), kind="why")


def _place(line: str) -> str:
    return f"line {escape(line)}" if line.isdigit() else words(line)


@st.cache_data(show_spinner="Opening the source …", max_entries=200)
def _row_of(folder: str, sha256: str, name: str, settings: str, line: str) -> CitedRow:
    """The cited row, kept because kept copies never change; a failure is not kept."""
    return cited_row(Path(folder), {"sha256": sha256, "name": name, "settings": settings}, line)


def _row_html(found: CitedRow, source: Mapping[str, Any]) -> str:
    cells = "".join(f"<tr><th>{words(name)}</th><td>{words(cell)}</td></tr>" for name, cell in found.cells)
    raw = f'<p class="head">the line, as it is</p><pre dir="auto">{_safe(found.raw)}</pre>' if found.raw else ""
    head = '<p class="head">the row in the kept source</p>'
    return (
        f"{head}<table class='cells'>{cells}</table>{raw}<p class='hash'>SHA-256 {escape(text(source['sha256']))}</p>"
    )
