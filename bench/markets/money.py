"""Who pays whom in a synthetic market: a customer pays a front, which keeps its part and pays on, up to the operator.

Only what stands in somebody's papers comes out: a payment is documented when one of its two sides is. Amounts are
whole hundredths of a riyal, so that what is kept and what goes on add up.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from bench.markets.people import NOBODY, People

__all__ = ["FEE_SPLIT_COLUMNS", "PAYMENT_COLUMNS", "Money"]

PAYMENT_COLUMNS = ("payment_id", "payer", "payee", "amount", "currency", "paid_at", "status", "reference")
FEE_SPLIT_COLUMNS = ("payer", "receiver", "rate", "basis", "stated_at", "statement")

Row = tuple[str, ...]
T = TypeVar("T")

_STAYS = 0.3  # sales whose money nobody is seen to pay on


class Money:
    """All payments that are documented, sale after sale, each from its customer upwards."""

    def __init__(self, people: People) -> None:
        """Decides whose papers there are and what each account keeps."""
        self.people, self.market = people, people.market
        self.rng = self.market.rng("money")
        rng = self.market.rng("papers")
        self.papers = bytearray(rng.random() < self.market.documented for _ in range(self.market.accounts))
        low, high = self.market.kept
        self.kept = [low + (high - low) * rng.random() for _ in range(self.market.accounts)]

    def rows(self) -> Iterator[Row]:
        """So many payments as the market says; the steps of one sale stand together."""
        wanted, made = int(self.market.payments * self.market.accounts), 0
        while made < wanted:
            for payer, payee, hundredths, paid_at in self._sale():
                if made < wanted and self._is_documented(payer, payee):
                    made += 1
                    yield self._row(made, (payer, payee), hundredths, paid_at)

    def fee_splits(self) -> Iterator[Row]:
        """What those resellers say that they keep, who say it at all: one in ten."""
        rng = self.market.rng("shares")
        for position in self.people.groups["network"]:
            superior = self.people.superior[position]
            says = self.people.is_a(position, "reseller") and rng.random() < 0.1
            if says and superior != NOBODY and not self.people.is_absent(superior):
                rate = round(1 - self.kept[position], 2)
                words = f"I keep {100 - round(100 * rate)} percent, the rest goes up"
                said = f"{self.market.begin:%Y-%m-%dT%H:%M:%SZ}"
                ids = (self.people.account_id(position), self.people.account_id(superior))
                yield *ids, f"{rate:.2f}", "gross", said, words

    def _is_documented(self, payer: int, payee: int) -> bool:
        absent = self.people.is_absent(payer) or self.people.is_absent(payee)
        return not absent and bool(self.papers[payer] or self.papers[payee])

    def _sale(self) -> Iterator[tuple[int, int, int, datetime]]:
        """The steps of one sale: payer, payee, hundredths, time."""
        begin = self.market.begin + timedelta(days=self.market.days * self.rng.random())
        draw = self.rng.random()
        if draw < 0.12:
            yield from self._advertising(begin)
        elif draw < 0.30:
            yield from self._everyday(begin)
        else:
            yield from self._order(begin)

    def _order(self, begin: datetime) -> Iterator[tuple[int, int, int, datetime]]:
        """A customer's order, paid on tier by tier; now and then through an escrow, upwards perhaps through a mule."""
        groups, people = self.people.groups, self.people
        seller = _one_of(self.rng, groups["network"])
        payer, hundredths, paid_at = _one_of(self.rng, groups["customer"]), self._price(), begin
        if self.rng.random() < 0.08:
            escrow = _one_of(self.rng, groups["escrow"])
            yield payer, escrow, hundredths, paid_at
            payer, paid_at = escrow, paid_at + self._hours()
        yield payer, seller, hundredths, paid_at
        while seller != NOBODY and self.rng.random() > _STAYS:
            hundredths = int(hundredths * (1 - self.kept[seller]))
            paid_at += self._hours()
            above = people.superior[seller]
            if above == NOBODY:
                yield from self._wholesale(seller, hundredths, paid_at)
                return
            if self.rng.random() < self.market.through_mules:
                mule = self._mule_of(above)
                yield seller, mule, hundredths, paid_at
                hundredths, paid_at = int(hundredths * 0.97), paid_at + self._hours()
                yield mule, above, hundredths, paid_at
            else:
                yield seller, above, hundredths, paid_at
            seller = above

    def _wholesale(self, operator: int, hundredths: int, paid_at: datetime) -> Iterator[tuple[int, int, int, datetime]]:
        supplier = self.people.networks[self.people.network[operator]].supplier
        if supplier != NOBODY and self.rng.random() < self.market.wholesale:
            yield operator, supplier, hundredths, paid_at

    def _mule_of(self, position: int) -> int:
        """One of the few mules of a network."""
        mules, network = self.people.groups["mule"], self.people.network[position]
        return mules[(network * 3 + int(3 * self.rng.random())) % len(mules)]

    def _advertising(self, begin: datetime) -> Iterator[tuple[int, int, int, datetime]]:
        """The lawful way: a business pays its agency, which pays a known account."""
        groups = self.people.groups
        agency, hundredths = _one_of(self.rng, groups["agency"]), 10 * self._price()
        yield _one_of(self.rng, groups["business"]), agency, hundredths, begin
        yield agency, _one_of(self.rng, groups["celebrity"]), int(hundredths * 0.85), begin + self._hours()

    def _everyday(self, begin: datetime) -> Iterator[tuple[int, int, int, datetime]]:
        groups = self.people.groups
        payee = _one_of(self.rng, groups["business" if self.rng.random() < 0.6 else "bystander"])
        yield _one_of(self.rng, groups["customer"]), payee, self._price(), begin

    def _price(self) -> int:
        return 100 * int(20 + 900 * self.rng.random() ** 2)

    def _hours(self) -> timedelta:
        return timedelta(hours=1 + 40 * self.rng.random())

    def _row(self, number: int, people: tuple[int, int], hundredths: int, paid_at: datetime) -> Row:
        ids = (f"pay-{number:08}", *(self.people.account_id(one) for one in people))
        amount = f"{hundredths // 100}.{hundredths % 100:02}"
        return *ids, amount, "SAR", f"{paid_at:%Y-%m-%dT%H:%M:%SZ}", "documented", f"order {number}"


def _one_of(rng: random.Random, things: Sequence[T]) -> T:
    return things[int(rng.random() * len(things))]
