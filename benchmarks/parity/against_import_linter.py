"""Contracts of all types over real packages: import-linter's verdicts, and ours after the move.

`python -m benchmarks.parity.against_import_linter [PACKAGE...]` prints a line for each package and
every difference; exit code 1 where one has no explanation in known_differences.py.
"""

import sys
from collections import Counter
from pathlib import Path

from benchmarks.packages import WORK
from benchmarks.parity.as_driftscan import CheckJson, moved
from benchmarks.parity.contracts import Contract, contracts, written
from benchmarks.parity.known_differences import explanation
from benchmarks.parity.structure import Structure, structure
from benchmarks.parity.tally import print_tally
from benchmarks.verdicts.import_linter import import_linter_says
from benchmarks.verdicts.verdict import Verdict, common_package

_SEEDS = (1, 2)


_WORDS = ("contracts", "broken", "same verdict", "edges", "same edges", "explained", "unexplained")


def _compare(name: str, package: str, root: Path, seed: int) -> Counter[str]:
    found = structure(root, package)
    made = contracts(package, found, seed)
    folder = WORK / "parity" / f"{name}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "contracts.ini"
    config.write_text(written(package, made, runtime_only=seed % 2 == 0))
    theirs = import_linter_says(config, root)
    ours = moved(config, root, folder / "driftscan.yaml")
    if ours.trouble:
        print(f"{name} {seed}: driftscan gives no result:\n{ours.trouble}")
        return Counter(contracts=len(made), unexplained=len(made))
    tally: Counter[str] = Counter()
    for contract in made:
        verdict = _verdict(ours.check, contract)
        pair = (theirs[contract.name], verdict)
        tally += _judge(f"{name} {seed}", contract, pair, ours.told, found)
    return tally


def _verdict(check: CheckJson, contract: Contract) -> Verdict:
    """All rules that one contract has become, together."""
    rules = {rule.name: rule for rule in check.rules if _belongs(rule.name, contract.name)}
    findings = [f for f in check.findings if f.rule in rules and f.status == "new"]
    direct = [f for f in findings if len(f.chain) < 2]  # a child in no layer leads nowhere
    return Verdict(
        kept=all(rule.outcome == "kept" for rule in rules.values()),
        edges=frozenset((f.source, f.target) for f in direct),
        packages=frozenset(common_package(f.source, f.target) for f in findings),
        error="" if rules else "no rule",
    )


def _belongs(rule: str, contract: str) -> bool:
    return rule == contract or rule.startswith((f"{contract}: ", f"{contract} ("))


def _judge(
    where: str, contract: Contract, pair: tuple[Verdict, Verdict], told: str, found: Structure
) -> Counter[str]:
    theirs, ours = pair
    tally = Counter(contracts=1)
    if theirs.error:
        # What import-linter refuses must at least be said.
        is_told = f"'{contract.name}'" in told.replace("\n    ", " ")
        tally["explained" if is_told else "unexplained"] += 1
        print(f"{where} {contract.name}: import-linter refuses: {theirs.error}; told: {is_told}")
        return tally
    tally["broken"] += not theirs.kept
    is_cycle = contract.type == "acyclic_siblings"
    same = theirs.kept == ours.kept and (not is_cycle or theirs.packages == ours.packages)
    tally["same verdict"] += same
    only = set() if is_cycle else theirs.edges ^ ours.edges
    tally["edges"] += 0 if is_cycle else len(theirs.edges)
    tally["same edges"] += 0 if is_cycle else len(theirs.edges & ours.edges)
    if same and not only:
        return tally
    lines = [f"{'only ours' if e in ours.edges else 'only theirs'}: {e[0]} -> {e[1]}" for e in only]
    if theirs.kept != ours.kept:
        lines.append(f"verdict: theirs kept={theirs.kept}, ours kept={ours.kept} {ours.error}")
    elif not same:
        lines.append(f"packages: {sorted(theirs.packages ^ ours.packages)}")
    for line in sorted(lines):
        why = explanation(where, contract.name, line, found)
        tally["explained" if why else "unexplained"] += 1
        print(f"{where} {contract.name}: {line}: {why or 'UNEXPLAINED'}")
    return tally


if __name__ == "__main__":
    sys.exit(print_tally(sys.argv[1:], _SEEDS, _WORDS, _compare))
