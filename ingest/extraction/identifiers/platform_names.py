"""What people call the platforms, as patterns for the matching form of a text."""

import re

__all__ = ["PLATFORM", "STEMS", "named_after", "named_before", "platform_called"]

_NAMES = {
    "instagram": "انست[اق]?[قجغك]?رام|انستاقرام|انستا|instagram|insta|ig",
    "snapchat": "سناب ?شات|سناب(?:ي|ه|نا|ها)?|snap ?chat|snap|sc",
    "telegram": "تيلي?[قجغك]رام|تلي?[قجغك]رام|تيلي|تلي|telegram|tele|tg",
    "x": "تويتر|تويترنا|اكس|twitter|x",
    "tiktok": "تيك ?توك|تك توك|tik ?tok|tt",
    "facebook": "فيس ?بوك|فيسبوك|facebook|fb",
    "youtube": "يوتيوب|youtube",
}
_ALL = "|".join(_NAMES.values())
_SHORT = frozenset({"ig", "sc", "tg", "x", "tt", "tele", "fb", "تلي", "اكس"})
_FILLER = (
    r"(?:حسابي|حسابه|حسابها|حسابنا|حساب|الحساب|يوزري|يوزره|يوزر|معرفي|معرفه|معرف|اسمه|اسمي|باسم|عندي|وعندي|user ?name"
    r"|user|id|account|acc|is|handle|هو|هنا|علي|ع|:|=|-|–|[\u2190-\u2bff\U0001f300-\U0001faff])"
)

PLATFORM = rf"(?<![a-z0-9_@./\u0621-\u064a])(?:و|ب|ع|عال)?(?:ال|لل)?(?:{_ALL})(?![a-z0-9_\u0621-\u064a]|\.[a-z])"
"""The name of a platform as a word of its own, with the particles that may stand on it."""

STEMS = (
    "سناب", "انست", "تل", "تيل", "توي", "توك", "اكس",
    "snap", "insta", "tele", "twit", "tik", "ig", "tg", "sc", "x", "tt",
)  # fmt: skip
"""Without one of these a text names no platform: cheap to look for before the pattern."""

_CALLED = {platform: re.compile(rf"(?:و|ب|ع|عال)?(?:ال|لل)?(?:{names})") for platform, names in _NAMES.items()}
_BEFORE = re.compile(rf"({PLATFORM})(?:\s?{_FILLER}){{0,3}}\s?$")
_AFTER = re.compile(rf"^\W{{0,3}}(?:(?:علي|ع|في|ب|on|in)\s?)?({PLATFORM})")


def platform_called(words: str) -> tuple[str, bool]:
    """The platform that words name, and whether they are plain enough to name it without a colon after them."""
    name = words.strip()
    bare = re.sub("^(?:و|ب|ع|عال)?(?:ال|لل)?", "", name)
    platform = next((platform for platform, pattern in _CALLED.items() if pattern.fullmatch(name)), "")
    return platform, bare not in _SHORT and name not in _SHORT


def named_before(form: str, start: int) -> str | None:
    """The platform whose name stands right before a place, with words such as "my account" between them or nothing."""
    match = _BEFORE.search(form, max(0, start - 40), start)
    return platform_called(match[1])[0] if match else None


def named_after(form: str, end: int) -> str | None:
    """The platform whose name stands right after a place, as in "on Telegram"."""
    match = _AFTER.search(form[end : end + 24])
    return platform_called(match[1])[0] if match else None
