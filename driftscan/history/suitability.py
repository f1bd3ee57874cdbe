"""Whether a history is long and whole enough to foretell anything, and what to do where not."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.history.clocks import UNSET
from driftscan.history.decay import DAY
from driftscan.history.subjects import is_revert
from driftscan.model.history import UNKNOWN_LINES, ChangeColumns, Commit, History

LEAST_DAYS = 182
LEAST_COMMITS = 20
_SKEW = 86400
_OUTLIERS = 50  # one commit in so many, and the earliest, may have a date that no clock showed

DEEPEN = (
    "fetch the whole history: `git fetch --unshallow`, in GitHub Actions `fetch-depth: 0` for "
    "actions/checkout, in GitLab CI `GIT_DEPTH: 0`"
)


class Extent(Struct, frozen=True, kw_only=True):
    """How long a history is, and what is missing or odd in it.

    first: the time from which on there are commits; a few that are dated earlier do not count.
    commits: all, merges among them. counted: with a change that counts. boundary: how many the
    clone was cut off at; has_lines, partial: see History and Past. damaged: commits whose contents
    are missing. skewed: dated before what they build on. reverts: take others back.
    """

    first: int
    last: int
    commits: int
    merges: int
    counted: int
    boundary: int
    has_lines: bool
    partial: bool
    damaged: int
    skewed: int
    reverts: int

    @property
    def days(self) -> float:
        """How long the history is."""
        return max(0, self.last - self.first) / DAY


def extent_of(history: History, columns: ChangeColumns, partial: bool) -> Extent:
    """What there is to say of a history and of the changes in it that count."""
    whole = [each for each in history.commits if each.id not in history.boundary]
    times = sorted(each.committed for each in whole)
    return Extent(
        first=_first(times) if times else columns.cut,
        last=columns.cut,
        commits=len(history.commits),
        merges=sum(len(each.parents) > 1 for each in history.commits),
        counted=len(columns.commits),
        boundary=len(history.boundary),
        has_lines=history.has_lines,
        partial=partial,
        damaged=sum(map(_is_damaged, history.commits)) if history.has_lines else 0,
        skewed=_skewed(history.commits),
        reverts=sum(is_revert(each.subject) for each in columns.commits),
    )


def refusal(extent: Extent) -> str:
    """Why nothing can be foretold from so little; '' if it can."""
    span = _counted(extent.days, "day")
    if extent.last < UNSET:
        return (
            "The commit that is looked at is dated 1970, by a clock that was never set, so no time "
            "can be counted back from it. Name another one with --rev."
        )
    if extent.boundary and extent.days < LEAST_DAYS:
        return (
            f"This clone was cut off: its history begins {span} before its last commit, and a "
            f"ranking needs about six months. To rank, {DEEPEN}. `driftscan check` needs no "
            "history."
        )
    if extent.days < LEAST_DAYS:
        return (
            f"The history is {span} long, and a ranking of what will change next needs about six "
            "months. Until then `driftscan check` needs no history."
        )
    if extent.counted < LEAST_COMMITS:
        return (
            f"The code that is there today was changed by {_commits(extent.counted)}, and a "
            f"ranking of what will change next needs {LEAST_COMMITS}. `driftscan check` needs no "
            "history."
        )
    return ""


def notes(extent: Extent) -> Iterator[str]:
    """What a reader must know of a history that is good enough."""
    if extent.boundary:
        yield (
            f"The clone was cut off {extent.days:,.0f} days before its last commit; what was "
            f"changed before that is not in here. To have it, {DEEPEN}."
        )
    if not extent.has_lines:
        yield (
            "The clone has no contents of the past (it was made with a filter), so lines are not "
            "known: files are ranked by how often they change and by their size, and a file counts "
            "as renamed only where nothing in it changed. `git fetch --refetch` fetches them."
        )
    if extent.damaged:
        yield (
            f"Contents that the past had are not in this clone ({_commits(extent.damaged)}): each "
            "counts as a change without lines."
        )
    if extent.skewed:
        yield (
            f"A clock was wrong ({_commits(extent.skewed)} dated before what they build on): such "
            "commits stand where they were made, at the date they say; a file that one of them "
            "made is as old as the commits around it say."
        )


def _first(times: Sequence[int]) -> int:
    return times[min(1 + len(times) // _OUTLIERS, len(times) - 1)]


def _commits(count: int) -> str:
    return _counted(count, "commit")


def _counted(count: float, noun: str) -> str:
    shown = f"{count:,.0f}"
    return f"{shown} {noun}" if shown == "1" else f"{shown} {noun}s"


def _is_damaged(commit: Commit) -> bool:
    return any(each.added == UNKNOWN_LINES for each in commit.touches)


def _skewed(commits: Sequence[Commit]) -> int:
    time = {each.id: each.committed for each in commits}
    return sum(
        any(time.get(parent, 0) > each.committed + _SKEW for parent in each.parents)
        for each in commits
    )
