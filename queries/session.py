"""The only door to a store: `connect` gives a `Store`, and a `Store` reads and writes queries of the catalogue.

Which client and which engine stand behind it is decided by the address alone and makes no difference to a caller.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from queries.errors import DatabaseTaken, QueryRefused, StoreError

if TYPE_CHECKING:
    from queries.catalogue import Query

__all__ = ["CLIENTS", "ENGINES", "SCHEMES", "Row", "Run", "Store", "connect"]

Row = dict[str, Any]
"""One row of an answer: the declared columns in their order, each a plain Python value."""

T = TypeVar("T")

CLIENTS = ("driver", "py2neo")
ENGINES = ("native", "jvm")
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


class Run(Protocol):
    """Runs one query inside a transaction; the rows are as `Store.read` gives them."""

    def __call__(self, query: "Query", /, **parameters: object) -> list[Row]:
        """The rows of the query."""
        ...


class Store(ABC):
    """A database that belongs to one case. It may be used by several threads, and as a context manager."""

    case_id: str = ""
    rows_at_once: int = 5_000
    """Rows that a transaction of a load should hold at most: larger ones are no faster."""

    def read(self, query: "Query", /, **parameters: object) -> list[Row]:
        """The rows of a query, in the query's order, read in a read transaction.

        Raises QueryRefused for a query whose verb writes, for parameters that do not fit and for columns that differ
        from the declared ones, and the other StoreErrors for what their names say.
        """
        if query.writes:
            raise QueryRefused(f"{query.name}: {query.verb}_ writes, and this is a read; use write")
        return self._read(query, parameters)

    @abstractmethod
    def _read(self, query: "Query", parameters: dict[str, object]) -> list[Row]:
        """The rows of a query that only reads."""

    @abstractmethod
    def write(self, work: Callable[[Run], T]) -> T:
        """What `work` returns, once everything it ran is committed as one transaction; nothing of it if it raises.

        **`work` may be called more than once**: a conflict or a lost connection, even one lost while the commit was
        being confirmed, starts it again. So it must change the store the same way the second time (MERGE on an id), and
        must not take from an iterator or add to a list outside it.
        """

    @property
    @abstractmethod
    def client(self) -> object:
        """The client's own object (a `neo4j.Driver` or a `py2neo.Graph`), for what this interface does not do."""

    def constrain(self, queries: Sequence["Query"]) -> None:
        """Makes sure of the constraints and indexes that the queries create; what is there already is left alone."""
        self.write(lambda run: [run(query) for query in queries])

    @abstractmethod
    def close(self) -> None:
        """Gives back the connections, and stops the engine when no one else uses it. A second call does nothing."""

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the store."""
        self.close()


def connect(
    uri: str,
    *,
    case_id: str,
    title: str | None = None,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    client: str = "driver",
    engine: str = "native",
) -> Store:
    """The store at an address, constrained and marked as the case's own.

    `uri` is `neo4j://host:port`, `bolt://host:port` (each also `+s` for a checked and `+ssc` for an unchecked
    certificate) or `embedded:<folder>`, which starts the engine of the case or joins the one that runs. `title` is
    kept with the mark of a new database. `client` is "driver", the official one, or "py2neo". `engine` is "native" or
    "jvm"; it, like user name, password and database, is only looked at where it applies: an embedded store makes its
    own password, and its files do not depend on the engine.

    Raises DatabaseTaken when the database is another case's, and the other StoreErrors for what their names say.
    """
    _one_of("client", client, CLIENTS)
    _one_of("engine", engine, ENGINES)
    store = _open(uri, username=username, password=password, database=database, client=client, engine=engine)
    try:
        _claim(store, uri=uri, case_id=case_id, title=title or case_id)
    except BaseException:
        store.close()
        raise
    return store


def _open(
    uri: str, *, username: str | None, password: str | None, database: str | None, client: str, engine: str
) -> Store:
    scheme, _, rest = uri.partition(":")
    if scheme == "embedded" and rest:
        from queries.stores.embedded import EmbeddedStore  # noqa: PLC0415 - the command's help must not wait for an engine

        return EmbeddedStore(Path(rest).expanduser(), client=client, engine=engine)
    if scheme not in SCHEMES or not rest.startswith("//"):
        raise StoreError(
            f"the address of a store begins with embedded: or {', '.join(f'{name}://' for name in SCHEMES)};"
            f" found {scheme}:"
        )
    if "@" in rest:
        raise StoreError(
            "the address of a store holds no user name and no password: give them as NEO4J_USERNAME, NEO4J_PASSWORD"
        )
    return client_of(client)(uri, username=username, password=password, database=database)


class Client(Protocol):
    """How a client is opened on a server; `patience` is how long it tries again by itself, in seconds."""

    def __call__(
        self, uri: str, *, username: str | None, password: str | None, database: str | None, patience: float = 30.0
    ) -> Store:
        """The store."""
        ...


def client_of(name: str) -> Client:
    """The client of that name; each is imported only when it is asked for."""
    if name == "py2neo":
        from queries.stores.py2neo_client import Py2neoStore  # noqa: PLC0415 - an optional extra

        return Py2neoStore
    from queries.stores.driver import DriverStore  # noqa: PLC0415 - the driver is slow to import

    return DriverStore


def _one_of(what: str, found: str, allowed: tuple[str, ...]) -> None:
    if found not in allowed:
        raise StoreError(f"there is no {what} {found!r}; expected {' or '.join(allowed)}")


def _claim(store: Store, *, uri: str, case_id: str, title: str) -> None:
    """Refuses another case's database; otherwise makes sure of the constraints and of the case's own mark."""
    from queries.catalogue import catalogue  # noqa: PLC0415 - reads every query file

    store.case_id = case_id
    marks = _marks(store, uri=uri, case_id=case_id)
    constraints = [query for query in catalogue.values() if query.verb == "constrain" and not query.later]
    store.constrain(constraints)
    if not marks:
        store.write(lambda run: run(catalogue["record_case"], case_id=case_id, title=title))
        _marks(store, uri=uri, case_id=case_id)  # again: two cases may have come to an empty database at once


def _marks(store: Store, *, uri: str, case_id: str) -> list[Row]:
    from queries.catalogue import catalogue  # noqa: PLC0415

    marks = store.read(catalogue["find_case"])
    for mark in marks:
        if mark["id"] != case_id:
            raise DatabaseTaken(
                f"{uri}: the database belongs to the case {mark['title']!r} ({mark['id']}), not to {case_id};"
                " a database holds one case: name another database, server or folder"
            )
    return marks
