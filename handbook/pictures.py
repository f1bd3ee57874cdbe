"""`python -m handbook.pictures` takes the pictures of docs/: every view of the report, of
the fixture with a made-up past of four years. Needs Playwright and Debian's chromium.

With `FOLDER --all` each also in the dark and on a screen of 375 pixels.
"""

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.report.browser import Opened, browser_at_work, opened
from handbook.pages import DOCS
from tests.audit.systems import fixture_with_a_past, page_of

VIEWS = {
    "summary": "summary",
    "findings": "findings",
    "map": "map/services",
    "code": "map/0",
    "matrix": "matrix",
    "hotspots": "hotspots",
    "data": "data",
    "twice": "twice/functions",
    "ways": "twice/capabilities",
    "terms": "twice/definitions",
    "trend": "trend",
    "owners": "owners",
}
_REMOTE = "https://github.com/tidepool/startup.git"
_KINDS: dict[str, dict[str, Any]] = {
    "": {"color_scheme": "light"},
    "-dark": {"color_scheme": "dark"},
    "-narrow": {"color_scheme": "light", "viewport": {"width": 375, "height": 800}},
}


def main() -> None:
    """Take them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, nargs="?", default=DOCS / "pictures")
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--report", type=Path, help="of this report instead")
    options = asked.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, browser_at_work() as browser:
        report = options.report or _made(Path(place))
        for suffix, wishes in _KINDS.items():
            if suffix and not options.all:
                continue
            found = opened(browser, report.resolve(), **wishes)
            for name, view in VIEWS.items():
                _taken(found, view, options.folder / f"audit-{name}{suffix}.png")
            found.page.context.close()


def _made(place: Path) -> Path:
    os.environ["DRIFTSCAN_CACHE_DIR"] = str(place / "cache")
    report = place / "startup.html"
    report.write_text(page_of(fixture_with_a_past(place), remote=_REMOTE), "utf-8")
    return report


def _taken(found: Opened, view: str, file: Path) -> None:
    found.go(view)
    found.page.wait_for_timeout(100)
    found.page.screenshot(path=str(file), full_page=False)
    wide = found.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    print(f"{file.name}{f': {wide} pixels too wide' if wide > 0 else ''}")


if __name__ == "__main__":
    main()
