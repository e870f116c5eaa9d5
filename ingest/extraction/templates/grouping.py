"""Gathers the masked texts of a stream of messages, and says in the end which messages belong together.

It holds each different masked text once and of each message what a template needs to tell, in columns: a million
messages take a few hundred megabytes.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np

from ingest.extraction.statements import Text
from ingest.extraction.templates.alike import groups
from ingest.extraction.templates.masking import Masked, masked
from ingest.extraction.templates.sketches import PLACES, Likeness, Rows, Sketches, sketches

__all__ = ["Grouping", "Masks", "Member", "masks"]

_UNDATED = float("inf")
_NOBODY = -1
_BETWEEN = "\0"  # values of a message, kept as one string


@dataclass(frozen=True)
class Masks:
    """The masked form of each text of a batch, None for one that is too short, and the sketches of the others."""

    forms: list[Masked | None]
    sketches: Sketches


class Member(NamedTuple):
    """A message of a group. Accounts are numbers, -1 for none; `alike` is its likeness to the leading text."""

    time: float
    id: str
    form: Masked
    sender: int
    recipient: int
    alike: float

    @property
    def sent_at(self) -> datetime | None:
        """When the message was sent, in UTC."""
        return None if self.time == _UNDATED else datetime.fromtimestamp(self.time, UTC)


def masks(texts: Sequence[str]) -> Masks:
    """What the grouping needs to know of each text: all the costly work, and it can be done in any process."""
    forms = [masked(text) for text in texts]
    return Masks(forms, sketches([form.text for form in forms if form]))


class Grouping:
    """Messages gathered by masked text; the order in which they come changes nothing."""

    def __init__(self) -> None:
        """Nothing gathered yet."""
        self._rows: dict[str, int] = {}  # of each different masked text
        self._sketches = bytearray()
        self._accounts: dict[tuple[str | None, str], int] = {}
        self._ids: list[str] = []
        self._values: list[str] = []
        self._row, self._people, self._time = array("q"), array("q"), array("d")

    def add(self, texts: Sequence[Text], found: Masks) -> None:
        """Take the next messages with their masks; one without a masked form is in no group."""
        told = iter(found.sketches)
        for text, form in zip(texts, found.forms, strict=True):
            if form:
                sketch = next(told)
                row = self._rows.setdefault(form.text, len(self._rows))
                if row * PLACES * sketch.itemsize == len(self._sketches):
                    self._sketches += sketch.tobytes()
                self._note(text, row, form)

    def members(self) -> Iterator[list[Member]]:
        """The messages of each group of two or more, in the order of time, then of their ids."""
        if not self._ids:
            return
        texts = sorted(self._rows)
        rows = np.fromiter((self._rows[text] for text in texts), np.int64, len(texts))
        text_of = np.argsort(rows)[np.frombuffer(self._row, np.int64)]
        leader, alike = self._led(texts, rows=rows, uses=np.bincount(text_of))
        led_by = leader[text_of]
        order = np.argsort(led_by, kind="stable")
        for messages in np.split(order, np.flatnonzero(np.diff(led_by[order])) + 1):
            if len(messages) > 1:
                yield sorted(self._member(int(m), texts[text_of[m]], float(alike[text_of[m]])) for m in messages)

    def _led(self, texts: Sequence[str], *, rows: Rows, uses: Rows) -> tuple[Rows, Likeness]:
        """For each text the one that leads its group, and the likeness to it."""
        leader, alike = np.arange(len(texts)), np.ones(len(texts))
        found = np.frombuffer(self._sketches, np.uint16).reshape(-1, PLACES)[rows]
        for group in groups(texts, uses, found):
            leader[group.rows], alike[group.rows] = group.rows[0], group.alike
        return leader, alike

    def _note(self, text: Text, row: int, form: Masked) -> None:
        self._ids.append(text.id)
        self._values.append(_BETWEEN.join(form.values))
        self._row.append(row)
        self._people.extend((self._account(text.platform, text.sender), self._account(text.platform, text.recipient)))
        self._time.append(text.sent_at.timestamp() if text.sent_at else _UNDATED)

    def _account(self, platform: str | None, reference: str | None) -> int:
        return self._accounts.setdefault((platform, reference), len(self._accounts)) if reference else _NOBODY

    def _member(self, message: int, text: str, alike: float) -> Member:
        said = self._values[message]
        form = Masked(text, tuple(said.split(_BETWEEN)) if said else ())
        sender, recipient = self._people[2 * message], self._people[2 * message + 1]
        return Member(self._time[message], self._ids[message], form, sender, recipient, alike)
