"""Verdicts and direct offending edges, against import-linter on django and homeassistant.

`python -m benchmarks.verdicts.against_import_linter` prints one line per contract, and by name
every edge that only one tool reports. For acyclic, which imports to cut is a choice: compared are
the verdict and the packages whose children form a cycle; shown is how many imports each would cut.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.packages import named, unpacked
from benchmarks.tables import table
from benchmarks.verdicts.as_driftscan import driftscans_verdicts
from benchmarks.verdicts.as_import_linter import import_linters_verdicts
from benchmarks.verdicts.contracts import CONTRACTS, Contract
from benchmarks.verdicts.verdict import Verdict


def compare(contract: Contract, ours: Verdict, theirs: Verdict) -> tuple[list[str], bool]:
    """A row of the table, and whether both agree."""
    same = ours.kept == theirs.kept and ours.packages == theirs.packages
    if contract.kind != "acyclic":
        same = same and ours.edges == theirs.edges
    shown = [
        contract.name,
        _word(theirs),
        _word(ours),
        str(len(theirs.edges)),
        str(len(ours.edges)),
    ]
    return [*shown, "yes" if same else "NO"], same


def main() -> int:
    """Print the table; exit code 1 where the tools differ."""
    rows, differences = [], []
    with tempfile.TemporaryDirectory() as work:
        for package, contracts in CONTRACTS.items():
            root = unpacked(named(package))
            theirs = import_linters_verdicts(root, package, contracts, Path(work))
            ours = driftscans_verdicts(root, package, contracts, Path(work))
            for contract in contracts:
                one, other = ours[contract.name], theirs[contract.name]
                row, same = compare(contract, one, other)
                rows.append(row)
                if not same:
                    differences += _listed(contract, one, other)
    header = ["contract", "import-linter", "driftscan", "its edges", "our edges", "same"]
    print(table(header, rows))
    print("\n".join(differences))
    kept = sum(row[1] == "kept" for row in rows)
    print(f"{len(rows)} contracts, {kept} kept, {len(rows) - kept} broken")
    return 1 if differences else 0


def _word(verdict: Verdict) -> str:
    return "kept" if verdict.kept else "broken"


def _listed(contract: Contract, ours: Verdict, theirs: Verdict) -> list[str]:
    sides = (("driftscan", ours.edges - theirs.edges), ("import-linter", theirs.edges - ours.edges))
    lines = [
        f"{contract.name}: only {who}: {source} -> {target}"
        for who, edges in sides
        for source, target in sorted(edges)
    ]
    return lines or [f"{contract.name}: packages {ours.packages ^ theirs.packages}"]


if __name__ == "__main__":
    sys.exit(main())
