"""Commits of a line as what landed on it, each with a day that fits those around it."""

import datetime
from collections.abc import Sequence

from driftscan.history.clocks import in_order
from driftscan.model.trend import Landed
from driftscan.sources.known_line import LineCommit


def landed_on(commits: Sequence[LineCommit]) -> tuple[Landed, ...]:
    """The same commits in the same order, the oldest first."""
    times = in_order([commit.time for commit in commits])
    return tuple(
        Landed(
            id=commit.id,
            day=datetime.datetime.fromtimestamp(time, datetime.UTC).date(),
            subject=commit.subject,
            is_skewed=skewed,
        )
        for commit, (time, skewed) in zip(commits, times, strict=True)
    )
