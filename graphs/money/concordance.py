"""Where money agrees with what is stated: payments along a referral, payments against one, and shares that fit them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

__all__ = ["Concordance", "concordance"]

_WITHIN = timedelta(days=45)
_CENT = Decimal("0.01")
_MOST = 20  # payments back that are added up at most


@dataclass(frozen=True)
class Concordance:
    """How many referrals have a documented payment the same way, and how many pairs; what runs the other way.

    `against` has the payments against a referral, which is where shares come back, each with the stated rate it fits.
    """

    agreeing: int
    referrals: int
    agreeing_pairs: int
    pairs: int
    against: list[dict[str, object]]


def concordance(
    referrals: Iterable[Mapping[str, Any]], payments: Iterable[Mapping[str, Any]], shares: Iterable[Mapping[str, Any]]
) -> Concordance:
    """The referrals beside the payments, by account; nothing is concluded from a referral without one.

    `referrals` have `referrer` and `referred_to`; `payments` have `id`, `payer`, `payee`, `amount`, `currency` and
    `paid_at`; `shares` have `payer`, `receiver` and `rate`. A payment fits a stated rate when it is, to the cent, that
    part of what the payee paid in one or more payments within 45 days before it.
    """
    stated = [(one["referrer"], one["referred_to"]) for one in referrals if one["referrer"] != one["referred_to"]]
    known = sorted(payments, key=lambda one: str(one["id"]))
    paid: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in known:
        paid.setdefault((one["payer"], one["payee"]), []).append(one)
    rates = {(one["payer"], one["receiver"]): Decimal(str(one["rate"])) for one in shares if one["rate"] is not None}
    pairs = set(stated)
    against = [
        {
            "payment": one.get("called") or one["id"],
            "payer": one["payer"],
            "payee": one["payee"],
            "amount": str(one["amount"]),
        }
        | {"currency": one["currency"], "told": _fits(one, paid.get((one["payee"], one["payer"]), ()), rates)}
        for one in known
        if (one["payee"], one["payer"]) in pairs and (one["payer"], one["payee"]) not in pairs
    ]
    return Concordance(
        agreeing=sum(pair in paid for pair in stated),
        referrals=len(stated),
        agreeing_pairs=len(pairs & paid.keys()),
        pairs=len(pairs),
        against=against,
    )


def _fits(
    payment: Mapping[str, Any], back: Iterable[Mapping[str, Any]], rates: Mapping[tuple[str, str], Decimal]
) -> str:
    """The stated rate and what it is of, when the payment is exactly that part of the payments `back`."""
    rate = rates.get((payment["payer"], payment["payee"]))
    if rate is None or payment["paid_at"] is None:
        return ""
    dated = sorted((one for one in back if one["paid_at"] is not None), key=lambda one: (one["paid_at"], one["id"]))
    amounts = [
        Decimal(str(one["amount"]))
        for one in dated
        if one["currency"] == payment["currency"] and timedelta(0) <= payment["paid_at"] - one["paid_at"] <= _WITHIN
    ][-_MOST:]
    for first in range(len(amounts)):
        for after in range(first + 1, len(amounts) + 1):
            whole = sum(amounts[first:after], Decimal(0))
            if abs(whole * rate - Decimal(str(payment["amount"]))) < _CENT:
                return f"{rate:.0%} of {whole}, as stated"
    return ""
