"""How a command that judges a change ends."""

from driftscan.cli import exit_code
from driftscan.errors import NothingMatchedError
from driftscan.model.scan import Scan
from driftscan.report.outcome import CLEAN, DRIFT, outcome
from driftscan.report.terminal.verdict import verdict


def passed(scan: Scan, exit_zero: bool) -> int:
    """The exit code of a scan. NothingMatchedError: it says nothing of the code."""
    counts = outcome(scan)
    if scan.shortfalls:
        raise NothingMatchedError("\n".join(scan.shortfalls))
    if counts.verdict not in (CLEAN, DRIFT):
        raise NothingMatchedError(verdict(scan, counts))
    failed = counts.verdict == DRIFT and not exit_zero
    return exit_code.FINDINGS if failed else exit_code.CLEAN
