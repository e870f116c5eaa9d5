"""Writing so that a kill or a power cut leaves either the old bytes or the new ones, never half of them."""

import os
from pathlib import Path

__all__ = ["settle_folder", "write_durably"]


def write_durably(path: Path, content: bytes) -> None:
    """`content` becomes the whole content of `path` in one step, and is on the disk when this returns."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    settle_folder(path.parent)


def settle_folder(folder: Path) -> None:
    """The names in `folder` are on the disk when this returns (Windows does that by itself)."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
