"""Graph → GraphML, for Gephi, yEd and whoever reads XML.

It lives apart because GraphML knows only text, numbers and truth values: what does not fit is put into words here, and
nothing is left out but what is missing.
"""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

import networkx as nx

from graphs.arrows import REFERS_TO, kind_in_words
from graphs.build import Graph
from graphs.labels import label
from graphs.plain_text import in_one_line

__all__ = ["graph_to_graphml"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 cannot hold
_BREAKS = re.compile("\r\n?")  # a reader of XML turns them into line feeds anyway


def graph_to_graphml(graph: Graph) -> bytes:
    """The GraphML document of `graph`, UTF-8: every account a node, every statement an edge with its own id.

    Attributes keep their names. Texts, whole numbers, fractions and truth values stay what they are; times become ISO
    8601, lists their items joined by "; ", mappings JSON; None is left out. A `label` (the name, or the kind of
    statement, without direction marks) is added where there is none. Characters that XML cannot hold are removed.

    Raises ValueError when removing them makes two ids the same.
    """
    names = _ids(graph)
    plain: Graph = nx.MultiDiGraph()
    for name, data in graph.nodes(data=True):
        plain.add_node(names[name])
        plain.nodes[names[name]].update(_texts({"label": label(name, data).name, **data}))
    for tail, head, key, data in graph.edges(keys=True, data=True):
        words = in_one_line(kind_in_words(str(data.get("type") or REFERS_TO)))
        plain.add_edge(names[tail], names[head], key=_text(key))
        plain.edges[names[tail], names[head], _text(key)].update(_texts({"label": words, **data}))
    document = BytesIO()
    nx.write_graphml_xml(plain, document, encoding="utf-8", prettyprint=True)
    return document.getvalue()


def _ids(graph: Graph) -> dict[str, str]:
    names = {name: _text(name) for name in graph}
    keys = [_text(key) for _, _, key in graph.edges(keys=True)]
    if len(set(names.values())) < len(names) or len(set(keys)) < len(set(graph.edges(keys=True))):
        raise ValueError("two ids differ only in control characters, which GraphML cannot hold: rename one of them")
    return names


def _texts(data: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    return {_text(name): _plain(value) for name, value in data.items() if value is not None}


def _plain(value: object) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return "; ".join(str(_plain(item)) for item in items if item is not None)
    if isinstance(value, Mapping):
        return _text(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))
    return _text(value)


def _text(value: object) -> str:
    return _BREAKS.sub("\n", _ILLEGAL.sub("", str(value)))
