"""The same contracts as driftscan reads them, and what it says."""

import subprocess
from pathlib import Path

import msgspec

from benchmarks.command import driftscan_command
from benchmarks.verdicts.contracts import Contract
from benchmarks.verdicts.verdict import Verdict, common_package


class _Finding(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    rule: str
    chain: tuple[dict[str, object], ...]
    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")
    message: str = ""


class _Rule(msgspec.Struct, frozen=True):
    name: str
    outcome: str


class _Check(msgspec.Struct, frozen=True):
    findings: tuple[_Finding, ...]
    rules: tuple[_Rule, ...]


def driftscans_verdicts(
    root: Path, package: str, contracts: tuple[Contract, ...], work: Path
) -> dict[str, Verdict]:
    """Verdicts by contract name, from the command and its documented JSON."""
    config = work / f"{package}.yaml"
    config.write_bytes(msgspec.yaml.encode(spec(root, package, contracts)))
    command = [*driftscan_command(), "check", str(root), "--config", str(config), "--exit-zero"]
    done = subprocess.run(
        [*command, "--no-cache", "--output-format", "json"], check=True, capture_output=True
    )
    result = msgspec.json.decode(done.stdout, type=_Check)
    kinds = {contract.name: contract.kind for contract in contracts}
    return {
        rule.name: Verdict(
            kept=rule.outcome == "kept",
            edges=frozenset(_edges(result.findings, rule.name, kinds[rule.name])),
            packages=frozenset(_packages(result.findings, rule.name, kinds[rule.name])),
        )
        for rule in result.rules
    }


def spec(root: Path, package: str, contracts: tuple[Contract, ...]) -> dict[str, object]:
    """The spec: every module that a contract names is a component of that name.

    import-linter sees the one package it is told of; what lies beside it is left out here, too.
    """
    beside = sorted(f"/{path.name}" for path in root.iterdir() if path.name != package)
    names = {name for c in contracts for name in _modules(c)}
    return {
        "driftscan": 1,
        "sources": {"exclude": beside},
        "components": {name: {"path": _path(root, name)} for name in sorted(names)},
        "layers": [_layers(c) for c in contracts if c.kind == "layers"],
        "rules": [_rule(c) for c in contracts if c.kind != "layers"],
    }


def _modules(contract: Contract) -> tuple[str, ...]:
    if contract.containers:
        return contract.containers
    return (*contract.left, *contract.right)


def _path(root: Path, module: str) -> str:
    path = module.replace(".", "/")
    return path if (root / path).is_dir() else f"{path}.py"


def _layers(contract: Contract) -> dict[str, object]:
    keys: dict[str, object] = {"order": list(map(_layer, contract.left)), **_head(contract)}
    if contract.containers:
        keys["in"] = list(contract.containers)
    if contract.exhaustive:
        keys |= {"exhaustive": True, "besides": list(contract.besides)}
    return keys


def _layer(name: str) -> object:
    """A layer; one in brackets may be missing."""
    return {"layer": name[1:-1], "optional": True} if name.startswith("(") else name


def _rule(contract: Contract) -> dict[str, object]:
    if contract.kind == "deny":
        sides = {"from": list(contract.left), "to": list(contract.right)}
        return {"deny": sides, **_head(contract)}
    if contract.kind == "independent":
        return {"independent": list(contract.left), **_head(contract)}
    if contract.kind == "protect":
        allow = list(contract.right)
        return {"protect": list(contract.left), "allow": allow, "name": contract.name}
    return {"acyclic": {"in": contract.left[0]}, "name": contract.name}


def _head(contract: Contract) -> dict[str, object]:
    return {"name": contract.name, "through_others": contract.through_others}


def _edges(findings: tuple[_Finding, ...], rule: str, kind: str) -> list[tuple[str, str]]:
    """Direct edges; of a cycle, those that we would cut; a child in no layer leads nowhere."""
    return [
        (finding.source, finding.target)
        for finding in findings
        if finding.rule == rule and (kind == "acyclic" or len(finding.chain) < 2)
    ]


def _packages(findings: tuple[_Finding, ...], rule: str, kind: str) -> set[str]:
    """The packages whose children form a cycle: what both ends of a cut have in common."""
    if kind != "acyclic":
        return set()
    return {common_package(f.source, f.target) for f in findings if f.rule == rule}
