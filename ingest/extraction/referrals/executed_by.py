"""Who does it: the words by which a sender says that another account does, delivers, supplies or gives what it sells.

This is weaker than control. Having many accounts that are not said to include the sender's belongs here too.
"""

import re
from collections.abc import Sequence

from ingest.extraction.referrals.operated_by import is_own_doing
from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, classes_of, first_with, last_with, told_before

__all__ = ["does_the_work", "served_the_sender"]

_NEAR, _SOON = 4, 8
_HANDS = re.compile(
    r"[وفب]{0,2}(?:ا(?:سلم|حول|ودي|مرر|وصل|حط|حيل)|(?:[نت]|بن|بت)(?:سلم|رسل|حول|ودي|عطي|مرر|بعت|بعث|طرش|دز|وصل|رفع|حط|نقل|حيل))"
    r"(?:ه|ها|هم|هن|وه|لك)?"
    r"|(?:pass|hand|forward|route|relay)(?:s|es|ed|ing)?|(?:send|give|push|submit)(?:s|ing)"
    r"|(?:ba?|bn|n|a)(?:3ti|sallim|sallem|bt?3at|b3at|7awwe?l|7awe?l|waddi|maddi)(?:h|o|a|ha|hom|on)?"
)
_DID = frozenset({"did", "made", "got", "gave", "sent", "delivered", "added", "brought", "pushed"})
_BECAUSE = frozenset({
    "لانه", "لانو", "لانها", "لانهم", "لان", "عشان", "علشان", "because", "cause", "coz", "cuz", "bc", "since", "3shan",
})  # fmt: skip
_FOR_ME = frozenset({"for me", "for us", "me", "us", "to me"})
_TO = frozenset({"la", "le", "lel"})
_FOR = frozenset({"for", "of", "ل", "بين", "مع"})
_SUBJECTS = frozenset(
    {"rel", "identity", "front", "role", "kin", "main_account", "work_noun", "server", "source", "mine", "account_noun"}
)


def does_the_work(place: Place) -> Sequence[Word]:
    """The words that say that the account of this place does, delivers, supplies, owns or runs it; none if none do."""
    return _does(place) or _handed(place) or _supplies(place) or _stands_behind(place) or _serves_with(place)


def _handed(place: Place) -> Sequence[Word]:
    """ "I hand it to @x and he finishes it": whatever the deed is called, who is handed the work does it."""
    words = place.before[-_SOON:]
    if len(place.after) < 2 or "he" not in place.soon(1) or not words or not any(map(_hands_over, words)):
        return []
    if "first_person" in place.soon(2) or place.soon(3) & {"payee", "get"}:
        return []
    return place.after[:2]


def _hands_over(word: Word) -> bool:
    return _HANDS.fullmatch(word.text) is not None


def _does(place: Place) -> Sequence[Word]:
    """ "@x does the work", "everything is delivered by @x", "who runs all these is @x", "@x, he does it"."""
    before, after = told_before(place), place.after[:_SOON]
    for words, at in ((after, first_with(after, "does", "operates")), (before, last_with(before, "does", "operates"))):
        if at is None or is_own_doing(words, at) or _is_turned(words[:at], after=words is after):
            continue
        if words is before and at and "contact_verb" in before[at - 1].classes:
            continue  # "write to whoever runs it": a role
        if words is after or _is_of_somebody(before, before[at]):
            return words[at : at + 1]
    tail = place.tail[:4]
    at = first_with(tail, "does", "operates")
    if (
        at is not None
        and "first_person" not in classes_of(tail[:at])
        and classes_of(tail[: at + 1]) & {"identity", "he"}
    ):
        return tail[at : at + 1]
    return _identified(place)


_THEM, _I = ("ها", "هم", "هن", "ha", "hom", "hum"), ("ا", "ن", "بن", "a", "n", "ban")


def _is_of_somebody(before: Sequence[Word], verb: Word) -> bool:
    """Whether a verb before the account is its own: "who does it is", "the work is done by"; not "it brings you"."""
    if verb.text.endswith(("ني", "نا")) or classes_of(before[-1:]) & {"first_person"}:
        return True  # what it does, it does for the sender: "he gives us"
    beside = bool(before) and before[-1] is verb and verb.text.endswith(_THEM) and not verb.text.startswith(_I)
    if beside:
        return True  # "@x finishes it", verb first
    is_term = verb.end - verb.start > len(verb.text)
    return is_term or "operates" in verb.classes or bool(classes_of(before) & _SUBJECTS)


def _is_turned(words: Sequence[Word], *, after: bool) -> bool:
    """Whether another subject stands between the account and the verb: "@x and I only deliver"."""
    return after and "first_person" in classes_of(words)


def _identified(place: Place) -> Sequence[Word]:
    """ "@x is the one who ...", "the one who ... is @x", in a text that turns away from the sender."""
    told = place.after or ([] if "contact_verb" in place.clause else place.tail)
    told = told[1:] if told and told[0].text in _BECAUSE else told
    soon, near = told[:2], place.before[-1:]
    if place.after == told and len(soon) == 2 and "he" in soon[0].classes and _is_his_work(soon[1]):
        return soon  # "@x, that is his work"
    if "identity" in classes_of(told[:1]) and "rel" in classes_of(soon):
        said = told[2:5]
    elif "identity" in classes_of(near) and "rel" in classes_of(place.before[-5:-1]):
        said = place.before[-4:-1]
    else:
        return []
    return [] if classes_of(said) & {"contact_verb", "order_word", "customer_past", "payee"} else [*near, *soon]


def _is_his_work(word: Word) -> bool:
    return "work_noun" in word.classes and word.text.endswith(("ته", "تو", "له", "لو", "تها", "لها", "تهم", "لهم"))


def _supplies(place: Place) -> Sequence[Word]:
    """ "our supplier @x", "@x is the owner of the server", "we buy from @x"."""
    for words in (place.before[-_SOON if "identity" in place.near(6) else -_NEAR :], place.after[:_NEAR]):
        at = last_with(words, "supplier_role")
        if at is not None:
            return words[at : at + 1]
    if "from" in place.near(1) and _is_got(place.before[-7:]):
        return place.before[-3:]
    at = last_with(place.before[-_NEAR:], "owner_role")
    if at is not None and not classes_of(place.before) & {"contact_verb", "contact_noun"}:
        return place.before[-_NEAR:][at : at + 1]
    return []


def _is_got(words: Sequence[Word]) -> bool:
    """Whether the sender gets something there; "who buys from them" is anybody."""
    at = last_with(words, "get")
    return at is not None and words[at].text[0] not in "يت"


def _stands_behind(place: Place) -> Sequence[Word]:
    """ "the work is all at @x", "the followers come from @x", "it is not me, it is @x"."""
    near, before = place.before[-_NEAR:], classes_of(place.before[-_SOON:])
    if before & {"contact_verb", "contact_noun"}:
        return []
    at = "at" in classes_of(near) and "work_noun" in before
    source = "from" in place.near(2) and before & {"source", "work_noun"} and "order_word" not in before
    of = "of" in place.near(1) or (place.before[-1:] and place.before[-1].text in _TO)
    if at or source or (of and "server" in place.near(3)):
        return near
    turned = "front" in classes_of([*place.lead, *place.before])
    if turned and (place.near(2) & {"identity", "at", "from", "rel"} or place.soon(1) & {"identity"}):
        return place.before[-2:] or place.after[:2]
    return near if turned and place.near(3) & {"escrow"} and place.before[-1].text in _FOR else []


def served_the_sender(place: Place) -> Sequence[Word]:
    """ "@x got me 5k followers for 18 dollars": what a happy customer says of who did it."""
    if place.near(3) & {"from"}:
        return []
    if place.after and place.after[0].text in _DID and any(word.text in _FOR_ME for word in place.after[2:_SOON]):
        return place.after[:1]
    at = first_with(place.after[:_NEAR], "served")
    return place.after[: at + 1] if at is not None and "negation" not in classes_of(place.after[:at]) else []


def _serves_with(place: Place) -> Sequence[Word]:
    """ "We use @x's servers", "it runs on @x's panel"."""
    if not place.after or place.after[0].text != "s" or not place.near(4) & {"first_person", "source", "work_noun"}:
        return []
    return place.after[:_NEAR] if place.soon(_NEAR) & {"server", "work_noun"} else []
