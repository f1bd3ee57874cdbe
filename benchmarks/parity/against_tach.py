"""Configurations over real packages: what tach finds, and what we find after the move.

`python -m benchmarks.parity.against_tach [PACKAGE...]` prints a line for each package and every
difference, by file and line of the import; exit code 1 where one has no explanation.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.packages import WORK
from benchmarks.parity.as_driftscan import CheckJson, moved
from benchmarks.parity.known_tach_differences import explanation
from benchmarks.parity.structure import structure
from benchmarks.parity.tach import Place, tach_says
from benchmarks.parity.tach_config import config, written
from benchmarks.parity.tally import print_tally

_SEEDS = (1, 2, 3, 4)
_WORDS = (
    "configurations",
    "modules",
    "same verdict",
    "findings",
    "same",
    "explained",
    "unexplained",
)
_KINDS = {"allow_only": "dependency", "deny": "dependency", "layers": "dependency"}
_KINDS |= {"protect": "dependency", "deprecate": "deprecated", "public": "private"}


def _compare(name: str, package: str, root: Path, seed: int) -> Counter[str]:
    drawn = config(package, structure(root, package), seed)
    file = root / "tach.toml"
    file.write_text(written(drawn))
    folder = WORK / "parity" / f"tach-{name}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tach.toml").write_text(written(drawn))
    try:
        theirs = tach_says(root)
        result = moved(file, root, folder / "driftscan.yaml")
    finally:
        file.unlink()
    tally = Counter(configurations=1, modules=len(drawn.modules))
    if result.trouble:
        print(f"{name} {seed}: driftscan gives no result:\n{result.trouble}")
        return tally + Counter(unexplained=1)
    ours = set(_places(result.check))
    tally["findings"] += len(theirs)
    tally["same"] += len(theirs & ours)
    # A deprecated dependency is a warning in both.
    tally["same verdict"] += _fails(theirs) == _fails(ours)
    for place in sorted(theirs ^ ours):
        who = "only ours" if place in ours else "only theirs"
        why = explanation(root, who, place, written(drawn))
        tally["explained" if why else "unexplained"] += 1
        print(f"{name} {seed}: {who}: {place[0]} {place[1]}:{place[2]}: {why or 'UNEXPLAINED'}")
    return tally


def _fails(places: set[Place]) -> bool:
    return any(kind != "deprecated" for kind, _, _ in places)


def _places(check: CheckJson) -> Iterator[Place]:
    kinds = {rule.name: _KINDS.get(rule.check, "") for rule in check.rules}
    for finding in check.findings:
        if finding.status == "new" and kinds.get(finding.rule):
            for place in finding.evidence:
                yield kinds[finding.rule], place.path, place.line


if __name__ == "__main__":
    sys.exit(print_tally(sys.argv[1:], _SEEDS, _WORDS, _compare))
