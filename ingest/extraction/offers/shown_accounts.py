"""Accounts that are for sale without a word of sale: an account, its followers and one price.

"Instagram account, 22k followers, 350 riyals" sells the account. "1000 followers for any account, 20 riyals" does not:
there the number stands first, or the account is what something is for.
"""

from collections.abc import Sequence

from ingest.extraction.offers.ware import Ware
from ingest.extraction.terms.tokens import Token

__all__ = ["shown_account"]

_FIGURES = frozenset({"followers", "likes", "views"})
_FOR = frozenset({
    "any", "every", "each", "for", "on", "to", "all", "your", "کل", "كل", "لكل", "اي", "لاي", "جميع", "لجميع", "علي",
    "في", "ع", "عن", "من", "his", "her", "this", "that", "3ala", "3al", "le", "kol", "kel", "ay", "هذا", "هاد", "نفس",
})  # fmt: skip
_FRONTS = frozenset({"ل", "لل", "ب", "بال", "ع", "عال", "لال", "هال", "ه", "ك", "لي"})
_NAMES = frozenset({"يوزر", "يوزرات", "username", "usernames", "handle", "handles", "معرف", "اليوزر"})
_ON = frozenset({"ع", "علي", "3al", "3ala", "on"})
_STOPS = frozenset({".", "!", "?", ";", "\n", ":", "="})
_OTHERS = frozenset({
    "increase", "grow", "supply_verb", "your_account", "growth", "free_extra", "bought", "per_unit", "tip_content",
    "post", "place", "weak_promotion", "undisclosed", "seeks", "recruit",
})  # fmt: skip
_REACH, _SMALLEST = 6, 100


def shown_account(tokens: Sequence[Token], found: Sequence[Ware]) -> list[Ware]:
    """The account that the tokens show with its one price; none where they sell what they count."""
    if not {ware.service for ware in found} <= _FIGURES or sum("currency" in token.senses for token in tokens) != 1:
        return []
    place = next((at for at, token in enumerate(tokens) if _is_account(token)), None)
    if place is None or not _is_shown(tokens, place) or any(ware.first < place for ware in found):
        return []
    if any(not _OTHERS.isdisjoint(token.senses) for token in tokens):
        return []
    is_name = tokens[place].text in _NAMES and not found
    if not is_name and not _has_figure(tokens, place):
        return []
    rest = [ware for ware in found if ware.first > place + _REACH + 3]
    return [] if rest else sorted([Ware(place, place + 1, "account_sale", counted=False), *found])


def _is_account(token: Token) -> bool:
    return not token.senses.keys().isdisjoint({"account", "own_page"})


def _is_shown(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1] if place else None
    return tokens[place].front not in _FRONTS and (before is None or before.text not in _FOR)


def _has_figure(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number that is no price follows the account in its sentence."""
    for at in range(place + 1, min(len(tokens), place + 1 + _REACH)):
        token = tokens[at]
        if token.text in _STOPS or token.front == "ب" or ("price_word" in token.senses and token.text not in _ON):
            return False
        if token.kind == "number" or "scale" in token.senses:
            return not any("currency" in word.senses for word in tokens[at + 1 : at + 3]) and _is_large(tokens, at)
    return False


def _is_large(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if "scale" in token.senses or (at + 1 < len(tokens) and "scale" in tokens[at + 1].senses):
        return True
    return token.text.replace(",", "").isdecimal() and int(token.text.replace(",", "")) >= _SMALLEST
