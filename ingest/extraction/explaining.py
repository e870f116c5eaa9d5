"""Texts from outside of any case, read and explained: lines of JSON in, what was read from each out. Nothing is stored.

It stands apart from the command because a file may be as long as its writer likes: it is read, answered and forgotten
line by line, and a line that cannot be read is named and does not stop the others.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from ingest.extraction.many import read_all
from ingest.extraction.rows import explained
from ingest.extraction.statements import Text
from ingest.extraction.terms.terms import Lexicons

__all__ = ["MANY", "BadLine", "explained_lines"]

MANY = 2_000
"""Up to so many lines are read by this process alone; for more, all processors are used."""

_EXPECTED = (
    "expected one JSON object a line with id and text, and, when known, platform, sender, recipient, sent_at, region"
)


@dataclass(frozen=True)
class BadLine:
    """A line that is no text to read: its number, counted from 1, what was found and what was expected."""

    line: int
    found: str
    expected: str = _EXPECTED

    def __str__(self) -> str:
        """The sentence to print."""
        return f"line {self.line}: found {self.found}; {self.expected}"


def explained_lines(
    lines: Iterable[bytes],
    *,
    region: str,
    region_code: Callable[[str], str | None],
    platform: str | None = None,
    lexicons: Lexicons | None = None,
) -> Iterator[dict[str, object] | BadLine]:
    """What is read from each line, in their order; a BadLine for one that cannot be read. Empty lines are passed over.

    `region` and `platform` stand for lines that name none. `region_code` has the code of a region, None for one that
    nobody knows: which there are is a case's to say, and a line is held to the same. Lines of one `thread` are expected
    one after another.
    """
    taken = _Taken(lines, region=region, region_code=region_code, platform=platform)
    texts = iter(taken)
    first = list(islice(texts, MANY))
    more = list(islice(texts, 1))
    processes = None if more else 1
    for text, reading in read_all(chain(first, more, texts), processes=processes, lexicons=lexicons):
        yield from taken.bad_before()
        yield {**explained(text, reading), "id": taken.given_id()}
    yield from taken.bad


class _Taken:
    """Lines on their way to texts; bad ones and the ids as they were given wait until their turn."""

    def __init__(
        self, lines: Iterable[bytes], *, region: str, region_code: Callable[[str], str | None], platform: str | None
    ) -> None:
        self._lines, self._region, self._platform = lines, region, platform
        self._region_code = region_code
        self.bad: deque[BadLine] = deque()
        self._ids: deque[tuple[int, object]] = deque()

    def __iter__(self) -> Iterator[Text]:
        for number, line in enumerate(self._lines, 1):
            if not line.strip():
                continue
            try:
                row = _object(line, number)
                text = self._text(row)
            except _Unreadable as wrong:
                self.bad.append(BadLine(number, str(wrong)))
                continue
            self._ids.append((number, row["id"]))
            yield text

    def bad_before(self) -> Iterator[BadLine]:
        """The bad lines that stand before the text that is answered now."""
        while self.bad and self.bad[0].line < self._ids[0][0]:
            yield self.bad.popleft()

    def given_id(self) -> object:
        """The id of the text that is answered now, as its line has it: a number stays a number."""
        return self._ids.popleft()[1]

    def _text(self, row: dict[str, object]) -> Text:
        if not isinstance(row.get("id"), str | int) or isinstance(row["id"], bool):
            raise _Unreadable(f"the id {_shown(row.get('id'))}")
        text, stated = row.get("text"), _word(row, "region") or self._region
        if not isinstance(text, str):
            raise _Unreadable(f"the text {_shown(text)}")
        region = self._region_code(stated)
        if not region:
            raise _Unreadable(f"the region {_shown(stated)}, which is no ISO 3166 code such as SA,")
        return Text(
            id=str(row["id"]),
            text=text,
            platform=_word(row, "platform") or self._platform,
            sender=_word(row, "sender"),
            recipient=_word(row, "recipient"),
            sent_at=_moment(row.get("sent_at")),
            thread=_word(row, "thread"),
            region=region,
        )


class _Unreadable(ValueError):
    """What was found where something else was expected."""


def _object(line: bytes, number: int) -> dict[str, object]:
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as wrong:
        raise _Unreadable(f"bytes that are not UTF-8 at {wrong.start}") from None
    except (ValueError, RecursionError):
        raise _Unreadable(f"no JSON: {_shown(line[:60].decode('utf-8', 'replace'))}") from None
    if not isinstance(row, dict):
        raise _Unreadable(f"{_shown(row)}")
    return row


def _word(row: dict[str, object], name: str) -> str | None:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return value or None
    raise _Unreadable(f"the {name} {_shown(value)}")


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _Unreadable(f"the time {_shown(value)}") from None


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:60]}…"
