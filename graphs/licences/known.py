"""What the states of licences start from: licences, looks into registers, numbers stated, words, payments, by a date.

It lives apart because everything here is a pure function of it: the same rows give the same answer in any order, and
whoever reads the rows leaves out what was not yet observed on a date.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

__all__ = ["Account", "Check", "Claim", "Known", "Licence", "Message", "Offers", "Payment", "number_key"]


@dataclass(frozen=True, slots=True)
class Account:
    """An account as last observed."""

    id: str
    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence on file; a date that no row gives is None."""

    id: str
    regulator: str
    number: str | None
    holder_name: str | None
    scope: str | None
    valid_from: datetime | None
    valid_to: datetime | None
    covers: tuple[str, ...]
    """The accounts whose handles it names."""
    evidence: tuple[str, ...]

    def begun(self, at: datetime | None) -> bool:
        """Whether it had begun by then; always when either date is not known."""
        return not (at and self.valid_from and self.valid_from > at)

    def ended(self, at: datetime | None) -> bool:
        """Whether it had ended by then; never when either date is not known."""
        return bool(at and self.valid_to and self.valid_to < at)


@dataclass(frozen=True, slots=True)
class Check:
    """One look into a register, about accounts or about licences."""

    id: str
    register: str
    checked_at: datetime
    checked_by: str | None
    result: str
    capture: str | None
    accounts: tuple[str, ...]
    licences: tuple[str, ...]
    """Those it asked about, and those whose number the kept page names."""
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A licence number that an account states; `message_id` is None when its profile shows it."""

    account: str
    number: str
    message_id: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message that the account sent; `public` when anyone could read it."""

    id: str
    account: str
    text: str
    public: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """So many messages were read as offering a number of followers; `message_id` is one of them."""

    number: int
    message_id: str


@dataclass(frozen=True, slots=True)
class Payment:
    """A documented payment; `amount` is a decimal string in the currency's units."""

    id: str
    payer: str
    payee: str
    amount: str
    currency: str
    paid_at: datetime | None
    payer_instrument: str | None
    payee_instrument: str | None
    reference: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """Everything that was observed by `as_of`, all of it when that is None."""

    as_of: datetime | None = None
    accounts: Mapping[str, Account] = field(default_factory=dict)
    licences: tuple[Licence, ...] = ()
    checks: tuple[Check, ...] = ()
    claims: tuple[Claim, ...] = ()
    messages: tuple[Message, ...] = ()
    offers: Mapping[str, Offers] = field(default_factory=dict)
    payments: tuple[Payment, ...] = ()
    unread: int = 0
    """Messages that no reader has read for offers yet."""

    @cached_property
    def covering(self) -> Mapping[str, list[Licence]]:
        """The licences that name an account's handle, by account."""
        return _grouped(self.licences, lambda licence: licence.covers)

    @cached_property
    def numbered(self) -> Mapping[str, list[Licence]]:
        """The licences by their number as `number_key` writes it."""
        return _grouped(self.licences, lambda licence: [number_key(licence.number)] if licence.number else [])

    @cached_property
    def checks_of_account(self) -> Mapping[str, list[Check]]:
        """The looks that asked about an account itself."""
        return _grouped(self.checks, lambda check: check.accounts)

    @cached_property
    def checks_of_licence(self) -> Mapping[str, list[Check]]:
        """The looks that asked about a licence, or whose kept page names its number."""
        return _grouped(self.checks, lambda check: check.licences)

    @cached_property
    def claims_of(self) -> Mapping[str, list[Claim]]:
        """The numbers that an account states."""
        return _grouped(self.claims, lambda claim: [claim.account])

    @cached_property
    def messages_of(self) -> Mapping[str, list[Message]]:
        """The messages that an account sent, as far as they were fetched."""
        return _grouped(self.messages, lambda message: [message.account])

    @cached_property
    def payments_of(self) -> Mapping[str, list[Payment]]:
        """The documented payments that an account made or received."""
        return _grouped(self.payments, lambda payment: sorted({payment.payer, payment.payee}))

    def stated(self, account: str) -> list[Licence]:
        """The licences on file whose number the account states, by their ids."""
        keys = sorted({number_key(claim.number) for claim in self.claims_of.get(account, ())})
        found = {one.id: one for key in keys for one in self.numbered.get(key, ())}
        return [found[name] for name in sorted(found)]

    def held(self, account: str) -> list[Licence]:
        """The licences whose number the account states and whose holder has the account's name, letter for letter.

        Both are the account's own words, so this alone verifies nothing.
        """
        name = _name(getattr(self.accounts.get(account), "display_name", None))
        return [one for one in self.stated(account) if name and _name(one.holder_name) == name]


def number_key(number: str) -> str:
    """A licence number in the one form in which numbers are compared: letters and digits only, in small letters."""
    plain = unicodedata.normalize("NFKC", number).casefold()
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain if c.isalnum())


def _name(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def _grouped(things: Iterable[Any], keys: Callable[[Any], Iterable[str]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for thing in things:
        for key in keys(thing):
            found.setdefault(key, []).append(thing)
    return found
