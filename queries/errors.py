"""What can be wrong between a case and its store, each named for what the user can do something about.

A message says where, what was found, what was expected and what to do. No message holds a user name or a password.
"""

__all__ = [
    "CaseLocked",
    "CredentialsRefused",
    "DatabaseMissing",
    "DatabaseTaken",
    "DiskFull",
    "EngineFailed",
    "EngineTooOld",
    "NotInstalled",
    "QueryRefused",
    "RowTooLarge",
    "StoreBusy",
    "StoreError",
    "StoreUnreachable",
    "server_refusal",
    "unreachable",
]


class StoreError(Exception):
    """Anything that the store refuses or cannot do; the message is for the user."""


class StoreUnreachable(StoreError):
    """Nothing answers at the address, or the connection broke and did not come back."""


class CredentialsRefused(StoreError):
    """The server answers and does not accept the user name and password."""


class DatabaseMissing(StoreError):
    """The server has no database of that name."""


class DatabaseTaken(StoreError):
    """The database is marked as another case's."""


class CaseLocked(StoreError):
    """Another process runs the engine of this case and does not answer, or writes and does not finish."""


class EngineTooOld(StoreError):
    """The files of the store were written by a newer engine than the one installed."""


class EngineFailed(StoreError):
    """The embedded engine does not start."""


class DiskFull(StoreError):
    """The disk of the store has no room for what was to be written."""


class StoreBusy(StoreError):
    """The server put the same work off again and again."""


class NotInstalled(StoreError):
    """An optional part that was asked for is not installed."""


class QueryRefused(StoreError):
    """The query and what was asked of it do not fit: a verb, a parameter, a column, or the server's own refusal."""


class RowTooLarge(StoreError):
    """One row alone is larger than a whole batch may be."""


_FULL = ("no space left on device", "disk full", "not enough space on the disk", "disk quota exceeded")


def server_refusal(where: str, *, code: str, message: str, query_name: str = "") -> StoreError:
    """The error for a server's refusal, by the status code that every client passes on; `where` is the address."""
    what = query_name or where
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return DatabaseMissing(f"{where}: {message}; check NEO4J_DATABASE, or create the database on the server")
    if code == "Neo.ClientError.Security.AuthenticationRateLimit":
        return CredentialsRefused(f"{where}: {message}; check NEO4J_USERNAME and NEO4J_PASSWORD, and wait a while")
    if code in ("Neo.ClientError.Security.Unauthorized", "Neo.ClientError.Security.CredentialsExpired"):
        return CredentialsRefused(
            f"{where}: the server refused the user name or the password; check NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if any(words in message.lower() for words in _FULL):
        return DiskFull(f"{where}: the disk of the server is full; make room, then run the same command again")
    if code.startswith("Neo.TransientError."):
        return StoreBusy(f"{what}: the server put it off again and again: {message}; try again later")
    return QueryRefused(f"{what}: the server refused: {message}")


def unreachable(where: str, reason: BaseException) -> StoreUnreachable:
    """The error for an address where no store answers; `reason` is the client's own."""
    found = " ".join(str(reason).partition(" Please ensure")[0].split())[:300]
    certificate = ""
    if where.partition(":")[0].endswith("+s"):
        certificate = "; if it runs, this machine may not trust its certificate (+ssc leaves that unchecked)"
    return StoreUnreachable(
        f"{where}: nothing answers there ({found}); start the server, or correct the address and port{certificate}"
    )
