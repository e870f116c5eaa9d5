"""Verbs by which money is taken, given or left, in every person: "بتقشط", "يرميلي", "بيفضل", "تسلمنا".

Lists of words hold the common ones; the stems here are read in all persons, tenses and with all pronouns.
"""

import re
from functools import lru_cache

__all__ = ["senses_of"]

_TAKE = (
    "لم|حيد|نحي|شد|سلت|لقط|اخذ|اخد|خذ|خد|وخذ|وخد|قشط|لطش|لهف|شفط|"
    "نتش|هبش|حسم|خصم|قتطع|ستقطع|قص|كص|شيل|شل|شيلون|قبض|تقاضي|اكل|حوش|جني"
)
_GIVE = "رسل|وصل|عط|طير|سيفط|صيفط|عطي|اعطي|نطي|دي|ادي|دفع|سلم|حول|رمي|دز|ودي|صرف|حسب|خلي|سيب|ترك|بعت|بعث|دخل|نزل"
_GOES = "بقا|فيض|ضاف|نضاف|تفضل|تبقي|روح|طير|نزل|رجع|وصل|دخل|بقي|ضل|ظل|فضل|قعد|كعد|صير|تم|صفي|طلع|مشي|خش|تحول|جي"
_START = "(?:و|ف)?(?P<aspect>ب|ه|ح|س|ك|غ|عم|عمب)?(?P<person>[انيت])?"
_END = "(?P<many>وا|ون|و|ي|ين)?(?P<what>ه|ها|هم|هن)?(?P<whom>لي|لك|لكم|لج|لكن|له|لها|لهم|لو|لنا|ني|نا|ك|كم|كن)?"
_VERB = re.compile(f"{_START}(?:(?P<take>{_TAKE})|(?P<give>{_GIVE})|(?P<goes>{_GOES})){_END}")
_LATIN_TAKE = (
    "[ae2]?(?:5|kh)[aeou]?[dtz]h?|[29qg][ae]?b[aei]{0,2}[dz]|7[aeiy]{1,2}y?[ae]?d|2[ou]?[s9]{1,2}|5[ae]?s[aei]?m"
)
_LATIN_GIVE = (
    "[ae]?3(?:6|t)(?:[aie]|ee)?|d[ae]?f[ae]?3|b[ae]?3[ae]?t|7aw+[ei]l|kh?sif[ae]?t|sif[ae]?t|kh[ae]l+i|5[ae]l+i"
)
_LATIN_GOES = "f[ae]?[d9]{1,2}[ae]?l|b[ae]?[29][ae]?|w[ae]?[s9]{1,2}[ae]?l|rj[ae]3|r[ae]j{1,2}[ae]3|[t6]la3|ro[uo]?7"
_LATIN_END = "(?P<what>o|oh|ou|u|oo|ha|hom|hum|h)?(?P<whom>li|ly|ni|lna|na|lak|lek|lik|lkom|k|ak|ek|lo|lha|lhom)?"
_LATIN = re.compile(
    "(?:w|u)?(?P<aspect>b[aei]?|k[a]?|7a|ha|gha|ra7)?(?P<person>a|e|n|t|y|i)?[aeiou]?"
    f"(?:(?P<take>{_LATIN_TAKE})|(?P<give>{_LATIN_GIVE})|(?P<goes>{_LATIN_GOES})){_LATIN_END}"
)
_SPLIT = re.compile(
    "[وف]?[بكحهغ]?[نيتم]ت?(?:قسم|قاسم|قتسم|شاطر|ناصف)(?:وا|و|ه|ها|هم|وه|وها|وهم)?"
    "|(?:b[ei]?|k[ae]?|m)?[nyt][aei]?t?(?:[2q98][ae]?s+[aei]?m)(?:o|oh|ou|ha|hom|u|oo)?"
)
_WHO = {"ا": "sender", "ن": "sender", "ت": "recipient", "ي": "other"}
_WHO |= {"a": "sender", "e": "sender", "n": "sender", "t": "recipient", "y": "other", "i": "other"}
_SHORTEST = 4


@lru_cache(maxsize=20_000)
def senses_of(word: str) -> dict[str, str]:
    """The senses `take` and `party` of a verb of taking, giving or being left; nothing for any other word."""
    if len(word) < _SHORTEST:
        return {}
    if _SPLIT.fullmatch(word):
        return {"share_noun": ""}
    verb = _LATIN.fullmatch(word) if word.isascii() else _VERB.fullmatch(word)
    if verb is None or not (verb["person"] or (verb["aspect"] or "").startswith(("ب", "b"))):
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
    if whom in {"لي", "لنا", "ني", "نا", "li", "ly", "ni", "lna", "na"}:
        return "sender"
    return "recipient" if "ك" in whom or "k" in whom or whom == "لج" else "other"
