"""The services that a text names: by a noun of the lexicons, or by the way its words stand together.

"We grow your account", "raise your hashtag" and "account for sale" name a service by two words that need not touch. A
word of every day ("like", "members") names a service only where a number counts it, or beside another one.
"""

from collections.abc import Sequence

from ingest.extraction.offers.heads import HEAD_CLASSES, crowd, heads, on_post
from ingest.extraction.offers.rooms import ROOM_CLASSES, rooms
from ingest.extraction.offers.shown_accounts import shown_account
from ingest.extraction.offers.ware import Ware
from ingest.extraction.offers.woken import woken
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import WARES

__all__ = ["ADVERTISED", "METRICS", "WARE_CLASSES", "wares"]

METRICS = frozenset({"followers", "likes", "views", "comments", "retweets", "other"})
"""Services that are bought by number."""

ADVERTISED = frozenset({"account_sale", "paid_promotion", "weak_promotion"})
"""Services beside which a number of followers describes an account."""

WARE_CLASSES = WARES | HEAD_CLASSES | ROOM_CLASSES | {
    "growth", "weak_promotion", "grow", "your_account", "hashtag", "pin", "account", "for_sale", "sells",
    "bank", "platform", "increase", "post", "own_page", "grow_verb", "your_business",
    "place", "aged", "undisclosed", "other_goods",
}  # fmt: skip
"""The classes of terms that this module reads."""

_ORDER = (
    "tip_subscription", "account_sale", "paid_promotion", "retweets", "likes", "views", "comments", "followers",
    "trend", "other", "growth", "weak_promotion",
)  # fmt: skip
_NEAR, _FAR, _FARTHEST = 3, 8, 11
_PROMOTING = frozenset({"paid_promotion", "weak_promotion"})
_WITH = frozenset({"with", "مع", "فيه", "فيها", "فيهم", "فيهن", "عليه", "عليها", "fih", "fiha", "fe", "feeh", "has"})
_SIGNS = {
    "❤": "likes", "♥": "likes", "🧡": "likes", "💙": "likes", "💜": "likes", "👍": "likes", "♡": "likes",
    "🔁": "retweets", "▶": "views", "👀": "views", "🎥": "views", "👤": "followers",
}  # fmt: skip
_PRAISING = frozenset({"place", "post", "your_business", "own_page"})
_DONE_FOR = frozenset({"place", "your_business"})
_LOOSE = frozenset(
    {"account", "own_page", "your_business", "tip_room"}
)  # more words stand between these and their partners
_TOGETHER = (  # (first, second, service): two words that name a service together, in either order
    ("grow", "your_account", "growth"),
    ("grow", "hashtag", "trend"),
    ("pin", "hashtag", "trend"),
    ("grow", "platform", "growth"),
    ("for_sale", "account", "account_sale"),
    ("sells", "account", "account_sale"),
    ("aged", "account", "account_sale"),
    ("post", "own_page", "weak_promotion"),
    ("post", "your_business", "weak_promotion"),
    ("place", "your_business", "weak_promotion"),
    ("place", "post", "weak_promotion"),
)
_NAMES = frozenset(_ORDER)
_PAIRED = frozenset(cls for first, second, _ in _TOGETHER for cls in (first, second))
_STOPS = frozenset({".", "!", "?", ";", "\n"})
_OF_MINE = frozenset(
    {"ديالي", "تاعي", "حقي", "بتاعي", "تبعي", "متاعي", "مالي", "حقتي", "dyali", "ta3i", "mta3i", "bta3i"}
)
_AT = frozenset({"ب", "b", "=", ":", "for"})
_POSSESSIVES = frozenset({"my", "his", "her", "their", "its"})
_FOR = frozenset({"ل", "لل", "ولل"})


def wares(tokens: Sequence[Token]) -> list[Ware]:
    """The services named, by place; `growth` and `weak_promotion` are left for the reader of the whole text."""
    found: list[Ware] = []
    for place, token in enumerate(tokens):
        senses = token.senses
        if token.text in _SIGNS and _heads_line(tokens, place):
            found.append(Ware(place, place + 1, _SIGNS[token.text], counted=True))
        if senses and not _NAMES.isdisjoint(senses):
            service = next(cls for cls in _ORDER if cls in senses)
            if not _is_anothers(tokens, place, service):
                counted = service == "weak_promotion" or senses[service].startswith("counted")
                counted = counted and not (service in METRICS and on_post(tokens, place))
                found.append(Ware(place, place + 1, service, counted))
        elif senses and not _PAIRED.isdisjoint(senses):
            found += _together(tokens, place)
    found = sorted([*_plain(found), *heads(tokens, found)])
    if not any(ware.service in _PROMOTING for ware in found):
        found = _undisclosed(tokens, found) or shown_account(tokens, found) or found
    if any(ware.service in _PROMOTING for ware in found):
        found = sorted([*found, *_counted_posts(tokens, {ware.first for ware in found})])
    return _apart(found) if len(found) > 1 else found or _unnamed(tokens)


def _plain(found: list[Ware]) -> list[Ware]:
    """The services; one waits for no number where a second word names it right behind: "replies and comments"."""
    return [
        one._replace(counted=False)
        if one.service in METRICS and any(_names_too(one, other) for other in found[at + 1 : at + 2])
        else one
        for at, one in enumerate(found)
    ]


def _names_too(one: Ware, other: Ware) -> bool:
    return one.service == other.service and not other.counted and other.first - one.last <= 1


def _unnamed(tokens: Sequence[Token]) -> list[Ware]:
    """What is offered where no word names a service."""
    return rooms(tokens) or woken(tokens) or crowd(tokens)


def _heads_line(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sign begins a line and a number follows it."""
    after = tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
    begins = place == 0 or tokens[place - 1].kind == "line"
    return begins and (after.kind == "number" or "scale" in after.senses)


def _undisclosed(tokens: Sequence[Token], found: Sequence[Ware]) -> list[Ware]:
    """The praise for the reader's business that does not say who paid: "I mention your shop like a customer"."""
    if tokens[-1].kind == "line" and not any("currency" in token.senses for token in tokens):
        return []  # "we want to promote it without a label, can you?"
    hidden = {token.senses["undisclosed"] for token in tokens if "undisclosed" in token.senses}
    if not hidden - ({"as if"} if found else set()):
        return []
    at = next((at for at, token in enumerate(tokens) if not _PRAISING.isdisjoint(token.senses)), None)
    return [] if at is None else [Ware(at, at + 1, "paid_promotion", counted=False)]


def _counted_posts(tokens: Sequence[Token], taken: set[int]) -> list[Ware]:
    """The posts that a number counts, where promotion is named: "3 posts for $120"."""
    return [
        Ware(at, at + 1, "weak_promotion", counted=False)
        for at, token in enumerate(tokens)
        if "post" in token.senses
        and at not in taken
        and (token.senses["post"].startswith("2 ") or (at > 0 and _is_figure(tokens, at)) or _is_priced(tokens, at))
    ]


def _is_priced(tokens: Sequence[Token], at: int) -> bool:
    """Whether a price follows: "a story at 250"."""
    after = tokens[at + 1 : at + 3]
    if not after or (after[0].text not in _AT and after[0].front != "ب"):
        return False
    return any(token.kind == "number" or not token.senses.keys().isdisjoint({"number", "scale"}) for token in after)


def _is_anothers(tokens: Sequence[Token], place: int, service: str) -> bool:
    """Whether the word names what somebody has: "my views", "his followers"."""
    if service == "followers" and tokens[place].front == "لل":
        return True  # "a discount for the followers"
    following = tokens[place + 1].senses.keys() if place + 1 < len(tokens) else frozenset()
    if service == "followers" and tokens[place].front == "ل" and "own_page" in following:
        return True  # "a special offer for the followers of our page"
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    before = tokens[place - 1].text if place else ""
    return service in METRICS and (before in _POSSESSIVES or after in _OF_MINE)


def _together(tokens: Sequence[Token], place: int) -> list[Ware]:
    """The service that this word names with one of the next words."""
    for first, second, service in _TOGETHER:
        for one, other in ((first, second), (second, first)):
            if one in tokens[place].senses:
                if _is_of_game(tokens, place):
                    return [Ware(place, place + 1, "account_sale", counted=True)]
                if one == "account" and service == "account_sale":
                    last = _sold(tokens, place, other)
                else:
                    last = _nearby(tokens, place, other, reach=_FAR if {one, other} & _LOOSE else _NEAR)
                is_done_for = not {first, second}.isdisjoint(_DONE_FOR) or not _for_accounts(
                    tokens, place, last or place
                )
                if last is not None and is_done_for:
                    end = place + 1 if one == "account" else last + 1
                    counted = service == "weak_promotion" or "aged" in {one, other}
                    return [Ware(place, end, service, counted=counted)]
    return []


def _is_of_game(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word is an account of a game: "حساب ببجي"."""
    after = tokens[place + 1 : place + 3]
    return "account" in tokens[place].senses and any(token.senses.get("other_goods") == "game" for token in after)


def _nearby(tokens: Sequence[Token], place: int, cls: str, *, reach: int) -> int | None:
    for at in range(place + 1, min(len(tokens), place + 1 + reach)):
        senses = tokens[at].senses
        stops = tokens[at].text in _STOPS or (tokens[at].text == "," and cls == "account")
        if stops or "currency" in senses or not WARES.isdisjoint(senses):
            return None
        if cls in tokens[at].senses:
            return at
    return None


def _sold(tokens: Sequence[Token], place: int, cls: str) -> int | None:
    """Where the account at a place is said to be for sale; how many followers it has may stand between."""
    for at in range(place + 1, min(len(tokens), place + 1 + _FARTHEST)):
        token = tokens[at]
        is_with = token.front == "ب" or tokens[at - 1].text in _WITH
        if token.text in _STOPS or not (WARES.isdisjoint(token.senses) or is_with or _is_figure(tokens, at)):
            return None
        if cls in token.senses:
            after = tokens[at + 1] if at + 1 < len(tokens) else token
            return at if WARES.isdisjoint(after.senses) else None
    return None


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if tokens[at - 1].text != "+" else tokens[at - 2]
    return before.kind == "number" or not before.senses.keys().isdisjoint({"number", "scale"})


def _for_accounts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the account is what something is sold for: "for all accounts", "لجميع الحسابات"."""
    return any(
        token.text in {"for", "to"} or token.front in _FOR
        for token in tokens[first + 1 : last + 1]
        if ("for_sale" not in token.senses)
    )


def _apart(found: list[Ware]) -> list[Ware]:
    """The services without those that stand inside a longer one."""
    apart: list[Ware] = []
    for ware in found:
        if not apart or ware.first >= apart[-1].last:
            apart.append(ware)
    return apart
