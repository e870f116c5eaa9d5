"""What a check finds wrong, and what it has looked at: the answer of `verify` in parts that a program can count.

It stands apart because the bag, the log and the return journey all answer in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

__all__ = ["Finding", "Progress", "Verdict", "shown"]

Progress = Callable[[str, int, int | None], None]
"""Called with what is counted ("rows", "bytes", "citations"), how much is done, and how much there is, if known."""

What = Literal["file", "log", "table", "citation"]


def shown(text: str) -> str:
    """A text as a finding quotes it; a long one is cut."""
    cut = text if len(text) <= 200 else f"{text[:200]}… ({len(text):,} characters)"
    return f'"{cut}"' if cut else "nothing"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: `where` names the file, line or edge, `text` says what was found and expected."""

    what: What
    where: str
    text: str

    def __str__(self) -> str:
        """The sentence to print."""
        return f"{self.where}: {self.text}"


@dataclass
class Verdict:
    """The outcome of a verification: the counts of what was looked at, and everything that is wrong.

    `fingerprint` is the hash of an exhibit to compare with one that came another way; a case folder has none.
    """

    path: Path
    kind: Literal["exhibit", "case"]
    files: int = 0
    log_entries: int = 0
    nodes: int = 0
    edges: int = 0
    messages: int = 0
    citations: int = 0
    fingerprint: str | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings
