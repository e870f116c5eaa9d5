"""What a link is: an account on a platform, a number to write to, an invitation, a shop or any other page."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote

from ingest.extraction.identifiers.dialling import dialled
from ingest.extraction.identifiers.hosts import PROFILES, is_platform_owned, is_shop
from ingest.tables.refusals import Refused
from ingest.tables.values.identifiers import normalised

__all__ = ["Meaning", "meaning"]

_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog"})
_WHATSAPP = frozenset({"wa.me", "api.whatsapp.com", "web.whatsapp.com", "whatsapp.com", "send"})
_TELEGRAM_NAME = re.compile("[a-z][a-z0-9_]{3,31}", re.IGNORECASE)
_TELEGRAM_NAMELESS = (
    "c addlist share proxy socks addstickers addemoji iv login setlanguage bg invoice addtheme m contact boost giftcode"
    " confirmphone msg nft"
)
_TELEGRAM_PAGES = frozenset(_TELEGRAM_NAMELESS.split())
_PROFILE_NAME = re.compile(r"@?([a-z0-9_](?:[a-z0-9_.\-]*[a-z0-9_])?)", re.IGNORECASE)
_BEFORE_NAME = frozenset({"add", "user", "c", "m"})
_NAMELESS = (
    "p reel reels stories explore accounts tv direct home search hashtag intent i share watch groups pages events login"
    " about tag discover spotlight channel status video music live foryou playlist shorts sharer profile.php settings"
    " permalink.php"
)
_PAGES = frozenset(_NAMELESS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """The scheme and value of a link, with the account it names, if it names one."""

    scheme: str
    value: str
    target: str | None = None
    platform: str | None = None
    platform_owned: bool = False
    parameters: tuple[tuple[str, str], ...] = ()


def meaning(parts: SplitResult, region: str) -> Meaning | None:
    """What the link is; None when it is no address that can be opened."""
    host = (parts.hostname or "").removeprefix("www.")
    if host in _TELEGRAM or host.endswith(".t.me") or parts.scheme == "tg":
        found = _telegram(parts, host)
    elif host in _WHATSAPP or host == "chat.whatsapp.com" or parts.scheme == "whatsapp":
        found = _whatsapp(parts, host, region)
    else:
        found = _profile(parts, host)
    return found or _page(parts, host)


def _telegram(parts: SplitResult, host: str) -> Meaning | None:
    parameters = _parameters(parts)
    query, path = dict(parameters), parts.path.strip("/").split("/")
    name, rest = query.get("domain", path[0]), path[1:]
    if host.endswith(".t.me"):
        name = host.removesuffix(".t.me")
    if name == "s" and rest:
        name = rest[0]
    invite = rest[0] if name == "joinchat" and rest else name[1:] if name[:1] in {"+", " "} else query.get("invite")
    if invite:
        return _invited(invite, parameters)
    if name.lower() in _TELEGRAM_PAGES or not _TELEGRAM_NAME.fullmatch(name):
        return None
    handle = name.lower()
    return Meaning(scheme="telegram", value=handle, target=f"@{handle}", platform="telegram", parameters=parameters)


def _invited(invite: str, parameters: tuple[tuple[str, str], ...]) -> Meaning | None:
    number = dialled(invite, "ZZ", international=True) if invite.isdigit() else None
    if number:
        return Meaning(scheme="phone_e164", value=number[0], target=number[0], platform="telegram")
    return Meaning(scheme="telegram", value=f"+{invite}", platform="telegram", parameters=parameters)


def _whatsapp(parts: SplitResult, host: str, region: str) -> Meaning | None:
    parameters = _parameters(parts)
    path = parts.path.strip("/").split("/")
    if host == "chat.whatsapp.com":
        code = path[-1]
        return Meaning(scheme="whatsapp_group", value=code, platform="whatsapp") if len(code) >= 6 else None
    stated = unquote(dict(parameters).get("phone") or path[-1])
    digits = re.sub(r"[^0-9]", "", stated)
    if re.search("[a-z]", stated, re.IGNORECASE) or not digits:
        return None
    number = dialled(digits.lstrip("0") if digits.startswith("00") else digits, region, international=digits[0] != "0")
    number = number or dialled(digits, region)
    if number is None:
        return None
    return Meaning(
        scheme="whatsapp_link", value=number[0], target=number[0], platform="whatsapp", parameters=parameters
    )


def _profile(parts: SplitResult, host: str) -> Meaning | None:
    platform = PROFILES.get(host.removeprefix("m.").removeprefix("mobile.").removeprefix("vm."))
    path = [part for part in parts.path.split("/") if part]
    if len(path) > 1 and path[0].lower() in _BEFORE_NAME:
        path = path[1:]
    name = _PROFILE_NAME.fullmatch(path[0]) if platform and len(path) == 1 else None
    if name is None or name[1].lower() in _PAGES:
        return None
    url = _url(parts)
    if url is None:
        return None
    target = f"@{name[1].lower()}"
    return Meaning(scheme="url", value=url, target=target, platform=platform, parameters=_parameters(parts))


def _page(parts: SplitResult, host: str) -> Meaning | None:
    url = _url(parts)
    if url is None:
        return None
    path = parts.path.strip("/")
    shop = is_shop(host) and (path != "" or host.count(".") > 1)
    return Meaning(
        scheme="shop_url" if shop else "url",
        value=url,
        platform_owned=is_platform_owned(host),
        parameters=_parameters(parts),
    )


def _url(parts: SplitResult) -> str | None:
    try:
        return normalised("url", parts.geturl(), region="SA")[0]
    except Refused:
        return None


def _parameters(parts: SplitResult) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(parts.query)) if parts.query else ()
