"""Growth that is offered without a word for it beside the account: "Is your account asleep? We wake it".

The account is the reader's own, that of whoever wants it ("who wants his page blown up"), or the one that a verb says
it is done for ("I grow the page for you").
"""

from collections.abc import Sequence

from ingest.extraction.offers.ware import Ware
from ingest.extraction.terms.tokens import Token

__all__ = ["is_readers", "woken"]

_REACH, _NEAR = 8, 4
_WHO = frozenset({"اللي", "الي", "لي", "يلي", "elli", "elly", "lli", "who", "whoever", "anyone", "مين", "شكون", "منو"})
_HIS = ("ه", "ها", "و", "هم", "هن")
_HIS_LATIN = frozenset({"his", "her", "their"})
_FOR_YOU = ("لك", "لكم", "لج", "لكن", "لكو", "ليك", "lak", "lek", "lik", "lkom", "lk")
_PAGES = frozenset({"account", "own_page"})
_GROWN = frozenset({"account", "own_page", "platform", "counter"})
_YOURS = frozenset(
    f"{of}{you}"
    for of in ("بتاع", "بتاعت", "تبع", "تبعت", "تاع", "تاعت", "متاع", "ديال", "مال", "مالت", "حق", "حقت")
    for you in ("ك", "كم", "كن", "ج", "كو")
)
_WE, _OUR_FRONTS = frozenset({"we", "i", "we're", "i'm", "نحن", "احنا", "حنا"}), ("من", "بن", "كن")
_STOPS = frozenset({".", "!", "?", ";", "\n"})


def woken(tokens: Sequence[Token]) -> list[Ware]:
    """The verb that makes the reader's account grow; none where the text speaks of nobody's or of another's."""
    place = next((at for at, token in enumerate(tokens) if is_readers(tokens, at)), None)
    if place is not None:
        after = range(place + 1, min(len(tokens), place + _REACH + 1))
        found = next((at for at in after if "grow" in tokens[at].senses), None)
    else:
        found = next((at for at, token in enumerate(tokens) if _is_done_for_you(tokens, at)), None)
    return [] if found is None else [Ware(found, found + 1, "growth", counted=False)]


def is_readers(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the reader's account, or that of whoever wants something."""
    token = tokens[at]
    if "your_account" in token.senses:
        return True
    if tokens[at].senses.keys() & _PAGES and at + 1 < len(tokens) and tokens[at + 1].text in _YOURS:
        return True
    if not token.senses.keys() & _PAGES:
        return False
    is_his = token.text.endswith(_HIS) or tokens[at - 1].text in _HIS_LATIN
    return is_his and any(one.text in _WHO for one in tokens[max(0, at - _NEAR) : at])


def _is_ours(tokens: Sequence[Token], at: int) -> bool:
    """Whether the sender says what it does every day: "we grow accounts", "منكبر صفحات"."""
    if any(token.text in _WE for token in tokens[max(0, at - 2) : at]):
        return True
    return tokens[at].text.startswith(_OUR_FRONTS) and "grow_verb" in tokens[at].senses.values()


def _is_done_for_you(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb says that an account is made to grow for the reader: "نكبر لك الصفحة", "bkabberlak el page"."""
    token, after = tokens[at], tokens[at + 1 : at + 1 + _NEAR]
    if "grow" not in token.senses:
        return False
    if _is_ours(tokens, at) and after and after[0].senses.keys() & _PAGES:
        return True
    is_yours = token.text.endswith(_FOR_YOU) or (bool(after) and after[0].text in _FOR_YOU)
    for one in after:
        if one.text in _STOPS:
            return False
        if is_yours and one.senses.keys() & _GROWN:
            return True
    return False
