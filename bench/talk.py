"""What the accounts of a synthetic market write to each other, and the referrals they make by it.

It lives apart from the market because the market says who there is, and this says who speaks to whom in which words.
A small share of what is said about who stands above whom is not the truth, as in life.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bench import phrases

if TYPE_CHECKING:  # the market writes its own talk into files
    from bench.market import Market

__all__ = ["MESSAGE_COLUMNS", "REFERRAL_COLUMNS", "statement_rows"]

MESSAGE_COLUMNS = ("message_id", "platform", "sender", "recipient", "sent_at", "text", "direction", "thread")
REFERRAL_COLUMNS = (
    *("referral_id", "referrer", "referred_to", "referred_at"),
    *("cue", "confidence", "message_id", "statement"),
)

Row = tuple[str, ...]
T = TypeVar("T")


def statement_rows(market: "Market") -> Iterator[tuple[Row, Row | None]]:
    """Every message in the order of time, each with the referral that is made in it, if one is.

    The referrals are spread evenly over the messages. Costs no memory beside the market's own.
    """
    talk, made = _Talk(market), 0
    for number in range(market.messages):
        if (number + 1) * market.referrals // market.messages == made:
            yield talk.chatter(number), None
        else:
            made += 1
            yield talk.reference(number, made)


class _Talk:
    """Everybody's next sentence, with one source of chance for all of them."""

    def __init__(self, market: "Market") -> None:
        self.market = market
        self.rng = market.rng("talk")
        self.step = timedelta(days=market.days) / max(1, market.messages)

    def chatter(self, number: int) -> Row:
        """A message that names nobody: a customer asks, or a seller offers."""
        seller = _one_of(self.rng, self.market.below)
        customer = self._customer_of(seller)
        if self.rng.random() < 0.5:
            return self._message(number, people=(customer, seller), words=_one_of(self.rng, phrases.CHATTER))
        quantity, price = 500 * int(1 + 40 * self.rng.random()), int(20 + 900 * self.rng.random())
        offer = _one_of(self.rng, phrases.OFFERS).format(quantity=quantity, price=price)
        return self._message(number, people=(seller, customer), words=f"{offer}.")

    def reference(self, number: int, made: int) -> tuple[Row, Row]:
        """A message that sends a customer to another account, and the referral this makes."""
        market, (referrer, referred_to, cue) = self.market, self._whom()
        statement = _one_of(self.rng, phrases.REFERENCES[cue]).format(handle=market.handle(referred_to))
        words = f"{_one_of(self.rng, phrases.CHATTER)} {statement}."
        message = self._message(number, people=(referrer, self._customer_of(referrer)), words=words)
        named = (market.account_id(referrer), market.account_id(referred_to), message[4])
        written = "link_in_offer" if cue == phrases.NAME_DROP else cue  # the weakest word there is for it
        return message, (f"ref-{made:07}", *named, written, phrases.CONFIDENCE[cue], message[0], statement)

    def _whom(self) -> tuple[int, int, str]:
        """Who refers to whom with which cue: mostly the truth, the shares of the market decide how often not."""
        market, draw = self.market, self.rng.random()
        referrer = _one_of(self.rng, market.below)
        superior = market.superiors[referrer]
        highest = market.superiors[superior]
        if draw < (share := market.name_drops):
            return referrer, _one_of(self.rng, market.celebrities), phrases.NAME_DROP
        if draw < (share := share + market.back_references):
            return _one_of(self.rng, market.operators), referrer, "contact_admin"
        if draw < (share := share + market.over_the_head) and highest >= 0:
            return referrer, highest, "explicit_operator"
        if draw < share + market.to_a_colleague and market.superiors[referrer - 1] == superior:
            return referrer, referrer - 1, "link_in_offer"
        return referrer, superior, _one_of(self.rng, _HONEST)

    def _customer_of(self, seller: int) -> int:
        same_place = self.market.customers_on[self.market.platform(seller)]
        return _one_of(self.rng, same_place or self.market.customers)

    def _message(self, number: int, *, people: tuple[int, int], words: str) -> Row:
        market, (sender, recipient) = self.market, people
        seller, customer = min(people), max(people)  # customers have the highest positions
        ids = (f"msg-{number + 1:07}", market.platform(sender), market.account_id(sender), market.account_id(recipient))
        thread = f"thread-{market.numbers[seller]}-{market.numbers[customer]}"
        sent_at = f"{market.begin + number * self.step:%Y-%m-%dT%H:%M:%SZ}"
        return *ids, sent_at, self._text(words), "out" if sender == seller else "in", thread

    def _text(self, words: str) -> str:
        gap = "\n" if self.rng.random() < self.market.broken_lines else " "
        closing = f"{_one_of(self.rng, phrases.CLOSINGS)} {_one_of(self.rng, phrases.CLOSINGS)}"
        return f"{_one_of(self.rng, phrases.GREETINGS)} {words}{gap}{closing}"


_HONEST = ("explicit_operator", "contact_admin", "link_in_offer")


def _one_of(rng: random.Random, things: Sequence[T]) -> T:
    """One of them by chance; about three times as fast as `random.choice`, which counts over millions of rows."""
    return things[int(rng.random() * len(things))]
