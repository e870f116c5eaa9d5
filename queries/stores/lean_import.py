"""Imports a module without the large optional companions that it would pull in.

The official driver imports pandas, numpy and pyarrow whenever they are installed, to offer tables that nobody here
asks it for, and the embedded engine imports numpy: together more than a second, paid by every command.
"""

import importlib
import sys
import threading
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

__all__ = ["lean_import"]

_COMPANIONS = frozenset({"numpy", "pandas", "pyarrow"})


class _Hide:
    """A finder that reports the companions as not installed to one thread; those already imported stay visible."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Nothing, so that the search goes on; ModuleNotFoundError for a companion."""
        if name in _COMPANIONS and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(f"{name} is left out on purpose", name=name)
        return None


def lean_import(name: str) -> ModuleType:
    """The module of that name, as `importlib.import_module` gives it, imported without numpy, pandas and pyarrow.

    What is imported already is returned as it is.
    """
    if name in sys.modules:
        return sys.modules[name]
    hide = _Hide()
    sys.meta_path.insert(0, hide)
    try:
        return importlib.import_module(name)
    finally:
        sys.meta_path.remove(hide)
