"""What a synthetic market shows of its accounts: profiles with their counts, identifiers, licences, register checks.

Nothing shown exists: IBANs have a bank code that no bank has, mail goes to `.example`, telephone numbers come from the
range kept for drama.
"""

import random
from collections.abc import Iterator
from datetime import timedelta

from bench.markets import phrases
from bench.markets.people import NOBODY, ROLES, People

__all__ = ["ACCOUNT_COLUMNS", "CHECK_COLUMNS", "IDENTIFIER_COLUMNS", "LICENCE_COLUMNS", "Profiles"]

ACCOUNT_COLUMNS = (
    *("account_id", "platform", "handle", "display_name", "bio", "created_at"),
    *("followers", "following", "posts", "observed_at", "status", "source_url"),
)
IDENTIFIER_COLUMNS = ("account", "scheme", "value", "observed_at")
LICENCE_COLUMNS = (
    *("licence_id", "regulator", "number", "holder_name", "covered_handles"),
    *("activity_scope", "valid_from", "valid_to", "register_url"),
)
CHECK_COLUMNS = ("subject", "register", "checked_at", "checked_by", "result", "capture")

Row = tuple[str, ...]

_FOLLOWERS = {
    "operator": 20_000,
    "supplier": 12_000,
    "reseller": 2_500,
    "front": 250,
    "tip account": 1_500,
    "speculator": 40_000,
    "celebrity": 1_500_000,
    "agency": 15_000,
    "escrow": 4_000,
    "business": 900,
}
_WATCHED, _TIMES = 0.05, 4  # accounts that were looked at again, and how often
_GATEWAY = "pay.gateway.example/checkout"


class Profiles:
    """The rows about accounts, in the order of their ids."""

    def __init__(self, people: People) -> None:
        """Needs nothing but the people."""
        self.people, self.market = people, people.market

    def accounts(self) -> Iterator[Row]:
        """A row for each account that anything was captured of."""
        rng = self.market.rng("accounts")
        for position in self._in_order():
            yield self._observed(position, rng)

    def observations(self) -> Iterator[Row]:
        """The accounts that were looked at again, several times each, growing a little or losing a little."""
        rng = self.market.rng("accounts")
        again = self.market.rng("observations")
        for position in self._in_order():
            row = self._observed(position, rng)
            if again.random() < _WATCHED:
                yield from self._again(row, again)

    def identifiers(self) -> Iterator[Row]:
        """What accounts show: their person's identifier or the superior's, a payment page, a stranger's old number."""
        rng, people = self.market.rng("identifiers"), self.people
        strangers = [*people.groups["business"], *people.groups["bystander"], *people.groups["customer"]]
        sellers = [*people.groups["network"], *people.groups["tip ring"], *people.groups["business"]]
        for position in sellers:
            if self.people.is_absent(position):
                continue
            if rng.random() < self.market.shows_identifier:
                yield self._shown(position, self._whose(position, rng), rng)
            if rng.random() < self.market.shows_gateway:
                yield self._shows(position, "shop_url", _GATEWAY, rng)
            if rng.random() < self.market.recycled:
                yield self._shown(rng.choice(strangers), position, rng)

    def licences(self) -> Iterator[Row]:
        """One for each agency, with the celebrities it covers."""
        rng, people = self.market.rng("licences"), self.people
        for number, agency in enumerate(people.groups["agency"], 1):
            covered = [agency, *(rng.choice(people.groups["celebrity"]) for _ in range(2))]
            handles = ";".join(sorted({f"{people.platform(one)}:@{people.handle(one)}" for one in covered}))
            ids = (f"licence-{number:04}", "Register of Nowhere", f"NW-{number:06}", f"Agency {number}")
            yield *ids, handles, "advertising", "2022-01-01", "2026-12-31", "https://register.example/nowhere"

    def checks(self) -> Iterator[Row]:
        """The register looked up for each agency and for some resellers, who are not in it."""
        rng, people = self.market.rng("checks"), self.people
        day = f"{self.market.begin + timedelta(days=self.market.days):%Y-%m-%d}"
        for agency in people.groups["agency"]:
            yield people.account_id(agency), "Register of Nowhere", day, "Layan Al-Qalam", "active", ""
        for position in people.groups["network"]:
            if people.is_a(position, "reseller") and rng.random() < 0.05:
                yield people.account_id(position), "Register of Nowhere", day, "Layan Al-Qalam", "not_found", ""

    def _in_order(self) -> Iterator[int]:
        positions = sorted(range(self.market.accounts), key=self.people.numbers.__getitem__)
        return (position for position in positions if not self.people.is_absent(position))

    def _observed(self, position: int, rng: random.Random) -> Row:
        people = self.people
        handle, platform = people.handle(position), people.platform(position)
        name = f"{rng.choice(phrases.FIRST_NAMES)} {rng.choice(phrases.FAMILY_NAMES)}"
        created = self.market.begin - timedelta(days=rng.randrange(2_000))
        profile = (people.account_id(position), platform, f"@{handle}", name, rng.choice(phrases.BIOS))
        followers = int(self._usual(position) * rng.lognormvariate(0, 0.8))
        counts = map(str, (followers, rng.randrange(900), rng.randrange(3_000)))
        seen = (self._moment(rng), "active", f"https://{platform}.example/{handle}")
        return *profile, f"{created:%Y-%m-%d}", *counts, *seen

    def _usual(self, position: int) -> int:
        """So many followers accounts of this kind have."""
        role, number = ROLES[self.people.role[position]], self.people.network[position]
        if role == "operator":
            network = self.people.networks[number]
            role = "reseller" if network.is_quiet and position == network.operator else role
        return _FOLLOWERS.get(role, 120)

    def _again(self, row: Row, rng: random.Random) -> Iterator[Row]:
        followers = float(row[6])
        for _ in range(_TIMES):
            followers *= rng.uniform(0.97, 1.08)
            yield *row[:6], str(int(followers)), *row[7:9], self._moment(rng), *row[10:]

    def _moment(self, rng: random.Random) -> str:
        return f"{self.market.begin + timedelta(days=self.market.days) * rng.random():%Y-%m-%dT%H:%M:%SZ}"

    def _whose(self, position: int, rng: random.Random) -> int:
        superior = self.people.superior[position]
        if superior != NOBODY and rng.random() < self.market.shows_superiors:
            return superior
        return position

    def _shown(self, position: int, owner: int, rng: random.Random) -> Row:
        person = self.people.person[owner]
        number = self.people.numbers[person]
        if number % 3 == 0:
            return self._shows(position, "iban", _iban(number), rng)
        if number % 3 == 1 and number < _PHONES:
            return self._shows(position, "phone_e164", _phone(number), rng)
        return self._shows(position, "email", f"orders-{number}@{self.people.handle(person)}.example", rng)

    def _shows(self, position: int, scheme: str, value: str, rng: random.Random) -> Row:
        return self.people.account_id(position), scheme, value, self._moment(rng)


_PHONES = 79_900


def _phone(number: int) -> str:
    """A North American number of the hundred that each area code keeps for drama."""
    return f"+1{200 + number // 100}55501{number % 100:02}"


def _iban(number: int) -> str:
    """A Saudi account at the bank 98, which is none, with the check digits of ISO 13616."""
    account = f"98{number:018}"
    return f"SA{98 - int(f'{account}281000') % 97:02}{account}"
