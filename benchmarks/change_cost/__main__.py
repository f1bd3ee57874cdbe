"""Our figures beside the reference's: python -m benchmarks.change_cost [NAME]... [--ours]

On the repositories that the formula was tuned on; `--untuned` on others. Each is a mirror below
/work/.mirror (the `fetch` tool brings them). The reference is run from /work/shared; without it, or
with --ours, our figures stand alone.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.change_cost.ours import our_backtest
from benchmarks.change_cost.reference import MEASURES, Figures, Reference
from benchmarks.change_cost.repositories import TUNED, UNTUNED, mirror_of
from benchmarks.tables import table
from driftscan.errors import HistoryError

TOLERANCE = 0.01
WORK = Path(__file__).parents[1] / ".work" / "change_cost"
_COLUMNS = tuple(MEASURES.values())


def main(arguments: Sequence[str]) -> int:
    """0 if no mean of ours is further away than the tolerance."""
    parser = argparse.ArgumentParser(prog="benchmarks.change_cost")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--ours", action="store_true", help="leave the reference out")
    parser.add_argument("--untuned", action="store_true", help="the other repositories")
    parser.add_argument("--work", type=Path, default=WORK)
    asked = parser.parse_args(arguments)
    reference = Reference(asked.work / "reference")
    missing = "not asked for" if asked.ours else reference.prepare()
    if missing:
        print(f"without the reference: {missing}")
    known = UNTUNED if asked.untuned else TUNED
    ours: list[Figures] = []
    theirs: list[Figures] = []
    mirrors = {name: mirror_of(known[name]) for name in asked.names or known}
    for name, mirror in mirrors.items():
        if mirror is None:
            print(f"{name}: skipped, {known[name]} has not been fetched")
        elif not missing:
            reference.mine(name, mirror)
    for name, mirror in mirrors.items():
        if mirror is None:
            continue
        found = _ours(name, mirror, asked.work / "cache")
        if found:
            ours.append(found)
            theirs.append({} if missing else reference.figures(name))
            print("\n".join(_compared(name, found, theirs[-1])), flush=True)
    print("\n".join(_compared(f"mean of {len(ours)}", _mean(ours), _mean(theirs))))
    furthest = _furthest(_mean(ours), _mean(theirs))
    print(f"furthest mean of ours from theirs: {furthest:.4f}, allowed {TOLERANCE}")
    return int(furthest > TOLERANCE)


def _ours(name: str, mirror: Path, cache: Path) -> Figures:
    try:
        test = our_backtest(mirror, cache, as_reference=True)
    except HistoryError as problem:
        print(f"{name}: {problem}")
        return {}
    return {
        score.ranking: {column: getattr(score, column) for column in _COLUMNS}
        for score in test.means
    }


def _compared(name: str, ours: Figures, theirs: Figures) -> Iterator[str]:
    """A row for each ranking: our figure, and how far the reference's is from it."""
    rows = []
    for ranking, figures in ours.items():
        cells = [ranking]
        for column in _COLUMNS:
            away = f" {figures[column] - theirs[ranking][column]:+.3f}" if theirs else ""
            cells.append(f"{figures[column]:.3f}{away}")
        rows.append(cells)
    yield from ("", table([name, *_COLUMNS], rows))


def _mean(every: Sequence[Figures]) -> Figures:
    if not every or not all(every):
        return {}
    return {
        ranking: {
            column: statistics.fmean(each[ranking][column] for each in every) for column in _COLUMNS
        }
        for ranking in every[0]
    }


def _furthest(ours: Figures, theirs: Figures) -> float:
    """The largest difference of a mean. (Where a ranking cannot tell files apart the reference
    draws lots, three times, and we take the mean of all orders: single figures of such rankings
    differ more, and so may those of a repository whose mirror lacks contents.)"""
    return max(
        (
            abs(ours[ranking][column] - theirs[ranking][column])
            for ranking in theirs
            for column in _COLUMNS
        ),
        default=0.0,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
