"""Who there is in a synthetic market, who really stands above whom, and who is one person under several names.

Inside, accounts are known by their position: network after network, then everybody else kind by kind. Outside they
carry a shuffled number, so that an id betrays nothing. Costs a few integers an account.
"""

import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from bench.markets.scenarios import Market, MarketError

__all__ = ["NOBODY", "PLATFORMS", "ROLES", "Network", "People"]

NOBODY = -1
PLATFORMS = ("telegram", "instagram", "x")
ROLES = (
    *("operator", "reseller", "front", "mule", "tip account", "speculator"),
    *("supplier", "escrow", "agency", "celebrity", "business", "bystander", "customer"),
)
_LEAST = 12  # accounts of a network
_ROLE = {role: number for number, role in enumerate(ROLES)}
_HANDLES = ("rise_now", "najm_store", "paper_kite", "tayyar", "lantern", "wisal_shop", "quiet_tea")


@dataclass(frozen=True, slots=True)
class Network:
    """The accounts of one operator: a range of positions, the operator's own first."""

    number: int
    shape: str
    accounts: range
    scapegoat: int
    """The front that others of the network name as the owner, where they do."""
    supplier: int
    """From whom the operator buys, NOBODY if there is none."""
    seen: bool
    """Whether anything of the operator is captured at all."""
    is_quiet: bool
    """Whether the operator's working account is no larger than a reseller's."""
    sells: bool
    """Whether the operator also offers by himself."""

    @property
    def operator(self) -> int:
        """The position of the operator's working account."""
        return self.accounts.start


@dataclass
class People:
    """Every account of a market by position: `role`, `superior`, `earlier` superior, `person` and `network`.

    `superior` is who really takes the work over, NOBODY for those with none; `person` is the position of the first
    account of whoever runs this one.
    """

    market: Market
    role: bytearray = field(default_factory=bytearray)
    superior: "array[int]" = field(default_factory=lambda: array("l"))
    earlier: dict[int, int] = field(default_factory=dict)
    person: "array[int]" = field(default_factory=lambda: array("l"))
    replaced_by: dict[int, int] = field(default_factory=dict)
    network: "array[int]" = field(default_factory=lambda: array("l"))
    networks: list[Network] = field(default_factory=list)
    groups: dict[str, range] = field(default_factory=dict)
    numbers: "array[int]" = field(default_factory=lambda: array("l"))

    def __post_init__(self) -> None:
        """Settles all of them, from the market's seed alone."""
        rng = self.market.rng("people")
        self._settle_the_others()
        self._settle_networks(rng)
        self._settle_tip_rings()
        self._settle("customer", self.market.accounts - len(self.role))
        self._change(rng)
        numbers = list(range(self.market.accounts))
        rng.shuffle(numbers)
        self.numbers = array("l", numbers)

    def is_a(self, position: int, *roles: str) -> bool:
        """Whether an account has one of these roles."""
        return ROLES[self.role[position]] in roles

    def is_absent(self, position: int) -> bool:
        """Whether nothing at all was captured of an account: an operator nobody saw."""
        return self.is_a(position, "operator") and not self.networks[self.network[position]].seen

    def account_id(self, position: int) -> str:
        """The id of an account as the files have it."""
        return f"acc-{self.numbers[position]:07}"

    def handle(self, position: int) -> str:
        """The handle of an account without `@`, unique in the market."""
        number = self.numbers[position]
        return f"{_HANDLES[number % len(_HANDLES)]}_{number}_example"

    def platform(self, position: int) -> str:
        """The platform an account is on."""
        return PLATFORMS[self.numbers[position] % len(PLATFORMS)]

    def _settle_the_others(self) -> None:
        market = self.market
        shares = {
            "mule": market.in_networks * 0.05 if market.through_mules else 0.0,
            "supplier": market.suppliers,
            "escrow": market.escrows,
            "agency": market.agencies,
            "celebrity": market.celebrities,
            "business": market.businesses,
            "bystander": market.bystanders,
        }
        for role, share in shares.items():
            self._settle(role, max(1, int(share * market.accounts)) if share else 0)

    def _settle(self, role: str, count: int) -> None:
        """So many accounts that stand for themselves."""
        if count < 0:
            raise MarketError(f"accounts is {self.market.accounts}, which is {-count} fewer than its kinds need")
        self.groups[role] = range(len(self.role), len(self.role) + count)
        for _ in range(count):
            self._add(role)

    def _settle_networks(self, rng: random.Random) -> None:
        first, rest = len(self.role), max(_LEAST, int(self.market.accounts * self.market.in_networks))
        shapes = {name: getattr(self.market, name) for name in _SHAPES}
        while rest > 0:
            size = min(rest, max(_LEAST, int(self.market.network_accounts * rng.uniform(0.6, 1.4))))
            size = rest if rest - size < _LEAST else size
            [shape] = rng.choices(list(shapes), list(shapes.values()))
            self._settle_network(shape, size, rng)
            rest -= size
        self.groups["network"] = range(first, len(self.role))

    def _settle_network(self, shape: str, size: int, rng: random.Random) -> None:
        start, number = len(self.role), len(self.networks)
        for role, above, person in _SHAPES[shape](size, rng):
            superior = NOBODY if above == NOBODY else start + above
            self._add(role, superior=superior, person=start + person, network=number)
        if rng.random() < self.market.second_account:
            self._add("operator", person=start, network=number)
        accounts = range(start, len(self.role))
        scapegoat = rng.choice([place for place in accounts if self.is_a(place, "front")])
        supplier = rng.choice(self.groups["supplier"]) if self.groups["supplier"] else NOBODY
        how = (self.market.operators_seen, self.market.quiet_operators, self.market.operators_sell)
        seen, is_quiet, sells = (rng.random() < share for share in how)
        self.networks.append(Network(number, shape, accounts, scapegoat, supplier, seen, is_quiet, sells))

    def _settle_tip_rings(self) -> None:
        first, number = len(self.role), len(self.networks)
        for ring in range(max(1, int(self.market.in_tip_rings * self.market.accounts / self.market.ring))):
            top = len(self.role)
            self._add("speculator", network=number + ring)
            for _ in range(self.market.ring - 1):
                self._add("tip account", superior=top, network=number + ring)
        self.groups["tip ring"] = range(first, len(self.role))

    def _change(self, rng: random.Random) -> None:
        """Resellers change sides and fronts are replaced, both in the middle of the time."""
        for position in self.groups["network"]:
            if self.is_a(position, "reseller") and rng.random() < self.market.changed_sides:
                self.earlier[position] = rng.choice(self.networks).operator
            elif self.is_a(position, "front") and rng.random() < self.market.replaced:
                self._replace(position, rng)

    def _replace(self, position: int, rng: random.Random) -> None:
        """Another front with the same superior is the same person's next account."""
        others = self.networks[self.network[position]].accounts
        alike = [one for one in others if one != position and self.superior[one] == self.superior[position]]
        alike = [one for one in alike if self.person[one] == one and self.is_a(one, "front")]
        if alike and self.person[position] == position:
            following = rng.choice(alike)
            self.replaced_by[position], self.person[following] = following, position

    def _add(self, role: str, *, superior: int = NOBODY, person: int | None = None, network: int = NOBODY) -> None:
        self.person.append(len(self.role) if person is None else person)
        self.role.append(_ROLE[role])
        self.superior.append(superior)
        self.network.append(network)


Place = tuple[str, int, int]
"""A role, who is above, and whose account it is, by place in the network; the operator has place 0."""


def _tree(size: int, rng: random.Random) -> Iterator[Place]:
    """Everybody has three to six below, until all places are taken."""
    above, superior = [NOBODY], 0
    while len(above) < size:
        above.extend([superior] * min(rng.randint(3, 6), size - len(above)))
        superior += 1
    yield "operator", NOBODY, 0
    for place in range(1, size):
        yield "reseller" if place < superior else "front", above[place], place


def _desk(size: int, rng: random.Random) -> Iterator[Place]:
    """Three to five of a staff answer for the owner; every front writes to one of them."""
    staff = min(rng.randint(3, 5), size - 2)
    yield "operator", NOBODY, 0
    for place in range(1, size):
        yield ("reseller", 0, place) if place <= staff else ("front", rng.randint(1, staff), place)


def _hired_hands(size: int, rng: random.Random) -> Iterator[Place]:
    """Hands who each run three to six accounts, the first of which the others name."""
    yield "operator", NOBODY, 0
    place = 1
    while place < size:
        own = min(rng.randint(3, 6), size - place)
        yield "reseller", 0, place
        for _ in range(own - 1):
            yield "front", place, place
        place += own


def _brokers(size: int, rng: random.Random) -> Iterator[Place]:
    """A chain of three to six go-betweens; every front writes to one of them, to the lowest most often."""
    links = min(rng.randint(3, 6), size - 2)
    weights = list(accumulate(range(1, links + 1)))
    yield "operator", NOBODY, 0
    for place in range(1, links + 1):
        yield "reseller", place - 1, place
    for place in range(links + 1, size):
        [above] = rng.choices(range(1, links + 1), weights)
        yield "front", above, place


_SHAPES = {"tree": _tree, "desk": _desk, "hired_hands": _hired_hands, "brokers": _brokers}
