"""What follows from the judgements of people: who counts as one, and where the judgements speak against each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Judged", "contradictions", "marked", "same"]


@dataclass(frozen=True)
class Judged:
    """Who stands for whom, and what must be looked at again."""

    representative: Mapping[str, str] = field(default_factory=dict)
    """The smallest id of its group for each account; itself when nobody judged it."""
    contradictory: tuple[dict[str, Any], ...] = ()
    """Rows of `contradictions`; nothing was resolved, the groups follow the "same" verdicts alone."""
    judgements: int = 0
    """How many standing "same" verdicts there are."""

    @property
    def groups(self) -> dict[str, list[str]]:
        """The accounts of each group of two or more, by the one that stands for them."""
        found: dict[str, list[str]] = {}
        for account, one in sorted(self.representative.items()):
            found.setdefault(one, []).append(account)
        return {one: members for one, members in found.items() if len(members) > 1}

    def members(self, account: str) -> list[str]:
        """The accounts that count as one with this one, itself among them, by id."""
        return self.groups.get(self.representative.get(account, account), [account])

    @property
    def told(self) -> str:
        """How many judgements joined how many accounts, in a sentence."""
        members = sum(map(len, self.groups.values()))
        judgements = f"{self.judgements:,} judgement{'s' * (self.judgements != 1)}"
        into = f"{len(self.groups):,} group{'s' * (len(self.groups) != 1)}"
        return f"With judgements: {judgements} of people joined {members:,} accounts into {into}; nothing was merged."


def same(accounts: Iterable[str], judgements: Iterable[Mapping[str, Any]]) -> Judged:
    """The groups of accounts that the standing "same" verdicts join, and the contradictions, in any order of rows.

    A superseded judgement has no effect; an account that only a judgement names is part of the answer.
    """
    kept = [row for row in judgements if not row["superseded"]]
    above = {account: account for account in accounts}
    for row in kept:
        above.setdefault(row["left"], row["left"])
        above.setdefault(row["right"], row["right"])
        if row["verdict"] == "same":
            one, other = sorted((_top(above, row["left"]), _top(above, row["right"])))
            above[other] = one
    representative = {account: _top(above, account) for account in sorted(above)}
    judged = sum(row["verdict"] == "same" for row in kept)
    return Judged(representative, tuple(contradictions(kept, representative)), judged)


def contradictions(judgements: Iterable[Mapping[str, Any]], representative: Mapping[str, str]) -> list[dict[str, Any]]:
    """The standing "different" verdicts on two accounts that "same" verdicts join, directly or through others.

    Rows by the ids of the pair: `left`, `right`, `reasons` in words, `evidence` (the ids of the judgements that speak).
    """
    kept = [row for row in judgements if not row["superseded"]]
    found: dict[tuple[str, str], list[str]] = {}
    for row in kept:
        if row["verdict"] == "different" and representative[row["left"]] == representative[row["right"]]:
            found.setdefault((row["left"], row["right"]), []).append(row["id"])
    joined: dict[str, list[str]] = {}
    for row in kept:
        if row["verdict"] == "same":
            joined.setdefault(representative[row["left"]], []).append(row["id"])
    return [
        {
            "left": left,
            "right": right,
            "reasons": [f"{len(ids)} judged them different, and other judgements join them; look at all of them again"],
            "evidence": sorted({*ids, *joined[representative[left]]}),
        }
        for (left, right), ids in sorted(found.items())
    ]


def marked(candidates: Iterable[Mapping[str, Any]], judgements: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The candidates, each with `judged`: the standing verdicts on the pair with their authors and ids, in words."""
    said: dict[tuple[str, str], list[str]] = {}
    for row in sorted(judgements, key=lambda row: str(row["id"])):
        if not row["superseded"]:
            words = f"{row['verdict']} ({row['author']}, {row['id']})"
            said.setdefault((row["left"], row["right"]), []).append(words)
    return [dict(row) | {"judged": said.get((row["left"], row["right"]), [])} for row in candidates]


def _top(above: dict[str, str], account: str) -> str:
    while above[account] != account:
        above[account] = above[above[account]]
        account = above[account]
    return account
