"""Which files are as they were when they were last read."""

from collections.abc import Iterable, Mapping

from driftscan.model.source import SourceFile
from driftscan.stages.record import Record

# A file changed twice within one tick of the file system's clock keeps its time stamp. Stamps
# younger than this when they were taken are not relied on (2 s is the coarsest clock, FAT's).
_SETTLED_NANOSECONDS = 2_000_000_000


def split_by_freshness(
    files: Iterable[SourceFile], records: Mapping[bytes, Record]
) -> tuple[list[Record], list[SourceFile]]:
    """Records that still hold, and files that have to be read."""
    fresh: list[Record] = []
    stale: list[SourceFile] = []
    for file in files:
        record = records.get(file.path)
        if record is not None and unchanged(record.file, file):
            fresh.append(record)
        else:
            stale.append(file)
    return fresh, stale


def unchanged(before: SourceFile, now: SourceFile) -> bool:
    """Whether a file still has the content that it had before."""
    if now.stamp:
        return before.stamp == now.stamp
    return now.blob != "" and before.blob == now.blob


def settled(file: SourceFile, now_nanoseconds: int) -> SourceFile:
    """The file as it may be remembered: without a stamp that could hide a later change."""
    youngest = max(file.stamp[1:3], default=0)
    if file.stamp and youngest > now_nanoseconds - _SETTLED_NANOSECONDS:
        return SourceFile(file.path, file.size, file.blob)
    return file
