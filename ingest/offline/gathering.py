"""Sources and their records set aside until all are read: the place where an offline import's records go."""

from collections.abc import Iterable, Mapping

from ingest.offline.import_files import Separator
from ingest.offline.scratch import Scratch
from ingest.records import Licence, Message, Record
from queries.session import Row

__all__ = ["Gathering"]


class Gathering:
    """What was read so far; `sources` has the row of each source by its id."""

    def __init__(self, scratch: Scratch, *, read_before: Mapping[str, str]) -> None:
        """`read_before` has the settings of the sources that the case has read before, as JSON, by their ids."""
        self._scratch, self._read_before = scratch, read_before
        self.sources: dict[str, Row] = {}
        self.separator = Separator()

    def settings_of(self, source_id: str) -> str | None:
        """The settings that a source was read with before, as JSON; None for one that is new."""
        here = self.sources.get(source_id)
        return here["settings"] if here else self._read_before.get(source_id)

    def note(self, source: Row, *, at: str) -> None:
        """Takes what is known of a source so far; the first `at` is when it was collected."""
        self.sources.setdefault(source["id"], {"collected_at": at}).update(source)

    def take(self, records: Iterable[tuple[Record, int]]) -> None:
        """Takes the records of one source, all of them or, when it turns out to be broken, none."""
        with self._scratch.whole():
            self._scratch.add(self._seen(record) for record, _ in records)

    def _seen(self, record: Record) -> Record:
        self.separator.avoid([record.evidence, *_items(record)])
        return record


def _items(record: Record) -> tuple[str, ...]:
    """The texts of a record's own lists."""
    if isinstance(record, Message):
        return record.links
    return record.covered_handles if isinstance(record, Licence) else ()
