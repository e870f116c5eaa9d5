"""The facts of roles as they are gathered from rows, one kind of row after the other; the order matters.

It lives apart from the facts because whoever weighs them need not know how they were found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graphs.standing.aside import LICENSED, VERY_LARGE
from graphs.standing.observed import Observed, Statement
from graphs.standing.standing import COMMON, PROBABLE, Standing

__all__ = ["Fact", "Gathered"]

_SURE = 0.5
"""A statement read with less confidence only drops a name."""
_PLAIN = 0.75
"""A statement read with less confidence may recommend where one bought."""
_SOURCE = 2  # accounts calling a security that make the account they refer to their source
_CITED = 20

Fact = tuple[int, tuple[str, ...]]
"""How often, and the ids or citations it rests on."""
Row = Mapping[str, Any]
Paid = tuple[str, str, str]


class Gathered:
    """Facts by name and account. What comes later looks at what came before: selling, referrals, payments, contacts."""

    def __init__(self, observed: Observed, ranked: Standing, *, handles: Mapping[str, str]) -> None:
        """`handles` are those in use, as one compares them."""
        self.of: dict[str, dict[str, Fact]] = defaultdict(dict)
        self.sellers: set[str] = set()
        self.callers: set[str] = set()
        self._observed, self._ranked, self._handles = observed, ranked, handles
        self._others: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))

    def selling(self, rows: Iterable[Row]) -> None:
        """What was read as offers and calls."""
        for row in rows:
            for name in ("offers", "first_offers", "calls"):
                if row[name]:
                    self.of[name][row["id"]] = (row[name], (row["message_id"],))
        self.callers = set(self.of["calls"])
        self.sellers = {*self.of["first_offers"], *(name for name, (n, _) in self.of["offers"].items() if n > 1)}
        self.sellers -= self.callers

    def referrals(self) -> None:
        """Who refers to whom as who does the work, and what the ranking makes of it."""
        kept = self._kept()
        self._one_source(kept)
        buyers = self._buyers()
        for one in kept:
            is_buyer = one.referrer in buyers
            if not is_buyer or one.confidence >= _PLAIN:
                self._refers(one, is_buyer=is_buyer)
        for one in kept:
            if one.referrer in self._others["named_by"]:
                self._count("named_by_named", one.referred_to, other=one.referrer, cited=one.message_id)
        self._close("refers_up", "named_by", "named_by_callers", "named_by_named")
        self.of["not_named"] = {name: (1, ()) for name in self.of["refers_up"] if name not in self.of["named_by"]}
        self.of["ends_here"] = {name: (1, ()) for name in self.of["named_by"] if name not in self.of["refers_up"]}
        self.sellers |= self.of["named_by"].keys()
        self._second_accounts(kept)
        self._standing(kept)

    def _kept(self) -> list[Statement]:
        aside = {name for name, why in self._ranked.aside.items() if why in {LICENSED, VERY_LARGE}}
        circular = set(self._ranked.contradictory)
        return [
            one
            for one in self._observed.statements
            if one.confidence >= _SURE
            and one.referred_to not in aside
            and (one.referrer, one.referred_to) not in circular
        ]

    def _one_source(self, kept: list[Statement]) -> None:
        """Who refers to the source of those that call a security stands beside them."""
        by: dict[str, set[str]] = defaultdict(set)
        for one in kept:
            if one.referrer in self.callers:
                by[one.referred_to].add(one.referrer)
        sources = {name for name, some in by.items() if len(some) >= _SOURCE}
        for one in kept:
            if one.referred_to in sources and one.referrer not in self.sellers:
                self._count("same_source", one.referrer, other=one.referred_to, cited=one.message_id)
        self._close("same_source")
        self.callers |= self.of["same_source"].keys()

    def _buyers(self) -> set[str]:
        """Who only paid, and was neither paid nor named nor seen to offer: it may recommend where it bought."""
        paid, got = ({getattr(one, end) for one in self._observed.payments} for end in ("payer", "payee"))
        return paid - got - {one.referred_to for one in self._observed.statements} - self.sellers

    def _refers(self, one: Statement, *, is_buyer: bool) -> None:
        self._count("refers_up", one.referrer, other=one.referred_to, cited=one.message_id)
        if one.referrer in self.callers:
            self._count("named_by_callers", one.referred_to, other=one.referrer, cited=one.message_id)
        elif not is_buyer:
            self.sellers.add(one.referrer)
            self._count("named_by", one.referred_to, other=one.referrer, cited=one.message_id)

    def _second_accounts(self, kept: list[Statement]) -> None:
        shown: dict[str, set[str]] = defaultdict(set)
        for account, identifier in self._observed.shown:
            if identifier.startswith(("phone_e164:", "email:")):
                shown[account].add(identifier)
        for one in kept:
            lower, upper = one.referrer, one.referred_to
            handle = self._handles.get(lower)
            if (handle and handle == self._handles.get(upper)) or shown[lower] & shown[upper]:
                self._count("second", lower, other=upper, cited=one.message_id)
        self._close("second")

    def _standing(self, kept: list[Statement]) -> None:
        """What the ranking says, which rests on the statements that refer to the account."""
        words: dict[str, set[str]] = defaultdict(set)
        for one in kept:
            words[one.referred_to].add(one.message_id or one.referrer)
        said = {str(row["account_id"]): row["label"] for row in self._ranked.rows if row["label"]}
        placed = {name: "probable" if label == PROBABLE else "highest" for name, label in said.items()}
        placed |= {name: "shared_supplier" for name, why in self._ranked.aside.items() if why == COMMON}
        for name, fact in sorted(placed.items()):
            self.of[fact][name] = (1, tuple(sorted(words[name])[:_CITED]))

    def payments(self, rows: Iterable[Row]) -> None:
        """Who pays whom, seen from both ends; money back from a seller that it paid itself counts for nobody."""
        trades = self.sellers | self.callers | self.of["named_by_callers"].keys()
        some = [(row["payer"], row["payee"], str(row["called"])) for row in rows]
        paid = {(payer, payee) for payer, payee, _ in some}
        aside = {
            payee for payer, payee, _ in some if payer in trades and payee not in trades and (payee, payer) not in paid
        }
        for payer, payee, cited in some:
            if payee in trades:
                self._count("buys", payer, other=payee, cited=cited)
            if payer in trades and (payee in trades or payee in aside):
                self._count("collects", payee, other=payer, cited=cited)
            elif payee in trades and payer not in aside:
                self._count("earns", payee, other=payer, cited=cited)
        self._upwards(some, paid)
        for payer, payee, cited in some:
            if payee in self._others["buys"] and payee not in trades and (payee, payer) not in paid:
                self._count("between", payee, other=payer, cited=cited)
        self._close("buys", "collects", "earns", "pays_up", "pays_on", "paid_by_highest", "between")
        self._passed(some, trades)

    def _upwards(self, some: list[Paid], paid: Collection[tuple[str, str]]) -> None:
        """Who pays whom it refers to, or whom sellers refer to, and who is paid by those that stand highest."""
        named = self.of["named_by"].keys()
        for payer, payee, cited in some:
            if payee in self._others["refers_up"].get(payer, ()):
                self._count("pays_up", payer, other=payee, cited=cited)
            elif named >= {payer, payee} and (payee, payer) not in paid and not self._below(payee, payer):
                self._count("pays_on", payer, other=payee, cited=cited)
            if payer in self.of["probable"] or payer in self.of["highest"]:
                self._count("paid_by_highest", payee, other=payer, cited=cited)

    def _below(self, lower: str, upper: str) -> bool:
        """Whether one refers to the other, at once or by one account between them."""
        above = self._others["refers_up"]
        return any(one == upper or upper in above.get(one, ()) for one in above.get(lower, ()))

    def _passed(self, some: list[Paid], trades: Collection[str]) -> None:
        """Who is paid by one and pays another, neither of whom sells."""
        plain = [(payer, payee, cited) for payer, payee, cited in some if payer not in trades and payee not in trades]
        ends = {payer for payer, _, _ in plain} & {payee for _, payee, _ in plain}
        cites: dict[str, set[str]] = defaultdict(set)
        for payer, payee, cited in plain:
            for name in {payer, payee} & ends:
                cites[name].add(cited)
        self.of["passes_on"] = {name: (1, tuple(sorted(cited))) for name, cited in sorted(cites.items())}

    def shares(self) -> None:
        """Whose fees are stated to be shared."""
        for payer, receiver in self._observed.shares:
            self._count("gives_shares", payer, other=receiver, cited=None)
            self._count("gets_shares", receiver, other=payer, cited=None)
        self._close("gives_shares", "gets_shares")

    def contacts(self, rows: Iterable[Row]) -> None:
        """Who wrote to sellers, and to whom sellers wrote, by who wrote first."""
        trades = self.sellers | self.callers
        pairs = {(row["sender"], row["recipient"]): row for row in rows}
        for (sender, recipient), row in pairs.items():
            back = pairs.get((recipient, sender))
            if back and (back["first_sent_at"], recipient) < (row["first_sent_at"], sender):
                continue
            if recipient in trades:
                self._count("asks", sender, other=recipient, cited=row["first_message"])
            if sender in trades:
                self._count("written_to", recipient, other=sender, cited=row["first_message"])
        self._close("asks", "written_to")

    def _count(self, fact: str, account: str, *, other: str, cited: str | None) -> None:
        """One more of the others with which a fact holds for an account; of each the least citation counts."""
        others, said = self._others[fact][account], cited or other
        others[other] = min(said, others.get(other, said))

    def _close(self, *facts: str) -> None:
        for fact in facts:
            for account, others in self._others[fact].items():
                self.of[fact][account] = (len(others), tuple(sorted(set(others.values()))))
