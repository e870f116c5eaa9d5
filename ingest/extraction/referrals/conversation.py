"""What only the neighbours of a message make clear: a name sent alone, an answer to "who does it?", a bare "yes".

Such a reading is a further statement: it stands in the later message, cites the other in `beside`, and is less sure.
A name alone belongs to the sentence before it of the same sender, or answers the question of somebody else.
"""

from collections.abc import Sequence

from ingest.extraction.identifiers.found import Found
from ingest.extraction.statements import OperatedBy, Reading, SeenReferral, Text
from ingest.extraction.terms.words import Word
from ingest.extraction.voices.scene import Scene, classes_of

__all__ = ["beside", "leans_on_others", "may_lean_on_others"]

_LESS = 0.7  # of the confidence that one message alone would have
_CONFIDENCE = {"explicit_operator": 0.9, "contact_admin": 0.75, "link_in_offer": 0.5}
_FEW = 3
_CONTACT = frozenset({"contact_verb", "contact_noun", "role", "main_account"})
_WORK = frozenset({"does", "operates", "work_noun", "supplier_role", "source", "affiliation", "owner_role"})
_BELONGING = frozenset({"affiliation", "operates", "owner_role"})
_YES = frozenset(
    [
        "نعم",
        "ايه",
        "اي",
        "ايوه",
        "ايوا",
        "اه",
        "اكيد",
        "طبعا",
        "صح",
        "صحيح",
        "هو",
        "بالضبط",
        "بلي",
        "yes",
        "yeah",
        "yep",
        "yup",
        "sure",
        "correct",
        "right",
        "aywa",
        "aiwa",
        "eh",
        "ah",
        "na3am",
        "akeed",
        "exactly",
    ]
)
_NO = frozenset(
    {"لا", "لاء", "لأ", "كلا", "مو", "مش", "مب", "no", "nah", "nope", "la", "laa", "la2", "abdan", "ابدا", "مستحيل"}
)
_HOW = frozenset(["كيف", "ازاي", "شلون", "اشلون", "كيفاش", "how", "ezay", "keef", "kif", "shlon", "لكن", "but"])
_WHO = frozenset({
    "مين", "منو", "شكون", "مينو", "منهم", "منهو", "مينهم", "مينهو", "who", "meen", "min", "chkoun", "mino", "minhom",
    "mnhom", "minho", "mnho", "meno",
})  # fmt: skip
_HE = frozenset({"هو", "هي", "هم", "he", "she", "they", "howa", "huwa", "howwe", "howe", "hiye"})
_WHERE = frozenset(
    {"وين", "منين", "فين", "منوين", "وينك", "where", "mnin", "mnein", "menin", "wein", "wen", "ween", "fein"}
)
_BEHIND = frozenset({"وراك", "وراكم", "وراها", "behind"})


def may_lean_on_others(key_text: str, reading: Reading) -> bool:
    """Whether a message may need its neighbours: it names somebody, or begins with yes; fast."""
    named = reading.mentions or reading.identifiers or reading.referrals
    first = key_text.replace(",", " ").split()[:1]
    return bool(named) or not _YES.isdisjoint(first) or not _HE.isdisjoint(first)


def leans_on_others(scene: Scene) -> bool:
    """Whether a message says so little that its neighbours decide: a name alone, or a bare yes."""
    return _alone(scene) is not None or _says_yes(scene) or _says_he(scene)


def beside(scene: Scene, before: Sequence[Scene]) -> tuple[list[SeenReferral], list[OperatedBy]]:
    """The further statements of a message, with the messages right before it in its thread, the nearest last."""
    earlier = [one for one in before if _one_thread(one.text, scene.text)]
    if not earlier:
        return [], []
    if name := _alone(scene):
        return _of_name(scene, name, earlier)
    if _says_he(scene):
        return _of_him(scene, earlier)
    return _of_yes(scene, earlier[-1])


def _one_thread(one: Text, other: Text) -> bool:
    return one.thread == other.thread


def _one_sender(one: Text, other: Text) -> bool:
    """Whether two messages are known to be by the same account."""
    return one.sender is not None and one.sender == other.sender


def _alone(scene: Scene) -> Found | None:
    """The account that a message names when it says hardly anything else."""
    named = [one for one in scene.found if one.target]
    words = [word for word in scene.words if word.text[0].isalnum() and not _within(word, named)]
    if len({one.target for one in named}) != 1 or len(words) > _FEW or named[0].target == scene.text.sender:
        return None
    return None if classes_of(words) & {"negation", "question", "own_account", "contact_me", "warning"} else named[0]


def _within(word: Word, named: Sequence[Found]) -> bool:
    return any(one.start <= word.start < one.end for one in named)


def _of_name(scene: Scene, name: Found, earlier: Sequence[Scene]) -> tuple[list[SeenReferral], list[OperatedBy]]:
    last = earlier[-1]
    if last.text.sender == scene.text.sender and not _is_asked(last):
        cue, control = _begun(last, name)
        if cue is None and len(earlier) > 1 and _says_no(last):
            cue, control = _asked(earlier[-2], earlier[:-2])
    else:
        cue, control = _asked(last, earlier[:-1])
    if cue is None:
        return [], []
    referral = SeenReferral(
        span_start=name.span_start,
        span_end=name.span_end,
        rule=f"conversation: {cue}",
        confidence=round(_CONFIDENCE[cue] * _LESS, 2),
        beside=last.text.id,
        target=name.target or "",
        cue=cue,
        platform=name.platform,
    )
    return [referral], [_control(referral)] if control else []


def _control(referral: SeenReferral) -> OperatedBy:
    return OperatedBy(
        span_start=referral.span_start,
        span_end=referral.span_end,
        rule="conversation: operated by",
        confidence=referral.confidence,
        beside=referral.beside,
        target=referral.target,
        platform=referral.platform,
    )


def _begun(last: Scene, name: Found) -> tuple[str | None, bool]:
    """The cue of a sentence that the same sender left without a name: "talk to my manager", then the name."""
    if any(one.target for one in last.found) or not any(clause.voice == "own" for clause in last.clauses):
        return None, False
    if (last.classes & {"front"} and last.classes & _WORK) or last.classes & {"supplier_role", "someone"}:
        return "explicit_operator", False
    if last.classes & {"contact_verb", "contact_noun"} and last.classes & {"role", "main_account"}:
        return "contact_admin", False
    if last.classes & {"operates", "affiliation"} and last.classes & {"account_noun", "first_person"}:
        return "explicit_operator", True
    if last.classes & {"contact_verb", "main_account", "role"} and not last.classes & {"contact_me", "own_account"}:
        return "contact_admin", False
    is_link = not name.literal and name.scheme != "phone_e164"
    return ("link_in_offer", False) if last.is_offer and (is_link or name.literal) else (None, False)


def _is_asked(scene: Scene) -> bool:
    words = {word.text.lstrip("و") for word in scene.words}
    short = len(words) <= _FEW and not words.isdisjoint(_WHO)
    return short or any(clause.voice == "question" for clause in scene.clauses)


def _asked(question: Scene, earlier: Sequence[Scene]) -> tuple[str | None, bool]:
    """The cue of an answer, by what was asked: who does it, how so small an account could, whom to write to."""
    classes, words = question.classes, {word.text for word in question.words}
    if not _is_asked(question) or ("he" in classes and classes & _BELONGING):
        return None, False  # "and whom does he belong to?" asks about somebody else
    if classes & {"contact_verb", "contact_noun"} and not classes & _WORK:
        return "contact_admin", False
    if classes & _BELONGING:
        return "explicit_operator", True
    small = words & (_HOW | _WHERE) and classes & {"account_noun", "mine"}
    if classes & _WORK or words & _BEHIND or small or (words & _WHO and classes & {"trade_word", "source"}):
        return "explicit_operator", False
    return _followed(question, earlier)


def _followed(question: Scene, earlier: Sequence[Scene]) -> tuple[str | None, bool]:
    """The cue of an answer to "and who is that?", which asks after what was said before it."""
    told = earlier[-1] if earlier else None
    if told is None or len(question.words) > 5 or _one_sender(told.text, question.text):
        return None, False
    if told.classes & {"front", "main_account", "servant", "someone"} or told.classes & _WORK:
        return "explicit_operator", False
    return ("contact_admin", False) if told.classes & _CONTACT else (None, False)


def _says_he(scene: Scene) -> bool:
    """Whether it says what somebody named before does: "he does it all, I only bring people"."""
    if not scene.words or scene.words[0].text not in _HE or scene.found or scene.clauses[0].voice != "own":
        return False
    return bool(classes_of(scene.words[:4]) & {"does", "operates"} and scene.classes & {"front", "first_person"})


def _of_him(scene: Scene, earlier: Sequence[Scene]) -> tuple[list[SeenReferral], list[OperatedBy]]:
    """What "he" does, when exactly one account was named before."""
    told = [(before, one) for before in earlier for one in before.found if one.target]
    if len({one.target for _, one in told}) != 1:
        return [], []
    return [_of_all(scene, told[-1][1], told[-1][0])], []


def _of_all(scene: Scene, one: Found, named: Scene) -> SeenReferral:
    """That the whole of a message says of an account named beside it that it does the work."""
    return SeenReferral(
        span_start=0,
        span_end=len(scene.text.text),
        rule="conversation: explicit_operator",
        confidence=round(_CONFIDENCE["explicit_operator"] * _LESS, 2),
        beside=named.text.id,
        target=one.target or "",
        cue="explicit_operator",
        platform=one.platform,
    )


def _says_no(scene: Scene) -> bool:
    """Whether a message is hardly more than a "no" to what was asked before it."""
    words = [word for word in scene.words if word.text[0].isalnum()]
    return 0 < len(words) <= _FEW and words[0].text in _NO and not scene.found


def _says_yes(scene: Scene) -> bool:
    words = [word for word in scene.words if word.text[0].isalnum()]
    return 0 < len(words) <= _FEW and words[0].text in _YES and "negation" not in classes_of(words)


def _of_yes(scene: Scene, question: Scene) -> tuple[list[SeenReferral], list[OperatedBy]]:
    """What a bare "yes" says when it answers "is it @x who runs your account?"."""
    asked = [one for one in question.found if one.target]
    if not _says_yes(scene) or len(asked) != 1 or not _is_asked(question) or _one_sender(question.text, scene.text):
        return [], []
    control = bool(question.classes & _BELONGING)
    if not control and not question.classes & _WORK:
        return [], []
    referral = _of_all(scene, asked[0], question)
    return [referral], [_control(referral)] if control else []
