"""What a message can state, as records of its own: every statement has its words, its rule and its confidence.

Spans count characters of the raw text, so that a reader can highlight the very words; `confidence` is of the reading,
0 to 1, never of the truth of what is read. The definitions of each kind are in the README's chapter on statements.
"""

from dataclasses import dataclass, field
from datetime import datetime

__all__ = [
    "Call",
    "FeeShare",
    "Mention",
    "Offer",
    "OperatedBy",
    "Reading",
    "SeenIdentifier",
    "SeenReferral",
    "Statement",
    "Text",
]


@dataclass(frozen=True, kw_only=True)
class Text:
    """A message as a reader of statements needs it; `text` is what the source has."""

    id: str
    text: str
    platform: str | None = None
    sender: str | None = None
    recipient: str | None = None
    sent_at: datetime | None = None
    thread: str | None = None
    region: str = "SA"
    links: tuple[tuple[int, int, str], ...] = ()  # (start, end, target) of links hidden behind words or buttons


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Words of a text and the rule that read them; `beside` is the id of a second message that the reading needed."""

    span_start: int
    span_end: int
    rule: str
    confidence: float
    beside: str | None = None


@dataclass(frozen=True, kw_only=True)
class SeenIdentifier(Statement):
    """An identifier; `value` is what a human would dial, open or paste."""

    scheme: str
    value: str
    checksum_ok: bool | None = None
    platform_owned: bool = False
    network: str | None = None


@dataclass(frozen=True, kw_only=True)
class Offer(Statement):
    """One tier or separately named service of an offer; `price` is a plain decimal string."""

    service: str
    quantity: int | None = None
    price: str | None = None
    currency: str | None = None
    unit_price_per_1000: str | None = None
    guarantee_days: int | None = None
    deliverable: str | None = None


@dataclass(frozen=True, kw_only=True)
class SeenReferral(Statement):
    """The sender sends the reader to `target`: `@name` in lower case, or a number in E.164; `platform` is its own."""

    target: str
    cue: str
    platform: str | None = None


@dataclass(frozen=True, kw_only=True)
class OperatedBy(Statement):
    """The sender says that `target` runs its account, or the business."""

    target: str
    platform: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mention(Statement):
    """A handle that stands in the text and is no target of it."""

    target: str
    platform: str | None = None


@dataclass(frozen=True, kw_only=True)
class FeeShare(Statement):
    """A share of what customers pay; `rate` 0 to 1 or None, `basis` gross, net, deposit, per_1000, stated or None.

    `payer` and `receiver` are `sender`, `recipient` or a target, as far as the words tell; None when they do not.
    """

    rate: float | None = None
    basis: str | None = None
    payer: str | None = None
    receiver: str | None = None


@dataclass(frozen=True, kw_only=True)
class Call(Statement):
    """A stock tip: what to trade and the prices named; decimal strings."""

    ticker: str | None = None
    company: str | None = None
    entry: str | None = None
    targets: tuple[str, ...] = ()
    stop: str | None = None
    group: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Everything that one text states; `facts` are the obfuscations that were undone to read it."""

    offers: tuple[Offer, ...] = ()
    identifiers: tuple[SeenIdentifier, ...] = ()
    referrals: tuple[SeenReferral, ...] = ()
    states_operated_by: tuple[OperatedBy, ...] = ()
    mentions: tuple[Mention, ...] = ()
    fee_splits: tuple[FeeShare, ...] = ()
    calls: tuple[Call, ...] = ()
    claims_licence: str | None = None
    facts: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_offer(self) -> bool:
        """Whether the text holds an offer."""
        return bool(self.offers)

    @property
    def rules(self) -> list[str]:
        """The rules that read something, each once, in the order of the text."""
        found: list[Statement] = [
            *self.offers,
            *self.identifiers,
            *self.referrals,
            *self.states_operated_by,
            *self.mentions,
            *self.fee_splits,
            *self.calls,
        ]
        return list(dict.fromkeys(one.rule for one in sorted(found, key=lambda one: one.span_start)))
