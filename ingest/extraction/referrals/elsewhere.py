"""The platform of a name that stands bare, when the conversation around it says where that name is.

A bare `@x` belongs to the platform of its message, unless the same name stands near by in the same conversation with
another platform beside it ("@x on Telegram", and later "write to @x"). Such a statement cites both messages.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ingest.extraction.statements import Mention, OperatedBy, Reading, SeenReferral
from queries.session import Row

__all__ = ["REACH", "Heard", "named_in", "settled"]

REACH = 20
"""So many messages before and after one may say where a name in it is."""

_LESS = 0.9  # of the confidence that the message alone would have
Named = TypeVar("Named", SeenReferral, OperatedBy, Mention)

_NAME = re.compile(r"@[\w.]{2,}")


@dataclass(frozen=True)
class Heard:
    """A message as it was read; `wanted` says that its statements are to be stored, `first` that it opens."""

    row: Row
    reading: Reading
    wanted: bool
    first: bool


def named_in(text: str) -> frozenset[str]:
    """The names with an at-sign in a text, as far as a glance tells."""
    return frozenset(_NAME.findall(text.casefold())) if "@" in text else frozenset()


def settled(read: Iterator[Heard]) -> Iterator[tuple[Heard, dict[str, Row]]]:
    """Messages in the order of their conversations, each once those around it are read, with the rows it may cite."""
    window: deque[Heard] = deque()
    behind = 0  # how many at the left of the window are only there for those after them
    for heard in read:
        window.append(heard)
        while behind < len(window) - 1 and not _near(window[behind], heard):
            yield _settled(window, behind)
            behind += 1
        while window and behind and not _near(window[0], window[behind]):
            window.popleft()
            behind -= 1
    for place in range(behind, len(window)):
        yield _settled(window, place)


def _near(one: Heard, other: Heard) -> bool:
    if one.row["conversation"] != other.row["conversation"]:
        return False
    return abs(int(one.row["at"]) - int(other.row["at"])) <= REACH


def _settled(window: Sequence[Heard], place: int) -> tuple[Heard, dict[str, Row]]:
    heard = window[place]
    around = [other for other in window if other is not heard and _near(other, heard)]
    rows = {other.row["id"]: other.row for other in around}
    bare = [one for one in _named(heard.reading) if _is_bare(one, heard)]
    if not heard.wanted or not bare:
        return heard, rows
    places = {one.target: found for one in bare if (found := _place_of(one.target, heard, around))}
    return (replace(heard, reading=_moved(heard, places)) if places else heard), rows


def _named(reading: Reading) -> Iterator[SeenReferral | OperatedBy | Mention]:
    yield from reading.referrals
    yield from reading.states_operated_by
    yield from reading.mentions


def _is_bare(one: SeenReferral | OperatedBy | Mention, heard: Heard) -> bool:
    return one.target.startswith("@") and one.platform in {None, heard.row["platform"]}


def _place_of(target: str, heard: Heard, around: Sequence[Heard]) -> tuple[str, str] | None:
    """The one other platform that the conversation gives for a name, and the nearest message that does."""
    found: dict[str, tuple[int, int, str]] = {}
    for other in around:
        for one in _named(other.reading):
            if one.target == target and one.beside is None and one.platform and not _is_bare(one, other):
                away = abs(other.row["at"] - heard.row["at"])
                nearest = (away, other.row["at"], other.row["id"])
                found[one.platform] = min(nearest, found.get(one.platform, nearest))
    if len(found) != 1:
        return None
    [(platform, (_, _, message))] = found.items()
    return platform, message


def _moved(heard: Heard, places: dict[str, tuple[str, str]]) -> Reading:
    def moved(one: Named) -> Named:
        return _at(one, places[one.target]) if _is_bare(one, heard) and one.target in places else one

    reading = heard.reading
    return replace(
        reading,
        referrals=tuple(map(moved, reading.referrals)),
        states_operated_by=tuple(map(moved, reading.states_operated_by)),
        mentions=tuple(map(moved, reading.mentions)),
    )


def _at(one: Named, place: tuple[str, str]) -> Named:
    platform, message = place
    return replace(one, platform=platform, beside=one.beside or message, confidence=round(one.confidence * _LESS, 2))
