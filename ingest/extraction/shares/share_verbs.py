"""Verbs by which money is taken, given or left, in every person: "بتقشط", "يرميلي", "بيفضل", "تسلمنا".

Lists of words hold the common ones; the stems here are read in all persons, tenses and with all pronouns.
"""

import re
from functools import lru_cache

__all__ = ["senses_of"]

_TAKE = "اخذ|اخد|خذ|خد|وخذ|وخد|قشط|لطش|لهف|شفط|نتش|هبش|حسم|خصم|قتطع|ستقطع|قص|كص|شيل|شل|شيلون|قبض|تقاضي|اكل|حوش|جني"
_GIVE = "عطي|اعطي|نطي|دي|ادي|دفع|سلم|حول|رمي|دز|ودي|صرف|حسب|خلي|سيب|ترك|بعت|بعث|دخل|نزل"
_GOES = "روح|طير|نزل|رجع|وصل|دخل|بقي|ضل|ظل|فضل|قعد|كعد|صير|تم|صفي|طلع|مشي|خش|تحول|جي"
_START = "(?:و|ف)?(?P<aspect>ب|ه|ح|س|ك|غ|عم|عمب)?(?P<person>[انيت])?"
_END = "(?P<many>وا|ون|و|ي|ين)?(?P<what>ه|ها|هم|هن)?(?P<whom>لي|لك|لكم|لج|لكن|له|لها|لهم|لو|لنا|ني|نا|ك|كم|كن)?"
_VERB = re.compile(f"{_START}(?:(?P<take>{_TAKE})|(?P<give>{_GIVE})|(?P<goes>{_GOES})){_END}")
_WHO = {"ا": "sender", "ن": "sender", "ت": "recipient", "ي": "other"}
_SHORTEST = 4


@lru_cache(maxsize=20_000)
def senses_of(word: str) -> dict[str, str]:
    """The senses `take` and `party` of a verb of taking, giving or being left; nothing for any other word."""
    verb = _VERB.fullmatch(word) if len(word) >= _SHORTEST else None
    if verb is None or not (verb["person"] or verb["aspect"] == "ب"):
        return {}
    party = _taker(verb) if verb["take"] else _given_to(verb["whom"])
    return {"take": "", **({"party": party} if party else {})}


def _taker(verb: re.Match[str]) -> str | None:
    """Who takes; "باخد" has no letter of its person and is the sender's."""
    if verb["person"] is None:
        return "sender"
    return _WHO[verb["person"]]


def _given_to(whom: str | None) -> str | None:
    """Whose it becomes, by the pronoun at the end of the verb."""
    if not whom:
        return None
    if whom in {"لي", "لنا", "ني", "نا"}:
        return "sender"
    return "recipient" if "ك" in whom or whom == "لج" else "other"
