"""The readings side by side: who stands highest by referrals, by money and by contact, and where they disagree."""

from collections.abc import Mapping

from graphs.standing.observed import Observed
from graphs.standing.readings import READINGS
from graphs.standing.standing import standing

__all__ = ["side_by_side"]


def side_by_side(read: Mapping[str, Observed]) -> list[dict[str, object]]:
    """One row an account that ranks in any reading: `account_id`, `label`, and its rank in each, None without one.

    `read` holds what was observed by the names of READINGS. The label and the order are those of referrals; who ranks
    in others only comes after them, by its best rank there.
    """
    found = {name: standing(read[name], reading=name, resamples=0).rows for name in READINGS}
    ranks = {name: {str(row["account_id"]): row["rank"] for row in rows} for name, rows in found.items()}
    labels = {str(row["account_id"]): row["label"] for row in found["referral"]}
    rows: list[dict[str, object]] = [
        {
            "account_id": account,
            "label": labels.get(account, ""),
            **{f"{name}_rank": ranks[name].get(account) for name in READINGS},
        }
        for account in {account for by in ranks.values() for account in by}
    ]
    last = 1 + max((len(by) for by in ranks.values()), default=0)

    def place(row: Mapping[str, object]) -> tuple[object, ...]:
        by = [last if row[f"{name}_rank"] is None else row[f"{name}_rank"] for name in READINGS]
        return (by[0], min(by[1:], key=int), row["account_id"])  # type: ignore[arg-type]

    return sorted(rows, key=place)
