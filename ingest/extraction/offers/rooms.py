"""Rooms of tips that no word names: a subscription, seat or month of a text that speaks of entries, calls and exits."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.extraction.offers.ware import Ware
from ingest.extraction.terms.tokens import Token

__all__ = ["ROOM_CLASSES", "rooms"]

ROOM_CLASSES = frozenset(
    {"tip_room", "tip_content", "tip_join", "period", "currency", "number", "scale", "other_goods"}
)
"""The classes of terms that this module reads."""

_JOINED = frozenset({"tip_join", "tip_room", "period"})
_GROUPS = frozenset({
    "قروب", "جروب", "كروب", "گروب", "قناه", "القناه", "القروب", "الجروب", "الكروب", "group", "channel", "chat", "club",
    "مجموعه", "المجموعه", "شات", "نادي",
})  # fmt: skip
_SEATS = frozenset({
    "seat", "seats", "spots", "slots", "باقي", "مقعد", "مقاعد", "مقعدين", "كرسي", "كراسي", "كرسيين", "المقاعد", "سيت",
})  # fmt: skip
_COMMON = frozenset({
    "gold", "options", "portfolio", "entries", "picks", "setups", "trades", "الافتتاح", "المحفظه", "محفظه", "الذهب",
    "الدهب", "الاسهم", "اسهم", "سهم", "السهم", "خيارات", "stocks", "crypto", "تنبيهات", "التنبيهات", "صفقه", "صفقات",
    "الصفقات", "ستوب", "تداول", "التداول", "trading", "البورصه", "بورصه", "forex", "كريبتو", "فوركس", "الفوركس",
})  # fmt: skip
"""Words of trading that courses, news and other goods speak of as well."""
_PORTFOLIOS = ("portfolio", "محفظ", "المحفظ", "محافظ")
_MANAGES = (
    "manag", "trade", "hand", "ندير", "ادير", "بدير", "بندير", "نشغل", "اشغل", "بشغل", "نمسك", "امسك", "بمسك", "سلم",
    "عطني", "اعطني", "عطيني", "هات", "نتولي", "اتولي",
)  # fmt: skip
_CHANNELS = _GROUPS | {
    "قناتنا",
    "قناتي",
    "قروبنا",
    "جروبنا",
    "قنات",
    "بوت",
    "bot",
    "room",
    "غرفه",
    "الغرفه",
    "canal",
    "groupe",
    "qanat",
}
_INVITATIONS = ("t.me/", "telegram.me/", "chat.whatsapp.com/")
_EVERY = frozenset({"كل", "every", "each", "kol", "kel", "kull", "koul", "chaque"})
_DAYS = frozenset({
    "يوم", "صباح", "صبح", "صباحيه", "ليله", "جلسه", "نهار", "صبحيه", "day", "morning", "session", "youm", "yom", "nhar",
    "sob7", "saba7", "jour", "matin",
})  # fmt: skip
_DAILY = frozenset({"يوميا", "يومياً", "يومي", "يوميه", "daily", "yawmiyan", "youmiyan"})
_PER = frozenset({"/", "a", "per", "كل", "في"})
_NEAR, _REACH = 3, 3


def rooms(tokens: Sequence[Token]) -> list[Ware]:
    """A room or subscription of a text that speaks of trades: "the room is open until Thursday, with all entries"."""
    spoken = [place for place, token in enumerate(tokens) if "tip_content" in token.senses]
    if not spoken:
        return []
    if managed := next((place for place in spoken if _is_managed(tokens, place)), None):
        return [Ware(managed, managed + 1, "tip_subscription", counted=False)]
    is_plain = any(_is_plain(tokens[place]) for place in spoken)
    named = next((place for place in range(len(tokens)) if _is_room(tokens, place, is_plain=is_plain)), None)
    is_place = is_plain or any("tip_room" in token.senses or _bare(token.text) in _CHANNELS for token in tokens)
    if named is None and ((is_place and _is_paid_by_period(tokens)) or _is_daily(tokens)):
        named = spoken[0]
    return [] if named is None else [Ware(named, named + 1, "tip_subscription", counted=False)]


def _is_plain(token: Token) -> bool:
    """Whether it speaks of tips and nothing else: "entries and exits", but not "gold" or "entries"."""
    return token.text not in _COMMON or token.end - token.start > len(token.text)


def _is_managed(tokens: Sequence[Token], place: int) -> bool:
    """Whether the reader's portfolio is handed over or managed: "I manage your Tadawul portfolio"."""
    if not tokens[place].text.startswith(_PORTFOLIOS):
        return False
    return any(token.text.startswith(_MANAGES) for token in tokens[max(0, place - 1 - _NEAR) : place])


def _is_room(tokens: Sequence[Token], place: int, *, is_plain: bool) -> bool:
    """Whether the word names a subscription; one of any kind needs to say what for, or that one joins."""
    token = tokens[place]
    gloss = token.senses.get("tip_room", "")
    if gloss.endswith("subscribes"):
        return _has_price(tokens[place + 1 : place + 1 + _NEAR])
    if gloss and not gloss.endswith("any kind"):
        return True
    if not gloss and token.text not in _GROUPS:
        return False
    if token.text not in _SEATS and any("tip_content" in word.senses for word in tokens[place + 1 : place + 1 + _NEAR]):
        return bool(gloss) or _is_paid_by_period(tokens)
    return is_plain and bool(gloss) and sum(not _JOINED.isdisjoint(word.senses) for word in tokens) > 1


def _is_daily(tokens: Sequence[Token]) -> bool:
    """Whether a group with its invitation gives something every day: "the channel: a stock each morning, t.me/+…"."""
    texts = {_bare(token.text) for token in tokens}
    if not any(text.removeprefix("https://").startswith(_INVITATIONS) for text in texts):
        return False
    pairs = pairwise(tokens)
    daily = any(one.text in _EVERY and other.text in _DAYS for one, other in pairs) or not _DAILY.isdisjoint(texts)
    return daily and not _CHANNELS.isdisjoint(texts)


def _bare(text: str) -> str:
    """A word without "the" and "to the"."""
    return text.removeprefix("لل").removeprefix("ال")


def _is_paid_by_period(tokens: Sequence[Token]) -> bool:
    """Whether a month or week has its price: "$49/mo", "150 بالشهر", "الشهر ب 300"."""
    if any("other_goods" in token.senses for token in tokens):
        return False
    return any(_is_period(tokens, at) and _is_priced(tokens, at) for at in range(len(tokens)))


def _is_period(tokens: Sequence[Token], at: int) -> bool:
    senses = tokens[at].senses.keys()
    return "period" in senses or ("time_unit" in senses and at > 0 and tokens[at - 1].text in _PER)


def _is_priced(tokens: Sequence[Token], at: int) -> bool:
    before, after = tokens[max(0, at - _REACH) : at], tokens[at + 1 : at + 1 + _REACH]
    if any("currency" in token.senses for token in before):
        return True
    if tokens[at].front in {"بال", "لل"} and any(token.kind == "number" for token in before):
        return True
    return _has_price(after)


def _has_price(after: Sequence[Token]) -> bool:
    """Whether "at" and a number come next."""
    is_at = bool(after) and (after[0].text in {"ب", "=", ":", "b"} or after[0].front == "ب")
    return is_at and any(token.kind == "number" or "number" in token.senses for token in after)
