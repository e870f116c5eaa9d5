"""International bank account numbers in a text, with their checksum."""

import re
from functools import cache

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from ingest.extraction.identifiers.found import Found
from ingest.extraction.keys.key import Key
from ingest.extraction.statements import Text

__all__ = ["ibans"]

_SIGN = r"[ .\-–_·•|*\n]{0,2}"
_ENOUGH = re.compile(r"[\do](?:[^\d\n]{0,2}[\do]){9}")
_START = re.compile(r"(?<![a-z0-9@/_])(?P<country>[a-z][ .\-]?[a-z])" + _SIGN + r"[\do]" + _SIGN + r"[\do]")
_NEXT = re.compile(_SIGN + "([a-z0-9])")
_LABEL = re.compile(r"(?:iban|ايبان|الايبان)\W{0,3}(?:رقم|no|number|هو|is)?\W{0,4}$")
_BARE = re.compile(r"(?:iban|ايبان|الايبان)[^\d\n]{0,12}?(?<!\d)(\d{2}(?:[ .\-]?\d){16,26})(?![\d])")


def ibans(key: Key, text: Text) -> list[Found]:
    """Every IBAN; one whose checksum fails is kept and says so when it is called one, or is grouped as one."""
    form = key.text
    if not _ENOUGH.search(form):
        return []
    found = [iban for match in _START.finditer(form) if (iban := _iban(key, match))]
    if "iban" in form or "ايبان" in form:
        found += [iban for match in _BARE.finditer(form) if (iban := _without_country(key, match, text.region))]
    return found


def _iban(key: Key, match: re.Match[str]) -> Found | None:
    form, country = key.text, re.sub("[^a-z]", "", match["country"]).upper()
    length = _length(country)
    if not length:
        return None
    value, end = country, match.end("country")
    while len(value) < length and (sign := _NEXT.match(form, end)):
        value, end = value + sign[1].upper(), sign.end()
    if len(value) < length or (form[end : end + 1].isascii() and form[end : end + 1].isalnum()):
        return None
    value, holds = _checked(value)
    grouped = re.fullmatch(r"\w{4}(?:[ \-]\w{4})*(?:[ \-]\w{1,4})?|\w+", form[match.start() : end])
    called = _LABEL.search(form[max(0, match.start() - 20) : match.start()])
    if not holds and not (called or (grouped and value[4:].isdigit())):
        return None
    return _found(key, match.start(), end, value, holds)


def _checked(value: str) -> tuple[str, bool]:
    """The value and whether its checksum holds, perhaps only with the letter O read as zero."""
    zeros = value[:2] + value[2:].replace("O", "0")
    for reading in dict.fromkeys([value, zeros]):
        iban = IBAN(reading, allow_invalid=True)
        if iban.is_valid:
            return reading, True
    return zeros, False


def _without_country(key: Key, match: re.Match[str], region: str) -> Found | None:
    """An IBAN called so and written without its country: the text's own, when the checksum then holds."""
    value = region + re.sub(r"\D", "", match[1])
    if len(value) != _length(region) or not IBAN(value, allow_invalid=True).is_valid:
        return None
    return _found(key, *match.span(1), value, True)


def _found(key: Key, start: int, end: int, value: str, holds: bool) -> Found:
    first, last = key.span(start, end)
    return Found(
        scheme="iban",
        value=value,
        start=start,
        end=end,
        span_start=first,
        span_end=last,
        rule="iban",
        confidence=0.99 if holds else 0.8,
        checksum_ok=holds,
    )


@cache
def _length(country: str) -> int:
    """How long an IBAN of a country is; 0 for a country without."""
    try:
        return int(IBAN(f"{country}00", allow_invalid=True).spec.iban_length)
    except SchwiftyException:
        return 0
