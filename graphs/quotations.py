"""What a reader is told about an account or an arrow: plain text, with the quoted words and the line they stand in.

It lives apart because the tooltip, the panel and the table of a picture say the same, and none of them may hold markup.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from graphs.arrows import Arrow, kind_in_words
from graphs.labels import label
from graphs.plain_text import LEFT_TO_RIGHT, isolated, visible

__all__ = ["account_text", "arrow_text", "statement_text", "undescribed"]

_HANDLE = re.compile(r"@[\w.]+")
_ABOUT_ACCOUNTS = {
    "platform": "platform",
    "role": "role",
    "subject_class": "subject class",
    "status": "status",
    "followers": "followers",
    "observed_at": "observed",
    "bio": "bio",
}
_ABOUT_STATEMENTS = (
    "cue",
    "referred_at",
    "stated_at",
    "paid_at",
    "amount",
    "currency",
    "rate",
    "basis",
    "assertion_type",
)


def account_text(account: str, attributes: Mapping[str, Any]) -> str:
    """What is known of an account, one fact a line, ending in its id and the lines that describe it."""
    shown = label(account, attributes)
    facts = [
        f"{words}: {isolated(_value(attributes[name]))}"
        for name, words in _ABOUT_ACCOUNTS.items()
        if attributes.get(name) not in (None, "")
    ]
    named = ["named by others, never described"] if undescribed(attributes) else []
    head = [isolated(visible(attributes.get("display_name") or shown.name, 200))]
    handle = [isolated(shown.handle)] if shown.handle else []
    return "\n".join([*head, *handle, *facts, *named, f"id: {isolated(visible(account, 200))}", *_cited(attributes)])


def undescribed(attributes: Mapping[str, Any]) -> bool:
    """True for an account that statements name and no row describes: `described` says so, else its status."""
    described = attributes.get("described")
    return attributes.get("status") == "unknown" if described is None else not described


def arrow_text(arrow: Arrow, names: Mapping[str, str], *, most: int = 5) -> str:
    """Who states what of whom, how often, and the first `most` statements with their quotation and citation."""
    ends = f"{isolated(names[arrow.source])} → {isolated(names[arrow.target])}"
    told = [statement_text(key, attributes) for key, attributes in arrow.statements[:most]]
    left = len(arrow.statements) - len(told)
    rest = [f"and {left:,} more statement{'' if left == 1 else 's'}"] if left else []
    return "\n\n".join([f"{ends}\n{kind_in_words(visible(arrow.kind, 60))}: {arrow.count}", *told, *rest])


def statement_text(key: str, attributes: Mapping[str, Any]) -> str:
    """One statement: its words in quotation marks, what is known of it, its id, and the lines that state it."""
    words = attributes.get("statement")
    quoted = [f"“{isolated(_with_handles(visible(words, 400)))}”"] if words else ["(no words are quoted)"]
    known = [_value(attributes[name]) for name in _ABOUT_STATEMENTS if attributes.get(name) not in (None, "")]
    confidence = attributes.get("confidence")
    known += [f"confidence {confidence}"] if confidence is not None else []
    flagged = ["conflicting: the same id was given with other content"] if attributes.get("conflicting") else []
    facts = [" · ".join(map(isolated, known))] if known else []
    return "\n".join([*quoted, *facts, *flagged, f"id: {isolated(visible(key, 200))}", *_cited(attributes)])


def _with_handles(words: str) -> str:
    """The words with every handle isolated: in an Arabic line "@noor" would be shown as "noor@"."""
    return _HANDLE.sub(lambda handle: isolated(handle[0], LEFT_TO_RIGHT), words)


def _cited(attributes: Mapping[str, Any]) -> list[str]:
    evidence = attributes.get("evidence") or ()
    lines = [evidence] if isinstance(evidence, str) else list(evidence)
    return [f"source: {isolated(visible(line, 200))}" for line in lines[:5]] + (
        [f"and {len(lines) - 5:,} more lines"] if len(lines) > 5 else []
    )


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes").replace("+00:00", " UTC")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return visible(value, 300)
