"""What people judged of two accounts: data with an author and a reason, taken back but never deleted."""

import hashlib
from datetime import UTC, datetime

from queries.catalogue import catalogue
from queries.session import Row, Run, Store

__all__ = ["SAME_OPERATOR", "VERDICTS", "all_judgements", "record", "undo"]

SAME_OPERATOR = "same_operator"
VERDICTS = ("same", "different", "unsure")


def record(
    store: Store,
    pair: tuple[str, str],
    *,
    verdict: str,
    author: str,
    reason: str,
    at: datetime | None = None,
) -> str:
    """The id of the judgement on a pair of account ids, now kept; the order of the two does not matter.

    It replaces what the same author judged of this pair before: the older one stays to be read, as superseded.
    `at` is aware, None is now. Raises ValueError for one account twice, another verdict, or no author or reason.
    """
    left, right = sorted(pair)
    if left == right:
        raise ValueError(f"a judgement is on two accounts, found {left} twice")
    if verdict not in VERDICTS:
        raise ValueError(f"the verdict is {verdict!r}, expected {', '.join(VERDICTS)}")
    if not author.strip() or not reason.strip():
        raise ValueError("a judgement needs its author and a reason")
    judged_at = (at or datetime.now(UTC)).astimezone(UTC).isoformat()
    told = {"left": left, "right": right, "predicate": SAME_OPERATOR, "verdict": verdict, "author": author.strip()}
    name = _id(*told.values(), judged_at)
    same = {key: value for key, value in told.items() if key != "verdict"}

    def work(run: Run) -> None:
        run(catalogue["record_judgement"], id=name, at=judged_at, reason=reason.strip(), **told)
        run(catalogue["record_replaced_judgements"], id=name, at=judged_at, **same)

    store.write(work)
    return name


def undo(store: Store, judgement_id: str, *, at: datetime | None = None) -> None:
    """Marks a judgement as superseded; it stays to be read. `at` is aware, None is now.

    Raises ValueError when there is no such judgement.
    """
    when = (at or datetime.now(UTC)).astimezone(UTC).isoformat()
    if not store.write(lambda run: run(catalogue["record_superseded_judgement"], id=judgement_id, at=when)):
        raise ValueError(f"there is no judgement {judgement_id!r} in this case")


def all_judgements(store: Store) -> list[Row]:
    """Every judgement, by id, with those that were taken back."""
    return store.read(catalogue["find_judgements"])


def _id(*parts: str) -> str:
    return "j-" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
