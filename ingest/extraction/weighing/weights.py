"""Weights of traits, learnt from labelled texts: how likely a text like this one is an offer.

Logistic regression: the weights of the traits of a text are added up, each kind divided by the root of how many of it
are known, so that a long text is not likelier than a short one. `bench/weights.py` learns them and tells how well they
do on authors they have not seen.
"""

import csv
from collections.abc import Mapping
from functools import cache
from math import exp, sqrt
from pathlib import Path

from ingest.extraction.weighing.traits import Traits

__all__ = ["SHIPPED", "chance", "weights"]

SHIPPED = Path(__file__).with_name("offers.csv")
"""The weights that come with the program: `trait,weight`; the trait without a name is what every text starts with."""


@cache
def weights(file: Path = SHIPPED) -> Mapping[str, float]:
    """The weight of each trait in a file."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return {trait: float(weight) for trait, weight in rows}


def chance(found: Traits, of: Mapping[str, float]) -> float:
    """The chance, from 0 to 1, that a text with these traits offers something; one half where nothing is known."""
    total = of.get("", 0.0) + sum(_mean([of[one] for one in kind if one in of]) for kind in found)
    return 1 / (1 + exp(-total))


def _mean(known: list[float]) -> float:
    """Their sum over the root of their number: the length of a text does not count."""
    return sum(known) / sqrt(len(known)) if known else 0.0
