"""Which pairs of texts may be near-duplicates at all.

Of a few texts every pair may be. Of many, only those whose sketches agree somewhere: each sketch is cut into bands, and
what agrees in a band goes into one bucket (locality-sensitive hashing, Indyk and Motwani 1998). The cost grows with the
number of texts and no faster, and one pair of likeness 0.7 in 250 is missed.
"""

from collections.abc import Iterator

import numpy as np

from ingest.extraction.templates.sketches import BAND, PLACES, Rows, Sketches

__all__ = ["FEW", "buckets", "every_pair"]

FEW = 1_000
"""So many different texts are few."""


def every_pair(number: int) -> tuple[Rows, Rows]:
    """Each pair of so many positions once, the lower one first."""
    first, second = np.triu_indices(number, 1)
    return first.astype(np.int64), second.astype(np.int64)


def buckets(found: Sketches) -> Iterator[tuple[Rows, Rows]]:
    """For each band: the rows that agree in it with another row, and the number of the bucket of each, in order."""
    bands = np.ascontiguousarray(found).view(np.uint64)
    for band in range(PLACES // BAND):
        order = np.argsort(bands[:, band], kind="stable")
        same = bands[order[1:], band] == bands[order[:-1], band]
        bucket = np.concatenate([[0], np.cumsum(~same)])
        shared = np.concatenate([same, [False]]) | np.concatenate([[False], same])
        yield order[shared], bucket[shared]
