"""The decisions of a system: those that the spec states, and the records at a revision."""

import datetime
from collections.abc import Iterator

from msgspec.structs import replace

from driftscan.drift.records import FOLDERS, is_record, read_record
from driftscan.model.source import LeftOut, SourceFile
from driftscan.model.spec import Decision, SourceSettings, Spec
from driftscan.sources.first_parents import FirstParents

_MOST_BYTES = 256 * 1024


def find_decisions(line: FirstParents, spec: Spec, commit: str) -> list[Decision]:
    """All decisions, by day. Records that the spec speaks of have the day and the measures it
    gives them; measures of a rule's record are those of the spec."""
    stated = {each.record for each in spec.decisions if each.record}
    records = [each for each in _records(line, commit) if each.record not in stated]
    found = [*spec.decisions, *records]
    return sorted(found, key=lambda each: (each.date or datetime.date.max, each.title))


def _records(line: FirstParents, commit: str) -> Iterator[Decision]:
    source = line.source(commit, SourceSettings())
    files = [
        SourceFile(path, 0, id)
        for path, id in line.files(commit)
        if _folder(path) and is_record(path.decode("utf-8", "replace"))
    ]
    days: dict[str, dict[bytes, int]] = {}
    for file, content in source.read(files):
        if isinstance(content, LeftOut) or len(content) > _MOST_BYTES:
            continue
        record = read_record(
            file.path.decode("utf-8", "surrogateescape"), content.decode("utf-8", "replace")
        )
        if record.date is None:
            folder = _folder(file.path)
            added = days.setdefault(folder, {}) or line.first_added(folder)
            days[folder] = added
            record = _dated(record, added.get(file.path))
        yield record


def _dated(record: Decision, time: int | None) -> Decision:
    if time is None:
        return record
    day = datetime.datetime.fromtimestamp(time, datetime.UTC).date()
    return replace(record, date=day, dated_by="git")


def _folder(path: bytes) -> str:
    """The folder of records that a file lies in, '' for none."""
    folder = path.rpartition(b"/")[0].decode("utf-8", "replace")
    return folder if folder in FOLDERS else ""
