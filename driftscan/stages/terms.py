"""What a judgement depends on beside the system: the user's choices, and what held at a base."""

import datetime
from collections.abc import Callable

from msgspec import Struct

from driftscan.model.baseline import Baseline
from driftscan.model.finding import Finding
from driftscan.model.location import Location


class Terms(Struct, frozen=True, kw_only=True):
    """select, ignore: rule names or kinds of check. today: the day that dates are judged by.

    strict_baseline: entries of the baseline that no longer occur are findings.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: datetime.date
    strict_baseline: bool = False


class Before(Struct, frozen=True, kw_only=True):
    """The commit that is compared with, and its findings that count.

    base: as the user named it; called: what people call that. commit: full id of the merge base.
    unread: files that could not be read there. baseline: as committed there, None where that can't
    be told. accepted: its findings that the baseline accepts. newness: how new a place is against
    it (checks/newness.py).
    """

    base: str
    called: str
    commit: str
    findings: tuple[Finding, ...]
    unread: int
    baseline: Baseline | None
    accepted: tuple[Finding, ...] = ()
    newness: Callable[[Location], int] | None = None

    @property
    def identities(self) -> frozenset[str]:
        """Of its findings."""
        return frozenset(finding.id for finding in self.findings)
