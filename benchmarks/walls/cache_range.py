"""A copy of a system, a cache beside it, and the command that is tried on both."""

import os
import resource
import shutil
import subprocess
from pathlib import Path

from msgspec import Struct

from benchmarks.command import driftscan_command

_TODAY = "2026-11-20"


class Answer(Struct, frozen=True):
    """What a run said on standard output, and its exit code."""

    code: int
    out: bytes


class Range:
    """Where blows fall on a cache: everything in it is a copy."""

    def __init__(self, system: Path, scratch: Path) -> None:
        self.tree = scratch / "tree"
        self.cache = scratch / "cache"
        shutil.copytree(system, self.tree, symlinks=True)
        self._modules = sorted(self.tree.rglob("*.py"))
        self._edits = 0

    def edit(self) -> None:
        """Change the system as someone who works on it does: one more import in one file."""
        module = self._modules[self._edits % len(self._modules)]
        self._edits += 1
        with module.open("a") as file:
            file.write(f"\nimport drift_benchmark_{self._edits}\n")

    def start(self, *options: str, **settings: object) -> "subprocess.Popen[bytes]":
        """Start one check; settings: environment as text, or file_size in bytes."""
        command = [*driftscan_command(), "check", str(self.tree), "--output-format", "json"]
        environment = {"DRIFTSCAN_CACHE_DIR": str(self.cache)}
        environment |= {name: str(value) for name, value in settings.items() if name.isupper()}
        size = settings.get("file_size")
        return subprocess.Popen(
            [*command, "--today", _TODAY, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
            preexec_fn=(lambda: _limit_files(size)) if isinstance(size, int) else None,
        )

    def ask(self, *options: str, **settings: object) -> Answer:
        """The answer of one check."""
        process = self.start(*options, **settings)
        out, _ = process.communicate()
        return Answer(process.returncode, out)

    def clean(self) -> Answer:
        """What is true: the answer without any cache."""
        answer = self.ask("--no-cache")
        if answer.code not in {0, 1} or not answer.out:
            raise SystemExit(f"the clean run failed with exit code {answer.code}")
        return answer

    def forget(self, pattern: str = "*") -> None:
        """Remove the cache, or the files in it with this name."""
        for path in self.cache.rglob(pattern):
            if path.is_file():
                path.unlink()


def _limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
