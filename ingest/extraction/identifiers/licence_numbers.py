"""Numbers that a text calls those of a permit to advertise or to trade; whose permit it is, the clause tells."""

import re

from ingest.extraction.identifiers.found import Found
from ingest.extraction.keys.exact import exact
from ingest.extraction.keys.key import Key

__all__ = ["licence_numbers"]

_PERMIT = (
    r"(?:(?<![\u0621-\u064a])[وف]?[بلك]?(?:ال)?(?:ترخيص(?:ي|نا|ها|ه)?|رخصه|رخصت(?:ي|نا)|تصريح(?:ي|نا)?|مرخص(?:ه|ين|ون)?|موثوق)"
    r"(?![\u0621-\u064a])|\b(?:licen[cs]ed?|permit|permitted|mawthooq|mawthuq|mowthooq|tar5ees|tarkhees|rkhsa|ra5sa)\b)"
)
_NUMBER = r"(?P<number>(?:[a-z]{1,4}[-/ ]?)?\d{3,}(?:[-/]\d+)*)(?![\d%])"
_CALLED = r"(?:رقمها|رقمه|رقمنا|برقم|الرقم|رقم|number|no\.?|nr\.?|num|id|ra8m|raqam|raqm|#|№)"
_DETAIL = r"[\sa-z\u0621-\u064a()'\":\-]{0,60}?"
_WITH_CALL = re.compile(
    rf"{_PERMIT}(?P<between>{_DETAIL})(?<![a-z\u0621-\u064a]){_CALLED}\s?[:#=(\-]?\s?(?:هو|is)?\s?{_NUMBER}"
)
_CALL_FIRST = re.compile(
    rf"{_CALLED}\s(?:ال)?{_PERMIT}(?:\s[\u0621-\u064a]{{3,12}}){{0,2}}\s?(?:هو|is)?[\s:=(#\-]{{0,3}}{_NUMBER}"
)
_DIRECT = re.compile(
    rf"{_PERMIT}(?:\s(?:معلن|اعلامي|اعلاني|موثوق|اعلان|وزاره|هيئه|مجلس|(?:ال|لل)[\u0621-\u064a]{{3,14}})){{0,5}}[\s:=(#/\-]{{1,3}}(?P<number>\d{{4,}})(?![\d%])"
)
_OTHER = re.compile(
    r"قياده|سياقه|سجل|ضريبي|جوال|واتس|تواصل|اتصل|هاتف|كلم|راسل|حساب|ايبان|driv|\bcr\b|vat|tax|phone|whats|call|contact"
    r"|\btel|order|\btrn"
)
_PHONE = re.compile(r"0\d{8,}|\d{11,}")
_STEMS = ("رخ", "تصريح", "موثوق", "licen", "permit", "maw", "mow", "tar5", "tarkh", "rkhsa", "ra5sa")
_YEAR = re.compile(r"(?:19|20)\d\d|14[0-5]\d")
_UNIT = re.compile(
    r"^\s?(?:متابع|مشاهد|ريال|درهم|دينار|دولار|جنيه|الف|sar|aed|usd|followers|likes|عميل|شركه|سنه|year|مره)"
)


def licence_numbers(key: Key) -> list[Found]:
    """Every number of a permit; a number of a tax or trade register is none."""
    found: dict[int, Found] = {}
    if any(stem in key.text for stem in _STEMS):
        for pattern in (_WITH_CALL, _CALL_FIRST, _DIRECT):
            for match in pattern.finditer(key.text):
                if _is_meant(key.text, match, years=pattern is not _DIRECT):
                    found.setdefault(match.start("number"), _found(key, *match.span("number")))
    return list(found.values())


def _is_meant(form: str, match: re.Match[str], *, years: bool) -> bool:
    if _OTHER.search(match[0][: match.start("number") - match.start()]) or _UNIT.search(form[match.end("number") :]):
        return False
    if _PHONE.fullmatch(match["number"]):
        return False
    return years or _YEAR.fullmatch(match["number"]) is None


def _found(key: Key, start: int, end: int) -> Found:
    first, last = key.span(start, end)
    return Found(
        scheme="licence_no",
        value=exact(key, start, end),
        start=start,
        end=end,
        span_start=first,
        span_end=last,
        rule="licence_number",
        confidence=0.9,
    )
