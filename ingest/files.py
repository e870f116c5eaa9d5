"""Which files a list of paths means: the named ones, and everything below the named folders, in one order.

Nothing is passed over in silence: what is not opened (a link, a pipe, a device, a name that is not there) comes back
with the reason.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Found", "files_of"]


@dataclass(frozen=True)
class Found:
    """A file to read, or one that is not opened and why.

    `named` is True when the user wrote this very path: then not being able to read it is an error, else it is news.
    `place` is the path from the folder that was named, that folder included, with `/` between the parts.
    """

    path: Path
    named: bool
    reason: str | None = None
    place: str = ""


def files_of(paths: Iterable[Path]) -> Iterator[Found]:
    """The files of the paths, folders walked in the order of names; a path that is named twice comes once."""
    seen: set[Path] = set()
    for path in paths:
        for found in _below(path) if path.is_dir() else [_named(path)]:
            place = found.path.absolute()
            if place not in seen:
                seen.add(place)
                yield found


def _named(path: Path) -> Found:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Found(path, True, "there is no such file or folder; check the path")
    except OSError as error:
        return Found(path, True, f"it cannot be opened ({error.strerror}); check its rights")
    place = _written(f"{path.absolute().parent.name}/{path.name}")
    return Found(path, True, None if stat.S_ISREG(mode) else _unusual(mode), place)


def _below(folder: Path) -> Iterator[Found]:
    failures: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        folders.sort()
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in sorted(files + links):
            yield _entry(here / name, folder)
        for failure in failures:
            yield Found(Path(failure.filename or folder), False, f"it cannot be listed ({failure.strerror})")
        failures.clear()


def _entry(path: Path, folder: Path) -> Found:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        inside = path.resolve().is_relative_to(folder.resolve())
        where = "to something inside the folder, which is read in its own place" if inside else "out of the folder"
        return Found(path, False, f"it is a link {where}; links are not followed")
    place = _written(f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}")
    return Found(path, False, None if stat.S_ISREG(mode) else _unusual(mode), place)


def _written(place: str) -> str:
    """A place as text that can be stored: bytes of a name that are no text are shown escaped."""
    return os.fsencode(place).decode("utf-8", "backslashreplace")


def _unusual(mode: int) -> str:
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFBLK: "a device", stat.S_IFCHR: "a device"}
    return f"it is {kinds.get(stat.S_IFMT(mode), 'no regular file')}; only regular files are opened"
