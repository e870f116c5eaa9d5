"""Reads the statements of many messages, over all processors, in the order in which they came.

Messages go out in chunks with their neighbours at both ends, so that a conversation is read as one wherever a chunk is
cut. Nothing is held but the chunks under way: a million messages take no more memory than ten thousand.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from ingest.extraction.reader import Reader
from ingest.extraction.statements import Reading, Text
from ingest.extraction.templates.grouping import Grouping, Masks, masks
from ingest.extraction.terms.lexicons import Lexicons
from ingest.extraction.workers import Engine, cores, in_order

__all__ = ["NEIGHBOURS", "read_all"]

NEIGHBOURS = 3
"""So many messages of the same thread before and after one are shown to the reader with it."""

_CHUNK = 500
_NOTHING = Reading()


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Messages to read, and those right before and after them."""

    own: list[Text]
    before: list[Text]
    after: list[Text]


@dataclass(frozen=True, slots=True)
class _Found:
    """The readings of a chunk that say something, by position, and the masks of its texts if they were asked for."""

    readings: dict[int, Reading]
    masks: Masks | None


def read_all(
    texts: Iterable[Text],
    *,
    processes: int | None = None,
    lexicons: Lexicons | None = None,
    grouping: Grouping | None = None,
    engine: Engine | None = None,
) -> Iterator[tuple[Text, Reading]]:
    """Each text with what it states, in the order given; messages of one thread are expected one after another.

    `processes` is the number of processors unless given; 1 reads in this process, and so do a few hundred texts.
    A `grouping` is fed every text on the way, ready to tell the templates afterwards. An error while reading names the
    message; LostWorkerError when a process ends. An `engine` reads all of it instead of the processes of this machine.
    """
    chunks = _chunks(texts)
    first = list(islice(chunks, 2))
    sent: deque[_Chunk] = deque()
    number = 1 if engine is None and len(first) < 2 else processes or cores()
    ours = engine or (in_order if number > 1 else None)
    answers = _answers(_noted(chain(first, chunks), sent), lexicons, grouping is not None, number, ours)
    for found in answers:
        own = sent.popleft().own
        if grouping is not None and found.masks:
            grouping.add(own, found.masks)
        for place, text in enumerate(own):
            yield text, found.readings.get(place, _NOTHING)


def _answers(
    chunks: Iterable[_Chunk], lexicons: Lexicons | None, masking: bool, processes: int, engine: Engine | None
) -> Iterator[_Found]:
    if engine is not None:
        yield from engine(_read, chunks, processes=processes, begin=_begin, given=(lexicons, masking))
        return
    desk = _Desk(lexicons, masking=masking)
    for chunk in chunks:
        yield desk.read(chunk)


def _chunks(texts: Iterable[Text]) -> Iterator[_Chunk]:
    rest = iter(texts)
    held, before = list(islice(rest, _CHUNK + NEIGHBOURS)), list[Text]()
    while held:
        own, after = held[:_CHUNK], held[_CHUNK:]
        yield _Chunk(own, before, after)
        before = own[-NEIGHBOURS:]
        held = after + list(islice(rest, _CHUNK))


def _noted(chunks: Iterable[_Chunk], sent: deque[_Chunk]) -> Iterator[_Chunk]:
    for chunk in chunks:
        sent.append(chunk)
        yield chunk


# a process that reads often, page after page of a case, prepares the words once
_reader = lru_cache(maxsize=1)(Reader)


class _Desk:
    """A reader with what it needs to read chunk after chunk."""

    def __init__(self, lexicons: Lexicons | None, *, masking: bool) -> None:
        self.reader = _reader(lexicons)
        self.masking = masking

    def read(self, chunk: _Chunk) -> _Found:
        texts, offset = [*chunk.before, *chunk.own, *chunk.after], len(chunk.before)
        readings = {}
        for place in range(offset, offset + len(chunk.own)):
            if (reading := self._reading(texts, place)) != _NOTHING:
                readings[place - offset] = reading
        return _Found(readings, masks([text.text for text in chunk.own]) if self.masking else None)

    def _reading(self, texts: Sequence[Text], place: int) -> Reading:
        text = texts[place]
        before = _same_thread(text, texts[max(0, place - NEIGHBOURS) : place])
        after = _same_thread(text, texts[place + 1 : place + 1 + NEIGHBOURS])
        try:
            return self.reader.read(text, before=before, after=after)
        except Exception as error:
            error.add_note(f"while reading message {text.id}")
            raise


def _same_thread(text: Text, neighbours: Sequence[Text]) -> list[Text]:
    return [one for one in neighbours if one.thread == text.thread] if text.thread is not None else []


_desks: list[_Desk] = []  # of a process that reads for another one: one


def _begin(lexicons: Lexicons | None, masking: bool) -> None:
    _desks[:] = [_Desk(lexicons, masking=masking)]


def _read(chunk: _Chunk) -> _Found:
    return _desks[0].read(chunk)
