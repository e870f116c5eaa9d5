"""Which account a reference means, whatever the order in which references and descriptions arrive.

A reference means the described account that has it for its id; else the one described account that has shown it as
a handle on that platform; else an account of its own, which is only named. Every relationship keeps the reference it
was read from (`from_name`, `to_name`), so when a description arrives later, what rows said can be moved to the account
that they are now known to mean, in the same transaction.
"""

from collections.abc import Collection, Iterable, Mapping

from ingest.loading.ledger import Ledger
from ingest.records import Account, name_of
from queries.catalogue import catalogue
from queries.search_key import handle_key, search_key
from queries.session import Row, Run

__all__ = ["Names", "account_id_of"]

_MOST_REMEMBERED = 200_000
_FEW = 10_000


def account_id_of(account: Account) -> str:
    """The id under which the case knows an account: its `account_id`, or `platform:@handle` when that is a handle."""
    name = name_of(account.account_id, account.platform)
    return name if _is_handle(name) else account.account_id


def _is_handle(name: str) -> bool:
    return name.partition(":")[2].startswith("@")


def _own_id(name: str) -> str:
    """The id of the account that a reference stands for while nothing describes it."""
    return name if _is_handle(name) else name.partition(":")[2]


def _asked(name: str) -> Row:
    platform, _, text = name.partition(":")
    key = handle_key(text)
    return {"name": name, "id": _own_id(name), "handle": f"{platform}:@{key}", "handle_key": key}


class Names:
    """References resolved for one loader; it remembers answers until a description could change them."""

    def __init__(self) -> None:
        """Remembers nothing yet."""
        self._known: dict[str, tuple[str, bool]] = {}
        self.ledger: Ledger | None = None

    def forget(self) -> None:
        """Forgets every answer; called when accounts were described."""
        self._known.clear()

    def resolve(self, run: Run, cited: Mapping[str, str]) -> dict[str, str]:
        """The account of each reference; `cited` gives each one's smallest citation.

        Accounts that are only named are created, so that every returned id exists once the transaction ends.
        """
        if len(self._known) > (_FEW if self.ledger else _MOST_REMEMBERED):  # a ledger knows them all the same
            self.forget()
        self._ask(run, [name for name in cited if name not in self._known])
        named = [(name, *self._known[name]) for name in cited]
        self._name(run, {name: cited[name] for name, _, described in named if not described})
        return {name: account for name, account, _ in named}

    def _ask(self, run: Run, names: Iterable[str]) -> None:
        ledger = self.ledger
        asked = [_asked(name) for name in names if not (ledger and self._is_own(name, ledger))]
        if asked:
            answers = ledger.answers(asked) if ledger else run(catalogue["find_named_accounts"], references=asked)
            self._known |= {row["name"]: _meant(row) for row in answers}

    def _is_own(self, name: str, ledger: Ledger) -> bool:
        """Whether a reference is the id of a described account, as most are; it is remembered then."""
        described = ledger.describes(own := _own_id(name))
        if described:
            self._known[name] = own, True
        return described

    def _name(self, run: Run, cited: Mapping[str, str]) -> None:
        rows: dict[str, Row] = {}
        for name, citation in cited.items():
            row = _named(name, citation)
            earlier = rows.setdefault(row["id"], row)
            earlier["evidence"] = min(earlier["evidence"], citation)
        changing = self.ledger.unnamed(rows.values()) if self.ledger else list(rows.values())
        if changing:
            run(catalogue["load_names"], rows=changing)

    def move(self, run: Run, accounts: Collection[str]) -> None:
        """Moves what stands at these accounts by a reference that now means another account.

        A move changes the lines that accounts cite, which a ledger does not follow: it is closed.
        """
        self.forget()
        standing = run(catalogue["find_names_at"], ids=list(accounts)) if accounts else []
        self._ask(run, {row["name"] for row in standing if row["name"]})
        moves = [
            {"here": row["id"], "there": self._known[row["name"]][0], "name": row["name"]}
            for row in standing
            if row["name"] and self._known[row["name"]][0] != row["id"]
        ]
        if not moves:
            return
        self.ledger = None
        # a citation of "\uffff" is larger than any other: the account cites its real lines two queries on
        self._name(run, {m["name"]: "\uffff" for m in moves if not self._known[m["name"]][1]})
        run(catalogue["record_moved_references"], moves=moves)
        run(catalogue["record_first_naming"], ids=sorted({m[end] for m in moves for end in ("here", "there")}))


def _meant(row: Row) -> tuple[str, bool]:
    if row["described"]:
        return row["described"], True
    return (row["holders"][0], True) if len(row["holders"]) == 1 else (_own_id(row["name"]), False)


def _named(name: str, citation: str) -> Row:
    platform, _, text = name.partition(":")
    handle = text if _is_handle(name) else None
    return {
        "id": _own_id(name),
        "platform": platform or None if handle else None,
        "handle": handle,
        "handle_key": handle_key(text),
        "search_key": search_key(text.removeprefix("@")),
        "evidence": citation,
    }
