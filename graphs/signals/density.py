"""How an account writes: offers among its messages, recipients a day, first contacts nobody asked for, and answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graphs.signals.signal import Signal

__all__ = ["density"]

Row = Mapping[str, Any]
_CAVEAT = "Only captured messages count: who handed them over decides what was captured. Shops write so as well."
_METHODS = {
    "offer_density": "messages that a reader read as offers over all messages the account sent",
    "recipients_per_day": "different accounts written to on a day, the mean over the days it wrote on",
    "unsolicited_ratio": "accounts it wrote to that had not written to it before, over all its first contacts",
    "reply_to_cold": "accounts that answered later, over those it wrote to without having been written to",
}


def density(days: Iterable[Row], contacts: Iterable[Row]) -> dict[str, tuple[Signal, ...]]:
    """For each account that sent anything the four signals of _METHODS, those with nothing to divide by left out.

    `days` are rows of `account_id`, `day`, `messages`, `offers` and `recipients`, one an account and day; `contacts`
    of `sender`, `recipient`, `first_sent_at` and `first_message`, one a pair and direction. Between two who first wrote
    at the same moment neither came first.
    """
    sent: dict[str, list[Row]] = defaultdict(list)
    for row in days:
        sent[row["account_id"]].append(row)
    pairs = {(row["sender"], row["recipient"]): row for row in contacts}
    firsts: dict[str, list[Row]] = defaultdict(list)
    for (sender, _), row in sorted(pairs.items()):
        firsts[sender].append(row)
    return {name: (*_written(sent[name]), *_met(firsts.get(name, []), pairs)) for name in sorted(sent)}


def _signal(name: str, value: float, *, unit: str, n: int, window: str, reason: str, cited: Iterable[str]) -> Signal:
    return Signal(name, round(value, 3), unit, n, window, reason, _METHODS[name], tuple(sorted(cited)), _CAVEAT)


def _written(rows: list[Row]) -> list[Signal]:
    rows = sorted(rows, key=lambda row: row["day"])
    messages, offers = sum(row["messages"] for row in rows), sum(row["offers"] for row in rows)
    window = f"{rows[0]['day']} to {rows[-1]['day']}"
    cited = {str(row["first_message"]) for row in rows if row["first_message"]}
    told = f"{offers:,} of {messages:,} messages were read as offers"
    found = [
        _signal("offer_density", offers / messages, unit="share", n=messages, window=window, reason=told, cited=cited)
    ]
    addressed = [row for row in rows if row["recipients"]]
    if addressed:
        mean = sum(row["recipients"] for row in addressed) / len(addressed)
        most = max(row["recipients"] for row in addressed)
        told = f"wrote to {mean:.1f} accounts a day on {len(addressed):,} days, at most {most:,}"
        found.append(
            _signal(
                "recipients_per_day", mean, unit="accounts", n=len(addressed), window=window, reason=told, cited=cited
            )
        )
    return found


def _met(rows: list[Row], pairs: Mapping[tuple[str, str], Row]) -> list[Signal]:
    backs = [(row, pairs.get((row["recipient"], row["sender"]))) for row in rows]
    known = [(row, back) for row, back in backs if not back or back["first_sent_at"] != row["first_sent_at"]]
    if not known:
        return []
    cold = [(row, back) for row, back in known if not back or back["first_sent_at"] > row["first_sent_at"]]
    answered, times = sum(back is not None for _, back in cold), [row["first_sent_at"] for row, _ in known]
    window = f"{min(times):%Y-%m-%d} to {max(times):%Y-%m-%d}"
    cited = {str(row["first_message"]) for row, _ in cold}
    told = f"{len(cold):,} of {len(known):,} first contacts came without a message before"
    share = len(cold) / len(known)
    found = [_signal("unsolicited_ratio", share, unit="share", n=len(known), window=window, reason=told, cited=cited)]
    if cold:
        told = f"{answered:,} of {len(cold):,} accounts that it wrote to first answered"
        share = answered / len(cold)
        found.append(
            _signal("reply_to_cold", share, unit="share", n=len(cold), window=window, reason=told, cited=cited)
        )
    return found
