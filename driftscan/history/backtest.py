"""One cut of a backtest: rankings from before it, held against what came after."""

from collections.abc import Sequence

from driftscan.history.formula import QUARTER_DAYS
from driftscan.history.measure import Measure
from driftscan.history.metrics import (
    FIRST,
    captured,
    effort_aware,
    precision,
    rank_correlation,
)
from driftscan.history.outcome import Outcome
from driftscan.history.rankings import OURS, rankings
from driftscan.model.backtest import Cut, Score
from driftscan.model.history import ChangeColumns
from driftscan.notation.words import counted

OUTCOME_DAYS = 365

# Below these a cut has too little to tell one ranking from another.
LEAST_CHANGES = 150
LEAST_FILES = 20
LEAST_COMMITS = 200


def too_thin(files: int, commits: int, changes: float) -> str:
    """Why a cut says nothing; '' if it does."""
    if files < LEAST_FILES:
        return f"{files:,} files of product code, fewer than {LEAST_FILES}"
    if commits < LEAST_COMMITS:
        return f"{commits:,} commits before it, fewer than {LEAST_COMMITS}"
    if changes < LEAST_CHANGES:
        return f"{counted(round(changes), 'change')} after it, fewer than {LEAST_CHANGES}"
    return ""


def judge_cut(
    months: int,
    commit: str,
    past: int,
    columns: ChangeColumns,
    measures: Sequence[Measure],
    outcome: Outcome,
) -> Cut:
    """The scores of all rankings. past: commits before the cut; measures: of its files."""
    loc = [each.lines for each in measures]
    ranked = rankings(columns, measures)
    ours = ranked[OURS]
    first = sorted(range(len(ours)), key=lambda at: -ours[at])[:FIRST]
    quarters = OUTCOME_DAYS / QUARTER_DAYS
    return Cut(
        months=months,
        commit=commit,
        time=columns.cut,
        files=len(columns.files),
        commits=past,
        changes=int(sum(outcome.changes)),
        new_share=outcome.new_share,
        expected=sum(ours[at] for at in first) * quarters,
        actual=sum(outcome.lines[at] for at in first),
        scores=[_score(name, score, loc, outcome) for name, score in ranked.items()],
    )


def mean_scores(cuts: Sequence[Cut]) -> list[Score]:
    """The mean of each ranking's scores over the cuts."""
    return [_mean(scores) for scores in zip(*(cut.scores for cut in cuts), strict=True)]


def _score(name: str, score: Sequence[float], loc: Sequence[int], outcome: Outcome) -> Score:
    dense = [value / lines for value, lines in zip(score, loc, strict=True)]
    return Score(
        ranking=name,
        lines=rank_correlation(score, outcome.lines),
        author_days=rank_correlation(score, outcome.author_days),
        fixes=rank_correlation(score, outcome.fixes),
        effort=effort_aware(dense, loc, outcome.fixes) if any(outcome.fixes) else 0.0,
        precision=precision(score, outcome.lines),
        captured=captured(score, outcome.author_days),
    )


def _mean(scores: Sequence[Score]) -> Score:
    def mean(name: str) -> float:
        return float(sum(getattr(score, name) for score in scores) / len(scores))

    return Score(
        ranking=scores[0].ranking,
        lines=mean("lines"),
        author_days=mean("author_days"),
        fixes=mean("fixes"),
        effort=mean("effort"),
        precision=mean("precision"),
        captured=mean("captured"),
    )
