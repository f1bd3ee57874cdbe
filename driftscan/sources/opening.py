"""From what the user named to the source that can read it, or one clear message."""

import os

from driftscan.errors import SourceError
from driftscan.model.spec import SourceSettings
from driftscan.sources.repository import find_repository, is_git_directory
from driftscan.sources.source import Source
from driftscan.sources.wording import shown


def open_source(
    path: str,
    revision: str = "",
    settings: SourceSettings | None = None,
    identify: bool = True,
) -> Source:
    """The directory at path, or with a revision the state of it in git's object database.

    identify: whether anybody will ask for blob ids, which a work tree has to be hashed for.
    path: a directory; with a revision also a bare repository or a directory inside a work tree.
    SourceError: no such directory, no repository, no such revision, git missing or too old.
    """
    settings = settings or SourceSettings()
    root = existing_directory(path)
    if revision:
        from driftscan.sources.revision import open_revision

        repository = find_repository(root)
        if repository is None:
            raise SourceError(
                f"{shown(path)} is not in a git repository, so it has no revision "
                f"{shown(revision)}; leave out --rev to scan the files as they are."
            )
        return open_revision(repository, revision, settings)
    from driftscan.sources.work_tree import WorkTree

    if _is_bare(root):
        raise SourceError(
            f"{shown(path)} is a bare repository and has no files of its own; name a revision, "
            "for example --rev HEAD."
        )
    return WorkTree(root, settings, identify)


def existing_directory(path: str) -> bytes:
    """A directory to scan: absolute, without symbolic links. SourceError: it is none."""
    if not path:
        raise SourceError("The path to scan is empty; name a directory, '.' for this one.")
    if "\0" in path:
        raise SourceError("The path to scan contains a NUL character, which no file name can.")
    encoded = os.fsencode(path)
    if not os.path.lexists(encoded):
        raise SourceError(f"{shown(path)} does not exist.")
    root = os.path.realpath(encoded)
    if not os.path.isdir(root):
        kind = "a file" if os.path.isfile(root) else "no directory"
        raise SourceError(f"{shown(path)} is {kind}; driftscan scans directories.")
    if not os.access(root, os.R_OK | os.X_OK):
        raise SourceError(f"{shown(path)} cannot be read: permission denied.")
    return root


def _is_bare(root: bytes) -> bool:
    return is_git_directory(root) and not os.path.lexists(os.path.join(root, b".git"))
