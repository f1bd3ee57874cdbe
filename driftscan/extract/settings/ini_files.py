"""INI files (alembic.ini, uwsgi.ini, grafana.ini): what looks like an address in them.

Every program has its own dialect, so lines are read one by one and odd ones passed over.
"""

import re
from collections.abc import Iterator

from driftscan.extract.settings.entries import Entry, settings
from driftscan.extract.settings.interest import is_plainly_address
from driftscan.model.service_fact import ServiceFacts

_SECTION = re.compile(r"\[([^\]]+)\]")
_ENTRY = re.compile(r"([\w.\-]+)\s*[=:]\s*(.+)")
_COMMENT = re.compile(r"\s[;#].*")
_ENVIRONMENT = re.compile(r"%\((?:ENV_)?([A-Z][A-Z0-9_]*)\)s")


def extract(content: bytes) -> ServiceFacts:
    """Names are 'section.option'."""
    text = content.decode("utf-8-sig", "replace")
    return settings(_entries(text), wanted=is_plainly_address)


def _entries(text: str) -> Iterator[Entry]:
    section = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if named := _SECTION.fullmatch(line):
            section = f"{named[1].strip()}."
        elif line[:1] not in ("#", ";") and (entry := _ENTRY.fullmatch(line)):
            value = _ENVIRONMENT.sub(r"${\1}", _COMMENT.sub("", entry[2]).strip("\"'"))
            yield Entry(section + entry[1], value, number)
