"""To whom the sender belongs, told by what it is: "we're the Jeddah office of @x", "this is @x's second page".

A word for somebody's man, branch or group stands between the sender and the name, in whatever order the language has:
"one of the agents of @x", "@x's guys", "@x is my manager".
"""

import re
from collections.abc import Sequence

from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, classes_of, first_with, last_with

__all__ = ["belonging"]

_OF = frozenset({"of", "for", "under", "at", "with", "ل", "مع", "تبع", "عند", "l", "la", "le", "lel"})
_AMONG = frozenset(
    {"of", "in", "on", "from", "under", "with", "for", "من", "ضمن", "في", "ب", "تحت", "men", "mn", "min"}
)
_IS = frozenset({"i'm", "im", "we're", "we", "are", "is", "it's", "its", "that's", "am", "was"})
_SELF = frozenset({"first_person", "mine"})
_NOT = frozenset({
    "contact_verb", "contact_noun", "order_word", "customer_past", "competitor", "question", "as_customer", "payee",
})  # fmt: skip
_WITH = frozenset({"مع", "ويا", "تحت", "عند", "with", "under", "ma3", "m3a"})
_HAS = frozenset({"my", "our", "عندي", "عندنا", "لي", "لنا"})
_FAR, _NEAR = 7, 3
_OVER_ME = re.compile(r"و?(?:فوق|فوگ|فوج)(?:ي|يا|نا)|f(?:o|oo|ou|aw|ow)[2gq](?:i|y|ee|na|ya)")
_GENITIVE = "s"


def belonging(place: Place) -> Sequence[Word]:
    """The words that make the sender somebody's man, branch or page; none if nothing does."""
    if classes_of(place.before[-_FAR:]) & _NOT:
        return []
    return _is_servant(place) or _is_of_him(place) or _is_among(place) or _is_possessed(place) or _is_under(place)


def _is_servant(place: Place) -> Sequence[Word]:
    """ "I'm the social media guy for @x", "we are its Jeddah office", "I only moderate for @x"."""
    before = place.before[-_FAR:]
    if len(before) < 2 or (before[-1].text not in _OF and not before[-1].classes & {"of", "at"}):
        return []
    at = last_with(before[:-1], "servant", "serving_verb")
    if at is None or len(before) - 1 - at > _NEAR or _is_of_another(before[: at + 1]):
        return []
    subject = classes_of(before[:at])
    if subject & _SELF or ("servant" in before[at].classes and at <= 1 and len(place.before) <= _NEAR + 1):
        return before[at:] if subject or "servant" in before[at].classes else []
    return []


def _is_of_him(place: Place) -> Sequence[Word]:
    """ "I'm @x's": the sender, then nothing but a word of possession; or "I'm with @x, and he is with @y"."""
    before = place.before[-4:]
    if len(before) == 2 and before[1].text in _WITH and "he" in place.soon(1) and place.after[1:2]:
        return before if "first_person" in before[0].classes and place.after[1].text in _WITH else []
    if not 2 <= len(before) < 4 or "of" not in before[-1].classes or before[-1].text in {"ل", "لـ"}:
        return []
    return before if "first_person" in before[0].classes and "negation" not in classes_of(before) else []


def _is_among(place: Place) -> Sequence[Word]:
    """ "We're of the people of @x", "my page is one of the pages of @x", "I'm in the @x team"."""
    before, after = place.before[-_FAR:], place.after[:2]
    if not classes_of(before) & _SELF or _is_of_another(before):
        return []
    if "group_noun" in classes_of(before[-1:]) and _leads_in(before[:-1]):
        return before[-_NEAR:]
    if "group_noun" in classes_of(after[:1]) and before[-1].text in _AMONG | {"the"} and _leads_in(before):
        return after[:1]
    return []


def _leads_in(words: Sequence[Word]) -> bool:
    """Whether words put the sender into a group: "we are", "one of", "part of the"."""
    near = words[-_NEAR:]
    if any(word.text in _AMONG or "servant" in word.classes for word in near):
        return True
    return any("first_person" in word.classes and word.text not in _HAS for word in near[-2:])


def _is_possessed(place: Place) -> Sequence[Word]:
    """ "I'm one of @x's guys", "this is @x's second page", "on @x's payroll"."""
    if not place.before or not place.after or place.after[0].text != _GENITIVE:
        return []
    before = place.before[-_FAR:]
    at = first_with(place.after[:4], "group_noun", "servant", "account_noun")
    beside = classes_of([*place.lead, *before])
    if at is None:
        bare = len(place.after) == 1 and before[-1].text in _IS
        return before[-1:] if bare and beside >= {"account_noun", "negation", "mine"} else []
    last = before[-1]
    if not beside & _SELF or _is_of_another(before) or not (last.text in _IS or last.text in _AMONG):
        return []
    return place.after[: at + 1]


def _is_under(place: Place) -> Sequence[Word]:
    """ "@x is my manager", "@x, our manager, ..."; not "write to @x, my manager"."""
    if len(place.before) <= _NEAR and place.before and _OVER_ME.fullmatch(place.before[-1].text):
        return place.before[-1:]  # "above me @x"
    soon = place.after[:4]
    at = first_with(soon, "above", "upline")
    if at is None or not classes_of(soon[:1]) & {"identity"} or place.before:
        return []
    his = classes_of(soon[: at + 2])
    return soon[: at + 1] if his & {"mine", "my", "first_person"} or soon[at].text.endswith(("ي", "نا")) else []


def _is_of_another(words: Sequence[Word]) -> bool:
    """Whether the words deny it, or speak of somebody else: "I'm not", "he is"; the last subject counts."""
    if "negation" in classes_of(words):
        return True
    for word in reversed(words):
        if "first_person" in word.classes:
            return False
        if "he" in word.classes and "mine" not in word.classes:
            return True
    return False
