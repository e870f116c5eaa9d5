"""Pictures in a real browser: drawn whole, told in full, silent on the network."""

import json

import pytest
from playwright.sync_api import Browser

from graphs.build import Graph, rows_to_graph
from graphs.layout import layered, radial
from graphs.picture import picture
from tests.browser import Watched, opened, shot, started_browser  # noqa: F401
from tests.test_picture_page import HOSTILE, drawn, hostile

pytestmark = pytest.mark.browser

QUOTE = "للطلب تواصل مع الإدارة @majd_reseller"


def account(name: str, shown: str, **more: object) -> dict[str, object]:
    platform, _, handle = name.partition(":@")
    columns = {"platform": platform, "handle": handle, "display_name": shown, "subject_class": "subject"}
    return {"id": name, **columns, "described": True, "status": "active", "evidence": ["3fa9c1d2e3f4a5b6:2"], **more}


def market() -> Graph:
    nodes = [
        account("telegram:@noor_boost", "نور لزيادة المتابعين!", followers=312),
        account("telegram:@layan", "Layan Growth"),
        account("x:@saqr", "صقر المتابعين (خصم 50%)"),
        account("telegram:@majd_reseller", "مجد الموزع"),
        account("telegram:@rami", "Rami Resells", status="suspended"),
        account("telegram:@sultan", "سلطان السيرفرات"),
        account("telegram:@panel9", "Panel Nine"),
        account("x:@burjmedia", "Burj Media Agency", subject_class="licensed"),
        account("x:@talib", "طالب مهتم", subject_class="customer"),
        {"id": "telegram:@admin_77", "platform": "telegram", "handle": "admin_77", "described": False},
    ]
    steps = [
        ("noor_boost", "majd_reseller"),
        ("noor_boost", "majd_reseller"),
        ("layan", "majd_reseller"),
        ("layan", "rami"),
        ("majd_reseller", "sultan"),
        ("rami", "admin_77"),
        ("sultan", "panel9"),
        ("sultan", "noor_boost"),
        ("sultan", "sultan"),
    ]
    referrals = [
        {
            "id": f"r{n}",
            "referrer": f"telegram:@{tail}",
            "referred_to": f"telegram:@{head}",
            "type": "REFERS_TO",
            "statement": QUOTE,
            "confidence": 0.25 if head == "noor_boost" else 0.75,
            "evidence": [f"3fa9c1d2e3f4a5b6:{n + 2}"],
        }
        for n, (tail, head) in enumerate(steps)
    ]
    more = [
        {"id": "p1", "referrer": "x:@talib", "referred_to": "telegram:@noor_boost", "type": "PAID"},
        {
            "id": "f1",
            "referrer": "telegram:@majd_reseller",
            "referred_to": "telegram:@sultan",
            "type": "SPLITS_FEE_WITH",
        },
        {"id": "c1", "referrer": "x:@saqr", "referred_to": "telegram:@rami", "conflicting": True},
    ]
    return rows_to_graph([*referrals, *more], nodes=nodes)


def large(size: int) -> Graph:
    rows = [{"id": f"r{n}", "referrer": f"a{n}", "referred_to": f"a{n * n // size}"} for n in range(1, size)]
    return rows_to_graph(rows, nodes=[{"id": f"a{n}", "display_name": f"Name {n}"} for n in range(size)])


def network(watched: Watched, question: str) -> object:
    return watched.page.evaluate(f"() => {{ const net = document.getElementById('net').network; return {question}; }}")


def accounts_drawn(watched: Watched) -> object:
    return network(
        watched, "Object.values(net.body.nodes).filter((n) => n.options.shape === 'custom').map((n) => n.id)"
    )


def arrowheads(watched: Watched) -> object:
    question = "Object.values(net.body.edges).filter((e) => e.options.arrows.to.enabled && e.connected).length"
    return network(watched, question)


def at(watched: Watched, place: str) -> tuple[float, float]:
    """Where on the page a place of the canvas is."""
    point = network(watched, f"net.canvasToDOM({place})")
    box = watched.page.locator("#net").bounding_box()
    assert isinstance(point, dict)
    assert box is not None
    return box["x"] + point["x"], box["y"] + point["y"]


def ink(watched: Watched) -> int:
    """How many different colours the canvas shows: more than a few, and something is drawn."""
    script = """() => { const canvas = document.querySelector("#net canvas"), { width, height } = canvas;
        const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
        return new Set(new Uint32Array(data.buffer)).size; }"""
    return int(watched.page.evaluate(script))


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_account_and_arrow_is_drawn(browser: Browser, colours: str) -> None:
    graph = market()
    watched = opened(browser, drawn(graph, selected="telegram:@noor_boost"), colours=colours)
    assert accounts_drawn(watched) == [f"n{name}" for name in graph]
    assert arrowheads(watched) == 11  # 9 referrals, two of them as one arrow, and 3 others
    assert ink(watched) > 50
    assert watched.innocent()
    shot(watched, f"market-{colours}")


def test_a_narrow_page_shows_the_whole_picture(browser: Browser) -> None:
    watched = opened(browser, drawn(market()), width=380, height=640)
    for name in ("x:@talib", "telegram:@panel9"):
        x, y = at(watched, f"net.getPosition('n{name}')")
        assert 0 < x < 380
        assert 0 < y < 640
    assert watched.page.evaluate("() => document.documentElement.scrollWidth") == 380
    shot(watched, "narrow")


def test_an_empty_picture_says_so_in_the_browser(browser: Browser) -> None:
    watched = opened(browser, drawn(rows_to_graph([])))
    assert watched.page.locator(".nothing strong").inner_text() == "No accounts to draw"
    assert watched.innocent()
    shot(watched, "empty")


def test_hostile_names_are_drawn_told_and_never_run(browser: Browser) -> None:
    graph = hostile()
    page = drawn(graph, title=HOSTILE[2], query=HOSTILE[4], note=HOSTILE[3], selected="__proto__")
    watched = opened(browser, page)
    drawn_ids = accounts_drawn(watched)
    assert isinstance(drawn_ids, list)
    assert len(drawn_ids) == len(HOSTILE)
    assert {"n__proto__", "nconstructor", "nhasOwnProperty"} <= set(drawn_ids)
    assert arrowheads(watched) == len(HOSTILE)
    for place in range(len(drawn_ids)):  # each one in the middle, pointed at and chosen
        node = f"net.getPosition(Object.keys(net.body.nodes).filter((id) => id[0] === 'n')[{place}])"
        network(watched, f"net.moveTo({{ position: {node}, scale: 1 }})")
        watched.page.mouse.click(*at(watched, node))
        assert watched.page.locator("#panel p").inner_text().count("id: ") == 1
    watched.page.locator("summary").click()
    assert watched.innocent()
    shot(watched, "hostile")


def test_a_tooltip_is_plain_text_with_the_quotation_and_its_source(browser: Browser) -> None:
    watched = opened(browser, drawn(market()))
    middle = "net.body.edges['e1.1'].edgeType.getPoint(0.5)"
    watched.page.mouse.move(*at(watched, middle))
    watched.page.wait_for_selector(".vis-tooltip[style*='visible']")
    told = watched.page.locator(".vis-tooltip").inner_text()
    assert "@majd_reseller" in told
    assert "source: \u20683fa9c1d2e3f4a5b6:" in told
    assert watched.page.locator(".vis-tooltip *").count() == watched.page.locator(".vis-tooltip br").count()
    shot(watched, "tooltip")


@pytest.mark.parametrize(
    "name", ["<img src=http://evil.example/a.png onerror=window.hacked=1>", '<a href="javascript:x">href</a>']
)
def test_markup_in_a_name_stays_text_in_tooltip_and_panel(browser: Browser, name: str) -> None:
    graph = rows_to_graph([], nodes=[{"id": "a", "display_name": name, "bio": name}])
    watched = opened(browser, drawn(graph))
    watched.page.mouse.move(*at(watched, "net.getPosition('na')"))
    watched.page.wait_for_selector(".vis-tooltip[style*='visible']")
    assert name in watched.page.locator(".vis-tooltip").inner_text()
    watched.page.mouse.click(*at(watched, "net.getPosition('na')"))
    assert name in watched.page.locator("#panel p").inner_text()
    assert watched.page.locator("#panel p *, .vis-tooltip :not(br)").count() == 0
    assert watched.innocent()


def test_an_arrow_that_is_chosen_tells_every_statement(browser: Browser) -> None:
    rows = [
        {"id": f"r{n}", "referrer": "a", "referred_to": "b", "statement": f"words {n}", "evidence": [f"s:{n}"]}
        for n in range(20)
    ]
    watched = opened(browser, drawn(rows_to_graph(rows)))
    assert network(watched, "net.body.edges['e0.1'].options.label") == "20 statements"
    watched.page.mouse.click(*at(watched, "net.body.edges['e0.1'].edgeType.getPoint(0.1)"))
    told = watched.page.locator("#panel p").inner_text()
    assert all(f"words {n}\u2069”" in told and f"s:{n}\u2069" in told for n in range(20))
    watched.page.locator("#panel button").click()
    assert not watched.page.locator("#panel").is_visible()


def test_keys_walk_from_account_to_account_and_tell(browser: Browser) -> None:
    watched = opened(browser, drawn(rows_to_graph([{"id": "r", "referrer": "a", "referred_to": "b"}])))
    frame = watched.page.get_by_role("application")
    frame.focus()
    for key, account_said in (("ArrowRight", None), ("ArrowRight", "b"), ("ArrowLeft", "a")):
        watched.page.keyboard.press(key)
        if account_said:
            assert watched.page.locator("#say").inner_text().strip("\u2068\u2069") == account_said
    watched.page.keyboard.press("Enter")
    assert "id: \u2068a\u2069" in watched.page.locator("#panel p").inner_text()
    watched.page.keyboard.press("Escape")
    assert not watched.page.locator("#panel").is_visible()


def test_a_name_reads_in_its_own_direction_and_a_handle_from_the_left(browser: Browser) -> None:
    graph = rows_to_graph([], nodes=[account("x:@user_1", "زيادة متابعين!")])
    page = drawn(graph)
    watched = opened(browser, page, width=600, height=420)
    label = json.dumps("\u2068زيادة متابعين!\u2069\n\u2066@user_1\u2069")
    assert label in page  # what stands on the card
    look = """([text, direction]) => { const canvas = document.createElement("canvas"), ctx = canvas.getContext("2d");
        ctx.font = "30px sans-serif"; ctx.direction = direction; ctx.textAlign = "left"; ctx.fillText(text, 10, 60);
        return canvas.toDataURL(); }"""
    isolated, right, wrong = (
        watched.page.evaluate(look, argument)
        for argument in (["\u2068زيادة!\u2069", "ltr"], ["زيادة!", "rtl"], ["زيادة!", "ltr"])
    )
    assert isolated == right != wrong
    shot(watched, "arabic")


def test_the_picture_is_saved_whole_with_title_and_legend(browser: Browser) -> None:
    watched = opened(browser, drawn(market(), query="trace_upline"))
    with watched.page.expect_download() as saved:
        watched.page.locator("#save").click()
    assert saved.value.suggested_filename == "trace-upline.png"
    content = saved.value.path().read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    wide, tall = (int.from_bytes(content[place : place + 4], "big") for place in (16, 20))
    assert wide > 1500
    assert tall > 400
    assert watched.innocent()


def test_rings_and_pinned_places_draw_too(browser: Browser) -> None:
    graph = market()
    for places in (radial(graph, "telegram:@sultan"), dict(layered(graph))):
        watched = opened(browser, picture(graph, title="t", query="q", positions=places))
        assert arrowheads(watched) == 11
        assert watched.innocent()
    shot(watched, "pinned")


@pytest.mark.parametrize("size", [1000, 10_000])
def test_a_large_market_is_drawn(browser: Browser, size: int) -> None:
    watched = opened(browser, drawn(large(size)))
    assert network(watched, "Number(document.getElementById('net').dataset.drawn)") == size
    assert ink(watched) > 20
    assert watched.innocent()
    shot(watched, f"large-{size}")
