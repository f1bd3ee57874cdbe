"""The hidden first line of our comment: how it is found again, and which run wrote it."""

import re

from msgspec import Struct

_FORM = re.compile(
    r"<!-- driftscan comment: project=([\w./~-]*) commit=([0-9a-f]*) run=(\d{1,18}) -->"
)
_OTHER = re.compile(r"[^\w./-]", re.ASCII)


class Mark(Struct, frozen=True, kw_only=True):
    """project: tells several scans of one repository apart. commit: full id of what was scanned.
    run: grows with each run of CI."""

    project: str
    commit: str
    run: int

    def line(self) -> str:
        """The mark as it is written."""
        project = project_key(self.project)
        return f"<!-- driftscan comment: project={project} commit={self.commit} run={self.run} -->"


def mark_of(text: str) -> Mark | None:
    """The mark that a comment begins with."""
    found = _FORM.match(text)
    if found is None:
        return None
    return Mark(project=found[1], commit=found[2], run=int(found[3]))


def project_key(name: str) -> str:
    """The name without what would end an HTML comment; different names stay different."""
    return _OTHER.sub(lambda other: f"~{ord(other[0]):x}~", name).replace("--", "-~2d~")


def same_text(one: str, other: str) -> bool:
    """Whether two bodies are the same but for what forges do to line ends."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
