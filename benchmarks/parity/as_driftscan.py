"""Moves a configuration with `driftscan init --from` and tells what `driftscan check` then says."""

import subprocess
from pathlib import Path

import msgspec

from benchmarks.command import EvidenceJson, driftscan_command


class StepJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")


class FindingJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    rule: str
    status: str
    kind: str
    severity: str
    chain: tuple[StepJson, ...]
    evidence: tuple[EvidenceJson, ...]
    source: str = msgspec.field(name="from")
    target: str = msgspec.field(name="to")


class RuleJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    name: str
    outcome: str
    check: str


class CheckJson(msgspec.Struct, frozen=True):
    """See docs/json.md."""

    findings: tuple[FindingJson, ...]
    rules: tuple[RuleJson, ...]


class Moved(msgspec.Struct, frozen=True):
    """check: what driftscan says with the moved spec. told: what init --from printed.

    trouble: why there is no result, '' if there is one.
    """

    told: str
    check: CheckJson
    trouble: str = ""


def moved(config: Path, root: Path, spec: Path) -> Moved:
    """Run both commands as a user would."""
    init = [*driftscan_command(), "init", "--from", str(config), str(root), "--output", str(spec)]
    first = subprocess.run([*init, "--force"], capture_output=True, text=True)
    if first.returncode:
        return Moved(first.stdout, CheckJson((), ()), first.stderr)
    check = [*driftscan_command(), "check", str(root), "--config", str(spec), "--exit-zero"]
    second = subprocess.run([*check, "--output-format", "json"], capture_output=True)
    if second.returncode:
        return Moved(first.stdout, CheckJson((), ()), second.stderr.decode())
    return Moved(first.stdout, msgspec.json.decode(second.stdout, type=CheckJson))
