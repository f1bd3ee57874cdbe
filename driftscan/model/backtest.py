"""What a ranking foretold on one repository, as values."""

from collections.abc import Sequence

from msgspec import Struct


class Score(Struct, frozen=True, kw_only=True):
    """How one ranking of files did. All but ranking are between 0 and 1, correlations from -1.

    lines, author_days, fixes: rank correlation with what was changed, by whom long, and mended, in
    the time after. effort: Popt with fixes, files taken by score for each line. precision: of the
    first files, those among the first by changed lines. captured: author-days in the first files,
    of the most that so many files had.
    """

    ranking: str
    lines: float
    author_days: float
    fixes: float
    effort: float
    precision: float
    captured: float


class Cut(Struct, frozen=True, kw_only=True):
    """One look back. commit: full id of the one that the branch stood at; time: seconds since 1970.

    months: before the tip. files: of product code then. commits: of its past. changes: to these
    files in the time after, so many observations there were. new_share: of all lines changed after,
    those in files that were not there. expected, actual: lines of the first files in that time.
    """

    months: int
    commit: str
    time: int
    files: int
    commits: int
    changes: int
    new_share: float
    expected: float
    actual: float
    scores: Sequence[Score]


class TooThin(Struct, frozen=True):
    """A cut that says nothing: months before the tip, and why."""

    months: int
    reason: str


class Backtest(Struct, frozen=True, kw_only=True):
    """revision: full id of the tip. first: how many files are the first ones. means: over the
    cuts, the expected change cost first; notes: what a reader has to know of them."""

    revision: str
    days: int
    first: int
    cuts: Sequence[Cut]
    too_thin: Sequence[TooThin]
    means: Sequence[Score]
    notes: Sequence[str] = ()
