"""What every motif reports: which payments, of whom, and what else would look the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graphs.money.ledger import Ledger

__all__ = ["DEFINITIONS", "LAWFUL", "Hit"]

DEFINITIONS = {
    "fan_in": "at least {least} different payers pay one account {within}{alike}",
    "fan_out": "one account pays at least {least} different others {within}{alike}",
    "gather_scatter": "a fan-in, then a fan-out of the same account, of 70 to 105 % of what came in when at most a "
    "fifth of the payments is left aside",
    "scatter_gather": "one account pays at least three, each of which pays 70 to 105 % of it on to one other "
    "account {within}",
    "pass_through": "80 to 100 % of at least three payments in goes out again, half of it within 48 hours",
    "layering_chain": "money goes on over three payments or more, each {within} and of at least 70 %",
    "cycle": "money returns over three to eight payments to who paid first, each within 20 % of the first",
    "structuring": "three payments or more between the same two within {days} days, each in the fifth below "
    "{threshold}, together above it",
    "commission_skim": "an account keeps nearly the same part, between 5 and 50 %, of at least five payments that it "
    "passes on {within}",
    "bipartite": "at least three payers who each pay three or more of the same accounts, each of which is paid by "
    "three or more of them, {within}{alike}, with a payment between at least half of the pairs",
    "stack": "bipartite layers that follow one another {within}: at least three accounts that are paid in one pay in "
    "the next",
    "random": "at least four payments in a row, each made within {days} days by who got the one before, of any "
    "amount, and further than chance would have it: fewer than one such way "
    "is expected from how often its accounts pay",
}
"""The definitions after AMLSim's names (github.com/IBM/AMLSim) and FATF's descriptions; the numbers are our own.

`{within}` says when payments belong together, and `{alike}` what holds them together where time is ignored.
"""

LAWFUL = {
    "fan_in": "a shop, a landlord, a collection",
    "fan_out": "a payroll, suppliers being paid, refunds",
    "gather_scatter": "a marketplace that settles with its sellers, a rotating savings circle",
    "scatter_gather": "a family that pays for something together",
    "pass_through": "an escrow, an agent who buys for others, a money transfer",
    "layering_chain": "a chain of suppliers, each of whom pays the next",
    "cycle": "loans that are paid back, trade in both directions",
    "structuring": "instalments, a limit of the bank or of the card",
    "commission_skim": "an agent's or a marketplace's agreed fee",
    "bipartite": "customers of the same shops and utilities, firms that share suppliers, shared household bills",
    "stack": "wholesale and retail, members who pay clubs that pay the same venues",
    "random": "everyday spending: a wage that becomes a rent that becomes a repair",
}
"""Lawful explanations of each motif: none of them is wrongdoing by itself."""


@dataclass(frozen=True)
class Hit:
    """One motif found: the account in its middle, its payments in the order of time, and what they come to.

    `in_time` is "respect", or "ignore" where the payments belong together at any time.
    """

    motif: str
    account: str
    accounts: tuple[str, ...]
    currency: str
    amount: str
    first_at: str
    last_at: str
    payments: tuple[str, ...]
    told: str
    in_time: str = "respect"


def hit(
    ledger: Ledger,
    motif: str,
    account: int,
    payments: Sequence[int],
    told: str,
    *,
    amount: int,
    in_time: str = "respect",
) -> Hit:
    """The hit of these payments; `amount` in the ledger's units."""
    some = np.unique(np.array(payments, np.int64))
    ends = np.unique(np.r_[ledger.payer[some], ledger.payee[some]])
    return Hit(
        motif=motif,
        account=ledger.accounts[account],
        accounts=tuple(ledger.accounts[end] for end in ends.tolist()),
        currency=ledger.currency,
        amount=ledger.money(amount),
        first_at=ledger.time(ledger.at[some[0]]).isoformat(),
        last_at=ledger.time(ledger.at[some[-1]]).isoformat(),
        payments=tuple(ledger.ids[one] for one in some.tolist()),
        told=told,
        in_time=in_time,
    )
