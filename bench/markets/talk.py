"""What the accounts of a synthetic market write to each other, and the referrals they make by it.

It lives apart from the people because they say who there is, and this says who speaks to whom in which words. Nobody
says who is at the top: each names who is next, and the scenario decides how often that is not the truth.
"""

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate
from typing import TypeVar

from bench.markets import phrases
from bench.markets.people import NOBODY, People

__all__ = ["MESSAGE_COLUMNS", "REFERRAL_COLUMNS", "Statement", "Talk"]

MESSAGE_COLUMNS = ("message_id", "platform", "sender", "recipient", "sent_at", "text", "direction", "thread")
REFERRAL_COLUMNS = (
    *("referral_id", "referrer", "referred_to", "referred_at"),
    *("cue", "confidence", "message_id", "statement"),
)

Row = tuple[str, ...]
T = TypeVar("T")

_HONEST = ("explicit_operator", "contact_admin", "link_in_offer")
_AT_ONCE = timedelta()
_HIGHER_UP = 2.0  # how much more of a link is lost when a reseller would have to state it


@dataclass(frozen=True, slots=True)
class Statement:
    """Who names whom by which words, and why: "superior" is the truth, the rest is chance or deceit."""

    referrer: int
    target: int
    cue: str
    why: str


class Talk:
    """Everybody's messages in the order of time, with one source of chance for all of them."""

    def __init__(self, people: People) -> None:
        """Decides which links nobody ever wrote down."""
        self.people, self.market = people, people.market
        self.rng = self.market.rng("talk")
        self.step = timedelta(days=self.market.days) / max(1, self.market.messages)
        self.unseen = self._links_unseen()
        self.pending: deque[Row] = deque()
        untrue = {
            self._name_drop: self.market.a_celebrity,
            self._scapegoat: self.market.a_scapegoat,
            self._escrow: self.market.an_escrow,
            self._supplier: self.market.a_supplier,
            self._over_the_head: self.market.over_the_head,
            self._colleague: self.market.a_colleague,
        }
        self.untrue = list(zip(accumulate(untrue.values()), untrue, strict=True))

    def rows(self) -> Iterator[tuple[Row, Row | None, str]]:
        """Every message, each with the referral that is made in it and its `why`, if one is.

        The referrals are spread evenly over the messages. Costs no memory beside the people's own.
        """
        made = 0
        for number in range(self.market.messages):
            if (number + 1) * self.market.referrals // self.market.messages == made:
                yield self._chatter(number), None, ""
            else:
                made += 1
                yield self._reference(number, made)

    def _links_unseen(self) -> set[int]:
        rng, share = self.market.rng("unseen"), self.market.unseen
        return {
            position
            for position in self.people.groups["network"]
            if rng.random() < min(0.9, share * (_HIGHER_UP if self.people.is_a(position, "reseller") else 0.9))
        }

    def _statement(self, *, late: bool) -> Statement:
        """The next statement: those that would name what was never captured are made again by others."""
        while True:
            if made := self._attempt(late):
                return made

    def _attempt(self, late: bool) -> Statement | None:
        draw = self.rng.random()
        if draw < self.market.agency_praise:
            return self._praise()
        if draw < self.market.agency_praise + 0.03:
            return self._tip()
        position = _one_of(self.rng, self.people.groups["network"])
        if self._is_silent(position, late) or self.people.is_a(position, "operator"):
            return None
        if self.rng.random() < self.market.operators_speak:
            return self._operator_speaks(self.people.network[position])
        draw = self.rng.random()
        other = next((say for share, say in self.untrue if draw < share), None)
        return other(position) if other else self._superior(position, late)

    def _is_silent(self, position: int, late: bool) -> bool:
        if position in self.people.replaced_by:
            return late
        return not late and self.people.person[position] in self.people.replaced_by

    def _superior(self, position: int, late: bool) -> Statement | None:
        people = self.people
        if not late and position in people.earlier:
            return self._captured(position, people.earlier[position], "an earlier superior")
        if position in self.unseen:
            return None
        superior = people.superior[position]
        network = people.networks[people.network[position]]
        if (
            superior == network.operator
            and network.shape == "desk"
            and self.rng.random() > self.market.the_owner_by_the_desk
        ):
            return None
        return self._captured(position, self._an_account_of(superior), "superior")

    def _an_account_of(self, superior: int) -> int:
        """The operator's other account now and then."""
        network = self.people.networks[self.people.network[superior]]
        last = network.accounts[-1]
        if superior == network.operator and self.people.is_a(last, "operator") and self.rng.random() < 0.3:
            return last
        return superior

    def _captured(self, referrer: int, target: int, why: str, cue: str | None = None) -> Statement | None:
        if self.people.is_absent(target):
            return None
        return Statement(referrer, target, cue or _one_of(self.rng, _HONEST), why)

    def _lie(self, referrer: int, target: int, why: str) -> Statement | None:
        plain = self.rng.random() < self.market.lies_in_plain_words
        return self._captured(referrer, target, why, None if plain else phrases.NAME_DROP)

    def _name_drop(self, position: int) -> Statement | None:
        return self._lie(position, _one_of(self.rng, self.people.groups["celebrity"]), "a celebrity")

    def _scapegoat(self, position: int) -> Statement | None:
        blamed = self.people.networks[self.people.network[position]].scapegoat
        return self._captured(position, blamed, "a scapegoat", "explicit_operator") if blamed != position else None

    def _escrow(self, position: int) -> Statement | None:
        return self._captured(position, _one_of(self.rng, self.people.groups["escrow"]), "an escrow")

    def _supplier(self, position: int) -> Statement | None:
        supplier = self.people.networks[self.people.network[position]].supplier
        return self._captured(position, supplier, "the supplier") if supplier != NOBODY else None

    def _over_the_head(self, position: int) -> Statement | None:
        highest = self.people.superior[self.people.superior[position]]
        return self._captured(position, highest, "over the head") if highest != NOBODY else None

    def _colleague(self, position: int) -> Statement | None:
        other = position - 1
        alike = self.people.superior[other] == self.people.superior[position]
        return self._captured(position, other, "a colleague", "link_in_offer") if alike else None

    def _operator_speaks(self, number: int) -> Statement | None:
        network = self.people.networks[number]
        if not network.seen:
            return None
        draw = self.rng.random()
        if draw < self.market.back_references:
            front = _one_of(self.rng, network.accounts)
            down = self.people.is_a(front, "front")
            return Statement(network.operator, front, "contact_admin", "a back-reference") if down else None
        if draw < self.market.back_references + self.market.says_where_it_buys:
            return Statement(network.operator, network.supplier, _one_of(self.rng, _HONEST), "the supplier")
        return None

    def _praise(self) -> Statement | None:
        groups = self.people.groups
        if self.rng.random() < 0.7:
            agency = groups["agency"][0] if self.rng.random() < 0.6 else _one_of(self.rng, groups["agency"])
            return Statement(_one_of(self.rng, groups["business"]), agency, "contact_admin", "an agency")
        seller = _one_of(self.rng, groups["network"])
        if not self.people.is_a(seller, "front"):
            return None
        return Statement(_one_of(self.rng, groups["customer"]), seller, "link_in_offer", "a customer's seller")

    def _tip(self) -> Statement | None:
        position = _one_of(self.rng, self.people.groups["tip ring"])
        top = self.people.superior[position]
        return Statement(position, top, _one_of(self.rng, _HONEST), "superior") if top != NOBODY else None

    def _reference(self, number: int, made: int) -> tuple[Row, Row, str]:
        """A message that sends somebody to another account, and the referral this makes."""
        one, people = self._statement(late=2 * number >= self.market.messages), self.people
        statement = _one_of(self.rng, phrases.REFERENCES[one.cue]).format(handle=people.handle(one.target))
        words = f"{_one_of(self.rng, phrases.CHATTER)} {statement}."
        message = self._message(number, people=(one.referrer, self._customer_of(one.referrer)), words=words)
        named = (people.account_id(one.referrer), people.account_id(one.target), message[4])
        written = one.cue or "link_in_offer"  # the weakest word there is for a name that is dropped
        stated = (f"ref-{made:07}", *named, written, phrases.CONFIDENCE[one.cue], message[0], statement)
        return message, stated, one.why

    def _chatter(self, number: int) -> Row:
        """A message that names nobody: a customer asks, a seller offers, or several sell in step."""
        if self.pending:
            return self._numbered(number, self.pending.popleft())
        seller = self._seller()
        customer = self._customer_of(seller)
        draw = self.rng.random()
        if draw > self.market.offers or not self._offers(seller):
            return self._message(number, people=(customer, seller), words=_one_of(self.rng, phrases.CHATTER))
        if draw < self.market.offers * self.market.campaigns:
            self.pending.extend(self._campaign(number, seller))
            return self._numbered(number, self.pending.popleft())
        return self._message(number, people=(seller, customer), words=self._offer())

    def _offers(self, seller: int) -> bool:
        """Whether an account offers anything by itself."""
        return not self.people.is_a(seller, "operator") or self.people.networks[self.people.network[seller]].sells

    def _seller(self) -> int:
        while self.people.is_absent(seller := _one_of(self.rng, self.people.groups["network"])):
            pass
        return seller

    def _campaign(self, number: int, seller: int) -> Iterator[Row]:
        """One text by three to six accounts of a network, seconds apart."""
        accounts = self.people.networks[self.people.network[seller]].accounts
        words = self._offer()
        for place in range(3 + int(4 * self.rng.random())):
            poster = _one_of(self.rng, accounts)
            if not self.people.is_a(poster, "operator"):
                late = timedelta(seconds=7 * place)
                yield self._message(number, people=(poster, self._customer_of(poster)), words=words, late=late)
        yield self._message(number, people=(seller, self._customer_of(seller)), words=words, late=timedelta(seconds=1))

    def _offer(self) -> str:
        quantity, price = 500 * int(1 + 40 * self.rng.random()), int(20 + 900 * self.rng.random())
        words = _one_of(self.rng, phrases.OFFERS).format(quantity=quantity, price=price)
        return f"{phrases.hidden(words) if self.rng.random() < self.market.obfuscated else words}."

    def _customer_of(self, seller: int) -> int:
        while True:
            customer = _one_of(self.rng, self.people.groups["customer"])
            if customer != seller and self.people.platform(customer) == self.people.platform(seller):
                return customer

    def _numbered(self, number: int, row: Row) -> Row:
        return f"msg-{number + 1:07}", *row[1:]

    def _message(self, number: int, *, people: tuple[int, int], words: str, late: timedelta = _AT_ONCE) -> Row:
        market, (sender, recipient) = self.people, people
        sells = not self.people.is_a(sender, "customer")
        seller, customer = people if sells else people[::-1]
        ids = (f"msg-{number + 1:07}", market.platform(seller), market.account_id(sender), market.account_id(recipient))
        thread = f"thread-{market.numbers[seller]}-{market.numbers[customer]}"
        sent_at = f"{self.market.begin + number * self.step + late:%Y-%m-%dT%H:%M:%SZ}"
        return *ids, sent_at, self._text(words), "out" if sells else "in", thread

    def _text(self, words: str) -> str:
        gap = "\n" if self.rng.random() < self.market.broken_lines else " "
        closing = f"{_one_of(self.rng, phrases.CLOSINGS)} {_one_of(self.rng, phrases.CLOSINGS)}"
        return f"{_one_of(self.rng, phrases.GREETINGS)} {words}{gap}{closing}"


def _one_of(rng: random.Random, things: Sequence[T]) -> T:
    """One of them by chance; about three times as fast as `random.choice`, which counts over millions of rows."""
    return things[int(rng.random() * len(things))]
