"""The machine a figure comes from, and the memory a process has held."""

import os
import platform
import resource
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["cpu_seconds", "ended_peak_mb", "facts", "peak_mb"]

_PACKAGES = ("neo4j", "arcadedb", "py2neo", "networkx", "streamlit")


def facts() -> dict[str, object]:
    """Processor, cores, memory, operating system, Python and the versions that matter, and when."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "load_average": [round(load, 2) for load in os.getloadavg()],
    }


def peak_mb(pid: int | None = None) -> float | None:
    """The most memory a process has held since it began, in MB; this process when `pid` is None.

    Linux tells it of any process; elsewhere it is known of this one only, and None of another.
    """
    status = Path(f"/proc/{pid or 'self'}/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return round(int(held.split()[1]) / 1024, 1)
    return None if pid else ended_peak_mb(resource.RUSAGE_SELF)


def ended_peak_mb(whose: int = resource.RUSAGE_CHILDREN) -> float:
    """The most memory any one child of this process has held that has come and gone, in MB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return round(resource.getrusage(whose).ru_maxrss / unit, 1)


def cpu_seconds(pid: int | None = None) -> float | None:
    """Processor time spent since a process began, in all its threads; this process and its ended children for None.

    It is steadier than the clock where a machine is shared. Of another process it is known on Linux only.
    """
    if pid is None:
        return sum(os.times()[:4])
    status = Path(f"/proc/{pid}/stat")
    if not status.exists():
        return None
    spent = status.read_text().rpartition(") ")[2].split()[11:13]  # the name before the bracket may hold spaces
    return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
