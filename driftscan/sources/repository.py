"""Finding the repository of a path, and believing only what cannot lead out of it.

A `.git` directory is believed. A `.git` file or a `commondir` names another directory, and a
scanned tree could name someone's private repository with it; so it is followed only inside the
tree, or where the other side points back, which only git itself can have written there.
"""

import os
import stat

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.git_config import read_settings
from driftscan.sources.small_file import read_small_file
from driftscan.sources.wording import shown

SMALL_BYTES = 1024 * 1024


class Repository(Struct, frozen=True):
    """Where the parts of a repository are; absolute paths without symbolic links.

    top: the directory that holds `.git`; of a bare repository, the repository itself.
    git_dir: HEAD and index of this work tree; common_dir: objects and references.
    inside: path of the scanned directory below top, b'' for top itself.
    """

    top: bytes
    git_dir: bytes
    common_dir: bytes
    inside: bytes
    bare: bool
    object_format: str


def find_repository(root: bytes) -> Repository | None:
    """The repository that root belongs to; root: absolute, without symbolic links.

    A bare repository counts only if it is root itself: one that lies somewhere in a tree is
    content. SourceError: there is one, but it points elsewhere or cannot be read.
    """
    if is_git_directory(root) and not os.path.lexists(os.path.join(root, b".git")):
        return _repository(root, root, b"", bare=True)
    top = root
    while True:
        git_dir = _git_directory(top)
        if git_dir is not None:
            return _repository(top, git_dir, _below(top, root), bare=False)
        parent = os.path.dirname(top)
        if parent == top:
            return None
        top = parent


def repository_named(git_dir: bytes, top: bytes, root: bytes) -> Repository:
    """The repository that the user's own environment names; all paths real and absolute."""
    return _repository(top, git_dir, _below(top, root), bare=False)


def paths_above(inside: bytes, name: bytes) -> list[bytes]:
    """Where files of a name would be in the directories above one, from the repository's top."""
    parts = inside.split(b"/") if inside else []
    return [b"/".join([*parts[:depth], name]) for depth in range(len(parts))]


def path_inside(repository: Repository, path: str) -> bytes | None:
    """A path as the user sees it, from the repository's top; None if it lies elsewhere."""
    directory, name = os.path.split(os.path.abspath(os.fsencode(path)))
    full = os.path.join(os.path.realpath(directory), name)
    return _below(repository.top, full) if _is_inside(full, repository.top) else None


def is_git_directory(path: bytes) -> bool:
    """Whether the directory has what git asks of a repository."""
    if not os.path.lexists(os.path.join(path, b"HEAD")):
        return False
    common = os.path.isfile(os.path.join(path, b"commondir"))
    return common or all(os.path.isdir(os.path.join(path, part)) for part in (b"objects", b"refs"))


def _below(top: bytes, root: bytes) -> bytes:
    return root[len(top) :].strip(b"/")


def _git_directory(top: bytes) -> bytes | None:
    entry = os.path.join(top, b".git")
    try:
        mode = os.lstat(entry).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise SourceError(f"{shown(entry)} cannot be read: {problem.strerror}.") from problem
    if stat.S_ISDIR(mode):
        return entry if is_git_directory(entry) else None
    if stat.S_ISREG(mode):
        return _linked_directory(top, entry)
    raise SourceError(
        f"{shown(entry)} is neither a directory nor a file; driftscan follows no symbolic link."
    )


def _linked_directory(top: bytes, entry: bytes) -> bytes:
    content = _read(entry)
    if not content.startswith(b"gitdir: "):
        raise SourceError(f"{shown(entry)} is a file that does not say where the repository is.")
    target = content.removeprefix(b"gitdir: ").rstrip(b"\r\n")
    if b"\0" in target:
        raise SourceError(f"{shown(entry)} names no directory that could exist.")
    git_dir = os.path.realpath(os.path.join(top, target))
    if not is_git_directory(git_dir):
        raise SourceError(f"{shown(entry)} points to {shown(target)}, which is no repository.")
    if not (_is_inside(git_dir, top) or _points_back(git_dir, top)):
        raise SourceError(
            f"{shown(entry)} points to {shown(git_dir)}, which does not point back. If that is "
            "meant, scan that repository instead."
        )
    return git_dir


def _points_back(git_dir: bytes, top: bytes) -> bool:
    """Linked work trees name their `.git` file in `gitdir`, submodules their top in the config."""
    entry = os.path.join(top, b".git")
    backlink = os.path.join(git_dir, b"gitdir")
    if os.path.lexists(backlink):
        named = os.path.join(git_dir, _read(backlink).rstrip(b"\r\n"))
        return b"\0" not in named and os.path.realpath(named) == os.path.realpath(entry)
    work_tree = _settings(git_dir).get(b"core.worktree", b"")
    if not work_tree or b"\0" in work_tree:
        return False
    return os.path.realpath(os.path.join(git_dir, work_tree)) == top


def _repository(top: bytes, git_dir: bytes, inside: bytes, bare: bool) -> Repository:
    common_dir = _common_directory(git_dir)
    written = _settings(common_dir).get(b"extensions.objectformat", b"sha1").lower()
    if written not in (b"sha1", b"sha256"):
        raise SourceError(f"{shown(common_dir)} uses the unknown object format {shown(written)}.")
    return Repository(top, git_dir, common_dir, inside, bare, written.decode())


def _common_directory(git_dir: bytes) -> bytes:
    link = os.path.join(git_dir, b"commondir")
    if not os.path.lexists(link):
        return git_dir
    target = _read(link).rstrip(b"\r\n")
    common = os.path.realpath(os.path.join(git_dir, target)) if b"\0" not in target else b""
    if os.path.dirname(os.path.realpath(git_dir)) != os.path.join(common, b"worktrees"):
        raise SourceError(
            f"{shown(link)} points to {shown(target)}, of which this is no linked work tree."
        )
    return common


def _settings(common_dir: bytes) -> dict[bytes, bytes]:
    path = os.path.join(common_dir, b"config")
    return read_settings(_read(path)) if os.path.lexists(path) else {}


def _read(path: bytes) -> bytes:
    try:
        return read_small_file(path, SMALL_BYTES)
    except OSError as problem:
        raise SourceError(f"{shown(path)} cannot be read: {problem.strerror}.") from problem


def _is_inside(path: bytes, directory: bytes) -> bool:
    return path.startswith(directory.rstrip(b"/") + b"/")
