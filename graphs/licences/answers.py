"""What each register answered last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graphs.licences.known import Check

__all__ = ["Answer", "answers_of"]

_OPEN = "no clear answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """The latest answer of one register; `checks` are several when it was asked more than once at that moment."""

    register: str
    at: datetime
    result: str
    checks: tuple[Check, ...]


def answers_of(checks: Iterable[Check]) -> list[Answer]:
    """The latest answer of each register, newest first; unlike answers at one moment are no clear answer."""
    found: dict[str, list[Check]] = {}
    for check in sorted(checks, key=lambda one: (one.checked_at, one.id)):
        found.setdefault(check.register, []).append(check)
    latest = [[one for one in some if one.checked_at == some[-1].checked_at] for some in found.values()]
    answers = [
        Answer(some[0].register, some[0].checked_at, one if len(kinds) == 1 else _OPEN, tuple(some))
        for some in latest
        for kinds in [sorted({check.result for check in some})]
        for one in kinds[:1]
    ]
    return sorted(answers, key=lambda one: (one.at, one.register), reverse=True)
