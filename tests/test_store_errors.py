"""Every refusal of a store, in words that say what to do, and never with a credential in them."""

import contextlib
import logging
import socket
import subprocess
import sys
import threading
import time
import traceback
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from queries.errors import (
    CredentialsRefused,
    DatabaseMissing,
    DiskFull,
    QueryRefused,
    StoreBusy,
    StoreError,
    StoreUnreachable,
    server_refusal,
)
from queries.session import client_of, connect
from tests.things import COUNT_THINGS, LOAD_THINGS

HOUSE = Path(__file__).parent.parent
ON_SERVERS = pytest.mark.parametrize("place", ["neo4j-5.26", "neo4j-2026.09"], indirect=True)


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("", "begins with embedded: or neo4j://, .*; found :"),
        ("store", "begins with embedded: or neo4j://, .*; found store:"),
        ("embedded:", "found embedded:"),
        ("http://127.0.0.1:7474", "found http:"),
        ("bolt:127.0.0.1", "found bolt:"),
        ("neo4j://someone:word@127.0.0.1", "holds no user name and no password: give them as NEO4J_USERNAME"),
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_what_it_hides(uri, words):
    with pytest.raises(StoreError, match=words) as refusal:
        connect(uri, case_id="case-1")
    assert "word@" not in str(refusal.value)
    assert "someone" not in str(refusal.value)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"client": "neomodel"}, "there is no client 'neomodel'; expected driver or py2neo"),
        ({"engine": "wasm"}, "there is no engine 'wasm'; expected native or jvm"),
    ],
)
def test_a_client_or_engine_that_does_not_exist_is_refused(tmp_path, asked, words):
    with pytest.raises(StoreError, match=words):
        connect(f"embedded:{tmp_path}", case_id="case-1", **asked)


@pytest.mark.parametrize("uri", ["bolt://host.invalid:7687", "neo4j://host.invalid:7687"])
def test_a_host_that_does_not_exist_is_named(uri, client):
    with pytest.raises(StoreUnreachable, match=rf"{uri}: nothing answers there .*start the server, or correct"):
        connect(uri, case_id="case-1", client=client)


def test_something_else_that_listens_there_is_no_store(client):
    with socket.create_server(("127.0.0.1", 0)) as other:
        threading.Thread(target=_say, args=(other, b"HTTP/1.1 400 Bad Request\r\n\r\n"), daemon=True).start()
        port = other.getsockname()[1]
        with pytest.raises(StoreError, match=rf"bolt://127.0.0.1:{port}: "):
            connect(f"bolt://127.0.0.1:{port}", case_id="case-1", username="neo4j", password="word", client=client)


def _say(listener, words):
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.recv(64)
            connection.sendall(words)


@pytest.mark.parametrize(
    ("code", "message", "kind", "words"),
    [
        ("Neo.ClientError.Security.Unauthorized", "…", CredentialsRefused, "at: the server refused the user name or"),
        ("Neo.ClientError.Security.CredentialsExpired", "…", CredentialsRefused, "check NEO4J_USERNAME"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "Too many", CredentialsRefused, "at: Too many; .*wait"),
        ("Neo.ClientError.Database.DatabaseNotFound", "Graph not found: x", DatabaseMissing, "create the database"),
        ("Neo.DatabaseError.General.UnknownError", "No space left on device", DiskFull, "make room"),
        (
            "Neo.TransientError.Transaction.DeadlockDetected",
            "ForsetiClient…",
            StoreBusy,
            "find_x: .*Forseti.*try again",
        ),
        ("Neo.ClientError.Security.Forbidden", "LOAD CSV …", QueryRefused, "find_x: the server refused: LOAD CSV"),
        ("", "", QueryRefused, "find_x: the server refused: "),
    ],
)
def test_what_a_server_says_becomes_a_named_error(code, message, kind, words):
    error = server_refusal("at", code=code, message=message, query_name="find_x")
    assert type(error) is kind
    with pytest.raises(kind, match=words):
        raise error


class Relay:
    """A wire to a server that can be cut and mended."""

    def __init__(self, uri):
        self.target = (urlsplit(uri).hostname, urlsplit(uri).port)
        self.listener, self.pairs, self.port = None, [], 0
        self.mend()

    @property
    def uri(self):
        return f"bolt://127.0.0.1:{self.port}"

    def mend(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self):
        # close alone does not wake the thread that waits for a connection
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for end in self.pairs:
            with contextlib.suppress(OSError):  # the thread that passes its bytes may have closed it just now
                end.shutdown(socket.SHUT_RDWR)
        self.pairs.clear()

    def _accept(self, listener):
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            self.pairs += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass(one, other):
        try:
            while piece := one.recv(65536):
                other.sendall(piece)
        except OSError:
            pass
        for end in (one, other):
            with end:
                pass


@ON_SERVERS
def test_a_connection_that_breaks_is_said_soon_and_used_again_when_it_is_back(place, client):
    relay = Relay(place.uri)
    store = client_of(client)(relay.uri, username=place.username, password=place.password, database=None, patience=1.0)
    assert store.read(COUNT_THINGS) == [{"things": 0}]
    relay.cut()
    for attempt in (
        lambda: store.read(COUNT_THINGS),
        lambda: store.write(lambda run: run(LOAD_THINGS, rows=[{"id": "a", "text": "x"}])),
    ):
        began = time.monotonic()
        with pytest.raises(StoreUnreachable, match=rf"{relay.uri}: nothing answers there"):
            attempt()
        assert time.monotonic() - began < 15.0
    relay.mend()
    assert store.write(lambda run: run(LOAD_THINGS, rows=[{"id": "a", "text": "x"}])) == [{"written": 1}]
    assert store.read(COUNT_THINGS) == [{"things": 1}]
    store.close()
    relay.cut()


@ON_SERVERS
def test_a_short_break_is_not_noticed(place, client):
    relay = Relay(place.uri)
    store = client_of(client)(relay.uri, username=place.username, password=place.password, database=None, patience=10.0)
    assert store.read(COUNT_THINGS) == [{"things": 0}]
    relay.cut()
    threading.Timer(0.5, relay.mend).start()
    assert store.write(lambda run: run(LOAD_THINGS, rows=[{"id": "a", "text": "x"}])) == [{"written": 1}]
    store.close()
    relay.cut()


def test_no_credential_is_logged_shown_or_kept(place, client, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)  # everything that any library would ever log
    errors = []
    with place.connect(client=client) as store:
        store.write(lambda run: run(LOAD_THINGS, rows=[{"id": "a", "text": "x"}]))
        password = place.password or (tmp_path / "store" / "password").read_text("utf-8")
        for refused in (
            lambda: store.read(replace(COUNT_THINGS, text="MATCH (t RETURN")),
            lambda: store.write(lambda run: run(LOAD_THINGS)),
            lambda: place.connect("case-2", client=client),
        ):
            with pytest.raises(StoreError) as refusal:
                refused()
            errors.append("".join(traceback.format_exception(refusal.value)))
        assert password not in repr(store) + repr(store.client) + repr(vars(store))
    if not place.embedded:
        with pytest.raises(StoreError) as refusal:
            connect(place.uri.replace("127.0.0.1", "host.invalid"), case_id="c", username="neo4j", password=password)
        errors.append("".join(traceback.format_exception(refusal.value)))
    assert password not in caplog.text
    assert [error for error in errors if password in error] == []
    kept = [f.name for f in tmp_path.rglob("*") if f.is_file() and password.encode() in f.read_bytes()]
    assert kept == (["password"] if place.embedded else [])


def test_py2neo_that_is_not_installed_says_how_to_get_it(tmp_path):
    done = _python(
        "import sys; sys.modules['py2neo'] = None",
        "from queries.session import connect",
        f"connect('embedded:{tmp_path / 'store'}', case_id='case-1', client='py2neo')",
    )
    assert "NotInstalled: the client py2neo is an optional part and not installed: pip install 'silsila" in done.stderr


def test_the_door_is_light():
    done = _python(
        "import sys, queries.session",
        "heavy = {'neo4j', 'py2neo', 'arcadedb', 'arcadedb_embedded', 'pandas', 'numpy', 'pyarrow', 'filelock'}",
        "print(sorted(heavy & set(sys.modules)))",
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_opening_a_case_imports_no_tables_and_not_the_other_client(tmp_path):
    done = _python(
        "import sys",
        "from queries.session import connect",
        f"connect('embedded:{tmp_path / 'store'}', case_id='case-1').close()",
        "heavy = {'py2neo', 'arcadedb_embedded', 'pandas', 'numpy', 'pyarrow'}",
        "print(sorted(heavy & set(sys.modules)))",
        "import pandas, numpy; print(pandas.DataFrame({'a': numpy.arange(3)}).a.sum())",
    )
    assert (done.stdout, done.stderr) == ("[]\n3\n", "")


def _python(*lines):
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], env={"PYTHONPATH": str(HOUSE)}, capture_output=True, text=True
    )
