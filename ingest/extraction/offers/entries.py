"""The entries of an offer: one per tier or separately named service, with what is asked for it.

A price of a line without a service belongs to the services named before. What the text says once for all its prices,
a money or "per 1000", holds for each. The figures of an account that is for sale or that advertises are no quantities.
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from ingest.extraction.offers.offer_entry import Entry
from ingest.extraction.offers.offer_item import Item
from ingest.extraction.offers.offer_items import ITEM_CLASSES, items
from ingest.extraction.offers.offer_lines import line_entries
from ingest.extraction.offers.prices import Amount
from ingest.extraction.offers.ware import Ware
from ingest.extraction.offers.wares import ADVERTISED, METRICS
from ingest.extraction.terms.tokens import Token

__all__ = ["ENTRY_CLASSES", "Entry", "entries"]

ENTRY_CLASSES = ITEM_CLASSES
"""The classes of terms that entries are read with."""

_LARGE = 1000  # so many accounts are not sold in one message
_EACH = frozenset({"الحساب", "الحبه", "الواحد", "للحبه", "للواحد", "للحساب", "الحسابه", "اليوزر", "each", "apiece"})
_FIGURES = frozenset({"followers", "views", "likes"})


def entries(
    tokens: Sequence[Token], found: Sequence[Ware], amounts: Sequence[Amount], *, money: str | None = None
) -> list[Entry]:
    """The entries by place; a part whose service no word of the text names is left out.

    `money` is what the text names once for all its prices, apart from any number: "prices in riyals".
    """
    read = items(tokens, found, amounts)
    lines = [line_entries(_without_figures(line), tokens) for line in _joined(_lines(read))]
    listed = [_one_account(entry, tokens) for entry in _named(lines, found)]
    return _settled(_in_one_number(_in_one_money(listed, amounts, money), read))


def _joined(lines: list[list[Item]]) -> list[list[Item]]:
    """The lines as one, where an account is for sale and a later line has its figures and the only price."""
    items = [item for line in lines for item in line]
    services = {item.ware.service for item in items if item.ware}
    if len(lines) < 2 or "account_sale" not in services or not services <= _FIGURES | {"account_sale"}:
        return lines
    is_one = sum(item.kind == "price" for item in items) == 1 and len(services) > 1
    return [items] if is_one and all(item.kind != "price" for item in lines[0]) else lines


def _lines(read: list[Item]) -> list[list[Item]]:
    """The items of each line or sentence."""
    lines: list[list[Item]] = [[]]
    for item in read:
        if item.kind == "break":
            lines.append([])
        else:
            lines[-1].append(item)
    return [line for line in lines if line]


def _named(lines: list[list[Entry]], found: Sequence[Ware]) -> list[Entry]:
    """The entries of all lines; one without a service has those named before it, else the first that follows."""
    answer: list[Entry] = []
    named: list[str] = []
    waiting: list[Entry] = []
    for line in lines:
        earlier = len(waiting) == 1 and not named
        for entry in line:
            if earlier and waiting and entry.service and entry.quantity is not None and not entry.asked:
                answer.append(_priced(entry, waiting.pop(), first=True))  # "was 50 now 35! 1000 followers!"
            elif entry.service:
                answer.append(entry)
            elif entry.quantity is None and (open_before := _without_price(answer)):
                answer[-len(open_before) :] = [_priced(one, entry) for one in open_before]
            elif named:
                answer += [entry._replace(service=service, inherited=True) for service in named]
            else:
                waiting.append(entry)
        named = list(dict.fromkeys(entry.service for entry in line if entry.service)) or named
        if waiting and (named or line is lines[-1]):  # at the end: the only service named is a free extra
            service = named[0] if named else found[0].service
            answer += [entry._replace(service=service, inherited=True) for entry in waiting]
            waiting = []
    return answer


def _without_price(found: list[Entry]) -> list[Entry]:
    """The last entries that have a quantity and wait for a price: "1000 followers today! Only 9"."""
    last = list(takewhile(lambda entry: entry.quantity is not None and not entry.asked, reversed(found)))
    return last[::-1]


def _priced(entry: Entry, price: Entry, *, first: bool = False) -> Entry:
    """The entry with a price that stands behind it, or `first`."""
    asked = entry._replace(price=price.price, currency=price.currency, asked=True)
    return asked._replace(first=price.first) if first else asked._replace(last=price.last)


def _in_one_number(found: list[Entry], read: Sequence[Item]) -> list[Entry]:
    """The entries with the number that the text names once for all its prices: "rates per 1000: ..."."""
    numbers = [item for item in read if item.kind == "quantity"]
    if len(numbers) != 1 or not numbers[0].per or numbers[0].value is None:
        return found
    quantity = int(numbers[0].value)
    return [
        e._replace(quantity=quantity) if e.asked and e.quantity is None and e.service in METRICS else e for e in found
    ]


def _in_one_money(found: list[Entry], amounts: Sequence[Amount], money: str | None) -> list[Entry]:
    """The entries with the money that the text names once for all its prices."""
    named = {amount.currency for amount in amounts if amount.is_money and amount.currency}
    if not named and money is not None:
        named = {money}
    if len(named) != 1:
        return found
    return [e._replace(currency=next(iter(named))) if e.price is not None and not e.currency else e for e in found]


def _without_figures(line: list[Item]) -> list[Item]:
    """The line without the figures of an account that is for sale or that advertises: "account, 30k followers"."""
    services = [item.ware.service for item in line if item.ware]
    if not ADVERTISED.intersection(services):
        return line
    figures: set[int] = set()
    for place, (one, other) in enumerate(pairwise(line)):
        after = line[place + 2].kind if place + 2 < len(line) else ""
        if _is_figure(one, other, asked=after == "price") and not figures & {place}:
            figures |= {place, place + 1}
    return [item for place, item in enumerate(line) if place not in figures]


def _one_account(entry: Entry, tokens: Sequence[Token]) -> Entry:
    """The entry without how many accounts there are, where its price is for each: "10 accounts, the account at 50"."""
    if entry.service != "account_sale" or not entry.asked:
        return entry
    each = any(token.text in _EACH for token in tokens[entry.first + 1 : entry.last])
    return entry._replace(quantity=None) if each else entry


def _is_size(entry: Entry) -> bool:
    """Whether the number is how many followers an account for sale has, and not how many accounts are sold."""
    return entry.service == "account_sale" and entry.quantity is not None and not 1 < entry.quantity < _LARGE


def _is_figure(one: Item, other: Item, *, asked: bool) -> bool:
    """Whether a number and a noun say how many followers an account has."""
    if other.first - one.last > 2:
        return False
    if one.kind == "quantity":
        return other.ware is not None and other.ware.service in _FIGURES
    return other.kind == "quantity" and one.ware is not None and one.ware.service in _FIGURES and not asked


def _settled(listed: list[Entry]) -> list[Entry]:
    """Each entry once, and no bare service beside an entry of the same service that says more."""
    found = [e._replace(quantity=None) if _is_size(e) else e for e in listed]
    if len(found) < 2:
        return found
    more = {entry.service for entry in found if entry.quantity is not None or entry.asked}
    kept = {
        (e.service, e.quantity, e.price, e.currency, e.asked): e
        for e in reversed(found)
        if e.quantity is not None or e.asked or e.service not in more
    }
    priced = {(e.service, e.quantity) for e in kept.values() if e.price is not None}
    said = [e for e in kept.values() if e.price is not None or (e.service, e.quantity) not in priced]
    return sorted(said, key=lambda entry: entry.first)
