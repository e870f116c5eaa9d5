"""Whose export a file belongs to, where another file of the same export says so.

An archive of X names its owner in one file and has the messages in others. All files are asked before any is read,
because every one is read with the owner known.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ingest.files import Found
from ingest.platforms.adapters import HEAD, adapter_of
from ingest.platforms.exports import Adapter
from ingest.sources import member_of
from ingest.tables import Settings, TableRefused

__all__ = ["Owners"]


_BELOW_THE_TOP = {"instagram": 2}  # folders between the top of an export and the file that names its owner


class Owners:
    """The owners that the files of one intake name, each with the folder it stands in."""

    def __init__(self, files: Iterable[Found], settings: Settings) -> None:
        """Asks every file that an adapter takes, unless the settings name an owner or a kind of table."""
        self._settings = settings
        self._found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        if settings.owner is None and settings.kind is None:
            for file in files:
                self._ask(file)

    def settings(self, file: Found) -> Settings:
        """The settings for one file: where it is, and the owner that its own export names."""
        settings = replace(self._settings, place=file.place or None)
        if not self._found or file.reason:
            return settings
        adapter = _adapter(file, settings)
        return replace(settings, owner=self._nearest(file.path, adapter.name)) if adapter else settings

    def _ask(self, file: Found) -> None:
        settings = replace(self._settings, place=file.place or None)
        if file.reason or (adapter := _adapter(file, settings)) is None:
            return
        try:
            owner = adapter.owner(member_of(file.path, name=file.path.name, source_id="", settings=settings))
        except (TableRefused, OSError):
            return  # it is told when the file itself is read
        if owner is not None:
            self._found[adapter.name].append((file.path.absolute().parent.parts, owner))

    def _nearest(self, path: Path, platform: str) -> str | None:
        """The owner that the file's own export names; None when none does, or when two different ones are as near."""
        here, deep = path.absolute().parent.parts, _BELOW_THE_TOP.get(platform, 0)
        ways = [(_in_common(here, there), there, owner) for there, owner in self._found[platform]]
        near = [(common, owner) for common, there, owner in ways if len(there) - common <= deep]
        nearest = {owner for common, owner in near if common == max(near)[0]}
        return nearest.pop() if len(nearest) == 1 else None


def _adapter(file: Found, settings: Settings) -> Adapter | None:
    try:
        with file.path.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError:
        return None
    return adapter_of(member_of(file.path, name=file.path.name, source_id="", settings=settings).name, head)


def _in_common(here: tuple[str, ...], there: tuple[str, ...]) -> int:
    return next((n for n, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
