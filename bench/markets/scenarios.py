"""The numbers of a synthetic market, read from `scenarios.toml`: its size, and what its scenario makes of it."""

import random
import tomllib
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["SCENARIOS", "Market", "MarketError", "market"]

_FILE = Path(__file__).with_name("scenarios.toml")


class MarketError(ValueError):
    """A market that cannot be made as asked: what was asked, and what would do."""


@dataclass(frozen=True, kw_only=True)
class Market:
    """One market's numbers; what each means stands beside it in `scenarios.toml`."""

    scenario: str
    accounts: int
    messages: int
    referrals: int
    seed: int
    begin: datetime
    days: int
    network_accounts: int
    in_networks: float
    businesses: float
    celebrities: float
    agencies: float
    escrows: float
    suppliers: float
    in_tip_rings: float
    bystanders: float
    ring: int
    tree: float
    desk: float
    hired_hands: float
    brokers: float
    second_account: float
    quiet_operators: float
    operators_sell: float
    over_the_head: float
    a_colleague: float
    changed_sides: float
    replaced: float
    the_owner_by_the_desk: float
    an_escrow: float
    a_celebrity: float
    a_supplier: float
    operators_speak: float
    back_references: float
    says_where_it_buys: float
    a_scapegoat: float
    lies_in_plain_words: float
    unseen: float
    operators_seen: float
    documented: float
    payments: float
    kept: tuple[float, float]
    wholesale: float
    through_mules: float
    shows_identifier: float
    shows_superiors: float
    shows_gateway: float
    recycled: float
    offers: float
    campaigns: float
    obfuscated: float
    broken_lines: float
    agency_praise: float

    def __post_init__(self) -> None:
        """Refuse a market too small to have every kind of account, and referrals that no message could make."""
        if self.accounts < 50:
            raise MarketError(f"accounts is {self.accounts}, expected 50 or more: a smaller market lacks some kinds")
        if not 0 <= self.referrals <= self.messages:
            raise MarketError(
                f"referrals is {self.referrals}, expected 0 to {self.messages}: each is made in a message"
            )

    def rng(self, purpose: str) -> random.Random:
        """A source of chance of its own for each purpose, so that one table never shifts another."""
        return random.Random(f"{self.seed} {purpose}")


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


SCENARIOS: dict[str, str] = {name: one["means"] for name, one in _read()["scenario"].items()}
"""What each scenario means, by its name."""


def market(
    scenario: str = "clean",
    *,
    accounts: int = 300,
    messages: int | None = None,
    referrals: int | None = None,
    seed: int = 7,
) -> Market:
    """The market of a scenario: five messages and one and a half referrals an account unless it is said.

    Raises MarketError for an unknown scenario and for sizes that make no market.
    """
    if scenario not in SCENARIOS:
        raise MarketError(f"the scenario is {scenario!r}, expected one of {', '.join(SCENARIOS)}")
    numbers = _read()["market"] | _read()["scenario"][scenario]
    numbers.pop("means")
    sizes: dict[str, Any] = {
        "accounts": accounts,
        "messages": 5 * accounts if messages is None else messages,
        "referrals": 3 * accounts // 2 if referrals is None else referrals,
    }
    known = {field.name for field in fields(Market)} - {"scenario", "seed", *sizes}
    if known != set(numbers):
        raise MarketError(f"{_FILE.name} and a market disagree about {', '.join(sorted(known ^ set(numbers)))}")
    numbers["kept"] = tuple(numbers["kept"])
    return Market(scenario=scenario, seed=seed, **sizes, **numbers)
