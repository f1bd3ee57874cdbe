"""Baseline entries that no longer occur, as findings: for those who let a baseline only shrink."""

from collections.abc import Iterable

from driftscan.checks.findings import identity
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.scan import Vanished

STALE_RULE = "baseline"
STALE_CHECK = "stale entry"


def stale_entries(vanished: Iterable[Vanished], file: str) -> tuple[Finding, ...]:
    """A finding for each entry. file: of the baseline, from the scanned root."""
    return tuple(
        _stale(entry, Location(file.encode("utf-8", "surrogateescape"))) for entry in vanished
    )


def _stale(entry: Vanished, where: Location) -> Finding:
    arrow = f"{entry.source} -> {entry.target}" if entry.target else entry.source
    return Finding(
        id=identity(STALE_RULE, entry.id, "", STALE_CHECK),
        rule=STALE_RULE,
        check=STALE_CHECK,
        nature="divergence",
        severity="error",
        source=entry.source,
        target=entry.target,
        source_component="",
        target_component="",
        kind=STALE_CHECK,
        message=(
            f"The baseline accepts {entry.id}, {arrow} ('{entry.rule}'), which no longer occurs; "
            "`driftscan baseline` drops it."
        ),
        where=where,
        reason="With --strict-baseline a baseline holds no more than there is.",
    )
