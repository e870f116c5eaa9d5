"""The picture of a graph: one HTML page that draws it, and can do nothing else.

pyvis carries the rows to our own template, and vis-network out of the installed pyvis draws them. The page asks nobody
for anything, runs only our one script (a nonce and a content security policy see to both), and treats every word of the
case as text. It lives apart from the layout because a picture is drawn from places, whoever chose them.
"""

import re
import secrets
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from graphs.build import Graph
from graphs.drawing import Drawing
from graphs.labels import CARD_WIDTH
from graphs.plain_text import in_one_line, visible
from graphs.quotations import undescribed

__all__ = ["picture"]

Place = tuple[float, float]

_TEMPLATE = Path(__file__).with_name("picture.html")
_VIS = "lib/vis-9.1.2/vis-network.min.js"
_MOST_MOVING = 1500  # accounts and arrows that the browser redraws smoothly while they are dragged


def picture(
    graph: Graph,
    *,
    title: str,
    query: str,
    positions: Mapping[str, Place],
    selected: str | None = None,
    note: str = "",
    theme: Literal["auto", "light", "dark"] = "auto",
) -> str:
    """A complete HTML page that shows `graph` at `positions`, with `title`, the name of the `query`, and a legend.

    One card per account, one arrow per kind and pair of accounts; several statements are one arrow with their count.
    `selected` is drawn prominently (when it is not in the graph, the page says so); `note` is shown above the picture,
    for an announced cap for example; `theme` follows the reader's system unless it is said. A graph without accounts
    gives a page that says so. The graph is not changed. Raises ValueError for an account that has no position.
    """
    missing = sorted(set(graph) - set(positions))
    if missing:
        raise ValueError(f"{len(missing):,} of {len(graph):,} accounts have no position, the first is {missing[0]!r}")
    drawing = Drawing(graph, positions, selected)
    return _page(drawing, title=title, query=query, note=note, theme=theme)


def _page(drawing: Drawing, *, title: str, query: str, note: str, theme: str) -> str:
    from pyvis.edge import Edge  # noqa: PLC0415 - pyvis imports IPython: half a second that only a picture may cost
    from pyvis.network import Network  # noqa: PLC0415
    from pyvis.node import Node  # noqa: PLC0415

    network = Network(directed=True)
    network.set_template_dir(str(_TEMPLATE.parent), _TEMPLATE.name)
    network.templateEnv.autoescape = True
    network.templateEnv.globals.update(_around(drawing, title=title, query=query, note=note, theme=theme))
    # not add_node and add_edge: they search a list for every id, seconds at 10,000
    network.nodes.extend(Node(**row).options for row in (*drawing.cards(), *drawing.joints()))
    network.edges.extend(Edge(**row, directed=True).options for row in drawing.lines())
    network.options = _options(len(network.nodes) + len(network.edges) > _MOST_MOVING)
    return str(network.generate_html())


def _around(drawing: Drawing, *, title: str, query: str, note: str, theme: str) -> dict[str, Any]:
    """What the template needs beside the rows."""
    _, legend, told_by = drawing.marks
    return {
        "nonce": secrets.token_urlsafe(16),
        "vis": _vis(),
        "card_width": CARD_WIDTH,
        "name": in_one_line(title) or "Picture",
        "query": in_one_line(query),
        "file": re.sub(r"[^a-z0-9]+", "-", query.casefold()).strip("-")[:60] or "picture",
        "note": "\n".join(filter(None, [visible(note), _absent(drawing)])),
        "theme": theme,
        "marks": legend,
        "told_by": told_by,
        "dashes": list(drawing.dashes.values()),
        "accounts": len(drawing.graph),
        "drawing": drawing,
        "statements": drawing.graph.number_of_edges(),
        "undescribed": any(undescribed(data) for _, data in drawing.graph.nodes(data=True)),
        "several": any(len(arrow.statements) > 1 for arrow in drawing.arrows),
        "visible": visible,
    }


def _absent(drawing: Drawing) -> str:
    selected = drawing.selected
    return "" if selected is None or selected in drawing.graph else f"{visible(selected, 200)} is not in this picture."


@cache
def _vis() -> str:
    """The drawing library as pyvis installs it, without the line that points to a source map."""
    found = find_spec("pyvis")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pyvis is not installed: a picture needs the drawing library it carries")
    source = (Path(found.origin).parent / _VIS).read_text(encoding="utf-8")
    if "</script" in source.casefold():
        raise ValueError(f"{_VIS} of the installed pyvis cannot be put inside a page, expected the version pinned here")
    return re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", source)


def _options(large: bool) -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": not large,
            "hideEdgesOnDrag": large,
            "hideEdgesOnZoom": large,
            "selectConnectedEdges": False,
            "dragNodes": False,  # the bends of arrows would stay behind
            "tooltipDelay": 120,
        },
        "edges": {
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.7}},
            "arrowStrikethrough": False,
            "selfReference": {"size": 16, "angle": 0.8, "renderBehindTheNode": True},
            "hoverWidth": 0,
            "selectionWidth": 1.5,
        },
    }
