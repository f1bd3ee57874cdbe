"""Edges of further systems, read against their source by hand, one YAML file each.

`python -m benchmarks.services.read [SYSTEM...]` reruns them and prints, for each system and over
all: of those drawn from what was reported, the share that are edges and are still reported; of all
true ones, the share that is reported; and every difference by name.
`python -m benchmarks.services.read --draw COUNT [SYSTEM...]` prints edges and pairs without one,
drawn with the first file's seed, for someone to read; none that a file calls doubtful. A seed in
place of a system is its whole set. What was written down as a whole has a table more: whole.py.

What stands in the files: lists.py.
"""

import random
import sys
from collections.abc import Iterator

from benchmarks.services.graphs import OUTSIDE, Graph, graph_of
from benchmarks.services.lists import Pair, Read, lists
from benchmarks.services.whole import print_whole
from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out

_HEADER = "system;edges read;true;reported;precision;recall;others met;right".split(";")
_KNOWN_HEADER = "system, held out;drawn and reported;true;precision;known;reported;recall".split(
    ";"
)


def _draw(systems: list[tuple[str, Read, Graph]], count: int) -> Iterator[str]:
    """Edges first, then pairs without one, of all systems together."""
    edges, silent = [], []
    for name, read, graph in systems:
        doubtful = {meant for pair in read.doubtful for meant in graph.pairs(read, pair)}
        found = {(edge.source, edge.target) for edge in graph.edges} - doubtful
        names = sorted(each.name for each in graph.services if each.kind not in OUTSIDE)
        pairs = {(a, b) for a in names for b in names if a != b} - found - doubtful
        edges += [(name, *pair) for pair in sorted(found)]
        silent += [(name, *pair) for pair in sorted(pairs)]
    drawing = random.Random(systems[0][1].seed if systems else 0)
    for title, pool in (("reported", edges), ("silent", silent)):
        yield f"{title}: {min(count, len(pool))} of {len(pool)}"
        for name, source, target in sorted(drawing.sample(pool, min(count, len(pool)))):
            yield f"{name}: {source} -> {target}"


def _cells(name: str, pairs: list[tuple[Pair, bool]], others: list[tuple[Pair, bool]]) -> list[str]:
    """pairs, others: each with whether it is reported."""
    true = [reported for pair, reported in pairs if pair.edge]
    ours = [pair.edge for pair, reported in pairs if reported]
    right = sum(pair.edge == reported for pair, reported in others)
    counts = [len(pairs), len(true), len(ours)]
    shares = [_share(sum(ours), len(ours)), _share(sum(true), len(true))]
    return [name, *map(str, counts), *shares, str(len(others)), str(right)]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else ""


def main(arguments: list[str]) -> int:
    """Print the tables, or what was drawn; exit code 1 if nothing could be compared."""
    if arguments[:1] == ["--draw"]:
        drawn = list(_systems(arguments[2:]))
        print("\n".join(_draw(drawn, int(arguments[1]))))
        return 0 if drawn else 1
    systems = list(_systems(arguments))
    unseen = [each for each in systems if each[1].held_out]
    _print_tuned([each for each in systems if not each[1].held_out])
    _print_unseen("held out once, mended with since", [u for u in unseen if u[1].mended_since])
    _print_unseen("clean: never mended with", [u for u in unseen if not u[1].mended_since])
    print_whole([each for each in unseen if each[1].services])
    return 0 if systems else 1


def _systems(names: list[str]) -> Iterator[tuple[str, Read, Graph]]:
    """Those that the mirror holds, each scanned."""
    for name, read in lists(names):
        tree = checked_out(read.repository, read.commit)
        if isinstance(tree, str):
            print(f"skipped {name} {read.repository}: {tree}")
        else:
            yield name, read, graph_of(tree)


def _print_tuned(systems: list[tuple[str, Read, Graph]]) -> None:
    """Systems that linking was mended with: what it can do, no measure of anything else."""
    rows: list[list[str]] = []
    every: list[tuple[Pair, bool]] = []
    others: list[tuple[Pair, bool]] = []
    for name, read, graph in systems:
        sampled = [(pair, graph.holds(read, pair)) for pair in (*read.reported, *read.silent)]
        met = [(pair, graph.holds(read, pair)) for pair in read.also]
        for pair, reported in (*sampled, *met):
            if pair.edge != reported:
                print(f"{name}: {'not reported' if pair.edge else 'reported, no edge'}: {pair}")
        rows.append(_cells(name, sampled, met))
        every += sampled
        others += met
    if rows:
        print(table(_HEADER, [tuple(row) for row in (*rows, _cells("all", every, others))]))


def _print_unseen(title: str, systems: list[tuple[str, Read, Graph]]) -> None:
    """Systems that were held out, with the recall of what a reader found by itself; of those drawn
    the ones that are still reported."""
    rows, everything = [], [0] * 4
    for name, read, graph in systems:
        for pair in read.known:
            if not graph.holds(read, pair):
                print(f"{name}: not reported: {pair}")
        ours = [pair.edge for pair in (*read.reported, *read.silent) if graph.holds(read, pair)]
        found = sum(graph.holds(read, pair) for pair in read.known)
        counts = [len(ours), sum(ours), len(read.known), found]
        everything = [a + b for a, b in zip(everything, counts, strict=True)]
        rows.append(_unseen_cells(name, counts))
    if rows:
        print(f"\n{title}")
        print(table(_KNOWN_HEADER, [*rows, _unseen_cells("all", everything)]))


def _unseen_cells(name: str, counts: list[int]) -> tuple[str, ...]:
    ours, right, known, found = counts
    numbers = (str(known), str(found), _share(found, known))
    return (name, str(ours), str(right), _share(right, ours), *numbers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
