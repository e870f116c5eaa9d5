"""The sentences an exhibit says in plain words, and the words that no text of this project may use of anyone.

It stands apart so that the wording can be read, argued about and tested in one place: a statement is told as what a
row says, never as what somebody did.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from evidence.bag.sheet import as_text
from graphs.plain_text import in_one_line

__all__ = ["NEVER_SAID", "judging_words", "sentence"]

NEVER_SAID = (
    *("criminal", "boss", "kingpin", "gang", "mafia", "bot", "unlicensed", "launderer", "laundering", "fraudster"),
    *("scammer", "culprit", "guilty", "proves", "مجرم", "محتال", "غاسل أموال", "عصابة", "زعيم", "يثبت"),
)
"""Words that judge a person or claim more than a source can carry."""

_JUDGING = re.compile(rf"(?<!\w)(?:{'|'.join(NEVER_SAID)})(?:s|es)?(?!\w)", re.IGNORECASE)

_PAID = {
    "documented": "{source_stated} paid {amount} {currency} to {target_stated}",
    "stated": "{source_stated} is said to have paid {amount} {currency} to {target_stated}",
    "attempted": "{source_stated} tried to pay {amount} {currency} to {target_stated}",
}
_SAID = {
    "REFERS_TO": "{source_stated} refers to {target_stated}",
    "SPLITS_FEE_WITH": "{source_stated} shares fees with {target_stated}",
    "PAID": "a row records {amount} {currency} from {source_stated} to {target_stated}",
    "STATES_OPERATED_BY": "{source_stated} says that {target_stated} operates it",
    "MENTIONS": "{source_stated} mentions {target_stated}",
    "OFFERS": "message {source_stated} offers {target_stated}",
    "DISPLAYS": "{source_stated} displays the {scheme} {target_stated}",
    "COVERS": "licence {source_stated} of {regulator} names {target_stated}",
    "CHECKED": "{source_stated} was asked about {target_stated}: {result}",
}
_USED = (
    *("type", "source_stated", "target_stated", "first_seen", "last_seen", "amount", "currency", "status", "rate"),
    *("basis", "scheme", "regulator", "result", "assertion_type", "method"),
)
_VERBS = {"REFERS_TO": "stated", "STATES_OPERATED_BY": "stated", "MENTIONS": "stated", "OFFERS": "stated"} | {
    "SPLITS_FEE_WITH": "stated",
    "PAID": "dated",
    "DISPLAYS": "seen",
}


def judging_words(text: str) -> list[str]:
    """The words of `text` that no text of this project may use of anyone."""
    return _JUDGING.findall(text)


def sentence(edge: Mapping[str, Any], zone: tzinfo = UTC) -> str:
    """What a row of `edges.csv` says, in one sentence: names as the source has them, the day as `zone` counts it."""
    words = {name: in_one_line(as_text(edge.get(name))) for name in _USED}
    kind = words["type"]
    pattern = _PAID.get(words["status"], _SAID[kind]) if kind == "PAID" else _SAID[kind]
    return f"{pattern.format_map(words)} ({_share(words)}{_when(words, zone)}{_how(words)})"


def _how(words: Mapping[str, str]) -> str:
    """What a program read in a message says so; what a row says needs no word."""
    return f", as {words['method']} reads it" if words["assertion_type"] == "extracted" else ""


def _share(words: Mapping[str, str]) -> str:
    parts = [words["rate"], words["basis"]] if words["type"] == "SPLITS_FEE_WITH" else []
    return "".join(f"{part}, " for part in parts if part)


def _when(words: Mapping[str, str], zone: tzinfo) -> str:
    first, last = (_day(words[name], zone) for name in ("first_seen", "last_seen"))
    if words["type"] == "COVERS":
        return f"valid from {first or 'an unstated day'} to {last or 'an unstated day'}"
    return f"{_VERBS.get(words['type'], 'on')} {first}" if first else "undated"


def _day(moment: str, zone: tzinfo) -> str:
    """A row that gives a day and no hour means midnight where the case is, which in UTC may be the day before."""
    try:
        return datetime.fromisoformat(moment).astimezone(zone).date().isoformat()
    except ValueError:
        return moment[:10]
