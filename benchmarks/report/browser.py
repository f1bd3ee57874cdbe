"""A real browser: Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

VIEWS = (
    *("summary", "findings", "map", "map/services", "map/0", "matrix", "matrix/files/0"),
    *("hotspots", "data", "twice/functions", "twice/capabilities", "twice/definitions"),
    *("trend", "owners", "file/0"),
)


class NoBrowserError(Exception):
    """What is missing, and how to get it."""


class Opened(Struct):
    """A report in the browser. complaints: of its console; requests: all that it asked for."""

    page: Any
    complaints: list[str]
    requests: list[str]

    def go(self, view: str) -> None:
        """Show a view."""
        self.page.evaluate("to => { location.hash = to; }", view)
        self.page.wait_for_function("to => location.hash === '#' + to", arg=view)
        self.page.wait_for_timeout(50)


@contextmanager
def browser_at_work() -> Iterator[Any]:
    """Chromium, without a window. NoBrowserError: it can't be had."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as missing:
        raise NoBrowserError("needs Playwright: `pip install -e '.[browser]'`") from missing
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise NoBrowserError("needs Debian's chromium: `apt-get install chromium`")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Any, file: Path, **wishes: Any) -> Opened:
    """A report, as a person opens it: from a file, without network."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **wishes})
    context.set_offline(True)
    page = context.new_page()
    found = Opened(page, [], [])
    page.on("console", lambda said: found.complaints.append(said.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("dialog", lambda dialog: found.complaints.append("a dialog"))
    page.on("request", lambda request: found.requests.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    return found
