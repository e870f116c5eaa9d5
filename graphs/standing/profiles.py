"""What is left of a claim to stand above others by the looks of the account itself: its size, and whether it sells."""

import numpy as np

from graphs.standing.indexed import Floats, Indexed
from graphs.standing.observed import Observed
from graphs.standing.steps import Steps

__all__ = ["left", "looks"]

# our own proposals: tuned on some synthetic markets, measured on others, validated by no literature
_ABLE = 20_000  # followers of an account that could raise others by itself
_SMALL = 0.3  # what is left of the score of the smallest
_SIZE = 0.2  # the power of followers that counts
_SELLS = 0.5  # what selling to the public takes away from a claim to stand above sellers
_OFTEN = 3  # offers after which an account is a seller like any other


def looks(observed: Observed, case: Indexed) -> Floats:
    """What is left for an account that is small or sells to the public like those below it, 0 to 1.

    An account nobody looked at counts as able.
    """
    known = [observed.profile(name) for name in case.accounts]
    followers = np.fromiter((np.nan if one.followers is None else one.followers for one in known), float, case.n)
    offers = np.fromiter((one.offers for one in known), float, case.n)
    size = np.clip((followers / _ABLE) ** _SIZE, _SMALL, 1.0)
    return np.where(np.isnan(size), 1.0, size) * (1 - _SELLS * np.minimum(1.0, offers / _OFTEN))


def left(steps: Steps, looking: Floats) -> Floats:
    """What is left of each reach: less what leads further up, and less by how the account looks."""
    return np.asarray(np.exp(steps.doubt_above) * looking)
