"""The rows of a comparison: for each package, what was counted over its drawn configurations."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.parity.packages import trees
from benchmarks.tables import table

Compare = Callable[[str, str, Path, int], Counter[str]]
"""Name, package, root and seed to counts; 'unexplained' among them."""


def print_tally(
    names: Sequence[str], seeds: Sequence[int], words: Sequence[str], compare: Compare
) -> int:
    """Print the table; the exit code: 1 where a difference is not explained, or nothing was
    compared. names: of packages, empty for all."""
    rows: list[list[str]] = []
    unexplained = 0
    for name, (package, root) in trees().items():
        if names and name not in names:
            continue
        tally: Counter[str] = Counter()
        for seed in seeds:
            tally += compare(name, package, root, seed)
        rows.append([name, *(str(tally[word]) for word in words)])
        unexplained += tally["unexplained"]
    print(table(["package", *words], rows))
    return 1 if unexplained or not rows else 0
