"""Where a text sends its reader: to which account, by which cue, and how sure the reading is.

Each account that the text names is looked at in the sender's own clauses only. The strongest cue that the words support
is taken: who runs or does it, a link with a start parameter, whom to contact, a link or a bare name in an offer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.extraction.identifiers.found import Found
from ingest.extraction.referrals.contacts import (
    BY_NAME,
    PERSON,
    contact,
    is_given_to_another,
    is_of_the_trade,
    is_sure,
    is_told,
    named_after,
    told_of,
)
from ingest.extraction.referrals.executed_by import does_the_work, served_the_sender
from ingest.extraction.referrals.leads import leads_to, of_the_work, sent_later, serves_the_reader, speaks_of_trade
from ingest.extraction.referrals.mentions import is_bystander, is_the_senders_own
from ingest.extraction.referrals.operated_by import controls
from ingest.extraction.statements import OperatedBy, SeenReferral
from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Place, Scene, classes_of

__all__ = ["Cue", "referrals"]

_CONFIDENCE = {"explicit_operator": 0.9, "deep_link_ref": 0.8, "contact_admin": 0.75, "link_in_offer": 0.5}
_BARE, _LED, _HINT = 0.4, 0.5, 0.6
_BARE_WORDS, _DENYING = 3, frozenset({"front", "first_person", "negation"})
_OF_WORK = frozenset(
    {"front", "work_noun", "server", "does", "operates", "owner_role", "affiliation", "source", "back"}
)
_ANOTHER = PERSON | {"affiliation", "operates", "rel", "he"}
_OF_TRADE = frozenset({"trade_word", "trade_hint", "front"})
_LEADING = frozenset({"at", "of", "from", "identity", "account_noun"})
_OR, _OR_CALL = frozenset({"او", "ولا", "or", "wla", "aw", "ou"}), 4
_STARTS = frozenset({"start", "startapp", "startgroup"})
_BEGIN = frozenset(
    {"start", "press", "launch", "ستارت", "ابدا", "ابدأ", "البدا", "اضغط", "دوس", "bot", "البوت", "بوت", "بالبوت"}
)
_LAUGH = re.compile(r"lo+l|lmf?ao|rofl|(?:ha){2,}h?|h{3,}|ه{3,}|xd+")
_ELSEWHERE = frozenset({"charity", "job", "agency", "news"})


@dataclass(frozen=True)
class Cue:
    """The cue of one account, the words that give it, and whether they state control."""

    name: str
    words: Sequence[Word] = ()
    control: bool = False
    confidence: float | None = None


def referrals(scene: Scene) -> tuple[list[SeenReferral], list[OperatedBy]]:
    """The referrals of a text by place, one for each target, and the statements of who operates the sender."""
    found: dict[str, tuple[Place, Cue]] = {}
    operator = False
    cue: Cue | None = None
    known_by_name: Cue | None = None  # whom the reader was told to contact last
    for place in map(_continued, scene.places):
        if operator and _is_two_steps_up(scene, place):
            continue
        if not place.inherits or (cue is None and not is_bystander(scene.places[scene.places.index(place) - 1])):
            cue = _cue(scene, place, operator=operator)
        if cue is None and known_by_name is not None and _is_same_person(place):
            cue = known_by_name
        if cue is None or place.found.target is None:
            continue
        known_by_name = cue if cue.name == "contact_admin" else None
        operator |= cue.name == "explicit_operator"
        known = found.get(place.found.target)
        if known is None or _strength(cue) > _strength(known[1]):
            found[place.found.target] = (place, cue)
    seen = [_referral(scene, place, cue) for place, cue in found.values()]
    return seen, [_operated(scene, place, cue) for place, cue in found.values() if cue.control]


def _is_same_person(place: Place) -> bool:
    """Whether a number is another way to whom was just named: "write to the manager @x or call him on 0550"."""
    words = [word.text for word in place.before]
    return _is_private(place.found) and 0 < len(words) <= _OR_CALL and words[0] in _OR and place.voice == "own"


def _is_two_steps_up(scene: Scene, place: Place) -> bool:
    """ "I'm under @a and @a is under @b": what is said between two names has the first of them as its subject."""
    if not place.before or "affiliation" not in classes_of(place.before) or "first_person" in classes_of(place.before):
        return False
    return any(one.found.end <= place.before[0].start <= one.found.end + 1 for one in scene.places)


def _continued(place: Place) -> Place:
    """An account on a line of its own, with the line before it when that ends in "from", "is" or the like."""
    if place.before or not place.lead:
        return place
    if "own_account" in classes_of(place.lead) or not place.lead[-1].classes & _LEADING:
        return place
    return replace(place, before=place.lead, lead=())


def _strength(cue: Cue) -> float:
    return (cue.confidence or _CONFIDENCE[cue.name]) + cue.control


def _cue(scene: Scene, place: Place, *, operator: bool) -> Cue | None:
    """The strongest cue of one account; None when the text does not send the reader there."""
    if _is_no_target(scene, place) or (operator and "he" in classes_of(place.before[:2])):
        return None  # the second: two steps up, "I belong to @a, he belongs to @b"
    told = classes_of([*told_of(place), *named_after(place)])
    if _is_private(place.found) and (
        not (told & _ANOTHER or (told >= BY_NAME and speaks_of_trade(scene)))
        or (scene.classes & {"other_goods", "other_trade"} and not scene.is_offer)
    ):
        return None
    if words := controls(place):
        return Cue("explicit_operator", words, control=True)
    words = does_the_work(place) or (served_the_sender(place) if scene.is_offer else [])
    if words and not _begins(place.found):
        return Cue("explicit_operator", words)
    return _weaker_cue(scene, place) or _hinted(scene, place) or _led(scene, place)


def _is_no_target(scene: Scene, place: Place) -> bool:
    """Whether the words are not the sender's, or the account is its own or a bystander's, or the trade another."""
    one = place.found
    if place.voice != "own" or one.target == (scene.text.sender or "").casefold() or is_the_senders_own(place):
        return True
    if _is_bare_denial(place):
        return True
    if is_bystander(place) and not _speaks_of_control(place) and not (scene.is_offer and _begins(one)):
        return True
    if any("courtesy" in word.classes and not _LAUGH.fullmatch(word.text) for word in place.before[-3:]) or _is_denied(
        place
    ):
        return True
    return _is_elsewhere(scene) and not scene.is_offer and not (_is_only_agency(scene) and controls(place))


def _is_bare_denial(place: Place) -> bool:
    """Whether a name stands beside "not me" and nothing else: who it is only the question before it can tell."""
    words = (*place.lead, *place.before, *place.after, *place.tail)
    said = classes_of(words)
    return len(words) <= _BARE_WORDS and "front" in said and said <= _DENYING


def _is_denied(place: Place) -> bool:
    """Whether the account is the second of what is denied: "no manager above me and no @x"."""
    return "negation" in place.near(1) and "negation" in classes_of(place.before[:-1])


def _is_private(one: Found) -> bool:
    """Whether it is a number or address of mail, which is the sender's own unless it is given to somebody else."""
    return one.scheme in {"phone_e164", "email", "stc_pay"}


def _hinted(scene: Scene, place: Place) -> Cue | None:
    """Who does it, where no rule of word order fits: several words of the work beside the account and the sender."""
    if scene.is_offer or not place.found.literal or _is_elsewhere(scene):
        return None
    around = [*place.lead[-8:], *place.before[-8:], *place.after[:8], *place.tail[:8]]
    classes = classes_of(around)
    if not classes & {"first_person", "mine", "front"} or len(classes & _OF_WORK) + ("front" in classes) < 2:
        return None
    words = [word for word in (*place.before[-8:], *place.after[:8]) if word.classes & _OF_WORK]
    return Cue("explicit_operator", words, confidence=_HINT)


def _led(scene: Scene, place: Place) -> Cue | None:
    """Where the words lead that no other rule knows."""
    if not place.found.literal or _is_elsewhere(scene):
        return None
    if words := sent_later(place) or (serves_the_reader(place) if speaks_of_trade(scene) else []):
        return Cue("contact_admin", words, confidence=_HINT)
    led = leads_to(scene, place)
    if led is None:
        return None
    work = of_the_work(place)
    return Cue("explicit_operator" if work else "contact_admin", [*work, *led], confidence=_LED)


def _speaks_of_control(place: Place) -> bool:
    """Whether control is said after the name, so that what stands before it counts for less."""
    return any(word.start > place.found.start for word in [*controls(place), *does_the_work(place)])


def _weaker_cue(scene: Scene, place: Place) -> Cue | None:
    one = place.found
    words = contact(place)
    if _is_private(one):
        return Cue("contact_admin", words) if words and is_given_to_another(place) else None
    refused = "negation" in place.near(3) and not scene.is_offer
    if (
        _begins(one)
        and not refused
        and (words or speaks_of_trade(scene) or place.near(6) & {"order_word"} or _is_begun(place))
    ):
        return Cue("deep_link_ref", words)
    if words and is_of_the_trade(scene, place) and is_told(scene, place, words):
        return Cue("contact_admin", words, confidence=None if is_sure(scene, place) else _HINT)
    if not scene.is_offer:
        return None
    if not one.literal:
        return Cue("link_in_offer")
    return Cue("link_in_offer", confidence=_BARE) if _ends_offer(place) else None


def _begins(one: Found) -> bool:
    """Whether a link carries a start parameter, as links to automatic accounts do."""
    return bool(_STARTS & {name for name, _ in one.parameters})


def _is_begun(place: Place) -> bool:
    """Whether the reader is told to press start."""
    return any(word.text in _BEGIN for word in (*place.before[-3:], *place.after[:2]))


def _is_elsewhere(scene: Scene) -> bool:
    """Whether the text is about another trade, a vacancy, charity, or advertising under a licence and a contract."""
    if scene.classes >= {"licensed", "contract"} or scene.classes & _ELSEWHERE:
        return True
    return bool(scene.classes & {"other_trade", "other_goods"}) and not scene.classes & _OF_TRADE


def _is_only_agency(scene: Scene) -> bool:
    """Whether nothing but an agency's words speak of another trade, which do not outweigh "it runs this account"."""
    return not scene.classes & {"charity", "job", "news", "licensed", "contract", "other_trade", "other_goods"}


def _ends_offer(place: Place) -> bool:
    """Whether nothing but ornament follows a bare name, in the text or in its line."""
    return place.is_last and not place.is_first


def _referral(scene: Scene, place: Place, cue: Cue) -> SeenReferral:
    start, end = _span(scene, place, cue)
    return SeenReferral(
        span_start=start,
        span_end=end,
        rule=f"referral: {cue.name}",
        confidence=cue.confidence or _CONFIDENCE[cue.name],
        target=place.found.target or "",
        cue=cue.name,
        platform=place.found.platform,
    )


def _operated(scene: Scene, place: Place, cue: Cue) -> OperatedBy:
    start, end = _span(scene, place, cue)
    return OperatedBy(
        span_start=start,
        span_end=end,
        rule="operated by",
        confidence=_CONFIDENCE[cue.name],
        target=place.found.target or "",
        platform=place.found.platform,
    )


def _span(scene: Scene, place: Place, cue: Cue) -> tuple[int, int]:
    """The raw span from the first word of the cue to the account, or from the account to the last word of the cue."""
    one: Found = place.found
    first = min([word.start for word in cue.words if word.start < one.start], default=None)
    last = max([word.end for word in cue.words if word.end > one.end], default=None)
    start = one.span_start if first is None else min(one.span_start, scene.key.span(first, one.start)[0])
    end = one.span_end if last is None else max(one.span_end, scene.key.span(one.end, last)[1])
    return start, end
