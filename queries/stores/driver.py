"""The official neo4j driver as the client: for servers, for clusters, and for the embedded engine over loopback."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from queries.errors import QueryRefused, StoreError, StoreUnreachable, server_refusal, unreachable
from queries.session import Row, Run, Store
from queries.stores.exchange import arguments, rows_of
from queries.stores.lean_import import lean_import
from queries.stores.patience import persist

if TYPE_CHECKING:
    import neo4j
    from neo4j import exceptions

    from queries.catalogue import Query
else:
    neo4j = lean_import("neo4j")
    exceptions = neo4j.exceptions

__all__ = ["DriverStore", "in_words"]

T = TypeVar("T")

# The driver logs each retry and each notice of the server; without a handler of their own Python prints them on stderr.
# Whoever wants them adds a handler; the tests do, and fail on a deprecation.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# What remains are deprecations and security. An unknown label, say, is no news on an empty database.
_UNWANTED: Final = ("HINT", "UNRECOGNIZED", "UNSUPPORTED", "PERFORMANCE", "TOPOLOGY", "GENERIC", "SCHEMA")


class DriverStore(Store):
    """A store reached with the official driver."""

    def __init__(
        self,
        uri: str,
        *,
        username: str | None,
        password: str | None,
        database: str | None,
        patience: float = 30.0,
    ) -> None:
        """Opens a connection at once, so that a wrong address or password is refused here and not at the first query.

        `patience` is how many seconds a transaction that conflicts or loses its connection is tried again.
        """
        self.uri, self._database, self._patience = uri, database, patience
        with in_words(uri):
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(username, password or "") if username else None,
                max_transaction_retry_time=patience,
                max_connection_pool_size=16,  # a workbench of one investigator, not a web shop
                connection_timeout=10.0,
                connection_acquisition_timeout=30.0,
                fetch_size=10_000,  # every answer is read to its end, so fewer round trips cost no memory
                telemetry_disabled=True,  # a case does not report on itself
                notifications_disabled_classifications=_UNWANTED,
            )
            try:
                self._driver.verify_connectivity()
            except BaseException:
                self._driver.close()
                raise

    def _read(self, query: "Query", parameters: dict[str, object]) -> list[Row]:
        sent = arguments(query, parameters)
        with in_words(self.uri, query.name), self._session(neo4j.READ_ACCESS) as session:
            # One statement is a read transaction of its own: in a managed one the same answer takes twice as long.
            return persist(
                lambda: _rows(query, session.run(query.text, sent)), passing=_passing, patience=self._patience
            )

    def write(self, work: Callable[[Run], T]) -> T:
        """What `work` returns, committed as one transaction; see `Store.write`: `work` may be called again."""
        with in_words(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(lambda transaction: work(partial(_run, transaction)))

    def _session(self, access: str) -> "neo4j.Session":
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            bookmark_manager=self._driver.execute_query_bookmark_manager,  # on a cluster, a read sees the last write
        )

    @property
    def client(self) -> "neo4j.Driver":
        """The driver itself, for what this interface does not do."""
        return self._driver

    def close(self) -> None:
        """Closes the connections."""
        self._driver.close()

    def __repr__(self) -> str:
        """The case and the address: neither user name nor password."""
        return f"<store of case {self.case_id} at {self.uri} through the driver>"


def _passing(error: Exception) -> bool:
    return isinstance(error, exceptions.DriverError | exceptions.Neo4jError) and error.is_retryable()


def _run(transaction: "neo4j.ManagedTransaction", query: "Query", /, **parameters: object) -> list[Row]:
    try:
        return _rows(query, transaction.run(query.text, arguments(query, parameters)))
    except exceptions.Neo4jError as error:
        error.add_note(query.name)  # the error itself must go through: the driver decides by it whether to try again
        raise


def _rows(query: "Query", result: "neo4j.Result") -> list[Row]:
    # As tuples, because a record's own way of iterating costs as much as reading it.
    return rows_of(query, result.keys(), map(tuple.__iter__, result))


@contextmanager
def in_words(where: str, query_name: str = "") -> Iterator[None]:
    """Turns the driver's errors into StoreErrors that say what to do; `where` is the address."""
    try:
        yield
    except exceptions.Neo4jError as error:
        name = query_name or "".join(getattr(error, "__notes__", ())[:1])
        raise server_refusal(where, code=error.code or "", message=error.message or "", query_name=name) from error
    except exceptions.IncompleteCommit as error:
        raise StoreUnreachable(
            f"{where}: the connection broke while the last change was being confirmed; run the same command again,"
            " it finds what is there and does the rest"
        ) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, exceptions.ConnectionPoolError) as error:
        raise unreachable(where, error) from error
    except exceptions.ConfigurationError as error:
        raise StoreError(f"{where}: the address cannot be used: {_line(error)}") from error
    except exceptions.DriverError as error:
        raise StoreError(f"{where}: {_line(error)}") from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise QueryRefused(
            f"{query_name or where}: a value cannot be stored: {_line(error)};"
            " expected Unicode text and whole numbers of 64 bits"
        ) from error


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
