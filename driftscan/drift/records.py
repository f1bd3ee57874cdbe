"""Decision records as people keep them: Nygard's, MADR's, and a line of status and date."""

import datetime
import re

from driftscan.model.spec import Decision

FOLDERS = (
    "docs/adr",
    "docs/adrs",
    "doc/adr",
    "docs/decisions",
    "docs/architecture/decisions",
    "adr",
)
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_DATE = re.compile(
    r"^(?:[*-]\s+)?(?:\*\*)?date(?:\*\*)?\s*:(?:\*\*)?\s*[\"']?(\d{4}-\d{2}-\d{2})\b",
    re.MULTILINE | re.IGNORECASE,
)
_STATUS_LINE = re.compile(
    r"^(?:[*-]\s+)?(?:\*\*)?status(?:\*\*)?\s*:(?:\*\*)?\s*[\"']?([A-Za-z][A-Za-z -]{0,40})",
    re.MULTILINE | re.IGNORECASE,
)
_STATUS_PART = re.compile(
    r"^##+\s+status\s*$\s*^\W{0,4}([A-Za-z][A-Za-z -]{0,40})", re.MULTILINE | re.IGNORECASE
)
_DATED_STATUS = re.compile(
    r"^(?:[*-]\s+)?(?:accepted|decided)\b\W{0,3}(?:on\s+)?(\d{4}-\d{2}-\d{2})\b",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD_LINES = 40


def is_record(path: str) -> bool:
    """Whether a file is a record, by its name: templates and indexes are none."""
    name = path.rpartition("/")[2].lower()
    return name.endswith(".md") and not name.startswith(
        ("readme", "index", "template", "adr-template")
    )


def read_record(path: str, text: str) -> Decision:
    """What the head of a record says: its title, day and status."""
    head = "\n".join(text.splitlines()[:_HEAD_LINES])
    title = _TITLE.search(head)
    status = _STATUS_LINE.search(head) or _STATUS_PART.search(head)
    return Decision(
        title=title[1] if title else path.rpartition("/")[2],
        date=_day(head),
        status=status[1].strip().lower() if status else "",
        record=path,
    )


def _day(head: str) -> datetime.date | None:
    for pattern in (_DATE, _DATED_STATUS):
        if found := pattern.search(head):
            try:
                return datetime.date.fromisoformat(found[1])
            except ValueError:
                return None
    return None
