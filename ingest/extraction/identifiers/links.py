"""Web addresses of a text, also those whose dots are written as words or set apart."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from ingest.extraction.identifiers.found import Found
from ingest.extraction.identifiers.hosts import DOMAINS, WORDS
from ingest.extraction.identifiers.link_meanings import meaning
from ingest.extraction.keys.exact import exact
from ingest.extraction.keys.key import Key
from ingest.extraction.statements import Text

__all__ = ["DOT", "links"]

DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|\.|نقطه|دوت|point)\s?[\])}>]\s?|\s(?:dot|نقطه|دوت)\s)"
"""A dot of an address, in the matching form, as people write it who do not want it to be found."""

_SLASH = r"(?:/|\s?[\[({]\s?(?:slash|/|سلاش)\s?[\])}]\s?|\s(?:slash|سلاش)\s)"
_PATH = r"[a-z0-9\-._~!$&'*+;=:@%/?#]"
_LABEL = r"[a-z0-9](?:[a-z0-9_\-]*[a-z0-9])?"
_LINK = re.compile(
    rf"(?<![a-z0-9@_.\-])(?P<scheme>h(?:tt|xx)ps?://)?(?P<host>{_LABEL}(?:{DOT}{_LABEL})*{DOT}[a-z]{{2,10}})"
    rf"(?![a-z0-9_@])(?:(?P<port>:\d{{2,5}})(?!\d))?(?P<path>{_SLASH}{_PATH}*|\?{_PATH}+)?"
)
_APART = re.compile(
    rf"(?<![a-z0-9@_.\-])(?P<scheme>https?\s?:\s?/\s?/\s?)?(?P<host>(?:t|wa|telegram|salla|instagram)\s?{DOT}\s?(?:me|com|sa))"
    r"\s?(?P<path>/\s?(?:\+?\d[\d ]{7,16}\d|\+?[a-z0-9_]+(?:\s_\s?[a-z0-9]+|[\-.?=&%+a-z0-9]+)*))"
)
_APP = re.compile(r"(?<![a-z])(?P<scheme>tg|whatsapp)://(?:resolve|join|send)/?\?[a-z0-9_\-=&%+.]+")
_DOTS = re.compile(DOT)
_SLASHES = re.compile(r"[\[({](?:slash|/|سلاش)[\])}]|^(?:slash|سلاش)", re.IGNORECASE)
_TAIL = re.compile(r"[.,;:!?'*&~]+$")


def links(key: Key, text: Text) -> list[Found]:
    """Every link of the text with what it names; one that hides behind words has the span of those words."""
    found = [link for start, end, target in text.links if (link := _hidden(key, text, start, end, target))]
    form = key.text
    if "." in form or "://" in form or "dot" in form or "نقطه" in form or "دوت" in form:
        for start, end, address in _written(key):
            link = _found(address, text.region, (start, end), key.span(start, end), "link")
            if link and all(
                link.end <= other.start or other.end <= link.start for other in found if other.rule == "link"
            ):
                found.append(link)
    return found


def _hidden(key: Key, text: Text, start: int, end: int, target: str) -> Found | None:
    """The link behind words; its place in the matching form is not known, and none is needed: it is no part of it."""
    return _found(target, text.region, (len(key.text), len(key.text)), (start, end), "hidden_link")


def _found(address: str, region: str, place: tuple[int, int], span: tuple[int, int], rule: str) -> Found | None:
    parts = _parts(address)
    link = meaning(parts, region) if parts and not _is_cut(parts) else None
    if link is None:
        return None
    return Found(
        scheme=link.scheme,
        value=link.value,
        start=place[0],
        end=place[1],
        span_start=span[0],
        span_end=span[1],
        rule=rule,
        confidence=0.98,
        target=link.target,
        platform=link.platform,
        platform_owned=link.platform_owned,
        parameters=link.parameters,
    )


def _is_cut(parts: SplitResult) -> bool:
    """Whether it is only the beginning of a link to an account, whose name stands apart."""
    return parts.hostname in {"t.me", "wa.me", "telegram.me"} and parts.path in {"", "/"} and not parts.query


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        sound = parts.scheme in {"tg", "whatsapp"} or (parts.hostname and parts.port != 0)
    except ValueError:
        return None
    return parts if sound else None


def _written(key: Key) -> Iterator[tuple[int, int, str]]:
    form = key.text
    if "://" in form:
        for match in _APP.finditer(form):
            yield match.start(), match.end(), exact(key, match.start(), match.end())
    for match in _LINK.finditer(form):
        if (end := _end(match)) is not None:
            path = _SLASHES.sub("/", exact(key, match.start("path"), end)) if match["path"] else ""
            yield match.start(), end, f"https://{_host(match)}{match['port'] or ''}{path}"
    if " /" in form or "/ " in form or " . " in form or ". " in form:
        for match in _APART.finditer(form):
            yield match.start(), match.end(), f"https://{_host(match)}{exact(key, *match.span('path'))}"


def _host(match: re.Match[str]) -> str:
    return "".join(_DOTS.sub(".", match["host"]).split())


def _end(match: re.Match[str]) -> int | None:
    """Where the link ends without the marks of the sentence; None when it is words with a dot between them."""
    host = _host(match)
    ending = host.rpartition(".")[2]
    path = _TAIL.sub("", match["path"] or "")
    if not (match["scheme"] or host.startswith("www.") or host.endswith(".t.me")):
        known = ending in DOMAINS if path in {"", "/"} else ending in DOMAINS or len(ending) == 2
        if not known or (path in {"", "/"} and ending in WORDS) or host.replace(".", "").isdigit():
            return None
    return match.start("path") + len(path) if match["path"] else match.end()
