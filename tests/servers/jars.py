"""The jars of a Neo4j version and the Java that runs them: found where they are, or fetched with Maven."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["VERSIONS", "Missing", "fetch", "jars_of", "java_for"]

VERSIONS = {"5.26.26": 17, "2026.09.0": 21}
"""The server versions that the tests use, each with the oldest Java that runs it: the long-term line and the newest."""

_ARTIFACTS = (("org.neo4j.app", "neo4j-server"), ("org.neo4j", "neo4j"), ("org.neo4j", "neo4j-import-tool"))
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>silsila</groupId><artifactId>servers</artifactId><version>1</version>
  <dependencies>{dependencies}</dependencies>
</project>
"""
_DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"


class Missing(Exception):
    """Something that a server needs is not on this machine; the message says what, and how to get it."""


def jars_of(version: str) -> Path:
    """The folder of a version's jars; raises Missing when they have not been fetched."""
    folder = _cache() / version / "lib"
    if not any(folder.glob("neo4j-server-*.jar")):
        raise Missing(
            f"the jars of Neo4j {version} are not in {folder.parent.parent}:"
            " `python -m tests.servers` fetches them with Maven"
        )
    return folder


def fetch(version: str) -> Path:
    """The folder of a version's jars, fetched with Maven when they are not there yet (about 150 MB, a minute)."""
    try:
        return jars_of(version)
    except Missing:
        _download(version)
    return jars_of(version)


def java_for(version: str) -> Path:
    """The oldest Java of this machine that is new enough for a server version; raises Missing when there is none."""
    least = VERSIONS[version]
    found = sorted((major, java) for java in _javas() if (major := _major(java)) >= least)
    if not found:
        raise Missing(
            f"Neo4j {version} needs Java {least} or newer and none was found:"
            f" install one (Debian: openjdk-{least}-jre-headless) or point JAVA_HOME_{least} at it"
        )
    return found[0][1]


def _cache() -> Path:
    return Path(os.environ.get("SILSILA_SERVERS") or Path.home() / ".cache" / "silsila-servers")


def _download(version: str) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(f"Maven is needed to fetch the jars of Neo4j {version}: install it (Debian: maven)")
    target = _cache() / version
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as work:  # a fetch that is cut off leaves no half-filled lib
        dependencies = "".join(_DEPENDENCY.format(group, artifact, version) for group, artifact in _ARTIFACTS)
        Path(work, "pom.xml").write_text(_POM.format(dependencies=dependencies), "utf-8")
        goal = ("dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime")
        subprocess.run([maven, "-q", "-B", *goal], cwd=work, check=True)
        Path(work, "lib").rename(target / "lib")


def _javas() -> set[Path]:
    """Every `java` that the environment, the path or the usual folder names."""
    homes = [Path(home) for name, home in os.environ.items() if re.fullmatch(r"JAVA_HOME(_\d+)?", name) and home]
    homes += Path("/usr/lib/jvm").glob("*") if Path("/usr/lib/jvm").is_dir() else []
    javas = {home.resolve() / "bin" / "java" for home in homes}
    if on_path := shutil.which("java"):
        javas.add(Path(on_path).resolve())
    return {java for java in javas if java.is_file()}


def _major(java: Path) -> int:
    """The major version of a Java by its `release` file: starting each one to ask would cost a second."""
    release = java.parent.parent / "release"
    text = release.read_text("utf-8") if release.is_file() else ""
    match = re.search(r'^JAVA_VERSION="(\d+)', text, re.MULTILINE)
    return int(match[1]) if match else 0
