"""Public repositories in JavaScript and TypeScript, each at one commit, as plain folders."""

import subprocess
from pathlib import Path

from msgspec import Struct

from benchmarks.packages import WORK

_MIRRORS = Path(__file__).parents[3] / ".mirror"


class Repository(Struct, frozen=True):
    """monorepo: it has workspaces and aliases."""

    name: str
    commit: str
    monorepo: bool = False

    @property
    def mirror(self) -> Path:
        """Its git directory, which the development tools bring here."""
        return _MIRRORS / self.name.replace("/", "+") / "repo"


REPOSITORIES = (
    Repository("vitejs/vite", "a98c8d95d552c6fa98ab66fb810f5b39ad5abf49", monorepo=True),
    Repository("sverweij/dependency-cruiser", "99d964ff6f300736ba82132949d279457cfc97fc"),
    Repository("MaibornWolff/codecharta", "640a8b968fb42e1c79c869f8c6e0049d0773df08"),
    Repository("vuejs/core", "e2bede96134f757aad5c5b33ac9be055022dbfc8", monorepo=True),
    Repository("reduxjs/redux-toolkit", "74200d87c27ca2b1c0915b2fbb4c44dd7494c2aa", monorepo=True),
    Repository("sveltejs/kit", "aa810a04146b98b77592f7b384347140d29ff599", monorepo=True),
    Repository("trpc/trpc", "340811ba5320637fbaf48fccf3dbfdd258bd34db", monorepo=True),
    Repository("excalidraw/excalidraw", "4872083c044491b6d5c96ae134a75464f96d6831", monorepo=True),
    Repository("axios/axios", "23a25af0688d1db2c396deb09229d2271cc24f6c"),
    Repository("date-fns/date-fns", "dd66398305c2b015fba3c1b3d31ccff42ee8d4cf"),
    Repository("expressjs/express", "a3714473feb3d2908add734d340e7755fd85e0a3"),
)


def checked_out(repository: Repository) -> Path | str:
    """The folder with the files of the commit, or why it can't be had."""
    target = WORK / "repositories" / f"{repository.name.replace('/', '+')}-{repository.commit[:9]}"
    if (target / ".git" / "complete").exists():
        return target
    if not repository.mirror.is_dir():
        return f"there is no {repository.mirror}"
    listed = _git(repository, "ls-tree", "-r", "-z", repository.commit)
    if listed.returncode:
        return f"{repository.mirror} does not hold {repository.commit}"
    files = {}
    for row in filter(None, listed.stdout.split(b"\0")):
        about, _, path = row.partition(b"\t")
        mode, kind, blob = about.split()
        if kind == b"blob" and mode != b"120000":
            files[path] = blob
    _write(repository, target, files)
    # An empty folder of this name keeps driftscan from looking for a repository further up.
    (target / ".git").mkdir(exist_ok=True)
    (target / ".git" / "complete").touch()
    return target


def _write(repository: Repository, target: Path, files: dict[bytes, bytes]) -> None:
    wanted = b"\n".join(files.values())
    read = _git(repository, "cat-file", "--batch", "--buffer", given=wanted).stdout
    position = 0
    for path in files:
        end = read.index(b"\n", position)
        head = read[position:end].split()
        position = end + 1
        if head[1:] == [b"missing"]:
            continue  # a snapshot may leave out its largest files
        size = int(head[2])
        place = target / path.decode("utf-8", "surrogateescape")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(read[position : position + size])
        position += size + 1


def _git(
    repository: Repository, *arguments: str, given: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    command = ["git", "-C", str(repository.mirror), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)
