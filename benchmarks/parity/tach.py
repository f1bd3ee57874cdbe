"""Runs tach, in an environment of its own, and tells where it finds something."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.packages import WORK

VERSION = "0.35.3"
_ENVIRONMENT = WORK / "tach" / VERSION
KINDS = {
    "UndeclaredDependency": "dependency",
    "ForbiddenDependency": "dependency",
    "LayerViolation": "dependency",
    "ClosedLayerViolation": "dependency",
    "DeprecatedDependency": "deprecated",
    "PrivateDependency": "private",
}

Place = tuple[str, str, int]
"""Kind of a finding, path of the file, line where the import statement begins."""


def tach_says(root: Path) -> set[Place]:
    """What `tach check` finds with the tach.toml in root. Raises RuntimeError if it refuses."""
    done = subprocess.run(
        [str(_command()), "check", "--output", "json"], cwd=root, capture_output=True, text=True
    )
    start = done.stdout.find("[")
    if start < 0:
        raise RuntimeError(f"tach gives no result: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    found = msgspec.json.decode(done.stdout[start:].encode())
    return {place for each in found if (place := _place(each))}


def _place(diagnostic: dict[str, Any]) -> Place | None:
    located = diagnostic.get("Located")
    if not located:
        return None
    (kind,) = located["details"].get("Code", {"": None})
    if kind not in KINDS:
        return None
    line = located["original_line_number"] or located["line_number"]
    return KINDS[kind], located["file_path"], line


def _command() -> Path:
    command = _ENVIRONMENT / "bin" / "tach"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_ENVIRONMENT)], check=True)
        pip = [str(_ENVIRONMENT / "bin" / "pip"), "install", "--quiet", f"tach=={VERSION}"]
        subprocess.run(pip, check=True)
    return command
