"""Accounts that a text names and sends nobody to: a past customer, somebody famous, a rival, an escrow, a payee."""

from collections.abc import Collection, Iterable

from ingest.extraction.identifiers.found import Found
from ingest.extraction.statements import Mention
from ingest.extraction.voices.scene import Place, classes_of

__all__ = ["is_bystander", "is_the_senders_own", "mentions"]

_OTHERS = frozenset({"customer_past", "celebrity", "competitor", "escrow"})
_SENT = frozenset({"contact_verb", "contact_noun", "affiliation", "operates", "does", "main_account"})
_OWN = frozenset({"own_account", "contact_me"})
_NOT_OWN = frozenset(
    {"contact_verb", "main_account", "role", "affiliation", "operates", "does", "owner_role", "supplier_role", "above"}
)
_PEOPLE = frozenset({"role", "supplier_role"})
_FAR = 5
_MY = frozenset({"my"})
_ELSES = _NOT_OWN | {
    "kin", "upline", "servant", "honorific", "source", "work_noun", "from", "at", "of", "server", "customer", "front",
    "customer_past", "celebrity", "payee", "back", "negation", "group_noun", "competitor", "branch",
}  # fmt: skip


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
    person = False
    for word in reversed(place.before[-5:]):
        if word.classes & _SENT or ("escrow" in word.classes and place.near(_FAR) & {"front"}):
            break  # the second: "I'm only the middleman for @x"
        if ("payee" in word.classes and not place.near(4) & _SENT) or (word.classes & _OTHERS and not person):
            return True
        person |= bool(word.classes & _PEOPLE)
    if classes_of(place.before) & (_SENT | _PEOPLE | {"work_noun"}):
        return False
    return bool(place.soon(2) & {"escrow", "customer_past", "payee"} or classes_of(place.tail[:4]) & {"escrow"})


def is_the_senders_own(place: Place) -> bool:
    """Whether the text calls the account the sender's own: "my account", "message me on"; not "our main account"."""
    if not place.found.literal and place.before and place.before[-1].text in {"my", "our"}:
        return True  # "text me, my wa.me/..."
    if place.after and place.after[0].text == "s":
        return False  # "I'm on @x's payroll"
    words = place.before[-6:]
    for at in range(len(words) - 1, max(-1, len(words) - 6), -1):
        word = words[at]
        if word.classes & _NOT_OWN or (at and "negation" in words[at - 1].classes):
            break
        if word.classes & _OWN or ("my" in word.classes and not place.near(4) & _NOT_OWN):
            return True
    return bool(place.soon(2) & {"own_account"}) or _is_called_mine(place)


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
