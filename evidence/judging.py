"""Judgements of people on two accounts, kept in the store with a line each in the custody log of the case.

It stands between the two so that the command and the workbench write the same line.
"""

from dataclasses import dataclass

from evidence.case import Case
from queries.judgements import all_judgements, record, undo
from queries.session import Row, Store

__all__ = ["Kept", "judge", "take_back"]


@dataclass(frozen=True)
class Kept:
    """The id of a judgement that now stands, and the ids of those of the same author that it replaced."""

    id: str
    replaced: tuple[str, ...]


def judge(case: Case, store: Store, pair: tuple[str, str], *, verdict: str, author: str, reason: str) -> Kept:
    """Keeps a judgement on two account ids and logs it as `judged`, with its author and every id.

    It replaces what the same author judged of the pair before. Raises ValueError as `queries.judgements.record` does.
    """
    left, right = sorted(pair)
    before = [row for row in _standing(store) if (row["left"], row["right"]) == (left, right)]
    name = record(store, (left, right), verdict=verdict, author=author, reason=reason)
    by_author = [str(row["id"]) for row in before if row["author"] == author.strip() and row["id"] != name]
    case.custody.append(
        "judged", judgement=name, left=left, right=right, verdict=verdict, author=author.strip(), replaced=by_author
    )
    return Kept(name, tuple(by_author))


def take_back(case: Case, store: Store, judgement_id: str) -> bool:
    """Whether the judgement stood until now; it no longer does, and the log has it as `judgement_taken_back`.

    One that was superseded before is left as it is, without a line. Raises ValueError when there is no such judgement.
    """
    found = next((row for row in _standing(store) if row["id"] == judgement_id), None)
    undo(store, judgement_id)
    if found is None:
        return False
    told = {key: found[key] for key in ("left", "right", "verdict", "author")}
    case.custody.append("judgement_taken_back", judgement=judgement_id, **told)
    return True


def _standing(store: Store) -> list[Row]:
    return [row for row in all_judgements(store) if not row["superseded"]]
