"""Which index is meant. git runs hooks with its own variables: `git commit -a` and `git commit
FILE` use a temporary index, and a work tree whose repository lies elsewhere is named by GIT_DIR.

These variables are the user's, not the scanned tree's, so they are believed; but only about the
repository they speak of, which is that of the working directory.
"""

import os
from collections.abc import Mapping

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.repository import (
    Repository,
    find_repository,
    is_git_directory,
    repository_named,
)
from driftscan.sources.wording import shown


class IndexPlace(Struct, frozen=True):
    """A repository, and the index file that counts now; an index that is not there is empty."""

    repository: Repository
    index: bytes


def find_index(root: bytes, environ: Mapping[bytes, bytes]) -> IndexPlace:
    """The index that speaks of root (absolute, without links). SourceError: there is none."""
    repository = find_repository(root) or _named_by_git(root, environ)
    if repository is None:
        raise SourceError(
            f"{shown(root)} is not in a git repository, so nothing is staged; leave out --staged "
            "to scan the files as they are."
        )
    if repository.bare:
        raise SourceError(
            f"{shown(root)} is a bare repository, which has no index; name a revision, for "
            "example --rev HEAD."
        )
    named = environ.get(b"GIT_INDEX_FILE", b"")
    if named and _is_meant(repository, environ):
        return IndexPlace(repository, os.path.join(repository.top, named))
    return IndexPlace(repository, os.path.join(repository.git_dir, b"index"))


def _named_by_git(root: bytes, environ: Mapping[bytes, bytes]) -> Repository | None:
    """What GIT_DIR and GIT_WORK_TREE say, if root lies in that work tree."""
    git_dir = _git_dir(environ)
    top = os.path.realpath(environ.get(b"GIT_WORK_TREE", b"") or b".")
    is_inside = root == top or root.startswith(top.rstrip(b"/") + b"/")
    if not git_dir or not is_inside or not is_git_directory(git_dir):
        return None
    return repository_named(git_dir, top, root)


def _is_meant(repository: Repository, environ: Mapping[bytes, bytes]) -> bool:
    """Whether git's variables speak of this repository, not of one that is scanned from there."""
    if git_dir := _git_dir(environ):
        return git_dir == os.path.realpath(repository.git_dir)
    try:
        own = find_repository(os.path.realpath(b"."))
    except SourceError:
        return False
    return own is not None and own.git_dir == repository.git_dir


def _git_dir(environ: Mapping[bytes, bytes]) -> bytes:
    named = environ.get(b"GIT_DIR", b"")
    return os.path.realpath(named) if named else b""
