"""Growth that is offered without a word for it beside the account: "Is your account asleep? We wake it".

The account is the reader's own, that of whoever wants it ("who wants his page blown up"), or the one that a verb says
it is done for ("I grow the page for you").
"""

from collections.abc import Sequence

from ingest.extraction.offers.ware import Ware
from ingest.extraction.terms.tokens import Token

__all__ = ["woken"]

_REACH, _NEAR = 8, 4
_WHO = frozenset({"اللي", "الي", "لي", "يلي", "elli", "elly", "lli", "who", "whoever", "anyone", "مين", "شكون", "منو"})
_HIS = ("ه", "ها", "و", "هم", "هن")
_HIS_LATIN = frozenset({"his", "her", "their"})
_FOR_YOU = ("لك", "لكم", "لج", "لكن", "لكو", "ليك", "lak", "lek", "lik", "lkom", "lk")
_STOPS = frozenset({".", "!", "?", ";", "\n"})


def woken(tokens: Sequence[Token]) -> list[Ware]:
    """The verb that makes the reader's account grow; none where the text speaks of nobody's or of another's."""
    place = next((at for at, token in enumerate(tokens) if _is_readers(tokens, at)), None)
    if place is not None:
        after = range(place + 1, min(len(tokens), place + _REACH + 1))
        found = next((at for at in after if "grow" in tokens[at].senses), None)
    else:
        found = next((at for at, token in enumerate(tokens) if _is_done_for_you(tokens, at)), None)
    return [] if found is None else [Ware(found, found + 1, "growth", counted=False)]


def _is_readers(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is the reader's account, or that of whoever wants something."""
    token = tokens[at]
    if "your_account" in token.senses:
        return True
    if not token.senses.keys() & {"account", "own_page"}:
        return False
    is_his = token.text.endswith(_HIS) or tokens[at - 1].text in _HIS_LATIN
    return is_his and any(one.text in _WHO for one in tokens[max(0, at - _NEAR) : at])


def _is_done_for_you(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb says that an account is made to grow for the reader: "نكبر لك الصفحة", "bkabberlak el page"."""
    token, after = tokens[at], tokens[at + 1 : at + 1 + _NEAR]
    if "grow" not in token.senses:
        return False
    is_yours = token.text.endswith(_FOR_YOU) or (bool(after) and after[0].text in _FOR_YOU)
    for one in after:
        if one.text in _STOPS:
            return False
        if is_yours and one.senses.keys() & {"account", "own_page", "platform"}:
            return True
    return False
