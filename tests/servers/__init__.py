"""Real Neo4j servers for the tests, started from their published jars: no container, no mock, nothing installed.

`python -m tests.servers` fetches the jars ahead of time, so that a test run need not wait for them.
"""

from tests.servers.jars import VERSIONS, Missing, fetch, jars_of, java_for
from tests.servers.server import Server

__all__ = ["VERSIONS", "Missing", "Server", "fetch", "jars_of", "java_for"]
