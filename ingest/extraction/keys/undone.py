"""The names of what a text did to hide its words, found by comparing it with its matching form."""

import re

__all__ = ["undone"]

_ARABIC = r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"
_EMOJI = r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_HIDING = re.compile(
    "[\u00ad\u0335-\u0338\u0610-\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u180e\u200b-\u206f\ufb50-\ufeff]"
)
_MARKS = {
    "tatweel": re.compile(rf"{_ARABIC}\u0640"),
    "diacritics": re.compile("[\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u0335-\u0338]"),
    "zero_width": re.compile(rf"[\u00ad\u180e\u200b\u200c\u2060-\u2064\ufeff]|(?<!{_EMOJI})\u200d"),
    "bidi_controls": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "presentation_forms": re.compile("[\ufb50-\ufdcf\ufe70-\ufefc]"),
}
_TWINS = re.compile(
    "[\U0001d400-\U0001d7ff\u24b6-\u24e9\uff21-\uff5a\U0001f130-\U0001f189\u1d00-\u1d22\ua730\ua731ڪټٺٻڀۆۇۈۑېڼڕڵ]"
    r"|[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]"
)
_LONG = re.compile(r"([^\W\d_\u0640])\1\1")


def undone(raw: str, form: str, *, joined: bool) -> frozenset[str]:
    """The facts about a raw text and its matching form; `joined` says that spaced letters were put together."""
    facts = {"spaced_letters"} if joined else set()
    if raw == form:
        return frozenset(facts)
    if _HIDING.search(raw):
        facts |= {name for name, pattern in _MARKS.items() if pattern.search(raw)}
    if not raw.isascii() and _TWINS.search(raw):
        facts.add("lookalike_letters")
    if len(form) < len(raw) and _LONG.search(raw) and not _LONG.search(form):  # else it stands in an address
        facts.add("elongation")
    return frozenset(facts)
