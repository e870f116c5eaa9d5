"""The page of a picture as text: what it may do, what it says, and that drawing changes nothing."""

import re
from html.parser import HTMLParser

import networkx as nx
import pytest

from graphs.build import Graph, rows_to_graph
from graphs.layout import layered
from graphs.picture import picture

HOSTILE = [
    "__proto__",
    "constructor",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '<a href="javascript:window.hacked=1">x</a><img src=http://evil.example/a.png>',
    "![x](http://evil.example/p.png)",
    "javascript:window.hacked=1",
    "user\u202egnp.exe",
    "x" * 400,
    "tab\tand\x00nul\x1b[31m",
    "{{7*7}}{% raw %}",
    "' onmouseover=window.hacked=1 '",
    "\u2066\u2069\u2069\u2069broken",
    "\u200b",
    "lone \ud800 half",
    "hasOwnProperty",
    "</title><style>*{display:none}</style>",
]


def hostile() -> Graph:
    rows = [
        {
            "id": f"{name}#",
            "referrer": name,
            "referred_to": HOSTILE[(place + 1) % len(HOSTILE)],
            "statement": name,
            "cue": name,
            "type": name if place % 2 else "REFERS_TO",
            "evidence": [name],
        }
        for place, name in enumerate(HOSTILE)
    ]
    columns = ("display_name", "handle", "platform", "status", "subject_class", "bio")
    nodes = [{"id": name, **dict.fromkeys(columns, name), "described": False, "evidence": [name]} for name in HOSTILE]
    return rows_to_graph(rows, nodes=nodes)


def drawn(graph: Graph, **more: object) -> str:
    settings = {"title": "Upline of Noor", "query": "trace_upline", "positions": layered(graph), **more}
    return picture(graph, **settings)  # type: ignore[arg-type]


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and the text outside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] not in ("script", "style"):
            self.text.append(data)


def test_an_empty_picture_says_so() -> None:
    page = drawn(rows_to_graph([]))
    assert "No accounts to draw" in page
    assert "<script" not in page


def test_the_policy_lets_only_our_scripts_run() -> None:
    page = Tags(drawn(hostile()))
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    nonce = re.search(r"script-src 'nonce-([\w-]{20,})'", policy or "")
    assert nonce is not None
    assert (policy or "").replace(nonce[0], "") == (
        "default-src 'none'; ; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert [attrs for tag, attrs in page.tags if tag == "script"] == [{"nonce": nonce[1]}] * 2


def test_every_page_has_its_own_nonce() -> None:
    graph = rows_to_graph([], nodes=[{"id": "a"}])
    nonces = {match for _ in range(3) for match in re.findall(r'nonce="([^"]+)"', drawn(graph))}
    assert len(nonces) == 3


def test_hostile_names_are_only_ever_text() -> None:
    page = Tags(drawn(hostile(), title=HOSTILE[2], query=HOSTILE[4], note=HOSTILE[3], selected=HOSTILE[5]))
    names = {name for _, attrs in page.tags for name in attrs}
    assert not {tag for tag, _ in page.tags} & {"img", "a", "iframe", "object", "form", "base", "embed"}
    assert not {name for name in names if name.startswith("on")} | (names & {"src", "srcset", "action", "style"})
    assert {attrs.get("href") for _, attrs in page.tags} == {None, "data:,"}
    assert sum(tag == "style" for tag, _ in page.tags) == 1


def test_no_hidden_character_reaches_the_page() -> None:
    page = drawn(hostile())
    assert not set(page) & {chr(code) for code in (0, 0x1B, 0x202E, 0x200F, 0xD800)}
    page.encode("utf-8")
    assert "⟦U+202E⟧" in page  # told, not obeyed


def test_the_title_the_query_and_the_counts_are_in_the_picture() -> None:
    rows = [{"id": f"r{n}", "referrer": "noor", "referred_to": "majd"} for n in range(3)]
    text = " ".join("".join(Tags(drawn(rows_to_graph(rows), note="3 of 9 chains")).text).split())
    assert "Upline of Noor query trace_upline · 2 accounts · 3 statements · 1 arrow 3 of 9 chains" in text
    assert "refers to (upstream)" in text
    assert "a thicker arrow stands for several statements" in text


def test_the_same_stands_in_words() -> None:
    rows = [
        {"id": "r1", "referrer": "noor", "referred_to": "majd", "statement": "write to Majd", "evidence": ["3fa9:17"]}
    ]
    text = "".join(Tags(drawn(rows_to_graph(rows))).text)
    assert "“\u2068write to Majd\u2069”" in text
    assert "source: \u20683fa9:17\u2069" in text


def test_an_absent_selected_account_is_announced() -> None:
    assert "nobody is not in this picture." in drawn(rows_to_graph([], nodes=[{"id": "a"}]), selected="nobody")


def test_an_account_without_a_position_is_refused() -> None:
    with pytest.raises(ValueError, match="1 of 2 accounts have no position, the first is 'b'"):
        drawn(rows_to_graph([{"id": "r", "referrer": "a", "referred_to": "b"}]), positions={"a": (0, 0)})


def test_drawing_leaves_the_graph_equal() -> None:
    graph = hostile()
    before, places = graph.copy(), layered(graph)
    kept = dict(places)
    picture(graph, title="t", query="q", positions=places, selected="__proto__")
    assert nx.utils.graphs_equal(graph, before)
    assert graph.graph == before.graph
    assert dict(places) == kept


def test_importing_the_picture_does_not_import_pyvis() -> None:
    import subprocess
    import sys

    script = "import sys, graphs.picture; print('pyvis' in sys.modules, 'IPython' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", script], text=True).split() == ["False", "False"]
