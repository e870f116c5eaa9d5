"""The chats of a Telegram export: what each is called in the records, and who talks to whom in it.

Telegram's own notation is used for everyone and everything: `user123`, `chat123` (a small group), `channel123` (a
channel or a large group). The numbers alone are not unique.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from ingest.platforms.exports import Member
from ingest.platforms.fields import worded
from ingest.platforms.streaming import Json, Piece, readable

__all__ = ["HEADS", "MESSAGES", "Chat", "Chats", "Parties", "Topics", "parties", "peer_of"]

_PLACES = ("", "chats.list[].", "left_chats.list[].")
HEADS = frozenset(f"{place}{part}" for place in _PLACES for part in ("name", "type", "id"))
MESSAGES = frozenset(f"{place}messages[]" for place in _PLACES)

_PRIVATE = frozenset({"personal_chat", "bot_chat"})
_OF_A_USER = _PRIVATE | {"saved_messages", "replies", "verify_codes"}
_MOST_LOOKED_AT = 200_000
_MOST_REMEMBERED = 200_000
_OLD_KINDS = ("user", "chat", "channel")  # by the bits above the lowest 32 in the numbers of old versions


def peer_of(stated: Json) -> str | None:
    """`user123` from what versions write: `"user123"`, or a number in old ones; None for nothing."""
    if type(stated) is int:
        kind = stated >> 32
        return f"{_OLD_KINDS[kind]}{stated & 0xFFFFFFFF}" if 0 <= kind < len(_OLD_KINDS) else f"user{stated}"
    return stated if type(stated) is str and stated else None


@dataclass
class Chat:
    """One chat as its head describes it; a head can also come after the messages, then it is looked up."""

    kind: str | None = None
    id: str | None = None
    name: str | None = None
    other: str | None = None  # who else than the owner has been seen to write in a private chat

    @property
    def private(self) -> bool:
        """Whether it is between the owner and one other account."""
        return self.kind in _PRIVATE

    @property
    def public(self) -> bool:
        """Whether anybody can read it."""
        return (self.kind or "").startswith("public_")

    @property
    def group(self) -> bool:
        """Whether messages are written to the chat itself, not to an account."""
        return self.kind not in _OF_A_USER

    @property
    def peer(self) -> str:
        """Telegram's notation of the chat: the other account of a private one."""
        kind = "user" if not self.group else "chat" if self.kind == "private_group" else "channel"
        return f"{kind}{self.id or self.name or ''}"

    def told(self, part: str, value: Json) -> None:
        """Takes in a part of the head."""
        text = str(value) if type(value) in {str, int} else None
        if part == "type":
            self.kind = text
        elif part == "id":
            self.id = text
        else:
            self.name = text


class Chats:
    """The chats of one file by their place in it."""

    def __init__(self, member: Member) -> None:
        """None yet; `member` is read again when heads stand behind their messages."""
        self._member = member
        self._chats: dict[tuple[str, tuple[int, ...]], Chat] = {}
        self._complete = False

    def of(self, piece: Piece) -> Chat:
        """The chat that a head or a message stands in."""
        root = piece.pattern.rpartition(".")[0]
        return self._chats.setdefault((root, piece.indexes[: root.count("[]")]), Chat())

    def head(self, piece: Piece) -> None:
        """Takes in a part of a head."""
        self.of(piece).told(piece.pattern.rpartition(".")[2], piece.value)

    def of_message(self, piece: Piece) -> Chat:
        """The chat of a message, with its head."""
        chat = self.of(piece)
        if (chat.kind is None or chat.id is None) and not self._complete:
            self._complete = True
            for head in readable(self._member.open, HEADS, name=self._member.name):
                self.head(head)
        return chat


@dataclass
class Parties:
    """Whose export it is, as far as it shows, and who wrote in a single private chat that does not show it."""

    owner: str | None = None
    writers: list[str] = field(default_factory=list)


def parties(member: Member) -> Parties:
    """Reads as far as needed: to the owner's own page, or to somebody in a private chat who is not its other side."""
    search = _Search(member)
    wanted = HEADS | MESSAGES | {"personal_information"}
    for looked, piece in enumerate(readable(member.open, wanted, name=member.name)):
        if looked > _MOST_LOOKED_AT or search.ends_with(piece):
            break
    return search.result


class _Search:
    """The search for the owner, piece by piece."""

    def __init__(self, member: Member) -> None:
        self._chats = Chats(member)
        self._chat: Chat | None = None
        self._writers: list[str] = []
        self._owner: str | None = None

    @property
    def result(self) -> Parties:
        owner = self._owner or self._not_the_other_side()
        return Parties(owner, [] if owner else self._writers)

    def ends_with(self, piece: Piece) -> bool:
        """Whether nothing after this piece can tell more."""
        if piece.pattern == "personal_information":
            user = worded(piece.value, "user_id")
            self._owner = f"user{user}" if user else None
        elif piece.pattern in HEADS:
            self._chats.head(piece)
        else:
            return self._heard(piece)
        return self._owner is not None

    def _heard(self, piece: Piece) -> bool:
        chat = self._chats.of_message(piece)
        if chat is not self._chat:
            self._owner = self._not_the_other_side()
            self._chat, self._writers = chat, []
        if chat.kind == "saved_messages":
            self._owner = chat.peer
        writer = peer_of(piece.value.get("from_id")) if type(piece.value) is dict else None
        if chat.private and writer and writer not in self._writers:
            self._writers.append(writer)
        alone_in_the_file = piece.pattern == "messages[]"
        return bool(self._owner) or len(self._writers) > 1 or (chat.group and alone_in_the_file)

    def _not_the_other_side(self) -> str | None:
        """The one writer of the chat who is not its other side."""
        own = [writer for writer in self._writers if self._chat and writer != self._chat.peer]
        return own[0] if len(own) == 1 else None


class Topics:
    """Which topic of a forum a message is in: it replies to the topic's first message, or to a message in it."""

    def __init__(self) -> None:
        """No topics; the last messages are remembered, so many that memory stays flat."""
        self._of: OrderedDict[str, str] = OrderedDict()

    def begins(self, message_id: str) -> None:
        """Notes the first message of a topic."""
        self._remember(message_id, message_id)

    def of(self, message_id: str, reply_to: str | None) -> str | None:
        """The first message of the topic that a message is in, None outside topics."""
        topic = self._of.get(reply_to) if reply_to else None
        if topic:
            self._remember(message_id, topic)
        return topic

    def _remember(self, message_id: str, topic: str) -> None:
        self._of[message_id] = topic
        if len(self._of) > _MOST_REMEMBERED:
            self._of.popitem(last=False)
