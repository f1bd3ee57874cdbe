"""Systems to audit: the fixture with a past, and a large one that is made of values."""

import datetime
from pathlib import Path

from driftscan.journeys.audit import audit
from driftscan.report.audit.document import document_of
from driftscan.report.html.page import render
from driftscan.stages.page_parts import page_parts
from driftscan.stages.request import Request
from tests.history.story import Told, told

FIXTURE = Path(__file__).parents[2] / "fixtures" / "growing_startup"
TODAY = datetime.date(2026, 1, 31)
_LEFT_OUT = ("tests", "docs", "examples")


def fixture_with_a_past(directory: Path) -> Path:
    """The fixture system as it is, after four years in which its code changed now and then."""
    files = {
        str(path.relative_to(FIXTURE)).encode(): path.read_bytes()
        for path in sorted(FIXTURE.rglob("*"))
        if path.is_file()
    }
    code = [path for path in files if path.endswith((b".py", b".go", b".java", b".ts", b".tsx"))]
    story = [Told(days=1400, files=files)]
    for at in range(200):
        changed = code[(at * 7) % len(code) :][:2]
        mark = b"#" if changed[0].endswith(b".py") else b"//"
        now = {
            path: files[path] + mark + b" %d\n" % at
            for path in changed
            if path[-3:] == changed[0][-3:]
        }
        author = b"P%d <p%d@example.org>" % (at % 5, at % 5)
        story.append(
            Told(days=1390 - at * 6.9, files=now, author=author, subject=b"change %d" % at)
        )
    story.append(Told(days=1, files=files))
    return told(directory / "startup", story)


def page_of(*roots: Path, revision: str = "", remote: str = "") -> str:
    """The HTML report of repositories."""
    requests = [
        Request(path=str(root), revision=revision, today=TODAY, workers=1) for root in roots
    ]
    return render(document_of(audit(requests, remotes=[remote] * len(roots))), page_parts())
