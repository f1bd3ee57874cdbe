"""Edges of further systems, read against their source by hand, one YAML file each.

`python -m benchmarks.services.read [SYSTEM...]` reruns them and prints, for each system and over
all: of those drawn from what was reported, the share that are edges and are still reported; of all
true ones, the share that is reported; and every difference by name.
`python -m benchmarks.services.read --draw SYSTEM COUNT` prints edges and pairs without one, drawn
with the file's seed, for someone to read.

A file `read/<system>.yaml` holds

    repository: owner/name
    commit: <sha>            # looked for in the mirror, see benchmarks/truth/mirrored.py
    seed: 7                  # of the drawing
    reported:                # drawn from the edges that were reported at the time
    - {from: cart, to: orders, edge: true, at: cart/app.py:3, why: posts the order}
    silent:                  # drawn from the pairs for which no edge was
    - {from: orders, to: cart, edge: false, at: orders/app.py:1, why: only its name in a comment}
    also: []                 # true or false ones met while reading; in no sample, so told apart
    held_out: true           # nothing was mended with this system in sight, when it was first run
    mended_since: true       # but was later, so its figures of today are not clean
    known: []                # all true edges that a reader of the sources found, before that run

Names are those of a service or any of its aliases.
"""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml

from benchmarks.command import driftscan_command
from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out

_OUTSIDE = ("user", "external")
_READ = Path(__file__).with_suffix("")
_HEADER = "system;edges read;true;reported;precision;recall;others met;right".split(";")
_KNOWN_HEADER = "system, held out;drawn and reported;true;precision;known;reported;recall".split(
    ";"
)


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One service and another, and whether the first depends on the second. at: path:line."""

    source: str = msgspec.field(name="from")
    to: str
    edge: bool
    at: str
    why: str

    def __str__(self) -> str:
        return f"{self.source} -> {self.to} ({self.at}: {self.why})"


class Read(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One YAML file."""

    repository: str
    commit: str
    seed: int
    reported: tuple[Pair, ...] = ()
    silent: tuple[Pair, ...] = ()
    also: tuple[Pair, ...] = ()
    held_out: bool = False
    mended_since: bool = False
    known: tuple[Pair, ...] = ()


class _Service(msgspec.Struct, frozen=True):
    name: str
    kind: str
    aliases: tuple[str, ...]


class _Edge(msgspec.Struct, frozen=True):
    source: str
    target: str


class _Graph(msgspec.Struct, frozen=True):
    services: tuple[_Service, ...]
    edges: tuple[_Edge, ...]

    def holds(self, pair: Pair) -> bool:
        """Whether an edge joins any that are called so."""
        sources, targets = self._called(pair.source), self._called(pair.to)
        return any(edge.source in sources and edge.target in targets for edge in self.edges)

    def _called(self, name: str) -> set[str]:
        exact = {each.name for each in self.services if each.name == name}
        return exact or {each.name for each in self.services if name in each.aliases}


def _graph_of(tree: Path) -> _Graph:
    command = [*driftscan_command(), "graph", str(tree), "--level", "service", "--no-cache"]
    done = subprocess.run([*command, "--output-format", "json"], capture_output=True, check=True)
    return msgspec.json.decode(done.stdout, type=_Graph)


def _draw(systems: list[tuple[str, Read, _Graph]], count: int) -> Iterator[str]:
    """Edges first, then pairs without one, of all systems together."""
    edges, silent = [], []
    for name, _, graph in systems:
        found = {(edge.source, edge.target) for edge in graph.edges}
        names = sorted(each.name for each in graph.services if each.kind not in _OUTSIDE)
        pairs = [(a, b) for a in names for b in names if a != b and (a, b) not in found]
        edges += [(name, *pair) for pair in sorted(found)]
        silent += [(name, *pair) for pair in pairs]
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


def _files(names: list[str]) -> Iterator[tuple[str, Read]]:
    for path in sorted(_READ.glob("*.yaml")):
        if not names or path.stem in names:
            yield path.stem, msgspec.convert(yaml.safe_load(path.read_bytes()), Read)


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
    return 0 if systems else 1


def _systems(names: list[str]) -> Iterator[tuple[str, Read, _Graph]]:
    """Those that the mirror holds, each scanned."""
    for name, read in _files(names):
        tree = checked_out(read.repository, read.commit)
        if isinstance(tree, str):
            print(f"skipped {name} {read.repository}: {tree}")
        else:
            yield name, read, _graph_of(tree)


def _print_tuned(systems: list[tuple[str, Read, _Graph]]) -> None:
    """Systems that linking was mended with: what it can do, no measure of anything else."""
    rows: list[list[str]] = []
    every: list[tuple[Pair, bool]] = []
    others: list[tuple[Pair, bool]] = []
    for name, read, graph in systems:
        sampled = [(pair, graph.holds(pair)) for pair in (*read.reported, *read.silent)]
        met = [(pair, graph.holds(pair)) for pair in read.also]
        for pair, reported in (*sampled, *met):
            if pair.edge != reported:
                print(f"{name}: {'not reported' if pair.edge else 'reported, no edge'}: {pair}")
        rows.append(_cells(name, sampled, met))
        every += sampled
        others += met
    if rows:
        print(table(_HEADER, [tuple(row) for row in (*rows, _cells("all", every, others))]))


def _print_unseen(title: str, systems: list[tuple[str, Read, _Graph]]) -> None:
    """Systems that were held out, with the recall of what a reader found by itself; of those drawn
    the ones that are still reported."""
    rows, everything = [], [0] * 4
    for name, read, graph in systems:
        for pair in read.known:
            if not graph.holds(pair):
                print(f"{name}: not reported: {pair}")
        ours = [pair.edge for pair in (*read.reported, *read.silent) if graph.holds(pair)]
        found = sum(graph.holds(pair) for pair in read.known)
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
