"""The lines of a chat as WhatsApp wrote them: what begins a message in this file's own layout, and who speaks.

A line that only looks like a beginning belongs to the message above it: one in another layout than the file's was
pasted, and so was one after a bare line feed in a file that ends its messages with a carriage return and a line feed.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from ingest.platforms.exports import Member
from ingest.platforms.whatsapp.stamps import Stamp, stamp_of, unmarked
from ingest.platforms.whatsapp.words import is_deleted, is_media, is_notice, service_line
from ingest.tables.readers.encodings import encoding_of
from ingest.tables.readers.lines import line_end, physical_lines

__all__ = ["Line", "lines_of", "service_by", "shown_by", "spoken"]

_COLON = re.compile("[ \u00a0]?:[\u200e\u200f\u202a-\u202e\u2066-\u2069]*(?:[ \u00a0]|$)")
_MARKED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_QUOTE = re.compile('["“”«»„]')
_LONGEST_NAME = 120
_MOST_COLONS = 6
_ABOUT_US = re.compile(
    "(?:you\\b|your\\b|missed\\b|voice call|video call|group call|silenced|this (?:group|chat|business)|only admins|"
    "disappearing|أنت|لقد|قمت|مكالمة|فاتتك|تم تغيير|رمز|انضممت|غادرت|أضفت|أزلت|أنشأت|غي[ّ]?رت|حذفت)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line without its end; `bare` when the line before it ended with a line feed alone."""

    number: int
    text: str
    bare: bool
    stamp: Stamp | None


class _Content:
    """The bytes of a member, as readers of text want them."""

    def __init__(self, member: Member) -> None:
        self._member = member

    def open(self, _mode: Literal["rb"], /) -> BinaryIO:
        return self._member.open()


def lines_of(member: Member) -> Iterator[Line]:
    """Every physical line of a file, numbered from 1; raises TableRefused when its encoding cannot be told."""
    content, settings = _Content(member), member.settings
    encoding = encoding_of(content, name=member.name, stated=settings.encoding)
    end, bare = line_end(content, encoding), False
    pieces = physical_lines(content, encoding=encoding, end=end, limit=settings.limits.row_bytes)
    for number, text in enumerate(pieces, start=1):
        ended = text.endswith("\r")
        line = text if type(text) is not str else text.removesuffix("\r")
        yield Line(number, line, bare, stamp_of(line))
        bare = not ended


def spoken(body: str, long_names: Collection[str]) -> tuple[str, str] | None:
    """Who speaks in what follows a stamp, and the words; None for a line of the service, which names no sender.

    The name ends at the first colon, unless `long_names` has a longer one that the line begins with.
    """
    if is_notice(body) or (end := _COLON.search(body)) is None:
        return None
    name = unmarked(body[: end.start()])
    if long_names:
        for at in _colons(body):
            if (longer := unmarked(body[: at.start()])) in long_names:
                name, end = longer, at
    if not name or len(name) > _LONGEST_NAME or (_QUOTE.search(name) and service_line(name)):
        return None
    return name, body[end.end() :]


def shown_by(body: str) -> str | None:
    """The whole name of a line, shown by words after it that only the phone writes, such as `<Media omitted>`.

    Only names with a colon of their own need it.
    """
    colons = _colons(body)
    if len(colons) < 2:
        return None
    found = [at for at in colons[1:] if is_deleted(rest := body[at.end() :]) or is_media(rest)]
    return unmarked(body[: found[-1].start()]) if found else None


def service_by(name: str, text: str, *, chat: str | None) -> str | None:
    """What the service says in a line that it writes under a name, as iOS does; None for somebody's own words.

    Such words begin with a mark of direction, and name the very one they stand under or speak to the owner; or they
    stand under the group's name. The notice about encryption is nobody's words however it begins.
    """
    if is_notice(text):
        return service_line(text[:300])
    if not _MARKED.match(text) or len(text) > 300 or "\n" in text:
        return None
    plain, own = unmarked(text), name.removeprefix("~").strip()
    if name == chat or own in plain or _ABOUT_US.match(plain):
        return service_line(plain)
    return None


def _colons(body: str) -> list[re.Match[str]]:
    found = list[re.Match[str]]()
    for at in _COLON.finditer(body):
        found.append(at)
        if len(found) == _MOST_COLONS:
            break
    return found
