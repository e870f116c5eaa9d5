"""Which share or coin each of some messages promotes, in its sender's own words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ingest.extraction.reader import Reader
from ingest.extraction.statements import Call, Text

__all__ = ["promoted"]


def promoted(messages: Iterable[Mapping[str, Any]], *, region: str = "SA") -> Iterator[dict[str, Any]]:
    """One row with `security`, `account`, `message_id` and `at` for each share or coin that a message promotes.

    `messages` are rows with `id`, `sender`, `sent_at` and `text`. A security is its ticker, or its name where no ticker
    is said, or else the entry, targets and stop, which tell tips of one security apart as a name would.
    """
    reader = Reader()
    for row in messages:
        reading = reader.read(Text(id=row["id"], text=row["text"] or "", sender=row["sender"], region=region))
        for security in sorted({_called(call) for call in reading.calls}):
            yield {"security": security, "account": row["sender"], "message_id": row["id"], "at": row["sent_at"]}


def _called(call: Call) -> str:
    prices = f"entry {call.entry or '-'}, target {' '.join(call.targets) or '-'}, stop {call.stop or '-'}"
    return call.ticker or call.company or prices
