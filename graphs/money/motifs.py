"""All motifs of a case's payments, currency by currency."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from graphs.money.chains import chains, cycles, scatter_gathers
from graphs.money.fans import equal_fans, fans
from graphs.money.following import following
from graphs.money.hit import DEFINITIONS, LAWFUL, Hit
from graphs.money.layers import bipartites, layers, stacks
from graphs.money.ledger import Ledger, rows_to_ledgers
from graphs.money.parts import pass_throughs, skims, structurings
from graphs.money.walks import walks

__all__ = ["COLUMNS", "Threshold", "Watch", "motifs"]

COLUMNS = (
    *("motif", "account", "accounts", "currency", "amount", "first_at", "last_at", "told", "payments", "definition"),
    *("lawful", "evidence"),
)

_DAY = 86_400
_LEAST = 5
_WITHIN = {"respect": "within {days} days", "ignore": "at any time"}

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
    which payments belong together; `in_time` is "respect", or "ignore" for the second mode, because the alerts of
    simulators often go back in time: chains, circles, parts kept and scatter-gathers then may as well, and fans and
    layers are those of one same amount, which alone can hold them together; pass-throughs, walks and structuring keep
    to time. Structuring is looked for only with a `threshold`. Every hit carries its definition, lawful explanations
    and its payments' citations. A hit is a lead: money that moves so is consistent with the motif's name, and with the
    lawful explanations as well.
    """
    known = list(rows)
    ledgers = rows_to_ledgers(known)
    found: list[Hit] = []
    for number, ledger in enumerate(ledgers.values(), 1):
        watch(ledger.currency, number, len(ledgers))
        hits = _hits(ledger, days=days, least=least, threshold=threshold, in_time=in_time)
        hits.sort(key=lambda one: (one.motif, -Decimal(one.amount), one.first_at, one.payments))
        found += hits
    told = {payment for one in found for payment in one.payments}
    evidence = {row["id"]: row.get("evidence") or [] for row in known if row["id"] in told}
    return [_row(one, evidence, days=days, least=least, threshold=threshold) for one in found]


def _hits(ledger: Ledger, *, days: int, least: int, threshold: Threshold | None, in_time: str) -> list[Hit]:
    window = days * _DAY
    held = window if in_time == "respect" else None
    layered = _layered(ledger, held, in_time)
    spread = fans(ledger, least=least, window=held) if held is not None else equal_fans(ledger, least=least)
    follows = following(ledger, window=held)
    kept = follows.where(ledger, least=70, most=105)
    led = [*scatter_gathers(ledger, kept), *chains(ledger, kept), *cycles(ledger, follows, in_time=in_time)]
    hits = [*layered, *_apart([*spread, *(replace(one, in_time=in_time) for one in led)], layered)]
    hits += walks(ledger, window=window, told=hits)
    hits += [*pass_throughs(ledger), *(replace(one, in_time=in_time) for one in skims(ledger, follows))]
    if threshold is not None and threshold.currency == ledger.currency:
        amount = int((threshold.amount * 10**ledger.decimals).to_integral_value())
        hits += structurings(ledger, threshold=amount, window=window)
    return hits


def _layered(ledger: Ledger, window: int | None, in_time: str) -> list[Hit]:
    """Stacks, and bipartite layers that are in none."""
    found, single = stacks(ledger, layers(ledger, window=window), window=window)
    return [*found, *bipartites(ledger, single, in_time=in_time)]


def _apart(hits: list[Hit], wider: list[Hit]) -> list[Hit]:
    """The hits that do not have more than half of their payments in one that is wider."""
    of: dict[str, list[int]] = {}
    for place, one in enumerate(wider):
        for payment in one.payments:
            of.setdefault(payment, []).append(place)
    shared = (Counter(place for payment in one.payments for place in of.get(payment, ())) for one in hits)
    return [
        one for one, with_ in zip(hits, shared, strict=True) if 2 * max(with_.values(), default=0) <= len(one.payments)
    ]


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
        "definition": DEFINITIONS[one.motif].format(
            days=days,
            least=least,
            threshold=limit,
            within=_WITHIN[one.in_time].format(days=days),
            alike=", each of one same amount" if one.in_time == "ignore" else "",
        ),
        "lawful": LAWFUL[one.motif],
        "evidence": sorted({cited for payment in one.payments for cited in evidence[payment]}),
    }
