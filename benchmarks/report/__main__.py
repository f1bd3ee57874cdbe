"""Opens reports in Chromium: times of the first view and of each step, and pictures to look at.

`python -m benchmarks.report [REPORT.html …] [--pictures FOLDER]`; without a report, one of 5,000
files and 20,000 dependencies is made. Times are of the machine as it is: say what else it did.
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report.browser import VIEWS, Opened, browser_at_work, opened
from benchmarks.report.large import large_page

_STEP = """async (to) => {
    const begin = performance.now();
    location.hash = to;
    await new Promise((done) => addEventListener('hashchange', done, { once: true }));
    document.body.getBoundingClientRect();
    return performance.now() - begin;
}"""
_CLICK = """async (what) => {
    const found = [...document.querySelectorAll(what)].slice(0, 20);
    const times = found.map((each) => {
        const begin = performance.now();
        each.dispatchEvent(new MouseEvent('click', { bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - begin;
    });
    return times;
}"""
_CLICKED = {"map/0": ".node", "matrix": "table.matrix button", "hotspots": "button.open, th .sort"}


def main() -> None:
    """Print a line for each report and view."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reports", nargs="*", type=Path)
    asked.add_argument("--pictures", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as place, browser_at_work() as browser:
        reports = options.reports or [_made(Path(place))]
        for report in reports:
            _measured(browser, report.resolve(), options.pictures)


def _made(place: Path) -> Path:
    report = place / "large.html"
    report.write_text(large_page(), "utf-8")
    return report


def _measured(browser: Any, report: Path, pictures: Path | None) -> None:
    begin = time.perf_counter()
    found = opened(browser, report)
    ready = time.perf_counter() - begin
    print(
        f"{report.name}: {report.stat().st_size / 1e6:.1f} MB, first view {ready:.2f} s, "
        f"{_processor_time(browser, report):.2f} s of it of the processor in the page"
    )
    steps: list[float] = []
    for view in VIEWS:
        took = found.page.evaluate(_STEP, view) if view != VIEWS[0] else 0.0
        clicks = found.page.evaluate(_CLICK, _CLICKED[view]) if view in _CLICKED else []
        steps += [took, *clicks]
        said = f", {len(clicks)} clicks of {median(clicks):.0f} ms" if clicks else ""
        print(f"  {view:16} {took:6.0f} ms{said}")
        if pictures:
            _taken(found, pictures / f"{report.stem}-{view.replace('/', '-')}.png")
    print(
        f"  median of {len(steps)} steps: {median(steps):.0f} ms, the longest {max(steps):.0f} ms"
    )
    found.page.context.close()


def _processor_time(browser: Any, report: Path) -> float:
    """What the page's own thread works until it is ready, whatever else the machine does."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(report.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    metrics = session.send("Performance.getMetrics")["metrics"]
    context.close()
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))


def _taken(found: Opened, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    found.page.screenshot(path=str(file), full_page=False)


if __name__ == "__main__":
    main()
