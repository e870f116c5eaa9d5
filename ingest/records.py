"""The eight kinds of record that a row of a table can become, and the reject it becomes otherwise.

They live apart from readers and loaders because both sides meet in them: a field here is the header of the table,
the parameter of the query and the attribute of the edge, by the same word.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import ClassVar

from queries.search_key import handle_key, platform_key

__all__ = [
    "KINDS",
    "Account",
    "FeeSplit",
    "Identifier",
    "Licence",
    "Message",
    "Payment",
    "Record",
    "Referral",
    "RegisterCheck",
    "Reject",
    "name_of",
]

_EMPTY: tuple[object, ...] = (None, ())  # a field that says nothing is no content: new fields leave old digests alone


@lru_cache(maxsize=1 << 16)  # a case names the same few accounts again and again
def name_of(reference: str, platform: str | None) -> str:
    """The one form of a reference to an account: `platform:@handle` or `platform:text`.

    `reference` is what the row has: an account's id, a handle with `@`, or `platform:@handle`, which overrides
    `platform`. A missing platform leaves the part before the colon empty. Whether a text without `@` is an id or a
    handle is decided against the accounts of the case, not here.
    """
    head, colon, tail = reference.partition(":@")
    if colon and head.isalnum():
        return f"{platform_key(head)}:@{handle_key(tail)}"
    place = platform_key(platform or "").replace(":", "")
    return f"{place}:@{handle_key(reference)}" if reference.startswith("@") else f"{place}:{reference}"


@dataclass(frozen=True, kw_only=True)
class Record:
    """What one row states: the values of its columns, cleaned, and the line that states them.

    `evidence` is `"<source id>:<line>"`. Every other field is content: two rows with equal content are one record
    (or, for messages and payments without an id, the first and the second of two equal ones: `ordinal`).
    """

    kind: ClassVar[str]
    given: ClassVar[str | None] = None  # the column that may hold an id chosen by the file
    ends: ClassVar[tuple[str, ...]] = ()  # the columns that name the accounts it goes from and to

    evidence: str
    platform: str | None = None
    precision: str | None = None  # "day" when the row gave a date and no time of day
    zone_assumed: bool = False  # True when the row gave no time zone and the case's was used

    @cached_property
    def digest(self) -> str:
        """First 20 hex digits of the SHA-256 of the content: equal content, equal digest, on every machine."""
        content = {name: value for name, value in self.filled.items() if name != "evidence"}
        text = _CONTENT.encode([self.kind, content])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    @cached_property
    def filled(self) -> dict[str, object]:
        """The columns that say something, by their names."""
        columns = self.__dataclass_fields__  # vars() also holds what was worked out and kept
        return {name: value for name, value in vars(self).items() if name in columns and value not in _EMPTY}

    @property
    def given_id(self) -> str | None:
        """The id that the file gives this record, or None when the file gives none."""
        return getattr(self, self.given) if self.given else None

    @cached_property
    def id(self) -> str:
        """The id that the file gives, else one made from the content."""
        return self.given_id or f"{self.kind}-{self.digest}"

    @cached_property
    def key(self) -> str:
        """What the store merges on: two contents under one given id are two keys, so neither hides the other."""
        return f"{self.given_id}~{self.digest}" if self.given_id else self.id


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"a record cannot hold {type(value).__name__}")


_CONTENT = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=_plain)


@dataclass(frozen=True, kw_only=True)
class Account(Record):
    """A profile as one row describes it at one time."""

    kind: ClassVar[str] = "account"
    account_id: str
    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    created_at: datetime | None = None
    followers: int | None = None
    following: int | None = None
    posts: int | None = None
    observed_at: datetime | None = None
    status: str | None = None
    subject_class: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Message(Record):
    """One message; `recipient` is an account, `channel` a group or channel; either may be missing."""

    kind: ClassVar[str] = "message"
    given: ClassVar[str | None] = "message_id"
    ends: ClassVar[tuple[str, ...]] = ("sender", "recipient")
    message_id: str | None = None
    sender: str
    recipient: str | None = None
    channel: str | None = None
    sent_at: datetime
    text: str
    direction: str | None = None
    thread: str | None = None
    reply_to: str | None = None
    forwarded_from: str | None = None  # who the platform says wrote it first: a reference, or the name shown
    links: tuple[str, ...] = ()  # "start end target" of each link hidden behind words; buttons stand at the end
    edited_at: datetime | None = None
    raw_text: str | None = None  # the text before a repair of its encoding
    ordinal: int = 1


@dataclass(frozen=True, kw_only=True)
class Referral(Record):
    """One statement by which `referrer` sends a reader to `referred_to`: the arrow points upstream."""

    kind: ClassVar[str] = "referral"
    given: ClassVar[str | None] = "referral_id"
    ends: ClassVar[tuple[str, ...]] = ("referrer", "referred_to")
    referral_id: str | None = None
    referrer: str
    referred_to: str
    referred_at: datetime | None = None
    cue: str | None = None
    confidence: float | None = None
    message_id: str | None = None
    statement: str | None = None


@dataclass(frozen=True, kw_only=True)
class Payment(Record):
    """A payment; `amount` is a plain decimal string such as "1500.00", `currency` a code such as "SAR"."""

    kind: ClassVar[str] = "payment"
    given: ClassVar[str | None] = "payment_id"
    ends: ClassVar[tuple[str, ...]] = ("payer", "payee")
    payment_id: str | None = None
    payer: str
    payee: str
    amount: str
    currency: str
    paid_at: datetime | None = None
    status: str | None = None
    payer_instrument: str | None = None
    payee_instrument: str | None = None
    reference: str | None = None
    ordinal: int = 1


@dataclass(frozen=True, kw_only=True)
class Identifier(Record):
    """An identifier that an account displays; `value` is normalised, `stated_value` is what the row has."""

    kind: ClassVar[str] = "identifier"
    ends: ClassVar[tuple[str, ...]] = ("account",)
    account: str
    scheme: str
    value: str
    stated_value: str
    checksum_ok: bool | None = None
    observed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class FeeSplit(Record):
    """A share of a fee: `payer` gives it up, `receiver` gets it; `rate` is 0 to 1."""

    kind: ClassVar[str] = "fee_split"
    ends: ClassVar[tuple[str, ...]] = ("payer", "receiver")
    payer: str
    receiver: str
    rate: float | None = None
    basis: str | None = None
    stated_at: datetime | None = None
    message_id: str | None = None
    statement: str | None = None


@dataclass(frozen=True, kw_only=True)
class Licence(Record):
    """A licence as a row describes it; `covered_handles` are references to accounts."""

    kind: ClassVar[str] = "licence"
    given: ClassVar[str | None] = "licence_id"
    licence_id: str
    regulator: str
    number: str | None = None
    holder_name: str | None = None
    covered_handles: tuple[str, ...] = ()
    activity_scope: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    register_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class RegisterCheck(Record):
    """One look into a register: what was asked about (`subject`), when, by whom, and what the register answered."""

    kind: ClassVar[str] = "register_check"
    subject: str
    register: str
    checked_at: datetime
    checked_by: str | None = None
    result: str
    capture: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reject:
    """A row that became no record: where it stands, what was found there, what was expected, and the raw text."""

    line: str
    column: str
    found: str
    expected: str
    raw: str


KINDS: dict[str, type[Record]] = {
    "accounts": Account,
    "messages": Message,
    "referrals": Referral,
    "payments": Payment,
    "identifiers": Identifier,
    "fee_splits": FeeSplit,
    "licences": Licence,
    "register_checks": RegisterCheck,
}
"""The kinds by the name a user gives with `--as`."""
