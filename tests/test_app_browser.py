"""The workbench in Chromium: every page, over the sample case and over hostile names; nothing foreign asked or run."""

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from evidence.case import Case
from tests.browser import started_browser  # noqa: F401  # the fixture named browser
from tests.workbench import HOSTILE, hostile_case, sample_case, served

pytestmark = pytest.mark.browser

# told to every page and every frame before anything of it runs
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.violations.push(`${violatedDirective} ${blockedURI}`));
"""
NAMELESS = """() => [...document.querySelectorAll("main input, main button, main select, main textarea, iframe")]
    .filter((e) => e.offsetParent && e.tabIndex >= 0 && !e.closest("[data-testid=stDataFrame]"))
    .filter((e) => !(e.ariaLabel || e.title || e.innerText?.trim() || e.labels?.length))
    .filter((e) => !e.getAttribute("aria-labelledby"))
    .map((e) => e.outerHTML.slice(0, 200))"""
SIDE = """(e) => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const last = [...range.getClientRects()].at(-1), box = e.getBoundingClientRect();
    return box.right - last.right < last.left - box.left ? "right" : "left";
}"""
TABS = ["Identifiers", "Shared identifiers", "Payments", "Fee shares", "Licences", "Followers", "Messages"]


@dataclass
class Watched:
    """A page of the workbench, and what it did that it should not."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    dialogues: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def go(self, path: str = "/", **asked: str) -> Page:
        """The page at a path, drawn to its end."""
        query = urlencode({name.replace("_", "-"): value for name, value in asked.items()}, quote_via=quote)
        self.page.goto(f"{self.address}{path}?{query}")
        self.settled()
        return self.page

    def settled(self) -> None:
        """Waits until the script behind the page has run to its end and the picture, if there is one, is drawn."""
        self.page.wait_for_selector("h1")
        expect(self.page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=60_000
        )
        if self.page.locator("iframe").count():
            self.picture().wait_for_selector("#net[data-drawn], svg[role=img]", timeout=60_000)

    def picture(self) -> Frame:
        """The frame of the picture."""
        element = self.page.wait_for_selector("iframe")
        element.scroll_into_view_if_needed()  # a frame that nobody sees is not drawn
        frame = element.content_frame()
        frame.wait_for_url("**/picture/*")
        return frame

    def innocent(self) -> None:
        """Nothing was asked of another host, nothing foreign ran, and the policy had nothing to stop."""
        ran = [frame.evaluate("() => window.hacked ?? 0") for frame in self.page.frames]
        violations = [found for frame in self.page.frames for found in frame.evaluate("() => window.violations ?? []")]
        assert (self.outside, self.dialogues, self.faults, violations, set(ran)) == ([], [], [], [], {0})


@contextmanager
def watched(browser: Browser, address: str, *, width: int = 1280, height: int = 900) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": width, "height": height})  # not routed: that would end its cache
    context.set_default_timeout(15_000)
    context.add_init_script(WATCH)
    found = Watched(context.new_page(), address)
    found.page.on("request", lambda asked: found.outside.append(asked.url) if is_foreign(asked.url, address) else None)
    found.page.on(
        "websocket", lambda opened: found.outside.append(opened.url) if is_foreign(opened.url, address) else None
    )
    found.page.on("dialog", lambda dialog: (found.dialogues.append(dialog.message), dialog.dismiss()))
    found.page.on("pageerror", lambda error: found.faults.append(str(error)))
    yield found
    context.close()


def is_foreign(url: str, address: str) -> bool:
    return not url.startswith((f"{address}/", f"{address.replace('http', 'ws', 1)}/", "data:", "blob:", "about:"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[str]:
    with served(sample_case(tmp_path_factory.mktemp("sample") / "case").folder) as address:
        yield address


@pytest.fixture(scope="module")
def seen(browser, sample) -> Iterator[Watched]:
    """One window on the sample case for all tests that do not need one of their own: it keeps what it has fetched."""
    with watched(browser, sample) as window:
        yield window


@pytest.fixture(scope="module")
def narrow(browser, sample) -> Iterator[Watched]:
    with watched(browser, sample, width=390) as window:
        yield window


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Iterator[str]:
    with served(hostile_case(tmp_path_factory.mktemp("hostile") / "case").folder) as address:
        yield address


@pytest.fixture(scope="module")
def hostile_seen(browser, hostile) -> Iterator[Watched]:
    with watched(browser, hostile) as window:
        yield window


def option(page: Page, label: str, name: str) -> None:
    """Chooses an option of a box as a keyboard does: by typing a piece of it."""
    box = page.get_by_label(label, exact=True)
    box.evaluate("(e) => e.scrollIntoView({ block: 'center' })")  # scrolling would close the list
    box.click()
    page.keyboard.type(name)
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def mark(page: Page, row: int, *, shows: Locator) -> None:
    """Chooses a row of the first table by the box before it, which must make `shows` visible.

    The table is a canvas that says nothing of being ready: a click that comes too early is tried again.
    """
    table = page.get_by_test_id("stDataFrame").first
    for _ in range(4):
        page.wait_for_timeout(300)
        table.click(position={"x": 18, "y": 35 * row + 17})  # waits while the page is drawn again
        with contextlib.suppress(AssertionError):
            expect(shows).to_be_visible(timeout=5000)
            return
    expect(shows).to_be_visible()


# ----------------------------------------------------------------------------------------------------- the sample case


def test_from_a_small_account_to_the_line_that_names_the_next(sample, seen):
    page = seen.go()
    expect(page.get_by_role("heading", level=1)).to_have_text("The follower market of Nakhla (fictional)")
    page.get_by_role("link", name="Chain").click()
    page.get_by_label("Account", exact=True).fill("نور")
    page.keyboard.press("Enter")
    option(page, "2 accounts fit: choose one", "instagram")
    expect(page.locator(".tops")).to_contain_text("WOMBATRON Panel | wholesale @wombatron_panel, 4 steps above")
    seen.settled()
    expect(seen.picture().locator("header")).to_contain_text("trace_upline")
    option(page, "Arrow", "2025-01-14 19:43 UTC")
    expect(page.locator("blockquote mark")).to_have_text("اللي ينفّذ الطلبات كلها @simsim_jumla في التلقرام")
    expect(page.locator(".cite")).to_have_text("Stands in referrals_layan.csv, line 3")
    expect(page).to_have_url(f"{sample}/chain?account=acc-noor&edge=r-noor-simsim-2")
    seen.innocent()


def test_an_address_opens_the_same_view_in_a_fresh_browser(browser, sample):
    asked = {"account": "acc-hudhud", "way": "to", "to": "acc-wombatron", "tiers": "6", "as-of": "2025-12-31"}
    told = []
    for _ in range(2):
        with watched(browser, sample) as seen:
            page = seen.go("/chain", **asked, edge="r-zafaran-wombatron")
            expect(page.locator("blockquote mark")).to_be_visible()
            told.append((page.locator(".who").inner_text(), page.locator("blockquote").inner_text(), page.url))
            expect(page.get_by_role("radio", name="To another account", exact=True)).to_be_checked()
            expect(page.get_by_label("Tiers at most")).to_have_value("6")
            expect(page.get_by_role("group", name="As of")).to_contain_text("2025")
            seen.innocent()
    assert told[0] == told[1]
    assert "هدهد الترند" in told[0][0]


def test_a_row_of_the_table_chooses_the_arrow_and_the_box_follows(seen):
    page = seen.go("/chain", account="acc-noor")
    mark(page, row=2, shows=page.locator("blockquote mark"))
    expect(page.locator("blockquote mark")).to_have_text("اللي ينفّذ الطلبات كلها @simsim_jumla في التلقرام")
    expect(page.get_by_label("Arrow", exact=True)).to_have_value(re.compile("2025-01-14 19:43"))
    expect(page).to_have_url(re.compile(re.escape("edge=r-noor-simsim-2")))
    seen.innocent()


def test_the_picture_is_walled_in_and_has_another_address_on_every_visit(browser, sample):
    addresses = []
    for _ in range(2):
        with watched(browser, sample) as seen:
            seen.go("/chain", account="acc-noor")
            picture = seen.picture()
            addresses.append(picture.url)
            assert picture.evaluate("() => origin") == "null"
            assert (
                picture.evaluate("() => { try { return parent.document.title } catch { return 'walled' } }") == "walled"
            )
            asked = "() => fetch('/_stcore/health').then(() => 'fetched', () => 'refused')"
            assert picture.evaluate(asked) == "refused"
    assert addresses[0] != addresses[1]


def test_every_part_of_the_account_panel_is_shown(seen):
    page = seen.go("/chain", account="acc-farasha")
    for tab in TABS:
        page.get_by_role("tab", name=tab, exact=True).click()
        expect(page.get_by_role("tabpanel")).to_be_visible()
        if tab == "Licences":
            said = "No record found in Fictional Media Register of Nakhla on 2025-02-06."
            expect(page.get_by_role("tabpanel")).to_contain_text(said)
    expect(page.locator(".message").first).to_be_visible()
    seen.innocent()


def test_downloads_are_given_under_their_names(seen):
    page = seen.go("/chain", account="acc-noor")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the steps (CSV)").click()
    assert taken.value.suggested_filename == "steps.csv"
    assert len(Path(taken.value.path()).read_text("utf-8-sig").splitlines()) == 14
    page.get_by_role("button", name="Write an exhibit").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the exhibit (ZIP)").click()
    assert taken.value.suggested_filename == "exhibit.zip"
    seen.innocent()


def test_a_row_of_the_ranking_opens_its_reasons_and_its_chain(sample, seen):
    page = seen.go("/highest")
    expect(page.locator(".sentence").first).to_contain_text("@captain_alzill")
    mark(page, row=2, shows=page.get_by_text("@ammat_zafaran").first)
    page.get_by_role("link", name="Its chain down").click()
    expect(page).to_have_url(f"{sample}/chain?account=acc-zafaran&way=down")
    seen.innocent()


def test_a_row_of_the_accounts_opens_its_chain(sample, seen):
    page = seen.go("/accounts")
    page.get_by_label("Find").fill("wombatron_panel")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 60 accounts.")).to_be_visible()
    down = page.get_by_role("link", name="Its chain down")
    mark(page, row=1, shows=down)
    down.click()
    expect(page.locator(".who")).to_contain_text("WOMBATRON Panel")
    expect(page).to_have_url(f"{sample}/chain?account=acc-wombatron&way=down")
    expect(page.get_by_role("heading", name="47 steps")).to_be_visible()
    seen.innocent()


@pytest.mark.parametrize("path", ["/", "/chain?account=acc-noor&edge=r-noor-simsim-2", "/accounts", "/highest"])
def test_a_narrow_window_scrolls_down_and_never_sideways(narrow, path):
    place, _, asked = path.partition("?")
    page = narrow.go(place, **dict(part.split("=") for part in asked.split("&") if part))
    wider = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
    assert page.evaluate(wider) <= 0
    narrow.innocent()


def test_every_box_and_button_has_a_name(seen):
    for path in ("/", "/chain", "/accounts", "/highest"):
        page = seen.go(path, account="acc-noor")
        assert page.evaluate(NAMELESS) == []


def test_arabic_starts_at_the_right_and_latin_at_the_left(seen):
    page = seen.go("/chain", account="acc-noor", edge="r-noor-simsim-2")
    assert page.locator("blockquote").evaluate(SIDE) == "right"
    box = page.get_by_label("Account", exact=True)
    box.fill("سمسم")
    assert box.evaluate("(e) => getComputedStyle(e).unicodeBidi") == "plaintext"
    assert box.evaluate("(e) => getComputedStyle(e).textAlign") == "start"


# ------------------------------------------------------------------------------------------------------- hostile names


@pytest.mark.parametrize("number", range(len(HOSTILE) - 1))
def test_a_hostile_chain_is_read_and_not_obeyed(hostile_seen, number):
    name = HOSTILE[number]
    page = hostile_seen.go("/chain", account=name, edge=f"r{number} {name}", tiers="2")
    shown = name.replace("\u202e", "⟦U+202E⟧").replace("\u202c", "⟦U+202C⟧")
    expect(page.locator("blockquote mark")).to_have_text(shown)
    expect(page.locator("table.cells td").first).to_have_text(f"r{number} {shown}")
    hostile_seen.picture().locator("details summary").click()
    for tab in ("Payments", "Messages"):
        page.get_by_role("tab", name=tab, exact=True).click()
    page.get_by_label("Account", exact=True).fill(name[:60])
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    hostile_seen.settled()
    hostile_seen.innocent()


@pytest.mark.parametrize(
    "path", ["/", "/accounts", "/highest", "/clusters", "/money", "/roles", "/aliases", "/licences"]
)
def test_hostile_names_are_harmless_on_every_page(hostile_seen, path):
    page = hostile_seen.go(path)
    assert page.locator("main img, main svg[onload]").count() == 0
    maps = 1 if path == "/clusters" else 0  # on a shelf like every picture
    expect(page.locator("main iframe")).to_have_count(maps)
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(500)
    hostile_seen.innocent()


def test_the_watch_notices_what_it_watches_for(browser, sample):
    """Without this, a page that is never watched would pass every test above."""
    with watched(browser, sample) as seen:
        page = seen.go()
        page.evaluate("() => { const i = new Image(); i.src = 'http://evil.example/x.png'; document.body.append(i) }")
        page.evaluate("() => { window.hacked = 1 }")
        page.wait_for_timeout(500)
        assert page.evaluate("() => window.violations") == ["img-src http://evil.example/x.png"]
        with pytest.raises(AssertionError):
            seen.innocent()


# ------------------------------------------------------------------------------------------------------ an empty case


def test_an_empty_case_and_a_wrong_address_are_told_in_words(browser, tmp_path):
    case = Case.create(tmp_path / "case", title="قضية جديدة", region="SA")
    with served(case.folder) as address, watched(browser, address) as seen:
        expect(seen.go().locator(".said p").first).to_contain_text("The case is empty.")
        said = seen.go("/chain", account="<b>nobody</b>", edge="![x](http://evil.example)").locator(".notice.refusal")
        expect(said).to_contain_text("No account of this case has the id “<b>nobody</b>”.")
        seen.innocent()
