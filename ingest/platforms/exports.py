"""What an export's file is to the code that reads it, and what every reader of one platform offers.

They live apart so that each platform's adapter knows nothing of folders, zips, cases and the other platforms.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from ingest.records import Record, Reject
from ingest.tables.settings import Settings

__all__ = ["Adapter", "Found", "Member", "Remark"]


@dataclass(frozen=True)
class Member:
    """One file of an export, in a folder or inside a zip.

    `name` is its path below the folder or in the zip, with `/` between the parts. `locate` turns the place of a record
    in the file (a line number, or a path such as `messages[17]`) into its citation. `open` gives the bytes from the
    first, as often as it is called; the stream can be read forwards only. `settings.owner` is already what `--owner`
    or the export itself says.
    """

    name: str
    source_id: str
    locate: Callable[[str], str]
    open: Callable[[], BinaryIO]
    settings: Settings
    within: str = ""  # what the zip or the folder itself is called


@dataclass(frozen=True)
class Remark:
    """Something that a file holds and that is neither a record nor a fault, such as a line of the service itself.

    Equal `about` are counted together and reported as one line, so it names the kind: "joined the group". With
    `counted` False it is said once and without a number, such as how the dates of a file were told.
    """

    about: str
    counted: bool = True


Found = Record | Reject | Remark


class Adapter(Protocol):
    """Reads the files of one platform's exports."""

    @property
    def name(self) -> str:
        """The platform in lower case, such as `telegram`; also the platform of the records."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same bytes would give other records."""
        ...

    def takes(self, name: str, head: bytes) -> bool:
        """Whether this is a file that it reads, by its name and its first bytes (up to 64 kB)."""
        ...

    def owner(self, member: Member) -> str | None:
        """Whose export it is, as a reference to the account, when this very file says so; cheap for any other file.

        It is asked of every file that `takes`, before any is read; the answer stands in the settings of all files
        of the same export.
        """
        ...

    def records(self, member: Member) -> Iterator[Found]:
        """Everything in the file: accounts first where that is cheap, then messages as records, rejects or remarks.

        Memory stays flat. `Reject.line` is the plain place in the file, without `locate`: the caller adds the member.
        Raises TableRefused when the file as a whole cannot be read: where, what was found, expected, what to do.
        """
        ...
