"""The messages of a case that are to be read, conversation by conversation, with those beside them.

Only the names of conversations, and of messages outside of any, are held at once; texts come page by page. A message
that is new, or has got further lines, has the few messages on either side of it read again with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ingest.extraction.many import NEIGHBOURS
from ingest.extraction.referrals.elsewhere import REACH, named_in
from ingest.extraction.statements import Text
from queries.catalogue import catalogue
from queries.session import Row, Store

__all__ = ["Page", "Unread", "text_of"]

PAGE = 5_000
"""Messages that are fetched at once; a longer conversation comes in pieces."""


@dataclass(frozen=True)
class Page:
    """Messages in the order in which they are read, those of one conversation one after another.

    `places` are the positions of those to be read, `first` of those that open their conversation, and `again` has the
    ids of those that were read already and are to be read once more.
    """

    rows: list[Row]
    places: frozenset[int]
    first: frozenset[int]
    again: list[str]


class Unread:
    """What one reader has to read of a case; `total` is about how many messages that is."""

    def __init__(self, store: Store, reader: str) -> None:
        """Asks the store once for every conversation that holds something to read."""
        self._store, self._reader = store, reader
        store.constrain([catalogue["constrain_message_threads"]])
        self._threads = store.read(catalogue["find_threads_to_read"], reader=reader)
        self._loose = store.read(catalogue["find_loose_messages_to_read"], reader=reader)
        self.total = sum(row["unread"] for row in (*self._threads, *self._loose))

    def pages(self) -> Iterator[Page]:
        """Every message to be read, with its neighbours."""
        for rows in self._fetched():
            page = _page(rows, self._reader)
            if page.places:
                yield page

    def _fetched(self) -> Iterator[list[Row]]:
        small = [row for row in self._threads if row["messages"] <= PAGE]
        for some in _portions(small):
            found = self._store.read(catalogue["find_messages_of_threads"], threads=[row["thread"] for row in some])
            yield _in_order(found)
        for row in self._threads:
            if row["messages"] > PAGE:
                yield from self._pieces(row["thread"])
        yield from self._loose_pages()

    def _pieces(self, thread: str) -> Iterator[list[Row]]:
        named = self._store.read(catalogue["find_messages_in_time"], thread=thread)
        for _, same in groupby(named, key=lambda row: row["platform"]):
            yield from self._cut([row["id"] for row in same])

    def _cut(self, ids: list[str]) -> Iterator[list[Row]]:
        """A long conversation in pieces, each with the messages around it; `edge` marks what belongs to others."""
        for start in range(0, len(ids), PAGE):
            low, high = max(0, start - 2 * REACH), start + PAGE + 2 * REACH
            found = {row["id"]: row for row in self._read(ids[low:high])}
            yield [
                found[one] | {"edge": not start <= at < start + PAGE, "at": at, "conversation": ids[0]}
                for at, one in enumerate(ids[low:high], low)
                if one in found
            ]

    def _loose_pages(self) -> Iterator[list[Row]]:
        held: list[Row] = []
        for pair in self._loose:
            if len(pair["ids"]) > PAGE and pair["other"]:
                named = self._store.read(catalogue["find_loose_messages_in_time"], ids=pair["ids"])
                for piece in self._cut([row["id"] for row in named]):
                    yield [row | {"thread": _pair(pair)} for row in piece]
                continue
            held.append(pair)
            if sum(len(row["ids"]) for row in held) >= PAGE:
                yield from self._together(held)
                held = []
        yield from self._together(held)

    def _together(self, pairs: list[Row]) -> Iterator[list[Row]]:
        place = {one: _pair(pair) for pair in pairs for one in pair["ids"]}
        ids = list(place)
        for start in range(0, len(ids), 2 * PAGE):
            found = self._read(ids[start : start + 2 * PAGE])
            yield _in_order([row | {"thread": place[row["id"]]} for row in found])

    def _read(self, ids: list[str]) -> list[Row]:
        return _one_each(self._store.read(catalogue["find_messages_to_read"], ids=ids))


def text_of(row: Row, region: str) -> Text:
    """A message of the store as a reader takes it; its conversation is told apart by platform."""
    thread = row["thread"]
    return Text(
        id=row["id"],
        text=row["text"],
        platform=row["platform"],
        sender=_called(row["sender_name"]),
        recipient=_called(row["recipient_name"]),
        sent_at=row["sent_at"],
        thread=f"{row['platform']} {thread}" if thread is not None else None,
        region=region,
        links=tuple(_link(link) for link in row["links"] or ()),
    )


def _called(name: str | None) -> str | None:
    """How a text would call an account, `@x` or a number, from the reference to it, whatever way a row writes that."""
    return name.partition(":")[2] if name else None


def _link(link: str) -> tuple[int, int, str]:
    start, end, target = link.split(" ", 2)
    return int(start), int(end), target


def _pair(pair: Row) -> str | None:
    """A name for the conversation of two accounts; posts to everybody are none. No file can have a name like it."""
    return f"\x00{pair['one']}\x00{pair['other']}" if pair["other"] else None


def _portions(threads: Iterable[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    size = 0
    for row in threads:
        if held and size + row["messages"] > PAGE:
            yield held
            held, size = [], 0
        held.append(row)
        size += row["messages"]
    if held:
        yield held


def _one_each(rows: Iterable[Row]) -> list[Row]:
    """Each message once, should it be addressed to more than one account."""
    return list({row["id"]: row for row in rows}.values())


def _in_order(rows: list[Row]) -> list[Row]:
    def place(row: Row) -> tuple[str, str, object, str]:
        return row["thread"] or "", row["platform"] or "", row["sent_at"], row["key"]

    ordered = sorted(_one_each(rows), key=place)
    size: Counter[object] = Counter()
    for row in ordered:
        conversation = row["id"] if row["thread"] is None else (row["thread"], row["platform"])
        row |= {"conversation": conversation, "at": size[conversation], "edge": False}
        size[conversation] += 1
    return ordered


def _page(rows: list[Row], reader: str) -> Page:
    names = [named_in(row["text"]) for row in rows]
    unread = [place for place, row in enumerate(rows) if row["read_by"] != reader]
    changed = [place for place in unread if rows[place]["read_by"] is None]
    again = {near for place in changed for near in _around(rows, names, place)} - set(unread)
    wanted = {place for place in (*unread, *again) if not rows[place]["edge"]}
    shown = sorted(wanted | {near for place in wanted for near in _around(rows, names, place)})
    return Page(
        rows=[rows[place] for place in shown],
        places=frozenset(at for at, place in enumerate(shown) if place in wanted),
        first=frozenset(at for at, place in enumerate(shown) if rows[place]["at"] == 0),
        again=[rows[place]["id"] for place in sorted(again)],
    )


def _around(rows: list[Row], names: list[frozenset[str]], place: int) -> Iterator[int]:
    """The messages that a reading may rest on: those next to it, and those near by that have one of its names."""
    reach = REACH if names[place] else NEIGHBOURS
    for near in range(max(0, place - reach), min(len(rows), place + reach + 1)):
        if near == place or rows[near]["conversation"] != rows[place]["conversation"]:
            continue
        if abs(near - place) <= NEIGHBOURS or names[near] & names[place]:
            yield near
