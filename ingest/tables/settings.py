"""Everything that decides how a file is read, kept with the source so that it can be read again the same way."""

import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.tables.kinds import COLUMNS, kind_named
from ingest.tables.mapping import Mapping
from ingest.tables.refusals import TableRefused

__all__ = ["Limits", "Settings"]

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How large a file's parts may be before it is refused in words instead of filling the memory."""

    row_bytes: int = 16 * _MEGABYTE
    archive_ratio: int = 200  # unpacked to packed bytes of a member of an archive
    member_bytes: int = 2048 * _MEGABYTE  # of a member of an archive, or a row group of Parquet, unpacked
    members: int = 100_000
    archive_bytes: int = 8192 * _MEGABYTE  # of all members of a zip that are read, unpacked
    sheet_cells: int = 50_000_000  # the rectangle from A1 to the last cell, which XLSX readers hold in memory


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How one file is read; `platform` stands for rows that name none, `region` and `time_zone` are the case's.

    Of platform exports, `owner` is the reference of the account whose export it is, `subject_class` says what that
    account is to the case, and `date_order` settles dates that have two readings. `place` is the path of the file
    below the folder that was taken in, by which its adapter knows it: the kept copy has no name of its own.
    """

    region: str
    time_zone: str
    kind: str | None = None
    platform: str | None = None
    mapping: Mapping | None = None
    encoding: str | None = None
    limits: Limits = field(default_factory=Limits)
    owner: str | None = None
    subject_class: str = "unknown"
    date_order: str | None = None  # "dmy", "mdy" or "ymd"
    place: str | None = None

    def to_json(self) -> str:
        """The settings as one line of JSON; `from_json` of it is equal to these."""
        plain = asdict(self) | {"mapping": self.mapping.to_plain() if self.mapping else None}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Settings":
        """The settings that `to_json` wrote."""
        plain: dict[str, Any] = json.loads(text)
        mapping, limits = plain["mapping"], Limits(**plain["limits"])
        return cls(**plain | {"mapping": Mapping.from_plain(mapping) if mapping else None, "limits": limits})

    @property
    def said(self) -> Mapping:
        """The mapping, or an empty one."""
        return self.mapping or Mapping()

    @cached_property
    def kind_asked(self) -> str | None:
        """The kind that the command line names, else the mapping's, else None; refuses an unknown word."""
        if self.kind is None:
            return self.said.kind
        kind = kind_named(self.kind)
        if kind is None:
            raise TableRefused(f"--as is {self.kind!r}, expected one of {', '.join(COLUMNS)}")
        return kind

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone of times that name none; refuses one that the time zone database does not have."""
        try:
            return ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise TableRefused(
                f'the time zone of the case is "{self.time_zone}", expected a name such as Asia/Riyadh; '
                "correct time_zone in case.toml"
            ) from None
