"""What the measures of standing start from: plain rows of a case, by account and by statement.

It lives apart because every measure is a pure function of this and of nothing else: the same rows give the same answer
from any store, from files, or from a synthetic market.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

__all__ = ["Observed", "Payment", "Profile", "Statement", "rows_to_observed"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What was observed of one account by itself."""

    followers: int | None = None
    """As last observed; None when nobody looked."""
    offers: int = 0
    """Messages of its own that offer something."""
    messages: int = 0
    """Messages that it sent or got."""
    verified: bool = False
    """Whether a register says that it, or a licence that covers it, is active."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One account names another as the one above it; `confidence` is 0 to 1, of the reading and not of the truth."""

    referrer: str
    referred_to: str
    confidence: float
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """A documented payment; `amount` is in its currency's units, `paid_at` None when no row says when."""

    payer: str
    payee: str
    amount: float
    currency: str
    paid_at: datetime | None


@dataclass(frozen=True)
class Observed:
    """Everything that was observed; accounts that only a statement or a payment names have an empty profile."""

    accounts: Mapping[str, Profile] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    payments: tuple[Payment, ...] = ()
    shares: tuple[tuple[str, str], ...] = ()
    """Stated shares of fees: who pays the share, and who gets it."""
    shown: tuple[tuple[str, str], ...] = ()
    """Accounts with an identifier that each shows, without those that a platform owns."""

    def profile(self, account: str) -> Profile:
        """The profile of an account, an empty one when nothing describes it."""
        return self.accounts.get(account, _NOTHING)


_NOTHING = Profile()


def rows_to_observed(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> Observed:
    """What the rows say, each list by its name: `accounts` (`id`, `followers`), `messages` and `offers` (`id` and so
    many), `verified` (`id`), `statements`, `payments` and `shares` with the fields of the classes above.

    A list that is missing is empty. Amounts are decimal strings or numbers.
    """
    messages = {row["id"]: row["messages"] for row in rows.get("messages", ())}
    offers = {row["id"]: row["offers"] for row in rows.get("offers", ())}
    verified = {row["id"] for row in rows.get("verified", ())}
    return Observed(
        accounts={
            (name := row["id"]): Profile(
                row["followers"], offers.get(name, 0), messages.get(name, 0), verified=name in verified
            )
            for row in rows.get("accounts", ())
        },
        statements=tuple(
            Statement(row["referrer"], row["referred_to"], row["confidence"], row.get("message_id"))
            for row in rows.get("statements", ())
        ),
        payments=tuple(
            Payment(row["payer"], row["payee"], float(row["amount"]), row["currency"], row["paid_at"])
            for row in rows.get("payments", ())
        ),
        shares=tuple((row["payer"], row["receiver"]) for row in rows.get("shares", ())),
        shown=tuple((row["account"], row["identifier"]) for row in rows.get("shown", ())),
    )
