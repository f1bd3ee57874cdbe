"""Verdicts after moving against what documentation says, and against the tool where it runs.

    python -m benchmarks.parity.against_their_docs
    python -m benchmarks.parity.against_their_docs --depcruise /tmp/dc/node_modules/.bin/depcruise

The second way also runs dependency-cruiser itself over its cases (`npm i dependency-cruiser` in an
empty folder; version 16 still runs on Node 20). deptrac needs PHP and go-arch-lint needs Go; for
these and for lintel the documentation is what there is.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.parity.edges import FILES, Case, can_say, cases, verdict_of
from benchmarks.parity.real_cruiser import broken_for_real, is_broken_for_real

_CRUISER = "dependency-cruiser"


def main() -> int:
    """Print one line for each case; 1 where any differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depcruise", type=Path, help="the program, to run it for real")
    program = parser.parse_args().depcruise
    differing = 0
    for tool in FILES:
        kept = broken = same = skipped = 0
        for case in cases(tool):
            if not can_say(case.needs):
                skipped += 1
                continue
            trouble = _trouble(tool, case, program.resolve() if program else None)
            same += not trouble
            kept += case.expected == "kept"
            broken += case.expected == "broken"
            if trouble:
                differing += 1
                print(f"  {tool}: {case.name}: {trouble}")
        left = f", {skipped} need what this version cannot say" if skipped else ""
        print(f"{tool}: {same} of {kept + broken} the same ({kept} kept, {broken} broken{left})")
    return bool(differing)


def _trouble(tool: str, case: Case, program: Path | None) -> str:
    verdict = verdict_of(tool, case)
    if case.verdict and verdict.outcome != case.expected:
        return f"documented {case.expected}, driftscan {verdict.outcome}"
    if not case.verdict and sorted(verdict.broken) != sorted(case.broken):
        return f"documented {sorted(case.broken)}, driftscan {sorted(verdict.broken)}"
    if tool != _CRUISER or program is None:
        return ""
    file = case.file or FILES[tool]
    with tempfile.TemporaryDirectory() as folder:
        if case.verdict:
            real = is_broken_for_real(case, program, Path(folder), file)
            return "" if real == (case.expected == "broken") else f"the tool itself: broken {real}"
        found = broken_for_real(case, program, Path(folder), file)
        return "" if sorted(found) == sorted(case.broken) else f"the tool itself: {sorted(found)}"


if __name__ == "__main__":
    raise SystemExit(main())
