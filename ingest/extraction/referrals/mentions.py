"""Accounts that a text names and sends nobody to: a past customer, somebody famous, a rival, an escrow, a payee."""

import re
from collections.abc import Collection, Iterable, Sequence

from ingest.extraction.identifiers.found import Found
from ingest.extraction.statements import Mention
from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, classes_of

__all__ = ["is_bystander", "is_the_senders_own", "mentions"]

_OTHERS = frozenset({"customer_past", "celebrity", "competitor", "escrow"})
_SENT = frozenset({"contact_verb", "contact_noun", "affiliation", "operates", "does", "main_account"})
_OWN = frozenset({"own_account", "contact_me"})
_NOT_OWN = frozenset(
    {"contact_verb", "main_account", "role", "affiliation", "operates", "does", "owner_role", "supplier_role", "above"}
)
_PEOPLE = frozenset({"role", "supplier_role"})
_FAR, _NEXT = 5, 2
_GOES = frozenset({"payee", "contact_verb"})  # "it goes to" is written like "go to"
_WORK = frozenset({"work_noun", "order_word", "trade_word"})
_MY = frozenset({"my"})
_MONEY = re.compile(
    r"(?:و|ب)?(?:ال)?(?:ايرادا?ت?|ارباح|ربح|مكسب|فلوس|مبلغ|دخل|عموله|عمولات|نسبه|حصه|نص|نصف|ثلث|ثلثين|ربع|خمس|سدس|عشر|باقي"
    r"|ميه|مئه|مايه|تلت|تلتين|قسم|مصاري|زلط|بيزات)|%|percent|money|profits?|revenue|income|cut|share|half|third|quarter|rest"
    r"|fifth|commission|fee|fees|cash|floos|flous|nesba|nos|nos9|rob3|tolt|ba2i|baqi|3omola"
)
_INCLUDING = frozenset({
    "فيها", "فيهم", "فيه", "ومنها", "ومنهم", "منها", "منهم", "ضمنها", "ضمنهم", "بينها", "وبينها", "حتي", "including",
    "includes", "incl", "even", "plus", "fiha", "fihom", "menhom", "minha",
})  # fmt: skip
_WAS = frozenset({"كان", "كانت", "كانو", "كانوا", "was", "were", "kan", "kant", "kanet"})
_FOR_WHOM = frozenset({"حق", "حقت", "ل", "لـ", "مال", "for", "7ag", "le", "la"})
_ELSES = _NOT_OWN | {
    "kin", "upline", "servant", "honorific", "source", "work_noun", "from", "at", "of", "server", "customer", "front",
    "customer_past", "celebrity", "payee", "back", "negation", "group_noun", "competitor", "branch",
}  # fmt: skip
_EXAMPLES = frozenset({"مثال", "مثلا", "example", "eg"})


def mentions(found: Iterable[Found], targets: Collection[str]) -> list[Mention]:
    """Every handle that stands in the text and is no target, once."""
    seen: dict[str, Mention] = {}
    for one in found:
        if one.literal and one.target and one.target not in targets and one.target not in seen:
            seen[one.target] = Mention(
                span_start=one.span_start,
                span_end=one.span_end,
                rule="mention",
                confidence=one.confidence,
                target=one.target,
                platform=one.platform,
            )
    return list(seen.values())


def is_bystander(place: Place) -> bool:
    """Whether the words right beside an account say that it is somebody else's part in the story.

    The nearest word before it decides; a role does not undo a payee ("the rest goes to the owner @x").
    """
    if _is_paid(place) or _was_served(place) or (place.before and place.before[-1].text in _EXAMPLES):
        return True
    person = False
    for distance, word in enumerate(reversed(place.before[-5:])):
        if word.classes >= _GOES:
            return not classes_of(place.before) & _WORK
        if word.classes & _SENT or ("escrow" in word.classes and place.near(_FAR) & {"front"}):
            break  # the second: "I'm only the middleman for @x"
        if "payee" in word.classes and not place.near(4) & _SENT:
            return True
        if word.classes & (_OTHERS if distance < _NEXT else _OTHERS - {"competitor"}) and not person:
            return True  # a comparison names whom it stands beside: "cheaper than @x", not "cheaper than elsewhere, @x"
        person |= bool(word.classes & _PEOPLE)
    if classes_of(place.before) & (_SENT | _PEOPLE | {"work_noun"}):
        return False
    return bool(place.soon(2) & {"escrow", "customer_past", "payee"} or classes_of(place.tail[:4]) & {"escrow"})


def _is_paid(place: Place) -> bool:
    """ "A fifth of the takings goes to @x", "the commission is @x's": money goes there, no reader."""
    words = place.before[-_FAR - _NEXT :]
    goes = any("payee" in word.classes and "contact_verb" in word.classes for word in words[-_NEXT:])
    if goes:
        return any(_MONEY.fullmatch(word.text) for word in words[:-1])
    return len(words) == _NEXT and "of" in words[-1].classes and _MONEY.fullmatch(words[0].text) is not None


def _was_served(place: Place) -> bool:
    """ "The last job was for @x": work of the past, for a customer."""
    words = place.before[-4:]
    if not words or words[-1].text not in _FOR_WHOM or "work_noun" not in classes_of(place.before):
        return False
    return any(word.text in _WAS for word in words)


def includes_mine(words: Sequence[Word]) -> bool:
    """ "All these pages, mine included": the last word is the sender's, among more of somebody else."""
    return bool(words) and any(word.text in _INCLUDING for word in words[-4:-1]) and "mine" in words[-1].classes


def is_the_senders_own(place: Place) -> bool:
    """Whether the text calls the account the sender's own: "my account", "message me on"; not "our main account"."""
    if not place.found.literal and place.before and place.before[-1].text in {"my", "our"}:
        return True  # "text me, my wa.me/..."
    if place.after and place.after[0].text == "s":
        return False  # "I'm on @x's payroll"
    words = place.before[-6:]
    for at in range(len(words) - 1, max(-1, len(words) - 6), -1):
        word = words[at]
        if word.classes & _NOT_OWN or includes_mine(words[: at + 1]) or (at and "negation" in words[at - 1].classes):
            break
        if word.classes & _OWN or ("my" in word.classes and not place.near(4) & _NOT_OWN):
            return True
    told = [word for word in place.after[:2] if not word.text.startswith("و")]  # "and my account ..." begins anew
    return "own_account" in classes_of(told) or _is_called_mine(place)


def _is_called_mine(place: Place) -> bool:
    """ "my backup is @x": nothing between "my" and the name, or after it, speaks of somebody else or of the work."""
    if place.soon(4) & _ELSES:
        return False
    for word in reversed(place.before[-5:]):
        if word.classes & _ELSES:
            return False
        if word.text in _MY:
            return len(word.classes) > 0 and word.end - word.start == len(word.text)
    return False
