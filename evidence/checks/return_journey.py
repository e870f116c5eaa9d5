"""The return journey: from every row of an exhibit back to the cited line of the source, to find the same words.

It stands apart because it is the promise made to an editor or a court, and must be readable by one. It needs no
database: only the exhibit, and a reader of sources that is passed in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from evidence.checks.findings import Finding, Progress

__all__ = ["Claim", "Journey", "Reread", "SourceCopy", "StatedRecord"]

_AT_ONCE = 100_000  # claims held in memory while the sources are read once more


class StatedRecord(Protocol):
    """A record as a source states it; its other fields are the columns of its kind."""

    @property
    def kind(self) -> str:
        """What the row is: account, message, referral, …"""

    @property
    def key(self) -> str:
        """Id and content in one word."""

    @property
    def evidence(self) -> str:
        """`"<source id>:<line>"`."""

    @property
    def platform(self) -> str | None:
        """The platform of the row, or None."""


class Reread(Protocol):
    """Reads a source again exactly as it was read at first: its records, each with the line it stands on."""

    def __call__(self, path: Path, name: str, source_id: str, settings_json: str) -> Iterator[StatedRecord]:
        """The records of the file at `path`, which was called `name`."""


@dataclass(frozen=True)
class SourceCopy:
    """A source of an exhibit: where its bytes are, what it was called, how it was read."""

    path: Path
    name: str
    settings: str


@dataclass(frozen=True)
class Claim:
    """One row of an exhibit: what it is called, the lines it cites, and the check of a record found on one of them.

    One line may state several records (the first message of an account states the account too): `is_about` picks the
    one that the row rests on. `differs` gives a sentence for each word that the record has otherwise.
    """

    where: str
    evidence: tuple[str, ...]
    differs: Callable[[StatedRecord], Iterable[str]]
    is_about: Callable[[StatedRecord], bool]


class Journey:
    """Follows claims back to their sources; `opened` counts the cited lines that were found."""

    def __init__(self, sources: Mapping[str, SourceCopy], reread: Reread, progress: Progress | None = None) -> None:
        """A journey through these sources, by their ids."""
        self._sources, self._reread, self._progress = sources, reread, progress
        self.opened = 0

    def follow(self, claims: Iterable[Claim]) -> Iterator[Finding]:
        """A finding for each cited line that is not there, and for each word that it has otherwise."""
        rest = iter(claims)
        while batch := list(islice(rest, _AT_ONCE)):
            wanted: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
            for claim in batch:
                if not claim.evidence:
                    yield Finding("citation", claim.where, "cites no line of any source")
                for citation in claim.evidence:
                    wanted[citation.partition(":")[0]][citation].append(claim)
            for source_id in sorted(wanted):
                yield from self._open(source_id, wanted[source_id])

    def _open(self, source_id: str, wanted: dict[str, list[Claim]]) -> Iterator[Finding]:
        source = self._sources.get(source_id)
        if source is None:
            yield from self._lost(wanted, f"a source {source_id} that is not in the exhibit", "")
            return
        others: dict[str, StatedRecord] = {}  # by citation, the first record there, for rows that rest on none
        try:
            for record in self._reread(source.path, source.name, source_id, source.settings):
                if (claims := wanted.get(record.evidence)) is None:
                    continue
                about = [claim for claim in claims if claim.is_about(record)]
                yield from self._compared(source.name, record, about)
                rest = [claim for claim in claims if claim not in about]
                wanted[record.evidence] = rest
                others.setdefault(record.evidence, record)
                if not rest:
                    del wanted[record.evidence]
                if not wanted:
                    return
            why = "no row of that line says anything of this kind"
        except Exception as wrong:  # the reader is passed in: whatever stops it, the rest must still be checked
            why = f"the source cannot be read again: {wrong}"
        for citation in others.keys() & wanted.keys():
            yield from self._compared(source.name, others[citation], wanted.pop(citation))
        yield from self._lost(wanted, source.name, why)

    def _compared(self, name: str, record: StatedRecord, claims: Iterable[Claim]) -> Iterator[Finding]:
        """What the record has otherwise than each of the rows that rest on it."""
        place = f"{name}:{record.evidence.partition(':')[2]}"
        for claim in claims:
            self._note()
            yield from (Finding("citation", claim.where, f"{place}: {text}") for text in claim.differs(record))

    def _note(self) -> None:
        self.opened += 1
        if self._progress is not None and self.opened % 1000 == 0:
            self._progress("citations", self.opened, None)

    def _lost(self, wanted: Mapping[str, list[Claim]], name: str, why: str) -> Iterator[Finding]:
        for citation, claims in wanted.items():
            place = f"{name}:{citation.partition(':')[2]}" if why else name
            for claim in claims:
                yield Finding("citation", claim.where, f"cites {place}" + (f", and {why}" if why else ""))
