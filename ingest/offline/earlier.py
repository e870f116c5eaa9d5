"""What the case has read before, read again from its kept copies: a full import replaces a database and adds nothing.

The log knows every source that was read to its end, and how. A source whose reading broke off is in neither.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Protocol

from ingest.file_report import FileReport, Watch
from ingest.intake import records_of
from ingest.offline.gathering import Gathering
from ingest.offline.refusals import ImportRefused
from ingest.sources import open_source
from ingest.surroundings import CaseFolder, Custodian
from ingest.tables import Settings, TableRefused
from queries.session import Row

__all__ = ["Earlier", "LogEntry", "LoggedCase"]


class LogEntry(Protocol):
    """One act on the case, as its log has it."""

    @property
    def at(self) -> str:
        """When, ISO 8601."""
        ...

    @property
    def by(self) -> str:
        """Who."""
        ...

    @property
    def action(self) -> str:
        """What was done."""
        ...

    @property
    def facts(self) -> Mapping[str, Any]:
        """The facts of the act."""
        ...


class _Log(Custodian, Protocol):
    def entries(self) -> Sequence[LogEntry]:
        """Every entry, oldest first."""
        ...


class LoggedCase(CaseFolder, Protocol):
    """What is needed of a case whose log can be read."""

    @property
    def custody(self) -> _Log:
        """Who keeps its sources, and the log."""
        ...


@dataclass(frozen=True)
class Earlier:
    """The sources that a case has read: the entries that tell of the keeping and of the last reading, by their ids."""

    case: LoggedCase
    kept: Mapping[str, LogEntry]
    read: Mapping[str, LogEntry]

    @classmethod
    def of(cls, case: LoggedCase) -> "Earlier":
        """Those of the log as it stands."""
        entries = case.custody.entries()
        kept, read = (
            {str(entry.facts["source"]): entry for entry in entries if entry.action == action}
            for action in ("source_kept", "ingested")
        )
        return cls(case, kept, read)

    @property
    def settings(self) -> dict[str, str]:
        """The settings that each was read with, as JSON."""
        return {source_id: str(entry.facts["settings"]) for source_id, entry in self.read.items()}

    def gather(self, into: Gathering, *, but: Container[str], watch: Watch) -> Iterator[str]:
        """Reads those that are not in `but` again, and gives the name of each.

        Raises ImportRefused for one that can no longer be read.
        """
        for source_id, entry in self.read.items():
            if source_id not in but:
                self._reread(source_id, entry, into, watch)
                yield str(entry.facts["name"])

    def _reread(self, source_id: str, entry: LogEntry, into: Gathering, watch: Watch) -> None:
        facts, first = entry.facts, self.kept[source_id]
        name, path = str(facts["name"]), self.case.folder / "sources" / str(first.facts["sha256"])
        report = FileReport(path, named=False, source_id=source_id)
        try:
            settings = Settings.from_json(str(facts["settings"]))
            with open_source(path, name=name, source_id=source_id, settings=settings) as source:
                into.note(_row(source_id, first, facts) | {"method": source.method}, at=first.at)
                into.take(records_of(source, report, lambda _, rows, of: watch(name, rows, of)))
        except (TableRefused, OSError) as error:
            raise _unreadable(path, name, error) from error


def _row(source_id: str, first: LogEntry, facts: Mapping[str, Any]) -> Row:
    """The source as its first reading noted it."""
    copied = {name: first.facts[name] for name in ("sha256", "sha512", "bytes")}
    counts = {"rows": facts["rows"], "records": sum(facts["records"].values()), "rejects": facts["rejects"]}
    name = str(facts["name"])
    beside = {"media_type": guess_type(name)[0], "settings": facts["settings"], "collected_by": first.by}
    return {"id": source_id, "name": name} | copied | beside | counts


def _unreadable(path: Path, name: str, error: Exception) -> ImportRefused:
    return ImportRefused(
        f"{path}: the case has read {name} before, and its kept copy cannot be read again ({error}), expected to: an "
        "import replaces the database, so it has to hold the whole case; run silsila verify on the case"
    )
