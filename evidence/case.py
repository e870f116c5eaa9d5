"""A case: one folder that holds its description, its sources, its log and, when embedded, its store."""

import os
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from evidence.casefile.region import known_region, zone_of
from evidence.casefile.store_address import checked_address, is_embedded, resolved_address
from evidence.casefile.text import checked, read_case_file, write_case_text
from evidence.custody import Custody
from evidence.durable import write_durably
from evidence.refusals import CaseRefused

if TYPE_CHECKING:
    from queries.session import Store

__all__ = ["CASE_FILE", "Case"]

CASE_FILE = "case.toml"
_FOLDERS = ("sources", "store", "rejects")
_UNFINISHED = {f"{CASE_FILE}.part"}  # what an interrupted creation may leave behind


@dataclass(frozen=True)
class Case:
    """One case; `folder` is absolute, `handling` a TLP label, `retention_until` an ISO date."""

    folder: Path
    id: str
    title: str
    purpose: str
    default_region: str
    time_zone: str
    default_platform: str | None
    handling: str
    retention_until: str | None
    store: str
    database: str | None

    @classmethod
    def create(
        cls,
        folder: Path | str,
        *,
        title: str,
        region: str,
        purpose: str = "",
        time_zone: str | None = None,
        default_platform: str | None = None,
        handling: str = "AMBER",
        retention_until: str | None = None,
        store: str = "embedded:store",
        database: str | None = None,
    ) -> Self:
        """A new case in `folder`, which is made when it does not exist.

        The time zone is the region's; of several, the one of its seat of government, and case.toml says so. Raises
        CaseRefused for a folder that is already in use and for every value that `case_file.checked` refuses.
        """
        place = _free_folder(Path(folder))
        zone = zone_of(region) if time_zone is None else None
        values = checked(
            {
                "id": str(uuid.uuid4()),
                "title": title,
                "purpose": purpose,
                "default_region": known_region(region),
                "time_zone": zone.name if zone else time_zone,
                "default_platform": default_platform,
                "handling": handling,
                "retention_until": retention_until,
                "store": store,
                "database": database,
            }
        )
        reason = zone.reason if zone else "Chosen when the case was made."
        note = f"{reason} A time that a file states without a zone is read in it."
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_durably(place / CASE_FILE, write_case_text(values, notes={"time_zone": note}).encode())
        case = cls.open(place)
        case.custody.append("case_created", id=case.id, title=case.title, time_zone=case.time_zone)
        return case

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """The case in `folder`; raises CaseRefused for a folder without a case.toml or with a wrong one."""
        place = Path(folder).resolve()
        if place.exists() and not place.is_dir():
            raise CaseRefused(f"{place}: is a file, expected the folder of a case")
        values = read_case_file(place / CASE_FILE)
        for name in _FOLDERS:
            if name != "store" or is_embedded(str(values["store"])):
                (place / name).mkdir(mode=0o700, exist_ok=True)
        return cls(folder=place, **values)  # type: ignore[arg-type]  # `checked` gives exactly these fields

    @property
    def custody(self) -> Custody:
        """The log of everything done to this case, and the keeper of its sources."""
        return Custody(self.folder)

    @property
    def values(self) -> dict[str, str | None]:
        """What case.toml says, by its keys."""
        return {name: value for name, value in asdict(self).items() if name != "folder"}

    def connect(self, *, client: str = "driver") -> "Store":
        """The store of this case, opened for reading and writing; a context manager.

        A server's user name, password and database come from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE, and
        NEO4J_URI may name another way to the same server. An embedded store looks at none of them.
        """
        from queries.session import connect  # noqa: PLC0415  # commands that need no store start without a driver

        if is_embedded(self.store):
            address = resolved_address(self.store, self.folder)
            return connect(address, case_id=self.id, title=self.title, client=client)
        return connect(
            checked_address(os.environ.get("NEO4J_URI") or self.store),
            case_id=self.id,
            title=self.title,
            username=os.environ.get("NEO4J_USERNAME"),
            password=os.environ.get("NEO4J_PASSWORD"),
            database=os.environ.get("NEO4J_DATABASE") or self.database,
            client=client,
        )


def _free_folder(folder: Path) -> Path:
    """The absolute path of a folder in which a case can be made; raises CaseRefused when it is in use."""
    place = folder.resolve()
    if place.exists() and not place.is_dir():
        raise CaseRefused(f"{place}: is a file, expected a folder or a name for a new one")
    if (place / CASE_FILE).exists():
        raise CaseRefused(f"{place}: already holds a case ({CASE_FILE}): choose another folder, or open this one")
    if place.is_dir() and (found := sorted({f.name for f in place.iterdir()} - _UNFINISHED)):
        raise CaseRefused(
            f"{place}: is not empty ({found[0]!r} is in it) and is no case: choose an empty or a new folder"
        )
    return place
