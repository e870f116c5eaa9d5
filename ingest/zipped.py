"""A zip as one source: each member goes to its adapter or to the tables, and citations say `member!record`."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Self

from ingest.platforms.adapters import HEAD, adapter_of
from ingest.platforms.archives import Archive, Entry
from ingest.platforms.exports import Adapter, Found, Member, Remark
from ingest.records import Record, Reject
from ingest.sources import TableFile
from ingest.tables import Settings, TableRefused, open_tables

__all__ = ["Zipped"]

_TABLES = (".csv", ".tsv", ".tab", ".psv", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".parquet")
_NOBODY = "no reader takes it, by its name or its content"


class Zipped:
    """A zip that is open; `parts` are the members of exports, with the adapter of each."""

    def __init__(self, path: Path, *, name: str, source_id: str, settings: Settings) -> None:
        """Looks at every member; raises TableRefused when the zip is broken, over a limit, or nothing of it is read."""
        self._path, self._name, self._source_id = path, name, source_id
        self.settings = settings
        self.notes: list[str] = []
        self.archive = Archive(path, name=name, limits=settings.limits)
        self.set_aside = [(entry.name, entry.reason) for entry in self.archive.entries if entry.reason]
        self._adapted: list[tuple[Entry, Adapter]] = []
        self._tables: list[Entry] = []
        try:
            self._sort_out()
        except TableRefused:
            self.archive.close()
            raise
        self._owners: dict[str, str | None] = {}

    def _sort_out(self) -> None:
        for entry in self.archive.entries:
            if entry.reason:
                continue
            if adapter := adapter_of(entry.name, self._head(entry)):
                self._adapted.append((entry, adapter))
            elif entry.name.casefold().endswith(_TABLES):
                self._tables.append(entry)
            else:
                self.set_aside.append((entry.name, _NOBODY))
        self.archive.check_total([*(entry for entry, _ in self._adapted), *self._tables])
        if not self._adapted and not self._tables:
            raise TableRefused(f"{self._name}: no member of it is read: {_listed(self.set_aside)}")

    @property
    def method(self) -> str:
        """Every reader of its members, with its version."""
        found = {f"{adapter.name} {adapter.version}" for _, adapter in self._adapted}
        return ", ".join(sorted(found | ({"table"} if self._tables else set())))

    def check(self) -> None:
        """Reads every export in it as far as its first record; the zip is one source, so one that fails refuses it."""
        for member, adapter, entry in self._exports():
            with self.archive.reading(entry):
                next(adapter.records(member), None)

    def records(self) -> Iterator[Found]:
        """Everything in it, member after member; a table that is none is set aside."""
        for member, adapter, entry in self._exports():
            with self.archive.reading(entry):
                yield from (_within(entry.name, found) for found in adapter.records(member))
        for entry in self._tables:
            with self.archive.reading(entry):
                yield from self._rows(entry)
        self.notes += _grouped(self.set_aside)

    def member(self, place: str) -> tuple[Member, Adapter, str] | None:
        """The member of an export that a citation's place names, its adapter, and the rest of the place."""
        found = [each for each in self._exports() if place.startswith(f"{each[0].name}!")]
        if not found:
            return None
        member, adapter, _ = max(found, key=lambda each: len(each[0].name))
        return member, adapter, place.removeprefix(f"{member.name}!")

    @contextmanager
    def table(self, place: str) -> Iterator[tuple[Path, str, str] | None]:
        """The unpacked table that a citation's place names, what it is called, and the rest of the place."""
        entry = next((entry for entry in self._tables if place.startswith(f"{entry.name}!")), None)
        if entry is None:
            yield None
            return
        with self._unpacked(entry) as path:
            yield path, entry.name, place.removeprefix(f"{entry.name}!")

    def _head(self, entry: Entry) -> bytes:
        with self.archive.reading(entry), self.archive.open(entry, whole=False) as file:
            return file.read(HEAD)

    def _exports(self) -> Iterator[tuple[Member, Adapter, Entry]]:
        for entry, adapter in self._adapted:
            settings = replace(self.settings, owner=self.settings.owner or self._owner(adapter))
            yield self._member(entry, settings), adapter, entry

    def _member(self, entry: Entry, settings: Settings) -> Member:
        return Member(
            name=entry.name,
            source_id=self._source_id,
            locate=lambda place: f"{self._source_id}:{entry.name}!{place}",
            open=lambda: self.archive.open(entry),
            settings=settings,
            within=(self.settings.place or self._name).rpartition("/")[2],
        )

    def _owner(self, adapter: Adapter) -> str | None:
        """Whose export it is by one of its members; None when none says so, or when they differ."""
        if adapter.name not in self._owners:
            members = [self._member(entry, self.settings) for entry, its in self._adapted if its.name == adapter.name]
            found = {owner for member in members if (owner := adapter.owner(member))}
            self._owners[adapter.name] = found.pop() if len(found) == 1 else None
        return self._owners[adapter.name]

    def _rows(self, entry: Entry) -> Iterator[Found]:
        with self._unpacked(entry) as path:
            try:
                tables = open_tables(path, name=entry.name, source_id=self._source_id, settings=self.settings)
            except TableRefused as refused:
                self.set_aside.append((entry.name, str(refused)))
                return
            file = TableFile(tables, self.settings)
            yield from map(_cited_in(entry.name), (_within(entry.name, found) for found in file.records()))
            self.notes += [f"{entry.name}: {note}" for note in file.notes]

    @contextmanager
    def _unpacked(self, entry: Entry) -> Iterator[Path]:
        """A member as a file of its own, under a name of ours; it ends with the reading."""
        with TemporaryDirectory(prefix="silsila-") as folder:
            path = Path(folder) / f"member{PurePosixPath(entry.name).suffix}"
            with self.archive.open(entry) as packed, path.open("xb") as file:
                shutil.copyfileobj(packed, file)
            yield path

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the zip."""
        self.archive.close()


def _within(member: str, found: Found) -> Found:
    """What was found in a member, with the member's name where only the place in it was said."""
    if isinstance(found, Reject):
        return replace(found, line=f"{member}!{found.line}")
    if isinstance(found, Remark) and not found.counted:
        return replace(found, about=f"{member}: {found.about}")
    return found


def _cited_in(member: str) -> Callable[[Found], Found]:
    """A record of a table in the zip, citing the member too."""

    def cited(found: Found) -> Found:
        if not isinstance(found, Record):
            return found
        source, _, place = found.evidence.partition(":")
        return replace(found, evidence=f"{source}:{member}!{place}")

    return cited


def _grouped(set_aside: list[tuple[str, str]]) -> list[str]:
    """One line for each reason, with every name."""
    reasons: dict[str, list[str]] = {}
    for name, reason in set_aside:
        reasons.setdefault(reason, []).append(name)
    return [f"{len(names)} × set aside, {reason}: {', '.join(names)}" for reason, names in reasons.items()]


def _listed(set_aside: list[tuple[str, str]]) -> str:
    named = "; ".join(f"{name} ({reason})" for name, reason in set_aside[:10])
    return f"{named}; and {len(set_aside) - 10} more" if len(set_aside) > 10 else named or "it is empty"
