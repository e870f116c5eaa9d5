"""Files of platform exports as tests write them: bytes or JSON under a name, and what an adapter finds in them."""

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.platforms.exports import Adapter, Found, Member, Remark
from ingest.records import Account, Message, Reject
from ingest.tables.settings import Settings

SHARED = Path(__file__).parents[2] / "shared" / "data" / "chat-exports"


def settings(**changes: Any) -> Settings:
    return Settings(**{"region": "SA", "time_zone": "Asia/Riyadh"} | changes)


def member(content: Any, name: str = "result.json", **changes: Any) -> Member:
    """A file with this content: bytes as they are, anything else as JSON."""
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    return Member(
        name=name,
        source_id="source",
        locate=lambda place: f"source:{place}",
        open=lambda: io.BytesIO(data),
        settings=settings(**changes),
    )


def shared(path: str, **changes: Any) -> Member:
    """A file of the other people's exports."""
    return member((SHARED / path).read_bytes(), path, **changes)


def taken(adapter: Adapter, path: Path, below: Path) -> bool:
    return adapter.takes(path.relative_to(below).as_posix(), path.read_bytes()[: 1 << 16])


class Finds:
    """What an adapter finds in a file, by kind."""

    def __init__(self, found: Iterator[Found]) -> None:
        self.all = list(found)
        self.messages = [one for one in self.all if isinstance(one, Message)]
        self.accounts = [one for one in self.all if isinstance(one, Account)]
        self.rejects = [one for one in self.all if isinstance(one, Reject)]
        self.remarks = Counter(one.about for one in self.all if isinstance(one, Remark))

    @property
    def counts(self) -> Counter[str]:
        return Counter(type(one).__name__ for one in self.all)
