"""A started Chromium for the browser tests, and a page that counts what a picture must never do."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Route, sync_playwright

ADDRESS = "http://picture.example/"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # nothing leaves this machine, whatever a page asks for
]

# told to the page before anything of it runs
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    window.violations.push(`${violatedDirective} ${blockedURI}`));
"""


@pytest.fixture(scope="module", name="browser")
def started_browser(chromium: Path) -> Iterator[Browser]:
    """The Chromium of this machine, started headless."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@dataclass
class Watched:
    """A page, and what it did that it should not: asked another address, opened a dialogue, logged an error."""

    page: Page
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        """Notes and closes a dialogue that the page opened."""
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def hear(self, said: ConsoleMessage) -> None:
        """Notes what the page logs as an error."""
        if said.type == "error":
            self.complaints.append(said.text)

    def innocent(self) -> bool:
        """True when nothing was asked for, nothing foreign ran, and the security policy had nothing to stop."""
        ran = self.page.evaluate("() => window.hacked ?? 0")
        violations = self.page.evaluate("() => window.violations")
        return (self.outside, self.complaints, ran, violations) == ([], [], 0, [])


def opened(browser: Browser, html: str, *, width: int = 1280, height: int = 760, colours: str = "light") -> Watched:
    """The page `html` in a fresh window, drawn."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)  # type: ignore[arg-type]
    watched = Watched(context.new_page())

    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            watched.outside.append(route.request.url)
            route.abort()

    context.route("**/*", answer)
    context.set_default_timeout(120_000)  # a busy machine takes its time over ten thousand accounts
    watched.page.add_init_script(_WATCH)
    watched.page.on("dialog", watched.dismiss)
    watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    watched.page.on("console", watched.hear)
    watched.page.goto(ADDRESS)
    watched.page.wait_for_selector("#net[data-drawn], .nothing")
    return watched


def shot(watched: Watched, name: str) -> None:
    """Keeps a picture of the page when SILSILA_SHOTS names a folder: to be looked at."""
    folder = os.environ.get("SILSILA_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        watched.page.screenshot(path=Path(folder, f"{name}.png"))
