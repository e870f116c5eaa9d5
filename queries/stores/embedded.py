"""The embedded engine, ArcadeDB over Bolt: everything in which it differs from a server, each with its reason.

The official driver and the same Cypher reach it over loopback, so nothing outside this file knows that it is there.
"""

import hashlib
import re
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from queries.errors import (
    CaseLocked,
    CredentialsRefused,
    EngineFailed,
    EngineTooOld,
    NotInstalled,
    StoreBusy,
    StoreError,
    StoreUnreachable,
)
from queries.session import Row, Run, Store, client_of
from queries.stores.engine import Engine, Server, free_ports
from queries.stores.lean_import import lean_import
from queries.stores.process import environment, no_error_stream, take_signals_back
from queries.stores.store_folder import StoreFolder, folder_in_words, refuse_if_full

if TYPE_CHECKING:
    from queries.catalogue import Query

__all__ = ["EmbeddedStore", "start"]

T = TypeVar("T")

_HOST, _USER, _DATABASE = "127.0.0.1", "root", "case"
_SETTINGS = {
    "host": _HOST,  # the engine opens an HTTP port whether one wants it or not: loopback only
    "bolt_host": _HOST,  # by default every interface of the machine
    "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    "server_saltIterations": 1,  # 65,536 slow a start by 0.1 s to guard weak passwords; ours has 256 random bits
    "serverMetrics": False,  # threads that count what nobody reads
    "server_healthCheck_enabled": False,
    "txWalFlush": 1,  # by default a power cut takes what was confirmed last; with batches the flush costs nothing
    "bolt_maxMessageSize": 64 * 1024 * 1024,  # at the default of 16 MB a larger message hangs the connection
    # A transaction holds a copy of every page it changes, and new relationships change pages all over a case: with the
    # default of 64 KB that is hundreds of megabytes.
    "bucketDefaultPageSize": 16 * 1024,
    "queryMaxHeapElementsAllowedPerOp": 50_000_000,  # at the default of 500,000 ORDER BY over a whole case is an error
}
# LOAD CSV reads any file of the machine. The settings above do not reach it; a database's own settings do.
_LOAD_CSV = ("arcadedb.opencypher.loadCsv.allowFileUrls", "arcadedb.opencypher.loadCsv.allowRemoteUrls")
_NO_LOG = "handlers=\n.level=OFF\n"  # its log would hold the words of failed queries, of every case of the process
_MODULES = {"native": "arcadedb", "jvm": "arcadedb_embedded"}
_PORT_TAKEN = re.compile(r"plugin: Neo4j-Bolt|Unable to listen")
_WAITS = (0.0, 0.05, 0.2, 1.0)  # seconds before each repetition


class EmbeddedStore(Store):
    """The store of a folder through any client: one writer at a time, and an engine that comes back."""

    rows_at_once = 1_000  # see _SETTINGS: what a transaction changes is held in memory

    def __init__(self, path: Path, *, client: str, engine: str, patience: float = 60.0) -> None:
        """Starts or joins the engine of the folder; `patience` is how many seconds to wait for another writer."""
        self._open, self._patience = client_of(client), patience
        self._reviving, self._closed = threading.Lock(), False
        with folder_in_words(path):
            self._engine = Engine.of(path, partial(start, kind=engine))
        self._folder = self._engine.folder
        try:
            self._inner = self._reach()
        except BaseException:
            self._engine.leave()
            raise

    @property
    def client(self) -> object:
        """The client's own object. What is written through it takes no turn: let no one else write meanwhile."""
        return self._inner.client

    def _reach(self) -> Store:
        try:
            return self._opened()
        except (CredentialsRefused, StoreUnreachable):  # the engine changed hands between the port and the password
            time.sleep(_WAITS[-1])
        try:
            return self._opened()
        except CredentialsRefused as error:
            running = self._folder.running()
            raise CaseLocked(
                f"{self._folder.path}: the password file is not of the engine that runs (process"
                f" {running.pid if running else 'unknown'}); end that process, then run the same command again"
            ) from error

    def _opened(self) -> Store:
        with folder_in_words(self._folder.path):
            port, password = self._engine.reach(), self._folder.password()
        # No patience of its own: it would wait for a dead engine, and here a conflict is for us to repeat.
        return self._open(f"bolt://{_HOST}:{port}", username=_USER, password=password, database=_DATABASE, patience=0.0)

    def _read(self, query: "Query", parameters: dict[str, object]) -> list[Row]:
        return self._again(lambda inner: inner.read(query, **parameters))

    def write(self, work: Callable[[Run], T]) -> T:
        """What `work` returns, committed as one transaction; see `Store.write`: `work` may be called again.

        Two writers at once stall this engine for ever, so each waits for its turn; CaseLocked when it does not come.
        """
        with self._folder.writing(self._patience):
            try:
                return self._again(lambda inner: inner.write(work))
            except StoreError as error:
                if error.__cause__ is not None:  # the engine's words, which for a full disk are "error on commit"
                    refuse_if_full(self._folder.path, error)
                raise

    def constrain(self, queries: Sequence["Query"]) -> None:
        """Makes sure of the constraints; a folder that remembers these very ones is opened without a turn to write."""
        digest = hashlib.sha256("\n".join(query.text for query in queries).encode()).hexdigest()
        made = self._folder.remembered("constraints")
        if digest not in made:
            super().constrain(queries)
            self._folder.remember("constraints", f"{made}{digest}\n")

    def _again(self, attempt: Callable[[Store], T]) -> T:
        for wait in _WAITS:
            inner = self._inner
            try:
                return attempt(inner)
            except StoreUnreachable:
                self._revive(inner)
            except StoreBusy:
                time.sleep(wait)
        return attempt(self._inner)

    def _revive(self, broken: Store) -> None:
        """Reaches the engine anew: the process that ran it has ended, and the next one to ask runs it."""
        with self._reviving:
            if self._inner is broken and not self._closed:
                broken.close()
                self._inner = self._reach()

    def close(self) -> None:
        """Gives back the connections; the last store of the process stops the engine if the process runs it."""
        with self._reviving:
            closed, self._closed = self._closed, True
        if not closed:
            try:
                self._inner.close()
            finally:
                self._engine.leave()

    def __repr__(self) -> str:
        """The case and the folder."""
        return f"<store of case {self.case_id} in {self._folder.path}>"


def start(folder: StoreFolder, *, kind: str) -> tuple[Server, int]:
    """The engine of a folder, started in this process, and its Bolt port; `kind` is "native" or "jvm".

    Raises NotInstalled, EngineTooOld, DiskFull, or EngineFailed for anything else that keeps it from starting.
    """
    module, version = _load(kind, folder.log)
    _check_version(folder, version)
    if not (folder.path / "databases" / _DATABASE).exists():
        folder.remember("constraints", "")
    # A new password for each run: one that was read somewhere is of no use later. The engine keeps the old one's hash.
    (folder.path / "config" / "server-users.jsonl").unlink(missing_ok=True)
    for event_log in folder.log.glob("server-event-log-*"):  # one more with each start
        event_log.unlink(missing_ok=True)
    server, port = _serve(module, folder.path, folder.new_password())
    try:
        database = server.create_database(_DATABASE)
        for setting in _LOAD_CSV:
            database.command("sql", f"ALTER DATABASE `{setting}` false")
        folder.remember("engine", version)
    except BaseException as error:
        server.stop()
        if isinstance(error, module.ArcadeDBError):
            raise _failed(folder.path, error) from error
        raise
    return server, port


def _load(kind: str, log: Path) -> tuple[ModuleType, str]:
    """The engine's module, loaded so that it writes nothing outside the folder, and the version of the engine in it."""
    log.mkdir(exist_ok=True)
    try:
        module = lean_import(_MODULES[kind])
    except ImportError as missing:
        extra = "silsila-workbench[jvm]" if kind == "jvm" else "silsila-workbench"
        raise NotInstalled(f"the {kind} engine is not installed: pip install '{extra}'") from missing
    version = _quiet_native(log, module) if kind == "native" else _quiet_jvm(log)
    take_signals_back()  # at SIGTERM both engines abort the process, one with a core dump
    return module, version


def _quiet_native(log: Path, module: ModuleType) -> str:
    lean_import("arcadedb._native.server")
    from arcadedb import _logdir  # noqa: PLC0415 - an engine is loaded when a case is opened, not before
    from arcadedb._native import lib  # noqa: PLC0415

    _logdir.NATIVE_ENGINE_LOG_PROPERTIES = _NO_LOG  # its own text logs to the console and to a file
    with environment(ARCADEDB_LOG_DIR=str(log), ARCADEDB_LOG_CONSOLE="0"):
        lib._load()  # reads both, the first time
    return str(module.ENGINE_VERSION)


def _quiet_jvm(log: Path) -> str:
    from arcadedb_embedded import _version, jvm  # noqa: PLC0415

    if not jvm.jpype.isJVMStarted():
        (log / "logging.properties").write_text(_NO_LOG, "utf-8")
        # Java announces an incubating module on the error stream, and nothing but this turns that off.
        with environment(ARCADEDB_JVM_ERROR_FILE=str(log / "crash-%p.log")), no_error_stream():
            jvm.start_jvm(jvm_args=["--sun-misc-unsafe-memory-access=allow"])  # else it warns there later
        # Not as an argument: those lose the letters that are outside the machine's own alphabet.
        jvm.jpype.java.lang.System.setProperty("java.util.logging.config.file", str(log / "logging.properties"))
    return str(_version.__version__)


def _check_version(folder: StoreFolder, installed: str) -> None:
    """Refuses files of a newer engine: this one might read them wrongly, or not at all."""
    written = folder.remembered("engine")
    if _numbers(written) > _numbers(installed):
        raise EngineTooOld(
            f"{folder.path}: engine version too new: the files were written by {written}, installed is {installed};"
            " update with pip install --upgrade silsila-workbench, or open the case where it was last opened"
        )


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def _serve(module: ModuleType, path: Path, password: str) -> tuple[Any, int]:
    """A running server and its Bolt port; other ports when someone was faster to take the free ones."""
    for attempts_left in reversed(range(5)):
        bolt, http = free_ports()
        config = {**_SETTINGS, "bolt_port": bolt, "http_port": http}
        server = module.create_server(root_path=str(path), root_password=password, config=config)
        try:
            server.start()
        except module.ArcadeDBError as error:
            if not attempts_left or not _PORT_TAKEN.search(str(error)):
                raise _failed(path, error) from error
        else:
            return server, bolt
    raise AssertionError("the last attempt returns or raises")


def _failed(path: Path, error: Exception) -> StoreError:
    refuse_if_full(path, error)
    return EngineFailed(f"{path}: the embedded engine does not start: {error}; is another program using the folder?")
