"""Something in a text by which an account can be reached or recognised, before it is a statement."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.extraction.statements import SeenIdentifier

__all__ = ["Found", "free"]

_KEPT_APART = frozenset({"handle"})  # an @name is a mention or a target, never an identifier by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found; `start` and `end` count characters of the matching form, the span those of the raw text.

    `target` is the account it names, `@name` or a number in E.164 or an address of mail; None when it names no account.
    `literal` says that the name is written with its @. `parameters` are those of a link: `text`, `start` and so on.
    """

    scheme: str
    value: str
    start: int
    end: int
    span_start: int
    span_end: int
    rule: str
    confidence: float
    target: str | None = None
    platform: str | None = None
    literal: bool = False
    checksum_ok: bool | None = None
    platform_owned: bool = False
    network: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def is_identifier(self) -> bool:
        """Whether it is listed as an identifier."""
        return self.scheme not in _KEPT_APART

    def as_identifier(self) -> SeenIdentifier:
        """The statement that the text shows this identifier."""
        return SeenIdentifier(
            span_start=self.span_start,
            span_end=self.span_end,
            rule=self.rule,
            confidence=self.confidence,
            scheme=self.scheme,
            value=self.value,
            checksum_ok=self.checksum_ok,
            platform_owned=self.platform_owned,
            network=self.network,
        )


def free(start: int, end: int, taken: Iterable[Found]) -> bool:
    """Whether nothing that was found before lies in these characters of the matching form."""
    return all(end <= other.start or other.end <= start for other in taken)
