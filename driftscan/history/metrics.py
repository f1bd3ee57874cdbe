"""How well a ranking foretold what happened: the measures of the backtest.

Files that a ranking cannot tell apart have no order; each measure is then the mean over all orders
they could be in, which for sums is known without drawing lots.
"""

from collections.abc import Iterator, Sequence

FIRST = 20


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's: 1 for the same order, 0 for none in common. 0 where one of them has no order."""
    return _correlation(_ranks(one), _ranks(other))


def precision(score: Sequence[float], outcome: Sequence[float], first: int = FIRST) -> float:
    """Share of the first files of a ranking that turned out to be among the first."""
    best = sorted(range(len(outcome)), key=lambda at: -outcome[at])[:first]
    hit = [0.0] * len(outcome)
    for at in best:
        hit[at] = 1.0
    return _sum_of_first(score, hit, first) / first


def captured(score: Sequence[float], outcome: Sequence[float], first: int = FIRST) -> float:
    """What the first files of a ranking had of the outcome, against the most that so many had."""
    best = sum(sorted(outcome, reverse=True)[:first])
    return _sum_of_first(score, outcome, first) / best if best else 0.0


def effort_aware(score: Sequence[float], loc: Sequence[int], outcome: Sequence[float]) -> float:
    """Popt: how soon whoever reads the files in this order meets the outcome, by lines read; 1 for
    the best of all orders, 0 for the worst."""
    dense = [value / lines for value, lines in zip(outcome, loc, strict=True)]
    best = _area(dense, loc, outcome)
    worst = _area([-each for each in dense], loc, outcome)
    room = best - worst
    return 1 - (best - _area(score, loc, outcome)) / room if room > 1e-9 else 1.0


def _area(score: Sequence[float], loc: Sequence[int], outcome: Sequence[float]) -> float:
    """Under the curve of outcome met over lines read, both as shares."""
    all_lines, all_met = sum(loc), sum(outcome)
    met = area = 0.0
    for group in _groups(score):
        lines = sum(loc[at] for at in group)
        here = sum(outcome[at] for at in group)
        area += lines * (met + here / 2)
        met += here
    return area / all_lines / all_met


def _sum_of_first(score: Sequence[float], values: Sequence[float], first: int) -> float:
    total = 0.0
    left = first
    for group in _groups(score):
        taken = min(left, len(group))
        total += sum(values[at] for at in group) * taken / len(group)
        left -= taken
        if not left:
            break
    return total


def _groups(score: Sequence[float]) -> Iterator[list[int]]:
    """Positions with one score, the highest score first."""
    order = sorted(range(len(score)), key=lambda at: -score[at])
    group: list[int] = []
    for at in order:
        if group and score[at] != score[group[0]]:
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _ranks(values: Sequence[float]) -> list[float]:
    ranks = [0.0] * len(values)
    before = 0
    for group in _groups(values):
        for at in group:
            ranks[at] = before + (len(group) + 1) / 2
        before += len(group)
    return ranks


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    count = len(one)
    mean_one, mean_other = sum(one) / count, sum(other) / count
    first = [each - mean_one for each in one]
    second = [each - mean_other for each in other]
    spread = sum(a * a for a in first) * sum(b * b for b in second)
    return (
        float(sum(a * b for a, b in zip(first, second, strict=True)) / spread**0.5)
        if spread
        else 0.0
    )
