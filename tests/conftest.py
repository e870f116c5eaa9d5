"""What every test may ask for: an empty store on each engine, a browser, and a server's deprecations as failures.

A store is real: the embedded engine by both its modules, and two Neo4j servers started from their jars on first use.
What a machine lacks is skipped with what to install; with SILSILA_REQUIRE_ALL=1 it is a failure instead.
"""

import importlib.util
import logging
import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from queries.session import CLIENTS, Store, connect
from tests.servers import Missing, Server, jars_of, java_for

ENGINES = {"native": "arcadedb", "jvm": "arcadedb_embedded"}
SERVERS = {"neo4j-5.26": "5.26.26", "neo4j-2026.09": "2026.09.0"}
LONGEST = (
    "test_spread",
    "test_app_browser",
    "test_command_extract",
    "test_offline_import",
    "test_ingest_kill",
    "test_command",
)
# the engine in a JVM: tests want a quick start, not a quick peak
os.environ.setdefault("ARCADEDB_JVM_ARGS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
PLACES = [*ENGINES, *(pytest.param(name, marks=pytest.mark.server) for name in SERVERS)]


@dataclass(frozen=True)
class Place:
    """Somewhere a case can be stored: the address and what is needed to open it."""

    name: str
    uri: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    engine: str = "native"

    @property
    def embedded(self) -> bool:
        """Whether the store is a folder and not a server."""
        return self.name in ENGINES

    def connect(self, case_id: str = "case-1", *, title: str = "The first case", client: str = "driver") -> Store:
        """A store of a case here; the caller closes it."""
        return connect(
            self.uri,
            case_id=case_id,
            title=title,
            username=self.username,
            password=self.password,
            client=client,
            engine=self.engine,
        )

    def empty(self) -> None:
        """Takes everything out of a server's database; a folder is a new one for each test anyway."""
        if not self.embedded:
            _empty(self)


@pytest.hookimpl(tryfirst=True)  # the marks must be there when xdist reads them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes longest first, keeps files together, and skips what this machine cannot run.

    A file's tests stay in one process (`--dist loadgroup`), but for those on a server: all of one server's are in one,
    so that it starts once. The skip is a mark, so that the summary says it once a file and not once a test.
    """
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=lambda item: (_group(item) not in SERVERS, _rank(item.path.stem)))
    if os.environ.get("SILSILA_REQUIRE_ALL") == "1":
        return
    reasons = {name: reason for name in (*ENGINES, *SERVERS) if (reason := _lacks(name))}
    for item in items:
        for place in _places(item) & set(reasons):
            item.add_marker(pytest.mark.skip(reasons[place]))


def _places(item: pytest.Item) -> set[str]:
    """The places that a test is run on."""
    params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return {str(params[name]) for name in ("place", "module_place") if name in params}


def _group(item: pytest.Item) -> str:
    """The server that a test needs, or the file it is in."""
    return min(_places(item) & set(SERVERS), default=item.path.stem)


def _rank(file: str) -> int:
    return LONGEST.index(file) if file in LONGEST else len(LONGEST)


def _lacks(name: str) -> str:
    """What this machine lacks for a place, and how to get it; empty when nothing."""
    if name in ENGINES:
        found = importlib.util.find_spec(ENGINES[name])
        return "" if found else f"the {name} engine is not installed: pip install 'silsila-workbench[jvm]'"
    try:
        java_for(SERVERS[name])
        jars_of(SERVERS[name])
    except Missing as missing:
        return str(missing)
    return ""


def lacking(reason: str) -> None:
    """Skips the test for what this machine lacks; fails it where everything is required."""
    if os.environ.get("SILSILA_REQUIRE_ALL") == "1":
        pytest.fail(f"SILSILA_REQUIRE_ALL=1, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[str, Server]]:
    """The servers that this session has started so far, by version; all are stopped at its end."""
    started: dict[str, Server] = {}
    yield started
    for server in started.values():
        server.stop()


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Each place in turn, empty; for one only: `@pytest.mark.parametrize("place", ["native"], indirect=True)`."""
    return _place(request, tmp_path / "store")


@pytest.fixture(scope="module", params=[place for place in PLACES if place != "jvm"])
def module_place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Like `place`, but one for a whole module, which leaves in it what it likes.

    Without the JVM: it is the native engine in another wrapping, and the contract of a store is tested with both.
    """
    return _place(request, tmp_path_factory.mktemp("module") / "store")


@pytest.fixture(scope="module")
def module_store(module_place: Place) -> Iterator[Store]:
    """A store of the case "case-1" in each place in turn, one for a whole module."""
    with module_place.connect() as opened:
        yield opened


def _place(request: pytest.FixtureRequest, folder: Path) -> Place:
    if reason := _lacks(request.param):
        lacking(reason)
    if request.param in ENGINES:
        return Place(request.param, f"embedded:{folder}", engine=request.param)
    place = _server(request.param, request.getfixturevalue("servers"))
    place.empty()
    return place


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> str:
    """The name of each client in turn."""
    if importlib.util.find_spec("neo4j" if request.param == "driver" else request.param) is None:
        lacking("py2neo is not installed: pip install 'silsila-workbench[py2neo]'")
    return str(request.param)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An empty store of the case "case-1" in each place in turn, through the official driver."""
    with place.connect() as opened:
        yield opened


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The Chromium of this machine, for Playwright's `executable_path`."""
    named = os.environ.get("SILSILA_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), ""
    )
    if not named or not Path(named).is_file():
        lacking("no Chromium was found: install it (Debian: chromium) or name it in SILSILA_CHROMIUM")
    return Path(named)


@pytest.fixture
def unused_port() -> int:
    """A port of loopback on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(autouse=True)
def deprecations() -> Iterator[list[str]]:
    """What servers called deprecated during the test: a failure, unless the test takes it out of the list."""
    seen = _Deprecations()
    log = logging.getLogger("neo4j.notifications")
    log.addHandler(seen)
    yield seen.messages
    log.removeHandler(seen)
    if seen.messages:
        pytest.fail("the server calls deprecated what a query uses:\n" + "\n".join(seen.messages), pytrace=False)


class _Deprecations(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "DEPRECATION" in (message := record.getMessage()):
            self.messages.append(message)


def _server(name: str, started: dict[str, Server]) -> Place:
    version = SERVERS[name]
    if version not in started:
        started[version] = Server(version)
    server = started[version]
    return Place(name, server.uri, server.username, server.password)


def _empty(place: Place) -> None:
    from queries.stores.driver import DriverStore  # only now: a test without a store does not wait for the driver

    with (
        DriverStore(place.uri, username=place.username, password=place.password, database=None) as store,
        store.client.session() as session,
    ):
        # more than one transaction's worth may lie there, and its memory is small
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
