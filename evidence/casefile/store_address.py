"""The address of a case's store: what it may look like, and why a password can never be part of it.

It stands apart because every message about a wrong address has to leave out what might be a secret in it.
"""

from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from evidence.refusals import CaseRefused

__all__ = ["EMBEDDED", "checked_address", "is_embedded", "resolved_address"]

EMBEDDED = "embedded:"
_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_EXPECTED = "expected embedded:store, neo4j://host:7687, neo4j+s://host or bolt://host:7687"


def is_embedded(address: str) -> bool:
    """Whether the store lives inside the case folder."""
    return address.startswith(EMBEDDED)


def checked_address(address: str) -> str:
    """`address` unchanged, when it names a folder of the case or a server and nothing else.

    Raises CaseRefused for credentials in the address, for anything after the host, and for a folder outside the case.
    No message repeats a part of the address that could be a password.
    """
    return _checked_folder(address) if is_embedded(address) else _checked_server(address)


def _checked_folder(address: str) -> str:
    name = address.removeprefix(EMBEDDED)
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or ".." in path.parts or path.is_absolute() or PureWindowsPath(name).drive:
        raise CaseRefused(f"store is {address!r}, expected embedded:<a folder inside the case>, such as embedded:store")
    return address


def _checked_server(address: str) -> str:
    if "@" in address:
        raise CaseRefused(
            "store holds a user name or a password (there is an @ in it): case.toml is copied and shared, so write the "
            "host alone, such as neo4j://host:7687, and set NEO4J_USERNAME and NEO4J_PASSWORD in the environment"
        )
    try:
        parts = urlsplit(address)
        known = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as wrong:
        raise CaseRefused(f"store has a host or port that cannot be read, {_EXPECTED}") from wrong
    if not known:
        raise CaseRefused(f"store is not an address, {_EXPECTED}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise CaseRefused(f"store has something after {parts.scheme}://{parts.netloc}, expected the host alone")
    return address


def resolved_address(address: str, folder: Path) -> str:
    """The address as a client can open it from anywhere: an embedded folder becomes an absolute path."""
    return f"{EMBEDDED}{folder / address.removeprefix(EMBEDDED)}" if is_embedded(address) else address
