"""WhatsApp: the text that "Export chat" writes, on Android and on iOS, alone or in its zip, as records.

Every message is by somebody the file names, at the time it gives; lines of the service state something about the chat
and become remarks, counted by kind. Times are the phone's local ones, so they are read in the time zone of the case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from ingest.platforms.exports import Found, Member, Remark
from ingest.platforms.whatsapp.chat import Chat, chat_of, is_titled
from ingest.platforms.whatsapp.dates import day_of
from ingest.platforms.whatsapp.lines import Line, lines_of, service_by, spoken
from ingest.platforms.whatsapp.people import People
from ingest.platforms.whatsapp.stamps import Stamp, stamp_of
from ingest.platforms.whatsapp.words import is_deleted, is_media, service_line, without_edit_mark
from ingest.records import Message, Reject
from ingest.tables.readers.lines import TooLong, Unsound, row_limit_reached
from ingest.tables.refusals import Refused, shown
from ingest.tables.repeats import Repeats
from ingest.tables.values.times import Clock

__all__ = ["WhatsApp", "message_at"]

_HEAD = 2000
_MOST_RAW = 10_000


class WhatsApp:
    """The adapter of WhatsApp's text exports."""

    name = "whatsapp"
    version = "1"

    def takes(self, name: str, head: bytes) -> bool:
        """A text file that is called as WhatsApp calls them, or whose first line begins a message."""
        if not name.casefold().endswith(".txt"):
            return False
        return is_titled(name) or _begins_a_message(head)

    def owner(self, _member: Member) -> str | None:
        """None: an export of WhatsApp does not say whose it is."""
        return None

    def records(self, member: Member) -> Iterator[Found]:
        """The accounts of the chat, then its messages; memory holds the names and one message.

        Raises TableRefused when no line begins a message or when the order of day and month stays open.
        """
        chat = chat_of(member)
        people = People(chat, member)
        yield from (Remark(remark, counted=False) for remark in chat.remarks)
        yield from people.accounts()
        with Repeats() as repeats:
            reading = _Reading(chat, member, people, repeats)
            for entry in _entries(chat, member):
                yield from reading.read(entry)


def message_at(member: Member, line: int) -> str:
    """The lines of the message that begins at `line`, as the file has them; "" when none begins there."""
    chat, found = chat_of(member), list[str]()
    for each in lines_of(member):
        if each.number > line and chat.begins(each):
            break
        if each.number >= line:
            found.append(each.text)
    return "\n".join(found)


def _begins_a_message(head: bytes) -> bool:
    """Whether the first line that is not empty has a stamp."""
    text = head[:_HEAD].decode(_encoding(head[:_HEAD]), "replace")
    lines = text.replace("\r", "\n").split("\n")
    return next((stamp_of(line) is not None for line in lines if line.strip("\ufeff\u200e\u200f \t")), False)


def _encoding(head: bytes) -> str:
    """The encoding of a first line, as far as its numbers need it: UTF-16 of either kind, else UTF-8 and its like."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if b"\0" in head:
        return "utf-16-be" if head[0] == 0 else "utf-16-le"
    return "utf-8"


@dataclass
class _Entry:
    """The lines of one message, or of what stands before the first one (`stamp` is None)."""

    number: int
    stamp: Stamp | None
    lines: list[str] = field(default_factory=list)
    size: int = 0
    wrong: str = ""  # what is expected instead, when a line of it cannot be taken

    def add(self, text: str, limit: int) -> None:
        """One more line; a message over the limit keeps its beginning only."""
        self.size += len(text) + 1
        if isinstance(text, Unsound):
            self.wrong = "text that can be decoded, without NUL characters; see --encoding"
        elif isinstance(text, TooLong) or self.size > limit:
            self.wrong = row_limit_reached(limit)
            if self.size > limit:
                return
        self.lines.append(text)


def _entries(chat: Chat, member: Member) -> Iterator[_Entry]:
    limit, entry = member.settings.limits.row_bytes, None
    for line in lines_of(member):
        if entry is None or chat.begins(line):
            if entry is not None:
                yield entry
            entry = _entry(chat, line, limit)
        else:
            entry.add(line.text, limit)
    if entry is not None:
        yield entry


def _entry(chat: Chat, line: Line, limit: int) -> _Entry:
    stamp = line.stamp if chat.begins(line) else None
    entry = _Entry(line.number, stamp)
    entry.add(line.text, limit)
    if stamp is not None:
        entry.lines = [stamp.body]
    return entry


@dataclass(frozen=True)
class _Reading:
    chat: Chat
    member: Member
    people: People
    repeats: Repeats

    @cached_property
    def _clock(self) -> Clock:
        settings = self.member.settings
        return Clock(zone=settings.zone, repeated_hour=settings.said.repeated_hour)

    def read(self, entry: _Entry) -> Iterator[Found]:
        if entry.stamp is None:
            yield from self._before_the_first(entry)
            return
        said = spoken(entry.lines[0], self.chat.long_names)
        if entry.wrong:
            yield _reject(entry, Refused(shown(entry.lines[0]), entry.wrong))
        elif said is None:
            yield Remark(f"lines of WhatsApp itself: {service_line(entry.lines[0]) or 'said something else'}")
        else:
            yield from self._spoken(entry, entry.stamp, *said)

    def _before_the_first(self, entry: _Entry) -> Iterator[Found]:
        if any(line.strip("\ufeff \t") for line in entry.lines):
            yield _reject(entry, Refused(shown(entry.lines[0]), "a line that begins a message"))

    def _spoken(self, entry: _Entry, stamp: Stamp, name: str, first: str) -> Iterator[Found]:
        text = "\n".join([first, *entry.lines[1:]]).rstrip("\n")
        if about := service_by(name, text, chat=self.chat.title):
            yield Remark(f"lines of WhatsApp itself: {about}")
            return
        try:
            moment = self._clock.read(_local(stamp, self.chat.order))
        except Refused as refused:
            yield _reject(entry, refused)
            return
        if moment is not None:
            yield from _remarks(text)
            yield self._message(entry, name, text, moment[0])

    def _message(self, entry: _Entry, name: str, text: str, sent_at: datetime) -> Message:
        plain = without_edit_mark(text)
        ends = self.people.ends(name)
        said = {"sender": ends.sender, "sent_at": sent_at, "text": text, "thread": self.people.thread}
        return Message(
            evidence=self.member.locate(str(entry.number)),
            platform="whatsapp",
            zone_assumed=True,
            sender=ends.sender,
            recipient=ends.recipient,
            channel=ends.channel,
            direction=ends.direction,
            sent_at=sent_at,
            text=plain,
            raw_text=text if plain != text else None,
            thread=self.people.thread,
            ordinal=self.repeats.count(said),
        )


def _local(stamp: Stamp, order: str) -> datetime:
    day = day_of(stamp.numbers, order)
    if day is None:
        raise Refused(stamp.written, f"a day that exists, written as {_written(order, date(2024, 3, 12))}")
    if stamp.clock is None:
        raise Refused(stamp.written, "a time of day that exists")
    return datetime.combine(day, time(*stamp.clock))


def _written(order: str, day: date) -> str:
    return "/".join({"d": f"{day:%d}", "m": f"{day:%m}", "y": f"{day:%Y}"}[part] for part in order)


def _remarks(text: str) -> Iterator[Remark]:
    if is_media(text):
        yield Remark("messages that stand for a picture, a recording or another file")
    elif is_deleted(text):
        yield Remark("messages that were deleted: WhatsApp says so in their place")
    elif text != without_edit_mark(text):
        yield Remark("messages that were edited: the export has the last words only")


def _reject(entry: _Entry, refused: Refused) -> Reject:
    return Reject(
        line=str(entry.number),
        column=refused.column,
        found=shown(refused.found),
        expected=refused.expected,
        raw=shown("\n".join(entry.lines), _MOST_RAW),
    )
