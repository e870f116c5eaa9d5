"""A map of clusters as one page that runs nothing and calls nobody."""

from collections.abc import Mapping
from html import escape

import numpy as np

from graphs.clusters.clusters import Clusters
from graphs.clusters.places import rings

__all__ = ["DRAWN", "cluster_map"]

DRAWN = 24
"""So many clusters are drawn, the largest first, with at most MEMBERS of each."""
MEMBERS = 60

Place = tuple[float, float]

_COLOURS = ("#c4623a", "#4a7fc8", "#2a9460", "#9153a8", "#a08014", "#b8476d", "#5673a8", "#6f92a0")
_PAGE = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Clusters</title>
<style>
:root {{ color-scheme: {theme}; }}
body {{ margin: 0; background: {page}; color: {ink}; font: 12px system-ui, "Noto Sans Arabic", Tahoma, sans-serif; }}
svg {{ display: block; width: 100%; height: 100vh; }}
text {{ fill: currentColor; text-anchor: middle; }}
line {{ stroke: currentColor; stroke-opacity: .45; }}
.between {{ stroke-opacity: .22; stroke-dasharray: 3 4; }}
</style>
</head>
<body>
<svg viewBox="0 0 {wide:.0f} {tall:.0f}" role="img" aria-label="Map of {count} clusters">{drawn}</svg>
</body>
</html>
"""
_THEMES = {"light": ("#f5f6f8", "#18212d"), "dark": ("#12161b", "#e9edf3")}


def cluster_map(found: Clusters, labels: Mapping[str, str], *, theme: str = "light") -> str:
    """A page with each cluster as a ring and the account with the strongest ties in its middle, ties as lines.

    `labels` are what an account is called when it is pointed at, one plain line each; an account without one is called
    by its id. A number stands under each ring, so that no colour says anything alone. Raises KeyError for a theme that
    is neither "light" nor "dark".
    """
    page, ink = _THEMES[theme]
    members = _members(found)
    placed, (wide, tall) = rings([len(some) for some in members])
    at = {
        name: place
        for some, (_, _, places) in zip(members, placed, strict=True)
        for name, place in zip(some, places, strict=True)
    }
    of = {name: number for number, some in enumerate(members) for name in some}
    heads = [
        _head(f"{row['cluster']}: {row['size']} accounts, {row['value']:.0%} together", middle, radius)
        for row, (middle, radius, _) in zip(found.rows, placed, strict=False)
    ]
    dots = [_dot(at[name], of[name], labels.get(name, name)) for name in at]
    drawn = "".join([*_lines(found, at, of), *dots, *heads])
    return _PAGE.format(
        theme=theme, page=page, ink=ink, wide=max(wide, 1), tall=max(tall, 1), count=len(members), drawn=drawn
    )


def _members(found: Clusters) -> list[list[str]]:
    """Of each cluster drawn its members, the best tied first."""
    layers = found.layers
    low, high = layers.ends
    tied = np.bincount(np.r_[low, high], np.tile(layers.summed(), 2), layers.n)
    strength = dict(zip(layers.accounts, tied.round(9).tolist(), strict=True))
    return [sorted(row["accounts"], key=lambda name: (-strength[name], name))[:MEMBERS] for row in found.rows[:DRAWN]]


def _lines(found: Clusters, at: Mapping[str, Place], of: Mapping[str, int]) -> list[str]:
    names, (low, high) = found.layers.accounts, found.layers.ends
    ties = [(names[one], names[other]) for one, other in zip(low.tolist(), high.tolist(), strict=True)]
    return [
        _line(at[one], at[other], kind="" if of[one] == of[other] else ' class="between"')
        for one, other in ties
        if one in at and other in at
    ]


def _line(one: Place, other: Place, *, kind: str) -> str:
    return f'<line x1="{one[0]:.1f}" y1="{one[1]:.1f}" x2="{other[0]:.1f}" y2="{other[1]:.1f}"{kind}/>'


def _dot(at: Place, cluster: int, name: str) -> str:
    colour = _COLOURS[cluster % len(_COLOURS)]
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="7" fill="{colour}"><title>{escape(name)}</title></circle>'


def _head(told: str, middle: Place, radius: float) -> str:
    return f'<text x="{middle[0]:.1f}" y="{middle[1] + radius + 22:.1f}">{escape(told)}</text>'
