"""Fresh stores to load into: a Neo4j server of its own, or an embedded engine in this process.

They are set up here as a user would who knows the two products and not the workbench, so that what is measured against
the workbench owes it nothing. Each lives in the folder it is given and ends when it is stopped.
"""

import logging
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, LiteralString

from bench.neo4j_server import Neo4jServer, free_port

if TYPE_CHECKING:
    import neo4j

__all__ = ["STORES", "Address", "Embedded", "Neo4j"]

# what every way must have stored; the last three read values, so that a date kept as a text is a difference too
COUNTS: dict[str, LiteralString] = {
    "Account": "MATCH (n:Account) RETURN count(n) AS n",
    "Snapshot": "MATCH (n:Snapshot) RETURN count(n) AS n",
    "OBSERVED_AS": "MATCH (:Account)-[r:OBSERVED_AS]->(:Snapshot) RETURN count(r) AS n",
    "Message": "MATCH (n:Message) RETURN count(n) AS n",
    "SENT": "MATCH (:Account)-[r:SENT]->(:Message) RETURN count(r) AS n",
    "ADDRESSED_TO": "MATCH (:Message)-[r:ADDRESSED_TO]->(:Account) RETURN count(r) AS n",
    "REFERS_TO": "MATCH (:Account)-[r:REFERS_TO]->(:Account) RETURN count(r) AS n",
    "followers": "MATCH (n:Account) RETURN sum(n.followers) AS n",
    "dated messages": "MATCH (n:Message) WHERE n.sent_at < datetime('2100-01-01T00:00:00Z') RETURN count(n) AS n",
    "cited referrals": "MATCH (:Account)-[r:REFERS_TO]->(:Account) WHERE size(r.evidence) = 1 RETURN count(r) AS n",
}


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a store listens and who may come in."""

    uri: str
    username: str
    password: str
    database: str

    def driver(self) -> "neo4j.Driver":
        """The bare official driver on this store, with its notices left unread."""
        import neo4j  # only here: it brings pandas along, which a way that does without must not be charged with

        logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
        return neo4j.GraphDatabase.driver(self.uri, auth=(self.username, self.password))


class Embedded:
    """The embedded engine with its Bolt server, in this process, as its documentation starts it."""

    def __init__(self, folder: Path) -> None:
        """Keep it in `folder`; nothing runs yet."""
        self.folder, self.port = folder, free_port()
        uri = f"bolt://127.0.0.1:{self.port}"
        self.address = Address(uri=uri, username="root", password=secrets.token_hex(16), database="case")
        self._server: Any = None

    @property
    def database_folder(self) -> Path:
        """Where the database's own files are; another program's store may keep them deeper inside the folder."""
        found = next(self.folder.rglob("configuration.json"), None)
        return found.parent if found else self.folder / "databases" / self.address.database

    def start(self) -> None:
        """Start the server with an empty database."""
        import arcadedb  # only here, for the same reason

        plugin = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
        config = {"server_plugins": plugin, "bolt_port": self.port, "http_port": free_port()}
        self._server = arcadedb.create_server(str(self.folder), root_password=self.address.password, config=config)
        self._server.start()
        self._server.create_database(self.address.database)

    def stop(self) -> None:
        """Stop the server; the files stay."""
        if self._server:
            self._server.stop()
            self._server = None

    def counts(self) -> dict[str, int]:
        """What is stored, once the server has stopped."""
        import arcadedb

        self.stop()
        with arcadedb.open_database(str(self.database_folder)) as database:
            return {name: int(database.query("opencypher", text).to_list()[0]["n"]) for name, text in COUNTS.items()}

    @property
    def server_pid(self) -> None:
        """None: the engine lives in this process."""
        return None


class Neo4j:
    """A Neo4j server from its published jars, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        """Keep it in `folder`; nothing runs yet."""
        self._server = Neo4jServer(folder)
        uri, password = self._server.uri, self._server.password
        self.address = Address(uri=uri, username=self._server.username, password=password, database="neo4j")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        self._server.start()

    def stop(self) -> None:
        """Stop the server."""
        self._server.stop()

    def admin(self, *arguments: str) -> None:
        """Run a command of neo4j-admin, with the server stopped."""
        self._server.admin(*arguments)

    def counts(self) -> dict[str, int]:
        """What is stored, while the server runs."""
        with self.address.driver() as driver:
            return {name: int(driver.execute_query(text).records[0]["n"]) for name, text in COUNTS.items()}

    @property
    def server_pid(self) -> int | None:
        """The server's process, while it runs."""
        return self._server.pid


STORES: dict[str, type[Neo4j | Embedded]] = {"neo4j": Neo4j, "embedded": Embedded}
"""The kinds of store by the name of their engine."""
