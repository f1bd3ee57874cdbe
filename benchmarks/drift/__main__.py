"""Prints how long `trend` and `diff` take, beside a scan, in one run.

`python -m benchmarks.drift SALEOR=SPEC HOMEASSISTANT=SPEC`: repositories, bare ones too, and the
spec of each. The first is looked back over two years, cold, then over a month more; of the second
the last commit is compared. Processor time says more than wall time on a busy machine.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.command import driftscan_command
from benchmarks.tables import table
from benchmarks.timing import Run, run

_CODES = (0, 1)
_MOST_TREND = 6.0
_MOST_SECONDS = 1.0
_BEFORE = "HEAD~40"  # about a month of saleor
_HEADER = ["what", "wall", "CPU", "beside", "ratio of wall", "ratio of CPU", "bar", "met"]


def _driftscan(env: Mapping[str, str], *arguments: str) -> Run:
    return run([*driftscan_command(), *arguments], Path.cwd(), env, _CODES)


def trend_rows(place: str, spec: str) -> list[list[str]]:
    """Two years cold beside a cold scan; then one more month."""
    with tempfile.TemporaryDirectory() as work:
        env = {**os.environ, "DRIFTSCAN_CACHE_DIR": f"{work}/cache"}
        with_spec = ("--config", spec)
        back = ("trend", place, *with_spec, "--store", f"{work}/points", "--rev")
        scan = _driftscan(env, "check", place, "--rev", "HEAD", "--no-cache", *with_spec)
        cold = _driftscan(env, *back, _BEFORE)
        more = _driftscan(env, *back, "HEAD")
    share = cold.seconds / scan.seconds
    return [
        [
            "trend, 24 months cold",
            f"{cold.seconds:.1f} s",
            f"{cold.cpu:.1f} s",
            f"{scan.seconds:.1f} s",
            f"{share:.1f}",
            f"{cold.cpu / scan.cpu:.1f}",
            f"{_MOST_TREND:g} scans",
            "yes" if share <= _MOST_TREND else "NO",
        ],
        _second_row("trend, a month more", more, scan),
    ]


def diff_row(place: str, spec: str) -> list[str]:
    """The last commit against the one before, the second time."""
    with tempfile.TemporaryDirectory() as work:
        env = {**os.environ, "DRIFTSCAN_CACHE_DIR": f"{work}/cache"}
        asked = ("diff", "HEAD~1", "HEAD", "--path", place, "--config", spec)
        _driftscan(env, *asked)
        warm = min((_driftscan(env, *asked) for _ in range(3)), key=lambda one: one.cpu)
        scan = _driftscan(env, "check", place, "--rev", "HEAD", "--config", spec)
    return _second_row("diff of one commit, warm", warm, scan)


def _second_row(what: str, one: Run, scan: Run) -> list[str]:
    return [
        what,
        f"{one.seconds:.2f} s",
        f"{one.cpu:.2f} s",
        f"{scan.seconds:.2f} s",
        f"{one.seconds / scan.seconds:.2f}",
        f"{one.cpu / scan.cpu:.2f}",
        f"{_MOST_SECONDS:g} s",
        "yes" if one.seconds <= _MOST_SECONDS else "NO",
    ]


def main() -> None:
    """Rows for the repositories that were named."""
    places = [argument.partition("=") for argument in sys.argv[1:]]
    rows: list[list[str]] = []
    for number, (place, _, spec) in enumerate(places):
        rows += trend_rows(place, spec) if number == 0 else [diff_row(place, spec)]
    print(table(_HEADER, rows))


if __name__ == "__main__":
    main()
