"""Addresses of mail in a text, also those whose at and dots are written as words."""

import re

from ingest.extraction.identifiers.found import Found
from ingest.extraction.identifiers.hosts import DOMAINS, MAIL_HOSTS
from ingest.extraction.identifiers.links import DOT
from ingest.extraction.keys.key import Key

__all__ = ["mails"]

_LABEL = r"[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?"
_BRACKETED_AT = r"\s?[\[({<]\s?(?:at|@|ات)\s?[\])}>]\s?"
_MAIL = re.compile(
    rf"(?<![a-z0-9._%+\-])([a-z0-9_%+\-]+(?:{DOT}[a-z0-9_%+\-]+)*)(?:@|{_BRACKETED_AT}|\s(?:at|@|ات)\s)"
    rf"({_LABEL}(?:{DOT}{_LABEL})*{DOT}[a-z]{{2,10}})(?![a-z0-9_\-])"
)
_DOTS = re.compile(DOT)
_SIGNS = ("@", " at ", " ات ", "(at", "[at", "{at", "( at", "[ at", "(ات", "[ات")
_PLAIN_AT = re.compile(r"\s(?:at|ات|@)\s")


def mails(key: Key) -> list[Found]:
    """Every address of mail."""
    form = key.text
    if not any(sign in form for sign in _SIGNS):
        return []
    return [found for match in _MAIL.finditer(form) if (found := _mail(key, match))]


def _mail(key: Key, match: re.Match[str]) -> Found | None:
    local, host = (_DOTS.sub(".", part) for part in match.groups())
    apart = _PLAIN_AT.search(match[0]) is not None
    if host.rpartition(".")[2] not in DOMAINS or (apart and not _is_meant(match[0], host)):
        return None
    start, end = match.span()
    first, last = key.span(start, end)
    value = f"{local}@{host}"
    return Found(
        scheme="email",
        value=value,
        start=start,
        end=end,
        span_start=first,
        span_end=last,
        rule="mail",
        confidence=0.9 if apart else 0.98,
        target=value,
    )


def _is_meant(words: str, host: str) -> bool:
    """Whether "at" between spaces is that of an address: its dot is hidden too, or the host is one of mail."""
    return "." not in words or host.partition(".")[0] in MAIL_HOSTS
