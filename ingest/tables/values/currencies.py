"""Codes of money: ISO 4217, the tokens this trade pays in, and the names people write, read by the case's region.

A bare name such as ريال is the money of several states, so it means the region's own or it is refused.
"""

from functools import lru_cache

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies, list_currencies

from ingest.tables.cells import Cell, Unreadable, text_of
from ingest.tables.refusals import Refused
from queries.search_key import search_key

__all__ = ["TOKENS", "currency"]

TOKENS = frozenset({
    "USDT", "USDC", "BTC", "ETH", "TRX", "TON", "BNB", "SOL", "XRP", "LTC", "DOGE", "BCH", "XMR", "DAI", "BUSD",
    "TUSD", "FDUSD",
})  # fmt: skip
"""Tokens that are accepted by their ticker."""

_NO_CURRENCY = frozenset({"XXX", "XTS"})  # ISO 4217 for "none" and "test"
_ALSO_CALLED = {  # names in daily use that CLDR, which Babel carries, does not list
    "SAR": ("ر س",),
    "LBP": ("ليرة لبنانية",),
    "USD": ("US$", "دولار أميركي"),
    "EUR": ("€", "يورو", "euro"),
}
_CALLED_THERE = {  # names that mean this money in its own country, and something else, or nothing, in another
    "SAR": ("SR",),
    "USD": ("$",),
    "AED": ("Dhs", "DH"),
    "EGP": ("LE",),
    "LBP": ("ليرة", "LL"),
    "SYP": ("ليرة", "SP"),
    "JOD": ("JD",),
    "KWD": ("KD",),
    "BHD": ("BD",),
}
_HEADS = {  # a bare word and its plurals, all as one word
    "ريالات": "ريال", "﷼": "ريال", "rial": "riyal", "دنانير": "دينار", "دراهم": "درهم", "جنيهات": "جنيه",
    "ليرات": "ليره", "ليرا": "ليره", "دولارات": "دولار",
}  # fmt: skip


def currency(cell: Cell, *, region: str) -> str | None:
    """The code in upper case, None for an empty cell; refuses a name that the region does not settle."""
    if isinstance(cell, Unreadable):
        raise Refused(cell.found, cell.expected)
    text = text_of(cell).strip()
    if not text:
        return None
    code = text.upper()
    if code in TOKENS or code in _codes():
        return code
    found = _bare_names(region).get(_head(text)) or _full_names().get(_folded(text))
    if found is None:
        raise Refused(text, f"an ISO 4217 code such as SAR, a token such as USDT, or a name of {region}'s money")
    return found


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(list_currencies()) - _NO_CURRENCY


@lru_cache(maxsize=1)
def _full_names() -> dict[str, str]:
    """Whole names, Arabic and English, of every currency; a name that two currencies have is left out."""
    found: dict[str, set[str]] = {}
    for code in _codes():
        names = [get_currency_name(code, n, locale) for locale in ("ar", "en") for n in (None, 1, 2)]
        symbol = Locale.parse("ar").currency_symbols.get(code, "")
        for name in [*names, symbol, *_ALSO_CALLED.get(code, ())]:
            if _folded(name):
                found.setdefault(_folded(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


@lru_cache(maxsize=16)
def _bare_names(region: str) -> dict[str, str]:
    """The bare words, such as ريال and riyal, for what is money in a region today."""
    names: dict[str, str] = {}
    for code in get_territory_currencies(region):
        arabic, english = get_currency_name(code, locale="ar"), get_currency_name(code, locale="en")
        for word in (arabic.split()[0], english.split()[-1], *_CALLED_THERE.get(code, ())):
            names.setdefault(_head(word), code)
    return names


def _head(text: str) -> str:
    word = _folded(text)
    singular = word.removesuffix("s") if word.isascii() and len(word) > 3 else word
    return _HEADS.get(singular, singular)


def _folded(text: str) -> str:
    return search_key("ريال" if text == "﷼" else text).replace(".", "").strip()
