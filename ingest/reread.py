"""A kept source read again exactly as it was read when it was taken in: the way back from a statement to its line."""

from collections.abc import Iterator
from pathlib import Path

from ingest.records import Record
from ingest.sources import open_source
from ingest.tables import Settings

__all__ = ["reread"]


def reread(path: Path, name: str, source_id: str, settings_json: str) -> Iterator[Record]:
    """The records of a source; `settings_json` is what the case noted of how it was read.

    Raises TableRefused when the bytes can no longer be read that way.
    """
    settings = Settings.from_json(settings_json)
    with open_source(path, name=name, source_id=source_id, settings=settings) as source:
        for found in source.records():
            if isinstance(found, Record):
                yield found
