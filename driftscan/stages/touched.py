"""What of a scan is about some files: for a hook, which is told the files of a commit."""

import os
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.sources.staged import StagedSource, open_index
from driftscan.spec.load import FILE_NAMES, find_spec
from driftscan.stages.target import find_place, no_target


def roots_of(files: Sequence[str], config: str) -> list[str]:
    """Directories to check: the one that `driftscan check` would take; if the working directory
    has no spec, those of the nearest spec above each file, or of all that git tracks without files.

    May be empty: no file stands under a spec. Raises SpecError if there is no spec anywhere.
    """
    here = find_place(".", config)
    if here.spec_file:
        return ["."]
    found = {find_spec(os.path.dirname(file) or ".") for file in files}
    roots = {os.path.relpath(os.path.dirname(path)) for path in found if path}
    tracked = _tracked_roots() if not roots else []
    if not roots and not tracked:
        raise no_target(here)
    return sorted(roots) if files else tracked


def _tracked_roots() -> list[str]:
    names = {name.encode() for name in FILE_NAMES}
    listing = StagedSource(open_index(".")).list(lambda name: name in names)
    directories = {os.path.dirname(os.fsdecode(file.path)) for file in listing.files}
    return sorted(directory or "." for directory in directories)


def touching(scan: Scan, files: Iterable[str]) -> Scan:
    """The scan with those findings and unread files only that are about one of the files.

    files: as seen from the working directory. A finding is about every file in which a step of it
    is stated. Counts of rules and coverage stay those of the whole.
    """
    own = {_from_root(scan, os.fsencode(file)) for file in files}
    coverage = scan.coverage
    skipped = tuple(file for file in coverage.skipped if file.path in own)
    return replace(
        scan,
        findings=tuple(f for f in scan.findings if own & _paths(scan, f)),
        coverage=replace(coverage, skipped=skipped),
    )


def _paths(scan: Scan, finding: Finding) -> set[bytes]:
    stated = [where for step in finding.chain for where in step.evidence]
    return {_path(scan, where) for where in (finding.where, *finding.evidence, *stated)}


def _path(scan: Scan, where: Location) -> bytes:
    """Places in the spec are shown as users see them, all others from the scanned root."""
    spec = os.fsencode(scan.spec_file)
    return _from_root(scan, spec) if where.path == spec else where.path


def _from_root(scan: Scan, path: bytes) -> bytes:
    return os.path.relpath(path, os.fsencode(scan.root))
