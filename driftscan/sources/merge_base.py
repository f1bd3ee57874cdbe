"""Where two lines of development parted, asked of the object database."""

import os

from driftscan.errors import SourceError
from driftscan.sources.git import run
from driftscan.sources.opening import existing_directory
from driftscan.sources.repository import Repository, find_repository
from driftscan.sources.resolving import require_supported_git, resolve
from driftscan.sources.stand_in import StandIn
from driftscan.sources.wording import first_line, shown

_HISTORY = (
    "it is a shallow clone without its history; run `git fetch --unshallow` (in CI: "
    "fetch-depth: 0, GIT_DEPTH: 0)."
)


def find_merge_base(path: str, base: str, head: str) -> str:
    """The full id of the commit where head's history parted from base's.

    path: a directory of the repository. SourceError: no repository, no such revision, no commit
    in common, or several that are equally near.
    """
    repository = find_repository(existing_directory(path))
    if repository is None:
        raise SourceError(
            f"{shown(path)} is not in a git repository, so there is no {shown(base)} to compare "
            "with; leave out --base."
        )
    stand_in = StandIn(repository)
    stand_in.link_history(repository)
    require_supported_git(stand_in.path)
    commits = [_commit(stand_in.path, repository, revision) for revision in (base, head)]
    asked = (b"merge-base", b"--all", *(commit.encode() for commit in commits))
    output = run(stand_in.path, asked)
    found = output.stdout.decode().split()
    if output.code > 1:
        raise SourceError(f"git finds no merge base: {first_line(output.stderr)}")
    if len(found) != 1:
        raise SourceError(_not_one(repository, base, head, found))
    return found[0]


def _commit(git_dir: bytes, repository: Repository, revision: str) -> str:
    resolved = resolve(git_dir, repository, revision)
    if resolved.kind != "commit":
        raise SourceError(f"'{shown(revision)}' names a directory, not a commit.")
    return resolved.id


def _not_one(repository: Repository, base: str, head: str, found: list[str]) -> str:
    names = f"'{shown(base)}' and '{shown(head)}'"
    if found:
        listed = ", ".join(sorted(commit[:12] for commit in found))
        return (
            f"{names} have {len(found)} merge bases ({listed}), as merges went both ways; name the "
            "one to compare with, for example --base " + sorted(found)[0][:12]
        )
    if os.path.lexists(os.path.join(repository.common_dir, b"shallow")):
        return f"{names} have no commit in common here: {_HISTORY}"
    return (
        f"{names} have no commit in common, so nothing can be compared; name another base "
        "(`driftscan diff --exactly` compares any two)."
    )
