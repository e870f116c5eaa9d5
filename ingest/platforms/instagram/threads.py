"""The threads of an Instagram download: who takes part, who of them is the owner, and what each is called.

Exports call people by their username or by their display name, and do not say which. A display name alone says who
it is in its thread only, so it becomes a handle only when something shows that it is one.
"""

import re
from dataclasses import dataclass

from ingest.platforms.exports import Member
from ingest.platforms.fields import worded
from ingest.platforms.mojibake import repaired
from ingest.platforms.streaming import readable

__all__ = ["Thread", "old_thread", "thread_of"]

_HANDLE = re.compile(r"[a-z0-9._]{1,30}")
_HARDLY_A_NAME = re.compile(r"[0-9._]")
_HEADS = ("participants[]", "title", "thread_path")


@dataclass(frozen=True)
class Thread:
    """A thread; `owner` is the reference of the export's owner, None when nobody says who that is."""

    id: str
    names: tuple[str, ...]
    title: str | None
    owner: str | None
    handles: bool = False  # names are usernames, for certain

    @property
    def group(self) -> bool:
        """Whether more than two take part."""
        return len(self.names) > 2

    def reference(self, name: str) -> str:
        """The account that a name of this thread stands for."""
        if self.owner and name == self.owner_name:
            return self.owner
        return f"@{name}" if self._is_handle(name) else f"{self.id}/{name}"

    def recipient(self, sender: str) -> str | None:
        """The other of two; None in groups, and when nobody else is named."""
        others = [name for name in self.names if name != sender]
        return self.reference(others[0]) if len(others) == 1 and not self.group else None

    @property
    def owner_name(self) -> str | None:
        """What the owner is called here: the username, or who of two does not give the thread its title."""
        handle = (self.owner or "").removeprefix("@")
        if handle in self.names or self.group:
            return handle
        others = [name for name in self.names if name != self.title]
        return others[0] if len(others) == 1 and len(self.names) == 2 else None

    def _is_handle(self, name: str) -> bool:
        if not _HANDLE.fullmatch(name):
            return False
        known = self.handles or (self.owner or "").removeprefix("@") in self.names
        return known or (self.owner is None and bool(_HARDLY_A_NAME.search(name)))


def thread_of(member: Member) -> Thread:
    """The thread of a file, from its own head or its folder; a break after the participants does no harm."""
    names: list[str] = []
    heads: dict[str, str] = {}
    for piece in readable(member.open, _HEADS, name=member.name):
        if piece.pattern != "participants[]":
            heads[piece.pattern] = repaired(str(piece.value))
        elif name := worded(piece.value, "name"):
            names.append(repaired(name))
    folder = (heads.get("thread_path") or member.name.rpartition("/")[0]).rpartition("/")[2]
    return Thread(
        folder or member.name, tuple(dict.fromkeys(names)), heads.get("title"), _as_handle(member.settings.owner)
    )


def _as_handle(owner: str | None) -> str | None:
    return f"@{owner.removeprefix('@')}" if owner else None


def old_thread(names: tuple[str, ...], owner: str | None) -> Thread:
    """A thread of the single `messages.json`, which is called by the usernames that take part."""
    return Thread(", ".join(sorted(names)), names, None, _as_handle(owner), handles=True)
