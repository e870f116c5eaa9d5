"""Every signal of an account side by side, and of every account; none of them is added to another."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphs.aliases.pseudonymity import pseudonymity
from graphs.signals.capacity import capacity
from graphs.signals.creation import creation
from graphs.signals.density import density
from graphs.signals.growth import growth
from graphs.signals.handles import handles
from graphs.signals.signal import Signal

__all__ = ["panel"]

Rows = Iterable[Mapping[str, Any]]


def panel(rows: Mapping[str, Rows], *, written: Rows = ()) -> dict[str, tuple[Signal, ...]]:
    """For each account its signals, by the rows of `queries.roles.role_rows` and, as `written`, of `writing_rows`.

    An account of which nothing was observed that a signal needs goes without it. Growth, creation and handles are
    measured against the whole case, so all rows are needed even for one account.
    """
    accounts = sorted(rows.get("accounts", ()), key=lambda row: str(row["id"]))
    operated = [(row["operated"], row["operator"]) for row in rows.get("operated", ())]
    told: list[Mapping[str, tuple[Signal, ...]]] = [
        capacity(rows.get("dated_offers", ()), rows.get("snapshots", ()), operated),
        density(written, rows.get("contacts", ())),
        growth(rows.get("snapshots", ())),
        {name: (signal,) for name, signal in creation(accounts).items()},
        handles(accounts),
        _pseudonymity(accounts),
    ]
    names = sorted({name for some in told for name in some})
    return {name: tuple(signal for some in told for signal in some.get(name, ())) for name in names}


def _pseudonymity(accounts: list[Mapping[str, Any]]) -> dict[str, tuple[Signal, ...]]:
    cited = {str(row["id"]): tuple(sorted(row.get("evidence") or ())) for row in accounts}
    named = [row for row in accounts if row.get("handle") or row.get("display_name")]
    return {row["account_id"]: (_described(row, cited[row["account_id"]]),) for row in pseudonymity(named)}


def _described(row: Mapping[str, Any], cited: tuple[str, ...]) -> Signal:
    return Signal(
        "pseudonymity",
        row["count"],
        f"indicators, weight {row['weight']}",
        1,
        "as last observed",
        "; ".join(row["indicators"]) or "no indicator holds",
        "indicators of a name that does not say who runs the account (a proposal of this tool)",
        cited,
        row["caveat"],
    )
