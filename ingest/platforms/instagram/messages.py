"""The messages of one Instagram file: a thread's `message_1.json`, or the old single `messages.json`."""

from collections.abc import Iterator
from datetime import datetime

from ingest.platforms.exports import Found, Member, Remark
from ingest.platforms.fields import listed, rejected, since_1970, sound, worded
from ingest.platforms.instagram.threads import old_thread, thread_of
from ingest.platforms.instagram.words import said_by
from ingest.platforms.mojibake import repaired
from ingest.platforms.participants import Participants
from ingest.platforms.streaming import Json, Oversized, Piece, pieces, until_break
from ingest.records import Message
from ingest.tables.refusals import Refused
from ingest.tables.repeats import Repeats
from ingest.tables.values.times import Clock

__all__ = ["messages"]

_OLD_NAMES = "[].participants[]"
_WANTED = ("messages[]", _OLD_NAMES, "[].conversation[]")


def messages(member: Member) -> Iterator[Found]:
    """Everything in the file, in its order, then the accounts; equal messages of one moment are counted."""
    return _Messages(member).found()


class _Messages:
    """One reading of one file of messages."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._thread = thread_of(member)
        self._clock = Clock(zone=member.settings.zone)
        self._people = Participants(member, "instagram", self._thread.owner)
        self._old: tuple[tuple[int, ...], list[str]] = ((), [])

    def found(self) -> Iterator[Found]:
        """The messages, the break if there is one, and the accounts."""
        for at, name in enumerate(self._thread.names):
            self._saw(name, f"participants[{at}]")
        longest = self._member.settings.limits.row_bytes
        found = pieces(self._member.open, _WANTED, name=self._member.name, longest=longest)
        with Repeats() as repeats:
            yield from until_break(one for piece in found for one in self._entry(piece, repeats))
        yield from self._people.accounts()

    def _entry(self, piece: Piece, repeats: Repeats) -> Iterator[Found]:
        if piece.pattern == _OLD_NAMES:
            self._take_part(piece)
            return
        try:
            if isinstance(piece.value, Oversized) or type(piece.value) is not dict:
                raise Refused(getattr(piece.value, "found", "no map"), "a message")
            yield from self._message(piece, repeats)
        except Refused as refused:
            yield rejected(piece, refused)

    def _take_part(self, piece: Piece) -> None:
        """Gathers who takes part in a thread of the old single file, where the names precede the conversation."""
        at, names = self._old
        names = [*names, str(piece.value)] if at == piece.indexes[:1] else [str(piece.value)]
        self._old = (piece.indexes[:1], names)
        self._thread = old_thread(tuple(names), self._member.settings.owner)
        self._saw(str(piece.value), piece.path)

    def _message(self, piece: Piece, repeats: Repeats) -> Iterator[Found]:
        entry, said = piece.value, said_by(piece.value)
        name = worded(entry, "sender_name") or worded(entry, "sender")
        if name is None:
            raise Refused("nothing", "the name of the sender", column="sender_name")
        sender = self._saw(repaired(name), piece.path)
        if listed(entry, "reactions"):
            yield Remark("messages with reactions, which are left in the source")
        if said.remark or entry.get("type") in {"Subscribe", "Unsubscribe"}:
            yield Remark(said.remark or "lines of the service: who joined or left")
            return
        content = {
            "thread": self._thread.id,
            "sender": sender,
            "sent_at": self._sent_at(entry),
            "text": sound(said.text),
        }
        yield Message(
            evidence=self._member.locate(piece.path),
            platform="instagram",
            sender=sender,
            recipient=self._thread.recipient(repaired(name)),
            channel=self._thread.id if self._thread.group else None,
            thread=self._thread.id,
            sent_at=self._sent_at(entry),
            text=said.text,
            raw_text=said.raw_text,
            links=said.links,
            forwarded_from=said.forwarded_from,
            ordinal=repeats.count(content),
        )

    def _saw(self, name: str, path: str) -> str:
        account = self._thread.reference(name)
        handle = account.removeprefix("@") if account.startswith("@") else None
        self._people.saw(account, path=path, handle=handle, name=name if name != handle else None)
        return account

    def _sent_at(self, entry: Json) -> datetime:
        if "timestamp_ms" in entry or "created_at" not in entry:
            try:
                return since_1970(entry.get("timestamp_ms"), per_second=1000)
            except Refused as refused:
                refused.column = "timestamp_ms"
                raise
        read = self._clock.read(worded(entry, "created_at") or "")
        if read is None:
            raise Refused("nothing", "the time it was sent", column="created_at")
        return read[0]
