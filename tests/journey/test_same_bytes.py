"""Same input, same bytes: whatever the hash seed, the number of workers, or the cache."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SYSTEM = Path(__file__).parents[2] / "fixtures" / "growing_startup"

COMMANDS = [
    ("check", "--today", "2026-12-01", "--output-format", "json"),
    ("check", "--today", "2026-12-01", "-v"),
    ("graph", "--level", "module", "--output-format", "json"),
    ("graph", "--output-format", "mermaid"),
    ("graph", "--level", "module", "--output-format", "dot"),
]


def _run(command: tuple[str, ...], seed: int, cache: Path, *more: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "driftscan", command[0], str(SYSTEM), *command[1:], *more],
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "DRIFTSCAN_CACHE_DIR": str(cache)},
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout
    return done.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_output_depends_on_the_input_alone(command: tuple[str, ...], tmp_path: Path) -> None:
    first = _run(command, 0, tmp_path, "--no-cache", "--workers", "1")
    others = [
        _run(command, 1, tmp_path, "--no-cache", "--workers", "3"),
        _run(command, 2, tmp_path),
        _run(command, 3, tmp_path),
    ]
    assert all(other == first for other in others)
