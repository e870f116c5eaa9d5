"""What the messages of a case state, read and stored: relationships with the quoted words behind them.

Messages are read conversation by conversation and written batch by batch. Whatever stops it, every message has either
all its statements or is read again by the same call; reading twice changes nothing.
"""

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from uuid import uuid4

from ingest.extraction.many import read_all
from ingest.extraction.reader import READER
from ingest.extraction.referrals.elsewhere import Heard, settled
from ingest.extraction.statements import Reading, Text
from ingest.extraction.storing.replacing import replace_statements
from ingest.extraction.storing.statement_rows import Stated, stated
from ingest.extraction.storing.stored_templates import StoredTemplates
from ingest.extraction.storing.unread import Page, Unread, text_of
from ingest.extraction.terms.lexicons import lexicons as shipped_lexicons
from ingest.extraction.terms.terms import Lexicons
from ingest.extraction.workers import Engine
from ingest.loading.names import Names
from queries.catalogue import catalogue
from queries.session import Row, Store

__all__ = ["KINDS_STATED", "Progress", "extract", "reader_mark"]

BATCH = 1_000
"""Messages of a transaction."""

KINDS_STATED = ("offers", "referrals", "operators", "mentions", "identifiers", "fee_splits")
"""The kinds of statement that are counted."""


@dataclass(frozen=True)
class Progress:
    """How far it is: `doing` is "reading" or "templates", `done` of about `of` messages, and what was stated so far."""

    doing: str
    done: int
    of: int
    counts: Counter[str] = field(default_factory=Counter)


def reader_mark(lexicons: Lexicons, region: str) -> str:
    """Everything that decides how messages are read, in one line: the reader, its words, and whose numbers they are."""
    return f"{READER}, lexicons {_digest(lexicons)}, region {region}"


@lru_cache(maxsize=1)
def _digest(lexicons: Lexicons) -> str:
    terms = sorted((term.text, term.language, term.cls, term.gloss) for term in lexicons.terms)
    return hashlib.sha256(repr(terms).encode()).hexdigest()[:12]


def extract(
    store: Store,
    *,
    region: str,
    lexicons: Lexicons | None = None,
    processes: int | None = None,
    engine: Engine | None = None,
) -> Iterator[Progress]:
    """Reads every message that today's reader has not read as it is now, and replaces what older readers stated.

    What files and people state stays. `region` is the case's; `lexicons` are the shipped ones unless given. The same
    call finishes what an interrupted one began. An `engine` reads instead of the processes of this machine, with equal
    results. Raises StoreError when the store refuses, LostRowsError when it loses a row.
    """
    words = lexicons or shipped_lexicons()
    reader = reader_mark(words, region)
    # a loader that fills this case from empty goes by what it remembers: from here on it must ask
    store.write(lambda run: run(catalogue["record_filling"], case_id=store.case_id, token=uuid4().hex))
    templates = StoredTemplates(store, reader=reader, method=READER)
    counts: Counter[str] = Counter()
    done = 0
    while (unread := Unread(store, reader)).total:
        if not done:
            templates.spoil()
        reading = _Round(store, unread, reader=reader, region=region)
        reading_all = partial(read_all, lexicons=words, processes=processes, engine=engine)
        for read in reading.through(reading_all, counts):
            yield Progress("reading", done + read, max(done + read, done + unread.total), counts)
        done += reading.read
        if not reading.read:
            break
    if not templates.are_whole():
        for seen in templates.renew():
            yield Progress("templates", seen, max(seen, done), counts)
    _note_bystanders(store)
    yield Progress("reading", done, done, counts)


ReadingAll = Callable[[Iterator[Text]], Iterator[tuple[Text, Reading]]]


class _Round:
    """One way through all unread messages."""

    def __init__(self, store: Store, unread: Unread, *, reader: str, region: str) -> None:
        self._store, self._unread, self._reader, self._region = store, unread, reader, region
        self._sent: deque[tuple[Row, bool, bool]] = deque()
        self._names = Names()
        self.read = 0

    def through(self, reading_all: ReadingAll, counts: Counter[str]) -> Iterator[int]:
        """Reads and writes; says after each batch how many messages have been read."""
        batch: list[Stated] = []
        for heard, near in settled(self._heard(reading_all)):
            if heard.wanted:
                batch.append(stated(heard.row, heard.reading, beside=near, method=READER, unsolicited=heard.first))
            if len(batch) >= BATCH:
                yield self._write(batch, counts)
                batch = []
        yield self._write(batch, counts)

    def _heard(self, reading_all: ReadingAll) -> Iterator[Heard]:
        for _, reading in reading_all(self._texts()):
            row, wanted, first = self._sent.popleft()
            yield Heard(row, reading, wanted, first)

    def _texts(self) -> Iterator[Text]:
        for page in self._unread.pages():
            self._note_again(page)
            for place, row in enumerate(page.rows):
                self._sent.append((row, place in page.places, place in page.first))
                yield text_of(row, self._region)

    def _note_again(self, page: Page) -> None:
        """Neighbours that were read already are marked first, so that a run that stops here comes back to them."""
        if page.again:
            self._store.write(lambda run: run(catalogue["record_unread"], ids=page.again))

    def _write(self, batch: list[Stated], counts: Counter[str]) -> int:
        if batch:
            case_id = self._store.case_id
            self._store.write(replace_statements(batch, case_id=case_id, reader=self._reader, names=self._names))
        for one in batch:
            counts.update({kind: len(rows) for kind, rows in one.joined.items()})
            counts.update(offers=len(one.offers), identifiers=len(one.identifiers))
        self.read += len(batch)
        return self.read


def _note_bystanders(store: Store) -> None:
    store.write(lambda run: run(catalogue["record_no_bystanders"]))
    store.write(lambda run: run(catalogue["record_bystanders"], method=READER))
