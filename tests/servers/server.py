"""One running Neo4j server: its home folder, its process, its port and its password."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

from tests.servers.jars import jars_of, java_for

__all__ = ["Server"]

_FOLDERS = ("conf", "data", "logs", "plugins", "import", "run", "licenses")
_CONF = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.auth_max_failed_attempts=0
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
"""
_ENCRYPTED = """server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={folder}
dbms.ssl.policy.bolt.client_auth=NONE
"""
_CERTIFICATE = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_PATIENCE = 120.0  # seconds; ten are usual, a busy machine takes longer


class Server:
    """A Neo4j Community server of one version on loopback, with a free port, a random password and no data."""

    username = "neo4j"

    def __init__(self, version: str) -> None:
        """Starts the server and returns when it answers; raises Missing when Java or the jars are not there."""
        self.version = version
        self.java, self.jars = java_for(version), jars_of(version)
        self.password = secrets.token_hex(16)
        self.port = _free_port()
        self.encrypted = False
        self.home = Path(tempfile.mkdtemp(prefix=f"neo4j-{version}-"))
        self._make_home()
        self._process = self._start()
        self._wait()

    @property
    def uri(self) -> str:
        """The address for a driver."""
        return f"bolt://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Stops the server and removes its home folder."""
        self._process.kill()  # nothing in the home folder is of use to anyone, so it need not be put in order
        self._process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Self:
        """The running server itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stops the server."""
        self.stop()

    def _make_home(self) -> None:
        for folder in _FOLDERS:
            (self.home / folder).mkdir()
        conf = _CONF.format(port=self.port) + self._encryption()
        (self.home / "conf" / "neo4j.conf").write_text(conf, "utf-8")
        admin = self._java("org.neo4j.cli.AdminTool", "dbms", "set-initial-password", self.password)
        subprocess.run(admin, env=self._environment(), check=True, capture_output=True)

    def _encryption(self) -> str:
        """The settings that let it answer encrypted as well, with a certificate of its own; none without openssl."""
        openssl = shutil.which("openssl")
        self.encrypted = openssl is not None
        if openssl is None:
            return ""
        folder = self.home / "certificates"
        folder.mkdir()
        files = ("-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt"))
        subprocess.run([openssl, "req", *_CERTIFICATE, *files], check=True, capture_output=True)
        return _ENCRYPTED.format(folder=folder)

    def _start(self) -> subprocess.Popen[bytes]:
        main = (
            "org.neo4j.server.CommunityEntryPoint"
            if self.version.startswith("5.")
            else "org.neo4j.server.Neo4jCommunity"
        )
        command = self._java(main, f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        return subprocess.Popen(
            command,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _java(self, *command: str) -> list[str]:
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
        newer = ["--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"]
        flags = opens if self.version.startswith("5.") else opens + newer
        small = [
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
        ]  # tests want a quick start, not a quick peak
        return [str(self.java), *small, *flags, "-cp", f"{self.jars}/*", *command]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _wait(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        log = self.home / "logs" / "neo4j.log"
        while not (log.is_file() and "Started." in log.read_text("utf-8", "replace")):
            if self._process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text("utf-8", "replace")[-2000:] if log.is_file() else "nothing"
                self.stop()
                raise RuntimeError(f"Neo4j {self.version} did not start; its log says: {said}")
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
