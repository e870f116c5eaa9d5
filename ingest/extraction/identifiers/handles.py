"""Names of accounts in a text: with their @, with its parts set apart, or after the name of a platform.

A bare @name belongs to the platform of the message at confidence 0.8, unless the text names another platform with it.
"""

import re
import unicodedata
from collections.abc import Iterator

from ingest.extraction.identifiers.found import Found, free
from ingest.extraction.identifiers.platform_names import PLATFORM, STEMS, named_after, named_before, platform_called
from ingest.extraction.keys.key import Key
from ingest.extraction.keys.letters import LATIN_TWINS, LETTERS
from ingest.extraction.statements import Text

__all__ = ["handles"]

_FOREIGN = "\u0370-\u052f"  # letters that may be drawn like Latin ones
_AT = re.compile(rf"(?<![a-z0-9_@%+])@[a-z0-9_{_FOREIGN}](?:[a-z0-9_.{_FOREIGN}]*[a-z0-9_{_FOREIGN}])?")
_APART = re.compile(
    r"(?<![a-z0-9_@%+])@(?:\s?[a-z0-9.]+(?:\s_\s?(?:[a-z0-9](?:\s[a-z0-9](?![a-z0-9_.]))+|[a-z0-9.]+))+(?:\s\d){0,4}|\s[a-z0-9.]*(?:_[a-z0-9.]*)+[a-z0-9_]"
    r"|\s[a-z](?:\s?[a-z0-9]+){1,3})(?![a-z0-9_])"
)
_AT_AFTER = re.compile(r"(?<![a-z0-9_.@%+])([a-z][a-z0-9.]*[a-z0-9_.]*_[a-z0-9_.]*[a-z0-9_])@(?=\s|$)")
_SPELLED_AT = re.compile(r"(?<![a-z\u0621-\u064a])(?:at|ات)\s([a-z0-9]+(?:_[a-z0-9]+)+)(?![a-z0-9_]|\.[a-z])")
_DOTTED_AT = re.compile(
    r"(?:^|[:,\-–>]\s?|(?:message|contact|dm|text|ask|msg|boss|manager|admin|owner|كلم|راسل|تواصل مع|المدير|المسوول)\s)"
    r"(?:at|ات)\s([a-z0-9_]+(?:\s(?:dot|دوت|نقطه)\s[a-z0-9_]+)+)(?![a-z0-9_])"
)
_SPOKEN_DOT = re.compile(r"\s(?:dot|دوت|نقطه)\s")
_NAME = r"(?P<name>[a-z][a-z0-9_.]{1,28}[a-z0-9_])(?![a-z0-9_@]|\.[a-z]|/|:/)"
_GAP = (
    r"(?P<gap>(?:\s?(?:حسابي|حسابه|حسابنا|حساب|يوزري|يوزره|يوزر|معرفي|معرفه|معرف|اسمه|اسمي|باسم|المدير|مديرنا|الاداره|المسوول|المشرف|المشرفه"
    r"|الادمن|الدعم|المبيعات|للطلبات|للطلب|للتواصل|الرسمي|الجديد|user ?name|user|id"
    r"|account|acc|is|handle|هو|هنا|:|=|-|–|[\u2190-\u2bff\U0001f300-\U0001faff])){0,4}\s?)"
)
_CANDIDATE = re.compile(  # with what words have not, or right behind a sign
    rf"(?<![a-z0-9_.@/\-])(?:(?=[a-z.]*[_\d])|(?<=[^a-z0-9\s])|(?<=[^a-z0-9\s]\s)){_NAME}"
)
_PLATFORM_BEFORE = re.compile(rf"(?P<platform>{PLATFORM}){_GAP}$")
_AFTER_USER = re.compile(
    r"(?:(?<![\u0621-\u064a])(?:ال)?(?:يوزري|يوزره|يوزر|معرفي|معرفه|معرف)|\b(?:user ?name|user|handle))"
    rf"(?P<gap>\s?(?::|=|-|هو|is)?\s?){_NAME}"
)
_BEFORE_PLATFORM = re.compile(rf"(?<![a-z0-9_.@/\-]){_NAME}\s(?:علي|ع|في|ب|on|in)\s?(?P<platform>{PLATFORM})")
_LATIN = re.compile("(?<![a-z@_./])[a-z][a-z0-9_.]{2}")
_SENTENCE = re.compile(r"(?<=[a-z0-9_])\.(?=[A-Z][a-z])")  # after a name without capitals
_SIGN = re.compile(r"[:=]|يوزر|معرف|حساب|اسم|user|\bid\b|[^\w\s]")
_AFTER_SIGN = re.compile(r"[^a-z0-9\s]\s?$")
_WINDOW = 48
_PRICE = re.compile(
    r"\d+(?:\.\d+)?(?:k|m|sar|sr|aed|dhs|usd|rs|kwd|kd|bhd|bd|qar|qr|omr|egp|le|usdt|riyal|each|per|pm|am)?"
)
_NOBODY = frozenset({"everyone", "all", "here", "channel", "gmail.com", "hotmail.com", "outlook.com", "yahoo.com"})
_THINGS = re.compile(
    r"(?:real|cheap|follow|like|view|member|sub|comment|reel|stor|account|panel|service|smm|vip|premium|active|arab|gulf"
    r"|the|and|for|price|offer|post|video|page|group|channel|link|live|save|share|only|with|from|message|dm|me|us|my|our"
    r"|you|it|is|as|or|pm|bio|instagram|insta|snap|telegram|twitter|tiktok|facebook|youtube|whatsapp|vote|reaction|trend"
    r"|impress|verif|ads?|bot|app|shop)[a-z]*"
)
_FORMS = {
    "x": re.compile("[a-z0-9_]{1,15}"),
    "telegram": re.compile("[a-z][a-z0-9_]{3,31}"),
    "instagram": re.compile(r"[a-z0-9_.]{2,30}"),
    "tiktok": re.compile(r"[a-z0-9_.]{2,24}"),
    "snapchat": re.compile(r"[a-z][a-z0-9_.]{2,14}"),
}
_NAMED, _OWN, _SPLIT, _BARE, _ODD = 0.95, 0.8, 0.75, 0.7, 0.5


def handles(key: Key, text: Text, taken: list[Found]) -> list[Found]:
    """Every name of an account that lies in nothing found before; `literal` ones are written with an @."""
    found: list[Found] = []
    for handle in _every(key, text):
        if free(handle.start, handle.end, [*taken, *found]):
            found.append(handle)
    return sorted(found, key=lambda handle: handle.start)


def _every(key: Key, text: Text) -> Iterator[Found]:
    form = key.text
    if "@" in form:
        yield from _some(_literal(key, text, match) for match in _AT.finditer(form))
        if "@ " in form or form.endswith("@"):
            yield from _some(_trailed(key, text, match) for match in _AT_AFTER.finditer(form))
        if "@ " in form or " _" in form:
            yield from _some(_split(key, text, match) for match in _APART.finditer(form))
    if "_" in form:
        yield from _some(_spelled(key, text, match) for match in _SPELLED_AT.finditer(form))
    if " dot " in form or " دوت " in form or " نقطه " in form:
        yield from _some(_dotted(key, text, match) for match in _DOTTED_AT.finditer(form))
    if _LATIN.search(form):
        if _names_platform(form):
            yield from _some(_after_platform(key, match) for match in _CANDIDATE.finditer(form))
            if "_" in form:
                yield from _some(_before_platform(key, match) for match in _BEFORE_PLATFORM.finditer(form))
        if "user" in form or "handle" in form or "يوزر" in form or "معرف" in form:
            yield from _some(_user(key, text, match) for match in _AFTER_USER.finditer(form))


def _names_platform(form: str) -> bool:
    return any(stem in form for stem in STEMS)


def _some(found: Iterator[Found | None]) -> Iterator[Found]:
    return (one for one in found if one is not None)


def _literal(key: Key, text: Text, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    return _handle(key, (start, _before_sentence(key, start, end)), text.platform, _OWN, rule="handle")


def _before_sentence(key: Key, start: int, end: int) -> int:
    """Where a name ends when the next sentence begins right after its dot: "@name.Write to him"."""
    if "." not in key.text[start:end]:
        return end
    raw = key.raw[slice(*key.span(start, end))]
    sentence = _SENTENCE.search(raw)
    if sentence is None or len(raw) != end - start or raw[: sentence.start()] != raw[: sentence.start()].lower():
        return end
    return start + sentence.start()


def _split(key: Key, text: Text, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    words = match[0]
    if re.search(r"\s\d", words) and not _ends_in_digits(key, start, end):
        end -= len(words) - len(re.sub(r"(?:\s\d+)+$", "", words))  # a number after the name counts something
        words = key.text[start:end]
    if "_" not in words and not _is_arabic_before(key.text, start):
        return None
    if "_" not in words and (" " in words[2:] or _THINGS.fullmatch(words[2:])):
        return None
    return _handle(key, (start, end), text.platform, _SPLIT, rule="split_handle")


def _ends_in_digits(key: Key, start: int, end: int) -> bool:
    """Whether digits after a name in parts are its own: every part is one character, or nothing follows them."""
    if re.match(r"\s?(?:$|[\n.!,;)])", key.text[end:]):
        return True
    return re.fullmatch(r"@(?:\s*\S(?=\s|$))+", key.raw[slice(*key.span(start, end))]) is not None


def _is_arabic_before(form: str, start: int) -> bool:
    before = form[:start].rstrip()
    return bool(before) and ("\u0621" <= before[-1] <= "\u064a" or before[-1] == ":")


def _spelled(key: Key, text: Text, match: re.Match[str]) -> Found | None:
    return _handle(key, match.span(1), text.platform, _BARE, rule="spelled_at", span=match.span())


def _trailed(key: Key, text: Text, match: re.Match[str]) -> Found | None:
    """A name with its at-sign behind it, as it comes out in text from right to left."""
    return _handle(key, match.span(1), text.platform, _BARE, rule="trailing_at", span=match.span())


def _dotted(key: Key, text: Text, match: re.Match[str]) -> Found | None:
    """A name whose at-sign and dots are words."""
    return _handle(key, match.span(1), text.platform, _BARE, rule="spelled_at", span=(match.start(1) - 3, match.end(1)))


def _after_platform(key: Key, match: re.Match[str]) -> Found | None:
    """A name after the name of a platform; letters alone are one only after a sign and at the end of their words."""
    before = key.text[max(0, match.start() - _WINDOW) : match.start()]
    if not (_has_sign(match["name"]) or _AFTER_SIGN.search(before)) or not _names_platform(before):
        return None
    called = _PLATFORM_BEFORE.search(before)
    if called is None:
        return None
    platform, plain = platform_called(called["platform"])
    loose = platform != "x" and ("_" in match["name"] or "is" in called["gap"].split())
    if not (plain or loose or ":" in called["gap"]) or not _is_name(key.text, match, called["gap"]):
        return None
    return _handle(key, match.span("name"), platform, _BARE, rule="platform_and_name", literal=False)


def _before_platform(key: Key, match: re.Match[str]) -> Found | None:
    if "_" not in match["name"]:
        return None
    platform, _ = platform_called(match["platform"])
    return _handle(key, match.span("name"), platform, _BARE, rule="platform_and_name", literal=False)


def _user(key: Key, text: Text, match: re.Match[str]) -> Found | None:
    if not _is_name(key.text, match, match["gap"]):
        return None
    return _handle(key, match.span("name"), text.platform, _BARE, rule="called_user", literal=False)


def _has_sign(name: str) -> bool:
    """Whether a name has what words of a language have not."""
    return "_" in name or (any(c.isdigit() for c in name) and name[:3].isalpha())


def _is_name(form: str, match: re.Match[str], gap: str) -> bool:
    name = match["name"]
    if "_" not in name and _THINGS.fullmatch(re.sub(r"[\d.]", "", name)):
        return False
    if _has_sign(name):
        return True
    ends = re.match(r"\s?(?:$|[\n,.;!|)\u0621-\u064a]|[^\w\s])", form[match.end("name") :])
    return ends is not None and _SIGN.search(gap) is not None


def _handle(
    key: Key, place: tuple[int, int], platform: str | None, confidence: float, *, rule: str,
    literal: bool = True, span: tuple[int, int] | None = None,
) -> Found | None:  # fmt: skip
    start, end = place
    name = _name(key, start, end)
    named = None
    if literal and _names_platform(key.text[max(0, start - _WINDOW) : end + _WINDOW]):
        named = named_before(key.text, start) or named_after(key.text, end)
    platform, confidence = (named, _NAMED) if named else (platform, confidence)
    if not name.isascii() or not re.search("[a-z_]", name) or _PRICE.fullmatch(name) or name in _NOBODY:
        return None
    if platform == "whatsapp" or (platform in _FORMS and not _FORMS[platform].fullmatch(name)):
        platform, confidence = None, min(confidence, _ODD)
    first, last = key.span(*(span or (start, end)))
    target = f"@{name}"
    return Found(
        scheme="handle", value=target, start=start, end=end, span_start=first, span_end=last, rule=rule,
        confidence=confidence, target=target, platform=platform, literal=literal,
    )  # fmt: skip


def _name(key: Key, start: int, end: int) -> str:
    """The name in lower case from the raw text, with twins of Latin letters read as those, without @ and space."""
    words = unicodedata.normalize("NFKC", key.raw[slice(*key.span(start, end))]).translate(LETTERS)
    words = _SPOKEN_DOT.sub(".", words)
    return "".join(words.translate(LATIN_TWINS).split()).removeprefix("@").strip(".")
