"""The text of `driftscan backtest`: a table of rankings, what it comes down to, and each cut."""

from collections.abc import Iterator

from driftscan.model.backtest import Backtest, Cut, Score
from driftscan.report.arithmetic import few, percent
from driftscan.report.hotspots_json import day
from driftscan.report.terminal.layout import BOLD, counted, painted, paragraph
from driftscan.report.verdict_of_backtest import sentences
from driftscan.report.view import View

_NAMES = ("lines", "days", "fixes", "Popt", "P", "top")
_HEADER = f"{'ranking':<36}" + "".join(f"  {name:>5}" for name in _NAMES)


def render(test: Backtest, view: View) -> str:
    """The backtest for a person."""
    return "".join(f"{line}\n" for line in _lines(test, view))


def _lines(test: Backtest, view: View) -> Iterator[str]:
    yield from paragraph(
        f"What rankings foretold at {test.revision[:12]}: each from what was known at a cut, held "
        f"against the {test.days} days after it; mean of {counted(len(test.cuts), 'cut')}."
    )
    yield ""
    yield painted(_HEADER, BOLD, view)
    yield from map(_row, test.means)
    yield ""
    for sentence in sentences(test):
        yield from paragraph(sentence)
    yield ""
    for cut in test.cuts:
        yield from _cut(cut, test.first)
        if view.verbose:
            yield from map(_row, cut.scores)
    for thin in test.too_thin:
        yield from paragraph(f"{thin.months} months back: not used, {thin.reason}.", 0, 2)
    yield ""
    yield from paragraph(
        "lines, days, fixes: rank correlation with later changed lines, author-days and fixes (by "
        "subjects, a noisy label). Popt: how soon fixes are met if files are read in this order by "
        f"density, .5 for none. P: of the first {test.first}, share that was among them by lines. "
        f"top: author-days in the first {test.first}, of the most that {test.first} files had."
    )
    for note in test.notes:
        yield from paragraph(f"Note: {note}")


def _row(score: Score) -> str:
    return (
        f"{score.ranking:<36}  {score.lines:>5.2f}  {score.author_days:>5.2f}  "
        f"{score.fixes:>5.2f}  {score.effort:>5.2f}  {score.precision:>5.2f}  "
        f"{percent(score.captured):>5}"
    )


def _cut(cut: Cut, first: int) -> Iterator[str]:
    yield from paragraph(
        f"{cut.months} months back ({cut.commit[:12]}, {day(cut.time)}): "
        f"{counted(cut.files, 'file')}, {counted(cut.commits, 'commit')} before, "
        f"{counted(cut.changes, 'change')} after; of the top {first}, {few(cut.expected)} lines a "
        f"year expected, {few(cut.actual)} came; {percent(cut.new_share)} of later lines in files "
        "that were not there.",
        0,
        2,
    )
