"""The same contracts as import-linter reads them, and what it says."""

from pathlib import Path

from benchmarks.verdicts.contracts import Contract
from benchmarks.verdicts.import_linter import import_linter_says
from benchmarks.verdicts.verdict import Verdict

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
    return import_linter_says(config, root)


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
