"""`python -m handbook.pictures` takes the pictures of docs/, of the report on the fixture system.

Needs Debian's chromium. The fixture gets a made-up past of four years, or there would be no cost.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook.pages import DOCS
from tests.audit.systems import fixture_with_a_past, page_of

VIEWS = {
    "audit-summary": "summary",
    "audit-map": "map/services",
    "audit-hotspots": "hotspots",
}
"""By name of the picture the view it shows."""
_SIZE = "1280,900"


def main() -> None:
    """Take all of them."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("needs Debian's chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.html"
        report.write_text(page_of(fixture_with_a_past(Path(place))), "utf-8")
        for name, view in VIEWS.items():
            taken(chromium, f"{report.as_uri()}#{view}", DOCS / "pictures" / f"{name}.png")
            print(f"docs/pictures/{name}.png")


def taken(chromium: str, address: str, file: Path) -> None:
    """A picture of what a browser shows there."""
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    words += [f"--window-size={_SIZE}", "--virtual-time-budget=5000", f"--screenshot={file}"]
    subprocess.run([chromium, *words, address], check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
