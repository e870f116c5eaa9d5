"""Text from a case made safe to look at: nothing in it may turn a line around, hide, or break out of its place.

It lives apart because labels, tooltips, tables and exports all need it, and must all do the same.
"""

import re
from unicodedata import category, east_asian_width

__all__ = ["END", "ISOLATE", "LEFT_TO_RIGHT", "cut", "in_one_line", "isolated", "short", "visible"]

ISOLATE, LEFT_TO_RIGHT, END = "\u2068", "\u2066", "\u2069"

_TURNING = "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates: they reorder what stands around them
_MARKS = "\u061c\u200e\u200f"  # direction marks: common in exports of chats, harmless, invisible
_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters that draw nothing

_HIDDEN = re.compile(f"[{_TURNING}{_UNSEEN}]")
_DROPPED = re.compile(f"[{_TURNING}{_MARKS}{_UNSEEN}]")
_QUIET = re.compile(f"[{_MARKS}]")
_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
_PILED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{2})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)


def in_one_line(text: object) -> str:
    """`text` without line breaks, control characters and direction marks, spaces collapsed: for a label.

    Piles of accents that would run over the neighbours are cut to two. The result may be empty.
    """
    return _PILED.sub(r"\1", " ".join(_DROPPED.sub("", str(text)).split()))


def visible(text: object, limit: int = 2000) -> str:
    """`text` with every hidden character shown as its number, such as ⟦U+202E⟧: for a quotation.

    Line breaks stay. More than `limit` characters are cut, and the cut says how many there were.
    """
    whole = str(text)
    lines = _BREAKS.sub("\n", _QUIET.sub("", whole[:limit]))
    shown = _HIDDEN.sub(lambda hit: f"⟦U+{ord(hit[0]):04X}⟧", lines)
    return shown if len(whole) <= limit else f"{shown}… ({len(whole):,} characters)"


def cut(text: str, columns: int) -> str:
    """`text`, or its beginning and "…" when it is wider than `columns` (a wide East Asian letter counts two)."""
    width = 0
    for place, letter in enumerate(text):
        width += 2 if east_asian_width(letter) in "WF" else 1
        if width > columns:
            return text[: max(place - 1, 0)].rstrip() + "…"
    return text


def short(text: object, columns: int) -> str:
    """`text` in one line of at most that many columns; empty when it is None or shows nothing."""
    line = "" if text is None else in_one_line(text)
    return cut(line, columns) if any(_seen(letter) for letter in line) else ""


def isolated(text: str, opening: str = ISOLATE) -> str:
    """`text` between direction isolates, so that it is read in its own direction whatever stands around it."""
    return f"{opening}{text}{END}"


def _seen(letter: str) -> bool:
    return category(letter) not in {"Cf", "Mn", "Zs"} and letter not in _BLANKS
