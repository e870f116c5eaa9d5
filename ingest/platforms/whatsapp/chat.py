"""What a whole WhatsApp export tells before any message of it is read: layout, order of dates, who speaks, which chat.

It is the first of two passes over the file, and keeps the names and counts, never the words.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.platforms.exports import Member
from ingest.platforms.whatsapp.dates import DateOrders
from ingest.platforms.whatsapp.lines import Line, lines_of, service_by, shown_by, spoken
from ingest.platforms.whatsapp.stamps import Layout, unmarked
from ingest.platforms.whatsapp.words import ABOUT_A_GROUP, is_notice, service_line
from ingest.tables.refusals import TableRefused, shown

__all__ = ["Chat", "chat_of", "is_titled", "title_of"]

_MOST_LAYOUTS = 100
_TITLES = re.compile(
    r"(?:WhatsApp[ -]Chat (?:with|-|mit|met) |WhatsApp Chat - |Chat WhatsApp (?:con|dengan|com) |Chat de WhatsApp con |"
    r"Conversa do WhatsApp com |Discussion WhatsApp avec |Conversation WhatsApp avec |Чат WhatsApp с (?:контактом )?|"
    r"(?:محادثة|دردشة) (?:على )?(?:واتساب|واتس آب|WhatsApp)(?: مع| -)? ?[-–]? ?)(?P<title>.+)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r" ?\(\d{1,2}\)$")  # what a browser adds to the second download of one name
_SUFFIX = re.compile(r"\.(?:txt|zip)$", re.IGNORECASE)
_NO_TITLE = re.compile(r"_?chat", re.IGNORECASE)


@dataclass
class _Seen:
    """What was met of one layout."""

    orders: DateOrders
    lines: int = 0
    bare: int = 0
    first: int = 0
    senders: dict[str, int] = field(default_factory=dict)
    long_names: set[str] = field(default_factory=set)
    group: bool = False
    notice_by: str | None = None


@dataclass(frozen=True)
class Chat:
    """One chat: how its lines are told apart, and who is in it. `senders` have the line on which each speaks first."""

    layout: Layout
    order: str
    ends_with_return: bool
    long_names: frozenset[str]
    senders: dict[str, int]
    title: str
    titled: bool  # whether the title is known to be the chat's name, and not only the file's
    group: bool
    first: int
    remarks: tuple[str, ...]

    def begins(self, line: Line) -> bool:
        """Whether a line begins a message of this chat."""
        return (
            line.stamp is not None
            and line.stamp.layout == self.layout
            and not (self.ends_with_return and line.bare and line.number > 1)
        )


def chat_of(member: Member) -> Chat:
    """The first pass over a file; raises TableRefused when it is no export, or when its dates have two readings."""
    owner = unmarked(member.settings.owner or "")
    given = {name for name in (owner, title_of(member) or "") if ":" in name}
    found = _surveyed(member, given)
    if any(":" in name for name in found.seen.long_names - given):
        found = _surveyed(member, given | found.seen.long_names)
    return found.chat(member)


def is_titled(name: str) -> bool:
    """Whether a file is called as WhatsApp calls its exports."""
    stem = _SUFFIX.sub("", name.rpartition("/")[2])
    return bool(_TITLES.match(unmarked(stem)) or stem.casefold() == "_chat")


def title_of(member: Member) -> str | None:
    """The name of the chat, where the name of the file, or of the zip or folder around it, says it."""
    for name in (member.name.rpartition("/")[2], member.name.rpartition("/")[0].rpartition("/")[2], member.within):
        if found := _TITLES.match(_stem(name)):
            return found["title"].strip() or None
    return None


def _stem(name: str) -> str:
    return _AGAIN.sub("", _SUFFIX.sub("", unmarked(name)))


@dataclass
class _Survey:
    long_names: set[str]
    title: str | None
    layouts: dict[Layout, _Seen] = field(default_factory=dict)
    first: Layout | None = None
    lines_after_return: int = 0
    lines_after_feed: int = 0
    opening: str = ""

    def add(self, line: Line, *, most_senders: int, where: str) -> None:
        stamp = line.stamp
        if stamp is None or (stamp.layout not in self.layouts and len(self.layouts) >= _MOST_LAYOUTS):
            self.lines_after_feed += line.bare
            self.lines_after_return += not line.bare and line.number > 1
            self.opening = self.opening or line.text.strip()
            return
        self.first = self.first or stamp.layout
        seen = self.layouts.setdefault(stamp.layout, _Seen(DateOrders(stamp.layout[2]), first=line.number))
        seen.lines += 1
        seen.bare += line.bare
        seen.orders.add(stamp.numbers, stamp.date, line.number)
        self._heard(seen, line.number, stamp.body)
        if len(seen.senders) > most_senders:
            raise TableRefused(f"{where}: found more than {most_senders:,} senders, expected fewer, the limit members")

    def _heard(self, seen: _Seen, number: int, body: str) -> None:
        said = spoken(body, self.long_names)
        if said is None:
            seen.group = seen.group or service_line(body) in ABOUT_A_GROUP
            return
        name, text = said
        if about := service_by(name, text, chat=self.title or seen.notice_by):
            seen.notice_by = seen.notice_by or (name if is_notice(text) else None)
            seen.group = seen.group or about in ABOUT_A_GROUP
            return
        seen.senders.setdefault(name, number)
        if body.count(":") > 1 and (longer := shown_by(body)):
            seen.long_names.add(longer)

    @property
    def seen(self) -> _Seen:
        """What was met of the layout that the file is in: the one it begins with."""
        if self.first is None:
            raise LookupError("no line begins a message")
        return self.layouts[self.first]

    @property
    def ends_with_return(self) -> bool:
        """Whether messages end with a carriage return and a line feed, and lines inside them with a feed alone."""
        seen = self.seen
        return 0 < seen.bare * 2 < seen.lines and self.lines_after_return == 0 < self.lines_after_feed + seen.bare

    def chat(self, member: Member) -> Chat:
        seen, settings = self.seen, member.settings
        order, how = seen.orders.settled(settings.date_order, where=member.name)
        return Chat(
            layout=self.first or ("", "", "", False, False, False),
            order=order,
            ends_with_return=self.ends_with_return,
            long_names=frozenset(self.long_names),
            senders=seen.senders,
            title=self.title or seen.notice_by or _called(member),
            titled=bool(self.title or seen.notice_by),
            group=seen.group or len(seen.senders) > 2,
            first=seen.first,
            remarks=(how, *self._pasted()),
        )

    def _pasted(self) -> list[str]:
        others = Counter({seen.first: seen.lines for layout, seen in self.layouts.items() if layout != self.first})
        if not others:
            return []
        return [
            f"{others.total()} × a line that looks like the beginning of a message, but in another layout: "
            f"read as words of the message above it (the first is line {min(others)})"
        ]


def _surveyed(member: Member, long_names: set[str]) -> _Survey:
    survey = _Survey(long_names, title_of(member))
    for line in lines_of(member):
        survey.add(line, most_senders=member.settings.limits.members, where=member.name)
    if survey.first is None:
        raise TableRefused(
            f'{member.name}: no line begins as a message of a WhatsApp export does; found "{shown(survey.opening)}", '
            'expected such as "12/03/2024, 21:15 - Name: text" or "[12/03/2024, 9:15:33 PM] Name: text"'
        )
    most = max(seen.lines for seen in survey.layouts.values())
    if most > 2 * survey.seen.lines + 20:
        raise TableRefused(
            f"{member.name}: found beginnings of messages in two layouts, {survey.seen.lines} as on line "
            f"{survey.seen.first} and {most} in another, expected the export of one chat by one phone; "
            "if it was put together from several, split it into one file each"
        )
    return survey


def _called(member: Member) -> str:
    """What to call a chat whose name nothing tells: what its file is called, else the folder or zip around it."""
    places = (member.name.rpartition("/")[2], member.name.rpartition("/")[0].rpartition("/")[2], member.within)
    stems = [stem for place in places if (stem := _stem(place)) and not _NO_TITLE.fullmatch(stem)]
    return stems[0] if stems else "chat"
