"""Which digits are a number that somebody can dial, and the one form that it has."""

from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

__all__ = ["LEAST_DIGITS", "MOST_DIGITS", "dialled"]

LEAST_DIGITS, MOST_DIGITS = 7, 15
_NEIGHBOURS = frozenset({20, 212, 213, 216, 218, 249, 961, 962, 963, 964, 965, 966, 967, 968, 970, 971, 973, 974})
_MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


@lru_cache(maxsize=50_000)
def dialled(digits: str, region: str, *, international: bool = False) -> tuple[str, bool] | None:
    """The number in E.164 and whether its digits alone show that it is a phone; None when nobody can dial them.

    `international` says that a plus was written before them. Without it they are read as a number of `region`, with 00
    as an international one, or as a mobile of an Arab country with its code before it.
    """
    if not LEAST_DIGITS <= len(digits) <= MOST_DIGITS + 2:
        return None
    if international or digits.startswith("00"):
        number = _parsed(f"+{digits.removeprefix('00')}", region)
        return (_e164(number), True) if number and phonenumbers.is_possible_number(number) else None
    number = _parsed(digits, region)
    if number and phonenumbers.is_valid_number(number):
        return _e164(number), _is_shaped(number, digits)
    number = _parsed(f"+{digits}", region) if len(digits) > 9 and digits[0] != "0" else None
    return (_e164(number), True) if number and _is_neighbour(number) else None


def _parsed(text: str, region: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _is_shaped(number: PhoneNumber, digits: str) -> bool:
    """Whether it has its national prefix or its country, or is a mobile of a country that dials without a prefix."""
    if digits[0] == "0" or len(digits) > len(str(number.national_number)):
        return True
    prefix = phonenumbers.ndd_prefix_for_region(phonenumbers.region_code_for_number(number) or "ZZ", True)
    return prefix in {None, "", "1"} and phonenumbers.number_type(number) in _MOBILE


def _is_neighbour(number: PhoneNumber) -> bool:
    if number.country_code not in _NEIGHBOURS or not phonenumbers.is_valid_number(number):
        return False
    return phonenumbers.number_type(number) in _MOBILE


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
