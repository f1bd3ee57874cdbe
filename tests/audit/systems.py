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


# What the system got in the course of these years, by the day before the last: each breaks a rule.
_CAME = {
    600: b"services/metering/internal/storage/export.go",
    500: b"services/analytics/app/queries/churn.py",
    400: b"services/integrations/sql/partner_active_users.sql",
    300: b"services/billing/app/domain/tax.py",
    150: b"frontend/web/src/components/UsageBadge.tsx",
}
# One problem, solved in three components; that of integrations waits without an end.
_TWINS = {
    b"services/billing/app/worker/delivery.py": (b"deliver", b"min(wait * 2, LONGEST)"),
    b"services/analytics/app/ingest/sending.py": (b"send_event", b"min(wait * 2, LONGEST)"),
    b"services/integrations/src/integrations/clients/calls.py": (b"call_partner", b"wait * 2"),
}
_TWIN = b"""\
import time

LONGEST = 60


def %s(transport, message, attempts=5):
    wait = 1
    for attempt in range(attempts):
        answer = transport.send(message)
        if answer.status < 500 and not answer.timed_out:
            return answer
        transport.log("attempt failed", attempt=attempt, wait=wait)
        if attempt + 1 == attempts:
            break
        time.sleep(wait)
        wait = %s
    raise ConnectionError(message)
"""


def fixture_with_a_past(directory: Path) -> Path:
    """The fixture system after four years in which its code changed, and got what breaks rules;
    with one function that three of its services have each for themselves."""
    files = {
        str(path.relative_to(FIXTURE)).encode(): path.read_bytes()
        for path in sorted(FIXTURE.rglob("*"))
        if path.is_file()
    }
    files |= {path: _TWIN % words for path, words in _TWINS.items()}
    late = set(_CAME.values())
    code = [path for path in files if path.endswith((b".py", b".go", b".java", b".ts", b".tsx"))]
    code = [path for path in code if path not in late]
    story = [Told(days=1400, files={p: text for p, text in files.items() if p not in late})]
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
    story += [
        Told(days=days, files={path: files[path]}, subject=b"Add " + path)
        for days, path in _CAME.items()
    ]
    story.append(Told(days=1, files=files))
    story.sort(key=lambda each: -each.days)
    return told(directory / "startup", story)


def page_of(*roots: Path, revision: str = "", remote: str = "") -> str:
    """The HTML report of repositories."""
    requests = [
        Request(path=str(root), revision=revision, today=TODAY, workers=1) for root in roots
    ]
    return render(document_of(audit(requests, remotes=[remote] * len(roots))), page_parts())
