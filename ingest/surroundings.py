"""What intake needs of those around it: the case it fills, where records go, and machines that may read for it.

It knows them only by this, so that this room depends neither on the one that keeps evidence nor on a cluster.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from ingest.records import Record
from ingest.sources import OpenSource
from ingest.tables import Settings
from queries.session import Row

__all__ = ["CaseFolder", "Custodian", "Destination", "Kept", "Spread"]


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


class Destination(Protocol):
    """Where records go."""

    def settings_of(self, source_id: str, /) -> str | None:
        """The settings that a source was read with before, as JSON; None for one that is new."""
        ...

    def note(self, source: Row, /, *, at: str) -> None:
        """Takes what is known of a source so far; `at` is when."""
        ...

    def take(self, records: Iterable[tuple[Record, int]], /) -> None:
        """Takes the records of one source, each with its weight in bytes."""
        ...


class Spread(Protocol):
    """Other machines that read kept files."""

    @property
    def ahead(self) -> int:
        """How many files are to be begun before the first of them is loaded."""
        ...

    def open(
        self, path: Path, *, name: str, source_id: str, settings: Settings, named: bool, sha256: str
    ) -> OpenSource:
        """A kept copy that they begin to read now; otherwise as `open_source`."""
        ...
