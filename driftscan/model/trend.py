"""A system over time: landed commits, what was measured at some of them, what came and went."""

import datetime

from msgspec import Struct

from driftscan.model.measure import Goal
from driftscan.model.spec import Decision


class Landed(Struct, frozen=True, kw_only=True):
    """A commit of the first-parent line, where a merge stands for all that it brought; or one of a
    branch, where a passage has its origin there.

    day: of the committer's clock, in UTC; where that does not fit the order of the commits, the day
    of the one before. is_skewed: that this was so. subject: first line of its message.
    """

    id: str
    day: datetime.date
    subject: str = ""
    is_skewed: bool = False


class Reading(Struct, frozen=True, array_like=True):
    """What a measure was at a point. whole: of a share what it is a part of, 0 for a count."""

    measure: str
    part: int
    whole: int = 0

    @property
    def value(self) -> float:
        """The count, or the share from 0 to 1; a share of nothing is 0."""
        return self.part / self.whole if self.whole else float(self.part)


class Known(Struct, frozen=True, array_like=True, order=True):
    """A finding as far as it is the same at every commit that has it."""

    id: str
    rule: str
    check: str
    nature: str
    severity: str
    source: str
    target: str
    kind: str


class Observed(Struct, frozen=True, kw_only=True):
    """A revision held against the spec of today. findings: ids, sorted. unread: files of it that
    could not be read; missing: of these, those whose content this clone lacks."""

    commit: str
    readings: tuple[Reading, ...]
    findings: tuple[str, ...]
    unread: int = 0
    missing: int = 0


class Point(Struct, frozen=True, kw_only=True):
    """One place on a curve. label: the end of the period it stands for."""

    landed: Landed
    observed: Observed
    label: str = ""


class Passage(Struct, frozen=True, kw_only=True):
    """A finding came or went with the commit `by`. after: the last one before it that could differ
    from the one before that, '' where there is none. is_exact: all of both could be read.

    is_merge: whether `by` is a merge. origin: the commit that made it so: `by` itself unless that
    merged a branch of which one commit did; '' where it was not looked for.
    """

    finding: str
    came: bool
    after: str
    by: str
    is_exact: bool
    is_merge: bool = False
    origin: str = ""


class Bringer(Struct, frozen=True, kw_only=True):
    """The commit that brought a finding which is there now, as far as points of the past tell.

    by: that commit, or the last of several that may have. after: where there are several, the one
    before the first of them, which did not have the finding. is_older: `by` is the earliest
    that was looked at, and had the finding already. merge: what brought `by` to the line.
    upto: the latest that was looked at, where something has landed since then.
    """

    by: Landed
    after: Landed | None = None
    is_older: bool = False
    merge: Landed | None = None
    upto: Landed | None = None


class Effect(Struct, frozen=True, kw_only=True):
    """A measure before and after a decision.

    start, at, now: readings of the first point looked at before it, the last point at or before
    its day, and the latest. points_before, points_after: how many there are on each side.
    """

    measure: str
    start: Reading | None
    at: Reading
    now: Reading
    points_before: int
    points_after: int
    verdict: str


class Outcome(Struct, frozen=True, kw_only=True):
    """A decision and what became of its measures; why: in a sentence, why there is nothing."""

    decision: Decision
    effects: tuple[Effect, ...] = ()
    why: str = ""


class Trend(Struct, frozen=True, kw_only=True):
    """All that `driftscan trend` found out.

    landed: the commits that anything here names, by id. known: the findings that any
    point has. passages: what came and went, oldest first; () if it was not asked for.
    notes: sentences a reader must know. fresh: how many points were not in the store.
    """

    root: str
    spec_file: str
    every: str
    points: tuple[Point, ...]
    known: dict[str, Known]
    landed: dict[str, Landed]
    goals: tuple[Goal, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    passages: tuple[Passage, ...] = ()
    notes: tuple[str, ...] = ()
    fresh: int = 0
