"""All motifs of a case's payments, currency by currency."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graphs.money.chains import chains, cycles, scatter_gathers
from graphs.money.fans import fans
from graphs.money.following import following
from graphs.money.hit import DEFINITIONS, LAWFUL, Hit
from graphs.money.ledger import Ledger, rows_to_ledgers
from graphs.money.parts import pass_throughs, skims, structurings

__all__ = ["COLUMNS", "Threshold", "Watch", "motifs"]

COLUMNS = (
    *("motif", "account", "accounts", "currency", "amount", "first_at", "last_at", "told", "payments", "definition"),
    *("lawful", "evidence"),
)

_DAY = 86_400
_LEAST = 5

Watch = Callable[[str, int, int | None], None]
"""Is told which currency is looked at, how many are done, and how many there are."""


@dataclass(frozen=True)
class Threshold:
    """An amount below which payments may be kept on purpose, its currency, and who says so; there is no default."""

    amount: Decimal
    currency: str
    source: str


def motifs(
    rows: Iterable[Mapping[str, Any]],
    *,
    days: int = 7,
    least: int = _LEAST,
    threshold: Threshold | None = None,
    in_time: str = "respect",
    watch: Watch = lambda _name, _done, _of: None,
) -> list[dict[str, object]]:
    """The motifs of these payments, one row a hit: those of more money first, in each currency and motif.

    `rows` have `id`, `payer`, `payee`, `amount`, `currency`, `paid_at` and `evidence`. `days` is the window within
    which payments belong together; `in_time` is "respect", or "ignore" for the second mode in which chains, circles,
    parts kept and scatter-gathers may go back in time, because the alerts of simulators often do. Structuring is looked
    for only with a `threshold`. Every hit carries its definition, lawful explanations and its payments' citations. A
    hit is a lead: money that moves so is consistent with the motif's name, and with the lawful explanations as well.
    """
    known = list(rows)
    evidence = {row["id"]: row.get("evidence") or [] for row in known}
    ledgers = rows_to_ledgers(known)
    found: list[dict[str, object]] = []
    for number, ledger in enumerate(ledgers.values(), 1):
        watch(ledger.currency, number, len(ledgers))
        hits = _hits(ledger, days=days, least=least, threshold=threshold, in_time=in_time)
        hits.sort(key=lambda one: (one.motif, -Decimal(one.amount), one.first_at, one.payments))
        found += [_row(one, evidence, days=days, least=least, threshold=threshold) for one in hits]
    return found


def _hits(ledger: Ledger, *, days: int, least: int, threshold: Threshold | None, in_time: str) -> list[Hit]:
    window = days * _DAY
    follows = following(ledger, window=window if in_time == "respect" else None)
    kept = follows.where(ledger, least=70, most=105)
    hits = [
        *fans(ledger, least=least, window=window),
        *scatter_gathers(ledger, kept),
        *chains(ledger, kept),
        *cycles(ledger, follows),
        *pass_throughs(ledger),
        *skims(ledger, follows),
    ]
    if threshold is not None and threshold.currency == ledger.currency:
        amount = int((threshold.amount * 10**ledger.decimals).to_integral_value())
        hits += structurings(ledger, threshold=amount, window=window)
    return hits


def _row(
    one: Hit, evidence: Mapping[str, list[str]], *, days: int, least: int, threshold: Threshold | None
) -> dict[str, object]:
    limit = f"{threshold.amount} {threshold.currency} ({threshold.source})" if threshold else ""
    return {
        "motif": one.motif,
        "account": one.account,
        "accounts": list(one.accounts),
        "currency": one.currency,
        "amount": one.amount,
        "first_at": one.first_at,
        "last_at": one.last_at,
        "told": one.told,
        "payments": list(one.payments),
        "definition": DEFINITIONS[one.motif].format(days=days, least=least, threshold=limit),
        "lawful": LAWFUL[one.motif],
        "evidence": sorted({cited for payment in one.payments for cited in evidence[payment]}),
    }
