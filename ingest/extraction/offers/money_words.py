"""What a word for money means: "riyal" is the region's own, "KWD" is what it says, "0.01 riyal" is a part of one."""

from decimal import Decimal
from functools import lru_cache

from ingest.tables.refusals import Refused
from ingest.tables.values.currencies import currency as named_currency

__all__ = ["THOUSANDTHS", "money", "money_of"]

_ARABIC = {"riyal": "ريال", "dirham": "درهم", "dinar": "دينار", "pound": "جنيه", "lira": "ليرة"}
_ELSEWHERE = {
    "riyal": "SAR",
    "dirham": "AED",
    "dinar": "KWD",
    "pound": "EGP",
}  # where no such money is the region's own
_RUPEES = {"IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR"}
THOUSANDTHS = frozenset({"KWD", "BHD", "JOD", "IQD", "OMR", "TND", "LYD"})
"""Moneys of a thousand parts, whose prices have three places."""


@lru_cache(maxsize=2048)
def money(gloss: str, region: str) -> tuple[Decimal, str | None]:
    """How much of which currency a word of money is: a code, a name read by region, or a part of one ("0.01 riyal")."""
    factor, _, name = gloss.rpartition(" ")
    if name in {"rs", "rupee"}:
        return Decimal(1), _RUPEES.get(region, "SAR" if name == "rs" else None)
    if name == "centime":
        return Decimal("0.01"), _code("dinar" if region == "DZ" else "dirham", region)
    if name == "fils":
        code = _code("dinar", region) if region != "AE" else "AED"
        return Decimal("0.001" if code in THOUSANDTHS else "0.01"), code
    return Decimal(factor or 1), _code(name, region)


def money_of(state: str) -> str | None:
    """The code of a state's own money."""
    for name in _ARABIC.values():
        try:
            return named_currency(name, region=state)
        except Refused:
            continue
    return None


def _code(name: str, region: str) -> str | None:
    """The code of a money; None for a bare name that the region does not settle and that has no usual owner."""
    for written in (name, _ARABIC.get(name, name)):
        try:
            return named_currency(written, region=region)
        except Refused:
            continue
    return _ELSEWHERE.get(name)
