"""The browser of the benchmarks for tests, which are skipped where there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.report.browser import VIEWS, NoBrowserError, Opened, browser_at_work, opened

__all__ = ["AXE", "VIEWS", "Opened", "opened", "opened_browser"]
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def opened_browser() -> Iterator[Any]:
    """Chromium; without it the test is skipped, with the reason."""
    try:
        with browser_at_work() as browser:
            yield browser
    except NoBrowserError as missing:
        pytest.skip(str(missing))
