"""What each complaint's test does: write a small tree, run the command on it, read the JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


class System:
    """A small repository of its own, with a cache of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root / "system"
        self._cache = root / "cache"
        self.root.mkdir()

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "driftscan", *arguments, "--today", "2026-12-01"],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "DRIFTSCAN_CACHE_DIR": str(self._cache)},
        )

    def check(self, *arguments: str) -> Any:
        done = self.run("check", "--output-format", "json", *arguments)
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)

    def found(self, *arguments: str) -> list[tuple[str, str, str, int]]:
        """What counts: from, to, file and line of each new finding, sorted."""
        return sorted(
            (each["from"], each["to"], each["where"]["path"], each["where"]["line"])
            for each in self.check(*arguments)["findings"]
            if each["status"] == "new"
        )

    def refused(self) -> str:
        """What stderr says of a spec or a comment that is not accepted, in one line."""
        done = self.run("check")
        assert done.returncode == 2, done.stdout
        return " ".join(done.stderr.split())

    def git(self, *words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", *who, *words], cwd=self.root, check=True, capture_output=True)

    def commit(self) -> None:
        if not (self.root / ".git").is_dir():
            self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-qm", "as it is")
