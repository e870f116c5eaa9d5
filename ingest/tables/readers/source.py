"""What every reader offers to the rest: a header, and rows that can be iterated again and again."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator

from ingest.tables.cells import Row

__all__ = ["Source"]


class Source(ABC):
    """One table of one file: a sheet of a workbook, or the file itself."""

    header: list[str]
    """The names of the columns; a reader of JSON adds to it while it reads."""

    sheet: str | None = None
    hidden: bool = False

    used: Collection[int] | None = None
    """The positions of the columns that matter, None for all; a format in which it saves work leaves others empty."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """The rows after the header, from the first, each time it is called."""
