"""A synthetic follower market as table files, with the truth of who stands above whom.

Operators have resellers, resellers have resellers or fronts, and all of them write to customers and name the account
above them. The same market and seed give the same bytes everywhere, and nothing is held in memory but the accounts.

    python -m bench.market FOLDER --accounts 200000 --messages 1000000 --referrals 300000 --seed 7
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from bench import phrases
from bench.talk import MESSAGE_COLUMNS, REFERRAL_COLUMNS, statement_rows

__all__ = ["FILES", "Market", "write"]

FILES = ("accounts.csv", "messages.csv", "referrals.csv")

_ACCOUNT_COLUMNS = (
    *("account_id", "platform", "handle", "display_name", "bio", "created_at"),
    *("followers", "following", "posts", "observed_at", "status", "source_url"),
)
_PLATFORMS = ("telegram", "instagram", "x")
_HANDLES = ("rise_now", "najm_store", "paper_kite", "tayyar", "lantern", "wisal_shop", "quiet_tea")


@dataclass(frozen=True, kw_only=True)
class Market:
    """The size and the shape of a market; a share is of all accounts, of all messages or of all referrals.

    Inside, accounts are known by their position: first the operators, then everybody below one of them tier by tier,
    then the famous, then the customers. Outside they carry a shuffled number, so that an id betrays no role.
    """

    accounts: int = 200_000
    messages: int = 1_000_000
    referrals: int = 300_000
    seed: int = 7
    accounts_per_operator: int = 2_000
    in_a_network: float = 0.6  # accounts that are an operator or stand below one
    famous: float = 0.0005
    over_the_head: float = 0.05  # referrals to the superior's superior
    to_a_colleague: float = 0.05
    name_drops: float = 0.02
    back_references: float = 0.0005  # from an operator down to a front: a decoy that closes a cycle
    broken_lines: float = 0.03  # messages of two lines, so that a row is not always a line
    begin: datetime = datetime(2023, 1, 1, tzinfo=UTC)
    days: int = 500

    def __post_init__(self) -> None:
        """Refuse a market too small to have tiers, and referrals that no message could make."""
        if self.accounts < 20:
            raise ValueError(f"accounts is {self.accounts}, expected 20 or more: a smaller market has no tiers")
        if not 0 <= self.referrals <= self.messages:
            raise ValueError(f"referrals is {self.referrals}, expected 0 to {self.messages}: each is made in a message")

    def rng(self, purpose: str) -> random.Random:
        """A source of chance of its own for each purpose, so that one table never shifts another."""
        return random.Random(f"{self.seed} {purpose}")

    @property
    def operators(self) -> range:
        """The positions with nobody above them and a network below."""
        return range(max(1, self.accounts // self.accounts_per_operator))

    @cached_property
    def superiors(self) -> list[int]:
        """The position above each position of a network, -1 above an operator; three to six stand below each."""
        rng = self.rng("superiors")
        size = max(2 * len(self.operators), int(self.accounts * self.in_a_network))
        above, superior = [-1] * len(self.operators), 0
        while len(above) < size:
            above.extend([superior] * min(rng.randint(3, 6), size - len(above)))
            superior += 1
        return above

    @property
    def below(self) -> range:
        """The positions that stand below somebody: resellers and fronts."""
        return range(len(self.operators), len(self.superiors))

    @cached_property
    def celebrities(self) -> range:
        """The positions of the famous, who have nothing to do with it."""
        return range(self.below.stop, self.below.stop + max(1, int(self.accounts * self.famous)))

    @cached_property
    def customers(self) -> range:
        """The positions of everybody else."""
        return range(self.celebrities.stop, self.accounts)

    @cached_property
    def customers_on(self) -> dict[str, list[int]]:
        """The customers of each platform."""
        return {place: [p for p in self.customers if self.platform(p) == place] for place in _PLATFORMS}

    @cached_property
    def numbers(self) -> list[int]:
        """The number by which each position is known outside."""
        numbers = list(range(self.accounts))
        self.rng("numbers").shuffle(numbers)
        return numbers

    def account_id(self, position: int) -> str:
        """The id of an account as the files have it."""
        return f"acc-{self.numbers[position]:07}"

    def handle(self, position: int) -> str:
        """The handle of an account without `@`, unique in the market."""
        number = self.numbers[position]
        return f"{_HANDLES[number % len(_HANDLES)]}_{number}_example"

    def platform(self, position: int) -> str:
        """The platform an account is on."""
        return _PLATFORMS[self.numbers[position] % len(_PLATFORMS)]

    def account_rows(self) -> Iterator[tuple[str, ...]]:
        """One row per account, in the order of their ids."""
        rng = self.rng("accounts")
        positions = sorted(range(self.accounts), key=self.numbers.__getitem__)
        return (self._account_row(position, rng) for position in positions)

    def _account_row(self, position: int, rng: random.Random) -> tuple[str, ...]:
        handle, platform = self.handle(position), self.platform(position)
        name = f"{rng.choice(phrases.FIRST_NAMES)} {rng.choice(phrases.FAMILY_NAMES)}"
        created = self.begin - timedelta(days=rng.randrange(2_000))
        observed = self.begin + timedelta(days=self.days) * rng.random()
        scale = 1_000_000 if position in self.celebrities else 40
        counts = (int(scale * rng.paretovariate(1.2)), rng.randrange(900), rng.randrange(3_000))
        profile = (
            self.account_id(position),
            platform,
            f"@{handle}",
            name,
            rng.choice(phrases.BIOS),
            f"{created:%Y-%m-%d}",
        )
        seen = (f"{observed:%Y-%m-%dT%H:%M:%SZ}", "active", f"https://{platform}.example/{handle}")
        return *profile, *map(str, counts), *seen

    def truth(self) -> dict[str, object]:
        """What is really so: the shape, the operators, the famous, and whoever stands directly above an account."""
        superior = {self.account_id(position): self.account_id(self.superiors[position]) for position in self.below}
        people = {"operators": self.operators, "famous": self.celebrities}
        named = {role: [self.account_id(p) for p in positions] for role, positions in people.items()}
        return {"market": asdict(self) | {"begin": self.begin.isoformat()}, **named, "superior": superior}


def write(market: Market, folder: Path) -> None:
    """Write accounts.csv, messages.csv, referrals.csv and truth.json into `folder`, row by row."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = (_ACCOUNT_COLUMNS, MESSAGE_COLUMNS, REFERRAL_COLUMNS)
    with ExitStack() as files:
        opened = (files.enter_context((folder / name).open("w", encoding="utf-8", newline="")) for name in FILES)
        accounts, messages, referrals = (csv.writer(file, lineterminator="\n") for file in opened)
        for writer, header in zip((accounts, messages, referrals), columns, strict=True):
            writer.writerow(header)
        accounts.writerows(market.account_rows())
        for message, referral in statement_rows(market):
            messages.writerow(message)
            if referral:
                referrals.writerow(referral)
    (folder / "truth.json").write_text(json.dumps(market.truth(), indent=1), encoding="utf-8")


def main() -> None:
    """Write a market as the command line asks."""
    words = argparse.ArgumentParser(prog="python -m bench.market", description="Write a synthetic market as CSV files.")
    words.add_argument("folder", type=Path)
    for name in ("accounts", "messages", "referrals", "seed"):  # the other knobs are for callers
        words.add_argument(f"--{name}", type=int, default=getattr(Market, name))
    asked = vars(words.parse_args())
    folder = asked.pop("folder")
    write(Market(**asked), folder)
    print(f"{folder}: {', '.join(FILES)} and truth.json")


if __name__ == "__main__":
    main()
