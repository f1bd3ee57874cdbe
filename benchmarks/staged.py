"""`check --staged` with three changed files of homeassistant, beside import-linter.

import-linter can't look into the index; it checks the work tree, where the same change stands.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.command import driftscan_command
from benchmarks.timing import middle, run

HEADER = ["three files staged", "import-linter", "driftscan", "ratio", "our CPU", "bar", "met"]

_MOST = 0.5  # seconds of wall time
_ROUNDS = 7
_CHANGED = ("core.py", "helpers/entity.py", "components/mqtt/__init__.py")
_IMPORTED = ("json", "csv", "uuid")  # another one each time: what is imported changes, too
_WHO = (
    *("-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost"),
    *("-c", "gc.auto=0", "-c", "maintenance.auto=false"),  # nothing goes on in the background
)


def staged_row(tree: Path, work: Path, theirs: Sequence[str]) -> list[str]:
    """The medians. tree: a copy of homeassistant that may be changed; it becomes a repository.

    work: where spec.yaml stands. theirs: the command line of import-linter.
    """
    (tree / "driftscan.yaml").write_text((work / "spec.yaml").read_text())
    git = ["git", "-C", str(tree), *_WHO]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *arguments], check=True)
    env = {
        **os.environ,
        "PYTHONPATH": str(tree),
        "DRIFTSCAN_CACHE_DIR": str(work / "cache of the index"),
    }
    ours = [*driftscan_command(), "check", str(tree), "--staged"]
    originals = {path: (tree / "homeassistant" / path).read_text() for path in _CHANGED}
    pairs = []
    for number in range(_ROUNDS + 1):
        for path, text in originals.items():
            change = f"import {_IMPORTED[number % len(_IMPORTED)]}  # {number}\n"
            (tree / "homeassistant" / path).write_text(change + text)
        subprocess.run([*git, "add", "-A"], check=True)
        pairs.append((run(ours, tree, env), run(theirs, work, env)))
    one, other = (middle(runs) for runs in zip(*pairs[1:], strict=True))
    return [
        "homeassistant",
        f"{other.seconds:.2f} s",
        f"{one.seconds:.2f} s",
        f"{one.seconds / other.seconds:.2f}",
        f"{one.cpu:.2f} s",
        f"{_MOST} s",
        "yes" if one.seconds <= _MOST else "NO",
    ]
