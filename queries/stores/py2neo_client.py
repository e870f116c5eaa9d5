"""py2neo 2021.2.4 as the client, for people who already work with it: `Store.client` is then their `Graph`.

An optional extra: nothing imports this file unless the client "py2neo" is asked for. py2neo's makers have declared its
end of life, so what is corrected here will not be corrected there.
"""

import socket
import weakref
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from queries.errors import NotInstalled, QueryRefused, StoreError, server_refusal, unreachable
from queries.session import Row, Run, Store
from queries.stores.exchange import arguments, rows_of
from queries.stores.patience import persist

if TYPE_CHECKING:
    from queries.catalogue import Query

try:
    import py2neo
    from py2neo import errors, wiring
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
_PATIENCE = 10.0  # seconds for a server to take a connection


class Py2neoStore(Store):
    """A store reached with py2neo."""

    def __init__(
        self, uri: str, *, username: str | None, password: str | None, database: str | None, patience: float = 30.0
    ) -> None:
        """Opens a connection at once, so that a wrong address or password is refused here and not at the first query.

        `patience` is how many seconds a transaction that conflicts is tried again.
        """
        self.uri, self._patience = uri, patience
        auth = (username, password or "") if username else None
        try:
            self._graph: Any = py2neo.Graph(uri, auth=auth, name=database)
            self._connector = self._graph.service.connector
            if self._connector._router is None:
                self._connector._acquire = self._acquire  # its own loops for ever once the server is gone
            else:
                self._connector.refresh_routing_table(database)
        except _LOST as error:
            raise _refusal(uri, username, password, database, error) from error

    def _acquire(self, _graph_name: str | None = None, readonly: bool = False) -> object:
        """A connection of the one pool; py2neo's own version of this waits for ever for a server that is gone."""
        pool = next(iter(self._connector._pools.values()))
        connection: Any = persist(pool.acquire, passing=_all_in_use, patience=self._patience)
        connection.tag = "R" if readonly else "W"
        return connection

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
        try:
            return persist(attempt, passing=_passing, patience=self._patience)
        except errors.Neo4jError as error:
            name = "".join(getattr(error, "__notes__", ())[:1])
            raise server_refusal(self.uri, code=error.code, message=error.message, query_name=name) from error
        except _LOST as error:
            raise unreachable(self.uri, error) from error

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


def _passing(error: Exception) -> bool:
    return isinstance(error, _LOST) or (isinstance(error, errors.Neo4jError) and error.should_retry())


def _all_in_use(error: Exception) -> bool:
    return isinstance(error, errors.ConnectionLimit)


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


def _open_wire(
    wires: Any,  # noqa: ANN401 - a class of a package without types
    address: tuple[str, int],
    timeout: float | None = None,
    keep_alive: bool = False,
    on_broken: Callable[[str], None] | None = None,
) -> object:
    """An open wire to a server; py2neo's own way leaves the socket open when the connection or the greeting fails."""
    try:
        connected = socket.create_connection(address[:2], timeout or _PATIENCE)
    except OSError as error:
        raise wiring.WireError(f"cannot connect to {address}: {error}") from error
    connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, int(keep_alive))
    wire = wires(connected, on_broken=on_broken)
    weakref.finalize(wire, connected.close)
    return wire


wiring.Wire.open = classmethod(_open_wire)


def _refusal(
    uri: str, username: str | None, password: str | None, database: str | None, error: Exception
) -> StoreError:
    """Why no connection was made. py2neo reports a refused password as a closed connection, so the driver is asked."""
    from queries.stores.driver import DriverStore  # noqa: PLC0415 - only when something is wrong

    try:
        DriverStore(uri, username=username, password=password, database=database).close()
    except StoreError as reason:
        return reason
    return unreachable(uri, error)
