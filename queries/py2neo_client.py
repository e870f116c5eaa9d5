"""py2neo 2021.2.4 as the client, for people who already work with it: `Store.client` is then their `Graph`.

An optional extra: nothing imports this file unless the client "py2neo" is asked for. py2neo's makers have declared its
end of life, so what is corrected here will not be corrected there.
"""

import socket
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from queries.errors import NotInstalled, QueryRefused, StoreError, StoreUnreachable, server_refusal
from queries.exchange import arguments, rows_of
from queries.session import Row, Run, Store

if TYPE_CHECKING:
    from queries.catalogue import Query

try:
    import py2neo
    from py2neo import errors
except ImportError as missing:
    raise NotInstalled(
        "the client py2neo is an optional part and not installed: pip install 'silsila-workbench[py2neo]'"
    ) from missing

__all__ = ["Py2neoStore"]

T = TypeVar("T")

_LOST = (
    errors.ConnectionUnavailable,
    errors.ConnectionBroken,
    errors.ServiceUnavailable,
    errors.WriteServiceUnavailable,
)
_FIRST_WAIT = 0.05  # seconds before the first repetition, doubled each time


class Py2neoStore(Store):
    """A store reached with py2neo."""

    def __init__(
        self, uri: str, *, username: str | None, password: str | None, database: str | None, patience: float = 30.0
    ) -> None:
        """Opens a connection at once, so that a wrong address or password is refused here and not at the first query.

        `patience` is how many seconds a transaction that conflicts is tried again.
        """
        self.uri, self._patience = uri, patience
        _knock(uri)
        auth = (username, password or "") if username else None
        try:
            self._graph: Any = py2neo.Graph(uri, auth=auth, name=database)
        except _LOST as error:
            raise _refusal(uri, username, password, database, error) from error
        self._connector = self._graph.service.connector
        if self._connector._router is None:
            self._connector._acquire = self._acquire  # its own loops for ever once the server is gone

    def _acquire(self, _graph_name: str | None = None, readonly: bool = False) -> object:
        """A connection of the one pool; py2neo's own version of this waits for ever for a server that is gone."""
        pool = next(iter(self._connector._pools.values()))
        deadline = time.monotonic() + self._patience
        while True:
            try:
                if (connection := pool.acquire()) is not None:
                    connection.tag = "R" if readonly else "W"
                    return connection
            except errors.ConnectionLimit:  # all in use
                if time.monotonic() > deadline:
                    raise
            time.sleep(_FIRST_WAIT)

    def _read(self, query: "Query", parameters: dict[str, object]) -> list[Row]:
        return self._again(lambda: _run(self._graph.auto(readonly=True), query, **parameters))

    def write(self, work: Callable[[Run], T]) -> T:
        """What `work` returns, committed as one transaction; see `Store.write`: `work` may be called again."""
        return self._again(lambda: self._transact(work))

    def _transact(self, work: Callable[[Run], T]) -> T:
        transaction = self._graph.begin()
        try:
            result = work(partial(_run, transaction))
        except BaseException:
            self._roll_back(transaction)
            raise
        if transaction.closed:  # the server would not begin it, and py2neo went on without a word
            raise errors.ConnectionBroken("the server closed the transaction")
        self._graph.commit(transaction)
        return result

    def _roll_back(self, transaction: object) -> None:
        try:
            self._graph.rollback(transaction)
        except (errors.Neo4jError, *_LOST, TypeError):  # a failed or lost transaction has nothing left to roll back
            return

    def _again(self, attempt: Callable[[], T]) -> T:
        """What the attempt returns, tried again while the server calls its failure passing and patience lasts."""
        wait, deadline = _FIRST_WAIT, time.monotonic() + self._patience
        while True:
            try:
                return attempt()
            except errors.Neo4jError as error:
                if not error.should_retry() or time.monotonic() + wait > deadline:
                    name = "".join(getattr(error, "__notes__", ())[:1])
                    raise server_refusal(self.uri, code=error.code, message=error.message, query_name=name) from error
            except _LOST as error:
                if time.monotonic() + wait > deadline:
                    raise _unreachable(self.uri, error) from error
            time.sleep(wait)
            wait *= 2

    @property
    def client(self) -> object:
        """The `py2neo.Graph` itself, for what this interface does not do."""
        return self._graph

    def close(self) -> None:
        """Closes the connections."""
        self._connector.close()

    def __repr__(self) -> str:
        """The case and the address: neither user name nor password."""
        return f"<store of case {self.case_id} at {self.uri} through py2neo>"


def _run(transaction: "py2neo.Transaction", query: "Query", /, **parameters: object) -> list[Row]:
    sent = arguments(query, parameters)
    try:
        cursor = transaction.run(query.text, sent)
        return rows_of(query, cursor.keys(), (record.values() for record in cursor))
    except errors.Neo4jError as error:
        error.add_note(query.name)
        raise
    except ValueError as error:
        raise QueryRefused(
            f"{query.name}: a value cannot be stored: {error}; expected Unicode text and whole numbers of 64 bits"
        ) from error


def _knock(uri: str) -> None:
    """Refuses an address where nothing answers; py2neo would leave its socket open."""
    address = urlsplit(uri)
    try:
        socket.create_connection((address.hostname or "localhost", address.port or 7687), timeout=10.0).close()
    except (OSError, ValueError) as error:
        raise _unreachable(uri, error) from error


def _refusal(
    uri: str, username: str | None, password: str | None, database: str | None, error: Exception
) -> StoreError:
    """Why no connection was made. py2neo reports a refused password as a closed connection, so the driver is asked."""
    from queries.driver import DriverStore  # noqa: PLC0415 - only when something is wrong

    try:
        DriverStore(uri, username=username, password=password, database=database).close()
    except StoreError as reason:
        return reason
    return _unreachable(uri, error)


def _unreachable(uri: str, error: Exception) -> StoreUnreachable:
    return StoreUnreachable(
        f"{uri}: nothing answers there ({error}); start the server, or correct the address and port"
    )
