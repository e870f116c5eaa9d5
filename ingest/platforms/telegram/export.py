"""Telegram Desktop's `result.json`: one chat or a whole account, as messages, accounts and remarks."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from ingest.platforms.exports import Found, Member, Remark
from ingest.platforms.fields import listed, rejected, since_1970, sound, worded
from ingest.platforms.streaming import Json, Oversized, Piece, pieces, until_break
from ingest.platforms.telegram.chats import HEADS, MESSAGES, Chat, Chats, Topics, parties, peer_of
from ingest.platforms.telegram.people import People
from ingest.platforms.telegram.words import Words, words
from ingest.records import Message
from ingest.tables.refusals import Refused, TableRefused
from ingest.tables.values.times import Clock

__all__ = ["Telegram"]

_WANTED = HEADS | MESSAGES | {"personal_information", "contacts.list[]", "frequent_contacts.list[]"}
_KINDS = "personal_chat|bot_chat|saved_messages|replies|private_group|(?:private|public)_(?:supergroup|channel)"
_OURS = re.compile(
    rf'"type"\s*:\s*"(?:{_KINDS})"|"(?:from|actor)_id"\s*:\s*"(?:user|chat|channel)[0-9]'
    r'|"personal_information"\s*:\s*\{\s*"user_id"|"(?:left_)?chats"\s*:\s*\{\s*"(?:about|list)"'.encode()
)
_PAGE = re.compile(r"(?:^|/)messages[0-9]*\.html$")
_MEDIA = ("photo", "file", "location_information", "giveaway_information", "paid_stars_amount")


class Telegram:
    """Reads `result.json`; the pages of an HTML export are refused with the way to get JSON."""

    name = "telegram"
    version = "1"

    def takes(self, name: str, head: bytes) -> bool:
        """Whether it is a `result.json`, under any name, or a page of an HTML export."""
        if _PAGE.search(name):
            return b"page_wrap" in head
        return name.casefold().endswith(".json") and bool(_OURS.search(head))

    def owner(self, member: Member) -> str | None:
        """`user123`: from the owner's own page, or the one in a private chat who is not its other side."""
        return None if _PAGE.search(member.name) else parties(member).owner

    def records(self, member: Member) -> Iterator[Found]:
        """Messages in the order of the file, then the accounts that they name."""
        if _PAGE.search(member.name):
            raise TableRefused(
                f"{member.name}: found a page of an HTML export, expected result.json; in Telegram Desktop export the "
                "chat again and choose the format machine-readable JSON"
            )
        reading = _Reading(member)
        found = pieces(member.open, _WANTED, name=member.name, longest=member.settings.limits.row_bytes)
        yield from until_break(one for piece in found for one in reading.found(piece))
        yield from reading.people.at_the_end()


class _Reading:
    """One reading of one file."""

    def __init__(self, member: Member) -> None:
        known = parties(member)
        self._member = member
        self._owner = known.owner or _as_peer(member.settings.owner)
        self._called = self._owner or member.settings.owner  # a handle names the owner, but is in no from_id
        self._writers = known.writers
        self._chats = Chats(member)
        self._topics = Topics()
        self.people = People(member, self._owner)
        self._clock = Clock(zone=member.settings.zone)

    def found(self, piece: Piece) -> Iterator[Found]:
        """What one piece of the file gives."""
        if piece.pattern in HEADS:
            self._chats.head(piece)
        elif piece.pattern == "personal_information":
            yield from self.people.own_page(piece)
        elif piece.pattern == "contacts.list[]":
            self.people.note_contact(piece)
        elif piece.pattern == "frequent_contacts.list[]":
            yield Remark("entries of the list of frequent contacts, left in the source")
        else:
            yield from self._entry(piece)

    # messages

    def _entry(self, piece: Piece) -> Iterator[Found]:
        chat, entry = self._chats.of_message(piece), piece.value
        kind = worded(entry, "type")
        try:
            if isinstance(entry, Oversized):
                raise Refused(entry.found, "a message")
            if kind == "message":
                yield from self._message(piece, chat)
            elif kind == "service":
                yield self._service(piece, chat)
            elif kind == "unsupported":
                yield Remark("messages that Telegram Desktop itself could not export")
            else:
                raise Refused(kind or "nothing", "message, service or unsupported", column="type")
        except Refused as refused:
            yield rejected(piece, refused)

    def _service(self, piece: Piece, chat: Chat) -> Remark:
        entry = piece.value
        actor, action = peer_of(entry.get("actor_id")), worded(entry, "action") or "without a name"
        if actor:
            self._saw(actor, piece, chat, worded(entry, "actor"))
        if action == "topic_created":
            self._topics.begins(f"{chat.peer}/{worded(entry, 'id')}")
        return Remark(f"lines of the service: {action}")

    def _message(self, piece: Piece, chat: Chat) -> Iterator[Found]:
        entry = piece.value
        said = words(entry)
        sender = self._sender(piece, chat)
        if listed(entry, "reactions"):
            yield Remark("messages with reactions, which are left in the source")
        if via := worded(entry, "via_bot"):
            yield Remark(f"messages sent by way of {via}")
        if said.text.strip():
            yield self._record(piece, chat, sender=sender, said=said)
        else:
            yield Remark(f"messages without words: {_kind_of_media(entry)}")

    def _record(self, piece: Piece, chat: Chat, *, sender: str, said: Words) -> Message:
        entry, thread = piece.value, self._thread(chat)
        sent_at, precision, zone_assumed = self._moment(entry, "date")
        message_id, replied = worded(entry, "id"), self._replied(entry, chat)
        if message_id is None:
            raise Refused("nothing", "the id of the message", column="id")
        topic = self._topics.of(f"{chat.peer}/{message_id}", replied) if chat.group else None
        return Message(
            evidence=self._member.locate(piece.path),
            platform="telegram",
            message_id=f"{thread}/{message_id}",
            sender=sender,
            recipient=self._recipient(chat, sender),
            channel=chat.peer if chat.group else None,
            sent_at=sent_at,
            precision=precision,
            zone_assumed=zone_assumed,
            text=sound(said.text),
            direction="public" if chat.public else None,
            thread=topic or thread,
            reply_to=None if topic == replied else replied,
            forwarded_from=self._forwarded(piece),
            links=said.links,
            edited_at=self._edited(entry),
        )

    # who and where

    def _thread(self, chat: Chat) -> str:
        """The chat; a private one is the owner's own, so two owners' chats with one account are two."""
        return chat.peer if chat.group or not self._owner else f"{self._owner}/{chat.peer}"

    def _sender(self, piece: Piece, chat: Chat) -> str:
        entry = piece.value
        sender, name = peer_of(entry.get("from_id")), worded(entry, "from")
        if sender is None and name is not None:
            sender = f"{self._thread(chat)}/{name}"  # a name alone says who it is in this chat only
        elif sender is None and (chat.private or "channel" in (chat.kind or "")):
            sender = chat.peer  # a deleted account, or the channel itself
        if sender is None:
            raise Refused("nothing", "who wrote it", column="from_id")
        self._saw(sender, piece, chat, name)
        return sender

    def _saw(self, account: str, piece: Piece, chat: Chat, name: str | None) -> None:
        self.people.saw(account, piece, name)
        if chat.private and account != self._owner:
            chat.other = account

    def _recipient(self, chat: Chat, sender: str) -> str | None:
        """The other side of a private chat; the owner for the list of replies; nobody for saved messages."""
        if chat.kind == "replies":
            return self._called
        if not chat.private:
            return None
        if self._owner is None:
            others = [writer for writer in self._writers if writer != sender]
            return others[0] if others else self._called if sender == chat.peer else None
        return self._owner if sender != self._owner else chat.other or chat.peer

    def _replied(self, entry: Json, chat: Chat) -> str | None:
        replied, elsewhere = worded(entry, "reply_to_message_id"), peer_of(entry.get("reply_to_peer_id"))
        if replied is None:
            return None
        return f"{self._thread(chat) if elsewhere in {None, chat.peer} else elsewhere}/{replied}"

    def _forwarded(self, piece: Piece) -> str | None:
        entry = piece.value
        account, name = peer_of(entry.get("forwarded_from_id")), worded(entry, "forwarded_from")
        if account:
            self.people.saw(account, piece, name)
        return account or name or worded(entry, "saved_from")

    # when

    def _moment(self, entry: Json, column: str) -> tuple[datetime, str | None, bool]:
        try:
            if (stamp := entry.get(f"{column}_unixtime")) is not None:
                return since_1970(stamp), None, False
            read = self._clock.read(worded(entry, column) or "")
            if read is None:
                raise Refused("nothing", "a time in date_unixtime or date")
        except Refused as refused:
            refused.column = column
            raise
        return read[0], "day" if read[1] else None, read[2]

    def _edited(self, entry: Json) -> datetime | None:
        """When it was last changed; old versions wrote the year 1970 for never."""
        if "edited_unixtime" in entry or "edited" in entry:
            with suppress(Refused):
                return self._moment(entry, "edited")[0]
        return None


def _as_peer(owner: str | None) -> str | None:
    """`user123` from what a user says, digits with or without the word; None for anything else."""
    digits = (owner or "").removeprefix("user")
    return f"user{digits}" if digits.isascii() and digits.isdecimal() else None


def _kind_of_media(entry: Json) -> str:
    stated = worded(entry, "media_type")
    return stated or next((key for key in _MEDIA if entry.get(key) is not None), "nothing that is known")
