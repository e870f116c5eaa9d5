"""How often the members of a cluster stay together when what ties them is drawn again."""

from collections.abc import Callable

import numpy as np

from graphs.clusters.communities import Communities, communities
from graphs.clusters.layers import Layer, Layers
from graphs.standing.indexed import Floats, Integers

__all__ = ["DEFINITION", "stability"]

DEFINITION = (
    "share of the pairs of its members that are in one cluster again, mean over {resamples} resamples in which every "
    "piece of evidence counts as often as chance draws it (bootstrap, Hennig 2007)"
)

Watch = Callable[[str, int, int | None], None]


def unwatched(_name: str, _done: int, _of: int | None) -> None:
    """Nobody looks on."""


def stability(
    layers: Layers, found: Communities, *, resamples: int = 50, seed: int = 7, watch: Watch = unwatched
) -> Floats:
    """For each cluster the mean share of its pairs that stay together, 0 to 1; 1 for an account alone.

    Every piece of evidence is drawn a number of times (Poisson, mean 1) and the communities are looked for again with
    the same resolution. Raises ValueError for no resamples.
    """
    if resamples < 1:
        raise ValueError(f"resamples is {resamples}, expected 1 or more")
    rng = np.random.default_rng(seed)
    total = np.zeros(len(found.sizes))
    order = [_order(layer) for layer in layers.layers]
    for done in range(resamples):
        weights = []
        for layer, places in zip(layers.layers, order, strict=True):
            times = np.zeros(len(layer.cites), np.int64)
            times[places] = rng.poisson(1, len(places))
            weights.append(layer.weighed(times))
        again = communities(layers, weight=layers.summed(weights), resolution=found.resolution, seed=seed)
        total += _together(found.cluster, again.cluster)
        watch("resamples", done + 1, resamples)
    return total / resamples


def _order(layer: Layer) -> Integers:
    """The pieces of evidence by their names, so that other orders of rows draw the same."""
    ties = layer.tie_of.tolist()
    order = sorted(range(len(ties)), key=lambda piece: (layer.cites[piece], ties[piece]))
    return np.array(order, np.int64)


def _together(cluster: Integers, again: Integers) -> Floats:
    """For each cluster the share of its pairs that the other communities keep together."""
    size = np.bincount(cluster)
    keys, counts = np.unique(cluster * (len(again) + 1) + again, return_counts=True)
    kept = np.bincount(keys // (len(again) + 1), counts * (counts - 1), len(size))
    pairs = size * (size - 1)
    return np.where(pairs > 0, kept / np.maximum(pairs, 1), 1.0)
