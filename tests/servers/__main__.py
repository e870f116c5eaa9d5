"""Fetches the jars of every server version that the tests use: `python -m tests.servers`."""

from tests.servers.jars import VERSIONS, fetch

for version in VERSIONS:
    print(f"Neo4j {version}: {fetch(version)}")
