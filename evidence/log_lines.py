"""One line of the custody log: how an entry is sealed, and what a line says that was not sealed that way.

It stands apart from the log file so that the chain can be checked in an exhibit, on a machine that has no case.

A line is one JSON object with sorted keys and no spaces. `hash` is the SHA-256 of that same line without its `hash`,
`previous` is the hash of the line before, 64 zeros for the first.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["FIRST", "Entry", "chain_faults", "link_of", "read_line", "sealed"]

FIRST = "0" * 64
"""What the first entry names as the hash of the line before."""


@dataclass(frozen=True)
class Entry:
    """One act on the case: the `n`th, `at` a time in UTC, `by` a user of the machine, with the facts of the act."""

    n: int
    at: str
    by: str
    action: str
    facts: dict[str, Any]
    previous: str
    hash: str

    @property
    def computed_hash(self) -> str:
        """The hash that the content gives; equal to `hash` unless the line was altered."""
        content = {name: value for name, value in asdict(self).items() if name != "hash"}
        return hashlib.sha256(_canonical(content)).hexdigest()


def _canonical(value: object) -> bytes:
    """JSON in the one form that is hashed; half characters of strange file names become their JSON escapes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=str)
    return text.encode("utf-8", "backslashreplace")


def sealed(*, n: int, at: str, by: str, action: str, facts: dict[str, Any], previous: str) -> bytes:
    """The line of a new entry, with its end; facts that JSON does not know are written as their text."""
    plain = json.loads(_canonical(facts))
    entry = Entry(n=n, at=at, by=by, action=action, facts=plain, previous=previous, hash="")
    return _canonical(asdict(entry) | {"hash": entry.computed_hash}) + b"\n"


def read_line(line: bytes) -> Entry | None:
    """The entry on a line (without its end), or None for a line that is no entry as the log writes it."""
    try:
        found = json.loads(line)
        entry = Entry(**found)
    except (ValueError, TypeError, RecursionError):
        return None
    return entry if _canonical(found) == line and _well_typed(entry) else None


def _well_typed(entry: Entry) -> bool:
    texts = (entry.at, entry.by, entry.action, entry.previous, entry.hash)
    return type(entry.n) is int and isinstance(entry.facts, dict) and all(isinstance(text, str) for text in texts)


def link_of(line: bytes) -> str:
    """What the line after this one has to name: its hash, or for a broken line the SHA-256 of its bytes."""
    entry = read_line(line)
    return entry.hash if entry else hashlib.sha256(line).hexdigest()


def chain_faults(lines: Iterable[bytes]) -> Iterator[str]:
    """One sentence for each broken link and each altered line, by its number; lines come without their ends."""
    links = {FIRST}
    for number, line in enumerate(lines, 1):
        entry = read_line(line)
        yield from _entry_faults(number, entry, links)
        # an altered line is named once: the next one may follow either what it was or what it has become
        links = {link_of(line)} | ({entry.computed_hash} if entry else set())


def _entry_faults(number: int, entry: Entry | None, links: set[str]) -> Iterator[str]:
    if entry is None:
        yield f"line {number} is not an entry as the log writes it: it was altered or damaged"
        return
    if entry.hash != entry.computed_hash:
        carried, given = entry.hash[:16], entry.computed_hash[:16]
        yield f"line {number} was altered: it carries the hash {carried}…, its words give {given}…"
    if entry.n != number:
        yield f"line {number} calls itself entry {entry.n}: an entry was added, removed or moved"
    if entry.previous not in links:
        before = f"line {number - 1}" if number > 1 else "the beginning of the log"
        yield f"line {number} does not follow {before}: it names another line before it"
