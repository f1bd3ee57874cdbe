"""The backtest: looking back from several points of a repository's own past."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.errors import HistoryError
from driftscan.history.backtest import OUTCOME_DAYS, judge_cut, mean_scores, too_thin
from driftscan.history.changes import changes_until
from driftscan.history.counting import Counting
from driftscan.history.decay import DAY
from driftscan.history.lineage import first_parents, ordered, reach
from driftscan.history.metrics import FIRST
from driftscan.history.outcome import outcome_after
from driftscan.model.backtest import Backtest, Cut, TooThin
from driftscan.model.history import Commit, History
from driftscan.model.spec import SourceSettings
from driftscan.stages.assigned import spec_for
from driftscan.stages.caches import Caches
from driftscan.stages.known_commits import Advance
from driftscan.stages.past import Past
from driftscan.stages.population import population_at
from driftscan.stages.released import without_released
from driftscan.stages.standing import history_of, ignored_revisions
from driftscan.stages.target import Place
from driftscan.store.facts import FactCache

MONTHS = (12, 24, 36, 48, 60, 72)
_MONTH_DAYS = 30.4375
_BEFORE_DAYS = 2 * OUTCOME_DAYS  # a cut has at least so much history before it


def backtest_of(place: Place, past: Past, caches: Caches, advance: Advance) -> Backtest:
    """The backtest of a repository, with the files that its spec wants looked at."""
    reading = spec_for(place, past, caches)
    history = history_of(past, caches, advance)
    return backtest(past, history, ignored_revisions(past), reading.sources, caches.facts)


class Branch(Struct, frozen=True):
    """The commits that a branch stood at, newest first, and all that lead to them."""

    line: Sequence[Commit]
    known: dict[str, Commit]

    def at(self, time: float) -> Commit | None:
        """Where it stood at a time; None if it did not exist yet."""
        return next((commit for commit in self.line if commit.committed <= time), None)

    def until(self, commit: Commit) -> set[str]:
        """Ids of all that lead to a commit."""
        return reach(self.known, commit.id)[0]


def backtest(
    past: Past,
    history: History,
    ignored: frozenset[str],
    settings: SourceSettings,
    facts: FactCache,
    most: int = len(MONTHS),
    attributes: bool = True,
) -> Backtest:
    """All cuts that say something, the latest first, `most` at most. HistoryError: there is none.

    ignored: ids that the repository asks blame to skip. attributes: see population_at; what others
    released is left out with it.
    """
    known = {commit.id: commit for commit in history.commits}
    branch = Branch(first_parents(known, history.tip), known)
    cuts: list[Cut] = []
    thin: list[TooThin] = []
    for months in MONTHS:
        found = _cut(past, history, branch, months, ignored, settings, facts, attributes)
        if isinstance(found, Cut):
            cuts.append(found)
        elif found is not None:
            thin.append(found)
        if found is None or len(cuts) == most:
            break
    if not cuts:
        raise HistoryError(_refusal(branch, thin))
    return Backtest(
        revision=history.tip,
        days=OUTCOME_DAYS,
        first=FIRST,
        cuts=cuts,
        too_thin=thin,
        means=mean_scores(cuts),
    )


def _cut(
    past: Past,
    history: History,
    branch: Branch,
    months: int,
    ignored: frozenset[str],
    settings: SourceSettings,
    facts: FactCache,
    attributes: bool,
) -> Cut | TooThin | None:
    """None: so long ago there was too little before it."""
    time = branch.line[0].committed - months * _MONTH_DAYS * DAY
    stood, later = branch.at(time), branch.at(time + OUTCOME_DAYS * DAY)
    if stood is None or later is None or branch.at(time - _BEFORE_DAYS * DAY) is None:
        return None
    inside = past.repository.inside
    population = population_at(past, stood.id, settings, facts, attributes)
    before = branch.until(stood)
    commits = ordered(branch.known, before)
    if attributes:
        population = without_released(population, commits, history.paths)
    counting = Counting(len(population.files), history.boundary, ignored)
    after = ordered(branch.known, branch.until(later) - before)
    outcome = outcome_after(after, history.paths, population.files, counting, inside)
    plain = sum(len(commit.parents) < 2 for commit in commits)
    thin = too_thin(len(population.files), plain, sum(outcome.changes))
    if thin:
        return TooThin(months, thin)
    columns = changes_until(int(time), commits, history.paths, population.files, counting)
    return judge_cut(months, stood.id, plain, columns, population.measures, outcome)


def _refusal(branch: Branch, thin: Sequence[TooThin]) -> str:
    days = (branch.line[0].committed - branch.line[-1].committed) / DAY
    short = (
        f"The history is too short or too quiet for a backtest: it spans {days:,.0f} days, and a "
        f"cut needs {_BEFORE_DAYS} days before it and {OUTCOME_DAYS} after"
    )
    cuts = [f"; {each.months} months back there were {each.reason}" for each in thin]
    return short + "".join(cuts) + ". `driftscan hotspots` needs six months."
