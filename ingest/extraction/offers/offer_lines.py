"""One line of an offer, read from left to right: what is named gathers until a price closes the group.

A price that opens a line or a clause belongs to what follows it; "per thousand" behind a price belongs to that price.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.extraction.offers.offer_entry import Entry, entry_of
from ingest.extraction.offers.offer_item import Item
from ingest.extraction.offers.offer_parts import UNCOUNTED, Part, shared
from ingest.extraction.offers.ware import Ware
from ingest.extraction.offers.wares import METRICS
from ingest.extraction.terms.tokens import Token

__all__ = ["line_entries"]

_ALTERNATIVE = frozenset({"/", "(", "=", "≈", "~"})
_HEADING, _EVERY = 4, frozenset({"كل", "لكل", "each", "every", "per", "kol", "kul", "kel", "koll"})
_THE = frozenset({"ال", "وال"})
_AND = frozenset({"and", "w", "و", "with", "مع", "plus"})


def line_entries(line: list[Item], tokens: Sequence[Token]) -> list[Entry]:
    """The entries of one line by place; the service of an entry is "" where the line names none."""
    return _Line(line, tokens).entries()


class _Line:
    """One line of a price list, on its way to entries; an entry without a service has ""."""

    def __init__(self, items: list[Item], tokens: Sequence[Token]) -> None:
        self._items, self._tokens = items, tokens
        self._parts: list[Part] = []  # named, without a price yet
        self._last: tuple[list[Part], Item] | None = None  # the group that was priced last
        self._price: Item | None = None  # a price that stands before what it is for
        self._answer: list[Entry] = []
        self._joined = False
        self._skipped = self._renamed = -9

    def entries(self) -> list[Entry]:
        """The entries of the line."""
        for place, item in enumerate(self._items):
            if item.kind == "comma":
                self._end_of_piece()
            elif item.kind == "free":
                self._drop_free(place)
            elif item.kind == "price":
                self._take_price(place, item)
            elif item.kind in {"ware", "quantity"}:
                self._joined = self._follows_and(place, item)
                self._take_part(place, item)
        self._end_of_piece()
        for part in self._parts:
            if part.service:
                self._answer.append(entry_of(part, None))
        return self._answer

    def _follows_and(self, place: int, item: Item) -> bool:
        before = self._neighbour(place, -1)
        word = self._tokens[item.first - 1].text if item.first else ""
        return (before is not None and before.kind == "plus") or self._tokens[item.first].front == "و" or word in _AND

    def _neighbour(self, place: int, step: int) -> Item | None:
        place += step
        return self._items[place] if 0 <= place < len(self._items) else None

    def _drop_free(self, place: int) -> None:
        """Takes a free extra away: what stands right before or after the word "free"."""
        before, after = self._neighbour(place, -1), self._neighbour(place, 1)
        here = self._items[place]
        if before is not None and before.kind in {"ware", "quantity"} and self._parts and here.first - before.last <= 1:
            if self._parts[-1].service not in UNCOUNTED and self._parts[-1].quantity is not None:
                self._parts.pop()
        elif after is not None and after.kind in {"ware", "quantity"}:
            self._skipped = place

    def _is_free(self, place: int) -> bool:
        """Whether this part follows the word "free"."""
        if self._skipped < 0:
            return False
        item, free = self._items[place], self._items[self._skipped]
        if any(between.kind in {"comma", "plus", "price"} for between in self._items[self._skipped : place]):
            return False
        if item.first - free.last <= 2 and not (item.ware and item.ware.service in UNCOUNTED):
            self._skipped = place
            return True
        return False

    def _take_part(self, place: int, item: Item) -> None:
        if self._is_free(place):
            if item.kind == "ware" and self._parts and self._parts[-1].service is None:
                self._parts.pop()
            return
        if item.ware is not None:
            self._take_ware(item, item.ware)
        elif item.value is not None:
            self._take_quantity(place, item, int(item.value))

    def _take_ware(self, item: Item, ware: Ware) -> None:
        last = self._parts[-1] if self._parts else None
        if last is not None and last.service is None and item.first - last.last <= 2:
            last.service, last.last, last.bound = ware.service, item.last, True
            return
        if self._last is not None and not self._parts and self._is_named_behind(item, *self._last):
            self._rename(self._last[0], ware.service, item.last)
            return
        if self._joined and self._renamed == item.first - self._and(item) and self._last is not None:
            self._name_too(self._last[0], ware.service, item.last)
            return
        self._parts.append(
            Part(
                ware.service,
                self._counted(item, ware),
                item.first,
                item.last,
                counted=ware.counted,
                bound=self._tokens[item.first].senses.get("post", "").startswith("2 "),
                joined=self._joined,
                heading=self._is_heading(item),
            )
        )

    def _is_heading(self, item: Item) -> bool:
        """Whether a colon stands behind the service, before anything else is named."""
        for token in self._tokens[item.last : item.last + _HEADING]:
            if token.text == ":" or token.kind == "number" or token.text == ",":
                return token.text == ":"
        return False

    def _is_named_behind(self, item: Item, group: list[Part], price: Item) -> bool:
        """Whether the service of the last group stands behind it: "20 for 1000 followers", "1k at 5$ followers"."""
        is_loose = item.ware is not None and item.ware.counted and group[-1].quantity is None
        if group[-1].service is not None or is_loose:
            return False
        if item.first - group[-1].last <= 2:
            return True
        return item.first - price.last <= 1 and not any(entry.service for entry in self._answer)

    def _counted(self, item: Item, ware: Ware) -> int | None:
        token = self._tokens[item.first]
        if token.senses.get("post", "").startswith("2 "):
            return 2
        before = self._tokens[item.first - 1].text if item.first else ""
        after = self._neighbour(self._items.index(item), 1)
        if before in _EVERY and ware.service in METRICS and not token.front and after is not None:
            return 1 if after.kind == "price" else None
        return 1 if self._is_one(item, ware) else None

    def _is_one(self, item: Item, ware: Ware) -> bool:
        """Whether a price is asked for each one: "the follower at a riyal"; its price comes next."""
        place = self._items.index(item)
        after = self._neighbour(place, 1)
        single = ware.counted and ware.service in METRICS and self._tokens[item.first].front in _THE
        return single and after is not None and after.kind == "price" and after.first - item.last <= 1

    def _rename(self, group: list[Part], service: str, last: int) -> None:
        part = group[-1]
        for at, entry in enumerate(self._answer):
            if not entry.service and entry.first == part.first:
                self._answer[at] = entry._replace(service=service, last=max(entry.last, last))
        part.service, part.last = service, last
        self._renamed = last

    def _and(self, item: Item) -> int:
        """How many tokens "and" takes before a word."""
        return 0 if self._tokens[item.first].front == "و" else 1

    def _name_too(self, group: list[Part], service: str, last: int) -> None:
        """Gives the group priced last a second service: "the thousand at 15, followers and likes"."""
        part = group[-1]
        self._answer += [entry._replace(service=service) for entry in self._answer if entry.first == part.first][:1]
        self._renamed = last

    def _take_quantity(self, place: int, item: Item, value: int) -> None:
        after = self._neighbour(place, 1)
        bound = after is not None and after.kind == "ware" and after.first - item.last <= 2
        last = self._parts[-1] if self._parts else None
        if item.per and not self._parts and self._last and self._last[0][-1].quantity is None and self._price is None:
            self._requantify(value, item.last)
        elif (
            last is not None and last.service and last.quantity is None and not bound and last.service not in UNCOUNTED
        ):
            last.quantity, last.last = value, item.last
        else:
            self._parts.append(Part(None, value, item.first, item.last, joined=self._joined))

    def _requantify(self, value: int, last: int) -> None:
        """Gives the group priced last its quantity: "followers 20 riyals per thousand"."""
        parts, _ = self._last or ([], None)
        places = {part.first for part in parts}
        for at, entry in enumerate(self._answer):
            if entry.first in places and entry.quantity is None:
                self._answer[at] = entry._replace(quantity=value, last=max(entry.last, last))
        for part in parts:
            part.quantity = value

    def _take_price(self, place: int, item: Item) -> None:
        if self._price is not None and self._parts:
            self._close(self._price)
            self._price = item
        elif self._parts and not self._opens(place):
            self._close(item)
        elif self._parts:
            self._price = item
        elif self._last is not None and self._is_alternative(place, item):
            return
        elif self._opens(place):
            self._price = item
        elif self._last is not None:
            self._parts = [replace(part) for part in self._last[0]]
            self._close(item)
        else:
            self._parts = [Part(None, None, item.first, item.last)]
            self._close(item)

    def _opens(self, place: int) -> bool:
        """Whether what is priced stands after the price: it opens its clause and nothing else closes it."""
        before = [item for item in self._items[:place] if item.kind != "free"]
        here = self._items[place:]
        clause = here[: next((at for at, item in enumerate(here) if item.kind == "comma"), len(here))]
        kinds = [item.kind for item in clause if item.kind in {"ware", "quantity", "price"}]
        opening = not before or before[-1].kind == "comma" or self._price is not None
        waits = any(part.quantity is not None for part in self._parts)
        return opening and not waits and len(kinds) > 1 and kinds[-1] != "price"

    def _is_alternative(self, place: int, item: Item) -> bool:
        """Whether a second price right after the first says the same in another money."""
        before = self._neighbour(place, -1)
        if before is None or before.kind != "price":
            return False
        between = self._tokens[before.last : item.first]
        if before.currency and item.currency and before.currency != item.currency:
            return True
        if any(token.senses.keys() & {"time_unit", "period"} for token in between):
            return False  # "$79 a month or $500 a year"
        return not between or any(token.text in _ALTERNATIVE for token in between)

    def _end_of_piece(self) -> None:
        if self._price is not None and self._parts:
            self._close(self._price)
            self._price = None

    def _close(self, price: Item) -> None:
        """Gives the price to the parts that wait for one."""
        parts = shared(self._parts)
        self._answer += [entry_of(part, price) for part, is_priced in parts if is_priced]
        self._answer += [entry_of(part, None) for part, is_priced in parts if not is_priced and part.service]
        self._last = ([part for part, is_priced in parts if is_priced], price)
        self._parts = []
