"""One form for one identifier, so that two accounts that show the same phone share a node and not two spellings.

The forms are those of the annotation guide: E.164 for phones, addresses without separators, links without scheme
variants. A checksum that fails is kept and said (`checksum_ok` False): a mistyped IBAN is evidence too.
"""

import hashlib
import re
from urllib.parse import SplitResult, parse_qs, urlsplit

import phonenumbers
from schwifty import IBAN

from ingest.tables.refusals import Refused
from ingest.tables.values.numerals import plain

__all__ = ["normalised"]

_SEPARATORS = re.compile(r"[\s\u00a0\u202f\-‐‑–.]+")
_PHONE = frozenset({"phone_e164", "stc_pay"})
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_WHATSAPP_HOSTS = frozenset({"wa.me", "api.whatsapp.com", "web.whatsapp.com"})
_TELEGRAM_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})

Normalised = tuple[str, bool | None]


def normalised(scheme: str, stated: str, *, region: str) -> Normalised:
    """The value in its one form, and whether its checksum holds (None when the scheme has none that is checked here).

    A phone without a country code is read as one of `region`; a phone that cannot be one is refused.
    """
    text = plain(stated)
    if not text:
        raise Refused("an empty cell", "a value: value is required")
    if scheme in _PHONE:
        return _phone(text, region), None
    if scheme == "iban":
        iban = IBAN(_SEPARATORS.sub("", text), allow_invalid=True)
        return str(iban.compact), bool(iban.is_valid)
    if scheme == "crypto_addr":
        return _address(_SEPARATORS.sub("", text))
    return _FORMS.get(scheme, _casefolded)(text, region), None


def _phone(text: str, region: str) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refused(text, f"a phone number with its country code, such as +966…, or one of region {region}")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _whatsapp(text: str, region: str) -> str:
    parts = _link(text)
    if parts is None or parts.hostname not in _WHATSAPP_HOSTS:
        return _phone(text, region)
    number = parse_qs(parts.query).get("phone", [parts.path.strip("/")])[0]
    digits = number.strip(" +")
    return _phone(f"+{digits.removeprefix('00')}", region) if digits.isdecimal() else _url(text, region)


def _telegram(text: str, _region: str) -> str:
    parts = _link(text)
    if text.casefold().startswith("tg:"):
        name = parse_qs(urlsplit(text).query).get("domain", [text])[0]
    else:
        name = parts.path.strip("/") if parts and parts.hostname in _TELEGRAM_HOSTS else text.removeprefix("@")
    invite = name.removeprefix("joinchat/")
    return f"+{invite}" if invite != name else name if name.startswith("+") else name.casefold()


def _group(text: str, _region: str) -> str:
    parts = _link(text)
    return parts.path.strip("/").removeprefix("invite/") if parts and "whatsapp" in (parts.hostname or "") else text


def _url(text: str, _region: str) -> str:
    parts = _link(text)
    if parts is None or not parts.hostname:
        raise Refused(text, "an address such as https://shop.example/page")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"https://{parts.hostname}{port}{parts.path.rstrip('/')}{query}{fragment}"


def _link(text: str) -> SplitResult | None:
    """The parts of a web address, written with its scheme or without; None for anything else."""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        sound = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and (parts.port or 1) > 0
    except ValueError:
        return None
    return parts if sound and not any(c.isspace() for c in text) else None


def _casefolded(text: str, _region: str) -> str:
    return text.casefold()


def _bare(text: str, _region: str) -> str:
    return _SEPARATORS.sub("", text).casefold()


_FORMS = {
    "bank_acct": _bare,
    "whatsapp_link": _whatsapp,
    "whatsapp_group": _group,
    "telegram": _telegram,
    "url": _url,
    "shop_url": _url,
}


def _address(text: str) -> Normalised:
    """The address of a wallet: letter case is part of a Base58 one and none of an EVM or Bech32 one."""
    if re.fullmatch("0[xX][0-9a-fA-F]{40}", text):
        return text.lower(), None  # its checksum is the letter case of one spelling, not of the value
    if re.fullmatch("(?:bc1|BC1)[0-9a-zA-Z]{8,87}", text):
        return text.lower(), _bech32_holds(text)
    if re.fullmatch(f"[13T][{_BASE58}]{{25,34}}", text):
        return text, _base58_holds(text)
    return text, None


def _base58_holds(text: str) -> bool:
    """Base58Check as Bitcoin and Tron use it: 21 bytes and the first 4 of their double SHA-256."""
    number = 0
    for character in text:
        number = number * 58 + _BASE58.index(character)
    if number >= 1 << 200:
        return False
    payload, checksum = number.to_bytes(25, "big")[:21], number.to_bytes(25, "big")[21:]
    return hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4] == checksum


def _bech32_holds(text: str) -> bool:
    """The BCH code of BIP 173 (ending in 1) and BIP 350 (ending in 0x2bc830a3) over prefix and data."""
    if text not in {text.lower(), text.upper()} or set(text.lower()[3:]) - set(_BECH32):
        return False
    prefix = [ord("b") >> 5, ord("c") >> 5, 0, ord("b") & 31, ord("c") & 31]
    check = 1
    for value in prefix + [_BECH32.index(c) for c in text.lower()[3:]]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> bit & 1 else 0
    return check in {1, 0x2BC830A3}
