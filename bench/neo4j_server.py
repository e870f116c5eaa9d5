"""A Neo4j server as one would run it for real work: memory to breathe, the full compiler, the jars the tests use.

The tests start theirs small and quick; a benchmark against a server held small would flatter us.
"""

import os
import secrets
import socket
import subprocess
import time
from pathlib import Path

from tests.servers import jars_of, java_for

__all__ = ["VERSION", "Neo4jServer", "free_port"]

VERSION = "5.26.26"

_FOLDERS = ("conf", "data", "logs", "plugins", "import", "run", "licenses")
_CONF = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
server.memory.heap.initial_size=2g
server.memory.heap.max_size=2g
server.memory.pagecache.size=1g
"""
_HEAP = "-Xmx2g"
_OPENS = tuple(
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
)
_PATIENCE = 180.0  # seconds


class Neo4jServer:
    """One Neo4j Community server with an empty database; nothing runs before `start`."""

    username = "neo4j"

    def __init__(self, home: Path) -> None:
        """Make the home folder; raises tests.servers.Missing when Java or the jars are not there."""
        self.home, self.port, self.password = home, free_port(), secrets.token_hex(16)
        self._java, self._jars = java_for(VERSION), jars_of(VERSION)
        for folder in _FOLDERS:
            (home / folder).mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text(_CONF.format(port=self.port), encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        """The address for a driver."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """The process, while it runs."""
        return self._process.pid if self._process else None

    def admin(self, *arguments: str) -> None:
        """Run a command of neo4j-admin while the server is stopped; a failure raises with what it said."""
        command = self._command("org.neo4j.cli.AdminTool", *arguments)
        ended = subprocess.run(command, env=self._environment(), capture_output=True, text=True, check=False)
        if ended.returncode:
            raise RuntimeError(f"neo4j-admin {' '.join(arguments[:3])}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}")

    def start(self) -> None:
        """Set the password, start, and return when the server answers."""
        self.admin("dbms", "set-initial-password", self.password)
        places = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        command = self._command("org.neo4j.server.CommunityEntryPoint", *places)
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, env=self._environment(), stdout=quiet, stderr=quiet)
        self._wait()

    def stop(self) -> None:
        """Stop the server; a second call does nothing."""
        if self._process:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def _wait(self) -> None:
        deadline, log = time.monotonic() + _PATIENCE, self.home / "logs" / "neo4j.log"
        while not (log.is_file() and "Started." in log.read_text(encoding="utf-8", errors="replace")):
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"Neo4j {VERSION} did not start within {_PATIENCE:.0f} s, see {log}")
            time.sleep(0.1)

    def _command(self, main: str, *arguments: str) -> list[str]:
        return [str(self._java), _HEAP, *_OPENS, "-cp", f"{self._jars}/*", main, *arguments]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
