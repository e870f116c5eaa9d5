"""A file opened as tables: what it is, which columns are used, and its rows as records, as often as they are asked for.

for table in open_tables(path, name="رسائل.csv", source_id="…", settings=settings):
    for item in table.records():
        ...
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ingest.records import Record, Reject
from ingest.tables.headers import folded, known
from ingest.tables.plan import Plan
from ingest.tables.readers.delimited import Delimited
from ingest.tables.readers.json_lines import JsonLines
from ingest.tables.readers.source import Source
from ingest.tables.recognition import layout_of
from ingest.tables.refusals import TableRefused
from ingest.tables.rows_to_records import rows_to_records
from ingest.tables.settings import Settings

__all__ = ["SetAside", "Table", "Tables", "header_of", "is_table", "open_tables", "sources_of"]

_SUFFIXES = (".csv", ".tsv", ".tab", ".psv", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".parquet")
_BINARY = {b"PK\x03\x04": "workbook", b"PK\x05\x06": "workbook", b"PAR1": "parquet", b"\xd0\xcf\x11\xe0": "ole"}


class Table:
    """One table of a file: its kind, its header, and its rows as records."""

    def __init__(self, source: Source, *, name: str, source_id: str, settings: Settings) -> None:
        """Recognises the kind; raises TableRefused when none or several fit, MappingRefused for a wrong constant."""
        self._name, self.sheet, self.hidden = name, source.sheet, source.hidden
        where = name if source.sheet is None else f'{name}, sheet "{source.sheet}"'
        layout = layout_of(source.header, where=where, settings=settings)
        self.kind = layout.kind
        self._source, self._source_id, self._region = source, source_id, settings.region
        self._plan = Plan(layout, source.header, settings=settings)
        source.used = layout.used

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns as the file has them; of JSON Lines, those met so far."""
        return tuple(self._source.header)

    @property
    def columns(self) -> dict[str, str]:
        """Our columns, each with the file's name of what holds it."""
        return dict(self._plan.theirs)

    @property
    def unused_columns(self) -> tuple[str, ...]:
        """The file's columns that become nothing; one without a name by its position, such as `column 4`."""
        used = self._plan.layout.used
        names = enumerate(self._source.header, start=1)
        return tuple(name or f"column {number}" for number, name in names if number - 1 not in used)

    def records(self) -> Iterator[Record | Reject]:
        """A record or a reject for every row, from the first, each time it is called; memory does not grow meanwhile.

        Raises TableRefused when the file turns out to be broken further down.
        """
        try:
            yield from rows_to_records(self._source, self._plan, source_id=self._source_id, region=self._region)
        except OSError as error:
            raise _unreadable(self._name, error) from None


@dataclass(frozen=True)
class SetAside:
    """A sheet of a workbook that is no table, and why."""

    sheet: str
    hidden: bool
    reason: str


class Tables(list[Table]):
    """The tables of one file; `set_aside` are the sheets beside them that hold none."""

    set_aside: tuple[SetAside, ...] = ()


def open_tables(path: Path, *, name: str, source_id: str, settings: Settings) -> Tables:
    """The tables of a file: one, or one per sheet of a workbook that is one.

    `name` is the file's original name: it goes into messages and tells the format together with the first bytes.
    Raises TableRefused when there is nothing to read, or when no kind or more than one fits.
    """
    sources = sources_of(path, name=name, settings=settings)
    if sources[0].sheet is None:
        return Tables([Table(sources[0], name=name, source_id=source_id, settings=settings)])
    return _of_workbook(sources, name=name, source_id=source_id, settings=settings)


def header_of(path: Path, *, name: str, settings: Settings) -> list[tuple[str | None, tuple[str, ...]]]:
    """The sheets of a file (None for a file without) with the names of their columns, whatever kind they are."""
    return [(source.sheet, tuple(source.header)) for source in sources_of(path, name=name, settings=settings)]


def is_table(path: Path, *, name: str, settings: Settings) -> bool:
    """Whether a file of a folder is meant as a table: by its suffix or first bytes, a .txt by a header that fits."""
    if name.casefold().endswith(_SUFFIXES):
        return True
    try:
        form = _form(path, name)
        if form == "workbook":
            with ZipFile(path) as archive:
                return "xl/workbook.xml" in archive.namelist()
        if name.casefold().endswith(".txt"):
            return bool(open_tables(path, name=name, source_id="", settings=settings))
    except (OSError, BadZipFile, TableRefused):
        return False
    return form == "parquet"


def _of_workbook(sources: Sequence[Source], *, name: str, source_id: str, settings: Settings) -> Tables:
    tables, aside = Tables(), []
    for source in sources:
        try:
            if not source.header:
                raise TableRefused(f'{name}, sheet "{source.sheet}": is empty')
            tables.append(Table(source, name=name, source_id=source_id, settings=settings))
        except TableRefused as refused:
            aside.append(SetAside(str(source.sheet), source.hidden, str(refused)))
    if not tables:
        raise TableRefused("; ".join(one.reason for one in aside))
    tables.set_aside = tuple(aside)
    return tables


def _unreadable(name: str, error: OSError) -> TableRefused:
    return TableRefused(f"{name}: cannot be read ({error.strerror or error}), expected a file that this user may read")


def sources_of(path: Path, *, name: str, settings: Settings) -> Sequence[Source]:
    """The tables of a file as raw rows under their header, whatever kind they are: for showing a row that is cited.

    Raises TableRefused when the file cannot be read.
    """
    try:
        return _by_form(path, name, settings)
    except OSError as error:
        raise _unreadable(name, error) from None


def _by_form(path: Path, name: str, settings: Settings) -> Sequence[Source]:
    """The tables of a file by its form; the libraries of the binary ones are loaded when one is met."""
    form, limits = _form(path, name), settings.limits
    if form == "workbook":
        from ingest.tables.readers.workbook import sheets_of  # noqa: PLC0415

        return sheets_of(path, name=name, limits=limits)
    if form == "parquet":
        from ingest.tables.readers.parquet import Parquet  # noqa: PLC0415

        return [Parquet(path, name=name, limits=limits)]
    theirs = [column for one in settings.said.columns.values() for column in one.columns]
    if form == "json":
        return [JsonLines(path, name=name, encoding=settings.encoding, limit=limits.row_bytes, names=theirs)]
    names = known() | set(map(folded, theirs))
    return [Delimited(path, name=name, encoding=settings.encoding, limit=limits.row_bytes, names=names)]


def _form(path: Path, name: str) -> str:
    """The format of a file by its first bytes, else by its name; refuses an empty one and one that belies its name."""
    with path.open("rb") as file:
        head = file.read(4096)
    suffix = Path(name.casefold()).suffix
    form = _BINARY.get(head[:4])
    if not head:
        raise TableRefused(f"{name}: is empty, expected a line with the names of the columns, then rows")
    if form == "ole":
        raise TableRefused(
            f"{name}: is an old XLS workbook or one with a password, expected XLSX; save it as that, open"
        )
    if form is None and suffix in {".xlsx", ".xlsm", ".parquet"}:
        raise TableRefused(f"{name}: the file is broken: it does not begin as a {suffix} file does; fetch it again")
    if form:
        return form
    is_json = suffix in {".jsonl", ".ndjson"} or (
        suffix not in _SUFFIXES and head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
    )
    return "json" if is_json else "delimited"
