"""Words of a case as HTML that can only be read: escaped to the letter, each in its own direction, hidden marks shown.

They live apart because Markdown, which most of Streamlit's functions read, would let a display name call another host
or draw a button. Everything a case says goes through here, or into a table or a box that takes plain text.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

import streamlit as st

from graphs.labels import label
from graphs.plain_text import LEFT_TO_RIGHT, isolated, visible

__all__ = [
    "Markup",
    "Plain",
    "account_html",
    "account_line",
    "account_name",
    "cited",
    "facts_html",
    "notice",
    "put",
    "text",
    "words",
]

NOTHING = "–"


def text(value: object) -> str:
    """A value as plain words: a time in UTC, a number with thousands marks, an absent one as a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, list | tuple):
        return ", ".join(text(part) for part in value)
    return _moment(value) if isinstance(value, datetime) else visible(value)


def _moment(value: datetime) -> str:
    moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def words(value: object, tag: str = "bdi", kind: str = "") -> str:
    """The value as an element that takes its direction from its own first letter; nothing in it is markup."""
    attribute = f' class="{escape(kind)}"' if kind else ""
    return f'<{tag}{attribute} dir="auto">{escape(text(value))}</{tag}>'


class Plain(str):
    """One plain line made here: its hidden marks are our own direction isolates, and nothing else."""

    __slots__ = ()


def account_line(row: Mapping[str, Any]) -> Plain:
    """An account in one plain line: its name, its handle from left to right, its platform."""
    shown = label(str(row["id"]), row)
    parts = [isolated(shown.name)]
    parts += [isolated(shown.handle, LEFT_TO_RIGHT)] if shown.handle else []
    parts += [isolated(shown.platform)] if shown.platform else []
    return Plain(" · ".join(parts))


def account_name(row: Mapping[str, Any]) -> Plain:
    """An account by its name alone, in one plain line."""
    return Plain(isolated(label(str(row["id"]), row).name))


def account_html(row: Mapping[str, Any]) -> str:
    """An account as its name with the handle beside it, each isolated."""
    shown = label(str(row["id"]), row)
    handle = f' <bdi class="handle" dir="ltr">{escape(shown.handle)}</bdi>' if shown.handle else ""
    return f'<bdi class="name" dir="auto">{escape(shown.name)}</bdi>{handle}'


def cited(citation: str, names: Mapping[str, str]) -> str:
    """A citation with the name of its file, where `names` has it, instead of the id of its source."""
    source, _, line = citation.partition(":")
    return f"{names.get(source, source)}:{line}"


def facts_html(facts: Iterable[tuple[str, object]]) -> str:
    """A list of our words, each with the case's words beside it; a value that is already HTML is a `Markup`."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{_cell(value)}</dd>" for name, value in facts)
    return f'<dl class="facts">{rows}</dl>'


class Markup(str):
    """HTML that this room made itself."""

    __slots__ = ()


def _cell(value: object) -> str:
    return str(value) if isinstance(value, Markup) else words(value)


def put(*parts: str, kind: str = "said") -> None:
    """Puts HTML made here onto the page."""
    st.html(f'<div class="{escape(kind)}">{"".join(parts)}</div>')


def notice(message: object, *, kind: str = "note", role: str = "note") -> None:
    """A box with one or more plain sentences; `kind` is note, lead, refusal or good."""
    lines: Sequence[str] = [line for line in str(message).split("\n") if line.strip()]
    body = "".join(words(line, "p") for line in lines)
    st.html(f'<div class="notice {escape(kind)}" role="{escape(role)}">{body}</div>')
