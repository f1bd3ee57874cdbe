"""The JSON of `driftscan backtest`; docs/json.md is its reference."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.backtest import Backtest, Cut, Score
from driftscan.report.hotspots_json import day
from driftscan.report.json_document import written
from driftscan.report.verdict_of_backtest import sentences

SCHEMA = "driftscan.backtest/1"
_DIGITS = 4


class ScoreJson(Struct):
    """How one ranking did; all between 0 and 1, correlations from -1."""

    ranking: str
    lines: float
    author_days: float
    fixes: float
    effort: float
    precision: float
    captured: float


class CutJson(Struct):
    """One look back, and how each ranking did."""

    months: int
    commit: str
    date: str
    files: int
    commits: int
    changes: int
    new_share: float
    expected: float
    actual: float
    scores: list[ScoreJson]


class TooThinJson(Struct):
    """A cut that says nothing, and why."""

    months: int
    reason: str


class BacktestJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    root: str
    revision: str
    days: int
    first: int
    verdict: list[str]
    means: list[ScoreJson]
    cuts: list[CutJson]
    too_thin: list[TooThinJson]
    notes: list[str]


def render(test: Backtest, root: str) -> str:
    """The backtest as one JSON document."""
    return written(
        BacktestJson(
            schema=SCHEMA,
            root=root,
            revision=test.revision,
            days=test.days,
            first=test.first,
            verdict=list(sentences(test)),
            means=_scores(test.means),
            cuts=[_cut(cut) for cut in test.cuts],
            too_thin=[TooThinJson(each.months, each.reason) for each in test.too_thin],
            notes=list(test.notes),
        )
    )


def _cut(cut: Cut) -> CutJson:
    return CutJson(
        months=cut.months,
        commit=cut.commit,
        date=day(cut.time),
        files=cut.files,
        commits=cut.commits,
        changes=cut.changes,
        new_share=round(cut.new_share, _DIGITS),
        expected=round(cut.expected, _DIGITS),
        actual=round(cut.actual, _DIGITS),
        scores=_scores(cut.scores),
    )


def _scores(scores: Sequence[Score]) -> list[ScoreJson]:
    return [
        ScoreJson(
            ranking=each.ranking,
            lines=round(each.lines, _DIGITS),
            author_days=round(each.author_days, _DIGITS),
            fixes=round(each.fixes, _DIGITS),
            effort=round(each.effort, _DIGITS),
            precision=round(each.precision, _DIGITS),
            captured=round(each.captured, _DIGITS),
        )
        for each in scores
    ]
