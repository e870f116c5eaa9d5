"""The archive that X hands out: direct messages, posts, and whose archive it is."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

from ingest.platforms.exports import Found, Member, Remark
from ingest.platforms.fields import listed, mapped, rejected, since_1970, sound, worded
from ingest.platforms.participants import Participants
from ingest.platforms.streaming import Json, Oversized, Piece, pieces, readable, until_break
from ingest.platforms.x.posts import Post, links, note_of, post_of, shown_as
from ingest.records import Account, Message, Record
from ingest.tables.refusals import Refused, TableRefused
from ingest.tables.values.times import Clock, Moment

__all__ = ["X"]

_ASSIGNED = re.compile(rb"window\.YTD\.(\w+)\.part[0-9]+\s*=")
_DIRECT = re.compile(r"direct_messages?(?:_group)?")
_POSTS = frozenset({"tweet", "tweets", "deleted_tweet", "deleted_tweets"})
_NOTES = frozenset({"note_tweet", "note_tweets"})
_PAGES = frozenset({"account", "profile"})
_HEADERS = re.compile(r".*(?:message|tweet)s?(?:_group)?_headers")
_HEAD_BYTES = 1 << 16
_CONVERSATION = "[].dmConversation.conversationId"
_EVENT = "[].dmConversation.messages[]"
_WRITTEN = ("messageCreate", "welcomeMessageCreate")


class X:
    """Reads the `.js` files under `data/` by what they say they are, whatever their names and parts."""

    name = "x"
    version = "1"

    def takes(self, name: str, head: bytes) -> bool:
        """Whether it is a file of messages, posts or the account; files of headers are taken to say what they are."""
        kind = _kind(head) if name.casefold().endswith(".js") else ""
        return kind in _POSTS | _NOTES | _PAGES or bool(_DIRECT.fullmatch(kind) or _HEADERS.fullmatch(kind))

    def owner(self, member: Member) -> str | None:
        """The id of the account, from `account.js`."""
        if _kind_of(member) != "account":
            return None
        ids = (
            worded(mapped(piece.value, "account"), "accountId")
            for piece in readable(member.open, ("[]",), name=member.name)
        )
        return next(filter(None, ids), None)

    def records(self, member: Member) -> Iterator[Found]:
        """Messages and posts in the order of the file, then the accounts that they name."""
        kind = _kind_of(member)
        if _HEADERS.fullmatch(kind):
            raise TableRefused(
                f"{member.name}: found ids and times without words, expected messages; they are read "
                "from the file of the same name without -headers"
            )
        reading = _Reading(member, kind)
        wanted = (_CONVERSATION, _EVENT) if _DIRECT.fullmatch(kind) else ("[]",)
        found = pieces(member.open, wanted, name=member.name, longest=member.settings.limits.row_bytes)
        yield from until_break(one for piece in found for one in reading.found(piece))
        yield from reading.people.accounts()


def _kind(head: bytes) -> str:
    assigned = _ASSIGNED.search(head)
    return assigned[1].decode("ascii", "replace") if assigned else ""


def _kind_of(member: Member) -> str:
    with member.open() as stream:
        return _kind(stream.read(_HEAD_BYTES))


def _edited(body: Json) -> datetime | None:
    """When the message was last changed, as its history of changes says."""
    last = next(iter(listed(body, "editHistory")[-1:]), None)
    with suppress(Refused):
        return since_1970(worded(last, "createdAtSec"))
    return None


class _Reading:
    """One reading of one file."""

    def __init__(self, member: Member, kind: str) -> None:
        self._member = member
        self._kind = kind
        self._owner = member.settings.owner
        self._clock = Clock(zone=member.settings.zone)
        self._conversation: str | None = None
        self.people = Participants(member, "x", self._owner)

    def found(self, piece: Piece) -> Iterator[Found]:
        """What one piece of the file gives."""
        if piece.pattern == _CONVERSATION:
            self._conversation = str(piece.value)
            return
        try:
            if isinstance(piece.value, Oversized):
                raise Refused(piece.value.found, "one message or post")
            yield from self._entry(piece)
        except Refused as refused:
            yield rejected(piece, refused)

    def _entry(self, piece: Piece) -> Iterator[Found]:
        if piece.pattern == _EVENT:
            yield from self._event(piece)
        elif self._kind in _PAGES:
            yield from self._page(piece)
        else:
            yield from self._post(piece, note_of if self._kind in _NOTES else post_of)

    # direct messages

    def _event(self, piece: Piece) -> Iterator[Found]:
        for kind in _WRITTEN:
            if body := mapped(piece.value, kind):
                yield from self._direct(piece, body)
                return
        names = piece.value if type(piece.value) is dict and piece.value else ["of an unknown kind"]
        yield from (Remark(f"events of conversations: {name}") for name in names)

    def _direct(self, piece: Piece, body: Json) -> Iterator[Found]:
        text, sender = worded(body, "text"), worded(body, "senderId")
        if sender is None:
            raise Refused("nothing", "the id of the sender", column="senderId")
        if listed(body, "reactions"):
            yield Remark("messages with reactions, which are left in the source")
        if not (text or "").strip():
            yield Remark(f"messages without words: {'media' if listed(body, 'mediaUrls') else 'empty'}")
            return
        yield self._message(piece, body, sender=sender, written=sound(text or ""))

    def _message(self, piece: Piece, body: Json, *, sender: str, written: str) -> Message:
        text, raw_text = shown_as(written)
        group, recipient = self._group, worded(body, "recipientId")
        if not group and (recipient is None or recipient == "0"):
            recipient = self._other_half(sender)
        for account in filter(None, (sender, None if group else recipient)):
            self.people.saw(account, path=piece.path)
        read = self._time(body, "createdAt")
        return Message(
            evidence=self._member.locate(piece.path),
            platform="x",
            message_id=worded(body, "id"),
            sender=sender,
            recipient=None if group else recipient,
            channel=self._conversation if group else None,
            sent_at=read[0],
            zone_assumed=read[2],
            text=text,
            raw_text=raw_text,
            thread=self._conversation,
            links=links(text, listed(body, "urls")),
            edited_at=_edited(body),
        )

    @property
    def _group(self) -> bool:
        return self._kind.endswith("_group") or (self._conversation is not None and "-" not in self._conversation)

    def _other_half(self, sender: str) -> str | None:
        """The other id of a conversation, which is called by the ids of both."""
        ids = (self._conversation or "").split("-")
        return next((one for one in ids if one and one != sender), None) if sender in ids else None

    # posts

    def _post(self, piece: Piece, read: Callable[[Json], Post]) -> Iterator[Found]:
        post = read(piece.value)
        sender = self._author(piece)
        answers = post.answers if post.answers != sender else None
        for one in post.mentioned:
            self.people.saw(one.id, path=piece.path, handle=one.handle, name=one.name)
        if not post.text.strip():
            yield Remark("posts without words")
            return
        moment = self._moment(post.when, "created_at")
        yield Message(
            evidence=self._member.locate(piece.path),
            platform="x",
            message_id=post.id,
            sender=sender,
            recipient=answers,
            sent_at=moment[0],
            zone_assumed=moment[2],
            text=sound(post.text),
            raw_text=post.raw_text,
            direction="public",
            reply_to=post.reply_to,
            forwarded_from=post.forwarded_from,
            links=post.links,
        )
        if not self._owner:
            yield Remark("posts whose author is not in the file: keep account.js beside it, or say --owner")

    def _author(self, piece: Piece) -> str:
        """The owner; as long as nobody says who that is, an account that stands for the owner of this very source."""
        author = self._owner or f"{self._member.source_id}/owner"
        self.people.saw(author, path=piece.path, name=None if self._owner else "owner of the archive")
        return author

    # the owner

    def _page(self, piece: Piece) -> Iterator[Record | Remark]:
        account, profile = mapped(piece.value, "account"), mapped(piece.value, "profile")
        about = mapped(profile, "description")
        account_id = worded(account, "accountId") or self._owner
        if account_id is None:
            yield Remark("a profile whose account is not in the file: keep account.js beside it, or say --owner")
            return
        yield Account(
            evidence=self._member.locate(piece.path),
            platform="x",
            account_id=account_id,
            handle=worded(account, "username"),
            display_name=worded(account, "accountDisplayName"),
            bio=worded(about, "bio"),
            created_at=self._time(account, "createdAt")[0] if account.get("createdAt") else None,
            subject_class=self._member.settings.subject_class,
        )

    # times

    def _time(self, record: Json, column: str) -> Moment:
        return self._moment(worded(record, column), column)

    def _moment(self, stated: datetime | str | None, column: str) -> Moment:
        try:
            read = self._clock.read(stated) if stated else None
        except Refused as refused:
            refused.column = column
            raise
        if read is None:
            raise Refused("nothing", "the time it was sent", column=column)
        return read
