"""Who is who in one WhatsApp chat: names and numbers as accounts, and who is spoken to.

A name is only known inside its chat, so the account of a name belongs to the thread; a number is the same everywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.platforms.exports import Member
from ingest.platforms.whatsapp.chat import Chat
from ingest.platforms.whatsapp.stamps import unmarked
from ingest.records import Account, name_of
from ingest.tables.refusals import Refused
from ingest.tables.values.identifiers import normalised

__all__ = ["Ends", "People"]

_NUMBER = re.compile(r"\+?[\d ().‑–-]{7,25}")
_FEWEST_DIGITS = 7


@dataclass(frozen=True)
class Ends:
    """Between whom a message goes; `direction` is seen from the owner of the export, None when that is not known."""

    sender: str
    recipient: str | None
    channel: str | None
    direction: str | None


class People:
    """The accounts of a chat."""

    def __init__(self, chat: Chat, member: Member) -> None:
        """Works out who is the owner and, in a chat of two, who the other one is."""
        self._chat, self._settings, self._locate = chat, member.settings, member.locate
        self._owner_name = unmarked(self._settings.owner or "")
        self.thread = chat.title
        self._ends: dict[str, Ends] = {}
        self._two = () if chat.group else self._pair()

    def accounts(self) -> Iterator[Account]:
        """One account for each who speaks, and for the other one of a chat of two who never does."""
        silent = [name for name in self._two if name not in self._chat.senders]
        for name, line in [*self._chat.senders.items(), *((name, self._chat.first) for name in silent)]:
            reference = self.reference(name)
            named = _number(name, self._settings.region) is None
            yield Account(
                evidence=self._locate(str(line)),
                platform="whatsapp",
                account_id=reference,
                handle=reference if reference.startswith("@") else None,
                display_name=name.removeprefix("~").strip() if named else None,
                subject_class=self._subject_class(name),
            )

    def reference(self, name: str) -> str:
        """The account of a name: the owner's reference, a number in E.164, else the name inside this thread."""
        if self._settings.owner and self._is_owner(name):
            return _number(self._owner_name, self._settings.region) or self._settings.owner
        return _number(name, self._settings.region) or self._scoped(name)

    def ends(self, name: str) -> Ends:
        """Sender, recipient or channel, and direction of a message by this name."""
        if name not in self._ends:
            self._ends[name] = self._worked_out(name)
        return self._ends[name]

    def _worked_out(self, name: str) -> Ends:
        to = next((other for other in self._two if other != name), None) if name in self._two else None
        return Ends(
            sender=self.reference(name),
            recipient=self.reference(to) if to else None,
            channel=self._chat.title if self._chat.group else None,
            direction=self._direction(name),
        )

    def _direction(self, name: str) -> str | None:
        """Whether the owner wrote or received it, where it is known who the owner is."""
        owner = self._owner()
        return None if owner is None else "out" if name == owner else "in"

    def _owner(self) -> str | None:
        known = [name for name in self._chat.senders if self._is_owner(name)]
        if known:
            return known[0]
        others = [name for name in self._two if self._same(name, self._chat.title)]
        rest = [name for name in self._two if name not in others]
        return rest[0] if self._chat.titled and len(others) == len(rest) == 1 else None

    def _is_owner(self, name: str) -> bool:
        return bool(self._owner_name) and self._same(name, self._owner_name)

    def _pair(self) -> tuple[str, ...]:
        """The two of a chat of two; empty when the second one is not known."""
        chat, names = self._chat, tuple(self._chat.senders)
        if len(names) == 2 or not names or not chat.titled:
            return names if len(names) == 2 else ()
        if not self._same(names[0], chat.title):
            return (names[0], chat.title)
        return (names[0], self._owner_name) if self._owner_name else ()

    def _same(self, name: str, other: str) -> bool:
        here, there = (_number(each, self._settings.region) or each.casefold() for each in (name, other))
        return here == there

    def _subject_class(self, name: str) -> str | None:
        """The owner's, when it says anything."""
        stated = self._settings.subject_class
        return stated if self._is_owner(name) and stated != "unknown" else None

    def _scoped(self, name: str) -> str:
        scoped = f"{self.thread}/{name}"
        return scoped if name_of(scoped, "whatsapp") == f"whatsapp:{scoped}" else f"chat {scoped}"


def _number(name: str, region: str) -> str | None:
    """A name that is a telephone number, in E.164; None for any other name, and for digits that are no number."""
    if not _NUMBER.fullmatch(name) or sum(c.isdigit() for c in name) < _FEWEST_DIGITS:
        return None
    try:
        return normalised("phone_e164", name, region=region)[0]
    except Refused:
        return None
