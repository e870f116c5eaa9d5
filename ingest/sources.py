"""A file opened as what it is: an export of a platform, a table, or a zip of those; and what it holds.

Intake, the return journey and the page that shows a cited record all open files here, so that they agree on every one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Protocol, Self

from ingest.platforms.adapters import HEAD, adapter_of
from ingest.platforms.archives import is_zip
from ingest.platforms.exports import Adapter, Found, Member
from ingest.tables import Settings, Table, TableRefused, Tables, is_table, open_tables

__all__ = ["Export", "OpenSource", "TableFile", "member_of", "open_source"]


class OpenSource(Protocol):
    """An open file, and a context manager; `notes` and `set_aside` are filled while it is read."""

    @property
    def settings(self) -> Settings:
        """How it is read: kept with the source, these read it again in the same way."""
        ...

    @property
    def notes(self) -> list[str]:
        """What is worth saying of it, line by line."""
        ...

    @property
    def set_aside(self) -> list[tuple[str, str]]:
        """Each member of a zip that is not read, and why."""
        ...

    @property
    def method(self) -> str:
        """What reads it, with its version."""
        ...

    def check(self) -> None:
        """Raises TableRefused when it cannot be read at all, as far as can be told before its first record."""
        ...

    def records(self) -> Iterator[Found]:
        """Everything in it, in order; raises TableRefused when it is broken further down."""
        ...

    def __enter__(self) -> Self:
        """Itself."""
        ...

    def __exit__(self, *_: object) -> None:
        """Closes it."""
        ...


def open_source(path: Path, *, name: str, source_id: str, settings: Settings, named: bool = True) -> OpenSource:
    """A file as what it is; `path` is the file itself or its kept copy, `name` what it was called.

    Raises TableRefused when nothing reads it. A file that was not `named` is a table only when it looks like one.
    """
    if settings.place:  # what it was called when it was first read: the same bytes may come back under another name
        name = settings.place.rpartition("/")[2]
    with path.open("rb") as file:
        head = file.read(HEAD)
    if settings.kind is None:
        if is_zip(head, name) and not _is_workbook(path, name, settings):
            from ingest.zipped import Zipped  # noqa: PLC0415  (it opens members as sources in turn)

            return Zipped(path, name=name, source_id=source_id, settings=settings)
        member = member_of(path, name=name, source_id=source_id, settings=settings)
        if adapter := adapter_of(member.name, head):
            return Export(adapter, member)
    if not named and not is_table(path, name=name, settings=settings):
        raise TableRefused("no reader takes it, by its name or its content: it stays where it is")
    return TableFile(open_tables(path, name=name, source_id=source_id, settings=settings), settings)


def member_of(path: Path, *, name: str, source_id: str, settings: Settings) -> Member:
    """A file that is a source of its own, as adapters see it."""
    within, _, below = (settings.place or f"/{name}").partition("/")
    return Member(
        name=below,
        source_id=source_id,
        locate=lambda place: f"{source_id}:{place}",
        open=lambda: path.open("rb"),
        settings=settings,
        within=within,
    )


def _is_workbook(path: Path, name: str, settings: Settings) -> bool:
    return not name.casefold().endswith(".zip") and is_table(path, name=name, settings=settings)


@dataclass
class Export:
    """One file of a platform's export."""

    adapter: Adapter
    member: Member
    notes: list[str] = field(default_factory=list)
    set_aside: list[tuple[str, str]] = field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """How it is read."""
        return self.member.settings

    @property
    def method(self) -> str:
        """The adapter and its version."""
        return f"{self.adapter.name} {self.adapter.version}"

    def check(self) -> None:
        """Reads as far as the first thing it holds."""
        for _ in self.records():
            return

    def records(self) -> Iterator[Found]:
        """What the adapter finds."""
        return self.adapter.records(self.member)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open between readings."""


class TableFile:
    """One file of tables."""

    def __init__(self, tables: Tables, settings: Settings) -> None:
        """The tables are open already; where the file came from does not matter to them."""
        self._tables = tables
        self.settings = replace(settings, place=None)
        self.notes: list[str] = []
        self.set_aside: list[tuple[str, str]] = []

    @property
    def method(self) -> str:
        """The reader of tables and its version."""
        return f"table {version('silsila-workbench')}"

    def check(self) -> None:
        """Opening it was the check."""

    def records(self) -> Iterator[Found]:
        """The rows of table after table."""
        self.notes += [f"sheet {aside.sheet!r} is set aside: {aside.reason}" for aside in self._tables.set_aside]
        for table in self._tables:
            yield from table.records()
            self.notes += _remarks(table)

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open between readings."""


def _remarks(table: Table) -> Iterator[str]:
    sheet = f"sheet {table.sheet!r}: " if table.sheet else ""
    if table.hidden:
        yield f"{sheet}it is hidden, and was read"
    if table.unused_columns:
        yield f"{sheet}no column of ours, left in the source: {', '.join(table.unused_columns)}"
