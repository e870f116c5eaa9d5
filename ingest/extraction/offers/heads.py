"""What is sold under the names of every day: "3000 heads for 140", "a thousand hearts on the photo", "1k insta at 5$".

Such a word counts people anywhere. It names a service where a number counts it, a price is asked for that number, and
the text speaks of an account, a platform or a post; or where it stands in one list with a service.
"""

from collections.abc import Sequence
from decimal import Decimal

from ingest.extraction.offers.ware import Ware
from ingest.extraction.terms.tokens import Token
from ingest.extraction.terms.word_forms import WARES

__all__ = ["HEAD_CLASSES", "crowd", "heads", "on_post", "with_kilos"]

HEAD_CLASSES = frozenset({
    "unit", "number", "scale", "currency", "platform", "your_account", "own_page", "account", "post", "growth", "grow",
    "counter", "other_goods", "supply", "money_of", "not_units", "bought", "time_unit", "assurance",
})  # fmt: skip
"""The classes of terms that this module reads."""

_STOPS = frozenset({".", "!", "?", ";", "\n"})
_AT = frozenset({"ب", "b", "bi", "be", "=", ":", "for", "at", "@", "/", "-", "→"})
_AND, _AND_THE = frozenset({"و", "w", "and", "+", "&", "or", "او"}), frozenset({"و", "وال"})
_ARTICLES = frozenset({"the", "el", "l", "al", "il"})
_NAMES = frozenset({"platform", "counter"})
_ANCHORS = _NAMES | {"unit", "your_account"}
_AROUND = frozenset({"platform", "counter", "your_account", "own_page", "account", "growth"})
_SHOWN = _AROUND | {"post", "grow"}
_ONE = frozenset({"واحد", "واحده", "wa7ed", "wa7ad"})
_ON, _ONTO = frozenset({"on", "علي", "ع", "3ala", "3al", "3la", "sur"}), frozenset({"ع", "عال"})
_PARTICLES = frozenset({
    "حقت", "حق", "تبع", "بتاع", "بتاعت", "ديال", "تاع", "علي", "في", "ع", "on", "in", "from", "of",
})  # fmt: skip
_ORIGINS = frozenset({
    "خليجي", "خليجيه", "خليجيين", "عربي", "عربيه", "عرب", "عربيات", "حقيقي", "حقيقيه", "متفاعل", "متفاعله", "نشيط",
    "شامي", "مغاربي", "مغربيه", "خلايجه", "محلي", "gulf", "arab", "khaleeji", "saudi", "local", "active", "khaliji",
})  # fmt: skip
_KILOS = frozenset({"كيلو", "الكيلو", "kilo", "kilos", "keelo"})
_FOLLOWS = ("follow", "يتابع", "بيتابع", "هيتابع", "حيتابع", "يفولو", "yetab3", "yitab3", "ytab3")
_OF = frozenset({"ديال", "dial", "dyal", "تاع", "متاع", "ta3", "mta3", "من", "mn", "of", "d"})
_AMOUNT = frozenset({"number", "scale"})
_REACH, _LEAST, _MANY, _SHORT, _THOUSAND = 5, 50, 100, 3, 1000
_PICTURES = frozenset({"صور", "صوره", "الصوره", "الصور", "مقطع", "مقاطع", "فيديو", "photo", "photos", "pic", "pics"})


def heads(tokens: Sequence[Token], found: Sequence[Ware]) -> list[Ware]:
    """The services that words of every day name, beside those found; none where they name followers themselves."""
    if any(ware.service in {"followers", "account_sale", "paid_promotion"} for ware in found):
        return []
    listed = [_ware(tokens, at) for at, token in enumerate(tokens) if "unit" in token.senses and _listed(tokens, at)]
    if listed or not _speaks_of_accounts(tokens):
        return listed
    counted = [_ware(tokens, at) for at in range(1, len(tokens)) if _is_unit(tokens, at) and _is_sold(tokens, at)]
    return counted or ([] if found else _of_platform(tokens))


def crowd(tokens: Sequence[Token]) -> list[Ware]:
    """A kind of people that are delivered and replaced: "a Gulf audience, we refill drops for 90 days"."""
    if not any("assurance" in token.senses and "unit" not in token.senses for token in tokens):
        return []
    for at, token in enumerate(tokens[:-1]):
        if "unit" in token.senses and (_is_real(token) or _is_origin(tokens[at + 1])):
            return [_ware(tokens, at)]
    return []


def _is_origin(token: Token) -> bool:
    return "money_of" in token.senses or token.text in _ORIGINS


def with_kilos(tokens: list[Token]) -> list[Token]:
    """The tokens with a thousand for the kilo that followers are counted in; sweets are weighed by it."""
    if not any(token.text in _KILOS for token in tokens):
        return tokens
    classes = {cls for token in tokens for cls in token.senses}
    if classes.isdisjoint(_NAMES | {"your_account", "growth"}) or "other_goods" in classes:
        return tokens
    return [token._replace(senses={"scale": "1000"}) if token.text in _KILOS else token for token in tokens]


def on_post(tokens: Sequence[Token], place: int) -> bool:
    """Whether a post or picture follows that something is put on: "hearts on your last 5 photos"."""
    after = tokens[place + 1 : place + 1 + _REACH]
    ons = [at for at, token in enumerate(after) if token.text in _ON or token.front in _ONTO]
    return bool(ons) and any("post" in token.senses or _is_picture(token) for token in after[ons[0] :])


def _ware(tokens: Sequence[Token], at: int) -> Ware:
    return Ware(at, at + 1, tokens[at].senses.get("unit", "followers"), counted=True)


def _speaks_of_accounts(tokens: Sequence[Token]) -> bool:
    """Whether an account, a platform or a post is spoken of, and no goods of another trade."""
    classes = {cls for token in tokens for cls in token.senses}
    is_shown = not classes.isdisjoint(_SHOWN) or any(_is_picture(token) or _is_real(token) for token in tokens)
    return is_shown and "other_goods" not in classes


def _is_real(token: Token) -> bool:
    """Whether it is a word such as "real people", which only this trade sells."""
    return {"unit", "assurance"} <= token.senses.keys() or _is_following(token)


def _is_following(token: Token) -> bool:
    """Whether it is a form of "to follow": "1000 follow", "ألف واحد يتابعوك"."""
    return "unit" in token.senses and token.text.startswith(_FOLLOWS)


def _is_picture(token: Token) -> bool:
    return token.text in _PICTURES or token.text.removeprefix(token.front) in _PICTURES


def _listed(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word stands in one list with a service: "we bring you the people and the likes"."""
    after = [token for token in tokens[at + 1 : at + 5] if not _is_passed(token)][:2]
    if after and after[0].front in _AND_THE and not WARES.isdisjoint(after[0].senses):
        return True
    before = [token for token in tokens[max(0, at - 4) : at] if not _is_passed(token)][-2:]
    ands = _AND | {","} if _is_following(tokens[at]) else _AND
    if len(after) == 2 and after[0].text in ands and not WARES.isdisjoint(after[1].senses):
        return True
    if len(before) == 2 and before[1].text in ands and not WARES.isdisjoint(before[0].senses):
        return True
    return tokens[at].front in _AND_THE and bool(before) and not WARES.isdisjoint(before[-1].senses)


def _is_passed(token: Token) -> bool:
    """Whether a list goes on over this word: an article, or the number of the next service."""
    return token.text in _ARTICLES or (_is_amount(token) and WARES.isdisjoint(token.senses))


def _is_unit(tokens: Sequence[Token], at: int) -> bool:
    return "unit" in tokens[at].senses or (tokens[at].text in _ONE and "scale" in tokens[at - 1].senses)


def _is_sold(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number counts the word and a price is asked for so many."""
    first = at - 1
    while first > 0 and tokens[first].text in _OF:
        first -= 1
    is_many = _is_many(tokens, first)
    while first > 0 and _is_amount(tokens[first - 1]):
        first -= 1
    if not is_many or (first and not _opens_rate(tokens[first - 1])):
        return False
    return _price_after(tokens, at + 1) or _price_before(tokens, at - 1)


def _opens_rate(before: Token) -> bool:
    """Whether a price list can go on behind this word: not "the hall holds 500 people at 2000"."""
    return before.kind != "word" or bool(before.senses) or len(before.text) < _SHORT


def _is_many(tokens: Sequence[Token], at: int, least: int = _LEAST) -> bool:
    token = tokens[at]
    if "currency" in token.senses:
        return False
    if "scale" in token.senses:
        return True
    if token.kind == "number":
        digits = token.text.replace(",", "")
        return digits.isdecimal() and int(digits) >= least and not digits.startswith("0")
    return "number" in token.senses and Decimal(token.senses["number"]) >= least


def _is_amount(token: Token) -> bool:
    return token.kind == "number" or not token.senses.keys().isdisjoint(_AMOUNT)


def _price_after(tokens: Sequence[Token], first: int) -> bool:
    """Whether a price follows in the sentence: "at 140", "= 5$", "for twenty riyals"."""
    for at in range(first, min(len(tokens), first + _REACH)):
        token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text in _STOPS or token.text == ",":
            return False
        if "currency" in token.senses or (token.front in {"ب", "وب"} and _is_amount(token)):
            return True
        if token.text in _AT and after is not None and (_is_amount(after) or "currency" in after.senses):
            return True
    return False


def _price_before(tokens: Sequence[Token], last: int) -> bool:
    """Whether a price stands before the number: "5$ for 1000 heads", "20 riyals the thousand heads"."""
    while last > 0 and _is_amount(tokens[last]):
        last -= 1
    return any("currency" in token.senses for token in tokens[max(0, last - 2) : last + 1])


def _of_platform(tokens: Sequence[Token]) -> list[Ware]:
    """The name of a platform, or the reader's account, whose "thousand" has a price: there it counts followers."""
    for at, token in enumerate(tokens):
        if token.senses.keys() & _ANCHORS and not token.senses.keys() & WARES:
            is_loose = token.senses.keys().isdisjoint(_NAMES)
            near = range(max(0, at - _REACH - 1), min(len(tokens), at + _REACH + 2))
            if any(_is_rate(tokens, one, at) for one in near if not is_loose or _is_round(tokens[one])):
                return [_ware(tokens, at)._replace(counted=not is_loose)]
    return []


def _is_round(token: Token) -> bool:
    """Whether it is a word for thousands: "الألف", "the two thousand"."""
    return "scale" in token.senses or Decimal(token.senses.get("number", 0)) >= _THOUSAND


def _is_rate(tokens: Sequence[Token], at: int, platform: int) -> bool:
    """Whether so many at a price stand in the sentence of a platform, with nothing else between that is counted."""
    first, last = sorted((at, platform))
    if any(token.text in _STOPS for token in tokens[first:last]) or not _is_many(tokens, at, _MANY):
        return False
    place = at + 1
    while place < len(tokens) and ("scale" in tokens[place].senses or place == platform or _is_particle(tokens[place])):
        place += 1
    return (place < len(tokens) and _is_price(tokens, place)) or _is_for_so_many(tokens, at)


def _is_price(tokens: Sequence[Token], place: int) -> bool:
    """Whether a price begins here: "at 20", "بعشرين", " $5", "5 $"."""
    token, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    if token.front in {"ب", "وب"} and (_is_amount(token) or "currency" in token.senses):
        return True
    if after is None:
        return False
    if token.kind == "number" or "currency" in token.senses:  # the money of the price, not of the number before it
        return "currency" in after.senses or (after.kind == "number" and after.start == token.end)
    return token.text in _AT - {"-", "/"} and (_is_amount(after) or "currency" in after.senses)


def _is_for_so_many(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number stands behind its price: "10$ for 1k", "خمسين ريال للألف"."""
    first = at
    while first > 0 and _is_amount(tokens[first - 1]):
        first -= 1
    before = tokens[max(0, first - 3) : first]
    is_for = tokens[first].front in {"لل", "ل", "لكل"} or (bool(before) and before[-1].text in {"for", "per", "="})
    return is_for and any("currency" in token.senses for token in before)


def _is_particle(token: Token) -> bool:
    return token.text in _PARTICLES
