"""All files of a commit in a mirror, also those that its .gitattributes keep out of archives."""

import os
import subprocess
from pathlib import Path

from benchmarks.packages import WORK

_PROJECT = Path(__file__).parents[2]
_MIRRORS = (_PROJECT.parent / ".mirror", _PROJECT / ".mirror")


def whole_tree(repository: str, commit: str) -> Path | str:
    """The files below benchmarks/.work; else why there are none."""
    target = WORK / "trees" / f"{repository.replace('/', '+')}-{commit[:12]}"
    if (target / ".complete").exists():
        return target / "tree"
    mirrors = [place / repository.replace("/", "+") / "repo" for place in _MIRRORS]
    mirror = next((each for each in mirrors if each.is_dir()), None)
    if mirror is None:
        return f"there is no {mirrors[0]}"
    (target / "tree").mkdir(parents=True, exist_ok=True)
    git = ["git", "--git-dir", str(mirror)]
    tree = str(target / "tree")
    index = {**os.environ, "GIT_INDEX_FILE": str(target / "index"), "GIT_WORK_TREE": tree}
    read = subprocess.run([*git, "read-tree", commit], env=index, capture_output=True, check=False)
    if read.returncode:
        return f"{mirror} does not hold commit {commit}"
    # A mirror may lack its largest files; the others are written all the same.
    subprocess.run(
        [*git, "checkout-index", "--all", "--force"], env=index, capture_output=True, check=False
    )
    (target / ".complete").touch()
    return target / "tree"
