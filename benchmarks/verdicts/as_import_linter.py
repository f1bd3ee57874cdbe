"""The same contracts as import-linter reads them, and what it says."""

import subprocess
import sys
from pathlib import Path

import msgspec

from benchmarks.verdicts.contracts import Contract
from benchmarks.verdicts.verdict import Verdict

_REPORT = """
import json, sys
from importlinter import configuration
configuration.configure()
from importlinter.application.use_cases import create_report, read_user_options
options = read_user_options(config_filename=sys.argv[1])
def pairs(links):
    return [[link["importer"], link["imported"]] for link in links]
def direct(details):
    return [pair for data in details for route in routes(data) for pair in route]
def routes(data):
    for chain in data.get("chains") or data.get("routes") or ():
        if isinstance(chain, dict):
            if len(chain["chain"]) == 1:
                yield pairs([*chain["chain"], *chain["extra_firsts"], *chain["extra_lasts"]])
        elif len(chain) == 1:
            yield pairs(chain)
from importlinter.application import use_cases
use_cases._register_contract_types(options)
found = {}
for contract, check in create_report(options, cache_dir=None).get_contracts_and_checks():
    data = check.metadata
    cycles = data.get("cycle_breakers_by_package", {})
    edges = direct([*data.get("invalid_chains", ()), *data.get("invalid_dependencies", ())])
    for broken in data.get("illegal_imports", ()):
        edges += pairs(broken.illegal_links)
    edges += [[module, ""] for module in data.get("undeclared_modules", ())]
    edges += [list(pair) for breakers in cycles.values() for pair in breakers]
    found[contract.name] = {"kept": check.kept, "edges": edges, "packages": sorted(cycles)}
json.dump(found, sys.stdout)
"""

_TYPES = {
    "deny": "forbidden",
    "layers": "layers",
    "independent": "independence",
    "acyclic": "acyclic_siblings",
    "protect": "protected",
}
_MEMBERS = {"independent": "modules", "layers": "layers", "acyclic": "ancestors"}


def import_linters_verdicts(
    root: Path, package: str, contracts: tuple[Contract, ...], work: Path
) -> dict[str, Verdict]:
    """Verdicts by contract name; import-linter runs in a process of its own."""
    config = work / f"{package}.importlinter"
    config.write_text(written(package, contracts))
    done = subprocess.run(
        [sys.executable, "-c", _REPORT, str(config)],
        check=True,
        capture_output=True,
        cwd=work,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )
    output = done.stdout[done.stdout.index(b'{"') :]  # its own progress lines come first
    return msgspec.json.decode(output, type=dict[str, Verdict])


def written(package: str, contracts: tuple[Contract, ...]) -> str:
    """The configuration file."""
    lines = ["[importlinter]", f"root_package = {package}", ""]
    for number, contract in enumerate(contracts, 1):
        lines += [f"[importlinter:contract:{number}]", f"name = {contract.name}"]
        lines += [f"type = {_TYPES[contract.kind]}", *_parameters(contract), ""]
    return "\n".join(lines)


def _parameters(contract: Contract) -> list[str]:
    if contract.kind == "deny":
        return [
            *_block("source_modules", contract.left),
            *_block("forbidden_modules", contract.right),
            f"allow_indirect_imports = {not contract.through_others}",
        ]
    if contract.kind == "protect":
        return [
            *_block("protected_modules", contract.left),
            *_block("allowed_importers", contract.right),
        ]
    lines = _block(_MEMBERS[contract.kind], contract.left)
    lines += _block("containers", contract.containers) if contract.containers else []
    if contract.exhaustive:
        lines.append("exhaustive = True")
    if contract.besides:
        lines += _block("exhaustive_ignores", contract.besides)
    return lines


def _block(key: str, names: tuple[str, ...]) -> list[str]:
    return [f"{key} =", *(f"    {name}" for name in names)]
