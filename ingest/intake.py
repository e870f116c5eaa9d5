"""Files into a case: each is kept byte for byte, read row by row, written batch by batch, and accounted for.

It knows the case only by what it needs of it, so that this room does not depend on the one that keeps evidence.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from getpass import getuser
from importlib.metadata import version
from itertools import groupby
from mimetypes import guess_type
from pathlib import Path
from typing import Protocol

from ingest.files import files_of
from ingest.loading.load import Loader
from ingest.records import Record, Reject
from ingest.rejects import Rejects, rejects_in
from ingest.tables import Settings, Table, TableRefused, Tables, is_table, open_tables
from queries.batches import MAX_BYTES, batches
from queries.catalogue import catalogue
from queries.session import Store

__all__ = ["CaseFolder", "FileReport", "Kept", "Watch", "ingest", "survey"]

MAX_ROWS = 10_000  # of a transaction: larger ones were no faster and hold more memory

Watch = Callable[[str, int, int | None], None]
"""Called now and then with the name of the file that is read, the rows read of it so far, and about how many it has."""

_BLOCK = 1 << 20


def _unwatched(_name: str, _rows: int, _of: int | None) -> None:
    """Watches nothing."""


class Kept(Protocol):
    """A source as the case keeps it."""

    @property
    def source_id(self) -> str:
        """The id that citations of it begin with."""
        ...

    @property
    def sha256(self) -> str:
        """Of its bytes, in hexadecimal."""
        ...

    @property
    def sha512(self) -> str:
        """Of its bytes, in hexadecimal."""
        ...

    @property
    def bytes(self) -> int:
        """How many there are."""
        ...

    @property
    def name(self) -> str:
        """What the file was called."""
        ...

    @property
    def path(self) -> Path:
        """The copy inside the case."""
        ...


class Custodian(Protocol):
    """Who keeps sources and the log of what was done."""

    def keep(self, path: Path, /) -> Kept:
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
                tables = _open(found.path, report=report, settings=settings)
                for _ in _records(tables, report, watch):
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
    _open(report.path, report=report, settings=settings)  # what is no table is refused before it is copied
    kept = case.custody.keep(report.path)
    report.source_id = kept.source_id
    tables = _open(kept.path, report=report, settings=settings)
    _same_reading(store, kept, settings)
    _note_source(store, kept, report, settings)
    with rejects_in(case.folder / "rejects" / f"{kept.source_id}.csv") as report.rejects:
        for batch in _ahead(_batches(_records(tables, report, watch))):
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


def _open(path: Path, *, report: FileReport, settings: Settings) -> Tables:
    """The tables of a file; `path` is the file itself or its kept copy, whose name is a hash."""
    name = report.path.name
    if not report.named and not is_table(path, name=name, settings=settings):
        raise TableRefused("no reader takes it, by its name or its content: it stays where it is")
    return open_tables(path, name=name, source_id=report.source_id or "", settings=settings)


def _records(tables: Tables, report: FileReport, watch: Watch) -> Iterator[Record]:
    """The records of a file, table after table; rejects and remarks go into the report on the way."""
    about = _lines_in(report.path)
    report.notes += [f"sheet {aside.sheet!r} is set aside: {aside.reason}" for aside in tables.set_aside]
    rows = 0  # counted here: the report adds up every reason of a reject each time it is asked
    for table in tables:
        for found in table.records():
            rows += 1
            if isinstance(found, Reject):
                report.rejects.add(found)
            elif (size := _weight(found)) > MAX_BYTES:
                report.rejects.add(_too_large(found, size))
            else:
                report.records[table.kind] += 1
                yield found
            if rows % 1000 == 0:
                watch(report.path.name, rows, about)
        report.notes += _remarks(table)
    watch(report.path.name, rows, rows)


def _too_large(record: Record, size: int) -> Reject:
    line = record.evidence.partition(":")[2]
    return Reject(line=line, column="", found=f"{size:,} bytes", expected=f"at most {MAX_BYTES:,} bytes a row", raw="")


def _lines_in(path: Path) -> int | None:
    """About how many rows a file of text has; None for a binary one, whose reader does not say."""
    if path.suffix.casefold() in {".xlsx", ".xlsm", ".parquet"}:
        return None
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))


def _remarks(table: Table) -> Iterator[str]:
    sheet = f"sheet {table.sheet!r}: " if table.sheet else ""
    if table.hidden:
        yield f"{sheet}it is hidden, and was read"
    if table.unused_columns:
        yield f"{sheet}no column of ours, left in the source: {', '.join(table.unused_columns)}"


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in transactions' worths: of one kind each, few enough, and small enough for one message to the store."""
    for _, same in groupby(records, type):
        yield from batches(same, weight=_weight, max_rows=MAX_ROWS)


def _weight(record: Record) -> int:
    """About how many bytes the store is sent for a record: its text, and its id and citation at every end."""
    texts = (value for value in vars(record).values() if type(value) is str)
    return 600 + sum(len(text) if text.isascii() else 3 * len(text) for text in texts)


def _ahead(batches: Iterator[list[Record]]) -> Iterator[list[Record]]:
    """The same batches; the next one is read while the store still writes the last."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(next, batches, None)
        while batch := coming.result():
            coming = reader.submit(next, batches, None)
            yield batch


def _same_reading(store: Store, kept: Kept, settings: Settings) -> None:
    """Refuses bytes that the case has read in another way: their citations would lead to words they do not mean."""
    read = {row["id"]: row["settings"] for row in store.read(catalogue["find_sources"])}
    if read.get(kept.source_id, settings.to_json()) != settings.to_json():
        raise TableRefused(
            f"{kept.name}: the case has read these bytes already, with other settings ({read[kept.source_id]}), "
            "expected the same ones: a source is read in one way; make a new case to read it in another"
        )


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
