"""What a case holds, remembered by the one loader that fills it from empty, so that it need not ask.

A ledger is only ever right about everything or thrown away: it begins with an empty case, learns every record that
its loader writes, and is closed when another loader has come in, when a transaction was undone, or when it has grown
too large. Without one the loader asks the store, with the same result.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.loading.profiles import Described
from ingest.records import Account, Record
from queries.search_key import handle_key
from queries.session import Row

__all__ = ["Ledger"]

MOST = 3_000_000
"""Things that are remembered at most: beyond that false alarms become common."""


class _Marks:
    """Whether a word may have been noted before: never a wrong no, and at 3 million words a wrong yes in 3,000.

    A Bloom filter of 16 MB with three bits a word (Bloom 1970, doi:10.1145/362686.362692).
    """

    _BITS = 27

    def __init__(self) -> None:
        """Nothing noted yet."""
        self._field, self.noted = bytearray(1 << (self._BITS - 3)), 0

    def note(self, word: object) -> bool:
        """Notes a word; whether it is certainly the first time."""
        self.noted += 1
        field, first = self._field, False
        for place in self._places(word):
            byte, bit = place >> 3, 1 << (place & 7)
            if not field[byte] & bit:
                field[byte] |= bit
                first = True
        return first

    def __contains__(self, word: object) -> bool:
        return all(self._field[place >> 3] & (1 << (place & 7)) for place in self._places(word))

    def _places(self, word: object) -> tuple[int, int, int]:
        mixed, mask = hash(("", word)), (1 << self._BITS) - 1
        return mixed & mask, (mixed >> 18) & mask, (mixed >> 36) & mask


class Ledger:
    """The accounts and names of a case, and marks for its ids: a false alarm of a mark only means asking."""

    def __init__(self) -> None:
        """An empty case."""
        self._cited: dict[str, str | None] = {}  # the smallest citation of an account that is only named, else None
        self._holders: dict[str, str] = {}  # the account that has shown a name, "" when several have
        self._marks = _Marks()

    @property
    def full(self) -> bool:
        """Whether it holds as much as it may."""
        return self._marks.noted > MOST

    # accounts

    def strangers(self, described: Described) -> set[str]:
        """The ids of which nothing is known, so that describing them changes nothing else."""
        keys = [_keys(account, account_id) for account, account_id in described]
        ids = Counter(account_id for _, account_id in described)
        shared = Counter(key for some in keys for key in some)
        return {
            account_id
            for (_, account_id), some in zip(described, keys, strict=True)
            if ids[account_id] == 1
            and account_id not in self._cited
            and all(shared[key] == 1 and ("handle", key) not in self._marks for key in some)
        }

    def describe(self, described: Described, names: Iterable[tuple[str, str]]) -> None:
        """Remembers descriptions; `names` are the names they show, each with its account."""
        for account, account_id in described:
            self._cited[account_id] = None
            self._note_handles(_keys(account, account_id))
        for name, account_id in names:
            if self._holders.setdefault(name, account_id) != account_id:
                self._holders[name] = ""

    def describes(self, account_id: str) -> bool:
        """Whether an account of that id is described."""
        return self._cited.get(account_id, "") is None

    def answers(self, asked: Iterable[Row]) -> list[Row]:
        """What `find_named_accounts` would answer."""
        return [self._answer(reference) for reference in asked]

    def _answer(self, reference: Row) -> Row:
        own, holder = reference["id"], self._holders.get(reference["handle"])
        described = own if self.describes(own) else None
        holders = ["", "several"] if holder == "" else [holder] if holder else []
        return {"name": reference["name"], "described": described, "holders": holders}

    def unnamed(self, rows: Iterable[Row]) -> list[Row]:
        """The rows of `load_names` that would change something; they are remembered as written."""
        changing = []
        for row in rows:
            cited = self._cited.get(row["id"], "\uffff\uffff")
            if cited is not None and row["evidence"] < cited:
                self._cited[row["id"]] = row["evidence"]
                self._note_handles([row["handle_key"]])
                changing.append(row)
        return changing

    # records with ids

    def unseen(self, records: Sequence[Record]) -> set[str]:
        """The keys of the records whose id neither the case nor another record here has; all ids are remembered."""
        ids = Counter(record.id for record in records)
        note = self._marks.note
        return {record.key for record in records if note((record.kind, record.id)) and ids[record.id] == 1}

    def awaited(self, ids: Iterable[str], replied_to: Iterable[str]) -> list[str]:
        """Those of the ids to which an earlier message replies; the messages replied to now are remembered."""
        waited_for = [one for one in ids if ("reply", one) in self._marks]
        for one in replied_to:
            self._marks.note(("reply", one))
        return waited_for

    def _note_handles(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._marks.note(("handle", key))


def _keys(account: Account, account_id: str) -> set[str]:
    shown = handle_key(account.handle) if account.handle else None
    return {handle_key(account_id.rpartition(":@")[2]), *([shown] if shown else [])}
