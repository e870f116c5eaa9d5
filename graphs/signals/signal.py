"""One signal of one account: a value with everything a reader needs to weigh it.

It lives apart because every signal has the same shape, whatever it is computed from.
"""

from dataclasses import asdict, dataclass

__all__ = ["COLUMNS", "VERSION", "Signal"]

VERSION = "1"
"""Of the definitions in this room: another number whenever the same rows would give another value."""

COLUMNS = ("name", "value", "unit", "n", "window", "reason", "method", "version", "evidence", "caveat")


@dataclass(frozen=True, slots=True)
class Signal:
    """A value, its unit, what it rests on and what it does not say; `value` is None when it was suppressed."""

    name: str
    value: float | str | None
    unit: str
    n: int
    """Observations that it rests on."""
    window: str
    """The time it covers, in words."""
    reason: str
    """The finding, or why there is none, in a sentence."""
    method: str
    """The definition, with its source."""
    evidence: tuple[str, ...]
    """Citations "<source id>:<line>", or ids of the messages and accounts it rests on."""
    caveat: str
    """What else it is consistent with."""
    version: str = VERSION

    def as_row(self) -> dict[str, object]:
        """The same as a row with the columns COLUMNS."""
        row = asdict(self)
        return {name: list(row[name]) if name == "evidence" else row[name] for name in COLUMNS}
