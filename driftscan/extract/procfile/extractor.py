"""A Procfile as facts: a workload per line `name: command`."""

import re
from collections.abc import Iterator

from driftscan.extract.pieces import shell_text
from driftscan.model.service_fact import ServiceFacts, WorkloadFact

_LINE = re.compile(r"([A-Za-z0-9_-]+):[ \t]*(\S.*)")
# Run once per release, before anything is started (Heroku's release phase).
_ONCE = frozenset({"release"})


def extract(content: bytes) -> ServiceFacts:
    """What is started, and what runs once before that."""
    if b"\0" in content:
        return ServiceFacts()
    return ServiceFacts(workloads=tuple(_workloads(content.decode("utf-8-sig", "replace"))))


def _workloads(text: str) -> Iterator[WorkloadFact]:
    for line, written in enumerate(text.split("\n"), start=1):
        found = _LINE.fullmatch(written.rstrip())
        if found:
            kind = "Job" if found[1] in _ONCE else ""
            yield WorkloadFact(
                "procfile", found[1], line, kind, build=".", command=shell_text(found[2])
            )
