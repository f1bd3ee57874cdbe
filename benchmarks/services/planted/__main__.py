"""Planted cases: known calls and shared data added to real systems by every kind of signal.

`python -m benchmarks.services.planted [SYSTEM...] [--count N] [--seed N] [--keep FOLDER]` copies
each system, plants N additions of each kind, and compares the graph after with the graph before.
Prints a table by kind and every miss; exit code 1 where a kind's recall is below .95 or the graph
gained anything that was not planted. --keep leaves the copies in a folder.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.services.planted.comparing import Score, compared
from benchmarks.services.planted.graphs import seen
from benchmarks.services.planted.guests import GUESTS, seat
from benchmarks.services.planted.planting import plant, plants_for
from benchmarks.services.planted.systems import SYSTEMS, System
from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out

_LEAST = 0.95


def main(arguments: list[str]) -> int:
    """Plant in all systems and print what came of it."""
    parser = argparse.ArgumentParser(prog="planted")
    parser.add_argument("systems", nargs="*")
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    scores: list[Score] = []
    for system in SYSTEMS:
        if not options.systems or system.name in options.systems:
            scores += _planted_in(system, options.count, options.seed, options.keep)
    kinds = [_summed(kind, scores) for kind in dict.fromkeys(score.kind for score in scores)]
    print(table(("kind", "planted", "found", "recall", "invented"), [_row(k) for k in kinds]))
    for kind in kinds:
        for line in kind.misses:
            print(f"missed {line}")
        for line in kind.inventions:
            print(f"invented {line}")
    poor = [kind for kind in kinds if kind.recall < _LEAST or kind.inventions]
    return 1 if poor or not scores else 0


def _planted_in(system: System, count: int, seed: int, keep: Path | None) -> list[Score]:
    origin = checked_out(system.repository, system.commit)
    if isinstance(origin, str):
        print(f"skipped {system.name}: {origin}")
        return []
    with tempfile.TemporaryDirectory() as folder:
        tree = (keep or Path(folder)) / system.name
        shutil.copytree(origin, tree)
        if system.takes_guests:
            seat(tree, system.compose)
        hosts = [site.host for site in (*system.sites, *GUESTS)]
        hosts += [store.host for store in system.stores]
        before = seen(tree, hosts)
        plants = plants_for(system, count, seed)
        plant(tree, system, plants)
        return compared(system.name, before, seen(tree, hosts), plants)


def _summed(kind: str, scores: Sequence[Score]) -> Score:
    group = [score for score in scores if score.kind == kind]
    return Score(
        kind,
        sum(score.planted for score in group),
        sum(score.found for score in group),
        tuple(line for score in group for line in score.misses),
        tuple(line for score in group for line in score.inventions),
    )


def _row(score: Score) -> tuple[str, ...]:
    recall = f"{score.recall:.3f}" if score.planted else ""
    return (
        *(score.kind, str(score.planted or ""), str(score.found or ""), recall),
        str(len(score.inventions)),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
