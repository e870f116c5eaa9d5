"""The house as architecture fixes it: who may import whom, and that our generic names are ours alone."""

import ast
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
ROOMS = {"app", "cli", "data", "evidence", "graphs", "ingest", "queries", "views", "bench"}
MAY_IMPORT = {
    "graphs": set(),
    "queries": set(),
    "data": set(),
    "ingest": {"queries"},
    "evidence": {"graphs", "queries"},
    "views": {"data", "evidence", "graphs", "ingest", "queries"},
    "app": {"data", "evidence", "graphs", "ingest", "queries", "views"},
    "cli": {"bench", "data", "evidence", "graphs", "ingest", "queries", "views"},
}
OWN = ["app", "bench", "cli", "data", "evidence", "graphs", "ingest", "queries", "views"]


def sources(room: str) -> list[Path]:
    place = HOUSE / room
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_dependencies_run_one_way(room: str) -> None:
    allowed = MAY_IMPORT[room] | {room}
    wrong = {file.name: found for file in sources(room) if (found := imported(file) & ROOMS - allowed)}
    assert wrong == {}


def test_only_the_app_and_its_views_import_streamlit() -> None:
    others = [file for room in ROOMS - {"app", "views"} for file in sources(room)]
    assert [str(file) for file in others if "streamlit" in imported(file)] == []


def test_only_the_queries_import_a_database_driver() -> None:
    others = [file for room in ROOMS - {"queries", "bench"} for file in sources(room)]
    assert [str(file) for file in others if imported(file) & {"neo4j", "py2neo", "arcadedb"}] == []


@pytest.mark.parametrize("name", OWN)
def test_no_other_distribution_owns_our_package_names(name: str) -> None:
    assert set(packages_distributions().get(name, ["silsila-workbench"])) == {"silsila-workbench"}


def test_no_room_is_called_after_nothing() -> None:
    nameless = {"utils", "helpers", "common", "constants", "models", "services", "managers", "base"}
    assert [str(file) for room in ROOMS for file in sources(room) if file.stem in nameless] == []


def test_every_package_is_listed_for_the_wheel() -> None:
    listed = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    rooms = [room for room in OWN if (HOUSE / room).is_dir()]
    there = {
        ".".join(folder.relative_to(HOUSE).parts)
        for room in rooms
        for folder in [HOUSE / room, *(HOUSE / room).rglob("*")]
        if (folder / "__init__.py").exists()
    }
    assert sorted(listed) == sorted(there)


def test_the_lock_names_no_index_and_pins_by_hash() -> None:
    lock = (HOUSE / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    assert lock.count("==") <= lock.count("--hash=sha256:")


def test_the_files_speak_only_of_the_project() -> None:
    strange = ["/wor" + "k/", "/far" + "m/", ".libra" + "ry", "/tmp" + "/"]
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    texts = [HOUSE / name for name in tracked.stdout.split() if not name.endswith(".lock")]
    found = {t.name: w for t in texts if t.is_file() for w in strange if w in t.read_text("utf-8", errors="replace")}
    assert found == {}
