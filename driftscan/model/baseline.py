"""Findings that were accepted, each with a reason."""

import datetime

from msgspec import Struct


class AcceptedFinding(Struct, frozen=True, kw_only=True):
    """One accepted finding, known again by its id.

    rule, source, target, kind: as in the finding when it was accepted; for readers of the file.
    """

    id: str
    rule: str
    source: str
    target: str
    kind: str
    reason: str
    accepted: datetime.date


class Baseline(Struct, frozen=True):
    """The accepted findings, sorted by rule, source, target, kind and id; each id once."""

    findings: tuple[AcceptedFinding, ...] = ()


class Acceptance(Struct, frozen=True):
    """A renewed baseline, and how it differs from the one before."""

    baseline: Baseline
    added: tuple[AcceptedFinding, ...]
    dropped: tuple[AcceptedFinding, ...]
