"""The licensed path and the opaque path of one trade: who passes the customer, or the money, on to whom.

Licensed: an advertiser pays an agency, and the agency a known account that a licence names (or the advertiser pays that
account itself). Opaque: a customer's front refers to whoever is said to do the work, up to the highest point observed.
"""

from dataclasses import dataclass
from typing import Any

from graphs.build import Graph
from graphs.chains import Chain, roots, shortest_chains
from graphs.chains import Step as Referral
from graphs.licences.known import Known, Payment

__all__ = ["Path", "Step", "licensed_paths", "opaque_path"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: `lower` pays or refers to `upper`, as `words` say and `evidence` states."""

    lower: str
    upper: str
    words: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The accounts of a path, lowest first, and the steps between them; `kind` is licensed or opaque."""

    kind: str
    accounts: tuple[str, ...]
    steps: tuple[Step, ...]


def licensed_paths(known: Known) -> list[Path]:
    """Every path of documented payments that ends at an account whose handle a licence names, by its accounts.

    Before that account stands whoever paid it; when that is an agency, which states the licence's number, also whoever
    paid the agency, no later. Payments without a time are not placed before or after others and are left out.
    """
    found: dict[tuple[str, ...], Path] = {}
    for last in sorted(known.covering):
        for second in _paid_to(known, last):
            agency = not {one.id for one in known.stated(second.payer)}.isdisjoint(
                one.id for one in known.covering[last]
            )
            before = [one for one in _paid_to(known, second.payer) if _order(one) <= _order(second)] if agency else []
            for chain in [[one, second] for one in before if one.payer != last] or [[second]]:
                path = _of_payments(chain)
                found.setdefault(path.accounts, path)
    return [found[names] for names in sorted(found)]


def opaque_path(graph: Graph, start: str) -> Path | None:
    """The shortest chain of referrals from `start` to the nearest highest point; None when it refers to nobody.

    Of equally short ones the first by ids, so that the answer does not hang on the order of rows.
    """
    tops = roots(graph, start) if start in graph else ()
    if not tops or tops[0].tier == 0:
        return None
    chain = shortest_chains(graph, start, tops[0].accounts[0], max_chains=1).chains[0]
    return Path("opaque", (start, *(step.referred_to for step in chain)), _of_referrals(graph, chain))


def _of_referrals(graph: Graph, chain: Chain) -> tuple[Step, ...]:
    return tuple(
        Step(
            one.referrer,
            one.referred_to,
            f"refers to ({len(one.statements)} statement{'' if len(one.statements) == 1 else 's'})",
            tuple(
                sorted({c for s in one.statements for c in graph.edges[one.referrer, one.referred_to, s]["evidence"]})
            ),
        )
        for one in chain
    )


def _edges(graph: Graph, step: Referral) -> list[dict[str, Any]]:
    return [graph.edges[step.referrer, step.referred_to, key] for key in step.statements]


def _paid_to(known: Known, account: str) -> list[Payment]:
    paid = [one for one in known.payments_of.get(account, ()) if one.payee == account and one.payer != account]
    return sorted((one for one in paid if one.paid_at), key=_order)


def _order(payment: Payment) -> tuple[str, str]:
    return (payment.paid_at.isoformat() if payment.paid_at else "", payment.id)


def _of_payments(chain: list[Payment]) -> Path:
    steps = tuple(
        Step(one.payer, one.payee, f"paid {one.amount} {one.currency} to (documented)", one.evidence) for one in chain
    )
    return Path("licensed", (chain[0].payer, *(one.payee for one in chain)), steps)
