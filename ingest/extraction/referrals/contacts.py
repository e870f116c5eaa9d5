"""Whom the reader is told to get in touch with: the words that say so, and whose a number or a link is.

A number or an address of mail is the sender's own contact unless the text gives it to somebody else.
"""

import re
from collections.abc import Sequence

from ingest.extraction.referrals.leads import speaks_of_trade
from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, Scene, classes_of, last_with

__all__ = [
    "BY_NAME",
    "PERSON",
    "contact",
    "is_given_to_another",
    "is_of_the_trade",
    "is_sure",
    "is_told",
    "named_after",
    "told_of",
]

_CONTACT = frozenset({"contact_verb", "contact_noun", "contact_us", "role", "main_account"})
_ORDER = _CONTACT | {"order_word"}
_FEW = 2
_NAMED_WITHIN = 5
_KUNYA = re.compile(r"[ول]?(?:ابو|ابا|بو)(?!ت|ست|كس|اب|رص|ن[صس]|ضوح|قت|سط|جه)\w{3,}")
_LINKS = frozenset({"على", "علي", "ع", "on", "at", "3ala", "3la", "رقمه", "رقمها", "تلفونه", "جواله", "واتس", "واتساب"})
_WHO_RUNS = frozenset({"contact_verb", "operates"})
_DROP = frozenset({"give", "drop", "shoot", "send", "hit", "holla", "ping", "gimme", "leave", "slide"})
_SHOUT = frozenset({
    "shout", "line", "message", "msg", "dm", "text", "call", "ring", "buzz", "up", "ping", "note", "inbox", "bell",
})  # fmt: skip
_ASKS = re.compile(
    r"[فو]?(?:ا?س[اء]ل|اسئل|سال|استشير|شاور|استفسر)(?:ي|و|وا|ه|وه|ها)?|ask|asked|asking|consult|es2al|is2al|as2al|s2al|2es2al"
)
_DESCRIBING = frozenset({"role", "upline", "above", "kin", "mine", "my", "honorific", "first_person", "trade_word"})

PERSON = frozenset({"role", "kin", "main_account", "supplier_role", "owner_role"})
"""The classes of words for somebody else than the sender."""

BY_NAME = frozenset({"contact_verb", "honorific"})
"""The classes of words that send the reader to somebody by name."""


def contact(place: Place) -> Sequence[Word]:
    """The words by which the reader is told to get in touch: before the account, after it, or in the clause before."""
    wanted = _ORDER if place.found.literal else _CONTACT  # "order at" before a link says no more than the link
    near = [word for word in place.before[-8:] if word.classes & wanted]
    if near:
        return near
    if words := _shouted(place):
        return words
    soon = [word for word in place.after[:4] if word.classes & wanted]
    if soon:
        return soon
    if not place.before or len(place.before) <= 2:
        lead = [word for word in place.lead[-6:] if word.classes & wanted]
        if lead:
            return lead
    return [word for word in place.tail[:3] if word.classes & wanted]


def _shouted(place: Place) -> Sequence[Word]:
    """ "Give @x a shout", "drop @x a line": the verb and its noun on both sides of the name."""
    if not place.found.literal or not place.before or place.before[-1].text not in _DROP:
        return []
    at = next((at for at, word in enumerate(place.after[:4]) if word.text in _SHOUT), None)
    return [] if at is None else [place.before[-1], *place.after[: at + 1]]


def is_given_to_another(place: Place) -> bool:
    """Whether a number or address of mail is somebody else's than the sender's."""
    before = told_of(place)
    around = classes_of(before) | classes_of(named_after(place))
    if not around & PERSON and not around >= BY_NAME and not around >= _WHO_RUNS and not _is_named(place):
        return False
    if "as_customer" in classes_of(place.earlier) and "contact_verb" not in around:
        return False  # "I bought from him ..., his number is": a victim's words
    person, me = last_with(before, *PERSON, "honorific"), last_with(before, "contact_me", "own_account")
    if me is None:
        return True
    after = classes_of(before[person:]) if person is not None else around
    return person is not None and person > me and "own_account" not in after | classes_of(named_after(place))


def _is_named(place: Place) -> bool:
    """Whether somebody is named between a word of contact and the number: "كلم بوعبدالله"."""
    words = place.before[-_NAMED_WITHIN:]
    at = last_with(words, "contact_verb")
    if at is None or words[at].classes & {"contact_me", "contact_us"}:
        return False
    named = [word for word in words[at + 1 :] if word.text not in _LINKS]
    return 0 < len(named) <= _FEW and all(_is_name(word) for word in named)


def _is_name(word: Word) -> bool:
    """Whether a word is a person's name by its form: "Abu" joined to it."""
    return not word.classes and bool(_KUNYA.fullmatch(word.text))


def told_of(place: Place) -> Sequence[Word]:
    """The words before a number that can say whose it is, with the clause before when hardly any are its own."""
    return place.before[-8:] if len(place.before) > _FEW else [*place.lead[-8:], *place.before]


def named_after(place: Place) -> Sequence[Word]:
    """The words right after a number that can say whose it is: "the manager", "it is his"; not "and he will ..."."""
    words = place.after[:3]
    end = next((at for at, word in enumerate(words) if word.text[0] == "و" and "he" not in word.classes), len(words))
    return words[:end]


def is_told(scene: Scene, place: Place, words: Sequence[Word]) -> bool:
    """Whether the reader is told to write: a role alone tells it in a text of the trade, or where the name ends it."""
    said = classes_of(words)
    of_trade = scene.is_offer or speaks_of_trade(scene) or "he" in place.soon(1)
    if not of_trade and all(_ASKS.fullmatch(word.text) for word in words):
        return False  # anybody may be asked about anything, unless he is the one who knows: "ask @x, he ..."
    if "as_customer" in place.near(6) and "contact_verb" not in said and not scene.is_offer:
        return False
    if not said <= _DESCRIBING or (place.clause | classes_of(place.tail)) & {"contact_verb", "contact_noun"}:
        return True
    is_told_who = "identity" in place.near(2) or "identity" in place.soon(1)  # "it is @x", "@x is support"
    return speaks_of_trade(scene) or not place.after or is_told_who


def is_sure(scene: Scene, place: Place) -> bool:
    """Whether contact is plainly meant: in a text of the trade, or with somebody's role; anybody may be called."""
    return speaks_of_trade(scene) or bool(place.clause & PERSON)


def is_of_the_trade(scene: Scene, place: Place) -> bool:
    """Whether contact serves the trade: that of a name, and in an offer; of a link only when it is a person's."""
    if scene.is_offer or place.found.literal:
        return True
    return bool((place.near(8) | classes_of(place.lead[-4:])) & PERSON)
