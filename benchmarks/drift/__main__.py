"""Prints how much work `trend` and `diff` are, beside a scan, in one run.

`python -m benchmarks.drift [--rounds N] [--beside COMMAND] SALEOR=SPEC HOMEASSISTANT=SPEC`:
repositories, bare ones too, and the spec of each. The first is looked back over two years, cold,
then over a month more, which makes two points: the month that was under way, and the new one. Of
the second the last commit is compared. COMMAND is another driftscan, measured in turn with this
one. Bars are held against processor time, of all processes together: on a machine that others use,
wall time says little. Numbers are medians of the rounds.
"""

import argparse
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.tables import table
from benchmarks.timing import Run, middle, run

_CODES = (0, 1)
_MOST_SCANS = 6.0
_MOST_SECONDS = 1.0
_BEFORE = "HEAD~40"  # about a month of saleor
_HEADER = ["driftscan", "what", "wall", "CPU", "CPU of a cold scan", "ratio", "bar", "met"]

Command = Sequence[str]
Round = Mapping[str, Run]


class Bar(Struct, frozen=True):
    """The most that something may take: so many cold scans, or so many seconds."""

    what: str
    most: float
    is_ratio: bool = False


_BARS = (
    Bar("trend, 24 months cold", _MOST_SCANS, is_ratio=True),
    Bar("trend, a month more", _MOST_SECONDS),
    Bar("diff of one commit, warm", _MOST_SECONDS),
)
_TREND, _MONTH, _DIFF = (bar.what for bar in _BARS)
_SCAN = "scan, cold"


def looked_back(command: Command, place: str, spec: str) -> Round:
    """A cold scan, two years cold, and one more month."""
    with tempfile.TemporaryDirectory() as work:
        back = ("trend", place, "--config", spec, "--store", f"{work}/points", "--rev")
        return {
            _SCAN: _driftscan(command, f"{work}/other", "check", place, *_at_head(spec)),
            _TREND: _driftscan(command, f"{work}/cache", *back, _BEFORE),
            _MONTH: _driftscan(command, f"{work}/cache", *back, "HEAD"),
        }


def compared(command: Command, place: str, spec: str) -> Round:
    """A cold scan, and the last commit against the one before, the second time."""
    with tempfile.TemporaryDirectory() as work:
        asked = ("diff", "HEAD~1", "HEAD", "--path", place, "--config", spec)
        scan = _driftscan(command, f"{work}/other", "check", place, *_at_head(spec))
        _driftscan(command, f"{work}/cache", *asked)
        return {_SCAN: scan, _DIFF: _driftscan(command, f"{work}/cache", *asked)}


def rows_of(name: str, rounds: Sequence[Round]) -> list[list[str]]:
    """A row for each bar that was measured."""
    scan = middle([each[_SCAN] for each in rounds]).cpu
    rows = []
    for bar in _BARS:
        if bar.what in rounds[0]:
            found = middle([each[bar.what] for each in rounds])
            ratio = found.cpu / scan
            is_met = (ratio if bar.is_ratio else found.cpu) <= bar.most
            limit = f"{bar.most:g} scans" if bar.is_ratio else f"{bar.most:g} s"
            times = [f"{found.seconds:.1f} s", f"{found.cpu:.2f} s", f"{scan:.2f} s"]
            rows.append([name, bar.what, *times, f"{ratio:.1f}", limit, "yes" if is_met else "NO"])
    return rows


def main() -> None:
    """Rows for the repositories that were named."""
    parser = argparse.ArgumentParser(prog="benchmarks.drift")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--beside", metavar="COMMAND", help="another driftscan")
    parser.add_argument("places", nargs="+", metavar="PLACE=SPEC")
    asked = parser.parse_args()
    commands: dict[str, Command] = {"this one": driftscan_command()}
    if asked.beside:
        commands["beside"] = [asked.beside]
    rows: list[list[str]] = []
    for number, each in enumerate(asked.places):
        place, _, spec = each.partition("=")
        measure = compared if number else looked_back
        found: dict[str, list[Round]] = {name: [] for name in commands}
        for _ in range(asked.rounds):
            for name, command in commands.items():
                found[name].append(measure(command, place, spec))
        for name, rounds in found.items():
            rows += rows_of(name, rounds)
    print(table(_HEADER, rows))


def _driftscan(command: Command, cache: str, *arguments: str) -> Run:
    env = {**os.environ, "DRIFTSCAN_CACHE_DIR": cache}
    return run([*command, *arguments], Path.cwd(), env, _CODES)


def _at_head(spec: str) -> tuple[str, ...]:
    return ("--rev", "HEAD", "--config", spec)


if __name__ == "__main__":
    main()
