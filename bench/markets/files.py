"""A synthetic market as the table files that an investigator would have, with the truth in a file that nobody loads."""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.markets import money, profiles, talk
from bench.markets.people import NOBODY, ROLES, People
from bench.markets.scenarios import Market, MarketError

__all__ = ["FILES", "TRUTH", "Tables", "Watch", "write"]

FILES = (
    *("accounts.csv", "messages.csv", "referrals.csv", "payments.csv"),
    *("observations.csv", "identifiers.csv", "fee_splits.csv", "licences.csv", "register_checks.csv"),
)
TRUTH = "truth.json"

Row = tuple[str, ...]
Watch = Callable[[str, int, int | None], None]
"""Is told the file, its rows so far and how many there will be, if that is known."""

_TOLD = 1_000  # rows between two words about them


def unwatched(_name: str, _rows: int, _of: int | None) -> None:
    """Nobody looks on."""


class Tables:
    """The rows of every file of a market; each is made anew and the same however often it is asked for."""

    def __init__(self, market: Market) -> None:
        """Settles the people; the rows come when they are asked for."""
        self.people = People(market)

    def rows(self) -> dict[str, tuple[Row, Callable[[], Iterator[Row]]]]:
        """The header and the rows of each file but messages and referrals, which are made together."""
        seen, paid = profiles.Profiles(self.people), money.Money(self.people)
        return {
            "accounts.csv": (profiles.ACCOUNT_COLUMNS, seen.accounts),
            "observations.csv": (profiles.ACCOUNT_COLUMNS, seen.observations),
            "payments.csv": (money.PAYMENT_COLUMNS, paid.rows),
            "identifiers.csv": (profiles.IDENTIFIER_COLUMNS, seen.identifiers),
            "fee_splits.csv": (money.FEE_SPLIT_COLUMNS, paid.fee_splits),
            "licences.csv": (profiles.LICENCE_COLUMNS, seen.licences),
            "register_checks.csv": (profiles.CHECK_COLUMNS, seen.checks),
        }

    def said(self) -> Iterator[tuple[Row, Row | None, str]]:
        """Every message with the referral made in it, if one is, and why: "superior" is the truth."""
        return talk.Talk(self.people).rows()

    def truth(self) -> dict[str, Any]:
        """What is really so: each account's role, superior and person, and the operator of each network."""
        people, account_id = self.people, self.people.account_id
        positions = range(people.market.accounts)
        return {
            "market": asdict(people.market) | {"begin": people.market.begin.isoformat()},
            "roles": {account_id(one): ROLES[people.role[one]] for one in positions},
            "superiors": {
                account_id(one): account_id(people.superior[one]) for one in positions if people.superior[one] != NOBODY
            },
            "persons": {
                account_id(one): account_id(people.person[one]) for one in positions if people.person[one] != one
            },
            "networks": [
                {
                    "operator": account_id(one.operator),
                    "shape": one.shape,
                    "operator_seen": one.seen,
                    "accounts": [account_id(place) for place in one.accounts],
                }
                for one in people.networks
            ],
        }


def write(market: Market, folder: Path, *, watch: Watch = unwatched) -> Counter[str]:
    """Writes the tables and `truth.json` into a new `folder`, row by row, and counts the rows of each file.

    The same market gives the same bytes everywhere. What was interrupted leaves nothing under the folder's name. Raises
    MarketError when there is something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise MarketError(f"{folder} is not empty, expected a new folder: name another or remove it")
    half = folder.with_name(f".{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    counts = _write(Tables(market), half, watch)
    half.replace(folder)
    return counts


def _write(tables: Tables, folder: Path, watch: Watch) -> Counter[str]:
    counts = Counter[str]()

    def counted(name: str, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            counts[name] += 1
            if not counts[name] % _TOLD:
                watch(name, counts[name], None)
            yield row

    for name, (header, rows) in tables.rows().items():
        with _table(folder / name, header) as writer:
            writer.writerows(counted(name, rows()))
    with (
        _table(folder / "messages.csv", talk.MESSAGE_COLUMNS) as messages,
        _table(folder / "referrals.csv", talk.REFERRAL_COLUMNS) as referrals,
    ):
        for message, referral, _ in tables.said():
            messages.writerows(counted("messages.csv", [message]))
            referrals.writerows(counted("referrals.csv", [referral] if referral else []))
    (folder / TRUTH).write_text(json.dumps(tables.truth()), encoding="utf-8")
    return counts


@contextmanager
def _table(path: Path, header: Row) -> Iterator[Any]:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        yield writer
