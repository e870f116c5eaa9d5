"""What to ask of the loaded market: a value for every parameter the reading queries declare, drawn from the files."""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.markets.phrases import FAMILY_NAMES
from ingest.records import name_of
from queries.catalogue import Field, Query
from queries.search_key import handle_key, search_key

__all__ = ["Questions"]

_MANY = 50  # ids in a parameter that is a list
_TYPED: dict[str, Callable[[str], object]] = {"integer": int, "float": float, "boolean": "true".__eq__}


class Questions:
    """Parameters as a person or the program would ask about this market; equal seeds ask the same."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        """`folder` holds the market's files and its truth."""
        self.rng = random.Random(seed)
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        self.superior: dict[str, str] = truth["superior"]
        self.below: dict[str, list[str]] = defaultdict(list)
        for account, superior in self.superior.items():
            self.below[superior].append(account)
        self.tellers = list(self.below)
        self.accounts = _columns(folder / "accounts.csv", "account_id", "handle", "platform")
        self.referrals = _columns(folder / "referrals.csv", "referral_id", "referrer", "message_id")
        self.talks = _columns(folder / "messages.csv", "sender", "recipient", "message_id", "thread")

    def of(self, query: Query) -> dict[str, Any]:
        """One set of parameters: drawn where the market has something to ask about, the query's defaults elsewhere."""
        drawn = self._drawn() | self._instead(query.name)
        return {field.name: drawn[field.name] if field.name in drawn else _default(field) for field in query.parameters}

    def _drawn(self) -> dict[str, Any]:
        _, account, _ = self.rng.choice(self.referrals)
        some, network = self.rng.choices(self.accounts, k=_MANY), self._network()
        return {
            "id": account,
            "account_id": account,
            "to_id": self._highest(account),
            "ids": [row[0] for row in some],
            "account_ids": network,
            "message_ids": [row[2] for row in self.rng.choices(self.talks, k=_MANY)],
            "handle_key": handle_key(some[0][1]),
            "handle_keys": [handle_key(row[1]) for row in some],
            "references": [_reference(*row) for row in some],
            "search_key": search_key(self.rng.choice(FAMILY_NAMES)),
            "thread": self.rng.choice(self.talks)[3],
            "threads": sorted({row[3] for row in self.rng.choices(self.talks, k=_MANY)}),
            "reader": "nobody has read them",
            "case_id": "this case",
        }

    def _instead(self, name: str) -> dict[str, Any]:
        """What some queries mean by a word that others use for another thing."""
        referral, talk = self.rng.choice(self.referrals), self.rng.choice(self.talks)
        instead: dict[str, dict[str, Any]] = {
            "cite_statement": {"id": referral[0]},
            "find_known_messages": {"ids": [row[2] for row in self.rng.choices(self.talks, k=_MANY)]},
            "find_known_referrals": {"ids": [row[0] for row in self.rng.choices(self.referrals, k=_MANY)]},
            "find_messages_between": {"account_id": talk[0], "other_id": talk[1]},
            "trace_downline": {"account_id": self.rng.choice(self.tellers)},
        }
        return instead.get(name, {})

    def _highest(self, account: str) -> str:
        while account in self.superior:
            account = self.superior[account]
        return account

    def _network(self) -> list[str]:
        """Someone with everybody below, as far as a list goes."""
        network = [self.rng.choice(self.tellers)]
        for account in network:
            if len(network) < _MANY:
                network.extend(self.below.get(account, []))
        return network[:_MANY]


def _columns(path: Path, *names: str) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row[name] for name in names) for row in csv.DictReader(file)]


def _reference(account: str, handle: str, platform: str) -> dict[str, str]:
    return {"name": name_of(account, platform), "id": account, "handle": name_of(handle, platform)}


def _default(field: Field) -> object:
    if field.default is not None:
        return _TYPED.get(field.type, str)(field.default)
    if field.nullable:
        return None
    raise KeyError(f"{field.name} ({field.type}) has no default, and this benchmark does not know what to ask for")
