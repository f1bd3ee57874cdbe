"""Repositories of the mirror, unpacked below benchmarks/.work (never committed)."""

import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from benchmarks.packages import WORK

_PROJECT = Path(__file__).parents[2]
_MIRRORS = (_PROJECT.parent / ".mirror", _PROJECT / ".mirror")
_FILE_MODES = (b"100644", b"100755")


def checked_out(repository: str, commit: str) -> Path | str:
    """The files of a commit; else why there are none. No hook or filter of the repository runs.

    A mirror may lack its largest files: these are left out.
    """
    target = WORK / "samples" / f"{repository.replace('/', '+')}-{commit[:12]}"
    if (target / ".complete").exists():
        return target / "tree"
    mirrors = [place / repository.replace("/", "+") / "repo" for place in _MIRRORS]
    mirror = next((each for each in mirrors if each.is_dir()), None)
    if mirror is None:
        return f"there is no {mirrors[0]}"
    if _git(mirror, "cat-file", "-e", commit + "^{commit}").returncode:
        return f"{mirror} does not hold commit {commit}"
    for path, content in _files(mirror, commit):
        place = target / "tree" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (target / ".complete").touch()
    return target / "tree"


def _files(mirror: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of each plain file."""
    listed = _git(mirror, "ls-tree", "-r", "-z", "--full-tree", commit).stdout
    blobs = []
    for line in listed.split(b"\0"):
        described, _, name = line.partition(b"\t")
        if described[:6] in _FILE_MODES and ".." not in PurePosixPath(name.decode()).parts:
            blobs.append((described.split()[2], name.decode()))
    asked = b"\n".join(blob for blob, _ in blobs) + b"\n"
    answer = _git(mirror, "cat-file", "--batch", given=asked).stdout
    at = 0
    for _, path in blobs:
        end = answer.index(b"\n", at)
        said = answer[at:end].split()
        at = end + 1
        if said[-1] != b"missing":
            size = int(said[2])
            yield path, answer[at : at + size]
            at += size + 1


def _git(mirror: Path, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", "-C", str(mirror), *command], input=given, capture_output=True, check=False
    )
