"""Files into a case: each is kept byte for byte, read row by row, written batch by batch, and accounted for.

It knows the case only by what it needs of it (`ingest.surroundings`).
"""

import gc
from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from getpass import getuser
from mimetypes import guess_type
from pathlib import Path
from threading import Event
from typing import TypeVar

from ingest.file_report import FileReport, Watch
from ingest.files import Found, files_of
from ingest.loading.batch import Batch
from ingest.loading.load import Loader
from ingest.owners import Owners
from ingest.platforms.exports import Remark
from ingest.records import KINDS, Record, Reject
from ingest.rejects import rejects_in
from ingest.sources import OpenSource, open_source
from ingest.surroundings import CaseFolder, Destination, Kept, Spread
from ingest.tables import Settings, TableRefused
from queries.batches import MAX_BYTES
from queries.catalogue import catalogue
from queries.session import Row, Store

__all__ = ["ingest", "records_of", "survey", "take_in"]

MAX_ROWS = 10_000  # of a transaction, whatever the store would take

_BLOCK = 1 << 20

T = TypeVar("T")


def _unwatched(_name: str, _rows: int, _of: int | None) -> None:
    """Watches nothing."""


def survey(paths: Iterable[Path], *, settings: Settings, watch: Watch = _unwatched) -> Iterator[FileReport]:
    """What an ingest of the paths would find, file by file; nothing is copied and nothing is written."""
    for found, its in _files(paths, settings):
        report = FileReport(found.path, found.named, found.reason)
        if not report.refused:
            with _refusal_in(report), _open(found.path, report=report, settings=its) as source:
                for _ in records_of(source, report, watch):
                    pass
        yield report


def ingest(
    paths: Iterable[Path],
    *,
    case: CaseFolder,
    store: Store,
    settings: Settings,
    watch: Watch = _unwatched,
    spread: Spread | None = None,
) -> Iterator[FileReport]:
    """Takes every file of the paths into the case, and says of each what became of it as soon as it is done.

    Every row is a record in the store or a counted reject in `rejects/`. The same call finishes what an interrupted
    one began. With a `spread`, its machines read what this one keeps and loads; the result is equal. Raises StoreError
    when the store refuses, LostRowsError when it loses a row, and what the spread raises when it is lost.
    """
    yield from take_in(paths, case=case, into=_InStore(store), settings=settings, watch=watch, spread=spread)


def take_in(
    paths: Iterable[Path],
    *,
    case: CaseFolder,
    into: Destination,
    settings: Settings,
    watch: Watch = _unwatched,
    spread: Spread | None = None,
) -> Iterator[FileReport]:
    """Keeps every file of the paths in the case and hands its records on, and says of each what became of it."""
    begun = (_begun(found, its, case=case, into=into, spread=spread) for found, its in _files(paths, settings))
    for report, kept in _some_ahead(begun, spread.ahead if spread else 0):
        if kept is not None:
            with _refusal_in(report), kept.opened:
                _take_one(report, kept, case=case, into=into, watch=watch)
        yield report


class _InStore:
    """A store as the place where records go: batch by batch, each one transaction."""

    def __init__(self, store: Store) -> None:
        self._store, self._loader = store, Loader(store)
        # asked once: an export of thousands of files would read the growing list again for each
        self._settings: dict[str, str] = {row["id"]: row["settings"] for row in store.read(catalogue["find_sources"])}

    def settings_of(self, source_id: str) -> str | None:
        return self._settings.get(source_id)

    def note(self, source: Row, *, at: str) -> None:
        self._store.write(lambda run: run(catalogue["record_source"], source=source, at=at))
        self._settings[source["id"]] = source["settings"]

    def take(self, records: Iterable[tuple[Record, int]]) -> None:
        turn = Event()
        made = map(Batch, _batches(_in_turn(records, turn), self._store.rows_at_once))
        with _collecting_seldom(), closing(_ahead(made, turn)) as batches:
            for batch in batches:
                self._loader.load(batch, sent=turn.set)


def _files(paths: Iterable[Path], settings: Settings) -> Iterator[tuple[Found, Settings]]:
    """Every file with the settings it is read with: where it stands, and whose export it belongs to."""
    files = list(files_of(paths))
    owners = Owners(files, settings)
    return ((file, owners.settings(file)) for file in files)


@dataclass(frozen=True)
class _Begun:
    """A source that is kept and open, and the settings that it is read with."""

    source: Kept
    opened: OpenSource
    settings: Settings


def _begun(
    found: Found, settings: Settings, *, case: CaseFolder, into: Destination, spread: Spread | None
) -> tuple[FileReport, _Begun | None]:
    report = FileReport(found.path, found.named, found.reason)
    if not report.refused:
        with _refusal_in(report):
            return report, _begin(report, case=case, into=into, settings=settings, spread=spread)
    return report, None


def _begin(
    report: FileReport, *, case: CaseFolder, into: Destination, settings: Settings, spread: Spread | None
) -> _Begun:
    with _open(report.path, report=report, settings=settings) as source:
        source.check()  # what cannot be read is refused before it is copied
        settings = source.settings
    kept = case.custody.keep(report.path)
    report.source_id = kept.source_id
    settings = _same_reading(into.settings_of(kept.source_id), kept, settings)
    with ExitStack() as unless_noted:
        opened = unless_noted.enter_context(_open_kept(kept, report=report, settings=settings, spread=spread))
        _note_source(into, kept, report, opened)
        unless_noted.pop_all()
    return _Begun(kept, opened, settings)


def _some_ahead(
    begun: Iterator[tuple[FileReport, _Begun | None]], number: int
) -> Iterator[tuple[FileReport, _Begun | None]]:
    """The same files; so many of them are begun before the one that is needed."""
    waiting: deque[tuple[FileReport, _Begun | None]] = deque()
    for one in begun:
        waiting.append(one)
        if len(waiting) > number:
            yield waiting.popleft()
    yield from waiting


def _take_one(report: FileReport, kept: _Begun, *, case: CaseFolder, into: Destination, watch: Watch) -> None:
    source_id = kept.source.source_id
    with rejects_in(case.folder / "rejects" / f"{source_id}.csv") as report.rejects:
        into.take(records_of(kept.opened, report, watch))
    _note_source(into, kept.source, report, kept.opened, rows=report.rows, rejects=report.rejects.count)
    counts = {"rows": report.rows, "records": dict(report.records), "rejects": report.rejects.count}
    case.custody.append("ingested", source=source_id, name=kept.source.name, settings=kept.settings.to_json(), **counts)


@contextmanager
def _refusal_in(report: FileReport) -> Iterator[None]:
    """Turns the refusal of a file into a line of its report, so that the other files still go in."""
    try:
        yield
    except TableRefused as refusal:
        report.refused = str(refusal)
    except OSError as error:
        report.refused = f"it cannot be read ({error.strerror or error}); check its rights and the disk"


def _open(path: Path, *, report: FileReport, settings: Settings) -> OpenSource:
    """A file as what it is; `path` is the file itself or its kept copy, whose name is a hash."""
    source_id = report.source_id or ""
    return open_source(path, name=report.path.name, source_id=source_id, settings=settings, named=report.named)


def _open_kept(kept: Kept, *, report: FileReport, settings: Settings, spread: Spread | None) -> OpenSource:
    """The kept copy of a file, which is read here, or by the spread from now on."""
    if spread is None:
        return _open(kept.path, report=report, settings=settings)
    name, source_id = report.path.name, kept.source_id
    return spread.open(
        kept.path, name=name, source_id=source_id, settings=settings, named=report.named, sha256=kept.sha256
    )


_KINDS = {kind: name for name, kind in KINDS.items()}


def records_of(source: OpenSource, report: FileReport, watch: Watch) -> Iterator[tuple[Record, int]]:
    """The records of a file with their weights; rejects and remarks go into the report on the way."""
    about, rows = _lines_in(report.path), 0  # counted here: the report adds up its rejects each time it is asked
    remarks = Counter[Remark]()
    for found in source.records():
        if isinstance(found, Remark):
            remarks[found] += 1
            continue
        rows += 1
        if isinstance(found, Reject):
            report.rejects.add(found)
        elif (size := _weight(found)) > MAX_BYTES:
            report.rejects.add(_too_large(found, size))
        else:
            report.records[_KINDS[type(found)]] += 1
            yield found, size
        if rows % 1000 == 0:
            watch(report.path.name, rows, about)
    report.notes += [*source.notes, *map(_told, remarks.items())]
    report.set_aside += source.set_aside
    watch(report.path.name, rows, rows)


def _told(counted: tuple[Remark, int]) -> str:
    remark, times = counted
    return f"{times:,} × {remark.about}" if remark.counted else remark.about


def _too_large(record: Record, size: int) -> Reject:
    line = record.evidence.partition(":")[2]
    return Reject(line=line, column="", found=f"{size:,} bytes", expected=f"at most {MAX_BYTES:,} bytes a row", raw="")


def _lines_in(path: Path) -> int | None:
    """About how many rows a file of text has; None for a file that has no line for each, whose reader does not say."""
    if path.suffix.casefold() in {".xlsx", ".xlsm", ".parquet", ".zip", ".json", ".js"}:
        return None
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))


def _batches(weighed: Iterable[tuple[Record, int]], rows_at_once: int) -> Iterator[list[Record]]:
    """Records in transactions' worths: of one kind each, few enough, and small enough for one message to the store.

    Exports mix their kinds: those of one kind wait for each other.
    """
    most = min(rows_at_once, MAX_ROWS)
    waiting: dict[type[Record], list[Record]] = {}
    weights = Counter[type[Record]]()
    for record, weight in weighed:
        kind = type(record)
        same = waiting.setdefault(kind, [])
        if same and (len(same) >= most or weights[kind] + weight > MAX_BYTES):
            yield same
            same = waiting[kind] = []
            weights[kind] = 0
        same.append(record)
        weights[kind] += weight
    yield from waiting.values()


def _weight(record: Record) -> int:
    """About how many bytes the store is sent for a record: its text, and its id and citation at every end."""
    texts = (value for value in vars(record).values() if type(value) is str)
    return 600 + sum(len(text) if text.isascii() else 3 * len(text) for text in texts)


def _ahead(batches: Iterator[Batch], turn: Event) -> Generator[Batch, None, None]:
    """The same batches; the next one is read while the store still writes the last, from when `turn` is set."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        try:
            turn.set()
            coming = reader.submit(next, batches, None)
            while batch := coming.result():
                turn.clear()
                coming = reader.submit(next, batches, None)
                yield batch
                turn.set()
        finally:
            turn.set()  # or the reader would never end


def _in_turn(records: Iterable[T], turn: Event) -> Iterator[T]:
    """The same records; whenever it is not its turn the reader stands still.

    Python runs one thread at a time: read while rows are made and sent, and the store waits for both.
    """
    for record in records:
        turn.wait()
        yield record


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Python looks for cycles less often: a batch is very many objects that hold none, a quarter of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _same_reading(read: str | None, kept: Kept, settings: Settings) -> Settings:
    """The settings that the case has read these bytes with, else these.

    Refuses to read them in another way: their citations would lead to words they do not mean. Where the file lies now,
    and an owner that only the files around it tell, are no other way.
    """
    if read is None:
        return settings
    before = Settings.from_json(read)
    owner = before.owner if settings.owner is None else settings.owner
    if replace(settings, place=before.place, owner=owner).to_json() != before.to_json():
        raise TableRefused(
            f"{kept.name}: the case has read these bytes already, with other settings ({before.to_json()}), "
            "expected the same ones: a source is read in one way; make a new case to read it in another"
        )
    return before


def _note_source(into: Destination, kept: Kept, report: FileReport, opened: OpenSource, **counts: int) -> None:
    source = {
        "id": kept.source_id,
        "name": kept.name,
        "sha256": kept.sha256,
        "sha512": kept.sha512,
        "bytes": kept.bytes,
        "media_type": guess_type(kept.name)[0],
        "method": opened.method,
        "settings": opened.settings.to_json(),
        "collected_by": getuser(),
        **counts,
    }
    if counts:
        source["records"] = report.records.total()
    into.note(source, at=datetime.now(UTC).isoformat())
