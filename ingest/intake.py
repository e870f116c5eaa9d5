"""Files into a case: each is kept byte for byte, read row by row, written batch by batch, and accounted for.

It knows the case only by what it needs of it, so that this room does not depend on the one that keeps evidence.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from getpass import getuser
from importlib.metadata import version
from mimetypes import guess_type
from pathlib import Path
from typing import Protocol

from ingest.files import files_of
from ingest.loading.load import Loader
from ingest.records import Record, Reject
from ingest.rejects import Rejects, rejects_in
from ingest.tables import Settings, TableRefused, open_tables
from queries.catalogue import catalogue
from queries.session import Store

__all__ = ["CaseFolder", "FileReport", "Kept", "Watch", "ingest", "survey"]

MAX_ROWS = 10_000
MAX_BYTES = 6_000_000  # of text; with names and ids a message to the store stays below 8 MB

Watch = Callable[[str, int], None]
"""Called now and then with the name of the file that is read and the rows read of it so far."""


def _unwatched(_name: str, _rows: int) -> None:
    """Watches nothing."""


class Kept(Protocol):
    """A source as the case keeps it."""

    source_id: str
    sha256: str
    sha512: str
    bytes: int
    name: str
    path: Path


class Custodian(Protocol):
    """Who keeps sources and the log of what was done."""

    def keep(self, path: Path) -> Kept:
        """Copies a file into the case, byte for byte."""
        ...

    def append(self, action: str, /, **facts: object) -> None:
        """Adds an entry to the log."""
        ...


class CaseFolder(Protocol):
    """What this room needs of a case."""

    @property
    def folder(self) -> Path:
        """Where the case is."""
        ...

    @property
    def custody(self) -> Custodian:
        """Who keeps its sources."""
        ...


@dataclass
class FileReport:
    """What became of one file; `refused` says why it was not read, or not to its end."""

    path: Path
    named: bool
    refused: str | None = None
    source_id: str | None = None
    records: Counter[str] = field(default_factory=Counter)
    rejects: Rejects = field(default_factory=lambda: Rejects(None))
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Data rows of the file: each became a record or a reject."""
        return self.records.total() + self.rejects.count


def survey(paths: Iterable[Path], *, settings: Settings, watch: Watch = _unwatched) -> Iterator[FileReport]:
    """What an ingest of the paths would find, file by file; nothing is copied and nothing is written."""
    for found in files_of(paths):
        report = FileReport(found.path, found.named, found.reason)
        if not report.refused:
            with _refusal_in(report):
                for _ in _records(found.path, found.path.name, report, settings, watch):
                    pass
        yield report


def ingest(
    paths: Iterable[Path], *, case: CaseFolder, store: Store, settings: Settings, watch: Watch = _unwatched
) -> Iterator[FileReport]:
    """Takes every file of the paths into the case, and says of each what became of it as soon as it is done.

    Every row is a record in the store or a counted reject in `rejects/`. The same call finishes what an interrupted
    one began. Raises StoreError when the store refuses, LostRowsError when it loses a row.
    """
    loader = Loader(store)
    for found in files_of(paths):
        report = FileReport(found.path, found.named, found.reason)
        if not report.refused:
            with _refusal_in(report):
                _take_in(report, case=case, store=store, loader=loader, settings=settings, watch=watch)
        yield report


def _take_in(
    report: FileReport, *, case: CaseFolder, store: Store, loader: Loader, settings: Settings, watch: Watch
) -> None:
    open_tables(report.path, name=report.path.name, source_id="", settings=settings)  # refused before it is copied
    kept = case.custody.keep(report.path)
    report.source_id = kept.source_id
    _note_source(store, kept, report, settings)
    with rejects_in(case.folder / "rejects" / f"{kept.source_id}.csv") as report.rejects:
        for batch in _batches(_records(kept.path, kept.name, report, settings, watch)):
            loader.load(batch)
    _note_source(store, kept, report, settings, rows=report.rows, rejects=report.rejects.count)
    counts = {"rows": report.rows, "records": dict(report.records), "rejects": report.rejects.count}
    case.custody.append("ingested", source=kept.source_id, name=kept.name, settings=settings.to_json(), **counts)


@contextmanager
def _refusal_in(report: FileReport) -> Iterator[None]:
    """Turns the refusal of a file into a line of its report, so that the other files still go in."""
    try:
        yield
    except TableRefused as refusal:
        report.refused = str(refusal)
    except OSError as error:
        report.refused = f"it cannot be read ({error.strerror or error}); check its rights and the disk"


def _records(path: Path, name: str, report: FileReport, settings: Settings, watch: Watch) -> Iterator[Record]:
    """The records of a file, kind after kind; rejects and remarks go into the report on the way."""
    source_id = report.source_id or ""
    for table in open_tables(path, name=name, source_id=source_id, settings=settings):
        report.notes += table.notes
        for found in table.records():
            if isinstance(found, Reject):
                report.rejects.add(found)
            else:
                report.records[table.kind] += 1
                yield found
            if report.rows % 1000 == 0:
                watch(report.path.name, report.rows)
    watch(report.path.name, report.rows)


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in transactions' worths: one kind each, few enough, and small enough for one message to the store."""
    batch: list[Record] = []
    size = 0
    for record in records:
        weight = _weight(record)
        if batch and (type(record) is not type(batch[0]) or len(batch) >= MAX_ROWS or size + weight > MAX_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(record)
        size += weight
    if batch:
        yield batch


def _weight(record: Record) -> int:
    """About how many bytes of text the store is sent for a record."""
    return sum(len(v) if v.isascii() else 4 * len(v) for v in vars(record).values() if isinstance(v, str)) + 200


def _note_source(store: Store, kept: Kept, report: FileReport, settings: Settings, **counts: int) -> None:
    source = {
        "id": kept.source_id,
        "name": kept.name,
        "sha256": kept.sha256,
        "sha512": kept.sha512,
        "bytes": kept.bytes,
        "media_type": guess_type(kept.name)[0],
        "method": f"table {version('silsila-workbench')}",
        "settings": settings.to_json(),
        "collected_by": getuser(),
        **counts,
    }
    if counts:
        source["records"] = report.records.total()
    now = datetime.now(UTC).isoformat()
    store.write(lambda run: run(catalogue["record_source"], source=source, at=now))
