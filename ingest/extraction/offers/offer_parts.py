"""Services and quantities that wait for their price, and which of them one price is for."""

from dataclasses import dataclass, replace

__all__ = ["UNCOUNTED", "Part", "shared"]

UNCOUNTED = frozenset({"tip_subscription", "trend"})
"""Services that are not bought by number."""


@dataclass(slots=True)
class Part:
    """A service and its quantity, as far as they are known yet."""

    service: str | None
    quantity: int | None
    first: int
    last: int
    bound: bool = False  # the number stands before its noun
    counted: bool = False
    joined: bool = False  # "and" or "+" stands before it
    heading: bool = False  # a colon stands behind it


def shared(parts: list[Part]) -> list[tuple[Part, bool]]:
    """The parts that one price is for, with the quantity they share; False for those that it is not for."""
    if parts[-1].service and not all(part.heading for part in parts):
        parts = [part for part in parts[:-1] if not part.heading] + parts[-1:]
    named = {part.service for part in parts if part.quantity is not None and part.service}
    parts = [part for part in parts if part.quantity is not None or part.service not in named]
    counted = [part for part in parts if part.quantity is not None]
    if len(counted) == 1 and len(parts) > 1:
        return _of_one_number(parts, counted[0])
    if counted and counted[-1] is parts[-1] and counted[-1].service is None and not counted[-1].joined:
        service = next((part.service for part in reversed(parts) if part.service), None)
        last = replace(counted[-1], service=service)  # "100 followers as a trial, then the thousand at 20"
        return [*((part, False) for part in parts[:-1]), (last, True)]
    return [(part, not counted or part.quantity is not None or part.service in UNCOUNTED) for part in parts]


def _of_one_number(parts: list[Part], one: Part) -> list[tuple[Part, bool]]:
    """Several services and one number: it is for all that stand together with it."""
    headings = [part for part in parts[:-1] if part.heading and parts[-1].service]
    if headings:  # "engagement: likes 100 at 5"
        parts = [part for part in parts if part not in headings]
        return [*((part, False) for part in headings), *((part, True) for part in parts)]
    if one.service is None:  # "followers, likes and views: 1000 at 10"
        shared = [replace(part, quantity=one.quantity, last=one.last) for part in parts if part is not one]
        return [(part, True) for part in shared]
    place = parts.index(one)
    if not one.bound:  # "followers and likes 1000 at 10"
        return [(replace(part, quantity=one.quantity), True) for part in parts]
    first = place
    while first > 0 and parts[first].joined:  # "a trend + 200 retweets at 120": a bundle
        first -= 1
    return [
        (replace(part, quantity=one.quantity) if at > place else part, at >= first) for at, part in enumerate(parts)
    ]
