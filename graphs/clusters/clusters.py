"""Clusters of a case as rows: who belongs together, what holds them, how sure, and what would split them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphs.clusters.communities import RESOLUTION, Communities, communities, members_of
from graphs.clusters.layers import Layers, rows_to_layers
from graphs.clusters.reasons import reasons
from graphs.clusters.splits import DEFINITION as SPLIT
from graphs.clusters.splits import Split, split
from graphs.clusters.stability import DEFINITION as STABLE
from graphs.clusters.stability import stability, unwatched
from graphs.coordination.in_step import in_step
from graphs.coordination.template_reuse import template_reuse
from graphs.standing.indexed import Floats, Integers

__all__ = ["CAVEAT", "COLUMNS", "DEFINITION", "Clusters", "clusters"]

Watch = Callable[[str, int, int | None], None]

DEFINITION = (
    "accounts that hang together more closely than by chance over referrals, identifiers, payments, templates and "
    "posting in step: modularity at resolution {resolution} (Reichardt and Bornholdt 2006), by Louvain's method; how "
    "much each layer counts is a proposal of this tool; value: "
)
CAVEAT = (
    "A cluster is a lead made by a program: customers, shared suppliers and escrows hang together with sellers too; "
    "nobody is responsible for a cluster by being in it."
)
COLUMNS = (
    *("cluster", "size", "value", "unit", "accounts", "reasons", "layers", "inside", "split", "bridges", "resolution"),
    *("modularity", "evidence", "definition", "caveat"),
)


@dataclass(frozen=True)
class Clusters:
    """The rows, the largest cluster first, with the ties and communities they were made from."""

    rows: list[dict[str, Any]]
    layers: Layers
    communities: Communities


def clusters(
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    *,
    resolution: float = RESOLUTION,
    resamples: int = 50,
    least: int = 3,
    seed: int = 7,
    watch: Watch = unwatched,
) -> Clusters:
    """The clusters of at least `least` accounts that the rows of a case give, each list by its name.

    `accounts`, `statements`, `payments` and `shown` as a ranking reads them, `uses` of templates and `posts` as
    `template_reuse` and `in_step` do. `value` is the stability; `inside` the part of the members' ties, by weight, that
    leads to other members. Raises ValueError for a resolution that is not above 0 and for no resamples.
    """
    told = {"reuse": template_reuse(rows.get("uses", ())), "steps": in_step(rows.get("posts", ()), seed=seed)}
    layers = rows_to_layers({**rows, **told})
    found = communities(layers, resolution=resolution, seed=seed)
    stable = stability(layers, found, resamples=resamples, seed=seed, watch=watch)
    because, kept = reasons(layers, found.cluster), _inside(layers, found)
    definition = DEFINITION.format(resolution=resolution) + STABLE.format(resamples=resamples) + "; " + SPLIT
    made = []
    for number, members in enumerate(members_of(found.cluster)):
        if len(members) >= least:
            some = because.get(number, [])
            made.append({
                "cluster": number + 1,
                "size": len(members),
                "value": round(float(stable[number]), 2),
                "unit": "share of pairs that stay together, 0 to 1",
                "accounts": [layers.accounts[one] for one in members.tolist()],
                "reasons": [reason.told(layers.accounts, len(members)) for reason in some],
                "layers": _layers(layers, members),
                "inside": round(float(kept[number]), 2),
                **_split(layers, split(layers, members)),
                "resolution": resolution,
                "modularity": round(found.modularity, 3),
                "evidence": [sorted(reason.evidence) for reason in some],
                "definition": definition,
                "caveat": CAVEAT,
            })  # fmt: skip
    return Clusters(made, layers, found)


def _inside(layers: Layers, found: Communities) -> Floats:
    (low, high), weight, of = layers.ends, layers.summed(), found.cluster
    size = len(found.sizes)
    within = np.bincount(of[low], 2 * weight * (of[low] == of[high]), size)
    whole = np.bincount(of[low], weight, size) + np.bincount(of[high], weight, size)
    return np.where(whole > 0, within / np.maximum(whole, 1e-12), 1.0)


def _layers(layers: Layers, members: Integers) -> list[str]:
    """The layers in which members are tied to one another."""
    here = np.zeros(layers.n, bool)
    here[members] = True
    return [one.name for one in layers.layers if (here[one.low] & here[one.high]).any()]


def _split(layers: Layers, found: Split) -> dict[str, Any]:
    part = ", ".join(layers.accounts[one] for one in found.part)
    ties = "1 tie" if found.ties == 1 else f"{found.ties} ties"
    return {
        "split": None if found.ties is None else f"{ties} between {part} and the rest",
        "bridges": [f"{layers.accounts[one]} alone holds {held} of them" for one, held in found.bridges],
    }
