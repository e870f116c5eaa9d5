"""Where a map of clusters puts each account: a cluster is a ring of its members, the rings lie side by side.

It lives apart because places are numbers and how they are drawn is the page's.
"""

from collections.abc import Sequence
from math import ceil, cos, pi, sin, sqrt

__all__ = ["Ring", "rings"]

Place = tuple[float, float]
Ring = tuple[Place, float, tuple[Place, ...]]
"""The middle of a cluster, its radius, and the place of each member in the order given."""

_APART = 26.0  # between two members of a ring
_LEAST = 34.0
_GAP = 56.0
_CAPTION = 190.0  # what a line of words under a ring takes


def rings(sizes: Sequence[int]) -> tuple[list[Ring], Place]:
    """A ring for each cluster of so many members, in rows from left to right, with the width and height of the whole.

    The first member stands in the middle of its ring when there are others. Nothing overlaps.
    """
    radii = [max(_LEAST, _APART * (size - 1) / (2 * pi)) for size in sizes]
    widths = [max(_CAPTION, 2 * radius + _GAP) for radius in radii]
    area = sum(wide * (2 * radius + _GAP) for wide, radius in zip(widths, radii, strict=True))
    widest = max([sqrt(1.8 * area), *widths], default=0.0)
    made: list[Ring] = []
    left, top, row = 0.0, 0.0, 0.0
    for size, radius, wide in zip(sizes, radii, widths, strict=True):
        tall = 2 * radius + _GAP
        if left + wide > widest + 0.5 and left:
            left, top, row = 0.0, top + row, 0.0
        middle = (left + wide / 2, top + tall / 2)
        made.append((middle, radius, _around(middle, radius, size)))
        left, row = left + wide, max(row, tall)
    return made, (ceil(widest), ceil(top + row))


def _around(middle: Place, radius: float, size: int) -> tuple[Place, ...]:
    if size == 1:
        return (middle,)
    x, y = middle
    angles = [2 * pi * one / (size - 1) - pi / 2 for one in range(size - 1)]
    return (middle, *((round(x + radius * cos(angle), 1), round(y + radius * sin(angle), 1)) for angle in angles))
