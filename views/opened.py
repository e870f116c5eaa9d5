"""The case that the workbench shows, its store, and its rows, kept until the case changes.

It lives apart so that every page asks for rows in one way, and none of them opens a store or counts what it cost.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import streamlit as st

from evidence.case import Case
from evidence.refusals import CaseRefused
from queries.catalogue import catalogue
from queries.errors import StoreUnreachable
from queries.session import Row, Store
from queries.standing import standing_rows
from queries.tracing import Trace, trace
from views.asked import Asked
from views.launch import CASE_VARIABLE

__all__ = ["Opened", "close_stores", "opened"]

T = TypeVar("T")


@dataclass(frozen=True)
class Opened:
    """A case as it stands at one moment; `revision` is another whenever something was done to the case."""

    case: Case
    revision: str

    def rows(self, name: str, /, **parameters: object) -> list[Row]:
        """The rows of a reading query of the catalogue; asked again only when the case has changed."""
        return _rows(self._place, self.revision, name, json.dumps(parameters, sort_keys=True))

    def trace(self, ask: Asked) -> Trace:
        """The chain that is asked for, as `queries.tracing.trace` gives it; `ask.account` must be said."""
        return _trace(self._place, self.revision, replace(ask, edge=None))

    def standing(self) -> dict[str, list[Row]]:
        """The rows that a ranking starts from, as `queries.standing.standing_rows` gives them."""
        return _standing(self._place, self.revision)

    def store(self) -> Store:
        """The open store of the case."""
        return _store(*self._place)

    @property
    def _place(self) -> tuple[str, str]:
        return str(self.case.folder), self.case.store


def opened() -> Opened:
    """The case that was named when the workbench was started; raises CaseRefused when none was or it is no case."""
    folder = os.environ.get(CASE_VARIABLE)
    if not folder:
        raise CaseRefused("no case was named: start the workbench with silsila app CASE")
    case = Case.open(folder)
    return Opened(case, _revision(case))


def _revision(case: Case) -> str:
    """Whatever is done to a case ends in its log, so the log's size and time tell whether rows may have changed."""
    try:
        status = case.custody.path.stat()
    except OSError:
        return "no log"
    return f"{status.st_size}-{status.st_mtime_ns}"


def close_stores() -> None:
    """Closes the store; the next question opens it again."""
    _store.clear()


@st.cache_resource(show_spinner="Opening the store …", on_release=lambda store: store.close())
def _store(folder: str, address: str) -> Store:  # noqa: ARG001  # another address in case.toml is another store
    return Case.open(folder).connect()


@st.cache_data(show_spinner=False, max_entries=400)
def _rows(place: tuple[str, str], revision: str, name: str, parameters: str) -> list[Row]:  # noqa: ARG001
    return _read(place, lambda store: store.read(catalogue[name], **json.loads(parameters)))


@st.cache_data(show_spinner=False, max_entries=100, hash_funcs={Asked: repr})
def _trace(place: tuple[str, str], revision: str, ask: Asked) -> Trace:  # noqa: ARG001
    def question(store: Store) -> Trace:
        account = str(ask.account)
        return trace(store, account, way=ask.way, to_id=ask.to, max_tiers=ask.tiers, as_of=ask.as_of)

    return _read(place, question)


@st.cache_data(show_spinner=False, max_entries=2)
def _standing(place: tuple[str, str], revision: str) -> dict[str, list[Row]]:  # noqa: ARG001
    return _read(place, standing_rows)


def _read(place: tuple[str, str], question: Callable[[Store], T]) -> T:
    """The answer of the store; once more with a new connection when the engine's process has gone away meanwhile."""
    try:
        return question(_store(*place))
    except StoreUnreachable:
        _store.clear()
        return question(_store(*place))
