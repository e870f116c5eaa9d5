"""Other ways to read what was observed: by money alone, or by who writes to whom, instead of by referrals.

They make one `Observed` of another, so that everything is ranked in the same way whatever counts as a step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphs.standing.observed import Observed, Statement

__all__ = ["READINGS", "Reading", "by_contact", "by_money", "readings"]

_PAID = 0.65
_ANSWERED = 0.5
"""What one payment, and a contact that was answered as often as it was sought, say of who stands above whom; our own
proposal, which no literature validates."""


@dataclass(frozen=True)
class Reading:
    """What a step is in a reading, in words, and what the reading is worth."""

    does: str
    done: str
    highest: str
    caveat: str | None


READINGS = {
    "referral": Reading("refers to", "referred to", "highest point in the observed chain", None),
    "money": Reading(
        "pays",
        "paid",
        "highest point in the observed payments",
        "Read from documented payments alone: who is paid in the end may be a shop, an escrow or an employer.",
    ),
    "contact": Reading(
        "seeks out",
        "sought out",
        "highest point in the observed contacts",
        "Weaker: read from who writes to whom and who answers, without any word of what they wrote.",
    ),
}
"""The readings by their names."""


def readings(observed: Observed, contacts: Iterable[Mapping[str, Any]]) -> dict[str, Observed]:
    """What was observed in each reading, by the names of READINGS; `contacts` as `by_contact` takes them."""
    return {"referral": observed, "money": by_money(observed), "contact": by_contact(observed, contacts)}


def by_money(observed: Observed) -> Observed:
    """Each documented payment as a step from who pays to who is paid, and nothing else.

    A payment that goes back where more payments came from closes a circle and is left out when the steps are weighed.
    """
    steps = (Statement(one.payer, one.payee, _PAID) for one in observed.payments)
    return replace(observed, statements=tuple(steps), payments=(), shares=(), shown=())


def by_contact(observed: Observed, contacts: Iterable[Mapping[str, Any]]) -> Observed:
    """Each pair of accounts as a step from who wrote first to who was sought out, and nothing else.

    `contacts` are rows of `sender`, `recipient`, `messages`, `offers` and `first_sent_at`, one a pair and direction.
    The step is the surer the more evenly the two wrote; who was never answered makes none, nor does who came to sell.
    """
    rows = {(row["sender"], row["recipient"]): row for row in contacts}
    steps = []
    for (sender, recipient), row in rows.items():
        back = rows.get((recipient, sender))
        if back and not row["offers"] and (row["first_sent_at"], sender) < (back["first_sent_at"], recipient):
            evenly = min(row["messages"], back["messages"]) / max(row["messages"], back["messages"])
            steps.append(Statement(sender, recipient, _ANSWERED * evenly))
    return replace(observed, statements=tuple(steps), payments=(), shares=(), shown=())
